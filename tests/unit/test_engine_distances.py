"""Fleets whose places no link joins: distances, a metric, a buffer at its station (rule B26)."""

import math

import pytest
from told_run import Run, on_both_engines, told_run

LINE = """
line: distances
transport: {{agv: {{vehicles: 1, speed: 1 m/s, {fleet}}}}}
buffers: {{out: {{capacity: 2{out}}}}}
stations:
  press: {{cycle: 100 s}}
  drill: {{cycle: 10 s{drill}}}
  pack: {{cycle: 1 s{pack}}}
flow:
  - source -> press -> out
  - out -> drill: {{by: agv{link}}}
  - drill -> pack
  - pack -> sink: {{by: agv, distance: 7 m}}
"""
SPOTS = {"out": ", at: [0 m, 0 m]", "drill": ", at: [30 m, 0 m]", "pack": ", at: [33 m, 4 m]"}
NOWHERE = dict.fromkeys(SPOTS, "")


def left(engine: str, fleet: str, spots: dict[str, str], link: str = "") -> list[float]:
    """When the first two parts reach the sink."""
    run: Run = told_run(LINE.format(fleet=fleet, link=link, **spots), 320, engine)
    return [part.second for part in run.left()]


@on_both_engines
def test_distances_at_the_fleet_serve_links_and_empty_drives(engine: str) -> None:
    """B26: the vehicle is at `out`; 30 m to the drill at 130, packed at 141, 5 m empty, 7 m on.

    At 200 it is called to the next part: 7 + 5 + 30 m back, there at 242.
    """
    fleet = 'distances: {"out, drill": 30 m, "pack, drill": 5 m}'
    assert left(engine, fleet, NOWHERE) == [153, 242 + 30 + 11 + 5 + 7]


@on_both_engines
def test_a_link_keeps_its_own_distance(engine: str) -> None:
    fleet = 'distances: {"out, drill": 90 m, "pack, drill": 5 m}'
    assert left(engine, fleet, NOWHERE, ", distance: 30 m")[0] == 153


@on_both_engines
@pytest.mark.parametrize(
    ("metric", "to_pack", "back"), [("manhattan", 7.0, 37.0), ("straight", 5.0, math.hypot(33, 4))]
)
def test_a_metric_measures_between_spots(
    engine: str, metric: str, to_pack: float, back: float
) -> None:
    first = 100 + 30 + 11 + to_pack + 7
    second = 200 + 7 + back + 30 + 11 + to_pack + 7
    times = left(engine, f"metric: {metric}", SPOTS)
    assert times == pytest.approx([first, second], abs=2e-6)


@on_both_engines
def test_no_metric_shortens_a_distance_that_is_said(engine: str) -> None:
    """Straight it would be 30 m to the drill; said are 40, and back by the pack station 33.24."""
    fleet = 'metric: straight, distances: {"drill, out": 40 m}'
    second = 200 + 7 + math.hypot(33, 4) + math.hypot(33, 4) + 5 + 11 + 5 + 7
    # over the pack station it is 38.24 m to the drill, and the shortest way is driven
    first = 100 + math.hypot(33, 4) + 5 + 11 + 5 + 7
    assert left(engine, fleet, SPOTS) == pytest.approx([first, second], abs=2e-6)


@on_both_engines
def test_a_buffer_behind_a_station_counts_as_that_station(engine: str) -> None:
    """20 m to the press, done at 130, 30 m to the sink; back over both for the next, of 200."""
    text = """
line: behind
transport: {agv: {vehicles: 1, speed: 1 m/s}}
buffers: {out: {capacity: 2}}
stations: {saw: {cycle: 100 s}, press: {cycle: 10 s}}
flow:
  - source -> saw
  - saw -> press: {by: agv, distance: 20 m}
  - press -> out
  - out -> sink: {by: agv, distance: 30 m}
"""
    run = told_run(text, 320, engine)
    assert [part.second for part in run.left()] == [160, 200 + 50 + 20 + 10 + 30]


@on_both_engines
def test_a_buffer_before_a_station_counts_as_that_station_as_well(engine: str) -> None:
    text = """
line: before
transport: {agv: {vehicles: 1, speed: 1 m/s}}
buffers: {in: {capacity: 2}}
stations: {saw: {cycle: 100 s}, press: {cycle: 10 s}}
flow:
  - source -> saw
  - saw -> in: {by: agv, distance: 20 m}
  - in -> press
  - press -> sink: {by: agv, distance: 30 m}
"""
    run = told_run(text, 320, engine)
    assert [part.second for part in run.left()] == [160, 200 + 50 + 20 + 10 + 30]
