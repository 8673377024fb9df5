"""The load of a shift's start by quarter hours (B31, B32, B33), and peaks that are kept (C17)."""

import pytest
from told_run import on_both_engines, told_run

from kpi.books import Books
from kpi.energy import contract_used, load_factor, peak_kw
from kpi.ledger import QUARTER_TICKS
from lines import load
from twin.engine import simulate

OVENS = """
line: ovens
start: 2026-03-02
calendars: {{day: [{{days: mon-fri, from: "08:00", to: "17:00", breaks: ["12:00-12:15"]}}]}}
energy: {{contract: 200 kW, base: {{light: 20 kW, calendar: day}}}}
arrivals: {{every: 1 year}}
stations:
  ovens:
    machines: 4
    cycle: 1 min
    calendar: day
    warm-up: {{takes: 15 min, after: 1 h{words}}}
    power: {{busy: 50 kW, idle: 4 kW, waking: 40 kW, off: 1 kW}}
flow: ["source -> [] -> ovens -> sink"]
"""


def quarters(words: str, engine: str) -> list[float]:
    """Mean power [kW] of the quarter hours from 07:45 to 09:15, and from 11:45 to 12:30."""
    curve = told_run(OVENS.format(words=words), 13 * 3600, engine).ledger.load_curve
    kilowatts = (curve / QUARTER_TICKS / 1000).tolist()
    return kilowatts[31:37] + kilowatts[47:50]


@on_both_engines
def test_all_ovens_at_once(engine: str) -> None:
    """B31: 4 x 1 kW off; 20 + 4 x 40 kW to warm up; 20 + 4 x 4 kW; a break cools nothing."""
    assert quarters("", engine) == [4, 180, 36, 36, 36, 36, 36, 4, 36]


@on_both_engines
def test_one_oven_after_the_other(engine: str) -> None:
    """B32: one oven more each quarter hour: 20 + 40 + 3, 20 + 4 + 40 + 2, ... kW, up to 72."""
    words = ", stagger: 15 min"
    assert quarters(words, engine) == [4, 63, 66, 69, 72, 36, 36, 4, 36]


@on_both_engines
def test_a_delayed_station_lets_others_go_first(engine: str) -> None:
    """B32: the whole station 30 min later."""
    assert quarters(", delay: 30 min", engine) == [4, 24, 24, 180, 36, 36, 36, 4, 36]


@on_both_engines
def test_peak_contract_and_load_factor_of_a_day(engine: str) -> None:
    """B33: 15 h at 4 kW and the break; 15 min at 180; 8.5 h at 36; 20 kW of light in 8.75 h."""
    line = load(OVENS.format(words=""))
    run = simulate(line, 1, 0, 0, 86_400, engine)
    books = Books(run.ledger, run.frame, line)
    energy = 15.25 * 4 + 0.25 * 180 + 8.5 * 36
    assert books.kwh == pytest.approx(energy)
    assert books.base_kwh == pytest.approx(20 * 8.75)
    assert peak_kw(books) == pytest.approx(180)
    used, factor = contract_used(books), load_factor(books)
    assert used is not None
    assert used.value == pytest.approx(0.9)
    assert factor is not None
    assert factor.value == pytest.approx(energy / 24 / 180)


@on_both_engines
def test_furnaces_under_a_limit_take_turns_and_keep_the_peak(engine: str) -> None:
    """C17: three furnaces, each with work at all times: 100 kW busy, 10 kW idle, a limit of 230 kW.

    At 120 kW with one at work and 210 with two a third must wait; no moment is above 210 kW, and
    two are always at work: the parts of three thirds at two thirds of the speed.
    """
    text = """
line: furnaces
energy: {limit: {peak: 230 kW, priority: [furnace]}}
stations: {furnace: {machines: 3, cycle: 30 min, power: {busy: 100 kW, idle: 10 kW}}}
flow: ["source -> furnace -> sink"]
"""
    run = told_run(text, 6 * 3600, engine)
    assert set(run.ledger.load_curve.tolist()) == {210_000 * QUARTER_TICKS}
    assert run.ledger.finished.sum() == 22  # those of the last half hour end at the last tick
