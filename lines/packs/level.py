"""Data packs of level schemes: items with points, what their levels mean, how a score is made.

Two ladders stand beside each other and are never turned into one another: the level of the whole
company, which follows from the score, and how far one system is built, which does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lines.errors import hint, listed
from lines.fields import FIELDS
from lines.model import Title
from lines.packs.facts import Fact, Graded, Known
from lines.packs.rows import Both, ByNumber, ListOf, Sourced
from lines.prerequisites import PREREQUISITES
from lines.words.entry import Entry
from lines.words.forms import ABOVE_ZERO, Choice, Name, Whole
from lines.words.groups import ByName, Group, Made, Word

HIGHEST = 9
FAMILIES = ("P", "Q", "C", "D", "E", "S")  # of the figures that tell of results
# What a line can show beside an item; each is found in a line by a function of the floor above.
SIGNS = (
    "model",
    "master-data",
    "orders",
    "release",
    "dispatch",
    "failures",
    "maintenance",
    "foresight",
    "defects",
    "inspections",
    "automatic-stations",
    "automatic-inspections",
    "transport",
    "metering",
    "tariff",
    "standby",
    "power-limit",
    "hazards",
    *(f"has-{word}" for word in PREREQUISITES),
)


@dataclass(frozen=True, slots=True)
class Item:
    """A question of the scheme: points at most, kind of anchors, what a model can show of it.

    `family` is the family of figures whose change before and after speaks of it.
    """

    title: Title
    points: Fact
    kind: str
    signs: tuple[str, ...] = ()
    family: str | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """Items that belong together, by number."""

    title: Title
    items: dict[str, Item]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What the levels of one kind of item mean, from level 0 on."""

    title: Title
    levels: tuple[Title, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder of systems; `company` are the company levels often read beside it."""

    title: Title
    says: Title
    company: tuple[int, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Rule:
    """Which items a retrofit would support, and up to which level.

    It holds for a retrofit of one of the fields, if any are named, that changes one of the signs
    of the line, if any are named.
    """

    items: dict[str, int]
    known: Known
    fields: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelTable:
    """A scheme: a score of an item is points x (base + step x level); bands give the level.

    `bands` are the scores from which Level 1, 2, ... is reached, below the first it is Level 0.
    """

    notice: Title
    base: Fact
    step: Fact
    bands: tuple[Fact, ...]
    certificate: int  # the lowest level of which a certificate is given
    kinds: dict[str, Anchors]
    areas: dict[str, Area]
    systems: tuple[Rung, ...]
    rules: tuple[Rule, ...]

    @property
    def top(self) -> int:
        """The highest level."""
        return len(self.bands)

    @property
    def items(self) -> dict[str, Item]:
        """Every item by number, in the order of the file."""
        return {n: item for area in self.areas.values() for n, item in area.items.items()}


def _rule(**words: Any) -> Rule:
    return Rule(words["items"], words["known"], words.get("fields", ()), words.get("changes", ()))


def _area(title: Title, kind: str, items: Mapping[str, Mapping[str, Any]]) -> Area:
    whole = {n: item for n, item in items.items() if {"title", "points"} <= item.keys()}
    return Area(title, {n: Item(**{"kind": kind, **item}) for n, item in whole.items()})


_TITLE = Word("title", Both(), "What people call it.", required=True)
_LEVEL = Whole("a level", 0, HIGHEST)
_SIGN = Choice(SIGNS)
_POINTS = Graded("number", ABOVE_ZERO)
_ITEM = Group(
    "an item",
    (
        _TITLE,
        Word("points", _POINTS, "Points at most.", required=True),
        Word("kind", Name("a kind"), "Kind of anchors, where not that of the area."),
        Word("signs", ListOf(_SIGN, "[inspections]"), "What a line shows beside it."),
        Word("family", Choice(FAMILIES), "Family of figures that tells of it."),
    ),
)
_AREA = Made(
    Group(
        "an area",
        (
            _TITLE,
            Word("kind", Name("a kind"), "Kind of anchors of its items.", required=True),
            Word("items", ByNumber("an item", _ITEM), "Its items.", required=True),
        ),
    ),
    _area,
)
_ANCHORS = Made(
    Group(
        "a kind of item",
        (
            _TITLE,
            Word("levels", ListOf(Both(), "[{en: …, ko: …}]"), "Level 0, 1, ….", required=True),
        ),
    ),
    Anchors,
)
_RUNG = Sourced(
    Group(
        "a rung",
        (
            _TITLE,
            Word("says", Both(), "What it means.", required=True),
            Word("company", ListOf(_LEVEL, "[1, 2]"), "Levels read beside it.", required=True),
        ),
    ),
    Rung,
)
_RULE = Sourced(
    Group(
        "a rule",
        (
            Word("fields", ListOf(Choice(tuple(FIELDS)), "[data-ai]"), "Fields of retrofits."),
            Word("changes", ListOf(_SIGN, "[dispatch]"), "Signs, one of which it changes."),
            Word("items", ByNumber("a level", _LEVEL), "Up to which level.", required=True),
        ),
    ),
    _rule,
)
_SCORE = Group(
    "'score'",
    (
        Word("base", Graded("share"), "Share of the points at level 0.", required=True),
        Word("step", Graded("share", ABOVE_ZERO), "Share of the points a level.", required=True),
    ),
)
WORDS = (
    Word("notice", Both(), "What a reader has to know of the scheme.", required=True),
    Word("score", _SCORE, "How an item is scored.", required=True),
    Word("bands", ListOf(_POINTS, "[550, 650]"), "Scores from which a level is reached.", "", True),
    Word("certificate", _LEVEL, "Lowest level that is certified.", required=True),
    Word("kinds", ByName("a kind", _ANCHORS), "What the levels mean.", required=True),
    Word("areas", ByNumber("an area", _AREA), "Areas with their items.", required=True),
    Word("systems", ListOf(_RUNG, "[{title: …}]"), "The ladder of systems.", required=True),
    Word("rules", ListOf(_RULE, "[{changes: …}]"), "What retrofits would support.", required=True),
)


def table_of(entry: Entry, values: Mapping[str, Any]) -> LevelTable | None:
    """Return the scheme that was read, once its words fit together.

    Whether they do is only asked of a file whose single values are all right.
    """
    if entry.findings.problems or any(w.required and w.name not in values for w in WORDS):
        return None
    score = values["score"]
    if not {"base", "step"} <= score.keys():
        return None
    table = LevelTable(
        notice=values["notice"],
        base=score["base"],
        step=score["step"],
        bands=values["bands"],
        certificate=values["certificate"],
        kinds=values["kinds"],
        areas=values["areas"],
        systems=values["systems"],
        rules=values["rules"],
    )
    for message, route in _misfits(table):
        at, path = entry, route
        while path and (below := at.node.child(path[0])) is not None:
            at, path = at.child(below, path[0]), path[1:]
        at.fail(message)
    return table


def _misfits(table: LevelTable) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """What does not fit together, and where it stands."""
    scores = [band.value for band in table.bands]
    if scores != sorted(set(scores)):
        yield "each band begins above the one before", ("bands",)
    for name, anchors in table.kinds.items():
        if len(anchors.levels) != table.top + 1:
            told = f"found {len(anchors.levels)} levels; expected {table.top + 1}, from 0 on"
            yield f"{told}, as there are {table.top} bands", ("kinds", name, "levels")
    yield from _misplaced(table)
    numbers = table.items
    for place, rule in enumerate(table.rules):
        if not (rule.fields or rule.changes):
            yield "a rule names 'fields' or 'changes', or both", ("rules", place)
        for number, level in rule.items.items():
            here = ("rules", place, "items", number)
            if number not in numbers:
                yield f"no item '{number}'{hint(number, numbers)}", here
            elif level > table.top:
                yield f"found level {level}; expected at most {table.top}", here


def _misplaced(table: LevelTable) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Items in two areas, or of a kind that is not there."""
    seen: set[str] = set()
    for area_number, area in table.areas.items():
        for number, item in area.items.items():
            here = ("areas", area_number, "items", number)
            if number in seen:
                yield f"'{number}' stands in two areas", here
            seen.add(number)
            if item.kind not in table.kinds:
                told = f"no kind '{item.kind}'; there are {listed(table.kinds)}"
                yield told + hint(item.kind, table.kinds), here
