"""Data packs of safety: how often people get hurt in a sector, and which days count as lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lines.errors import hint, listed
from lines.model import Title
from lines.packs.facts import Fact, Graded
from lines.sections import Titles
from lines.words.entry import Entry
from lines.words.forms import ABOVE_ZERO, WHOLE_SHARE, Name
from lines.words.groups import ByName, Group, Made, Word


@dataclass(frozen=True, slots=True)
class Sector:
    """Accidents among the workers of a sector; each number is a share of the workers a year."""

    title: Title
    accidents: Fact
    deaths: Fact | None = None  # of all causes, illness among them
    fatal_accidents: Fact | None = None


@dataclass(frozen=True, slots=True)
class SafetyTable:
    """Accident statistics by sector, and the conventions by which days are lost."""

    sectors: dict[str, Sector]
    sector: str  # the one that a line belongs to
    strength: Fact  # [year] of a plant's own record that weigh as much as its sector's rate
    routine: Fact  # share of those killed by machines during routine work
    lost_days: dict[str, Fact]  # [day] by outcome
    days_off: Fact  # lost days for each day off work

    @property
    def own(self) -> Sector:
        """The sector that a line belongs to."""
        return self.sectors[self.sector]


def _as_fields(values: Mapping[str, Any]) -> dict[str, Any]:
    """Name what was read as the fields of its class are named."""
    return {name.replace("-", "_"): value for name, value in values.items()}


_SHARE = Graded("share", WHOLE_SHARE)
_SECTOR = Made(
    Group(
        "a sector",
        (
            Word("title", Titles(), "What people call it.", required=True),
            Word("accidents", Graded("share", ABOVE_ZERO), "Injured a year.", required=True),
            Word("deaths", _SHARE, "Dead a year, of all causes."),
            Word("fatal-accidents", _SHARE, "Killed in accidents a year."),
        ),
    ),
    lambda **values: Sector(**_as_fields(values)),
)
# Of these only death is used so far; a misspelt one would be left out without a word.
OUTCOME = re.compile(r"death|grade-[0-9]+(-to-[0-9]+)?")
_DAYS = ByName("a number of days", Graded("days"))
WORDS = (
    Word("sectors", ByName("a sector", _SECTOR), "Accidents by sector.", required=True),
    Word("sector", Name("a sector"), "The sector of a line.", required=True),
    Word("strength", Graded("years", ABOVE_ZERO), "Weight of the sector.", required=True),
    Word("routine", _SHARE, "Share of the dead in routine work.", required=True),
    Word("lost-days", _DAYS, "Lost days by outcome.", required=True),
    Word("days-off", Graded("number", ABOVE_ZERO), "Lost days a day off.", required=True),
)


def table_of(entry: Entry, values: Mapping[str, Any]) -> SafetyTable | None:
    """Return the statistics that were read, once the sector of a line is one of theirs."""
    if any(word.name not in values for word in WORDS):
        return None
    sector, sectors = values["sector"], values["sectors"]
    if sector not in sectors:
        told = f"no sector '{sector}'; there are {listed(sectors)}{hint(sector, sectors)}"
        entry.child(entry.node.words["sector"], "sector").fail(told)
        return None
    for outcome in values["lost-days"]:
        if OUTCOME.fullmatch(outcome) is None:
            told = f"no outcome '{outcome}'; expected death, or a grade such as grade-4"
            below = entry.node.words["lost-days"]
            at = entry.child(below, "lost-days").child(below.words[outcome], outcome)
            at.fail_word(told + hint(outcome, ["death"]))
    return SafetyTable(**_as_fields({word.name: values[word.name] for word in WORDS}))
