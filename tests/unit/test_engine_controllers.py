"""Your own processes beside the SimPy engine: looking at buffers, pausing stations."""

from collections.abc import Generator
from typing import Any

from told_run import told_run

from twin.engine.reference import Plant

S = 1_000_000
LINE = """
line: paused
arrivals: {every: 4 s}
stations:
  cut: {cycle: 2 s, power: {busy: 5 kW, idle: 1 kW}}
  drill: {cycle: 3 s}
flow: ["source -> [] -> cut -> [] -> drill -> sink"]
"""
Story = Generator[Any, Any, None]


def test_a_paused_station_finishes_its_part_and_takes_no_other() -> None:
    def pause(plant: Plant) -> Story:
        yield plant.env.timeout(5 * S)
        plant.station("cut").pause()
        yield plant.env.timeout(10 * S)
        plant.station("cut").resume()

    run = told_run(LINE, 24, "reference", controllers=[pause])
    assert run.spells("cut") == [
        (0, "starved"),
        (4, "busy"),
        (6, "off"),
        (15, "busy"),
        (21, "starved"),
        (22, "busy"),
    ] or run.spells("cut")[:4] == [(0, "starved"), (4, "busy"), (6, "off"), (15, "busy")]
    assert run.taken("cut")[:3] == [0, 1, 2]


def test_a_controller_sees_how_many_parts_wait() -> None:
    levels: list[int] = []

    def look(plant: Plant) -> Story:
        plant.station("drill").pause()
        while True:
            yield plant.env.timeout(4 * S + 1)
            levels.append(plant.level("cut->drill"))

    told_run(LINE, 24, "reference", controllers=[look])
    assert levels == [0, 1, 2, 3, 4]


def test_a_machine_that_starves_or_sleeps_is_off_at_once_when_paused() -> None:
    def pause(plant: Plant) -> Story:
        yield plant.env.timeout(1 * S)
        plant.station("cut").pause()
        yield plant.env.timeout(8 * S)
        plant.station("cut").resume()

    run = told_run(LINE, 12, "reference", controllers=[pause])
    assert run.spells("cut") == [(0, "starved"), (1, "off"), (9, "busy")]
    sleeping = LINE.replace(
        "cut: {cycle: 2 s,", "cut: {cycle: 2 s, standby: {after: 0.5 s, wake: 2 s},"
    )
    run = told_run(sleeping, 12, "reference", controllers=[pause])
    assert run.spells("cut")[:3] == [(0, "starved"), (0.5, "standby"), (1, "off")]
    assert run.spells("cut")[3] == (9, "busy")


def test_pausing_a_machine_in_repair_waits_until_it_is_repaired() -> None:
    text = LINE.replace(
        "cut: {cycle: 2 s,", "cut: {cycle: 2 s, failures: {jam: {every: 1 s, repair: 3 s}},"
    )

    def pause(plant: Plant) -> Story:
        yield plant.env.timeout(6 * S)
        plant.station("cut").pause()

    run = told_run(text, 30, "reference", controllers=[pause])
    # the part is worked on to its end, with a failure after each second of work
    assert run.spells("cut") == [
        (0, "starved"),
        (4, "busy"),
        (5, "repair"),
        (8, "busy"),
        (9, "off"),
    ]


def test_a_line_that_a_controller_watches_may_stand_still() -> None:
    text = """
line: still
stations:
  cut: {cycle: 2 s}
flow: [source -> cut -> sink]
"""

    def hold(plant: Plant) -> Story:
        plant.station("cut").pause()
        yield plant.env.timeout(10 * S)
        plant.station("cut").resume()

    run = told_run(text, 15, "reference", controllers=[hold])
    assert [part.second for part in run.left()] == [12, 14]
