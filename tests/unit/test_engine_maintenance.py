"""Planned maintenance: when it falls due, when it begins, what it renews (rules B18, C11)."""

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
    """C11, with people who come later."""
    top = """crews: {team: {count: 1, skills: [repair], calendar: late}}
calendars: {late: [{days: daily, from: "00:00:30", to: "00:01:00"}]}"""
    run = told_run(press("15 s", ", crew: {skill: repair}", top=top), 45, engine)
    assert run.spells("press") == [(0, "busy"), (20, "down"), (30, "maintenance"), (36, "busy")]
    assert run.claims() == [(30, "press", "repair")]


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
