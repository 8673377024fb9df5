"""Fleets: vehicles that fetch parts, carry and lay them down (rules B26 to B29, C15, C16, C2)."""

import pytest
from one_path import assert_one_path
from told_run import Run, on_both_engines, told_run

from kpi import Books
from lines import load
from twin.engine import trace as t

LINE = """
line: fleet
{top}
transport: {{agv: {{vehicles: {vehicles}, speed: 1 m/s, load: 20 s, unload: 20 s{words}}}}}
stations:
  press: {{cycle: {cycle}{press}}}
flow:
  - source -> press
  - press -> sink: {{by: agv, distance: {distance}}}
"""


def line(
    vehicles: int = 1,
    cycle: str = "10 s",
    distance: str = "45 m",
    words: str = "",
    press: str = "",
    top: str = "",
) -> str:
    """A press whose parts a fleet carries to the sink."""
    return LINE.format(
        vehicles=vehicles, cycle=cycle, distance=distance, words=words, press=press, top=top
    )


def waits(run: Run) -> list[tuple[float, int, float]]:
    """When which part began to be loaded, and how long it had asked for that."""
    return [(row[0] / 1e6, row[3], row[4] / 1e6) for row in run.rows if row[1] == t.LOAD]


@on_both_engines
def test_one_vehicle_makes_a_trip_of_130_s_for_each_part(engine: str) -> None:
    """20 + 45 + 20 s there and 45 s back (B26); the machine is free when loading is over."""
    run = told_run(line(), 400, engine)
    assert [part.second for part in run.left()] == [95, 225, 355]
    assert run.trips("agv.1")[:7] == [
        (0, "idle"),
        (10, "loading"),
        (30, "loaded"),
        (75, "unloading"),
        (95, "empty"),
        (140, "loading"),
        (160, "loaded"),
    ]
    assert run.spells("press")[:5] == [
        (0, "busy"),
        (10, "blocked"),
        (30, "busy"),
        (40, "blocked"),
        (160, "busy"),
    ]
    assert waits(run) == [(10, 0, 0), (140, 1, 100), (270, 2, 100)]
    books = run.ledger
    assert books.trips.tolist() == [4]
    assert books.carried.tolist() == [3]
    assert books.transport_wait.tolist() == [200_000_000]
    # idle, empty, loading, loaded, down, repair, waiting, unloading, charging
    assert (books.vehicle_ticks[0] / 1e6).tolist() == [10, 135, 60, 135, 0, 0, 0, 60, 0]


@on_both_engines
def test_two_vehicles_share_the_way(engine: str) -> None:
    """The second is called while the first is gone; each then comes back for every other part."""
    run = told_run(line(vehicles=2), 400, engine)
    # finished at 10, 40, 70; the first is back at 140; then at 170, for which the second comes
    assert [part.second for part in run.left()] == [95, 125, 225, 300, 375]
    assert run.trips("agv.2")[1][0] == 40


@on_both_engines
def test_the_nearest_vehicle_is_called(engine: str) -> None:
    """C15: of two free vehicles the one that stands where the part is, though it is the second."""
    text = """
line: nearest
transport: {agv: {vehicles: 2, speed: 1 m/s}}
stations:
  press: {cycle: 20 s}
  drill: {cycle: 1 s}
flow:
  - source -> press
  - press -> drill: {by: agv, distance: 5 m, buffer: 3}
  - drill -> sink: {by: agv, distance: 5 m}
"""
    run = told_run(text, 41, engine)
    calls = [row for row in run.rows if row[1] == t.CALL]
    # at 20 the first goes to the drill, where it stands when the drill asks at 26: 0 s to drive;
    # from there to the sink, so that at 40 the second is nearer to the press
    assert [(row[0] / 1e6, row[2], row[4], row[5] / 1e6) for row in calls] == [
        (20, 0, 0, 0),
        (26, 0, 1, 0),
        (40, 1, 0, 0),
    ]


@on_both_engines
def test_four_parts_of_a_buffer_go_together(engine: str) -> None:
    """C16: parts wait in the buffer, and a vehicle takes what is there when it begins to load."""
    text = """
line: from-a-buffer
transport: {agv: {vehicles: 1, speed: 1 m/s, load: 20 s, unload: 20 s, capacity: 4}}
buffers: {rack: {capacity: 9}}
stations:
  press: {cycle: 10 s}
flow:
  - source -> press -> rack
  - rack -> sink: {by: agv, distance: 30 m}
"""
    run = told_run(text, 240, engine)
    # called at 10 for one part; back at 10+20+30+20+30 = 110, when parts 1 to 9 wait, less those
    # for which there was no room: four go
    assert [part.second for part in run.left()] == [80, 180, 180, 180, 180]
    assert waits(run)[:5] == [(10, 0, 0), (110, 1, 90), (110, 2, 80), (110, 3, 70), (110, 4, 60)]


@on_both_engines
def test_a_vehicle_takes_along_what_waits_at_the_machines_beside(engine: str) -> None:
    """C16: three presses finish together; the first call brings all parts that find room aboard."""
    text = line(words=", capacity: 2", press=", machines: 3")
    run = told_run(text, 226, engine)
    assert [(part.second, part.lead_s) for part in run.left()] == [
        (95, 95),
        (95, 95),
        (225, 225),
        (225, 195),
    ]
    assert run.spells("press.3")[:3] == [(0, "busy"), (10, "blocked"), (160, "busy")]


@on_both_engines
def test_a_kept_room_is_taken_for_everybody(engine: str) -> None:
    """C2: one place behind; a second part is asked for only when the first has gone on."""
    text = """
line: kept
transport: {agv: {vehicles: 2, speed: 1 m/s}}
stations:
  press: {cycle: 1 s}
  drill: {cycle: 30 s}
flow:
  - source -> press
  - press -> drill: {by: agv, distance: 10 m}
  - drill -> sink
"""
    run = told_run(text, 120, engine)
    # there at 11 and drilled until 41; the second is there at 21 and keeps the room until 41;
    # from then on both vehicles stand at the drill, 10 s away
    assert run.put("press->drill") == [(11, 0), (21, 1), (61, 2), (91, 3)]
    assert [row[0] / 1e6 for row in run.rows if row[1] == t.CALL] == [1, 11, 41, 71, 101]


@on_both_engines
def test_a_battery_is_charged_when_its_range_is_used_up(engine: str) -> None:
    """B28: trips of 85 s and 130 s use up the range of 200 s; then an hour is 100 s."""
    run = told_run(line(words=", battery: {range: 200 s, charge: 100 s}"), 500, engine)
    assert [part.second for part in run.left()] == [95, 225, 455]
    assert (225, "charging") in run.trips("agv.1")
    assert (325, "empty") in run.trips("agv.1")


@on_both_engines
def test_a_vehicle_goes_on_after_its_repair_where_it_stopped(engine: str) -> None:
    """B27: the busy clock has run for 30 s on the way, 20 s of them loading; then 7 s of repair."""
    words = ", failures: {wheel: {every: 30 s, repair: 7 s}}"
    run = told_run(line(words=words), 140, engine)
    assert run.trips("agv.1")[:9] == [
        (0, "idle"),
        (10, "loading"),
        (30, "loaded"),
        (40, "repair"),
        (47, "loaded"),
        (77, "repair"),
        (84, "loaded"),
        (89, "unloading"),
        (109, "empty"),
    ]
    assert run.ledger.failures.tolist() == [3]
    # after 5 + 20 + 5 s of work the third, at 114, and it drives on at 121
    assert run.trips("agv.1")[9:] == [(114, "repair"), (121, "empty")]
    assert run.ledger.repair_ticks.tolist() == [21_000_000]


@on_both_engines
def test_a_clock_that_fires_while_the_vehicle_stands_idle(engine: str) -> None:
    """B27, B6: it is repaired at once, and the part waits meanwhile."""
    words = ", failures: {sensor: {every: 5 s, clock: calendar, repair: 100 s}}"
    run = told_run(line(words=words), 109, engine)
    assert run.trips("agv.1") == [(0, "idle"), (5, "repair"), (105, "loading")]
    assert waits(run) == [(105, 0, 95)]


@on_both_engines
def test_a_driver_comes_for_the_trip_and_goes_at_its_end(engine: str) -> None:
    """B29, C5: one driver for two vehicles; crew time of kind transport."""
    top = "crews: {team: {count: 1, skills: [drive]}}"
    run = told_run(line(vehicles=2, words=", crew: {skill: drive}", top=top), 200, engine)
    assert run.claims() == [
        (10, "agv.1", "transport"),
        (95, "agv.2", "transport"),
        (180, "agv.1", "transport"),
    ]
    assert [part.second for part in run.left()] == [95, 180]
    assert run.trips("agv.2")[:3] == [(0, "idle"), (40, "waiting"), (95, "loading")]
    assert run.ledger.crew_ticks[0].tolist() == [0, 0, 0, 0, 190_000_000]


@on_both_engines
def test_a_machine_that_is_down_hands_nothing_to_a_vehicle(engine: str) -> None:
    """C16: the vehicle that has come waits for the repair; one that loads goes on loading (B26)."""
    press = ", failures: {jam: {every: 139 s, clock: calendar, repair: 30 s}}"
    run = told_run(line(press=press), 300, engine)
    # the second trip is there at 140, a second after the jam, and loads from 169 on
    assert run.trips("agv.1")[5:8] == [(140, "waiting"), (169, "loading"), (189, "loaded")]
    press = ", failures: {jam: {every: 145 s, clock: calendar, repair: 30 s}}"
    run = told_run(line(press=press), 300, engine)
    assert run.trips("agv.1")[5:7] == [(140, "loading"), (160, "loaded")]
    assert run.spells("press")[4:7] == [(145, "repair"), (175, "busy"), (185, "blocked")]


@on_both_engines
def test_nobody_waits_at_a_vehicle_for_a_machine_that_is_down(engine: str) -> None:
    """B29: the driver is the one who repairs, and comes back to the vehicle afterwards."""
    jam = "{every: 139 s, clock: calendar, repair: 30 s, crew: {skill: mend}}"
    text = line(
        words=", crew: {skill: drive}",
        press=f", failures: {{jam: {jam}}}",
        top="crews: {team: {count: 1, skills: [drive, mend]}}",
    )
    run = told_run(text, 215, engine)
    assert run.claims() == [
        (10, "agv.1", "transport"),
        (95, "agv.1", "transport"),
        (140, "press", "repair"),
        (170, "agv.1", "transport"),
    ]
    assert run.trips("agv.1")[5:7] == [(140, "waiting"), (170, "loading")]


@on_both_engines
def test_the_shortest_way_over_the_links_of_the_fleet(engine: str) -> None:
    """B26: back from the sink over the drill, 10 + 5 m, in any direction."""
    text = """
line: shortest
transport: {agv: {vehicles: 1, speed: 1 m/s}}
stations:
  press: {cycle: 1 s}
  drill: {cycle: 1 s}
flow:
  - source -> press
  - press -> drill: {by: agv, distance: 10 m}
  - drill -> sink: {by: agv, distance: 5 m}
"""
    run = told_run(text, 40, engine)
    calls = [(row[0] / 1e6, row[4], row[5] / 1e6) for row in run.rows if row[1] == t.CALL]
    # laid down at the drill at 11, where it asks at 12; meanwhile the vehicle is called back
    assert calls == [(1, 0, 0), (11, 0, 10), (31, 1, 0), (36, 0, 15)]


def test_machines_that_wait_for_a_vehicle_are_no_ring() -> None:
    """C10: in a loop a part on its way keeps its room; the ring comes only when all are full."""
    text = """
line: ring
transport: {{agv: {{vehicles: 1, speed: 1 m/s, load: 2 s}}}}
arrivals: {{every: {every} s}}
stations:
  press: {{cycle: 5 s}}
  drill: {{cycle: 5 s}}
flow:
  - source -> press
  - press -> drill: {{by: agv, distance: 10 m}}
  - drill -> press: {{by: agv, distance: 10 m, share: {back} %}}
  - drill -> sink: {{share: {on} %}}
"""
    walk = assert_one_path(load(text.format(every=100, back=40, on=60)), 2000)
    assert walk.end is None
    walk = assert_one_path(load(text.format(every=30, back=99, on=1)), 6000)
    assert walk.end is not None
    assert "wait for each other" in walk.end.why
    assert walk.end.where == ("press", "drill")


def test_a_ring_round_a_buffer_that_a_fleet_empties() -> None:
    """C10: it closes when the vehicle has nothing to bring and nowhere to lay it down."""
    text = """
line: ring
transport: {agv: {vehicles: 1, speed: 1 m/s}}
buffers: {rack: {capacity: 2}}
stations:
  press: {cycle: 5 s}
  drill: {cycle: 5 s}
flow:
  - source -> [3] -> press
  - press -> rack
  - rack -> drill: {by: agv, distance: 3 m}
  - drill -> press: {share: 99 %, buffer: 1}
  - drill -> sink: {share: 1 %}
"""
    walk = assert_one_path(load(text), 6000)
    assert walk.end is not None
    assert "wait for each other" in walk.end.why
    assert walk.end.where == ("press", "drill")


@pytest.mark.parametrize("warmup", [0, 37, 100])
def test_one_path_with_everything(warmup: int) -> None:
    text = """
line: everything
transport:
  agv:
    vehicles: 2
    speed: 1 m/s
    load: {exponential: 5 s}
    unload: 10 s
    capacity: 3
    power: 2 kW
    battery: {range: 200 s, charge: 60 s}
    crew: {skill: drive}
    failures:
      wheel: {every: {exponential: 300 s}, repair: 30 s, crew: {skill: drive}}
      sensor: {every: {exponential: 300 s}, repair: 30 s, clock: calendar}
crews: {team: {count: 1, skills: [drive]}}
buffers: {rack: {capacity: 5}}
stations:
  press: {cycle: 10 s, machines: 3, power: {busy: 3 kW}}
  drill: {cycle: 5 s}
flow:
  - source -> press
  - press -> rack: {by: agv, distance: 10 m}
  - rack -> drill: {by: agv, distance: 30 m, buffer: 2}
  - drill -> sink: {by: agv, distance: 5 m}
"""
    walk = assert_one_path(load(text), 4000, warmup)
    assert walk.end is None


@on_both_engines
def test_a_vehicle_draws_its_power_on_a_trip(engine: str) -> None:
    """From 10 to 95 s and from then on: 85 + 305 s at 2 kW until 400 s, and the load curve too."""
    run = told_run(line(words=", power: 2 kW"), 400, engine)
    assert run.ledger.load_curve.sum() == 390_000_000 * 2000
    books = Books(run.ledger, run.frame, load(line(words=", power: 2 kW")))
    assert books.has_power
    assert books.kwh == pytest.approx(390 * 2 / 3600)


@on_both_engines
def test_what_no_machine_took_enters_when_a_vehicle_takes_it(engine: str) -> None:
    """B26: out of a buffer behind a source that is never empty a trip of 10 + 30 + 5 s."""
    text = """
line: passing
stations:
  press: {cycle: 1 h}
buffers: {rack: {capacity: 2}}
transport: {agv: {vehicles: 1, speed: 1 m/s, load: 10 s, unload: 5 s}}
flow:
  - source -> press -> sink
  - source -> rack
  - rack -> sink: {by: agv, distance: 30 m}
"""
    run = told_run(text, 200, engine)
    # the next trip begins with 30 s of empty travel
    assert [(part.second, part.lead_s) for part in run.left()] == [(45, 45), (120, 45), (195, 45)]
