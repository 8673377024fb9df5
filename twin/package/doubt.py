"""Where the spread of a package's effect comes from: the plant, or what is not known of it.

The package and the bare line are run on two levels, see `twin.two_levels`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.two_levels import run_two_levels

if TYPE_CHECKING:
    from kpi import Figure, Origins
    from twin.scenario import Scenario
    from twin.settings import Settings
    from twin.study import Conditions, Progress


@dataclass(frozen=True)
class Doubt:
    """The origins of the spread of each figure's effect; None where the effect never varies."""

    draws: int
    parameters: tuple[str, ...]
    origins: dict[str, Origins | None]
    groups: dict[str, tuple[str, ...]]  # the parameters by what they are, see `TwoLevels`


def doubt_of(
    package: Scenario,
    names: Sequence[str],
    draws: int,
    settings: Settings,
    conditions: Conditions,
    progress: Progress | None = None,
) -> Doubt:
    """Run a package on two levels and split the variance of its effect on some figures."""
    import numpy as np

    from kpi import linear_values, measure, origins_of

    sides = package.bare(), package
    found = run_two_levels(sides, draws, settings, conditions, progress)
    before, after = ([measure(one) for one in side] for side in (found.before, found.after))

    def split(name: str) -> Origins | None:
        figures: list[list[Figure]] = [[one[name] for one in side] for side in (before, after)]
        old, new = linear_values(figures[0]), linear_values(figures[1])
        if old is None or new is None:
            return None
        effects = found.by_draw(np.array(new) - np.array(old))
        return origins_of(effects, found.parameters, found.groups)

    origins = {name: split(name) for name in names}
    return Doubt(draws, tuple(found.parameters), origins, found.groups)
