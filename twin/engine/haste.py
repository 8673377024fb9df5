"""What a dispatch rule has to know of each product: its work here, its work left, its priority."""

import numpy as np

from kpi.ledger import TICKS_PER_SECOND
from lines import graph
from lines.model import Line
from twin.engine import plan as p
from twin.engine.ways import Ways


def haste_of(line: Line, ways: Ways) -> p.Floats:
    """The table by station and product: (S, P), mean ticks of work, or minus the priority.

    Rows of stations that ask for nothing of the kind are 0.
    """
    table = np.zeros((len(ways.stations), len(ways.products)))
    asked = {station.dispatch for station in line.stations.values()}
    work = _work_here(line, ways)
    left = _work_left(work, line, ways) if "critical-ratio" in asked else work
    first = [-float(product.priority) for product in line.products.values()]
    for s, station in enumerate(line.stations.values()):
        if station.dispatch == "spt":
            table[s] = work[s]
        elif station.dispatch == "critical-ratio":
            table[s] = np.maximum(left[s], 1.0)  # of no work left the time to the date decides
        elif station.dispatch == "priority":
            table[s] = first
    return table


def _work_here(line: Line, ways: Ways) -> p.Floats:
    """Mean ticks of a cycle, by station and product."""
    means = [
        [station.cycle[product].mean() * TICKS_PER_SECOND for product in ways.products]
        for station in line.stations.values()
    ]
    return np.array(means, np.float64).reshape(len(ways.stations), -1)


def _work_left(work: p.Floats, line: Line, ways: Ways) -> p.Floats:
    """Mean ticks from here to the sink along the way with the least work, for what passes.

    What can only end in scrap has its work until there.
    """
    ahead = _Ahead(line, ways)
    left = _least(work, ahead, scrap=np.inf)
    ended = _least(work, ahead, scrap=0.0)
    left = np.where(np.isinf(left), ended, left)
    return np.where(np.isinf(left), work, left)


class _Ahead:
    """Where a product may come next from a station, and as what product."""

    def __init__(self, line: Line, ways: Ways) -> None:
        self.line = line
        self.ways = ways
        self.takers: dict[int, list[int]] = {}
        self.first_in: dict[int, int] = {}
        for s, name in enumerate(ways.stations):
            places = [place for place, _ in ways.in_links(name)]
            for place in dict.fromkeys(places):
                self.takers.setdefault(place, []).append(s)
            if line.stations[name].type == "assembly":
                self.first_in[s] = places[0]
        # out of a buffer that a fleet empties parts come to the ends of its links
        self.driven: dict[int, list[int]] = {}
        for index in ways.hauls:
            origin = ways.named.get(line.flow[index].origin)
            if origin is not None:
                self.driven.setdefault(origin, []).append(ways.place_of[index])
        self.coming = self._coming()
        number = {name: s for s, name in enumerate(ways.stations)}
        self.backwards = [number[name] for name in reversed(graph.station_order(line))]

    def exits(self, s: int, q: int, verdicts: tuple[int, ...]) -> list[int]:
        """The exits that a product may take from a station with one of these verdicts."""
        found: list[int] = []
        for verdict in verdicts:
            first, count, _ = (int(v) for v in self.ways.routes[s, verdict, q])
            exits = self.ways.route_exit[first : first + count]
            found += [self._end_of(exit_) for exit_ in exits]
        return self._driven_on(found)

    def _end_of(self, exit_: int) -> int:
        """Where an exit leads, over a fleet's link as well, or a conveyor to the sink."""
        if exit_ <= p.FIRST_HAUL:
            exit_ = self.ways.place_of[self.ways.hauls[p.FIRST_HAUL - exit_]]
        runs_off = exit_ >= 0 and self.ways.times[exit_][0] == p.RUNNING_OFF
        return p.TO_SINK if runs_off else exit_

    def _driven_on(self, places: list[int]) -> list[int]:
        """These places and those to which fleets bring what lies in them."""
        for place in places:
            places += [end for end in self.driven.get(place, []) if end not in places]
        return places

    def _coming(self) -> dict[int, set[int]]:
        """The products that can come to each place."""
        coming: dict[int, set[int]] = {}
        numbers = self.ways.product_number
        waiting: list[tuple[int, int]] = []
        for u, place, *_ in self.ways.doors:
            source = self.line.sources[self.ways.source_names[u]]
            waiting += [(place, numbers[name]) for name, share in source.mix if share > 0]
        while waiting:
            place, q = waiting.pop()
            if place < 0 or q in coming.setdefault(place, set()):
                continue
            coming[place].add(q)
            waiting += [(end, q) for end in self.driven.get(place, [])]
            for s in self.takers.get(place, []):
                for product in self._leaving(s, place, q, coming):
                    for exit_ in self.exits(s, product, (p.PASS, p.REJECT)):
                        waiting.append((exit_, product))
        return coming

    def _leaving(self, s: int, place: int, q: int, coming: dict[int, set[int]]) -> set[int]:
        """As what a product leaves a station to which it comes over a place."""
        if s not in self.first_in:
            return {q}
        station = self.line.stations[self.ways.stations[s]]
        whole = station.makes or next(iter(station.needs_products), None)
        if whole is not None:
            return {self.ways.product_number[whole]}
        return {q} if place == self.first_in[s] else coming.get(self.first_in[s], set())

    def next(self, s: int, q: int) -> list[tuple[int, int]]:
        """Stations that a product passes on to, with what it is there; -1, or -2 for scrap."""
        steps: list[tuple[int, int]] = []
        first = next(iter(self.line.stations[self.ways.stations[s]].parts_made), None)
        # taken apart, it goes on as the first part made
        q = q if first is None else self.ways.product_number.get(first, q)
        for exit_ in self.exits(s, q, (p.PASS,)):
            if exit_ < 0:
                steps.append((exit_, q))
            for taker in self.takers.get(exit_, []):
                steps += [
                    (taker, product) for product in self._leaving(taker, exit_, q, self.coming)
                ]
        return steps


def _least(work: p.Floats, ahead: _Ahead, scrap: float) -> p.Floats:
    """Least work from each station on; infinite where no way leads to an end that counts."""
    ends = {p.TO_SINK: 0.0, p.TO_SCRAP: scrap}
    products = work.shape[1]
    steps = [[ahead.next(s, q) for q in range(products)] for s in range(len(work))]
    left = np.full(work.shape, np.inf)
    moved = True
    while moved:
        moved = False
        for s in ahead.backwards:
            for q in range(products):
                rest = [ends[to] if to < 0 else left[to, product] for to, product in steps[s][q]]
                found = work[s, q] + min(rest, default=np.inf)
                if found < left[s, q]:
                    left[s, q], moved = found, True
    return left
