"""Planned maintenance: when it falls due, when it begins, what it renews (rules B18, C11)."""

import pytest
from told_run import on_both_engines, told_run

PRESS = """
line: maintained
{top}
stations: {{press: {{cycle: 10 s, maintenance: {{every: {every}, takes: 6 s{words}}}{more}}}}}
flow: [source -> press -> sink]
"""


def press(every: str, words: str = "", more: str = "", top: str = "") -> str:
    """A press of 10 s a part whose maintenance takes 6 s; further words."""
    return PRESS.format(every=every, words=words, more=more, top=top)


@on_both_engines
def test_it_waits_for_the_end_of_the_cycle_and_counts_from_its_own_end(engine: str) -> None:
    """B18 and C11."""
    run = told_run(press("13 s"), 60, engine)
    # due at 13, free at 20; done at 26, due again at 39, free at 46; done at 52
    assert run.spells("press") == [
        (0, "busy"),
        (20, "maintenance"),
        (26, "busy"),
        (46, "maintenance"),
        (52, "busy"),
    ]
    assert [part.second for part in run.left()] == [10, 20, 36, 46]
    assert run.ledger.failures.tolist() == [2]
    assert run.ledger.repair_ticks.tolist() == [12_000_000]


@on_both_engines
def test_a_machine_that_starves_stops_at_once(engine: str) -> None:
    """C11, with nothing to wait for."""
    run = told_run(press("13 s", top="arrivals: {every: 1 h}"), 40, engine)
    expected = [(0, "starved"), (13, "maintenance"), (19, "starved"), (32, "maintenance")]
    assert run.spells("press") == [*expected, (38, "starved")]


@on_both_engines
def test_it_waits_for_its_crew(engine: str) -> None:
    """C11: somebody is on duty, at work elsewhere until 25."""
    top = "crews: {team: {count: 1, skills: [repair]}}\n"
    text = press("15 s", ", crew: {skill: repair}", top=top)
    text = text.replace(
        "stations: {",
        """stations: {
  saw: {cycle: 5 s, failures: {jam: {every: 12 s, repair: 13 s, crew: {skill: repair}}}}, """,
    )
    text = text.replace("[source ->", "[yard -> saw -> sink, source ->")
    text += "sources: {yard: {}}\n"
    run = told_run(text, 45, engine)
    assert run.spells("press") == [(0, "busy"), (20, "down"), (25, "maintenance"), (31, "busy")]
    assert run.claims()[:2] == [(12, "saw", "repair"), (25, "press", "repair")]


LATE = """crews: {team: {count: 1, skills: [repair], calendar: late}}
calendars: {late: [{days: daily, from: "00:00:35", to: "00:01:00"}]}"""


@on_both_engines
def test_nothing_stops_for_people_who_are_not_on_duty(engine: str) -> None:
    """C11: due at 15, nobody is there before 35; the part of 30 to 40 is finished first."""
    run = told_run(press("15 s", ", crew: {skill: repair}", top=LATE), 50, engine)
    assert run.spells("press") == [(0, "busy"), (40, "maintenance"), (46, "busy")]
    assert run.claims() == [(40, "press", "repair")]
    assert [part.second for part in run.left()] == [10, 20, 30, 40]


@on_both_engines
@pytest.mark.parametrize(
    ("standby", "before"),
    [
        ("", [(0, "starved")]),
        (", standby: {after: 9 s, wake: 1 s}", [(0, "starved"), (9, "standby")]),
    ],
)
def test_a_machine_at_rest_stops_when_its_people_come(
    engine: str, standby: str, before: list[tuple[float, str]]
) -> None:
    """C11: due at 15; the duty begins at 35, and nothing else happens then."""
    text = press("15 s", ", crew: {skill: repair}", standby, LATE + "\narrivals: {every: 1 h}")
    run = told_run(text, 44, engine)
    assert run.spells("press") == [*before, (35, "maintenance"), (41, "starved")]


@on_both_engines
def test_what_has_its_people_on_duty_does_not_wait_for_what_has_not(engine: str) -> None:
    """C11: maintenance needs people who come at 35, the alarm of 12 s needs nobody."""
    failing = (
        ", failures: {oil: {every: 40 s, clock: calendar, repair: 5 s, "
        "predict: {recall: 100 %, lead: 28 s, takes: 2 s}}}"
    )
    text = press("5 s", ", crew: {skill: repair}", failing, LATE + "\narrivals: {every: 1 h}")
    run = told_run(text, 25, engine)
    assert run.spells("press") == [(0, "starved"), (12, "maintenance"), (14, "starved")]


@on_both_engines
def test_it_renews_the_clocks_it_names(engine: str) -> None:
    """C11, with a clock that always runs."""
    failing = ", failures: {oil: {every: 25 s, clock: calendar, repair: 5 s}}"
    alone = told_run(press("15 s", more=failing), 50, engine)
    # maintenance from 20 to 26; the oil failed at 25, meanwhile, and fires after it
    assert alone.spells("press")[1:4] == [(20, "maintenance"), (26, "repair"), (31, "busy")]
    renewed = told_run(press("15 s", ", renews: [oil]", more=failing), 50, engine)
    # now 25 s from 26 on
    assert renewed.spells("press")[1:3] == [(20, "maintenance"), (26, "busy")]


@on_both_engines
def test_a_busy_clock_that_is_renewed_begins_anew(engine: str) -> None:
    """C11, with a clock that counts work."""
    failing = ", failures: {wear: {every: 35 s, repair: 5 s}}"
    run = told_run(press("15 s", ", renews: [wear]", more=failing), 70, engine)
    # 20 s of work before the first maintenance count no more; the second comes at 46
    assert all(state != "repair" for _, state in run.spells("press"))


@on_both_engines
def test_it_goes_on_after_hours_and_does_not_begin_in_them(engine: str) -> None:
    top = 'calendars: {short: [{days: daily, from: "00:00:00", to: "00:00:22"}, '
    top += '{days: daily, from: "00:00:40", to: "00:01:30"}]}'
    run = told_run(press("12 s", more=", calendar: short", top=top), 80, engine)
    expected = [(0, "busy"), (20, "maintenance"), (26, "off"), (40, "maintenance"), (46, "busy")]
    assert run.spells("press")[:5] == expected
