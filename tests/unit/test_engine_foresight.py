"""Failures that are foreseen: alarms, true and false, and the stops that answer them (rule B36)."""

import pytest
from told_run import Run, on_both_engines, told_run

from kpi import Books
from kpi.safety import exposures
from lines import load
from twin.engine import compile_plan, simulate
from twin.engine import trace as t

PRESS = """
line: foresight
crews: {{fitters: {{count: 1, skills: [repair]}}}}
{top}
stations:
  press:
    cycle: 10 s
    failures:
      bearing: {{every: {every}, clock: {clock}, repair: 20 s{predict}}}
    {more}
flow: [source -> press -> sink]
"""


def press(
    predict: str = "", every: str = "35 s", clock: str = "busy", top: str = "", more: str = ""
) -> str:
    """A press of 10 s a part whose bearing fails; what is known of it beforehand."""
    told = f", predict: {{{predict}}}" if predict else ""
    return PRESS.format(every=every, clock=clock, predict=told, top=top, more=more)


def stops(run: Run) -> dict[str, int]:
    """How often each mode stopped its machine."""
    return {name: int(n) for (_, name), n in zip(run.frame.modes, run.ledger.failures, strict=True)}


@on_both_engines
def test_a_foreseen_failure_becomes_a_planned_stop(engine: str) -> None:
    """B36, on the clock of the failure."""
    run = told_run(press("recall: 100 %, lead: 12 s, takes: 4 s"), 80, engine)
    # the alarm comes after 23 s of work, the press is free at 30; 35 s of work from 34 on
    expected = [(0, "busy"), (30, "maintenance"), (34, "busy"), (64, "maintenance"), (68, "busy")]
    assert run.spells("press") == expected
    assert stops(run) == {"bearing": 0, "bearing (foreseen)": 2}
    assert run.ledger.repair_ticks.tolist() == [0, 8_000_000]


@on_both_engines
def test_an_alarm_that_comes_too_late_is_void(engine: str) -> None:
    """B36: the failure answers it."""
    run = told_run(press("recall: 100 %, lead: 3 s, takes: 4 s"), 76, engine)
    # it comes at 32, in the cycle in which the bearing fails at 35; after the repair nothing is due
    assert run.spells("press") == [(0, "busy"), (35, "repair"), (55, "busy")]
    assert stops(run) == {"bearing": 1, "bearing (foreseen)": 0}


@on_both_engines
def test_a_lead_longer_than_the_clock_alarms_at_once(engine: str) -> None:
    """B36, with an alarm at once."""
    run = told_run(press("recall: 100 %, lead: 1 h, takes: 4 s"), 11, engine)
    assert run.spells("press") == [(0, "maintenance")]
    assert stops(run) == {"bearing": 0, "bearing (foreseen)": 3}


@on_both_engines
def test_a_clock_that_always_runs_alarms_by_the_clock(engine: str) -> None:
    """B36, on a clock that always runs."""
    text = press("recall: 100 %, lead: 8 s, takes: 4 s", clock="calendar", every="50 s")
    run = told_run(text.replace("cycle: 10 s", "cycle: 7 s"), 120, engine)
    # alarms at 42, the end of a cycle, and 42 s after 46, at 88, in the cycle that ends at 88
    expected = [(0, "busy"), (42, "maintenance"), (46, "busy"), (88, "maintenance"), (92, "busy")]
    assert run.spells("press") == expected


@on_both_engines
def test_a_false_alarm_stops_it_as_well_and_renews_the_clock(engine: str) -> None:
    """B36, with false alarms."""
    predict = "recall: 0 %, lead: 8 s, takes: 4 s, false-alarms: {every: 25 s}"
    run = told_run(press(predict), 100, engine)
    # false alarms at 25, 59 (25 s after 34) and 93; the bearing never comes to its 35 s
    expected = [(0, "busy"), (30, "maintenance"), (34, "busy"), (64, "maintenance"), (68, "busy")]
    assert run.spells("press") == [*expected, (98, "maintenance")]
    assert stops(run) == {"bearing": 0, "bearing (foreseen)": 0, "bearing (false alarm)": 3}


@on_both_engines
def test_one_stop_answers_both_alarms(engine: str) -> None:
    predict = "recall: 100 %, lead: 12 s, takes: 4 s, false-alarms: {every: 29 s}"
    run = told_run(press(predict), 69, engine)
    # alarms at 23 and 29, one stop at 30; the false clock begins anew at 34, too
    expected = [(0, "busy"), (30, "maintenance"), (34, "busy"), (64, "maintenance")]
    assert run.spells("press")[:4] == expected
    assert stops(run)["bearing (false alarm)"] == 0


@on_both_engines
def test_the_stop_waits_for_its_crew(engine: str) -> None:
    """B36 and C11: the alarm comes at 23, people at 40; what fails until then has failed."""
    top = 'calendars: {late: [{days: daily, from: "00:00:40", to: "01:00"}]}'
    words = "recall: 100 %, lead: LEAD, takes: 4 s, crew: {skill: repair}"
    text = press(words, every="EVERY", top=top)
    text = text.replace("skills: [repair]", "skills: [repair], calendar: late")
    run = told_run(text.replace("EVERY", "55 s").replace("LEAD", "32 s"), 50, engine)
    assert run.spells("press") == [(0, "busy"), (40, "maintenance"), (44, "busy")]
    assert run.claims() == [(40, "press", "repair")]
    run = told_run(text.replace("EVERY", "35 s").replace("LEAD", "12 s"), 50, engine)
    assert run.spells("press") == [(0, "busy"), (35, "repair")]


@on_both_engines
def test_maintenance_that_renews_the_clock_answers_the_alarm(engine: str) -> None:
    """B36 and C11."""
    more = "maintenance: {every: 28 s, takes: 2 s, renews: [bearing]}"
    run = told_run(press("recall: 100 %, lead: 12 s, takes: 4 s", more=more), 60, engine)
    assert run.spells("press")[:3] == [(0, "busy"), (30, "maintenance"), (32, "busy")]
    assert stops(run) == {"bearing": 0, "bearing (foreseen)": 0, "(maintenance)": 1}


@on_both_engines
@pytest.mark.parametrize("clock", ["busy", "calendar"])
def test_nothing_foreseen_is_the_path_without_foresight(engine: str, clock: str) -> None:
    every = "{exponential: 35 s}"
    told = press("recall: 0 %, lead: {exponential: 9 s}, takes: 4 s", every, clock)
    with_it = told_run(told, 2000, engine)
    without = told_run(press("", every, clock), 2000, engine)
    assert with_it.rows == without.rows
    assert len(with_it.seconds(t.FAIL)) > 10


def test_people_meet_the_hazard_of_the_failure_in_the_planned_stop_too() -> None:
    more = "hazards: {pinch: {rate: 40 per million h}}"
    text = press("recall: 100 %, lead: 12 s, takes: 4 s", more=more)
    line = load(text.replace("repair: 20 s", "repair: 20 s, hazard: pinch"))
    run = simulate(line, length_s=340.0)
    hours = sum(one.hours for one in exposures(Books(run.ledger, run.frame, line)))
    assert hours * 3600 == pytest.approx(10 * 4)


@pytest.mark.parametrize("recall", [0.25, 0.8])
def test_what_is_not_foreseen_breaks_down(recall: float) -> None:
    """With a free moment between any two parts all alarms are in time: the rest breaks down."""
    predict = f"recall: {recall * 100} %, lead: 1 min, takes: 1 min"
    text = press(predict, "{exponential: 2 h}").replace("cycle: 10 s", "cycle: 1 s")
    run = simulate(load(text), length_s=40_000_000.0)
    compiled = compile_plan(load(text))
    assert [name for _, name in compiled.frame.modes] == ["bearing", "bearing (foreseen)"]
    broken, foreseen = (int(n) for n in run.ledger.failures)
    assert broken / (broken + foreseen) == pytest.approx(1 - recall, abs=0.02)
