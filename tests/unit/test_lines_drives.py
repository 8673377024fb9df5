"""How far it is between the places of a fleet: the shortest way over its own links."""

import math
import random
from dataclasses import replace

import networkx as nx
import pytest

from lines.drives import drives_of, said_between
from lines.machinery import Fleet
from lines.model import Buffer, Line, Link, Title


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


def test_a_buffer_stands_at_its_station_only_where_nothing_else_is_said() -> None:
    links = [carried("saw", "press", 20), Link("press", "rack"), Link("mill", "rack")]
    links += [carried("rack", "sink", 30), carried("mill", "sink", 5)]
    buffers = {"rack": Buffer(4)}
    line = replace(
        line_of(*links), buffers=buffers, stations=dict.fromkeys(("saw", "press", "mill"))
    )
    # at the first station that fills it, and so not between press and mill
    stops, metres = drives_of(line, "agv")
    assert metres[stops.index("saw")] == (0, 20, 20, 50, 55)
    joined = replace(line, flow=(*line.flow, carried("press", "sink", 9)))
    assert drives_of(joined, "agv").metres[1][:4] == (20, 0, 39, 9)


def test_what_a_fleet_says_beside_its_links() -> None:
    fleet = Fleet("agv", 1, 1.0, distances={("drill", "paint"): 4.0}, metric="manhattan")
    spots = {"press": (0.0, 0.0), "paint": (-3.0, 4.0), "drill": (1.0, 1.0)}
    assert said_between(fleet, spots, "press", "paint") == 7
    assert said_between(fleet, spots, "paint", "drill") == 4
    assert said_between(fleet, spots, "paint", "sink") is None
    assert said_between(replace(fleet, metric="straight"), spots, "paint", "press") == 5
    assert said_between(replace(fleet, metric=None), spots, "paint", "press") is None
