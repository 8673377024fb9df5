"""Expected injuries as the plain object that other programs read (`twin safety --json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.outcome import Plain, applied_object, bounds, settings_object
from twin.safety.grounds import facts_of
from twin.safety.sums import by_hazard, by_kind, by_task
from twin.safety.words import told

if TYPE_CHECKING:
    from twin.safety.study import Place, Reach, Safety, Side
    from twin.safety.sums import Sums

SIDES = {1: ("now",), 2: ("before", "after")}


def safety_object(safety: Safety) -> Plain:
    """Return rates, dangers one by one and added up, and every number with its source."""
    last = safety.studies[-1]
    names = SIDES[len(safety.sides)]
    record = safety.asked.record
    return {
        "line": last.line.name,
        "retrofits": [one.name for one in last.scenario.retrofits],
        "applied": applied_object(last.scenario.landings),
        "study": settings_object(last.settings),
        "says": told("expectation", "en"),
        "workers": safety.workers,
        "worked_h_per_year": safety.worked_h,
        "record": None if record is None else record._asdict(),
        "plant": {
            "pack": safety.asked.pack.name,
            "sector": safety.table.sector,
            "strength_years": safety.sector.years,
            "injuries_of_sector": safety.sector.mean,
            "injuries": {
                "mean": safety.plant.mean,
                "low": safety.plant.low,
                "high": safety.plant.high,
            },
            "factor": safety.factor,
        },
        **{name: _side(side) for name, side in zip(names, safety.sides, strict=True)},
        "added": [_place(place) for place in safety.added],
        "gone": [_place(place) for place in safety.gone],
        "facts": [
            {
                "path": fact.path,
                "written": fact.written,
                "value": fact.value,
                "low": fact.low,
                "high": fact.high,
                "year": fact.known.year,
                "source": fact.known.source,
                "grade": fact.known.grade,
            }
            for fact in facts_of(safety)
        ],
    }


def _side(side: Side) -> Plain:
    return {
        "rates": {name: _reach(one) for name, one in side.rates.items()},
        "ratio": bounds(side.ratio),
        "dangers": [
            {
                **_place(place),
                "hours": bounds(one.hours),
                "injuries": one.injuries,
                "lost_days": one.days,
            }
            for place, one in side.dangers.items()
        ],
        "by_hazard": _sums(by_hazard(side)),
        "by_task": _sums(by_task(side)),
        "by_kind": _sums(by_kind(side)),
    }


def _reach(reach: Reach | None) -> Plain | None:
    return None if reach is None else dict(reach._asdict())


def _place(place: Place) -> Plain:
    return dict(zip(("station", "task", "hazard"), place, strict=True))


def _sums(sums: Sums) -> Plain:
    return {name: {"hours": one[0], "injuries": one[1]} for name, one in sums.items()}
