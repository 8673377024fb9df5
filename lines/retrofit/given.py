"""Values that a retrofit takes from the line: a share of its full load, the stations it is put on.

`{of-load: 80 %}` is a share of what the plant draws with every machine at work and all other loads;
`priority: targets` under `energy.limit` names the stations that the retrofit fits.
"""

from __future__ import annotations

from collections.abc import Sequence

from lines.errors import LineError
from lines.load import build
from lines.loads import loads_of
from lines.nodes import Node, Route
from lines.source import LineSource
from lines.states import power_in

TARGETS = "targets"
LIMIT: Route = ("energy", "limit")
PRIORITY: Route = (*LIMIT, "priority")
NO_LOAD = "'of-load' is a share of what the plant draws, and no station of the line has a 'power'"


def full_load_w(root: Node) -> float:
    """Return what the plant draws with every machine at work [W]; 0 where the line says nothing.

    With the air that the machines use and the largest of all other loads; 0 too where the file is
    no line yet, which is told elsewhere.
    """
    try:
        line = build(LineSource("", "", root))
    except LineError:
        return 0.0
    air = line.energy.air
    supply = 0.0 if air is None else air.supply
    return sum(load.watts for load in loads_of(line)) + sum(
        one.machines
        * (power_in(one.power_w, "busy") + supply * power_in(one.air_m3_per_min, "busy"))
        for one in line.stations.values()
    )


def names_targets(route: Route, node: Node) -> bool:
    """Say whether a value, or one below it, stands for the stations that a retrofit fits."""
    if route == PRIORITY:
        return node.value == TARGETS
    below = node.child("priority") if route == LIMIT else None
    return below is not None and below.value == TARGETS


def named(targets: Sequence[str], node: Node) -> Node:
    """Return the names of the stations as a list, told at the place of the word for them."""
    return Node([Node(name, node.place, name) for name in targets], node.place, "", node.key)
