"""Data packs of emission factors: what a kWh of the grid and a Nm3 of gas emit, by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lines.packs.facts import Fact, Graded
from lines.words.entry import Entry
from lines.words.groups import ByName, Word


@dataclass(frozen=True, slots=True)
class EmissionFactors:
    """Factors by name: of the grid [kg/kWh] and of gas [kg/Nm3]; the first of gas is the usual."""

    grid: dict[str, Fact]
    gas: dict[str, Fact]


WORDS = (
    Word("grid", ByName("a factor", Graded("emission")), "Of electricity.", required=True),
    Word("gas", ByName("a factor", Graded("gas emission")), "Of gas.", required=True),
)


def factors_of(_: Entry, values: Mapping[str, Any]) -> EmissionFactors | None:
    """Return what was read, once both kinds are there."""
    if any(word.name not in values for word in WORDS):
        return None
    return EmissionFactors(values["grid"], values["gas"])
