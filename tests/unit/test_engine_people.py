"""Set-ups and people: who waits for whom (rules B8, B12, C5, C8)."""

from told_run import on_both_engines, told_run

from twin.engine import trace as t

MIXED = """
line: mixed
products: {{cover: {{}}, bolt: {{}}}}
arrivals: {{every: 20 s, product: cover}}
sources: {{yard: {{every: 30 s, product: bolt}}}}
crews: {{team: {{count: 1, skills: [setup, attend, repair]}}}}
stations:
{stations}
flow:
  - source -> [] -> press
  - yard -> [] -> press
  - press -> sink
"""


@on_both_engines
def test_a_change_of_product_takes_a_setup_and_the_first_product_none(engine: str) -> None:
    """C8 and B12: the cycle begins with the end of the set-up."""
    stations = "  press: {cycle: 2 s, setup: {time: 3 s}}"
    run = told_run(MIXED.format(stations=stations), 61, engine)
    # covers at 20, 40, 60; bolts at 30, 60
    assert run.spells("press") == [
        (0, "starved"),
        (20, "busy"),
        (22, "starved"),
        (30, "setup"),
        (33, "busy"),
        (35, "starved"),
        (40, "setup"),
        (43, "busy"),
        (45, "starved"),
        (60, "busy"),
    ]
    assert run.ledger.setups.tolist() == [2]


@on_both_engines
def test_each_product_has_its_own_cycle(engine: str) -> None:
    """C8, without a set-up."""
    stations = "  press: {cycle: {cover: 2 s, bolt: 5 s}}"
    run = told_run(MIXED.format(stations=stations), 40, engine)
    assert [part.second for part in run.left()] == [22, 35]


@on_both_engines
def test_a_setup_that_is_interrupted_goes_on_after_the_repair(engine: str) -> None:
    """B8; and B12: the person of the set-up is held for its 6 s and no longer."""
    stations = """  press:
    cycle: 2 s
    setup: {time: 6 s, crew: {skill: setup}}
    failures: {jam: {every: 31 s, clock: calendar, repair: 4 s}}"""
    run = told_run(MIXED.format(stations=stations), 42, engine)
    assert run.spells("press")[3:] == [(30, "setup"), (31, "repair"), (35, "setup"), (40, "busy")]
    # the people at the machine are let go at the failure and come again
    assert run.claims() == [(30, "press", "setup"), (35, "press", "setup")]
    assert run.ledger.crew_ticks[0].tolist() == [0, 6_000_000, 0, 0, 0]


ATTENDED = """
line: attended
crews: {{team: {{count: {count}, skills: [setup, attend, repair]}}}}
stations:
  cut: {{cycle: 3 s, crew: {{skill: attend}}}}
  weld: {{cycle: 5 s, crew: {{skill: attend}}}}
flow:
  - source -> cut -> sink
  - source -> weld -> sink
"""


@on_both_engines
def test_one_person_attends_two_machines_in_turn(engine: str) -> None:
    """C8 and C5: a cycle waits for the one who attends it."""
    run = told_run(ATTENDED.format(count=1), 17, engine)
    assert run.spells("cut") == [
        (0, "busy"),
        (3, "waiting-crew"),
        (8, "busy"),
        (11, "waiting-crew"),
        (16, "busy"),
    ]
    assert run.spells("weld") == [
        (0, "waiting-crew"),
        (3, "busy"),
        (8, "waiting-crew"),
        (11, "busy"),
        (16, "waiting-crew"),
    ]


@on_both_engines
def test_two_people_attend_two_machines_at_once(engine: str) -> None:
    run = told_run(ATTENDED.format(count=2), 16, engine)
    assert run.spells("cut") == [(0, "busy")]
    assert run.ledger.crew_ticks[0].tolist() == [0, 0, 0, 32_000_000, 0]


@on_both_engines
def test_repairs_go_before_setups_and_setups_before_attending(engine: str) -> None:
    """C5, by kind of task."""
    text = """
line: kinds
products: {cover: {}, bolt: {}}
arrivals: {every: 10 s, product: cover}
sources:
  yard: {every: 11 s, product: bolt}
  dock: {product: cover}
crews: {team: {count: 1, skills: [setup, attend, repair]}}
stations:
  hold: {cycle: 20 s, crew: {skill: attend}}
  press: {cycle: 1 s, setup: {time: 3 s, crew: {skill: setup}}}
  mill: {cycle: 100 s, failures: {jam: {every: 14 s, repair: 5 s, crew: {skill: repair}}}}
  lathe: {cycle: 7 s, crew: {skill: attend}}
flow:
  - dock -> hold -> sink
  - source -> [] -> press
  - yard -> [] -> press
  - press -> sink
  - dock -> mill -> sink
  - dock -> lathe -> sink
"""
    run = told_run(text, 30, engine)
    # hold has the person from 0 to 20; lathe waits from 0, press from 11, mill from 14
    assert run.claims()[:4] == [
        (0, "hold", "attend"),
        (20, "mill", "repair"),
        (25, "press", "setup"),
        (28, "lathe", "attend"),
    ]


@on_both_engines
def test_the_first_crew_of_the_file_that_can_goes(engine: str) -> None:
    """C5, of several crews."""
    text = """
line: crews
crews:
  welders: {count: 1, skills: [repair]}
  helpers: {count: 1, skills: [attend, repair]}
  others: {count: 3, skills: [attend]}
stations:
  cut: {cycle: 2 s, machines: 2, crew: {skill: attend}}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 1, engine)
    claims = [(row[2], row[3]) for row in run.rows if row[1] == t.CLAIM]
    assert claims == [(1, 0), (2, 1)]


@on_both_engines
def test_people_are_let_go_when_their_machine_fails(engine: str) -> None:
    """B8: the person goes to the other machine at once."""
    text = """
line: let-go
crews: {team: {count: 1, skills: [attend]}}
stations:
  cut:
    cycle: 10 s
    crew: {skill: attend}
    failures: {jam: {every: 4 s, repair: 20 s}}
  weld: {cycle: 5 s, crew: {skill: attend}}
flow:
  - source -> cut -> sink
  - source -> weld -> sink
"""
    run = told_run(text, 27, engine)
    assert run.spells("cut") == [(0, "busy"), (4, "repair"), (24, "busy")]
    # weld has worked from 4, is done at 24, and cut has waited as long as weld: cut stands first
    assert run.spells("weld")[:2] == [(0, "waiting-crew"), (4, "busy")]
    assert run.spells("weld")[-1] == (24, "waiting-crew")
