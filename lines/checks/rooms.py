"""Rules about where parts wait: time in buffers, moving belts, and what gathers in front."""

from __future__ import annotations

from lines.checks.places import known_places
from lines.compose import Draft
from lines.errors import hint, listed
from lines.flow import WrittenLink
from lines.machinery import Station
from lines.model import SINK, Link
from lines.units import DIMENSIONS, shown
from lines.words.forms import MOST_ROOM

LONGEST_S = DIMENSIONS["duration"].most


def room_at_once(draft: Draft, link: Link) -> int | None:
    """Return how many parts of a link can be taken at one moment; None where there is no bound."""
    if link.by is not None:
        return None if link.capacity is None else max(link.capacity, 1)
    buffer = draft.line.buffers.get(link.origin)
    if buffer is not None:
        return buffer.capacity
    if link.conveyor is not None:
        return 1
    if link.capacity is None or link.origin not in draft.line.stations:
        return None
    return link.capacity + draft.line.stations[link.origin].machines


def batches_can_fill(draft: Draft) -> None:
    """A batch that waits until it is full has room for its parts in front of the station."""
    if not draft.sound("flow"):
        return
    for name, station in draft.line.stations.items():
        if station.type != "batch" or station.batch.wait_s is not None:
            continue
        rooms = [room_at_once(draft, link) for link in draft.links_into(name)]
        most = sum(room for room in rooms if room is not None)
        if None not in rooms and most < station.batch.size and draft.sound("stations", name):
            told = f"{station.batch.size} parts never wait together before '{name}'"
            told += f"; there is room for {most}: give it more room, or the batch a 'wait'"
            draft.fail(told, "stations", name, "batch", "size")


def stays_leave_time(draft: Draft) -> None:
    """A part may stay longer than it must, and there is room for it to stay."""
    for name, buffer in draft.line.buffers.items():
        if not draft.sound("buffers", name):
            continue
        if buffer.max_s is not None and buffer.max_s <= buffer.min_s:
            told = "a part would be scrapped before it may be taken; 'max' must be above 'min'"
            draft.fail(told, "buffers", name, "stay", "max")
        elif buffer.has_stay and buffer.capacity == 0:
            told = f"parts stay in '{name}', which has no room; give it some"
            draft.fail(told, "buffers", name, "capacity")


def conveyors_lead_on(draft: Draft) -> None:
    """A conveyor carries parts from a station or source to a station or the sink."""
    known = known_places(draft)
    for written in draft.links:
        link = written.link
        if link.conveyor is None:
            taken_away = written.options is not None and "conveyor" in written.options.words
            if link.power_w and not taken_away:
                told = "only a conveyor draws power here; add 'conveyor', or leave it out"
                draft.fail_at(written.place_of("power"), (*written.route, "power"), told)
            continue
        told = _wrong_conveyor(written, known)
        if told:
            draft.fail_at(written.place_of("conveyor"), (*written.route, "conveyor"), told)


def _wrong_conveyor(written: WrittenLink, known: dict[str, str]) -> str:
    link = written.link
    if link.conveyor is not None and link.conveyor.capacity < 1:
        return "it is shorter than the spacing of its parts, so it holds none"
    if link.conveyor is not None and link.conveyor.transit_s > LONGEST_S:
        most = shown(LONGEST_S, "duration")
        return f"a part would travel for more than {most}; is the speed right?"
    if link.conveyor is not None and link.conveyor.capacity > MOST_ROOM:
        return f"it holds more than {MOST_ROOM} parts; is the spacing right?"
    if written.options is not None and "buffer" in written.options.words:
        return "the conveyor is the room of this link; leave 'buffer' out"
    if link.by is not None:
        return f"the fleet '{link.by}' carries the parts of this link already; keep one of the two"
    if known.get(link.origin) == "buffer":
        return f"a conveyor begins at a station or source; '{link.origin}' is a buffer"
    if known.get(link.target) not in ("station", None) and link.target != SINK:
        kind = known[link.target]
        return f"a conveyor ends at a station or the sink; '{link.target}' is a {kind}"
    return ""


def parts_made_are_known(draft: Draft) -> None:
    """What a disassembly makes is a product, or named by the place where it goes."""
    if not draft.sound("products") or not draft.sound("flow"):
        return
    for name, station in draft.line.stations.items():
        targets = [link.target for link in draft.links_out_of(name)]
        for made in station.parts_made:
            if made not in draft.line.products and made not in targets:
                known = [*draft.line.products, *targets]
                told = f"'{made}' is no product, and no link leads there from '{name}'"
                told += f"; expected {listed(known)}{hint(made, known)}"
                draft.fail(told, "stations", name, "makes", made, at_word=True)


def leaving_of(draft: Draft, name: str, product: str) -> list[tuple[str, str | None]]:
    """Return what leaves a place that this product comes to: products, each with its one target.

    The target is None where the links out of the place decide.
    """
    station: Station | None = draft.line.stations.get(name)
    if station is None or not station.parts_made:
        return [(product, None)]
    return [
        (made, None) if made in draft.line.products else (product, made)
        for made in station.parts_made
    ]
