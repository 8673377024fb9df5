"""Where the nodes of a line stand in a drawing: columns along the flow, rows side by side.

Positions are whole columns and rows; how wide a column is drawn is the report's affair. Columns
follow the longest path from a source, so that every link ahead points to the right; a link that
spans several columns keeps a row free in each of them; links that lead back run in lanes below.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from lines.graph import forward, graph_of, leading_back
from lines.model import SCRAP, SINK, Line

if TYPE_CHECKING:
    import networkx as nx

Pair = tuple[str, str]
Spot = tuple[int, int]


class Layout(NamedTuple):
    """A drawing of the line on a grid; spots are (column, row), both from 0."""

    spots: dict[str, Spot]  # every node of the flow
    routes: dict[Pair, tuple[Spot, ...]]  # links ahead: start, a spot in each column between, end
    lanes: dict[Pair, int]  # links back: the lane below the last row, 0 the nearest
    columns: int
    rows: int


def layout_of(line: Line) -> Layout:
    """Places every node so that no two share a spot and no link runs through a third node."""
    graph = graph_of(line)
    graph.remove_nodes_from([n for n in (SINK, SCRAP) if not graph.degree(n)])
    ahead = forward(graph)
    column = _columns(ahead)
    chains = {(u, v): _chain(u, v, column) for u, v in ahead.edges}
    row = _rows(list(graph), column, chains)
    spots = {name: (column[name], row[name, column[name]]) for name in graph}
    routes = {
        pair: tuple((col, row[knot, col]) for knot, col in chain) for pair, chain in chains.items()
    }
    return Layout(
        spots=spots,
        routes=routes,
        lanes=_lanes(leading_back(graph), column),
        columns=1 + max(column.values()),
        rows=1 + max(row.values()),
    )


def _columns(ahead: nx.DiGraph[str]) -> dict[str, int]:
    """Column of each node: one right of its last predecessor; the ends stand last of all."""
    import networkx as nx

    column: dict[str, int] = {}
    for name in nx.topological_sort(ahead):
        column[name] = 1 + max((column[before] for before in ahead.predecessors(name)), default=-1)
    ends = [name for name in (SINK, SCRAP) if name in column]
    column.update(dict.fromkeys(ends, max(column.values())))
    # A source that feeds only a late station stands beside it, not at the far left.
    for name in ahead:
        if not ahead.in_degree(name) and ahead.out_degree(name):
            column[name] = min(column[after] for after in ahead.successors(name)) - 1
    return column


Knot = str | Pair  # a node, or a link that passes through a column


def _chain(origin: str, target: str, column: dict[str, int]) -> list[tuple[Knot, int]]:
    """The knots of a link, column by column: its ends, and the link itself in between."""
    between = range(column[origin] + 1, column[target])
    link: Knot = (origin, target)
    return [(origin, column[origin]), *((link, col) for col in between), (target, column[target])]


def _rows(
    names: list[str], column: dict[str, int], chains: dict[Pair, list[tuple[Knot, int]]]
) -> dict[tuple[Knot, int], int]:
    """Row of each knot: as near as may be to the rows it comes from, nodes before passing links."""
    order: dict[tuple[Knot, int], tuple[int, int]] = {
        (name, column[name]): (0, place) for place, name in enumerate(names)
    }
    before: dict[tuple[Knot, int], list[tuple[Knot, int]]] = {}
    for place, chain in enumerate(chains.values()):
        for left, right in pairwise(chain):
            order.setdefault(right, (1, place))
            before.setdefault(right, []).append(left)
    row: dict[tuple[Knot, int], int] = {}
    for col in range(1 + max(column.values())):
        wanted: list[tuple[float, tuple[int, int], tuple[Knot, int]]] = []
        for knot in (k for k in order if k[1] == col):
            came = [row[left] for left in before.get(knot, [])]
            wanted.append((sum(came) / len(came) if came else 0.0, order[knot], knot))
        free = 0
        for wish, _, knot in sorted(wanted, key=lambda want: want[:2]):
            row[knot] = max(free, int(wish))
            free = row[knot] + 1
    return row


def _lanes(back: list[Pair], column: dict[str, int]) -> dict[Pair, int]:
    """A lane for each link that leads back: the nearest one free over its whole width."""
    taken: list[list[tuple[int, int]]] = []
    lanes: dict[Pair, int] = {}
    for u, v in sorted(back, key=lambda pair: abs(column[pair[0]] - column[pair[1]])):
        left, right = sorted((column[u], column[v]))
        free = (lane for lane, spans in enumerate(taken) if _is_clear(spans, left, right))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((left, right))
        lanes[u, v] = lane
    return lanes


def _is_clear(spans: list[tuple[int, int]], left: int, right: int) -> bool:
    return all(right < start or end < left for start, end in spans)
