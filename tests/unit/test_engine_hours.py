"""Working time: when machines and people stop, and where they go on (rules B16, B17, C5)."""

import datetime

import numpy as np
import pytest
from told_run import on_both_engines, told_run

from kpi.ledger import TICKS_PER_SECOND
from lines import load
from lines.states import BUSY, OFF
from twin.engine import compile_plan, simulate
from twin.engine.hours import edges_of, working_ticks

SHIFT = """
line: one-shift
calendars:
  short: [{days: daily, from: "00:00:00", to: "00:00:25"},
          {days: daily, from: "00:00:40", to: "00:01:30", breaks: ["00:01:00-00:01:10"]}]
"""
FLOW = "flow: [source -> press -> sink]\n"


def press(words: str = "") -> str:
    """A press of 10 s a part that works in the short shifts; further words of it."""
    return SHIFT + f"stations: {{press: {{cycle: 10 s, calendar: short{words}}}}}\n" + FLOW


@on_both_engines
def test_the_cycle_under_way_goes_on_at_the_next_shift(engine: str) -> None:
    """B16 and B17, with a cycle."""
    run = told_run(press(), 100, engine)
    assert run.spells("press") == [
        (0, "busy"),
        (25, "off"),  # 5 s of the third cycle are done
        (40, "busy"),
        (60, "off"),
        (70, "busy"),
        (90, "off"),
    ]
    assert [part.second for part in run.left()] == [10, 20, 45, 55, 75, 85]


@on_both_engines
def test_finish_lets_the_cycle_end_and_the_part_leave(engine: str) -> None:
    """B16, with `finish`."""
    run = told_run(press(", finish: yes"), 55, engine)
    assert run.spells("press") == [(0, "busy"), (30, "off"), (40, "busy")]
    assert [part.second for part in run.left()] == [10, 20, 30, 50]


@on_both_engines
def test_a_part_that_was_blocked_when_the_shift_ended_leaves_when_there_is_room(
    engine: str,
) -> None:
    """B16 and C2: the second part is done at 20, the next machine works on the first until 35."""
    stations = "stations: {press: {cycle: 10 s, calendar: short}, pack: {cycle: 25 s}}\n"
    run = told_run(SHIFT + stations + "flow: [source -> press -> pack -> sink]\n", 62, engine)
    assert run.spells("press")[:4] == [(0, "busy"), (20, "blocked"), (25, "off"), (40, "busy")]
    assert [part.second for part in run.left()] == [35, 60]


@on_both_engines
def test_a_line_begins_off_where_its_calendar_does(engine: str) -> None:
    text = press().replace('from: "00:00:00"', 'from: "00:00:12"')
    assert told_run(text, 30, engine).spells("press") == [(0, "off"), (12, "busy"), (25, "off")]


@on_both_engines
def test_a_repair_goes_on_after_hours_and_the_machine_is_off_then(engine: str) -> None:
    """B16 and B17, with a repair."""
    failing = ", failures: {jam: {every: 22 s, repair: 8 s}}"
    run = told_run(press(failing), 50, engine)
    assert run.spells("press") == [(0, "busy"), (22, "repair"), (30, "off"), (40, "busy")]
    # 2 s of the third cycle were done before the failure, 8 s are left
    assert [part.second for part in run.left()] == [10, 20, 48]


@on_both_engines
def test_a_calendar_clock_fires_while_the_machine_is_off(engine: str) -> None:
    failing = ", failures: {oil: {every: 30 s, clock: calendar, repair: 4 s}}"
    run = told_run(press(failing), 45, engine)
    expected = [(0, "busy"), (25, "off"), (30, "repair"), (34, "off"), (40, "busy")]
    assert run.spells("press") == expected


@on_both_engines
def test_people_off_duty_take_no_new_task_and_end_the_one_they_hold(engine: str) -> None:
    """C5, with hours of work."""
    text = SHIFT + (
        "crews: {team: {count: 1, skills: [attend], calendar: short}}\n"
        "stations: {press: {cycle: 10 s, crew: {skill: attend}}}\n" + FLOW
    )
    run = told_run(text, 75, engine)
    # the cycle of 20 s ends at 30, five seconds after the shift
    assert [second for second, _, _ in run.claims()] == [0, 10, 20, 40, 50, 70]
    expected = [(0, "busy"), (30, "waiting-crew"), (40, "busy"), (60, "waiting-crew"), (70, "busy")]
    assert run.spells("press") == expected


@on_both_engines
def test_standby_begins_anew_with_the_shift(engine: str) -> None:
    text = press(", standby: {after: 10 s, wake: 2 s}") + "arrivals: {every: 1 day}\n"
    expected = [(0, "starved"), (10, "standby"), (25, "off"), (40, "starved"), (50, "standby")]
    assert told_run(text, 55, engine).spells("press") == expected


YEAR = """
line: a-year
start: {start}
calendars:
  two-shift:
    - {{days: mon-fri, from: "08:00", to: "17:00", breaks: ["10:00-10:10", "12:00-13:00"]}}
    - {{days: mon-fri, from: "20:00", to: "05:00", breaks: ["00:00-01:00"]}}
    - {{days: sat, from: "08:00", to: "12:00"}}
  holidays: ["2026-02-16", "2026-05-05", "2026-08-15", "2027-01-01"]
stations: {{press: {{cycle: 10 min, calendar: two-shift}}}}
flow: [source -> press -> sink]
"""


def worked_minutes(start: datetime.date, days: int) -> int:
    """Minutes of work counted one by one, as a clerk would."""
    holidays = {(2026, 2, 16), (2026, 5, 5), (2026, 8, 15), (2027, 1, 1)}
    minutes = 0
    for minute in range(days * 1440):
        now = datetime.datetime.combine(start, datetime.time()) + datetime.timedelta(minutes=minute)
        clock = now.hour * 60 + now.minute
        begun = now - datetime.timedelta(days=1) if clock < 300 else now
        if (begun.year, begun.month, begun.day) in holidays:
            continue
        day = 480 <= clock < 600 or 610 <= clock < 720 or 780 <= clock < 1020
        night = clock >= 1200 or 60 <= clock < 300
        saturday = begun.weekday() == 5 and 480 <= clock < 720
        minutes += (begun.weekday() < 5 and (day or night)) or saturday
    return minutes


@pytest.mark.parametrize("start", ["2026-01-01", "2026-03-04"])
def test_a_year_of_shifts_with_holidays_is_exact_to_the_minute(start: str) -> None:
    """B17: a shift belongs to its day, over midnight and on holidays."""
    day = datetime.date.fromisoformat(start)
    minutes = worked_minutes(day, 365)
    run = simulate(load(YEAR.format(start=start)), length_s=365 * 86_400.0)
    assert run.ledger.state_ticks[0, BUSY] == minutes * 60 * TICKS_PER_SECOND
    assert run.ledger.state_ticks[0, OFF] == (365 * 1440 - minutes) * 60 * TICKS_PER_SECOND
    assert run.ledger.finished.sum() in (minutes // 10, (minutes - 1) // 10)


def test_working_time_between_two_ticks_is_counted() -> None:
    plan = compile_plan(load(SHIFT + "stations: {press: {cycle: 1 s, calendar: short}}\n" + FLOW))
    second = TICKS_PER_SECOND
    edges = edges_of(plan.plan, 200 * second)[0]
    assert (edges[:6] // second).tolist() == [25, 40, 60, 70, 90, 86_400]
    assert working_ticks(edges, 0, 100 * second) == (25 + 20 + 20) * second
    assert working_ticks(edges, 20 * second, 45 * second) == (5 + 5) * second


def test_two_years_of_calendar_do_not_slow_the_engine_down() -> None:
    """One edge is one event: this week has 52 of them, whatever the machines do."""
    plan = compile_plan(load(YEAR.format(start="2026-01-01"))).plan
    edges = edges_of(plan, 730 * 86_400 * TICKS_PER_SECOND)[0]
    assert np.all(np.diff(edges) > 0)
    assert 104 * 52 < edges.size < 110 * 52


@on_both_engines
def test_a_machine_that_waits_for_its_repair_after_hours_is_off(engine: str) -> None:
    """B16 and B17, with a repair that waits."""
    text = press(", failures: {jam: {every: 22 s, repair: 8 s, crew: {skill: repair}}}") + (
        "crews: {team: {count: 1, skills: [repair], calendar: late}}\n"
    )
    late = 'late: [{days: daily, from: "00:00:45", to: "00:01:00"}]'
    run = told_run(text.replace("calendars:\n", f"calendars:\n  {late}\n"), 60, engine)
    expected = [(0, "busy"), (22, "down"), (25, "off"), (40, "down"), (45, "repair"), (53, "busy")]
    assert run.spells("press") == expected


@on_both_engines
def test_people_on_duty_repair_a_machine_after_its_hours(engine: str) -> None:
    """B16: people may come all the same."""
    text = press(", failures: {jam: {every: 22 s, repair: 8 s, crew: {skill: repair}}}") + (
        "crews: {team: {count: 1, skills: [repair], calendar: late}}\n"
    )
    late = 'late: [{days: daily, from: "00:00:30", to: "00:01:00"}]'
    run = told_run(text.replace("calendars:\n", f"calendars:\n  {late}\n"), 50, engine)
    expected = [(0, "busy"), (22, "down"), (25, "off"), (30, "repair"), (38, "off"), (40, "busy")]
    assert run.spells("press") == expected
