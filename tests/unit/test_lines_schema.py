"""The schema that editors use says what the house reads."""

import json
from pathlib import Path

import jsonschema
import pytest

import lines
from lines.schema import FILE, schema, text

MANY_WORDS = sorted((Path(__file__).parents[1] / "robust").glob("many_*.yaml"))
GOOD = [*lines.bundled_lines().values(), *MANY_WORDS]


def wrong(written: str) -> list[str]:
    """What an editor would underline in a line."""
    validator = jsonschema.Draft202012Validator(schema())
    data = lines.read(written).data
    return [error.message for error in validator.iter_errors(data)]


def test_the_file_is_in_step_with_the_words():
    assert FILE.read_text(encoding="utf-8") == text(), "run: python -m lines.schema"


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_right_line_fits_the_schema(path):
    assert wrong(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("30 s", "30"),
        ("30 s", "30 sek"),
        ("cycle: 30 s", "cycel: 30 s"),
        ("cycle: 30 s", "cycle: 30 s, finds: 80 %"),
        ("cycle: 30 s", "cycle: 30 s, machines: 0"),
        ("cycle: 30 s", "cycle: 30 s, type: oven"),
        ("cycle: 30 s", "cycle: {triangular: [1 s, 2 s]}"),
        ("cycle: 30 s", "cycle: {lognormal: {mean: 1 s}}"),
        ("line: two", "lines: two"),
        ("- source", "- 5\n  - source"),
    ],
)
def test_what_the_house_refuses_an_editor_underlines(old, new):
    right = "line: two\nstations:\n  press: {cycle: 30 s}\nflow:\n  - source -> press -> sink\n"
    assert wrong(right) == []
    assert lines.check(right) == []
    assert wrong(right.replace(old, new))
    assert lines.check(right.replace(old, new))


@pytest.mark.parametrize(
    "refused",
    [
        "scrap: 10 %",
        "hazard: crossing",
        "clock: parts",
        "predict: {recall: 80 %, lead: 8 h, takes: 1 h}",
    ],
)
def test_an_editor_offers_a_fleet_no_words_of_failures_that_are_refused(refused):
    text = """
line: hauled
transport:
  cart:
    vehicles: 1
    speed: 1 m/s
    failures: {wheel: {every: 200 h, repair: 2 h}}
stations: {press: {cycle: 30 s}}
flow:
  - source -> press
  - press -> sink: {by: cart, distance: 20 m}
"""
    assert wrong(text) == []
    assert lines.check(text) == []
    spoilt = text.replace("repair: 2 h", f"repair: 2 h, {refused}")
    assert wrong(spoilt)
    assert lines.check(spoilt)


def test_the_schema_explains_every_word():
    properties = schema()["properties"]
    assert all(word["description"] for word in properties.values())
    station = json.loads(text())["$defs"]["station"]["properties"]
    assert all(word["description"] for word in station.values())
