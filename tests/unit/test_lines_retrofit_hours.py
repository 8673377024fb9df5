"""Retrofits of working time, maintenance and handling: overtime, planned care, a loading robot."""

import pytest

from lines.distributions import Distribution, constant
from lines.errors import LineError
from lines.machinery import Handling
from lines.model import Line
from lines.retrofit import apply, load_retrofit
from lines.source import read_text

LINE = """\
line: by-day
calendars:
  day: [{days: mon-fri, from: "08:00", to: "17:00"}]
crews: {hands: {count: 1, skills: [load, repair]}}
stations:
  cast:
    cycle: 40 s
    calendar: day
    crew: {load: {skill: load, time: 6 s}}
    failures: {jam: {every: {exponential: 3 h}, repair: 6 min, crew: {skill: repair}}}
    maintenance: {every: 1 week, takes: 1 h, crew: {skill: repair}, hazard: crush}
    hazards: {crush: {rate: 40 per million h}}
flow: [source -> cast -> sink]
"""
OVERTIME = """\
for: {stations: [cast]}
add:
  calendars:
    longer: [{days: mon-sat, from: "08:00", to: "20:00"}]
set:
  calendar: longer
"""


def put(body: str, line: str = LINE) -> Line:
    retrofit = load_retrofit(f"retrofit: idea\nfield: controller\n{body}\n")
    return apply(read_text(line, "by-day.yaml"), [retrofit])


def test_overtime_is_a_calendar_of_its_own_and_the_old_one_goes() -> None:
    after = put(OVERTIME)
    assert after.stations["cast"].calendar == "longer"
    assert list(after.calendars) == ["longer"]
    assert after.calendars["longer"].shifts[0].days == (0, 1, 2, 3, 4, 5)


def test_a_calendar_that_somebody_else_keeps_stays() -> None:
    line = LINE.replace("skills: [load, repair]", "skills: [load, repair], calendar: day")
    assert list(put(OVERTIME, line).calendars) == ["day", "longer"]


def test_a_calendar_that_nobody_declares_is_told() -> None:
    with pytest.raises(LineError, match="no calendar 'lunar'; the line has day"):
        put("for: {stations: [cast]}\nset: {calendar: lunar}")


def test_a_distribution_of_maintenance_or_handling_is_the_line_s_own() -> None:
    body = "set: {maintenance.takes: {uniform: [1 h, 2 h]}, crew.load.time: {exponential: 4 s}}"
    cast = put(f"for: {{stations: [cast]}}\n{body}").stations["cast"]
    assert cast.maintenance is not None
    assert cast.maintenance.takes == Distribution("uniform", (3600.0, 7200.0))
    assert cast.load == Handling("load", Distribution("exponential", (4.0,)))


def test_a_robot_that_loads_takes_nobody() -> None:
    after = put("for: {stations: [cast]}\nset: {crew: none, cycle: 43 s}")
    assert after.stations["cast"].load is None
    assert after.stations["cast"].cycle["part"] == constant(43.0)


def test_the_hazard_of_maintenance_goes_with_it() -> None:
    after = put("for: {stations: [cast]}\nset: {maintenance: none}")
    assert after.stations["cast"].maintenance is None
    assert after.stations["cast"].hazards == {}


def test_a_retrofit_staggers_the_start_of_the_shift() -> None:
    body = "set: {warm-up: {takes: 10 min, after: 1 h, stagger: 5 min}, machines: 3}"
    warm = put(f"for: {{stations: [cast]}}\n{body}").stations["cast"].warm_up
    assert warm is not None
    assert (warm.takes_s, warm.after_s, warm.stagger_s) == (600, 3600, 300)
    line = LINE.replace("    cycle: 40 s\n", "    cycle: 40 s\n    warm-up: 10 min\n")
    assert (
        put("for: {stations: [cast]}\nset: {warm-up: none}", line).stations["cast"].warm_up is None
    )


def test_a_retrofit_lets_an_idle_machine_sleep_at_the_break_even() -> None:
    line = LINE.replace("40 s\n", "40 s\n    power: {busy: 9 kW, idle: 4 kW, standby: 1 kW}\n")
    body = "for: {stations: [cast]}\nset: {standby: {after: break-even, wake: 3 min}}"
    standby = put(body, line).stations["cast"].standby
    # waking draws as idle does, 3 kW above standby
    assert standby is not None
    assert standby.after_s == 180
