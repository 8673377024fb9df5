"""Rules about size: a study that could never end is refused before it begins."""

from __future__ import annotations

from lines.compose import Draft
from lines.model import Line

LONGEST_S = 20 * 365 * 86_400.0
MOST_WORK = 1e11
MOST_MACHINES = 100_000
MOST_STATIONS = 20_000


def study_ends_in_time(draft: Draft) -> None:
    """Warm-up and length together are at most 20 years."""
    study = draft.line.study
    if study.warmup_s + study.length_s > LONGEST_S and draft.sound("study"):
        years = (study.warmup_s + study.length_s) / (365 * 86_400.0)
        told = f"found {years:.3g} years of warm-up and length; expected at most 20"
        draft.fail(told, "study", at_word=True)


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


def work_is_bounded(draft: Draft) -> None:
    """The study of the file asks for at most 100 billion cycles of work."""
    if draft.findings.problems:
        return
    study = draft.line.study
    horizon = study.warmup_s + study.length_s
    rates = _rates(draft.line)
    work = sum(rates.values()) * horizon * study.replications
    if work > MOST_WORK:
        busiest = max(rates, key=lambda name: rates[name])
        told = f"the study asks for about {work:.0e} cycles, most of them at '{busiest}'"
        told += "; expected at most 1e+11: are its times in the right unit? or shorten the study"
        route = ("study",) if draft.node("study") is not None else ("stations",)
        draft.fail(told, *route, at_word=True)


def _rates(line: Line) -> dict[str, float]:
    """Return how often, at most, something happens at each station and source, per second."""
    rates: dict[str, float] = {}
    for name, station in line.stations.items():
        each = 1 / min(cycle.mean() for cycle in station.cycle.values())
        for failure in station.failures:
            if failure.clock != "parts":
                each += 1 / failure.every.mean()
        rates[name] = each * station.machines
    for name, source in line.sources.items():
        if source.every is not None:
            rates[name] = source.batch.mean() / source.every.mean()
    return rates
