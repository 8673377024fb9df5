"""Which links a retrofit is put on: with a belt, a driven fleet, or any fleet, up to a length.

A path that begins with `link` is meant for each of them: `link.by: agv`, `link.conveyor: none`,
`link.distance: same` (as long as the belt was, or as far as was driven before), and at last
`link.pick-up: 8`, a buffer of its own in which parts wait to be fetched.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator

from lines.errors import listed
from lines.nodes import Node, replaced
from lines.retrofit.document import Targets
from lines.retrofit.links import options_written, with_stop
from lines.words.entry import Entry, Findings
from lines.words.forms import Quantity

LINK = "link"
LINKS: dict[str, str] = {
    "conveyor": "a conveyor on which parts may queue",
    "driver": "a fleet that needs a driver",
    "fleet": "a fleet",
}
SAME = "same"
PICK_UP = "pick-up"  # room where parts wait for the vehicle
_DISTANCE, _MASS = Quantity("distance"), Quantity("mass")
_Options = dict[str, Node]


def links_of(root: Node, targets: Targets, stations: Collection[str]) -> dict[str, Node]:
    """Return the links that a retrofit fits, such as `cast->trim`, and how far each goes.

    Where stations are named, only links that lead to or from one of them.
    """
    longest = math.inf if targets.distance_up_to_m is None else targets.distance_up_to_m
    if _is_too_heavy(root, targets):
        return {}
    return {
        f"{origin}->{target}": _length(options) or Node(None, root.place)
        for (origin, target), options in _of_kind(root, targets.links)
        if length_m(options) <= longest and (not stations or {origin, target} & set(stations))
    }


def length_m(options: _Options) -> float:
    """Return how far the parts of a link go [m]: along its belt, or as its fleet drives."""
    node = _length(options)
    found = None if node is None else _DISTANCE.read(Entry(node, (), Findings(), ""))
    return math.inf if found is None else found


def _length(options: _Options) -> Node | None:
    belt = options.get("conveyor")
    return options.get("distance") if belt is None else belt.child("length")


def no_link(root: Node, targets: Targets) -> str:
    """Tell that no link fits, and the way out."""
    assert targets.links is not None  # it was asked for
    if _is_too_heavy(root, targets) and targets.mass_up_to is not None:
        heaviest = max(_masses_kg(root), default=0.0)
        told = f"a part of the line weighs {heaviest:g} kg"
        return f"{told}, and this carries up to {targets.mass_up_to.written}"
    told = f"the line has no link with {LINKS[targets.links]}"
    ways = _of_kind(root, targets.links)
    found = [f"{a}->{b} of {length_m(options):g} m" for (a, b), options in ways]
    if found and targets.distance_up_to is not None:
        return f"{told} up to {targets.distance_up_to.written} for this; it has {listed(found)}"
    if targets.links == "conveyor":
        return f"{told}; a belt that may not stop (accumulating: no) is a process and stays"
    way = "say first who carries parts over which link and how far (transport, by, distance)"
    return f"{told}; {way}"


def value_of(node: Node, length: Node | None) -> Node:
    """Return a value of an option of a link; `same` is as far as it was."""
    return length.under(node.key) if node.value == SAME and length is not None else node


def with_pick_up(root: Node, link: tuple[str, str], room: Node) -> Node:
    """Return the file with a named buffer where the parts of a link wait to be fetched.

    The vehicles, how far they drive and the room where they unload lie behind it; what decides
    which parts go this way lies before.
    """
    name = f"{link[0]}-to-{link[1]}"
    flow = root.child("flow")
    assert flow is not None  # the link was found in it
    led = with_stop(flow, link, name, ("by", "distance", "buffer"))
    buffer = Node({"capacity": room.under(room.key)}, room.place, "", room.key)
    return replaced(replaced(root, ("flow",), led.under(flow.key)), ("buffers", name), buffer)


def _is_too_heavy(root: Node, targets: Targets) -> bool:
    """Say whether some product weighs too much; one whose mass is not said does not."""
    limit = targets.mass_up_to_kg
    return limit is not None and max(_masses_kg(root), default=0.0) > limit


def _masses_kg(root: Node) -> Iterator[float]:
    products = root.child("products")
    for product in products.words.values() if products is not None else ():
        mass = product.child("mass")
        found = None if mass is None else _MASS.read(Entry(mass, (), Findings(), ""))
        if found is not None:
            yield found


def _of_kind(root: Node, kind: str | None) -> Iterator[tuple[tuple[str, str], _Options]]:
    flow = root.child("flow")
    for link, options in options_written(flow) if flow is not None and kind else ():
        by = options.get("by")
        carried = by is not None and by.value != "none"
        if kind == "conveyor":
            if _is_transport(options.get("conveyor")):
                yield link, options
        elif carried and by is not None and (kind == "fleet" or _has_driver(root, by.written)):
            yield link, options


def _is_transport(belt: Node | None) -> bool:
    """Say whether a belt only carries; one that may not stop is a process, such as cooling."""
    if belt is None or not belt.is_mapping:
        return False
    stops = belt.child("accumulating")
    return stops is None or stops.written.lower() not in ("no", "false")


def _has_driver(root: Node, fleet: str) -> bool:
    fleets = root.child("transport")
    one = fleets.child(fleet) if fleets is not None else None
    crew = one.child("crew") if one is not None else None
    return crew is not None and not crew.is_missing and crew.value != "none"
