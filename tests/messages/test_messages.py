"""Every wrong file beside this one gives exactly the text recorded beside it.

`python tests/messages/accept.py` records the texts anew; read the difference before you keep it.
"""

from pathlib import Path

import pytest

from lines import LineError, load

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.yaml"))


def told(path: Path) -> str:
    """What a user sees who loads this file from its own folder."""
    try:
        load(path.name)
    except LineError as error:
        return f"{error}\n"
    return "no problems\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_wrong_file_gives_its_recorded_text(path, monkeypatch):
    monkeypatch.chdir(HERE)
    assert told(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def test_every_recorded_text_has_its_file_and_tells_a_problem():
    texts = sorted(HERE.glob("*.txt"))
    assert [text.stem for text in texts] == [path.stem for path in CASES]
    assert len(CASES) >= 40
    for text in texts:
        assert text.read_text(encoding="utf-8").endswith("nothing was run.\n")


def test_a_caret_stands_under_the_place_that_is_named():
    for text in sorted(HERE.glob("*.txt")):
        lines = text.read_text(encoding="utf-8").splitlines()
        carets = [line for line in lines if line.strip() == "^"]
        heads = [
            line for line in lines if line.startswith((f"{text.stem}.yaml:", f"{text.stem}.csv:"))
        ]
        assert heads, text.name
        assert len(carets) <= len(heads), text.name
