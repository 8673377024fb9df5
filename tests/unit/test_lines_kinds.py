"""A file in the wrong place is told in one sentence: what it is, what was expected, the way out."""

from pathlib import Path

import pytest

from lines import LineError, load, load_retrofit
from lines.assessment import load_assessment
from lines.library import LINES, PACKS, RETROFITS
from lines.packs import load_pack

LINE, RETROFIT = LINES / "two-machines.yaml", RETROFITS / "ai-vision.yaml"
PACK = PACKS / "grants-kr-2026.yaml"


@pytest.mark.parametrize(
    ("door", "file", "told"),
    [
        (load, RETROFIT, "found a retrofit; expected a line; give it with --retrofit"),
        (load, PACK, "found a data pack; expected a line; give it with --pack"),
        (load_retrofit, LINE, "found a line; expected a retrofit; give it as LINE"),
        (load_pack, LINE, "found a line; expected a data pack; give it as LINE"),
        (load_assessment, LINE, "expected the answers of a level assessment; give it as LINE"),
        (load_assessment, PACK, "found a data pack; expected the answers of a level assessment"),
    ],
)
def test_a_file_of_another_kind_is_one_problem(door, file: Path, told: str) -> None:
    with pytest.raises(LineError) as refused:
        door(file)
    (problem,) = refused.value.problems
    assert told in problem.message
    assert problem.line > 0


def test_answers_name_their_pack_and_are_none(tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text("assessment: mine\npack: level-kr-2025\nitems: {1.1.1: 2}\n", encoding="utf-8")
    with pytest.raises(LineError, match="found the answers of a level assessment; expected a data"):
        load_pack(file)
    assert load_assessment(file).name == "mine"
