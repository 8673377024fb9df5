"""Standby by break-even (B30): the idle time that costs what waking does, to the watt-hour.

A machine draws 12 kW idle and 2 kW on standby; it wakes in 6 minutes at 20 kW, and takes 1.2 kWh
on top. Above standby waking costs 0.1 h x 18 kW + 1.2 kWh = 3 kWh, idling 10 kW: the break-even
lies at 0.3 h. Parts come every hour and take 6 minutes.
"""

import pytest
from one_path import S
from told_run import on_both_engines, told_run

from kpi.books import Books
from lines import load
from lines.states import STANDBY, STARVED, WAKING
from twin.engine import simulate

OVEN = """
line: oven
arrivals: {{every: {every}}}
stations:
  oven:
    cycle: 6 min
    power: {{busy: 30 kW, idle: 12 kW, standby: 2 kW, waking: 20 kW}}
    standby: {{after: {after}, wake: 6 min, wake-energy: 1.2 kWh}}
flow: ["source -> [] -> oven -> sink"]
"""


def test_the_time_of_the_break_even_is_energy_over_power() -> None:
    """B30."""
    line = load(OVEN.format(every="1 h", after="break-even"))
    assert line.stations["oven"].standby is not None
    assert line.stations["oven"].standby.after_s == pytest.approx(0.3 * 3600)


@on_both_engines
def test_an_hour_of_the_oven_to_the_watt_hour(engine: str) -> None:
    """Each hour from the second on: 0.1 h waking, 0.1 h busy, 0.3 h idle, 0.5 h on standby."""
    line = load(OVEN.format(every="1 h", after="break-even"))
    run = simulate(line, 1, 0, 3600, 10 * 3600, engine)
    books = Books(run.ledger, run.frame, line)
    assert run.ledger.state_ticks[0, [WAKING, STARVED, STANDBY]].tolist() == [
        round(hours * 3600 * S) for hours in (1, 3, 5)
    ]
    # 10 h x (0.1 x 20 + 1.2 + 0.1 x 30 + 0.3 x 12 + 0.5 x 2) kWh
    assert books.kwh == pytest.approx(108.0, abs=1e-9)
    assert int(run.ledger.load_curve.sum()) == 108 * 3_600_000 * S


@on_both_engines
def test_the_worst_gap_costs_twice_what_foresight_would_pay(engine: str) -> None:
    """Ski rental: just as the machine has gone to sleep a part comes.

    Parts every 30 min and a moment: waking and work take 12 min, so each gap is 18 min long and
    costs 3 kWh above standby whether one idles through it or sleeps at once.
    """
    run = told_run(OVEN.format(every="30.0001 min", after="break-even"), 36_000, engine)
    hours = run.ledger.state_ticks[0] / (3600 * S)
    spent = hours[STARVED] * 10 + hours[WAKING] * 18 + run.ledger.woken_j.sum() / 3.6e6
    gaps = run.ledger.woken_j.sum() / (1.2 * 3.6e6)
    assert gaps == 19
    # a first gap of 18 min before the first part as well, and one more idle spell at the end
    assert spent == pytest.approx(2 * 3 * gaps, abs=3.01)
