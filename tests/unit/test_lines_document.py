"""The page of the line format is written from the words, and none of them is left out."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

import lines
from lines.document import PAGE, text
from lines.schema import schema
from lines.stations import STATION_TYPES
from lines.words.forms import NOT_BUILT

SECTIONS = re.split(r"^##+ ", text(), flags=re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)` \|(?:[^|]*)\| (.*) \|$", flags=re.MULTILINE)
AGAIN = re.compile(r"^As `([^`]+)`\.$", flags=re.MULTILINE)
LATER = SECTIONS[-1]


def words_by_path() -> dict[str, set[str]]:
    """Every mapping of fixed words that an editor knows, by its path, with its words."""
    found: dict[str, set[str]] = {}
    whole = schema()
    for path, words in _mappings(whole, whole["$defs"], ""):
        found.setdefault(path, set()).update(words)
    return found


def _mappings(part: Any, known: dict[str, Any], path: str) -> Iterator[tuple[str, set[str]]]:
    if part.get("$ref") == "#/$defs/station":
        yield from _mappings(known["station"], known, f"{path}.*")
    for one in part.get("anyOf", []):
        yield from _mappings(one, known, path)
    for word in ("items", "additionalProperties"):
        if isinstance(part.get(word), dict):
            yield from _mappings(part[word], known, path)
    words = part.get("properties", {})
    if words:
        yield path, set(words)
    for word, below in words.items():
        yield from _mappings(below, known, f"{path}.{word}" if path else word)


def explained(path: str) -> dict[str, str]:
    """The words of a path as the page explains them: its section, or the one that it points to."""
    title = {"": "A line\n", "stations.*": "Stations\n"}.get(path, f"`{path}`\n")
    rows: dict[str, str] = {}
    for section in SECTIONS:
        of_a_type = path == "stations.*" and section.startswith("type `")
        if section.startswith(title) or of_a_type:
            again = AGAIN.search(section)
            rows |= explained(again[1]) if again else dict(ROW.findall(section))
    return rows


def test_the_page_is_in_step_with_the_words():
    assert PAGE.read_text(encoding="utf-8") == text(), "run: python -m lines.document"


@pytest.mark.parametrize(("path", "words"), words_by_path().items())
def test_every_word_that_an_editor_knows_is_on_the_page(path, words):
    above, _, last = path.rpartition(".")
    rows = explained(path)
    beside = explained(above).get(last, "") if path else ""
    assert {word for word in words if word not in rows and f"`{word}`" not in beside} == set()


def test_words_deep_in_a_station_are_among_them():
    deep = {"stations.*.batch", "stations.*.tires", "stations.*.crew.load"}
    deep |= {"stations.*.quality.drift", "stations.*.failures.predict.false-alarms"}
    assert deep <= set(words_by_path())
    assert explained("stations.*.hazards.severity").keys() == {"days"}


def test_every_word_that_is_built_is_explained():
    for kind in STATION_TYPES.values():
        for word in kind.words:
            assert word.form is None or word.doc.endswith("."), word.name


def written_at(path: str) -> str:
    """A line that says one word too much, at this path."""
    names = ["press" if step == "*" else step for step in path.split(".")]
    parts = {"line": "later", "flow": ["source -> press -> sink"]}
    parts["stations"] = {"press": {"cycle": "30 s"}}
    inner = parts
    for name in names[:-1]:
        inner = inner.setdefault(name, {})
    inner[names[-1]] = "1"
    return str(parts).replace("'", '"')


@pytest.mark.parametrize("path", re.findall(r"`([^`:]+)`", LATER))
def test_a_word_that_is_told_to_come_later_is_refused_as_such(path):
    told = [problem.message for problem in lines.check(written_at(path))]
    assert any(NOT_BUILT in message for message in told)


def test_what_is_written_another_way_is_no_word_to_come():
    flow = '[source -> a, {"a -> sink": {transport: agv}}]'
    (problem,) = lines.check(f"{{line: x, stations: {{a: {{cycle: 30 s}}}}, flow: {flow}}}")
    assert "written with 'by'" in problem.message
    assert "transport" not in LATER
