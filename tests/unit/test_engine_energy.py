"""Standby, power by state, energy by part and by quarter hour (rules B14, B15, C4)."""

from told_run import on_both_engines, told_run

J = 1_000_000  # watt ticks in a joule


def sleeper(after: str, wake: str, every: str = "20 s", more: str = "") -> str:
    return f"""
line: sleeper
arrivals: {{every: {every}}}
stations:
  wash:
    cycle: 5 s
    standby: {{after: {after}, wake: {wake}}}
    power: {{busy: 9 kW, idle: 2 kW, standby: 0.1 kW, waking: 4 kW}}
    {more}
flow: ["source -> [] -> wash -> sink"]
"""


@on_both_engines
def test_a_machine_sleeps_after_its_time_and_wakes_for_a_part(engine: str) -> None:
    """B14, C4 and B15, to the joule."""
    run = told_run(sleeper("6 s", "3 s"), 50, engine)
    assert run.spells("wash") == [
        (0, "starved"),
        (6, "standby"),
        (20, "waking"),
        (23, "busy"),
        (28, "starved"),
        (34, "standby"),
        (40, "waking"),
        (43, "busy"),
        (48, "starved"),
    ]
    idle, asleep, waking, busy = 6 + 6 + 2, 14 + 6, 3 + 3, 5 + 5
    joules = 2_000 * idle + 100 * asleep + 4_000 * waking + 9_000 * busy
    assert run.ledger.load_curve.tolist() == [joules * J]


@on_both_engines
def test_a_machine_that_sleeps_at_once_wakes_and_works(engine: str) -> None:
    """B14: for a tick at least it is starved."""
    run = told_run(sleeper("0 s", "3 s"), 50, engine)
    assert run.spells("wash")[-5:] == [
        (28.000001, "standby"),
        (40, "waking"),
        (43, "busy"),
        (48, "starved"),
        (48.000001, "standby"),
    ]
    at_once = told_run(sleeper("0 s", "0 s"), 50, engine)
    asleep, busy, starved, _ = at_once.spells("wash")[-4:]
    assert (asleep, busy, starved) == ((25.000001, "standby"), (40, "busy"), (45, "starved"))


@on_both_engines
def test_a_part_that_comes_before_standby_is_taken_without_waking(engine: str) -> None:
    """B14: starving begins anew with each part."""
    run = told_run(sleeper("15 s", "3 s"), 44, engine)
    # starved from 0: standby at 15. From 28 it is on standby at 43; the part of 40 comes before
    assert run.spells("wash") == [
        (0, "starved"),
        (15, "standby"),
        (20, "waking"),
        (23, "busy"),
        (28, "starved"),
        (40, "busy"),
    ]


@on_both_engines
def test_one_machine_wakes_at_a_time(engine: str) -> None:
    """C4, with two machines for three parts."""
    text = """
line: two
arrivals: {every: 20 s, batch: 3}
stations:
  wash: {cycle: 8 s, machines: 2, standby: {after: 4 s, wake: 3 s}}
flow: ["source -> [] -> wash -> sink"]
"""
    run = told_run(text, 36, engine)
    assert run.spells("wash.1") == [(0, "starved"), (4, "standby"), (20, "waking"), (23, "busy")]
    assert run.spells("wash.2") == [
        (0, "starved"),
        (4, "standby"),
        (23, "waking"),
        (26, "busy"),
        (34, "starved"),
    ]
    assert [part.second for part in run.left()] == [31, 34]


@on_both_engines
def test_states_take_the_power_of_their_kin(engine: str) -> None:
    text = """
line: kin
crews: {team: {count: 1, skills: [repair]}}
stations:
  cut:
    cycle: 2 s
    power: {busy: 8 kW, idle: 3 kW, down: 1 kW}
    failures: {jam: {every: 5 s, repair: 4 s, crew: {skill: repair}}}
  drill: {cycle: 4 s}
flow: ["source -> cut -> drill -> sink"]
"""
    run = told_run(text, 20, engine)
    blocked = int(run.ledger.state_ticks[0, 3])
    busy, repair = (int(run.ledger.state_ticks[0, state]) for state in (2, 5))
    assert blocked + busy + repair == 20 * J
    assert run.ledger.load_curve.tolist() == [8_000 * busy + 3_000 * blocked + 1_000 * repair]


@on_both_engines
def test_energy_falls_into_the_quarter_hour_in_which_it_is_used(engine: str) -> None:
    text = """
line: quarters
stations:
  cut: {cycle: 10 min, power: {busy: 6 kW}, energy: {per part: 1 kWh}}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 2_700, engine)
    kwh = 3_600_000 * J
    # parts are done after 10, 20, 30 and 40 minutes; at 30 minutes the third quarter has begun
    assert run.ledger.load_curve.tolist() == [1.5 * kwh + kwh, 1.5 * kwh + kwh, 1.5 * kwh + 2 * kwh]


@on_both_engines
def test_the_warm_up_is_cut_out_of_the_load_curve(engine: str) -> None:
    text = """
line: cut
stations:
  cut: {cycle: 10 min, power: {busy: 6 kW}}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 1_500, engine, warmup_s=600)
    assert run.ledger.load_curve.tolist() == [300 * 6_000 * J, 600 * 6_000 * J]


@on_both_engines
def test_waking_takes_its_own_energy_at_once(engine: str) -> None:
    """B30: 3.6 kJ at the beginning of each waking, in the quarter hour in which it begins."""
    text = sleeper("6 s", "3 s").replace("wake: 3 s", "wake: 3 s, wake-energy: 1 Wh")
    run = told_run(text, 50, engine)
    assert run.ledger.woken_j.tolist() == [2 * 3600]  # at 20 and at 40
    plain = told_run(sleeper("6 s", "3 s"), 50, engine)
    assert plain.ledger.woken_j.tolist() == []
    assert run.ledger.load_curve[0] - plain.ledger.load_curve[0] == 2 * 3600 * J
    # the books of a later beginning hold only what wakes in them
    assert told_run(text, 50, engine, warmup_s=21).ledger.woken_j.tolist() == [3600]


@on_both_engines
def test_standby_by_break_even(engine: str) -> None:
    """B30: waking takes 3 s x (4 - 0.1) kW = 11.7 kJ above standby; idling 1.9 kW above it."""
    run = told_run(sleeper("break-even", "3 s"), 50, engine)
    assert run.spells("wash")[:2] == [(0, "starved"), (6.157895, "standby")]
    # and with 2 kJ on top 13.7 kJ
    text = sleeper("break-even", "3 s").replace("wake: 3 s", "wake: 3 s, wake-energy: 2 kJ")
    assert told_run(text, 50, engine).spells("wash")[1] == (7.210526, "standby")
