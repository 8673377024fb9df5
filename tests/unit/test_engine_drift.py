"""Drift: chances of defects that grow with every part until a set-up or maintenance (rule B2)."""

import pytest
from told_run import on_both_engines, told_run

from lines import load
from twin.engine import simulate

PRESS = """
line: wearing
products: {{cover: {{}}, bolt: {{}}}}
arrivals: {{every: 20 s, product: cover}}
sources: {{yard: {{every: 90 s, product: bolt}}}}
stations:
  press: {{cycle: 10 s, {words}, quality: {{defects: {{burr: 0 %}}, drift: {drift}}}}}
flow:
  - source -> [] -> press
  - yard -> [] -> press
  - press -> sink
"""


@on_both_engines
def test_a_setup_makes_the_next_part_as_good_as_the_first(engine: str) -> None:
    """B2: each part adds its share, and the set-up takes it all away."""
    drift = "{per: 1 parts, adds: 100 %, reset: setup}"
    run = told_run(PRESS.format(words="setup: {time: 1 s}", drift=drift), 125, engine)
    # covers at 20, 40, 60, 80; the bolt of 90 is set up for, and the cover of 100 too
    assert [part.marks != 0 for part in run.left()] == [False, True, True, True, False, False]


@on_both_engines
def test_maintenance_makes_it_new_too(engine: str) -> None:
    """B2, with maintenance."""
    drift = "{per: 1 parts, adds: 100 %, reset: maintenance}"
    words = "maintenance: {every: 45 s, takes: 2 s}"
    run = told_run(PRESS.format(words=words, drift=drift), 115, engine)
    # due at 45, begun at 50; due again at 97, begun at 100, after the bolt
    assert [part.marks != 0 for part in run.left()] == [False, True, False, True, True, False]


def test_the_chance_grows_in_a_straight_line() -> None:
    """Over 50 parts from 1 % upwards by 0.2 % each, the mean chance is 1 % + 0.2 % x 49 / 2."""
    text = """
line: straight
stations:
  press:
    cycle: 1 s
    maintenance: {every: 49.5 s, takes: 1 ms}
    quality: {defects: {burr: 1 %}, drift: {per: 10 parts, adds: 2 %, reset: maintenance}}
flow: [source -> press -> sink]
"""
    run = simulate(load(text), length_s=200_000.0)
    share = run.ledger.defects.sum() / run.ledger.finished.sum()
    assert share == pytest.approx(0.01 + 0.002 * 49 / 2, abs=0.002)
