"""Data packs of a KPI form: the indicators that a project may name, and what measures each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from lines.model import Title
from lines.packs.effects import Figure, Named
from lines.packs.facts import Known
from lines.packs.rows import Both, Sourced
from lines.words.entry import Entry
from lines.words.forms import Bound, Choice, Quantity, YesNo
from lines.words.groups import ByName, Group, Made, Word

FORM_FIELDS = ("P", "Q", "C", "D", "E")
INCREASE, DECREASE = "increase", "decrease"
DIRECTIONS = (INCREASE, DECREASE)
Direction = Literal["increase", "decrease"]


@dataclass(frozen=True, slots=True)
class Measured:
    """Which key figure measures an indicator, and how it comes into the unit of the form.

    The value is figure x times / over; of a share with `complement` its rest, 1 - figure, is
    taken; with `relative` it is the share of the figure before, which is 100 %.
    """

    figure: Named
    times: float = 1.0
    over: float = 1.0
    complement: bool = False
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of the form: measured by a key figure, or unknown to a model and why."""

    title: Title
    field: str
    key: bool
    direction: Direction
    unit: Title
    formula: Title
    known: Known
    measured: Measured | None = None
    differs: Title | None = None  # said of every one that is measured
    unknown: Title | None = None  # said of every other one


@dataclass(frozen=True, slots=True)
class Achievement:
    """How the form reckons the change achieved, by direction of the indicator."""

    increase: Title
    decrease: Title
    known: Known

    def of(self, direction: Direction) -> Title:
        """Return the rule for a direction."""
        return self.increase if direction == INCREASE else self.decrease


@dataclass(frozen=True, slots=True)
class KpiForm:
    """A KPI form: its rule for what was achieved, and its indicators by name."""

    notice: Title
    achievement: Achievement
    indicators: dict[str, Indicator]


# Beyond these a figure of any size stays a number that a table can show.
_FACTOR = Quantity("number", Bound(1e-9, high=1e12))
_MEASURED = Made(
    Group(
        "'measured'",
        (
            Word("figure", Figure(), "Key figure.", "figure: lead_time_mean_s", required=True),
            Word("times", _FACTOR, "What the figure is multiplied by; 1."),
            Word("over", _FACTOR, "What the figure is divided by; 1."),
            Word("complement", YesNo(), "Whether 1 - figure is meant; no."),
            Word("relative", YesNo(), "Whether the state before counts as 100 %; no."),
        ),
    ),
    Measured,
)
_INDICATOR = Sourced(
    Group(
        "an indicator",
        (
            Word("title", Both(), "What people call it.", required=True),
            Word("field", Choice(FORM_FIELDS), "Field of the form.", "field: P", required=True),
            Word("key", YesNo(), "Whether it is a key indicator.", "key: yes", required=True),
            Word("direction", Choice(DIRECTIONS), "What is better.", required=True),
            Word("unit", Both(), "Unit of the form.", required=True),
            Word("formula", Both(), "Definition of the form.", required=True),
            Word("measured", _MEASURED, "Key figure that measures it."),
            Word("differs", Both(), "Where the definitions differ."),
            Word("unknown", Both(), "Why a model of a line cannot know it."),
        ),
    ),
    Indicator,
)
_ACHIEVEMENT = Sourced(
    Group(
        "'achievement'",
        tuple(Word(way, Both(), "The rule.", required=True) for way in DIRECTIONS),
    ),
    Achievement,
)
WORDS = (
    Word("notice", Both(), "What a reader has to know of the form.", required=True),
    Word("achievement", _ACHIEVEMENT, "How a change is reckoned.", required=True),
    Word("indicators", ByName("an indicator", _INDICATOR), "Its indicators.", required=True),
)


def form_of(entry: Entry, values: Mapping[str, Any]) -> KpiForm | None:
    """Return the form that was read, once every indicator is either measured or unknown."""
    if any(word.name not in values for word in WORDS):
        return None
    form = KpiForm(**{word.name: values[word.name] for word in WORDS})
    if not form.indicators:
        entry.fail("a form needs at least one indicator")
    for name, message in _misfits(form):
        at = entry
        for step in ("indicators", name):
            below = at.node.child(step)
            at = at if below is None else at.child(below, step)
        at.fail_word(message)
    return form


def _misfits(form: KpiForm) -> Iterator[tuple[str, str]]:
    """Indicators that say nothing, or two things that exclude each other."""
    for name, one in form.indicators.items():
        if (one.measured is None) == (one.unknown is None):
            yield name, "expected 'measured', or 'unknown' with the reason, one of them"
        elif (one.measured is None) != (one.differs is None):
            yield name, "'measured' and 'differs' belong together"
        if one.measured is not None and one.measured.complement and one.measured.relative:
            yield name, "'complement' and 'relative' exclude each other"
