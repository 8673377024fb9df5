"""Record what a user sees for every wrong file of this folder."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from test_messages import CASES, told  # noqa: E402


def main() -> None:
    """Write each text beside its file and name those that changed."""
    os.chdir(HERE)
    for path in CASES:
        text = path.with_suffix(".txt")
        now = told(path)
        if not text.exists() or text.read_text(encoding="utf-8") != now:
            text.write_text(now, encoding="utf-8")
            sys.stdout.write(f"{text.name}\n")


if __name__ == "__main__":
    main()
