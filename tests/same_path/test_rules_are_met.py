"""Every rule is obeyed by both engines and met by the random lines."""

import re
from pathlib import Path

import pytest
from aspects import ASPECTS
from random_walks import met_in_walks

from twin.engine import rules

pytestmark = pytest.mark.same_path
ENGINE = Path(rules.__file__).parent
NAMES = [rule.name for rule in rules.RULES]


def cited(folder: Path, pattern: str = "**/*.py") -> set[str]:
    """The names of rules that stand in the sources of a folder."""
    texts = (path.read_text(encoding="utf-8") for path in folder.glob(pattern))
    return {name for text in texts for name in re.findall(r"\b[TBC]\d+\b", text)} & set(NAMES)


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_every_rule_is_cited_where_it_is_obeyed(engine: str) -> None:
    assert sorted(set(NAMES) - cited(ENGINE / engine)) == []


def test_every_rule_has_an_aspect_to_look_for() -> None:
    assert {aspect.split()[0] for aspect in ASPECTS} == set(NAMES)


def test_the_random_lines_meet_every_rule() -> None:
    met = met_in_walks(ASPECTS)
    assert [aspect for aspect in ASPECTS if not met[aspect]] == []
