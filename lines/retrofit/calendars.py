"""Calendars that a retrofit leaves without anybody: they go, as they would say nothing."""

from __future__ import annotations

from lines.nodes import Node, replaced
from lines.words.energy import calendars_of
from lines.words.hours import HOLIDAYS


def without_idle_calendars(before: Node, after: Node) -> Node:
    """Return the file without the calendars that somebody worked by and nobody works by now.

    One that never had anybody stays, and `check` tells of it.
    """
    calendars = after.child("calendars")
    declared = set(calendars.words if calendars is not None else ()) - {HOLIDAYS}
    used = _used(after)
    if not used - {"none"} <= declared:
        return after  # a name is wrong, and what there is helps to find the right one
    for name in sorted((_used(before) - used) & declared):
        after = replaced(after, ("calendars", name), None)
    return after


def _used(root: Node) -> set[str]:
    """Names of the calendars that stations, crews and loads work by."""
    names = set()
    for section in ("stations", "crews"):
        things = root.child(section)
        for thing in (things.words if things is not None else {}).values():
            calendar = thing.child("calendar")
            if calendar is not None:
                names.add(calendar.written)
    energy = root.child("energy")
    if energy is not None:
        air = energy.child("compressed-air")
        named = calendars_of(energy.child("base"))
        named += calendars_of(air)
        names.update(node.written for node in named)
    return names
