"""Room that a retrofit only ever enlarges: `in.buffer: {at-least: 40}`.

What has as much room already, room for any number, no room at all or a conveyor stays as it is:
a rack is put where parts wait, and nobody takes one away.
"""

from __future__ import annotations

from typing import NamedTuple

from lines.errors import listed
from lines.nodes import Node, Route, replaced
from lines.retrofit.knowledge import AT_LEAST, is_at_least
from lines.retrofit.links import rooms_between, with_larger_room

UNLIMITED = "unlimited"


class Enlarged(NamedTuple):
    """The file with the room enlarged, whether anything was, and what stands there otherwise."""

    root: Node
    done: bool
    told: str


def least_of(node: Node) -> Node | None:
    """The number behind `at-least`, or None where a value is written plainly."""
    return node.words[AT_LEAST] if is_at_least(node) else None


def is_room(route: Route) -> bool:
    """Say whether a route leads to the room of a named buffer or of a link."""
    sections = {"buffers": "capacity", "flow": "buffer"}
    return len(route) == 3 and sections.get(str(route[0])) == route[2]


def is_number(node: Node) -> bool:
    """Say whether a value is a whole number of parts above 0."""
    return isinstance(node.value, int) and not isinstance(node.value, bool) and node.value > 0


def enlarged(root: Node, route: Route, link: tuple[str, str], least: Node) -> Enlarged:
    """Give a place this much room where it has some, but less."""
    assert isinstance(least.value, int)
    if route[0] == "buffers":
        at = root.child("buffers")
        buffer = at.child(str(route[1])) if at is not None else None
        room = buffer.child("capacity") if buffer is not None else None
        if room is None or not _is_smaller(room, least.value):
            return Enlarged(root, False, f"{route[1]}: {_room_text(room, UNLIMITED)}")
        return Enlarged(replaced(root, route, least), True, "")
    flow = root.child("flow")
    assert flow is not None  # the link was found in it
    rooms = rooms_between(flow, link)
    if not any(room is not None and _is_smaller(room, least.value) for room in rooms):
        found = listed(dict.fromkeys(_room_text(room, "no buffer") for room in rooms))
        return Enlarged(root, False, f"{link[0]}->{link[1]}: {found}")
    most = least.value
    changed = with_larger_room(flow, link, least, lambda room: _is_smaller(room, most))
    return Enlarged(replaced(root, ("flow",), changed.under(flow.key)), True, "")


def _is_smaller(room: Node, least: int) -> bool:
    return is_number(room) and isinstance(room.value, int) and room.value < least


def _room_text(room: Node | None, otherwise: str) -> str:
    return otherwise if room is None or room.value == 0 else room.written or str(room.value)
