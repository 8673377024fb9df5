"""Stations that take no time: they pass parts on in the instant in which these come."""

from told_run import on_both_engines, told_run

READER = """
line: fast-step
arrivals: {every: 10 min}
stations:
  press: {cycle: 5 min}
  code-reader: {cycle: 0 s}
flow: ["source -> [] -> press -> code-reader -> sink"]
"""


@on_both_engines
def test_a_reader_of_no_time_hands_on_in_the_instant(engine: str) -> None:
    run = told_run(READER, 2000, engine)
    assert [(part.second, part.lead_s) for part in run.left()] == [(900, 300), (1500, 300)]
    assert run.spells("code-reader") == [(0, "starved")]
    assert run.ledger.finished.sum(axis=1).tolist() == [2, 2]


@on_both_engines
def test_work_of_no_time_by_hand_waits_for_the_hand(engine: str) -> None:
    """The only person mends the press from 120 to 220 s; the part of 200 s waits until then."""
    text = """
line: by-hand
crews: {team: {count: 1, skills: [look, mend]}}
stations:
  press: {cycle: 100 s}
  saw: {cycle: 110 s, failures: {jam: {every: 120 s, clock: calendar, repair: 100 s,
        crew: {skill: mend}}}}
  look: {cycle: 0 s, crew: {skill: look}}
flow:
  - source -> press -> look -> sink
  - source -> saw -> sink
"""
    run = told_run(text, 230, engine)
    assert [part.second for part in run.left()] == [100, 110, 220]


@on_both_engines
def test_one_of_two_products_may_take_no_time(engine: str) -> None:
    text = """
line: by-product
sources:
  a: {every: 60 s, product: plain}
  b: {every: 100 s, product: fine}
stations: {polish: {cycle: {plain: 0 s, fine: 30 s}}}
flow: ["a -> [] -> polish -> sink", "b -> [] -> polish"]
"""
    run = told_run(text, 230, engine)
    # the plain one of 120 s waits for the fine one of 100 s
    assert [(part.second, part.lead_s) for part in run.left()] == [
        (60, 0),
        (130, 30),
        (130, 10),
        (180, 0),
        (230, 30),
    ][: len(run.left())]
    assert len(run.left()) >= 4
