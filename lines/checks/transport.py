"""Rules about transport: fleets that are there and used, and ways that they can drive."""

from __future__ import annotations

import math

from lines.checks.places import known_places
from lines.compose import Draft
from lines.drives import drives_of, links_of, spots_of
from lines.errors import hint, listed
from lines.flow import WrittenLink
from lines.model import SCRAP


def fleets_are_declared(draft: Draft) -> None:
    """A fleet that a link names stands under `transport`, and the link says how far it is."""
    if draft.findings.has_lost("transport"):
        return
    node = draft.node("transport")
    known = list(node.words if node is not None else ())
    for written in draft.links:
        link = written.link
        if link.by is not None and link.by not in known:
            told = f"there is no fleet '{link.by}'"
            told += (
                f"; the line has {listed(known)}{hint(link.by, known)}"
                if known
                else "; declare it, such as transport: "
                f"{{{link.by}: {{vehicles: 1, speed: 1 m/s}}}}"
            )
            _fail(draft, written, "by", told)
        if link.by is not None and link.distance_m is None and _is_unsaid(draft, written):
            told = "'by' needs the 'distance' that the fleet drives, such as distance: 45 m"
            if draft.line.fleets.get(link.by) is not None:
                told += (
                    f"; or say it at the fleet, such as {_such(link.by, link.origin, link.target)}"
                )
            _fail(draft, written, "by", told)
        written_none = written.options is not None and "by" in written.options.words
        if link.by is None and link.distance_m is not None and not written_none:
            told = "'distance' says nothing without 'by', the fleet that drives it"
            _fail(draft, written, "distance", told)


def fleets_are_used(draft: Draft) -> None:
    """Some link is served by every fleet that is described."""
    for name in draft.line.fleets:
        if not links_of(draft.line, name) and draft.sound("flow"):
            told = f"no link is served by fleet '{name}', so it would stand idle"
            draft.fail(f"{told}; name it on one with 'by: {name}'", "transport", name, at_word=True)


def fleets_begin_at_machines(draft: Draft) -> None:
    """A fleet fetches parts from a station or a named buffer, and lays them down where room is."""
    for written in draft.links:
        link, told = written.link, ""
        if link.by is None:
            continue
        if link.origin in draft.line.sources:
            told = f"no fleet fetches parts from the source '{link.origin}'"
            told += "; put a station or a named buffer between"
        elif link.origin in draft.line.buffers and link.target == SCRAP:
            told = f"no fleet takes parts from buffer '{link.origin}' to scrap"
            told += "; what is scrapped comes from a station"
        for end in (link.origin, link.target):
            buffer = draft.line.buffers.get(end)
            if buffer is not None and buffer.capacity == 0:
                told = f"buffer '{end}' has no room, and a fleet hands nothing from machine to"
                told += " machine; give it a capacity"
        if told:
            draft.fail_at(written.place_of("by"), written.route, told)


def fleets_alone_empty_a_buffer(draft: Draft) -> None:
    """Where a fleet fetches parts from a named buffer, no machine takes from it."""
    fetched = {written.link.origin for written in draft.links if written.link.by is not None}
    for written in draft.links:
        link = written.link
        if link.by is None and link.origin in fetched and link.origin in draft.line.buffers:
            told = f"a fleet fetches parts from buffer '{link.origin}', so no machine can take them"
            draft.fail_at(written.target, written.route, f"{told} too; give this link 'by' as well")


def fleets_have_a_way(draft: Draft) -> None:
    """Between any two of its places a fleet can drive, over its own links or said distances."""
    for name in draft.line.fleets if draft.sound("flow") else ():
        stops, metres = drives_of(draft.line, name)
        for stop, far in zip(stops, metres[:1] and metres[0], strict=False):
            if far == math.inf:
                written = next(w for w in draft.links if w.link.by == name and _ends(w, stop))
                told = (
                    f"nothing says how far '{name}' drives from '{stops[0]}' to '{stop}'; say it at"
                )
                told += (
                    f" the fleet, such as {_such(name, stops[0], stop)}, or give both places 'at'"
                )
                told += " and the fleet a 'metric', or use a fleet of its own here"
                _fail(draft, written, "by", told)
                break


def distances_name_places(draft: Draft) -> None:
    """Distances are between places of the line, and a metric finds places that say where."""
    kinds = known_places(draft)
    order = ("station", "buffer", "sink", "scrap")
    known = [name for kind in order for name in kinds if kinds[name] == kind]
    spots = spots_of(draft.line.stations, draft.line.buffers)
    for name, fleet in draft.line.fleets.items():
        for pair in fleet.distances:
            lost = next((place for place in pair if place not in known), None)
            if lost is not None:
                told = f"no fleet can stop at '{lost}'; expected two of {listed(known)}"
                told += hint(lost, known)
                word = _written(draft, name, pair)
                draft.fail(told, "transport", name, "distances", word, at_word=True)
        stops = {end for link in links_of(draft.line, name) for end in (link.origin, link.target)}
        read = draft.sound("flow") and all(_is_read(draft, stop) for stop in stops)
        if fleet.metric is not None and len(stops & spots.keys()) < 2 and read:
            told = "fewer than two of its places say where they stand; give them 'at', such as"
            draft.fail(f"{told} at: [12 m, 4 m], or leave it out", "transport", name, "metric")


def _written(draft: Draft, name: str, pair: tuple[str, str]) -> str:
    """Return the word under which the distance of two places stands in the file."""
    node = draft.node("transport", name, "distances")
    words = node.words if node is not None else ()
    return next(word for word in words if tuple(end.strip() for end in word.split(",")) == pair)


def _such(fleet: str, origin: str, target: str) -> str:
    return f'transport: {{{fleet}: {{distances: {{"{origin}, {target}": 20 m}}}}}}'


def _ends(written: WrittenLink, stop: str) -> bool:
    return stop in (written.link.origin, written.link.target)


def _is_unsaid(draft: Draft, written: WrittenLink) -> bool:
    """Say whether the file says no distance, rather than one that could not be read."""
    link = written.link
    fleet = ("transport", link.by or "")
    return (
        draft.sound(*written.route)
        and all(draft.sound(*fleet, word) for word in ("distances", "metric"))
        and all(_is_read(draft, end) for end in (link.origin, link.target))
    )


def _is_read(draft: Draft, place: str) -> bool:
    """Say whether where a place stands could be read, if the file says it."""
    return all(draft.sound(section, place, "at") for section in ("stations", "buffers"))


def _fail(draft: Draft, written: WrittenLink, option: str, told: str) -> None:
    draft.fail_at(written.place_of(option), (*written.route, option), told)
