import math

import pytest

from lines import load
from lines.distributions import Distribution, constant
from lines.graph import (
    capacity_bound,
    dead_ends,
    graph_of,
    rework_loops,
    shortest_pass_s,
    station_order,
    unreached,
)
from lines.layout import layout_of
from lines.machinery import Station
from lines.model import Buffer, Line, Link, Source, Title


def station(name: str, cycle_s: float = 60.0, machines: int = 1) -> Station:
    return Station(name, {"part": constant(cycle_s)}, machines=machines)


def line(
    stations: str,
    links: str,
    *,
    buffers: str = "",
    sources: tuple[str, ...] = ("source",),
    cycles: dict[str, float] | None = None,
    machines: dict[str, int] | None = None,
) -> Line:
    """A line of stations `a b c` and links `source>a a>b`, in that order in the file."""
    names = stations.split()
    return Line(
        name="made-for-a-test",
        title=Title("Made for a test", "시험용"),
        stations={
            name: station(name, (cycles or {}).get(name, 60.0), (machines or {}).get(name, 1))
            for name in names
        },
        flow=tuple(Link(*pair.split(">")) for pair in links.split()),
        sources={name: Source(name) for name in sources},
        buffers={name: Buffer(3) for name in buffers.split()},
    )


def test_nodes_and_edges_know_their_kind_and_their_place_in_the_file() -> None:
    graph = graph_of(line("a b", "source>a a>B B>b b>sink", buffers="B"))
    assert dict(graph.nodes(data="kind")) == {
        "source": "source",
        "a": "station",
        "b": "station",
        "B": "buffer",
        "sink": "sink",
        "scrap": "scrap",
    }
    assert graph.edges["a", "B"]["links"] == (1,)
    assert graph.nodes["B"]["capacity"] == 3


def test_two_links_between_the_same_places_are_one_edge_that_knows_both() -> None:
    graph = graph_of(line("a b", "source>a a>b a>b b>sink"))
    assert graph.edges["a", "b"]["links"] == (1, 2)


def test_the_order_follows_the_flow_and_not_the_file() -> None:
    assert station_order(line("c b a", "b>c source>a a>b c>sink")) == ("a", "b", "c")


def test_parallel_stations_stand_in_the_order_of_the_file() -> None:
    flow = "source>a a>x a>y a>z z>e y>e x>e e>sink"
    assert station_order(line("a y z x e", flow)) == ("a", "y", "z", "x", "e")


def test_a_shared_buffer_only_carries_the_order_through() -> None:
    flow = "source>p source>q p>B q>B B>r B>s r>sink s>sink"
    assert station_order(line("s r q p", flow, buffers="B")) == ("q", "p", "s", "r")


def test_rework_does_not_turn_the_order_round() -> None:
    reworked = line("a b c d", "source>a a>b b>c c>b c>a c>d d>sink")
    assert station_order(reworked) == ("a", "b", "c", "d")
    assert [(loop.origin, loop.target) for loop in rework_loops(reworked)] == [
        ("c", "b"),
        ("c", "a"),
    ]
    assert rework_loops(reworked)[0].stations == ("a", "b", "c")


def test_a_bench_beside_the_line_comes_after_the_station_that_sends_to_it() -> None:
    assert station_order(line("bench a b", "source>a a>b b>bench bench>a b>sink")) == (
        "a",
        "b",
        "bench",
    )


def test_a_station_that_hands_to_itself_is_a_loop_of_one() -> None:
    self_made = line("a", "source>a a>a a>sink")
    assert station_order(self_made) == ("a",)
    assert rework_loops(self_made)[0].stations == ("a",)


def test_a_thousand_stations_are_ordered_without_deep_recursion() -> None:
    names = [f"s{number}" for number in range(1000)]
    links = " ".join(f"{a}>{b}" for a, b in zip(["source", *names], [*names, "sink"], strict=True))
    assert station_order(line(" ".join(reversed(names)), links)) == tuple(names)


def test_what_no_part_can_reach_or_leave_is_named() -> None:
    broken = line("a b c d", "source>a a>b b>sink c>d a>d", buffers="B")
    assert unreached(broken) == ("c", "B")
    assert dead_ends(broken) == ("c", "d", "B")


def test_the_slowest_station_bounds_a_serial_line() -> None:
    bound = capacity_bound(
        line("a b c", "source>a a>b b>c c>sink", cycles={"a": 30, "b": 45, "c": 10})
    )
    assert bound.parts_per_hour == pytest.approx(80.0)
    assert bound.limiting == ("b",)


def test_machines_side_by_side_add_up() -> None:
    flow = "source>a a>x a>y x>e y>e e>sink"
    bound = capacity_bound(
        line("a x y e", flow, cycles={"a": 10, "x": 60, "y": 90, "e": 10}, machines={"x": 2})
    )
    assert bound.parts_per_hour == pytest.approx(120.0 + 40.0)
    assert bound.limiting == ("x", "y")


def test_arrivals_bound_a_line_that_is_fast_enough() -> None:
    slow = line("a", "source>a a>sink", cycles={"a": 1})
    fed = Source("source", every=constant(120.0), batch=constant(2.0))
    bound = capacity_bound(
        Line("x", Title("x", "x"), slow.stations, slow.flow, sources={"source": fed})
    )
    assert bound.parts_per_hour == pytest.approx(60.0)
    assert bound.limiting == ()


def test_a_station_that_takes_no_time_does_not_bound() -> None:
    assert capacity_bound(line("a", "source>a a>sink", cycles={"a": 0})).parts_per_hour == math.inf


def test_the_mix_weighs_the_cycles_where_all_products_pass() -> None:
    mixed = Line(
        "x",
        Title("x", "x"),
        {"a": Station("a", {"p": constant(30.0), "q": Distribution("exponential", (90.0,))})},
        (Link("source", "a"), Link("a", "sink")),
        sources={"source": Source("source", mix=(("p", 0.5), ("q", 0.5)))},
    )
    assert capacity_bound(mixed).parts_per_hour == pytest.approx(60.0)


def test_a_drawing_runs_from_left_to_right_and_no_two_nodes_share_a_spot() -> None:
    flow = "source>a a>x a>y x>e y>e e>f e>a e>scrap f>sink bolts>f"
    drawing = layout_of(line("a x y e f", flow, sources=("source", "bolts")))
    assert len(set(drawing.spots.values())) == len(drawing.spots)
    for (origin, target), route in drawing.routes.items():
        assert drawing.spots[origin][0] < drawing.spots[target][0]
        assert [spot[0] for spot in route] == list(range(route[0][0], route[-1][0] + 1))
        assert not set(route[1:-1]) & set(drawing.spots.values())
    assert drawing.lanes == {("e", "a"): 0}
    assert drawing.spots["sink"][0] == drawing.spots["scrap"][0] == drawing.columns - 1
    assert drawing.spots["bolts"][0] == drawing.spots["f"][0] - 1


def test_links_back_over_the_same_stretch_take_lanes_of_their_own() -> None:
    drawing = layout_of(line("a b c d", "source>a a>b b>c c>d d>sink c>a b>a d>c"))
    assert drawing.lanes == {("b", "a"): 0, ("d", "c"): 0, ("c", "a"): 1}


def test_an_end_that_nothing_leads_to_is_not_drawn() -> None:
    assert "scrap" not in layout_of(line("a", "source>a a>sink")).spots


def test_the_quickest_way_through_a_line():
    quick = load("""
line: quickest
transport: {agv: {vehicles: 1, speed: 2 m/s, load: 4 s}}
buffers: {curing: {stay: {min: 1 h}}}
stations:
  press: {cycle: {a: 30 s, b: 20 s}}
  look: {type: inspection, cycle: 50 s, sample: 20 %, finds: 0 %, false-rejects: 0 %}
  pack: {cycle: 10 s}
arrivals: {every: 1 min, mix: {a: 50 %, b: 50 %}}
flow:
  - source -> [] -> press
  - press -> curing: {share: 50 %}
  - curing -> pack
  - press -> look: {by: agv, distance: 12 m, share: 50 %}
  - look -> pack: {conveyor: {length: 6 m, speed: 0.5 m/s, spacing: 1 m}}
  - pack -> sink
""")
    assert shortest_pass_s(quick) == 20 + 10 + 0 + 12 + 10
