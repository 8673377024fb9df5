"""Hours and injuries of one side, added up by hazard, by task, and routine apart from the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kpi import CROSSING, NON_ROUTINE

if TYPE_CHECKING:
    from twin.safety.study import Place, Side

Sums = dict[str, tuple[float, float]]  # hours and injuries a year by name

ROUTINE, REST = "routine", "non_routine"


def by_hazard(side: Side) -> Sums:
    """By the hazard's name, over all stations that have it."""
    return _sums(side, lambda place: place[2])


def by_task(side: Side) -> Sums:
    """By what people do."""
    return _sums(side, lambda place: place[1])


def by_kind(side: Side) -> Sums:
    """Routine work, and repair, set-up and maintenance together; either may be nothing."""
    nothing = dict.fromkeys((ROUTINE, REST), (0.0, 0.0))
    return nothing | _sums(side, lambda place: REST if place[1] in NON_ROUTINE else ROUTINE)


def hours_of_people(side: Side) -> float:
    """Hours a year that people spend in danger; vehicles that drive are not people."""
    hours = (one.hours.mean for place, one in side.dangers.items() if place[1] != CROSSING)
    return sum(hours)


def _sums(side: Side, name_of: Callable[[Place], str]) -> Sums:
    found: Sums = {}
    for place, amount in side.dangers.items():
        hours, injuries = found.get(name_of(place), (0.0, 0.0))
        found[name_of(place)] = (hours + amount.hours.mean, injuries + amount.injuries)
    return found
