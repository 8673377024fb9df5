"""How far it is between the places of a fleet: the shortest way over its own links."""

import math
import random

import networkx as nx
import pytest

from lines.drives import drives_of
from lines.model import Line, Link, Title


def line_of(*flow: Link) -> Line:
    return Line("ways", Title("Ways", "길"), {}, flow)


def carried(origin: str, target: str, metres: float, by: str = "agv") -> Link:
    return Link(origin, target, by=by, distance_m=metres)


def test_a_fleet_drives_its_own_links_in_both_directions_and_no_other() -> None:
    line = line_of(
        Link("source", "press"),
        carried("press", "drill", 30),
        carried("press", "paint", 5, "van"),
        carried("paint", "sink", 7, "van"),
        carried("drill", "sink", 12),
    )
    stops, metres = drives_of(line, "agv")
    assert stops == ("press", "drill", "sink")
    assert metres == ((0, 30, 42), (30, 0, 12), (42, 12, 0))
    assert drives_of(line, "van").metres == ((0, 5, 12), (5, 0, 7), (12, 7, 0))


def test_a_way_around_is_driven_where_it_is_shorter() -> None:
    links = [carried("press", "drill", 10), carried("drill", "sink", 20)]
    line = line_of(*links, carried("press", "sink", 90))
    assert drives_of(line, "agv").metres[0] == (0, 10, 30)


def test_where_no_way_leads_it_is_infinitely_far() -> None:
    line = line_of(carried("press", "drill", 10), carried("paint", "sink", 20))
    assert drives_of(line, "agv").metres[0] == (0, 10, math.inf, math.inf)


@pytest.mark.parametrize("seed", range(30))
def test_the_ways_are_those_that_networkx_finds(seed: int) -> None:
    luck = random.Random(seed)
    ends = [f"s{number}" for number in range(luck.randint(3, 12))]
    links, ways = [], nx.Graph()
    for _ in range(luck.randint(2, 20)):
        origin, target = luck.sample(ends, 2)
        metres = luck.choice([0.0, 5.0, 40.0, luck.uniform(0.1, 90)])
        links.append(carried(origin, target, metres))
        known = ways.get_edge_data(origin, target, {"metres": math.inf})["metres"]
        ways.add_edge(origin, target, metres=min(metres, known))
    far = dict(nx.all_pairs_dijkstra_path_length(ways, weight="metres"))
    stops, metres = drives_of(line_of(*links), "agv")
    assert stops == tuple(ways)
    assert metres == tuple(tuple(far[a].get(b, math.inf) for b in stops) for a in stops)
