"""What a result file may ask for: the ranges of the command line, as anybody may have written it.

A file that asks for a thousand million years is refused before anything is run.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from lines.limits import LARGEST_SEED, MOST_REPLICATIONS
from lines.units import DIMENSIONS, UnitError, measure
from twin.settings import MOST_DRAWS, MOST_RUNS, SettingError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twin.judge.question import Said


class Range(NamedTuple):
    """The least and the most of a number, both allowed, and how its unit is told."""

    least: float
    most: float
    unit: str = ""


MOST_WORKERS = 1_000_000
SHORTEST_YEARS = 1e-9  # more than none
LONGEST_S = DIMENSIONS["duration"].most
RANGES: Mapping[str, Range] = {
    "warmup_s": Range(0, LONGEST_S, " s"),
    "length_s": Range(0, LONGEST_S, " s"),
    "replications": Range(1, MOST_REPLICATIONS),
    "seed": Range(0, LARGEST_SEED),
    "promise_s": Range(0, LONGEST_S, " s"),
    "max_runs": Range(1, MOST_RUNS),
    "origins": Range(1, MOST_DRAWS),
    "workers": Range(1, MOST_WORKERS),
    "strength_years": Range(SHORTEST_YEARS, DIMENSIONS["years"].most, " years"),
}


def check_ranges(said: Said) -> None:
    """Refuse numbers that no command would take; SettingError with the name and what is expected.

    What is said of the investment is checked where it is made, by `twin.invest.Wishes`.
    """
    for name, (least, most, unit) in RANGES.items():
        value = getattr(said, name)
        if value is not None and not (math.isfinite(value) and least <= value <= most):
            told = f"found {value:.12g} as {name!r}"
            raise SettingError(f"{told}; expected {least:g} to {most:.12g}{unit}")
    if said.contract is not None:
        try:
            measure(said.contract, "power")
        except UnitError as error:
            raise SettingError(f"found {said.contract!r} as 'contract'; {error}") from None
