"""From studies of a line and from what is known of its plant to injuries a year, by danger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from twin.settings import SettingError

if TYPE_CHECKING:
    from kpi import Danger, Estimate, PlantRate, Record
    from lines import Line
    from lines.model import People
    from lines.packs import Pack, SafetyTable
    from twin.study import StudyResult


class Asked(NamedTuple):
    """What is told of a plant beside its line file; None for what the file or the pack says."""

    pack: Pack
    workers: int | None = None
    record: Record | None = None
    strength_years: float | None = None


class Reach(NamedTuple):
    """A number with the 95 % interval of what is known of the plant's injuries."""

    mean: float
    low: float
    high: float


class Amount(NamedTuple):
    """A year of a danger on one side: hours, injuries, and lost days where they are known."""

    hours: Estimate
    injuries: float
    days: float | None


Place = tuple[str, str, str]  # station or fleet, task, hazard


@dataclass(frozen=True)
class Side:
    """A line before or after, its hazards adjusted to its plant."""

    dangers: dict[Place, Amount]
    ratio: Estimate  # of injuries to those before; 1 before
    rates: dict[str, Reach | None]  # by the names of RATES; None where no severity is known


@dataclass(frozen=True)
class Safety:
    """Injuries to be expected of a line and its workforce, and all they rest on."""

    studies: tuple[StudyResult, ...]
    asked: Asked
    workers: int
    worked_h: float  # [h/year] of all workers
    sector: PlantRate
    plant: PlantRate
    factor: float  # on the rates of all hazards, before and after
    sides: tuple[Side, ...]

    @property
    def table(self) -> SafetyTable:
        """The statistics that the sector's rate is taken from."""
        table: SafetyTable = self.asked.pack.content
        return table

    @property
    def added(self) -> tuple[Place, ...]:
        """Dangers that are there only after."""
        return _only_in(self.sides[-1], self.sides[0])

    @property
    def gone(self) -> tuple[Place, ...]:
        """Dangers that are there only before."""
        return _only_in(self.sides[0], self.sides[-1])


def _only_in(one: Side, other: Side) -> tuple[Place, ...]:
    return tuple(place for place in one.dangers if place not in other.dangers)


def workforce_of(line: Line) -> People:
    """Return the people of a line of which injuries can be expected.

    Raises
    ------
    SettingError
        If the line names no people or no hazard.
    """
    if line.people is None or line.people.hours_per_year <= 0:
        raise SettingError(
            "the line names no people, whose hours the rates refer to; write, such as, "
            "people: {workers: 15, hours: 2000 h/year}",
            "재해율의 기준이 되는 근로자 수와 근로시간이 라인에 없음. 예를 들어 "
            "people: {workers: 15, hours: 2000 h/year}를 적을 것",
        )
    named = [one.hazards for one in line.stations.values()]
    named += [one.hazards for one in line.fleets.values()]
    if not any(named):
        raise SettingError(
            "the line names no hazard; give its stations 'hazards', and name them where people "
            "work: under crew, setup, maintenance or failures",
            "라인에 위험요인이 없음. 공정에 hazards를 적고, 사람이 일하는 곳(crew, setup, "
            "maintenance, failures)에서 그 이름을 쓸 것",
        )
    return line.people


def expected(studies: Sequence[StudyResult], asked: Asked) -> Safety:
    """Return the injuries to be expected from a study, or from the two of a comparison.

    Raises
    ------
    SettingError
        If the line names no people or hazard, or nobody meets one in the time booked.
    """
    from kpi import NoRate, factor_of, rate_of_sector, with_record

    people = workforce_of(studies[0].line)
    table: SafetyTable = asked.pack.content
    workers = people.workers if asked.workers is None else asked.workers
    strength = table.strength.value if asked.strength_years is None else asked.strength_years
    found = [_every_run(study) for study in studies]
    try:
        sector = rate_of_sector(table.own.accidents.value, workers, strength)
        plant = with_record(sector, asked.record)
        factor = factor_of(plant, _mean(_injuries(found[0])))
    except NoRate as error:
        raise SettingError(str(error)) from None
    worked_h = workers * people.hours_per_year
    ratios = [_ratio(found[0], side) for side in found]
    return Safety(
        studies=tuple(studies),
        asked=asked,
        workers=workers,
        worked_h=worked_h,
        sector=sector,
        plant=plant,
        factor=factor,
        sides=tuple(
            _side(side, ratio, factor, plant, (workers, worked_h))
            for side, ratio in zip(found, ratios, strict=True)
        ),
    )


Runs = list[dict[Place, "Danger"]]  # one a replication


def _every_run(study: StudyResult) -> Runs:
    from kpi import dangers

    return [
        {(one.station, one.task, one.hazard): one for one in dangers(books)}
        for books in study.books
    ]


def _injuries(runs: Runs) -> list[float]:
    """Injuries a year of each replication, by the rates of the line's file."""
    return [sum(one.injuries for one in run.values()) for run in runs]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _ratio(before: Runs, side: Runs) -> Estimate:
    """Injuries of a side over those before, replications paired; its interval is luck alone."""
    from kpi import relative_change

    change = relative_change(_injuries(before), _injuries(side))
    assert change is not None  # those before are more than nothing, or there is no factor
    mean, low, high = (1.0 + value for value in (change.mean, change.low, change.high))
    return change._replace(mean=mean, low=low, high=high)


def _side(
    runs: Runs, ratio: Estimate, factor: float, plant: PlantRate, base: tuple[int, float]
) -> Side:
    found = {place: _amount(runs, place, factor) for place in _places(runs)}
    days = [one.days for one in found.values()]
    known = [one for one in days if one is not None]
    lost = sum(known) if len(known) == len(days) else None
    injuries = plant.mean * ratio.mean
    spread = (1.0, plant.low / plant.mean, plant.high / plant.mean)
    rates = {
        name: None if value is None else Reach(*(value * times for times in spread))
        for name, value in _rates(injuries, lost, *base).items()
    }
    return Side(found, ratio, rates)


def _places(runs: Runs) -> list[Place]:
    return list(dict.fromkeys(place for run in runs for place in run))


def _amount(runs: Runs, place: Place, factor: float) -> Amount:
    """The means of a danger over all replications; a replication without it counts nothing."""
    from kpi import estimate

    rows = [run.get(place) for run in runs]
    hours = estimate([0.0 if one is None else one.hours for one in rows])
    assert hours is not None  # there is a replication
    days = [0.0 if one is None else one.days for one in rows]
    known = [one for one in days if one is not None]
    return Amount(
        hours=hours,
        injuries=factor * _mean(0.0 if one is None else one.injuries for one in rows),
        days=factor * _mean(known) if len(known) == len(days) else None,
    )


RATES = ("injuries", "days", "accident", "thousand", "frequency", "severity", "index", "lost_time")


def _rates(
    injuries: float, days: float | None, workers: int, worked_h: float
) -> dict[str, float | None]:
    """Every rate of accident statistics; each grows in proportion to the injuries."""
    from kpi import (
        accident_rate,
        combined_index,
        frequency_rate,
        lost_time_rate,
        rate_per_thousand,
        severity_rate,
    )

    frequency = frequency_rate(injuries, worked_h)
    severity = None if days is None else severity_rate(days, worked_h)
    return {
        "injuries": injuries,
        "days": days,
        "accident": accident_rate(injuries, workers),
        "thousand": rate_per_thousand(injuries, workers),
        "frequency": frequency,
        "severity": severity,
        "index": None if severity is None else combined_index(frequency, severity),
        "lost_time": lost_time_rate(injuries, worked_h),
    }
