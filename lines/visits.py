"""How many parts come, at most, to each place of a line: by what reaches it, and what it can do.

An upper bound and no forecast. Every rule below holds in any run: a station takes no more than it
can work off, no more than its ways in bring, and hands on no more than its ways out take away. The
bounds begin at what each place can do and only ever fall, so they hold wherever they stop.
"""

from __future__ import annotations

import math

from lines.machinery import Station
from lines.model import SCRAP, SINK, SOURCE, Line, Link, Source

SWEEPS = 30
SETTLED = 0.99  # a sweep that leaves this share of every bound is the last


def visits_of(line: Line, horizon_s: float) -> dict[str, float]:
    """Bound how many parts come to each source, station and buffer in so many seconds."""
    return _Bounds(line, horizon_s).settled()


def works_off(station: Station, horizon_s: float) -> float:
    """Parts that the machines of a station can work off if they never wait."""
    cycle_s = min(cycle.mean() for cycle in station.cycle.values()) * station.sample
    at_once = station.machines * station.batch.size
    return math.inf if cycle_s <= 0 else at_once * (1.0 + horizon_s / cycle_s)


def arrivals_in(line: Line, source: Source, horizon_s: float) -> float:
    """Bound the parts that a source brings; infinite for one that is never empty."""
    if source.to_order:
        return math.inf if _can_scrap(line) else _ordered_in(line, horizon_s)
    if source.every is None:
        return math.inf
    return source.batch.mean() * (1.0 + horizon_s / source.every.mean())


def _ordered_in(line: Line, horizon_s: float) -> float:
    parts = 0.0
    for dated in line.dated_orders:
        parts += math.ceil(dated.quantity * (1.0 + dated.renewal.allowance))
    for order in line.orders:
        times = 1.0 if order.every is None else 1.0 + horizon_s / order.every.mean()
        more = order.renewal.allowance
        parts += (order.quantity.mean() * (1.0 + more) + float(more > 0)) * times
    return parts


def _can_scrap(line: Line) -> bool:
    """Say whether parts can be scrapped, which brings others in for orders."""
    if any(link.target == SCRAP for link in line.flow):
        return True
    if any(buffer.max_s is not None for buffer in line.buffers.values()):
        return True
    return any(mode.scrap for station in line.stations.values() for mode in station.failures)


class _Bounds:
    """The bounds of one line, lowered sweep by sweep."""

    def __init__(self, line: Line, horizon_s: float) -> None:
        self.line = line
        self.horizon_s = horizon_s
        self.into: dict[str, list[Link]] = {}
        self.out: dict[str, list[Link]] = {}
        for link in line.flow:
            self.out.setdefault(link.origin, []).append(link)
            self.into.setdefault(link.target, []).append(link)
        self.order, self.gates = self._walked()
        self.apart = any(one.parts_made for one in line.stations.values())
        self.most = {
            **{name: arrivals_in(line, one, horizon_s) for name, one in line.sources.items()},
            **{name: works_off(one, horizon_s) for name, one in line.stations.items()},
            **{name: self._stored(name) for name in line.buffers},
        }

    def settled(self) -> dict[str, float]:
        """Lower all bounds until a sweep lowers none by much."""
        for _ in range(SWEEPS):
            before = dict(self.most)
            for name in self.order:
                self._lower(name, min(self._brought(name), self._past_gate(name)))
            for name in reversed(self.order):
                self._lower(name, self._taken_away(name))
            if all(most >= SETTLED * before[name] for name, most in self.most.items()):
                break
        return self.most

    def _lower(self, name: str, bound: float) -> None:
        self.most[name] = min(self.most[name], bound)

    def _stored(self, name: str) -> float:
        """What a buffer with a least stay can pass on."""
        buffer = self.line.buffers[name]
        if buffer.capacity is None or not buffer.min_s > 0:
            return math.inf
        return buffer.capacity * (1.0 + self.horizon_s / buffer.min_s)

    def _brought(self, name: str) -> float:
        """What the ways in bring; a source has none."""
        if name in self.line.sources:
            return math.inf
        brought = {link.origin: self._over(link) for link in self.into.get(name, ())}
        station = self.line.stations.get(name)
        if station is None or station.type != "assembly":
            return sum(brought.values())
        if station.needs_products:
            return sum(brought.values()) / sum(station.needs_products.values())
        counts = ((parts, station.needs.get(origin, 1)) for origin, parts in brought.items())
        return min((parts / need for parts, need in counts), default=0.0)

    def _over(self, link: Link) -> float:
        """What a link carries: its share of what leaves the origin, and no more than it can."""
        share = 1.0 if link.share is None else link.share
        parts = share * self.most[link.origin] * self._made(link) if share else 0.0
        return min(parts, _carries(self.line, link, self.horizon_s))

    def _made(self, link: Link) -> float:
        """Parts that may leave over a link for each cycle of its origin."""
        station = self.line.stations.get(link.origin)
        if station is None or not station.parts_made:
            return 1.0
        if link.target in station.parts_made:
            return float(station.parts_made[link.target])
        targets = {other.target for other in self.out[link.origin]}
        return float(sum(n for made, n in station.parts_made.items() if made not in targets))

    def _taken_away(self, name: str) -> float:
        """What the ways out take away, and what may stand on them at the end."""
        source, station = self.line.sources.get(name), self.line.stations.get(name)
        if source is not None and not (source.is_endless or source.to_order):
            return math.inf  # parts arrive whether they find room or not
        inside = 0.0 if station is None else _stays_in(station, self.horizon_s)
        buffer = self.line.buffers.get(name)
        if buffer is not None:
            inside = _held(buffer.capacity, buffer.max_s, self.horizon_s)
        for link in self.out.get(name, ()):
            if link.target in (SINK, SCRAP):
                return math.inf
            inside += self.most[link.target] * self._needed(link) + self._room(link)
        return inside

    def _needed(self, link: Link) -> float:
        """Parts of a link that a cycle of its target takes, at most."""
        station = self.line.stations.get(link.target)
        if station is None or station.type != "assembly":
            return 1.0
        if station.needs_products:
            return float(sum(station.needs_products.values()))
        return float(station.needs.get(link.origin, 1))

    def _room(self, link: Link) -> float:
        """Parts that a link can hold."""
        cards = self.line.release.limit
        if link.origin == SOURCE and cards is not None:
            return float(cards)
        if link.by is not None:
            fleet = self.line.fleets[link.by]
            room = math.inf if link.capacity is None else float(max(link.capacity, 1))
            return room + fleet.vehicles * fleet.capacity
        return math.inf if link.capacity is None else float(link.capacity)

    def _past_gate(self, name: str) -> float:
        """What has passed the last place that all ways here lead through, where none leads back.

        Without it, two ways from one fork would count a part twice where they meet again.
        """
        gate = self.gates.get(name)
        return math.inf if gate is None or self.apart else self.most[gate]

    def _walked(self) -> tuple[list[str], dict[str, str]]:
        """All places, each behind those that lead to it as far as no loop is met, and the gates."""
        places = (*self.line.sources, *self.line.stations, *self.line.buffers)
        left = {name: len(self.into.get(name, ())) for name in places}
        ready = [name for name, count in left.items() if not count]
        depth: dict[str, int] = {}
        gates: dict[str, str] = {}
        for name in ready:  # grows while it is walked
            _find_gate(name, [link.origin for link in self.into.get(name, ())], gates, depth)
            for link in self.out.get(name, ()):
                if link.target in left:
                    left[link.target] -= 1
                    if not left[link.target]:
                        ready.append(link.target)
        known = set(ready)
        return [*ready, *(name for name in places if name not in known)], gates


def _find_gate(name: str, origins: list[str], gates: dict[str, str], depth: dict[str, int]) -> None:
    """Find the last place that all ways to a place lead through, from those of its origins.

    The immediate dominator in a graph without loops (Cooper, Harvey, Kennedy, 2001).
    """
    depth[name] = 0
    if not origins:
        return
    gate: str | None = origins[0]
    for other in origins[1:]:
        rival: str | None = other
        while gate != rival and gate is not None and rival is not None:
            if depth[gate] >= depth[rival]:
                gate = gates.get(gate)
            else:
                rival = gates.get(rival)
        gate = gate if gate == rival else None
    if gate is not None:
        gates[name], depth[name] = gate, depth[gate] + 1


def _stays_in(station: Station, horizon_s: float) -> float:
    """Parts that come to a station and do not go on: in its machines, or scrapped there."""
    scrapping = [mode for mode in station.failures if mode.scrap]
    if any(mode.clock == "parts" for mode in scrapping):
        return math.inf
    lost = sum(1.0 + horizon_s / mode.every.mean() for mode in scrapping)
    return station.machines * (station.batch.size + lost)


def _held(capacity: int | None, max_s: float | None, horizon_s: float) -> float:
    """Parts that come to a buffer and are not taken from it: kept, or too old."""
    if capacity is None:
        return math.inf
    return capacity * (1.0 if max_s is None else 1.0 + horizon_s / max_s)


def _carries(line: Line, link: Link, horizon_s: float) -> float:
    """Parts that a belt or a fleet can carry over a link; infinite where neither does."""
    belt, fleet = link.conveyor, line.fleets.get(link.by or "")
    if belt is not None:
        return belt.capacity + horizon_s * belt.speed_m_s / belt.spacing_m
    if fleet is None:
        return math.inf
    trip_s = (link.distance_m or 0.0) / fleet.speed_m_per_s
    trip_s += fleet.load.mean() + fleet.unload.mean()
    at_once = fleet.vehicles * fleet.capacity
    return math.inf if trip_s <= 0 else at_once * (1.0 + horizon_s / trip_s)
