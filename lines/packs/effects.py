"""Data packs of published effects: what studies of many plants found, and what speaks against it.

They are bands to hold a simulated change against, never numbers that a model is multiplied by.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from lines.errors import hint, listed
from lines.model import Title
from lines.packs.facts import Fact, Graded, Known
from lines.packs.rows import Both, ListOf, Sourced
from lines.places import Place
from lines.words.entry import Entry
from lines.words.forms import Bound, Name, Schema, YesNo
from lines.words.groups import ByName, Group, Made, Word

_CHANGE = Graded("share", Bound(-1.0))


class Named(NamedTuple):
    """The name of a figure, and where it was written: whether there is such a one is seen later."""

    name: str
    place: Place
    path: str


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the studies speak of, the figures of a model that come nearest, and how they differ."""

    title: Title
    figures: tuple[Named, ...]
    same: bool
    differs: Title


@dataclass(frozen=True, slots=True)
class Published:
    """What one study found: relative changes (after - before) / before by yardstick.

    `counts` says whether it belongs to the band, or is only told beside it.
    """

    title: Title
    sample: Title
    counts: bool
    changes: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something published that speaks against the averages, or limits them."""

    says: Title
    known: Known


@dataclass(frozen=True, slots=True)
class EffectsTable:
    """Published effects of smart factories, and what speaks against them."""

    notice: Title
    yardsticks: dict[str, Yardstick]
    studies: dict[str, Published]
    doubts: tuple[Doubt, ...]

    def told_of(self, yardstick: str, counts: bool) -> dict[str, Fact]:
        """Changes of one yardstick by study, of those that make the band or of the others."""
        return {
            name: study.changes[yardstick]
            for name, study in self.studies.items()
            if yardstick in study.changes and study.counts is counts
        }


class Figure:
    """The name of a key figure."""

    def read(self, entry: Entry) -> Named | None:
        """Return the name with its place."""
        name = Name("a figure").read(entry)
        path = ".".join(str(step) for step in entry.route)
        return None if name is None else Named(name, entry.node.place, path)

    def schema(self) -> Schema:
        """Return a name."""
        return Name("").schema()


_YARDSTICK = Made(
    Group(
        "a yardstick",
        (
            Word("title", Both(), "What people call it.", required=True),
            Word("figures", ListOf(Figure(), "[cost_per_good_part]"), "Nearest.", required=True),
            Word("same", YesNo(), "Whether the definition is the same.", required=True),
            Word("differs", Both(), "Where the definitions differ.", required=True),
        ),
    ),
    Yardstick,
)
_STUDY = Made(
    Group(
        "a study",
        (
            Word("title", Both(), "Who found it and when.", required=True),
            Word("sample", Both(), "In which plants.", required=True),
            Word("counts", YesNo(), "Whether it belongs to the band.", required=True),
            Word("changes", ByName("a change", _CHANGE), "By yardstick.", required=True),
        ),
    ),
    Published,
)
_DOUBT = Sourced(Group("a doubt", (Word("says", Both(), "What was found.", required=True),)), Doubt)
WORDS = (
    Word("notice", Both(), "What a reader has to know of these figures.", required=True),
    Word("yardsticks", ByName("a yardstick", _YARDSTICK), "What is told.", required=True),
    Word("studies", ByName("a study", _STUDY), "What was found.", required=True),
    Word("doubts", ListOf(_DOUBT, "[{says: …}]"), "What speaks against it.", required=True),
)


def table_of(entry: Entry, values: Mapping[str, Any]) -> EffectsTable | None:
    """Return the effects that were read, once every change is of a yardstick."""
    if any(word.required and word.name not in values for word in WORDS):
        return None
    table = EffectsTable(**{word.name: values[word.name] for word in WORDS})
    for message, study, yardstick in _strangers(table):
        at = entry
        for step in ("studies", study, "changes", yardstick):
            below = at.node.child(step)
            at = at if below is None else at.child(below, step)
        at.fail_word(message)
    return table


def _strangers(table: EffectsTable) -> Iterator[tuple[str, str, str]]:
    for name, study in table.studies.items():
        for one in study.changes:
            if one not in table.yardsticks:
                told = f"no yardstick '{one}'; there are {listed(table.yardsticks)}"
                yield told + hint(one, table.yardsticks), name, one
