"""Calendars, fleets and gas that a retrofit leaves without anybody: they go, saying nothing now.

One that never had anybody stays, and `check` tells of it.
"""

from __future__ import annotations

from lines.nodes import Node, replaced
from lines.words.energy import calendars_of
from lines.words.hours import HOLIDAYS


def without_idle_calendars(before: Node, after: Node) -> Node:
    """Return the file without the calendars that somebody worked by and nobody works by now."""
    declared = _declared(after, "calendars") - {HOLIDAYS}
    return _without(after, "calendars", declared, _worked_by(before), _worked_by(after))


def without_idle_fleets(before: Node, after: Node) -> Node:
    """Return the file without the fleets that served some link and serve none now."""
    declared = _declared(after, "transport")
    return _without(after, "transport", declared, _serving(before), _serving(after))


def without_idle_gas(before: Node, after: Node) -> Node:
    """Return the file without the price of gas, where some station burnt gas and none does now."""
    energy = after.child("energy")
    told = energy is not None and energy.child("gas") is not None
    if told and _burns(before) and not _burns(after):
        return replaced(after, ("energy", "gas"), None)
    return after


def _burns(root: Node) -> bool:
    """Say whether some station uses gas."""
    stations = root.child("stations")
    named = [one.child("gas") for one in (stations.words if stations else {}).values()]
    return any(gas is not None and bool(gas.words) for gas in named)


def _declared(root: Node, section: str) -> set[str]:
    """Names that stand in a section of the file."""
    node = root.child(section)
    return set(node.words if node is not None else ())


def _without(
    root: Node, section: str, declared: set[str], used_before: set[str], used: set[str]
) -> Node:
    """Return the file without what was used before and is not used now."""
    if not used - {"none"} <= declared:
        return root  # a name is wrong, and what there is helps to find the right one
    for name in sorted((used_before - used) & declared):
        root = replaced(root, (section, name), None)
    return root


def _worked_by(root: Node) -> set[str]:
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


def _serving(root: Node) -> set[str]:
    """Names of the fleets that links of the flow are served by."""
    flow = root.child("flow")
    options = [node for entry in (flow.entries if flow else ()) for node in entry.words.values()]
    named = [node.child("by") for node in options]
    return {node.written for node in named if node is not None}
