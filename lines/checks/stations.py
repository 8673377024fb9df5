"""Rules about what a station needs from the links around it."""

from __future__ import annotations

from lines.checks.rooms import room_at_once
from lines.compose import Draft
from lines.errors import hint, listed
from lines.machinery import Station


def needs_name_the_ways_in(draft: Draft) -> None:
    """An assembly's needs name every place that leads to it, and nothing else."""
    for name, station in draft.line.stations.items():
        node = draft.node("stations", name, "needs")
        if node is None or not draft.sound("stations", name, "needs") or not draft.sound("flow"):
            continue
        origins = list(station.needs)
        for word in node.words:
            if word not in origins:
                told = f"no link leads from '{word}' to '{name}'"
                if word in draft.line.products:
                    told = f"'{word}' is a product; needs by product is not built yet"
                told += f"; links lead there from {listed(origins)}{hint(word, origins)}"
                draft.fail(told, "stations", name, "needs", word, at_word=True)
        left_out = [origin for origin in origins if origin not in node.words]
        if left_out:
            told = f"a link leads here from {listed(left_out)}, which 'needs' leaves out"
            draft.fail(told, "stations", name, "needs", at_word=True)


def needs_find_room(draft: Draft) -> None:
    """What an assembly takes at one moment can wait together in front of it."""
    if not draft.sound("flow"):
        return
    for name, station in draft.line.stations.items():
        for link in draft.links_into(name):
            count = station.needs.get(link.origin, 1)
            room = room_at_once(draft, link)
            if station.type == "assembly" and room is not None and count > room:
                told = f"{count} parts from '{link.origin}' never wait together"
                told += f"; there is room for {room}"
                route = ("needs", link.origin) if draft.node("stations", name, "needs") else ()
                draft.fail(told, "stations", name, *route, at_word=not route)


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
