"""A year of people in danger: hours, injuries and lost days by station, task and hazard.

The books of a run stretched to a year of 8 760 h. Injuries and days follow from the rates that the
line's file gives; whoever knows how many there are in truth multiplies all of them by one factor,
before and after alike (`kpi.shrinkage.factor_of`).
"""

from typing import NamedTuple

from kpi.books import HOURS_PER_YEAR, Books
from kpi.safety import NON_ROUTINE, exposures, lost_days_per_h, rate_per_h


class Danger(NamedTuple):
    """What one task exposes people to at one station, or on the ways of one fleet, in a year."""

    station: str
    task: str
    hazard: str
    hours: float  # [h/year] of one person
    injuries: float  # [1/year]
    days: float | None  # [day/year] lost; None where the hazard has no severity

    @property
    def is_routine(self) -> bool:
        """Whether the task belongs to every day's work; repair, set-up and maintenance do not."""
        return self.task not in NON_ROUTINE


def dangers(books: Books) -> list[Danger]:
    """Every danger of a line in a year of the same work, in the order of its exposures."""
    found: dict[tuple[str, str, str], Danger] = {}
    for one in exposures(books):
        hours = one.hours * HOURS_PER_YEAR / books.span_h
        per_h = lost_days_per_h(books, one)
        days = None if per_h is None else hours * per_h
        key = (one.station, one.task, one.hazard)
        here = Danger(*key, hours, hours * rate_per_h(books, one), days)
        found[key] = here if key not in found else _together(found[key], here)
    return list(found.values())


def _together(one: Danger, other: Danger) -> Danger:
    """Two machines or failure modes of a station that share a task and a hazard."""
    return one._replace(
        hours=one.hours + other.hours,
        injuries=one.injuries + other.injuries,
        days=None if one.days is None or other.days is None else one.days + other.days,
    )
