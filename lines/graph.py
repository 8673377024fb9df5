"""The line as a graph: who hands parts to whom, and in which order the house counts stations.

What lives here: the DiGraph of a line, the canonical order of its stations (every contest on the
floor is settled in it), its rework loops, what no part can reach, and a bound on its output by
maximum flow. Where things stand in a drawing is `lines.layout`. Callers: plan, checks, report.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING, NamedTuple

from lines.machinery import Station
from lines.model import SCRAP, SINK, Line, Link, Source

if TYPE_CHECKING:
    from collections.abc import Hashable

    import networkx as nx

SECONDS_PER_HOUR = 3600.0


class Loop(NamedTuple):
    """Parts that go back: the pair that leads back, and the stations they pass again."""

    origin: str
    target: str
    stations: tuple[str, ...]


class CapacityBound(NamedTuple):
    """The most good parts per hour the line could ever make, and the stations that say so."""

    parts_per_hour: float
    limiting: tuple[str, ...]


def graph_of(line: Line) -> nx.DiGraph[str]:
    """The line as a networkx DiGraph, each node and edge with what is known about it.

    Nodes carry `kind` (source, station, buffer, sink, scrap), `place` (position in the file
    within the kind) and, by kind, `station`, `source` or `capacity`. Edges carry `links`
    (positions in `line.flow`) and `back` (True where the edge leads back to rework). Nodes stand
    in the order sources, stations, buffers, sink, scrap; edges in the order of the file.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph(name=line.name)
    for place, (name, source) in enumerate(line.sources.items()):
        graph.add_node(name, kind="source", place=place, source=source)
    for place, (name, station) in enumerate(line.stations.items()):
        graph.add_node(name, kind="station", place=place, station=station)
    for place, (name, buffer) in enumerate(line.buffers.items()):
        graph.add_node(name, kind="buffer", place=place, capacity=buffer.capacity)
    graph.add_node(SINK, kind=SINK, place=0)
    graph.add_node(SCRAP, kind=SCRAP, place=0)
    for index, link in enumerate(line.flow):
        if graph.has_edge(link.origin, link.target):
            graph.edges[link.origin, link.target]["links"] += (index,)
        else:
            graph.add_edge(link.origin, link.target, links=(index,), back=False)
    for origin, target in _back_edges(graph):
        graph.edges[origin, target]["back"] = True
    return graph


def _back_edges(graph: nx.DiGraph[str]) -> list[tuple[str, str]]:
    """Edges that lead back onto the path walked so far, walking from the sources in file order.

    A depth-first walk; without these edges the graph has no cycle. The walk keeps its own stack:
    a line of a thousand stations is deeper than Python likes to recurse.
    """
    back: list[tuple[str, str]] = []
    on_path: set[str] = set()
    done: set[str] = set()
    for root in graph:
        if root in done:
            continue
        on_path.add(root)
        stack = [(root, iter(graph.successors(root)))]
        while stack:
            node, targets = stack[-1]
            for target in targets:
                if target in on_path:
                    back.append((node, target))
                elif target not in done:
                    on_path.add(target)
                    stack.append((target, iter(graph.successors(target))))
                    break
            else:
                stack.pop()
                on_path.discard(node)
                done.add(node)
    return back


def forward(graph: nx.DiGraph[str]) -> nx.DiGraph[str]:
    """A copy of the graph without the edges that lead back: it has no cycle."""
    ahead = graph.copy()
    ahead.remove_edges_from(leading_back(graph))
    return ahead


def leading_back(graph: nx.DiGraph[str]) -> list[tuple[str, str]]:
    """The pairs of nodes whose edge leads back to rework, in file order."""
    return [(u, v) for u, v in graph.edges if graph.edges[u, v]["back"]]


def station_order(line: Line) -> tuple[str, ...]:
    """The canonical order: along the flow, and by place in the file where the flow says nothing.

    Rework links do not count. Buffers and sources only carry the order through.
    """
    import networkx as nx

    graph = graph_of(line)

    def place(name: str) -> int:
        kind: str = graph.nodes[name]["kind"]
        return int(graph.nodes[name]["place"]) if kind == "station" else -1

    order = nx.lexicographical_topological_sort(forward(graph), key=place)
    return tuple(name for name in order if graph.nodes[name]["kind"] == "station")


def in_loops(line: Line) -> frozenset[str]:
    """The stations that some part can pass again: those of all rework loops."""
    import networkx as nx

    graph = graph_of(line)
    turns = {origin for origin, _ in leading_back(graph)}
    rings = (ring for ring in nx.strongly_connected_components(graph) if ring & turns)
    return frozenset(name for ring in rings for name in ring if name in line.stations)


def rework_loops(line: Line) -> tuple[Loop, ...]:
    """The loops of the line, one for each pair of nodes that leads back, in file order."""
    import networkx as nx

    graph = graph_of(line)
    order = {name: index for index, name in enumerate(station_order(line))}
    ring_of: dict[str, set[str]] = {}
    for ring in nx.strongly_connected_components(graph):
        ring_of.update(dict.fromkeys(ring, ring))
    return tuple(
        Loop(u, v, tuple(sorted(ring_of[u] & order.keys(), key=order.__getitem__)))
        for u, v in leading_back(graph)
    )


def unreached(line: Line) -> tuple[str, ...]:
    """Stations and buffers that no part from any source can reach."""
    graph = graph_of(line)
    seen = _spread(graph, list(line.sources))
    return _missing(graph, seen)


def dead_ends(line: Line) -> tuple[str, ...]:
    """Stations and buffers from which a part can reach neither the sink nor scrap."""
    graph = graph_of(line)
    seen = _spread(graph.reverse(copy=False), [SINK, SCRAP])
    return _missing(graph, seen)


def _spread(graph: nx.DiGraph[str], starts: list[str]) -> set[str]:
    """All nodes reachable from these, with these."""
    seen = set(starts)
    waiting = list(starts)
    while waiting:
        fresh = [node for node in graph.successors(waiting.pop()) if node not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return seen


def _missing(graph: nx.DiGraph[str], seen: set[str]) -> tuple[str, ...]:
    known = (name for name in graph if graph.nodes[name]["kind"] in ("station", "buffer"))
    return tuple(name for name in known if name not in seen)


def capacity_bound(line: Line) -> CapacityBound:
    """An upper bound on parts per hour at the sink, by maximum flow through the machines.

    Each station passes at most machines / mean cycle, each source its mean arrivals; links take
    any amount and shares are ignored. Nobody fails, sets up, waits or scraps: a real line makes
    less, never more. The stations of the minimum cut are named as limiting. Where one part is taken
    apart into several there is no such flow, and no bound is given.
    """
    import networkx as nx
    from networkx.algorithms.flow import edmonds_karp

    if any(station.parts_made for station in line.stations.values()):
        return CapacityBound(math.inf, ())
    flow: nx.DiGraph[Hashable] = nx.DiGraph()
    for name, source in line.sources.items():
        _add_room(flow, "world", ("out", name), _arrivals_per_hour(line, source))
    for name, station in line.stations.items():
        _add_room(flow, ("in", name), ("out", name), _passes_per_hour(line, station))
    for name in (*line.buffers, SINK, SCRAP):
        flow.add_edge(("in", name), ("out", name))
    for link in line.flow:
        flow.add_edge(("out", link.origin), ("in", link.target))
    try:
        most, (near, _) = nx.minimum_cut(flow, "world", ("out", SINK), flow_func=edmonds_karp)
    except nx.NetworkXUnbounded:
        return CapacityBound(math.inf, ())
    cut = [s for s in line.stations if ("in", s) in near and ("out", s) not in near]
    return CapacityBound(float(most), tuple(cut))


def _add_room(
    flow: nx.DiGraph[Hashable], start: Hashable, end: Hashable, parts_per_hour: float
) -> None:
    """One edge of the flow network; networkx reads a missing capacity as no limit."""
    if math.isinf(parts_per_hour):
        flow.add_edge(start, end)
    else:
        flow.add_edge(start, end, capacity=parts_per_hour)


def _arrivals_per_hour(line: Line, source: Source) -> float:
    if source.to_order:
        return _ordered_per_hour(line)
    if source.every is None or source.every.mean() <= 0:
        return math.inf
    return SECONDS_PER_HOUR * source.batch.mean() / source.every.mean()


def _ordered_per_hour(line: Line) -> float:
    """Parts per hour that are ordered; no bound where some order comes only once."""
    rates = [order.parts_per_s for order in line.orders]
    if line.dated_orders or None in rates:
        return math.inf
    return SECONDS_PER_HOUR * sum(rate for rate in rates if rate is not None)


def _passes_per_hour(line: Line, station: Station) -> float:
    """Parts per hour that the machines of a station could pass if they never waited."""
    cycle_s = _mean_cycle_s(line, station) * station.sample
    at_once = station.machines * station.batch.size
    return math.inf if cycle_s <= 0 else SECONDS_PER_HOUR * at_once / cycle_s


def _mean_cycle_s(line: Line, station: Station) -> float:
    """Mean cycle over the mix where every product passes here, else that of the fastest product.

    With product links, assemblies or several sources the mix at a station is not that of a
    source, and only the fastest product gives a bound that always holds.
    """
    sources = list(line.sources.values())
    mixed = len(sources) > 1 or any(link.product for link in line.flow)
    if mixed or any(s.makes or s.needs_products for s in line.stations.values()):
        return min(cycle.mean() for cycle in station.cycle.values())
    return sum(share * station.cycle[product].mean() for product, share in sources[0].mix)


def shortest_pass_s(line: Line) -> float:
    """The least time [s] that a part needs from a source to the sink at mean cycles.

    Along the quickest way: cycles of the fastest product, least stays, belts and loaded drives.
    Nobody waits or fails. Infinite where no way leads to the sink.
    """
    far: dict[str, float] = {}
    reached = [(0.0, name) for name in line.sources]
    ways: dict[str, list[Link]] = {}
    for link in line.flow:
        ways.setdefault(link.origin, []).append(link)
    while reached:
        seconds, place = heapq.heappop(reached)
        if place in far:
            continue
        far[place] = seconds
        for link in ways.get(place, ()):
            if link.target not in far:
                after = seconds + _carried_s(line, link) + _stay_s(line, link.target)
                heapq.heappush(reached, (after, link.target))
    return far.get(SINK, math.inf)


def _carried_s(line: Line, link: Link) -> float:
    """Mean time of a part on a link: on its belt, or in a vehicle."""
    belt, fleet = link.conveyor, line.fleets.get(link.by or "")
    if belt is not None:
        return belt.length_m / belt.speed_m_s
    if fleet is None:
        return 0.0
    drive_s = (link.distance_m or 0.0) / fleet.speed_m_per_s
    return drive_s + fleet.load.mean() + fleet.unload.mean()


def _stay_s(line: Line, place: str) -> float:
    """Least mean time of a part at a place."""
    station, buffer = line.stations.get(place), line.buffers.get(place)
    if station is not None:
        always = station.sample >= 1
        return min(cycle.mean() for cycle in station.cycle.values()) if always else 0.0
    return 0.0 if buffer is None else buffer.min_s
