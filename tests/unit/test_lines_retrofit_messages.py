"""Every wrong retrofit under tests/messages/retrofits gives exactly the text recorded beside it.

To record anew after a wanted change: python tests/unit/test_lines_retrofit_messages.py
"""

from pathlib import Path

import pytest

from lines.errors import LineError
from lines.retrofit import apply, load_retrofit
from lines.source import read_file

FOLDER = Path(__file__).parents[1] / "messages" / "retrofits"
BAD = sorted(FOLDER.glob("bad_*.yaml"))


def told(path: Path) -> str:
    """What a user sees, with file names in place of this machine's paths."""
    line = read_file(FOLDER / "line.yaml", "line.yaml")
    try:
        apply(line, [load_retrofit(path)])
    except LineError as error:
        return f"{error}\n".replace(f"{FOLDER}/", "")
    return "no problem\n"


@pytest.mark.parametrize("path", BAD, ids=[path.stem for path in BAD])
def test_a_wrong_retrofit_is_told_in_exactly_these_words(path: Path) -> None:
    assert told(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for bad in BAD:
        bad.with_suffix(".txt").write_text(told(bad), encoding="utf-8")
