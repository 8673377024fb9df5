"""Batches: what waiting for a full one costs, exact with steady arrivals (rule C12).

Source: the cost of forming a batch, (n - 1)/2 arrivals on average; Hopp and Spearman, Factory
Physics, wait-to-batch time.
"""

import pytest

from lines import load
from twin.engine import simulate

pytestmark = pytest.mark.theory
TICKS = 1_000_000


@pytest.mark.parametrize("size", [1, 2, 5, 12])
def test_a_part_waits_half_a_batch_on_average(size: int) -> None:
    """C12: the first of n waits for n - 1 more, the last for none."""
    text = f"""
line: batches
arrivals: {{every: 7 s}}
stations: {{wash: {{type: batch, batch: {{size: {size}}}, cycle: 5 s}}}}
flow:
  - source -> [] -> wash
  - wash -> sink
"""
    run = simulate(load(text), 1, 0, 0.0, 7.0 * 12 * 50 + 6.0)
    made = int(run.ledger.fates[0].sum())
    assert made == 12 * 50
    mean = int(run.ledger.lead_ticks.sum()) / TICKS / made
    assert mean == pytest.approx((size - 1) / 2 * 7 + 5)


def test_a_wait_bounds_what_forming_a_batch_costs() -> None:
    text = """
line: bounded
arrivals: {every: 7 s}
stations: {wash: {type: batch, batch: {size: 12, wait: 14 s}, cycle: 5 s}}
flow:
  - source -> [] -> wash
  - wash -> sink
"""
    run = simulate(load(text), 1, 0, 0.0, 7.0 * 300 + 20.0)
    # the first part of each batch waits 14 s and takes the second along, which waits 7 s; the third
    # comes in the instant in which the batch begins and goes with it (C3 comes before C1)
    made = int(run.ledger.fates[0].sum())
    mean = int(run.ledger.lead_ticks.sum()) / TICKS / made
    assert made == 300
    assert mean == pytest.approx((14 + 7 + 0) / 3 + 5)
