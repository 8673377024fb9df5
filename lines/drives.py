"""How far it is between the places of a fleet: the shortest way over what is said about it.

Said are the distances of its links, those between two places that stand at the fleet, and with a
`metric` those between any two places that say where they are. A named buffer of which nothing else
is said stands at the station that hands parts into it, or else at the one that takes them out.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple, Protocol

from lines.machinery import Fleet
from lines.model import Line, Link

Ways = dict[str, list[tuple[str, float]]]
Spots = Mapping[str, tuple[float, float]]


class Standing(Protocol):
    """A station or buffer, of which only the place counts here."""

    @property
    def at(self) -> tuple[float, float] | None:
        """Where it stands [m]; None where it does not say."""


class Drives(NamedTuple):
    """The places at which a fleet stops, and the distance from each to each [m]."""

    stops: tuple[str, ...]
    metres: tuple[tuple[float, ...], ...]


def links_of(line: Line, fleet: str) -> list[Link]:
    """The links that a fleet serves, in the order of the file."""
    return [link for link in line.flow if link.by == fleet]


def spots_of(stations: Mapping[str, Standing], buffers: Mapping[str, Standing]) -> Spots:
    """Where the places stand that say so [m]."""
    places = {**stations, **buffers}
    return {name: place.at for name, place in places.items() if place.at is not None}


def said_between(fleet: Fleet, spots: Spots, origin: str, target: str) -> float | None:
    """How far it is from one place to another by the fleet's own words [m]; None where unsaid."""
    for pair in ((origin, target), (target, origin)):
        if pair in fleet.distances:
            return fleet.distances[pair]
    if fleet.metric is None or origin not in spots or target not in spots:
        return None
    (x, y), (u, v) = spots[origin], spots[target]
    return math.hypot(u - x, v - y) if fleet.metric == "straight" else abs(u - x) + abs(v - y)


def with_distances(
    flow: Iterable[Link], fleets: Mapping[str, Fleet], spots: Spots
) -> tuple[Link, ...]:
    """The links, those without a distance with the one that their fleet knows."""
    whole = []
    for link in flow:
        fleet = fleets.get(link.by or "")
        if fleet is not None and link.distance_m is None:
            metres = said_between(fleet, spots, link.origin, link.target)
            link = replace(link, distance_m=metres)
        whole.append(link)
    return tuple(whole)


def drives_of(line: Line, fleet: str) -> Drives:
    """Places in the order in which the fleet's links name them; infinity where no way leads.

    Vehicles drive every link of their fleet in both directions, and no other.
    """
    ways: Ways = {}
    for link in links_of(line, fleet):
        _join(ways, link.origin, link.target, link.distance_m or 0.0)
    stops = tuple(ways)
    for origin, target, metres in _further(line, fleet, stops):
        _join(ways, origin, target, metres)
    if any(far == math.inf for far in _row(stops[:1], stops, ways)):
        for buffer, station in _standing_at(line, stops):
            _join(ways, buffer, station, 0.0)
    return Drives(stops, tuple(_row((stop,), stops, ways) for stop in stops))


def _join(ways: Ways, origin: str, target: str, metres: float) -> None:
    ways.setdefault(origin, []).append((target, metres))
    ways.setdefault(target, []).append((origin, metres))


def _further(line: Line, name: str, stops: tuple[str, ...]) -> Iterator[tuple[str, str, float]]:
    """What a fleet says beside its links; where a link has a distance, no metric shortens it."""
    fleet = line.fleets.get(name)
    if fleet is None:
        return
    for (origin, target), metres in fleet.distances.items():
        yield origin, target, metres
    if fleet.metric is None:
        return
    spots = spots_of(line.stations, line.buffers)
    said = {frozenset((link.origin, link.target)) for link in links_of(line, name)}
    said.update(map(frozenset, fleet.distances))
    for origin, target in combinations([stop for stop in stops if stop in spots], 2):
        metres_between = said_between(fleet, spots, origin, target)
        if metres_between is not None and frozenset((origin, target)) not in said:
            yield origin, target, metres_between


def _standing_at(line: Line, stops: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The named buffers among the stops, each with the station at which it stands."""
    by_hand = [link for link in line.flow if link.by is None and link.conveyor is None]
    for buffer in stops:
        if buffer not in line.buffers:
            continue
        fill = [link.origin for link in by_hand if link.target == buffer]
        empty = [link.target for link in by_hand if link.origin == buffer]
        station = next((name for name in (*fill, *empty) if name in line.stations), None)
        if station is not None:
            yield buffer, station


def _row(begin: tuple[str, ...], stops: tuple[str, ...], ways: Ways) -> tuple[float, ...]:
    """The distances from a stop to each; none where there is no stop."""
    far = _far_from(begin[0], ways) if begin else {}
    return tuple(far.get(stop, math.inf) for stop in stops)


def _far_from(begin: str, ways: Ways) -> dict[str, float]:
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
