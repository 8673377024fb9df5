"""How far it is between the places of a fleet: the shortest way over its own links."""

from __future__ import annotations

import math
from typing import NamedTuple

from lines.model import Line, Link


class Drives(NamedTuple):
    """The places at which a fleet stops, and the distance from each to each [m]."""

    stops: tuple[str, ...]
    metres: tuple[tuple[float, ...], ...]


def links_of(line: Line, fleet: str) -> list[Link]:
    """The links that a fleet serves, in the order of the file."""
    return [link for link in line.flow if link.by == fleet]


def drives_of(line: Line, fleet: str) -> Drives:
    """Places in the order in which the fleet's links name them; infinity where no way leads.

    Vehicles drive every link of their fleet in both directions, and no other.
    """
    import networkx as nx

    ways: nx.Graph[str] = nx.Graph()
    for link in links_of(line, fleet):
        metres = link.distance_m or 0.0
        if ways.has_edge(link.origin, link.target):
            metres = min(metres, ways.edges[link.origin, link.target]["metres"])
        ways.add_edge(link.origin, link.target, metres=metres)
    far = dict(nx.all_pairs_dijkstra_path_length(ways, weight="metres"))
    stops = tuple(ways)
    return Drives(stops, tuple(tuple(far[a].get(b, math.inf) for b in stops) for a in stops))
