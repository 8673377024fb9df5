"""What the plant draws beside its machines: base loads, compressed air (rule B33)."""

import numpy as np
import pytest
from told_run import on_both_engines, told_run

from kpi.books import Books
from lines import load
from twin.engine import simulate

S = 1_000_000
PLANT = """
line: plant
calendars: {day: [{days: daily, from: "00:10:00", to: "00:20:00"},
                  {days: daily, from: "00:29:59", to: "00:31:00"}]}
energy:
  base: [{light: 3 kW, hvac: 0.6 kW, calendar: day}, {servers: 500 W}]
  compressed-air: {supply: 6.5 kW per m3/min, leaks: 0.1 m3/min, calendar: day}
stations:
  press: {cycle: 10 min, air: {busy: 0.4 m3/min, idle: 0.02 m3/min}, power: {busy: 2 kW}}
arrivals: {every: 20 min}
flow: ["source -> [] -> press -> sink"]
"""


@on_both_engines
def test_base_loads_follow_their_calendar_to_the_tick(engine: str) -> None:
    """B33: 3.6 kW and 650 W of leaks from 600 to 1200 s and from 1799 to 1860 s, 500 W always.

    The press is busy from 1200 to 1800 s at 2 kW and 2.6 kW of air; idle it uses 130 W of air.
    """
    run = told_run(PLANT, 2000, engine)
    lit, always, busy, idle = 4250, 500, 4600, 130
    expected = [
        300 * lit + 900 * always + 900 * idle,
        301 * lit + 900 * always + 300 * idle + 600 * busy,
        60 * lit + 200 * always + 200 * idle,
    ]
    assert run.ledger.load_curve.tolist() == [joules * S for joules in expected]


@on_both_engines
def test_the_books_and_the_load_curve_hold_the_same_energy(engine: str) -> None:
    """Books from 700 s: 500 s and 61 s in working time."""
    line = load(PLANT)
    run = simulate(line, 1, 0, 700, 1300, engine)
    books = Books(run.ledger, run.frame, line)
    assert books.load_kwh["light"] == pytest.approx(3 * 561 / 3600)
    assert books.load_kwh["servers"] == pytest.approx(0.5 * 1300 / 3600)
    assert books.base_kwh == pytest.approx((3.6 * 561 + 0.5 * 1300) / 3600)
    assert books.air_kwh == pytest.approx((0.65 * 561 + 2.6 * 600 + 0.13 * 700) / 3600)
    assert books.kwh == pytest.approx(float(np.sum(run.ledger.load_curve)) / S / 3.6e6)
    assert float(books.state_kwh.sum()) == pytest.approx(2 * 600 / 3600)


@on_both_engines
def test_a_plant_without_any_machine_power_draws_its_base(engine: str) -> None:
    text = "line: dark\nenergy: {base: {light: 1 kW}}\nstations: {press: {cycle: 1 min}}\n"
    run = told_run(text + "flow: [source -> press -> sink]\n", 1000, engine)
    assert run.ledger.load_curve.tolist() == [900_000 * S, 100_000 * S]
