"""Rules about size: a study that could never end is refused before it begins."""

from __future__ import annotations

import math

from lines.compose import Draft
from lines.limits import LONGEST_S
from lines.machinery import Station
from lines.model import Line
from lines.visits import visits_of, works_off

MOST_WORK = 1e11
MOST_MACHINES = 100_000
MOST_STATIONS = 20_000
MOST_KINDS = 60  # of a part's defects, each a bit of one number; so are failures by maintenance


def too_large(line: Line, warmup_s: float, length_s: float, replications: int) -> str | None:
    """Say why a study of a line would not end in a lifetime, or None where it would.

    For the study of a file and for options that change it, such as on the command line.
    """
    return _too_long(warmup_s + length_s) or _too_much(line, warmup_s + length_s, replications)


def study_ends_in_time(draft: Draft) -> None:
    """Warm-up and length are at most 20 years, and the work at most 100 billion cycles."""
    study = draft.line.study
    told = _too_long(study.warmup_s + study.length_s)
    if told is None and not draft.findings.problems:
        told = _too_much(draft.line, study.warmup_s + study.length_s, study.replications)
    if told is not None and draft.sound("study"):
        route = ("study",) if draft.node("study") is not None else ("stations",)
        draft.fail(told, *route, at_word=True)


def _too_long(horizon_s: float) -> str | None:
    if horizon_s <= LONGEST_S:
        return None
    years = horizon_s / (365 * 86_400.0)
    return f"found {years:.3g} years of warm-up and length; expected at most 20"


def _too_much(line: Line, horizon_s: float, replications: int) -> str | None:
    work = _events(line, horizon_s)
    work.update({name: works_off(one, horizon_s) for name, one in line.stations.items()})
    if sum(work.values()) * replications > MOST_WORK:
        # what stations could do is too much; look at what can reach them
        visits = visits_of(line, horizon_s)
        work.update({name: visits[name] for name in line.stations})
    total = sum(work.values()) * replications
    if total <= MOST_WORK or math.isinf(total):  # no bound, such as over ways that cannot be timed
        return None
    busiest = max(work, key=lambda name: work[name])
    told = f"the study asks for about {total:.0e} cycles, most of them at '{busiest}'"
    return f"{told}; expected at most 1e+11: are its times in the right unit? or shorten the study"


def line_has_a_size(draft: Draft) -> None:
    """A line has at most 20,000 stations and 100,000 machines."""
    stations = draft.line.stations
    machines = sum(station.machines for station in stations.values())
    if len(stations) > MOST_STATIONS:
        told = f"found {len(stations)} stations; expected at most {MOST_STATIONS}"
        draft.fail(told, "stations", at_word=True)
    if machines > MOST_MACHINES:
        told = f"found {machines} machines in all; expected at most {MOST_MACHINES}"
        draft.fail(told, "stations", at_word=True)


def _events(line: Line, horizon_s: float) -> dict[str, float]:
    """Return how often, at most, something comes by the clock: arrivals, orders, failures."""
    events: dict[str, float] = {}
    for name, source in line.sources.items():
        if source.every is not None:
            events[name] = max(source.batch.mean(), 1.0) * horizon_s / source.every.mean()
    for number, order in enumerate(line.orders, start=1):
        if order.every is not None:
            each = max(order.quantity.mean(), 1.0)
            events[f"orders.{number}"] = each * horizon_s / order.every.mean()
    for name, station in line.stations.items():
        events[f"{name}.failures"] = station.machines * horizon_s * _troubles(station)
    return events


def _troubles(station: Station) -> float:
    """Return how often a machine fails or is thought to fail, per second of its clocks."""
    rate = 0.0
    for failure in station.failures:
        if failure.clock != "parts":
            rate += 1 / failure.every.mean()
        if failure.predict is not None and failure.predict.false_alarms is not None:
            rate += 1 / failure.predict.false_alarms.mean()
    return rate


def line_has_few_kinds(draft: Draft) -> None:
    """A line has at most 60 kinds of defects, and a station at most 60 ways to fail."""
    kinds = len(draft.line.defect_kinds())
    if kinds > MOST_KINDS:
        told = f"found {kinds} kinds of defects in all; expected at most {MOST_KINDS}"
        draft.fail(
            f"{told}: put those together that inspections find alike", "stations", at_word=True
        )
    for name, station in draft.line.stations.items():
        failures = len(station.failures)
        if failures > MOST_KINDS:
            told = f"found {failures} failures; expected at most {MOST_KINDS}"
            told += ": put those together that are repaired alike"
            draft.fail(told, "stations", name, "failures", at_word=True)
