"""S: how long people stand in danger, and what that means in injuries and lost days a year.

The simulation says how long people are exposed; injuries are expectations, exposure × rate. A
plant of fifty has less than one injury a year, so sampled accidents would say nothing.
The rates of accident statistics take the workforce of the line's `people`.
"""

from dataclasses import dataclass

from kpi.accidents import combined_index, frequency_rate, severity_rate
from kpi.books import HOURS_PER_YEAR, Books, Ratio
from kpi.ledger import FALSE_ALARM, FORESEEN, PLANNED, TICKS_PER_HOUR
from kpi.registry import kpi
from lines.machinery import Hazard
from lines.states import BUSY, EMPTY, LOADED, SETUP

KOSHA = "KOSHA glossary (산업재해통계)"


# What people do when they meet a hazard; what comes every day of its own accord is routine.
REPAIRING, SETTING_UP, MAINTAINING = "repair", "setup", "maintenance"
ATTENDING, CROSSING = "attending", "crossing"
ROUTINE = (ATTENDING, CROSSING)
NON_ROUTINE = (REPAIRING, SETTING_UP, MAINTAINING)


@dataclass(frozen=True, slots=True)
class Exposure:
    """People's hours in one hazard of one station, or fleet, over the time booked."""

    station: str
    hazard: str
    hours: float
    task: str  # one of ROUTINE or NON_ROUTINE

    @property
    def of_fleet(self) -> bool:
        """Whether `station` is the name of a fleet."""
        return self.task == CROSSING


def exposures(books: Books) -> list[Exposure]:
    """Hours of one person in each hazard: repairing, setting up, attending a machine at work.

    The hazards of a fleet are met by whoever crosses its ways, for as long as its vehicles drive.
    """
    found = [*_repairing(books), *_crossing(books)]
    for name, station in books.line.stations.items():
        hours = books.state_h[books.machines_of(name)].sum(axis=0)
        if station.setup is not None and station.setup.hazard is not None:
            found.append(Exposure(name, station.setup.hazard, float(hours[SETUP]), SETTING_UP))
        if station.crew is not None and station.crew_hazard is not None:
            found.append(Exposure(name, station.crew_hazard, float(hours[BUSY]), ATTENDING))
    return found


def _crossing(books: Books) -> list[Exposure]:
    """Exposure to the vehicles of a fleet that drive, empty or loaded."""
    driving = books.ledger.vehicle_ticks[:, [EMPTY, LOADED]].sum(axis=1)
    hours = dict.fromkeys(books.frame.fleets, 0.0)
    for fleet, ticks in zip(books.frame.vehicle_fleet, driving, strict=True):
        hours[books.frame.fleets[fleet]] += float(ticks) / TICKS_PER_HOUR
    return [
        Exposure(name, hazard, hours[name], CROSSING)
        for name, fleet in books.line.fleets.items()
        for hazard in fleet.hazards
    ]


def _repairing(books: Books) -> list[Exposure]:
    """Exposure while a failure mode with a hazard is repaired, one person at a time."""
    frame, found = books.frame, []
    for (machine, mode), ticks in zip(frame.modes, books.ledger.repair_ticks, strict=True):
        if machine >= len(frame.machines):
            continue  # a vehicle: its hazards are those of crossing
        station = frame.stations[frame.machine_station[machine]]
        failures = {failure.name: failure for failure in books.line.stations[station].failures}
        planned = books.line.stations[station].maintenance
        own = mode.removesuffix(FORESEEN).removesuffix(FALSE_ALARM)
        hazard = planned.hazard if mode == PLANNED and planned else failures[own].hazard
        if hazard is not None:
            task = MAINTAINING if mode == PLANNED else REPAIRING
            found.append(Exposure(station, hazard, float(ticks) / TICKS_PER_HOUR, task))
    return found


def exposure_by_hazard(books: Books) -> dict[str, Ratio]:
    """Exposure hours by the hazard's name, over all stations that have it; `.value` is in hours."""
    hours: dict[str, float] = {}
    for exposure in exposures(books):
        hours[exposure.hazard] = hours.get(exposure.hazard, 0.0) + exposure.hours
    return {hazard: Ratio(sum_, 1.0) for hazard, sum_ in hours.items()}


@kpi(
    "exposure_h",
    family="S",
    unit="h",
    better="lower",
    formula=(
        "people's time in tasks with a named hazard (repair, setup, attending a machine at work), "
        "and driving time of vehicles whose ways are crossed, over the time booked"
    ),
    source="exposure-based hazard model",
    title_en="Exposure hours",
    title_ko="위험작업 노출시간",
)
def exposure_h(books: Books) -> float | None:
    """People's hours in danger; None for a line that names no hazard."""
    found = exposures(books)
    return sum(exposure.hours for exposure in found) if found else None


@kpi(
    "expected_injuries_per_year",
    family="S",
    unit="1/year",
    better="lower",
    formula=(
        "sum over stations and hazards of exposure hours × injuries per hour of exposure, "
        "scaled from the time booked to a year of 8 760 h"
    ),
    source="exposure-based hazard model; an expectation, not a sampled count",
    title_en="Expected injuries per year",
    title_ko="연간 예상 재해건수",
)
def expected_injuries_per_year(books: Books) -> Ratio | None:
    """Injuries to be expected in a year of the same work."""
    found = exposures(books)
    if not found:
        return None
    injuries = sum(exposure.hours * rate_per_h(books, exposure) for exposure in found)
    return Ratio(injuries * HOURS_PER_YEAR, books.span_h)


def expected_lost_days_per_year(books: Books) -> Ratio | None:
    """Working days lost a year; None when a hazard in use has no severity, or there is none."""
    found = exposures(books)
    days = [lost_days_per_h(books, exposure) for exposure in found]
    known = [one for one in days if one is not None]
    if not found or len(known) < len(days):
        return None
    lost = sum(exposure.hours * day for exposure, day in zip(found, known, strict=True))
    return Ratio(lost * HOURS_PER_YEAR, books.span_h)


def _hazard_of(books: Books, exposure: Exposure) -> Hazard | None:
    """The hazard as its station or fleet describes it."""
    owners = books.line.fleets if exposure.of_fleet else books.line.stations
    return owners[exposure.station].hazards.get(exposure.hazard)


def rate_per_h(books: Books, exposure: Exposure) -> float:
    """Injuries per hour of this exposure."""
    hazard = _hazard_of(books, exposure)
    return hazard.rate_per_h if hazard is not None else 0.0


def lost_days_per_h(books: Books, exposure: Exposure) -> float | None:
    """Lost days per hour of this exposure; None where the hazard's severity is not given."""
    hazard = _hazard_of(books, exposure)
    if hazard is None:
        return 0.0
    if hazard.severity_days is None:
        return None
    return hazard.rate_per_h * hazard.severity_days.mean()


# --- the rates of accident statistics -----------------------------------------------------------


def worked_h_per_year(books: Books) -> float | None:
    """Hours that all workers work in a year, as the line's `people` say; None without people."""
    people = books.line.people
    hours = 0.0 if people is None else people.workers * people.hours_per_year
    return hours if hours > 0 else None


@kpi(
    "expected_frequency_rate",
    family="S",
    unit="1/million h",
    better="lower",
    formula="expected injuries per year / (workers × hours per year) × 1 000 000",
    source=KOSHA,
    title_en="Expected frequency rate",
    title_ko="예상 도수율",
)
def expected_frequency_rate(books: Books) -> Ratio | None:
    """Injuries to be expected per million hours worked; None without people or hazards."""
    injuries, hours = expected_injuries_per_year(books), worked_h_per_year(books)
    if injuries is None or hours is None:
        return None
    return Ratio(frequency_rate(injuries.numerator, hours), injuries.denominator)


@kpi(
    "expected_severity_rate",
    family="S",
    unit="days/1000 h",
    better="lower",
    formula="expected lost days per year / (workers × hours per year) × 1 000",
    source=KOSHA,
    title_en="Expected severity rate",
    title_ko="예상 강도율",
)
def expected_severity_rate(books: Books) -> Ratio | None:
    """Days to be expected lost per thousand hours worked; None where a severity is not given."""
    days, hours = expected_lost_days_per_year(books), worked_h_per_year(books)
    if days is None or hours is None:
        return None
    return Ratio(severity_rate(days.numerator, hours), days.denominator)


@kpi(
    "expected_combined_index",
    family="S",
    unit="1",
    better="lower",
    formula="√(expected frequency rate × expected severity rate)",
    source=KOSHA,
    title_en="Expected combined accident index",
    title_ko="예상 종합재해지수",
)
def expected_combined_index(books: Books) -> float | None:
    """Frequency and severity in one figure."""
    frequency, severity = expected_frequency_rate(books), expected_severity_rate(books)
    if frequency is None or severity is None:
        return None
    if frequency.value is None or severity.value is None:
        return None
    return combined_index(frequency.value, severity.value)
