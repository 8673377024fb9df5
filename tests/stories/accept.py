"""Record what every example prints."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from test_examples import EXAMPLES, told  # noqa: E402


def main() -> None:
    """Write each story beside its script and name those that changed."""
    for script in EXAMPLES:
        story = script.with_suffix(".out")
        now = told(script)
        if not story.exists() or story.read_text(encoding="utf-8") != now:
            story.write_text(now, encoding="utf-8")
            sys.stdout.write(f"{story.name}\n")


if __name__ == "__main__":
    main()
