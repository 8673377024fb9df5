"""Warming up when the working time begins, and beginning one after the other (rules B31, B32)."""

import pytest
from told_run import on_both_engines, told_run

from lines import load
from lines.errors import LineError
from twin.engine import compile_plan
from twin.engine.hours import edges_of

S = 1_000_000
SHIFT = """
line: cold-start
calendars:
  short: [{days: daily, from: "00:00:00", to: "00:00:25"},
          {days: daily, from: "00:00:40", to: "00:01:30", breaks: ["00:01:00-00:01:10"]}]
"""
FLOW = "flow: [source -> press -> sink]\n"


def press(words: str = "", cycle: str = "10 s") -> str:
    """A press that works in the short shifts; further words of it."""
    return SHIFT + f"stations: {{press: {{cycle: {cycle}, calendar: short, {words}}}}}\n" + FLOW


@on_both_engines
def test_a_machine_that_was_off_warms_up_and_goes_on_where_it_stopped(engine: str) -> None:
    """B31: 3 s after the pauses of 15 s and of 10 s; the third part has 5 s to go at 25."""
    run = told_run(press("warm-up: 3 s"), 90, engine)
    assert run.spells("press") == [
        (0, "busy"),
        (25, "off"),
        (40, "waking"),
        (43, "busy"),
        (60, "off"),
        (70, "waking"),
        (73, "busy"),
    ]
    # third part 43 + 5; fourth 58; fifth 2 s before 60 and 8 s from 73
    assert [part.second for part in run.left()] == [10, 20, 48, 58, 81]


@on_both_engines
def test_a_short_pause_needs_no_warm_up(engine: str) -> None:
    """B31: the break of 10 s is shorter than 15 s, the pause of 15 s is not."""
    run = told_run(press("warm-up: {takes: 3 s, after: 15 s}"), 90, engine)
    assert run.spells("press")[2:] == [(40, "waking"), (43, "busy"), (60, "off"), (70, "busy")]
    run = told_run(press("warm-up: {takes: 3 s, after: 15001 ms}"), 60, engine)
    assert run.spells("press") == [(0, "busy"), (25, "off"), (40, "busy")]


@on_both_engines
def test_a_finished_part_does_not_wait_for_the_warm_up(engine: str) -> None:
    """B31: with finish the third part is ready at 30, off from then on, and leaves at once."""
    run = told_run(press("finish: yes, warm-up: 3 s"), 50, engine)
    assert run.spells("press") == [(0, "busy"), (30, "off"), (40, "waking"), (43, "busy")]
    assert [part.second for part in run.left()] == [10, 20, 30]


@on_both_engines
def test_a_machine_at_work_when_its_time_begins_is_warm(engine: str) -> None:
    run = told_run(press("finish: yes, warm-up: 3 s", cycle="45 s"), 60, engine)
    assert run.spells("press") == [(0, "busy")]


@on_both_engines
def test_a_repair_comes_before_the_warm_up(engine: str) -> None:
    """B31: the repair goes on to 45, when the working time has begun; then 3 s to warm up."""
    failing = "failures: {jam: {every: 22 s, repair: 23 s}}, warm-up: 3 s"
    run = told_run(press(failing), 60, engine)
    assert run.spells("press") == [(0, "busy"), (22, "repair"), (45, "waking"), (48, "busy")]


@on_both_engines
def test_a_warm_up_that_is_stopped_begins_anew(engine: str) -> None:
    """B31: a failure by the clock at 42, 2 s into the warm-up, repaired at 44; 3 s again."""
    failing = "failures: {oil: {every: 42 s, clock: calendar, repair: 2 s}}, warm-up: 3 s"
    run = told_run(press(failing), 60, engine)
    assert run.spells("press")[2:] == [(40, "waking"), (42, "repair"), (44, "waking"), (47, "busy")]
    # 30 s to warm up do not fit before the break of 60, nor between 70 and 90
    run = told_run(press("warm-up: 30 s"), 95, engine)
    expected = [(40, "waking"), (60, "off"), (70, "waking"), (90, "off")]
    assert run.spells("press")[2:] == expected


@on_both_engines
def test_machines_begin_one_after_the_other(engine: str) -> None:
    """B32: delayed by 1 s, staggered by 2 s after the pause of 15 s, not after the break."""
    words = "machines: 3, warm-up: {takes: 3 s, after: 15 s, stagger: 2 s, delay: 1 s}"
    run = told_run(press(words), 72, engine)
    for number, begin in ((1, 41), (2, 43), (3, 45)):
        spells = run.spells(f"press.{number}")
        assert spells[:4] == [(0, "busy"), (25, "off"), (begin, "waking"), (begin + 3, "busy")]
        assert spells[-2:] == [(60, "off"), (70, "busy")]


@on_both_engines
def test_a_warm_up_takes_power_of_waking_and_its_own_energy(engine: str) -> None:
    """B30, B31: 3 s at 4 kW and 1 kJ after each of two pauses."""
    words = "warm-up: {takes: 3 s, energy: 1 kJ}, power: {busy: 9 kW, waking: 4 kW}"
    run = told_run(press(words), 90, engine)
    busy = 25 + (60 - 43) + (90 - 73)
    assert run.ledger.woken_j.tolist() == [2000]
    assert run.ledger.load_curve.tolist() == [(9000 * busy + 4000 * 6 + 2000) * S]


def test_working_time_that_is_over_before_a_late_beginning_is_left_out() -> None:
    """B32: 30 s late after each pause; the pieces from 40 to 60 and from 70 to 90 are too short."""
    long = SHIFT.replace('"00:01:30"', '"00:02:30"')
    words = "machines: 2, warm-up: {takes: 3 s, stagger: 30 s}"
    text = long + f"stations: {{press: {{cycle: 10 s, calendar: short, {words}}}}}\n" + FLOW
    plan = compile_plan(load(text)).plan
    early, late = (edges[:6].tolist() for edges in edges_of(plan, 200 * S))
    assert early[:5] == [tick * S for tick in (25, 40, 60, 70, 150)]
    assert late[:3] == [tick * S for tick in (25, 100, 150)]


def test_a_warm_up_by_no_calendar_or_after_hours_is_refused() -> None:
    text = "line: a\nstations: {press: {cycle: 10 s, warm-up: 3 s}}\n" + FLOW
    with pytest.raises(LineError, match="'warm-up' says nothing without a calendar"):
        load(text)
    with pytest.raises(LineError, match="begin 110 s after its working time, which lasts 50 s"):
        load(press("machines: 12, warm-up: {takes: 3 s, stagger: 10 s}"))
