"""Rules about what fails at a station, and what maintenance renews."""

from __future__ import annotations

from lines.compose import Draft
from lines.errors import hint, listed
from lines.machinery import Station


def scrap_needs_a_part_at_work(draft: Draft) -> None:
    """Scrap at a failure needs a part that is being worked on."""
    for station in draft.line.stations.values():
        _parts_clock_scraps_nothing(draft, station)


def _parts_clock_scraps_nothing(draft: Draft, station: Station) -> None:
    for failure in station.failures:
        if failure.clock == "parts" and failure.scrap > 0:
            told = "with clock: parts the part is finished when it fires, so none is scrapped"
            route = ("stations", station.name, "failures", failure.name, "scrap")
            draft.fail(f"{told}; leave 'scrap' out", *route, at_word=True)


def counted_failures_need_no_foresight(draft: Draft) -> None:
    """A failure after so many parts is known beforehand; only clocks of time are foreseen."""
    for station in draft.line.stations.values():
        for failure in station.failures:
            if failure.clock == "parts" and failure.predict is not None:
                told = "with clock: parts everybody knows when it comes; leave 'predict' out"
                route = ("stations", station.name, "failures", failure.name, "predict")
                draft.fail(f"{told}, or count time", *route, at_word=True)


def maintenance_renews_failures(draft: Draft) -> None:
    """Maintenance renews failures of its own station, each by its name."""
    for station in draft.line.stations.values():
        known = [failure.name for failure in station.failures]
        renews = station.maintenance.renews if station.maintenance is not None else ()
        for number, name in enumerate(renews):
            if name not in known and draft.sound("stations", station.name, "failures"):
                told = f"'{station.name}' has no failure '{name}'"
                told += f"; it has {listed(known)}{hint(name, known)}" if known else " to renew"
                draft.fail(told, "stations", station.name, "maintenance", "renews", number)
