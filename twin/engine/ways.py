"""The flow of a line in numbers: places, ways out of stations, sources and their doors."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import numpy as np

from kpi.ledger import TICKS_PER_SECOND
from lines.model import SCRAP, SINK, SOURCE, Line, Link
from twin.engine import plan as p
from twin.engine.streams import Streams
from twin.engine.tabulate import Tabulator


def _ticks(seconds: float) -> int:
    return round(seconds * TICKS_PER_SECOND)


def _by_end(names: Iterable[str | None]) -> dict[str | None, list[int]]:
    """The links by what stands at one end of them, as they stand in the flow."""
    links: dict[str | None, list[int]] = {}
    for index, name in enumerate(names):
        links.setdefault(name, []).append(index)
    return links


class Ways:
    """Numbers the places of a line and says where parts may go from each station and source."""

    def __init__(self, line: Line, streams: Streams, tabulator: Tabulator) -> None:
        self.line = line
        self.streams = streams
        self.tabulator = tabulator
        self.products = list(line.products)
        self.product_number = {name: q for q, name in enumerate(line.products)}
        self.stations = list(line.stations)
        self._out = _by_end(link.origin for link in line.flow)
        self._in = _by_end(link.target for link in line.flow)
        self.route_exit: list[int] = []
        self.route_below: list[float] = []
        self._places()
        self._source_tables()
        # links that fleets serve, fleet by fleet
        served = _by_end(link.by for link in line.flow)
        self.hauls = [index for fleet in line.fleets for index in served.get(fleet, ())]
        self.haul_of = {index: h for h, index in enumerate(self.hauls)}
        self.routes = self._routes()

    # --- places -------------------------------------------------------------------------------
    def _places(self) -> None:
        """Number the places: named buffers where the flow first meets them, links as they stand."""
        self.place_names: list[str] = []
        self.capacity: list[int] = []
        self.times: list[tuple[int, int, int, int]] = []
        self.place_of: dict[int, int] = {}
        self.named = named = dict[str, int]()
        for index, link in enumerate(self.line.flow):
            buffer = self._buffer_of(link)
            ends = link.target in (SINK, SCRAP) and link.conveyor is None
            if buffer is None and ends:
                self.place_of[index] = p.TO_SINK if link.target == SINK else p.TO_SCRAP
                continue
            if buffer is not None and buffer in named:
                self.place_of[index] = named[buffer]
                continue
            room = self._room_of(link) if buffer is None else self.line.buffers[buffer].capacity
            self.times.append(self._times(link, buffer))
            self.place_of[index] = len(self.place_names)
            if buffer is not None:
                named[buffer] = len(self.place_names)
            self.place_names.append(buffer or link.name)
            self.capacity.append(p.UNLIMITED if room is None else room)

    def _times(self, link: Link, buffer: str | None) -> tuple[int, int, int, int]:
        """What time does in a place: the kind, the least and the most ticks, and the gap."""
        if link.conveyor is not None:
            belt = link.conveyor
            travel = _ticks(belt.length_m / belt.speed_m_s)
            gap = max(_ticks(belt.spacing_m / belt.speed_m_s), 1)
            kind = p.CLOSING_UP if belt.accumulating else p.STANDING
            return (p.RUNNING_OFF if link.target == SINK else kind), travel, -1, gap
        if buffer is not None and self.line.buffers[buffer].has_stay:
            most = self.line.buffers[buffer].max_s
            least = _ticks(self.line.buffers[buffer].min_s)
            return p.STAY, least, -1 if most is None else _ticks(most), 0
        return p.PLAIN, 0, -1, 0

    @staticmethod
    def _room_of(link: Link) -> int | None:
        """Room of a link; where a fleet unloads there is room for one part at least."""
        if link.by is not None and link.capacity is not None:
            return max(link.capacity, 1)
        return link.capacity

    def _buffer_of(self, link: Link) -> str | None:
        if link.by is not None:
            return link.target if link.target in self.line.buffers else None
        for end in (link.target, link.origin):
            if end in self.line.buffers:
                return end
        return None

    def _links_from(self, origin: str) -> Sequence[int]:
        """The links out of a place, as they stand."""
        return self._out.get(origin, ())

    def in_links(self, name: str) -> list[tuple[int, str]]:
        """Places a station takes from, each with the name its `needs` would use."""
        return [
            (self.place_of[index], self.line.flow[index].origin) for index in self._in.get(name, ())
        ]

    def filled_by_cards(self, name: str) -> int:
        """The buffer that a station may fill only where it has a card for it, or -1."""
        return next(
            (
                self.place_of[index]
                for index in self._links_from(name)
                if (buffer := self.line.buffers.get(self.line.flow[index].target))
                if buffer.kanban
            ),
            -1,
        )

    # --- ways out -----------------------------------------------------------------------------

    def _route(self, links: list[int], exits: dict[int, int]) -> tuple[int, int, int]:
        """Rows of the route table for these links, and how to choose among them."""
        first = len(self.route_exit)
        shares = [self.line.flow[index].share for index in links]
        self.route_exit += [exits[index] for index in links]
        known = [share for share in shares if share is not None]
        if known and len(known) == len(shares):
            total = sum(known)
            self.route_below += [below / total for below in accumulate(known)]
            return first, len(links), p.BY_SHARE if len(links) > 1 else p.BY_CHOICE
        self.route_below += [1.0] * len(links)
        return first, len(links), p.BY_CHOICE

    def _out_links(self, origin: str, product: str, verdict: str | None) -> list[int]:
        """Links that a part of this product and verdict may take out of a place."""
        links = [
            index
            for index in self._links_from(origin)
            if self.line.flow[index].when in (None, verdict)
        ]
        own = [index for index in links if self.line.flow[index].product == product]
        return own or [index for index in links if self.line.flow[index].product is None]

    def exit_row(self, origin: str, target: str) -> int:
        """A row of its own for the way from a station to one place."""
        (index,) = (i for i in self._links_from(origin) if self.line.flow[i].target == target)
        haul = self.haul_of.get(index)
        way = self.place_of[index] if haul is None else p.FIRST_HAUL - haul
        self.route_exit.append(way)
        self.route_below.append(1.0)
        return len(self.route_exit) - 1

    def _routes(self) -> p.Ints:
        table = np.zeros((len(self.stations), 2, len(self.products), p.R_COLUMNS), np.int64)
        known: dict[tuple[int, ...], tuple[int, int, int]] = {}
        exits = self.place_of | {link: p.FIRST_HAUL - h for link, h in self.haul_of.items()}
        for s, name in enumerate(self.stations):
            for v, verdict in enumerate(("pass", "reject")):
                for q, product in enumerate(self.products):
                    links = self._out_links(name, product, verdict)
                    if tuple(links) not in known:
                        known[tuple(links)] = self._route(links, exits)
                    table[s, v, q] = known[tuple(links)]
        return table

    # --- sources ------------------------------------------------------------------------------

    def _source_tables(self) -> None:
        self.sources: list[list[int]] = []
        self.doors: list[list[int]] = []
        self.mix: list[tuple[int, float]] = []
        self.source_names: list[str] = []
        used = [name for name in self.line.sources if self._links_from(name)]
        routes = np.zeros((len(used), len(self.products), p.R_COLUMNS), np.int64)
        for u, name in enumerate(used):
            self.source_names.append(name)
            exits = self._doors_of(u, name)
            self._source_row(name)
            for q, product in enumerate(self.products):
                routes[u, q] = self._route(self._out_links(name, product, None), exits)
        self.source_route = routes

    def _doors_of(self, u: int, name: str) -> dict[int, int]:
        exits = {}
        source = self.line.sources[name]
        mix = [(product, share) for product, share in source.mix if source.is_endless and share > 0]
        ways = {product: set(self._out_links(name, product, None)) for product, _ in mix}
        for index in self._links_from(name):
            exits[index] = len(self.doors)
            own = [(product, share) for product, share in mix if index in ways[product]]
            self.doors.append([u, self.place_of[index], *self._mix_rows(own), int(bool(own))])
        return exits

    def _mix_rows(self, mix: Sequence[tuple[str, float]]) -> tuple[int, int]:
        """Lay down the shares of products; their first row and their number."""
        first, total = len(self.mix), sum(share for _, share in mix)
        below = accumulate(share / total for _, share in mix)
        self.mix += [
            (self.product_number[product], top)
            for (product, _), top in zip(mix, below, strict=True)
        ]
        return first, len(mix)

    def _source_row(self, name: str) -> None:
        source = self.line.sources[name]
        row = [-1] * p.U_COLUMNS
        if source.every is not None:
            row[p.U_EVERY_DIST] = self.tabulator.row(source.every, float(TICKS_PER_SECOND))
        row[p.U_EVERY_STREAM] = self.streams.new(name, "arrival")
        row[p.U_BATCH_DIST] = self.tabulator.row(source.batch, 1.0)
        row[p.U_BATCH_STREAM] = self.streams.new(name, "batch")
        row[p.U_MIX_STREAM] = self.streams.new(name, "mix")
        row[p.U_FIRST_MIX], row[p.U_MIXES] = self._mix_rows(source.mix)
        row[p.U_LOST] = int(source.full == "lost")
        row[p.U_SHARE_STREAM] = self.streams.new(name, "share")
        if source.due_s is not None:
            row[p.U_DUE] = round(source.due_s * TICKS_PER_SECOND)
        if name == SOURCE and self.line.release.rule == "conwip":
            row[p.U_LIMIT] = self.line.release.limit or 0
        self.sources.append(row)
