"""Machines that fail: three clocks, what happens to the part, and the repair (rules B1, B5-B11)."""

import pytest
from told_run import on_both_engines, told_run

from lines import load
from twin.engine import compile_plan
from twin.engine import trace as t
from twin.engine.draws import to_ticks
from twin.engine.reference.chance import Chance


def alone(cycle: str, failures: str, more: str = "", every: str = "") -> str:
    """One machine between a source and the sink."""
    arrivals = f"arrivals: {{every: {every}}}" if every else ""
    return f"""
line: alone
{arrivals}
{more}
stations:
  press:
    cycle: {cycle}
    failures:
{failures}
flow: [source -> press -> sink]
"""


@on_both_engines
def test_a_busy_clock_stops_the_work_and_it_goes_on_where_it_stopped(engine: str) -> None:
    run = told_run(alone("2 s", "      jam: {every: 3 s, repair: 10 s}"), 30, engine)
    # three seconds of work to each failure; B5, B8, B10, B11
    assert run.spells("press") == [
        (0, "busy"),
        (3, "repair"),
        (13, "busy"),
        (16, "repair"),
        (26, "busy"),
        (29, "repair"),
    ]
    # the second part is cut short at 3 and done at 14, the third at 16 before the failure (B1)
    assert [part.second for part in run.left()] == [2, 14, 16, 28]


@on_both_engines
def test_finishing_comes_before_failing_at_the_same_tick(engine: str) -> None:
    """B1."""
    run = told_run(alone("3 s", "      jam: {every: 3 s, repair: 2 s}"), 10, engine)
    assert run.seconds(t.FINISH) == [3, 8]
    # the clock has run down with the first part, so it fires as soon as the second one is begun
    assert run.seconds(t.FAIL) == [3, 8]
    assert [row[3] for row in run.rows if row[1] == t.FAIL] == [1, 2]
    assert [part.second for part in run.left()] == [3, 8]


@on_both_engines
def test_a_busy_clock_stands_still_while_the_machine_waits(engine: str) -> None:
    """B5."""
    run = told_run(alone("1 s", "      jam: {every: 2.5 s, repair: 1 s}", every="10 s"), 42, engine)
    assert run.seconds(t.FAIL) == [30.5]
    assert [part.second for part in run.left()] == [11, 21, 32, 41]


@on_both_engines
def test_of_busy_clocks_due_at_once_the_first_in_the_file_fires(engine: str) -> None:
    """B5, of equals."""
    failures = "      jam: {every: 3 s, repair: 5 s}\n      wear: {every: 3 s, repair: 1 s}"
    run = told_run(alone("10 s", failures), 12, engine)
    assert run.spells("press") == [(0, "busy"), (3, "repair"), (9, "busy")]
    assert [row[2] for row in run.rows if row[1] == t.FAIL] == [0, 1]
    assert run.ledger.repair_ticks.tolist() == [5_000_000, 1_000_000]


@on_both_engines
def test_a_calendar_clock_runs_while_the_machine_starves(engine: str) -> None:
    """B6."""
    failures = "      jam: {every: 4 s, clock: calendar, repair: 1 s}"
    run = told_run(alone("2 s", failures, every="10 s"), 15, engine)
    assert run.spells("press") == [
        (0, "starved"),
        (4, "repair"),
        (5, "starved"),
        (9, "repair"),
        (10, "busy"),
        (12, "starved"),
        (14, "repair"),
    ]


@on_both_engines
def test_a_calendar_clock_that_fires_during_a_repair_fires_again_after_it(engine: str) -> None:
    failures = """      jam: {every: 2 s, clock: calendar, repair: 3 s}
      wear: {every: 4 s, clock: calendar, repair: 1 s}"""
    run = told_run(alone("100 s", failures), 13, engine)
    # wear fires in vain at 4 and then at 5; jam is drawn anew at 5 and wear at 6 (B6, B11)
    fails = [(row[0] // 1_000_000, row[2]) for row in run.rows if row[1] == t.FAIL]
    assert fails == [(2, 0), (5, 1), (7, 0), (10, 1), (12, 0)]
    assert run.spells("press")[1:] == [
        (2, "repair"),
        (6, "busy"),
        (7, "repair"),
        (11, "busy"),
        (12, "repair"),
    ]


@on_both_engines
def test_a_blocked_machine_that_fails_hands_nothing_over_until_it_is_repaired(engine: str) -> None:
    text = """
line: pair
stations:
  cut:
    cycle: 1 s
    failures: {jam: {every: 4 s, clock: calendar, repair: 3 s}}
  drill: {cycle: 5 s}
flow: [source -> cut -> drill -> sink]
"""
    run = told_run(text, 9, engine)
    assert run.spells("cut") == [
        (0, "busy"),
        (2, "blocked"),
        (4, "repair"),
        (7, "busy"),
        (8, "blocked"),
    ]
    assert run.spells("drill") == [(0, "starved"), (1, "busy"), (6, "starved"), (7, "busy")]


@on_both_engines
def test_a_clock_of_parts_fires_after_the_cycle_that_fills_the_count(engine: str) -> None:
    failures = "      tool: {every: 2 parts, clock: parts, repair: 5 s}"
    run = told_run(alone("1 s", failures), 17, engine)
    assert run.seconds(t.FAIL) == [2, 9, 16]
    # the finished part leaves before the tool is changed, and no other is taken (B7)
    assert [part.second for part in run.left()] == [1, 2, 8, 9, 15, 16]
    assert run.spells("press") == [
        (0, "busy"),
        (2, "repair"),
        (7, "busy"),
        (9, "repair"),
        (14, "busy"),
        (16, "repair"),
    ]


@on_both_engines
@pytest.mark.parametrize(("words", "second"), [("", 21), (", down: releases", 19)])
def test_a_part_that_could_not_leave_before_a_stop_waits_in_the_machine(
    engine: str, words: str, second: int
) -> None:
    """B7 and B8: done at 2 while the next machine works until 10; the tool is changed until 12."""
    text = f"""
line: behind
stations:
  cut: {{cycle: 1 s, failures: {{tool: {{every: 2 parts, clock: parts, repair: 10 s}}}}{words}}}
  press: {{cycle: 9 s}}
flow: [source -> cut -> press -> sink]
"""
    run = told_run(text, 22, engine)
    assert run.seconds(t.FAIL)[0] == 2
    assert [part.second for part in run.left()] == [10, second]


@on_both_engines
def test_two_counts_that_fill_at_once_fire_one_after_the_other(engine: str) -> None:
    """B7, of equals."""
    failures = """      tool: {every: 2 parts, clock: parts, repair: 5 s}
      oil: {every: 2 parts, clock: parts, repair: 1 s}"""
    run = told_run(alone("1 s", failures), 9, engine)
    assert run.seconds(t.FAIL) == [2, 7]
    assert run.spells("press") == [(0, "busy"), (2, "repair"), (8, "busy")]


@on_both_engines
def test_the_part_at_work_goes_to_scrap_with_the_chance_of_the_mode(engine: str) -> None:
    """Rule B9."""
    failures = "      jam: {every: 3 s, repair: 4 s, scrap: 100 %}"
    run = told_run(alone("2 s", failures), 12, engine)
    assert [(part.second, part.fate) for part in run.left()] == [
        (2, "sink"),
        (3, "scrap"),
        (9, "sink"),
        (10, "scrap"),
    ]
    assert run.ledger.scrapped_at.tolist() == [2]
    assert run.spells("press") == [(0, "busy"), (3, "repair"), (7, "busy"), (10, "repair")]


@on_both_engines
def test_a_repairer_goes_to_the_machine_that_has_waited_longest(engine: str) -> None:
    """B10 and C5."""
    text = """
line: repairer
crews: {team: {count: 1, skills: [repair]}}
stations:
  weld:
    cycle: 100 s
    failures: {jam: {every: 4 s, repair: 10 s, crew: {skill: repair}}}
  cut:
    cycle: 100 s
    failures: {jam: {every: 3 s, repair: 10 s, crew: {skill: repair}}}
  drill:
    cycle: 100 s
    failures: {jam: {every: 4 s, repair: 10 s, crew: {skill: repair}}}
flow:
  - source -> cut -> sink
  - source -> drill -> sink
  - source -> weld -> sink
"""
    run = told_run(text, 40, engine)
    # weld and drill are down from 4; weld stands first in the file. Then cut, down from 16 again
    assert run.claims()[:4] == [
        (3, "cut", "repair"),
        (13, "weld", "repair"),
        (23, "drill", "repair"),
        (33, "cut", "repair"),
    ]
    assert run.spells("weld")[:4] == [(0, "busy"), (4, "down"), (13, "repair"), (23, "busy")]
    assert run.ledger.crew_ticks[0].tolist() == [37_000_000, 0, 0, 0, 0]


@on_both_engines
def test_a_standing_machine_that_is_out_of_order_takes_no_part(engine: str) -> None:
    failures = "      jam: {every: 3 s, clock: calendar, repair: 4 s}"
    run = told_run(alone("1 s", failures, every="5 s"), 9, engine)
    assert run.spells("press") == [
        (0, "starved"),
        (3, "repair"),
        (7, "busy"),
        (8, "starved"),
    ]
    assert [part.lead_s for part in run.left()] == [3]


def test_a_draw_beyond_all_time_is_the_longest_in_both_engines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """T1: what is longer than a clock can count is cut, the same on both sides."""
    assert to_ticks(1e300) == 2**60
    plan = compile_plan(load(alone("1 s", "      a: {every: 1 h, repair: 1 s}"))).plan
    chance = Chance(plan, 1, 0)
    monkeypatch.setattr(chance, "_value", lambda stream, row: 1e300)
    assert chance.ticks(0, 0) == 2**60
