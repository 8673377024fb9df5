"""Cycles that grow longer with wear (rule B35), and inspections that tire (rule B37)."""

import pytest
from told_run import on_both_engines, told_run

from lines import load
from twin.engine import simulate
from twin.engine import trace as t

S = 1_000_000

PRESS = """
line: slowing
products: {{cover: {{}}, bolt: {{}}}}
sources:
  covers: {{product: cover}}
  bolts: {{every: {bolts}, product: bolt}}
stations:
  press: {{cycle: 10 s, dispatch: first, {words}, drift: {{per: 2 parts, adds: 10 %, {reset}}}}}
flow:
  - bolts -> [] -> press
  - covers -> press
  - press -> sink
"""


@on_both_engines
def test_each_part_makes_the_next_cycle_longer(engine: str) -> None:
    """B35."""
    text = PRESS.format(bolts="1 h", words="setup: {time: 1 s}", reset="reset: setup")
    run = told_run(text, 70, engine)
    # 10, 10.5, 11, 11.5, 12 and 12.5 s
    assert [part.second for part in run.left()] == [10, 20.5, 31.5, 43, 55, 67.5]


@on_both_engines
def test_a_setup_makes_it_as_fast_as_new(engine: str) -> None:
    """B35, until a set-up."""
    text = PRESS.format(bolts="15 s", words="setup: {time: 1 s}", reset="reset: setup")
    run = told_run(text, 45, engine)
    # the bolt of 15 is set up for at 20.5 and begins at 21.5; that of 30 follows without a set-up
    assert [part.second for part in run.left()] == [10, 20.5, 31.5, 42]


@on_both_engines
def test_maintenance_makes_it_as_fast_as_new(engine: str) -> None:
    """B35, until maintenance."""
    words = "maintenance: {every: 25 s, takes: 2 s}"
    run = told_run(PRESS.format(bolts="1 h", words=words, reset="reset: maintenance"), 58, engine)
    # due at 25, begun at 31.5 and over at 33.5
    assert [part.second for part in run.left()] == [10, 20.5, 31.5, 43.5, 54]


@on_both_engines
def test_a_cycle_drawn_is_rounded_to_the_nearest_tick(engine: str) -> None:
    """T1 and B35."""
    words = "maintenance: {every: 25 s, takes: 2 s}"
    text = PRESS.format(bolts="1 h", words=words, reset="reset: maintenance")
    text = text.replace("adds: 10 %", "adds: 0.00003 %")
    run = told_run(text, 21, engine)
    # 10 s x 0.00000015 is a tick and a half, so two
    assert [part.second for part in run.left()] == [10, 20.000002]


LOOK = """
line: tiring
calendars: {{day: [{{days: daily, from: "00:00", to: "00:10", breaks: ["00:04-00:05"]}}]}}
stations:
  press: {{cycle: 1 min, quality: {{defects: {{burr: 100 %}}}}}}
  look: {{type: inspection, cycle: 1 s, calendar: day, finds: 100 %, tires: {tires}}}
flow:
  - source -> press -> [] -> look
  - look -> sink: {{when: pass}}
  - look -> scrap: {{when: reject}}
"""


@on_both_engines
def test_what_is_found_sinks_to_nothing_until_the_break(engine: str) -> None:
    """B37, to the end."""
    # two ticks after the working time began nothing is found any more
    text = LOOK.format(tires="{per: 1 us, loses: 50 %}").replace("cycle: 1 s", "cycle: 100 us")
    run = told_run(text, 580, engine)
    assert [part.fate for part in run.left()] == ["sink"] * 9
    fresh = LOOK.format(tires="{per: 10 h, loses: 1 %}").replace("cycle: 1 s", "cycle: 100 us")
    assert {part.fate for part in told_run(fresh, 580, engine).left()} == {"scrap"}


@on_both_engines
def test_each_machine_tires_from_its_own_beginning(engine: str) -> None:
    """B37 and B32: tired after a minute, but the second machine begins its day 5 min later."""
    text = """
line: staggered
calendars: {day: [{days: daily, from: "01:00", to: "02:00"}]}
stations:
  press: {cycle: 2 s, quality: {defects: {burr: 100 %}}}
  look:
    type: inspection
    machines: 2
    cycle: 5 s
    calendar: day
    finds: 100 %
    tires: {per: 1 min, loses: 100 %}
    warm-up: {takes: 1 ms, after: 30 min, stagger: 5 min}
flow:
  - source -> press -> [] -> look
  - look -> sink: {when: pass}
  - look -> scrap: {when: reject}
"""
    run = told_run(text, 3600 + 600, engine)
    found: dict[str, list[int]] = {"look.1": [], "look.2": []}
    for tick, what, who, _, rejected, _ in run.rows:
        if what == t.VERDICT and rejected:
            found[run.frame.machines[who]].append(tick // S - 3600)
    # ten parts each while they are fresh, of which they find less and less
    assert found["look.1"]
    assert max(found["look.1"]) < 60
    assert found["look.2"]
    assert min(found["look.2"]) > 300
    assert max(found["look.2"]) < 360


DAYS = """
line: days
calendars:
  day: [{days: daily, from: "00:00", to: "06:00", breaks: ["02:00-03:00"]}]
stations:
  press: {cycle: 1 s, calendar: day, quality: {defects: {burr: 100 %}}}
  look: {type: inspection, cycle: 1 ms, calendar: day, finds: 80 %, tires: {per: 1 h, loses: 25 %}}
flow:
  - source -> press -> look
  - look -> sink: {when: pass}
  - look -> scrap: {when: reject}
"""


def test_the_share_found_is_the_mean_over_the_working_time() -> None:
    """B37: 80 % of 1 - t / 4 has a mean of 0.75 of it in 2 h, of 0.625 in 3 fresh h."""
    ledger = simulate(load(DAYS), length_s=20 * 86_400.0).ledger
    found = ledger.verdicts[1, 3] / ledger.verdicts[1].sum()
    assert found == pytest.approx(0.8 * (2 * 0.75 + 3 * 0.625) / 5, abs=0.002)
