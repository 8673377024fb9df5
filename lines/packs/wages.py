"""Data packs of wages: what an hour of a trade costs."""

from __future__ import annotations

from dataclasses import dataclass

from lines.model import Title
from lines.packs.facts import Fact, Graded
from lines.sections import Titles
from lines.words.forms import ABOVE_ZERO
from lines.words.groups import ByName, Group, Made, Word


@dataclass(frozen=True, slots=True)
class Wage:
    """What an hour of a trade costs, employer's on-costs aside [currency/h]."""

    title: Title
    pay: Fact


_WAGE = Made(
    Group(
        "a wage",
        (
            Word("title", Titles(), "The trade.", required=True),
            Word("pay", Graded("wage", ABOVE_ZERO), "What an hour costs.", required=True),
        ),
    ),
    Wage,
)
WORDS = (Word("wages", ByName("a wage", _WAGE), "Wages by trade.", required=True),)
