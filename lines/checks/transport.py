"""Rules about transport: fleets that are there and used, and ways that they can drive."""

from __future__ import annotations

import math

from lines.compose import Draft
from lines.drives import drives_of, links_of
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
        if link.by is not None and link.distance_m is None and _is_fine(draft, written):
            told = "'by' needs the 'distance' that the fleet drives, such as distance: 45 m"
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
    """Between any two of its places a fleet can drive, over its own links."""
    for name in draft.line.fleets if draft.sound("flow") else ():
        stops, metres = drives_of(draft.line, name)
        for stop, far in zip(stops, metres[:1] and metres[0], strict=False):
            if far == math.inf:
                written = next(w for w in draft.links if w.link.by == name and _ends(w, stop))
                told = f"'{name}' cannot drive from '{stops[0]}' to '{stop}': none of its links"
                told += " lead there; use a fleet of its own here"
                _fail(draft, written, "by", told)
                break


def _ends(written: WrittenLink, stop: str) -> bool:
    return stop in (written.link.origin, written.link.target)


def _is_fine(draft: Draft, written: WrittenLink) -> bool:
    return draft.sound(*written.route)


def _fail(draft: Draft, written: WrittenLink, option: str, told: str) -> None:
    draft.fail_at(written.place_of(option), (*written.route, option), told)
