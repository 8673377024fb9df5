"""How far it is between the places of a fleet: the shortest way over its own links."""

from __future__ import annotations

import heapq
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
    ways: dict[str, list[tuple[str, float]]] = {}
    for link in links_of(line, fleet):
        metres = link.distance_m or 0.0
        ways.setdefault(link.origin, []).append((link.target, metres))
        ways.setdefault(link.target, []).append((link.origin, metres))
    rows = [_far_from(stop, ways) for stop in ways]
    table = tuple(tuple(far.get(stop, math.inf) for stop in ways) for far in rows)
    return Drives(tuple(ways), table)


def _far_from(begin: str, ways: dict[str, list[tuple[str, float]]]) -> dict[str, float]:
    """The shortest way from a stop to each that can be reached, by Dijkstra's algorithm [m]."""
    far: dict[str, float] = {}
    reached = [(0.0, begin)]
    while reached:
        metres, stop = heapq.heappop(reached)
        if stop in far:
            continue
        far[stop] = metres
        for after, more in ways[stop]:
            if after not in far:
                heapq.heappush(reached, (metres + more, after))
    return far
