"""Loading and unloading by hand: the person is there for that time only (rules B19, C5)."""

import pytest
from told_run import on_both_engines, told_run

LINE = """
line: by-hand
{top}
crews: {{team: {{count: {people}, skills: [cast]{words}}}}}
stations:
  press:
    machines: {machines}
    cycle: 10 s
    crew: {{load: {{skill: cast, time: 6 s}}, unload: {{skill: cast, time: 4 s}}}}
{more}
flow:
  - source -> press -> sink
"""


def line(machines: int = 1, words: str = "", more: str = "", top: str = "") -> str:
    """Presses of 6 s to load, 10 s of cycle, 4 s to unload, and one person."""
    return LINE.format(machines=machines, people=1, words=words, more=more, top=top)


@on_both_engines
def test_a_part_is_loaded_worked_on_and_unloaded(engine: str) -> None:
    """B19."""
    run = told_run(line(), 45, engine)
    assert [part.second for part in run.left()] == [20, 40]
    assert run.claims() == [
        (0, "press", "attend"),
        (16, "press", "unload"),
        (20, "press", "attend"),
        (36, "press", "unload"),
        (40, "press", "attend"),
    ]
    # repair, setup, unload, attend, transport: the machine is busy all the while
    assert [ticks / 1e6 for ticks in run.ledger.crew_ticks[0]] == [0, 0, 8, 17, 0]
    assert run.spells("press") == [(0, "busy")]


@on_both_engines
def test_two_machines_wait_for_one_person_and_unloading_goes_first(engine: str) -> None:
    """B19 and C5: unload before load."""
    run = told_run(line(machines=2), 40, engine)
    # at 20 press.1 has been unloaded and is loaded until 26; press.2 is ready at 22 and waits
    assert run.spells("press.1") == [(0, "busy")]
    assert run.spells("press.2")[:4] == [
        (0, "waiting-crew"),
        (6, "busy"),
        (22, "waiting-crew"),
        (26, "busy"),
    ]
    # at 30 the person loads press.2 until 36, when press.1 is ready to be unloaded
    assert run.claims()[-2:] == [(30, "press.2", "attend"), (36, "press.1", "unload")]
    assert [part.second for part in run.left()] == [20, 30]


@on_both_engines
def test_a_failure_while_loading_lets_the_person_go_and_loading_goes_on(engine: str) -> None:
    """B19 and B8."""
    more = "    failures: {jam: {every: 4 s, repair: 3 s}}"
    run = told_run(line(more=more), 10, engine)
    assert run.spells("press") == [(0, "busy"), (4, "repair"), (7, "busy")]
    assert [second for second, _, _ in run.claims()] == [0, 7]


@on_both_engines
def test_a_finished_cycle_waits_for_people_who_come_tomorrow(engine: str) -> None:
    top = 'calendars: {early: [{days: daily, from: "00:00", to: "00:00:15"}, '
    top += '{days: daily, from: "00:00:50", to: "00:01:30"}]}'
    run = told_run(line(words=", calendar: early", top=top), 60, engine)
    assert run.spells("press") == [(0, "busy"), (16, "waiting-crew"), (50, "busy")]
    assert [part.second for part in run.left()] == [54]


@on_both_engines
def test_what_has_been_loaded_is_worked_on_after_hours_with_finish(engine: str) -> None:
    """B16 and B19: loading from 0, its shift ends at 8 while it is loaded; unloaded 19 to 22."""
    text = """
line: late
calendars: {short: [{days: daily, from: "00:00", to: "00:00:08"}]}
crews: {team: {count: 1, skills: [attend]}}
stations:
  press:
    cycle: 10 s
    calendar: short
    finish: yes
    crew: {load: {skill: attend, time: 9 s}, unload: {skill: attend, time: 3 s}}
flow: [source -> press -> sink]
"""
    run = told_run(text, 86_410, engine)
    assert run.spells("press")[:3] == [(0, "busy"), (22, "off"), (86_400, "busy")]
    assert [part.second for part in run.left()] == [22]


CREW_THAT_COMES_LATER = """
line: unloaded-later
calendars:
  short: [{days: daily, from: "00:00", to: "00:00:12"}]
  later: [{days: daily, from: "00:00:20", to: "00:01"}]
crews: {team: {count: 1, skills: [attend], calendar: later}}
stations:
  press: {cycle: 10 s, calendar: short, crew: {unload: {skill: attend, time: 3 s}}%s}
flow: [source -> press -> sink]
"""


@on_both_engines
@pytest.mark.parametrize("words", ["", ", finish: yes"])
def test_a_part_is_unloaded_when_a_person_comes_also_while_the_machine_is_off(
    engine: str, words: str
) -> None:
    """B19: worked on until 10; its shift ends at 12; the first person comes at 20."""
    run = told_run(CREW_THAT_COMES_LATER % words, 60, engine)
    expected = [(0, "busy"), (10, "waiting-crew"), (12, "off"), (20, "busy"), (23, "off")]
    assert run.spells("press") == expected
    assert [part.second for part in run.left()] == [23]
    assert run.ledger.crew_ticks.sum() == 3_000_000
