"""Data packs of appraisal: what an investment is reckoned with where nobody says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lines.packs.facts import Fact, Graded
from lines.words.entry import Entry
from lines.words.forms import Bound
from lines.words.groups import Word


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The rate of discount, and the tax rules of depreciation."""

    discount: Fact  # share a year
    tax_life: Fact  # [year] over which a machine is written off
    rest: Fact  # share of the price that the declining balance leaves for the last year


WORDS = (
    Word("discount", Graded("share"), "Rate of discount a year.", required=True),
    Word("tax-life", Graded("years", Bound(1.0)), "Years of depreciation.", required=True),
    Word("rest", Graded("share", Bound(above=True, high=0.5)), "Rest at its end.", required=True),
)


def appraisal_of(_: Entry, values: Mapping[str, Any]) -> Appraisal | None:
    """Return what was read, once all of it is there."""
    if any(word.name not in values for word in WORDS):
        return None
    return Appraisal(values["discount"], values["tax-life"], values["rest"])
