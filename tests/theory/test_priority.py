"""Queues with a dispatch rule against Cobham's formula for priorities (rule C18).

Source: Cobham, Operations Research 2 (1954); Kleinrock, Queueing Systems II, 3.2 to 3.4: of
classes that never interrupt each other, class i waits W0 / ((1 - s[i-1]) (1 - s[i])), where W0 is
half the rate times the second moment of the work and s[i] the load of the classes up to i.
"""

import itertools

import pytest

from lines import load
from twin.engine import simulate

pytestmark = pytest.mark.theory
LENGTH_S = 1_500_000.0
LINE = """
line: classes
products: {{{products}}}
arrivals: {{every: {{exponential: {every} s}}, mix: {{{mix}}}}}
stations: {{desk: {{cycle: {cycle}, dispatch: {dispatch}}}}}
flow:
  - source -> [] -> desk -> sink
"""


def leads(text: str) -> list[float]:
    """Mean lead time of each product, in seconds."""
    books = simulate(load(text), length_s=LENGTH_S, warmup_s=10_000.0).ledger
    return list(books.lead_ticks / 1e6 / books.fates[0].sum(axis=1))


def cobham(rates: list[float], means: list[float], seconds: list[float]) -> list[float]:
    """Mean lead time of each class, the first going first."""
    residual = sum(r * s for r, s in zip(rates, seconds, strict=True)) / 2
    loads = [r * m for r, m in zip(rates, means, strict=True)]
    below = [0.0, *itertools.accumulate(loads)]
    waits = [residual / ((1 - a) * (1 - b)) for a, b in itertools.pairwise(below)]
    return [wait + mean for wait, mean in zip(waits, means, strict=True)]


def test_two_classes_of_priority() -> None:
    """C18, by priority."""
    text = LINE.format(
        products="urgent: {priority: 1}, normal: {}",
        every=1.25,
        mix="urgent: 37.5 %, normal: 62.5 %",
        cycle="{exponential: 1 s}",
        dispatch="priority",
    )
    expected = cobham([0.3, 0.5], [1, 1], [2, 2])
    assert expected == pytest.approx([2.142857, 6.714286])
    assert leads(text) == pytest.approx(expected, rel=0.03)


def test_the_shortest_work_first() -> None:
    """C18, by work."""
    text = LINE.format(
        products="long: {}, short: {}, middle: {}",
        every=1.25,
        mix="long: 20 %, short: 50 %, middle: 30 %",
        cycle="{long: 2 s, short: 0.5 s, middle: 1 s}",
        dispatch="spt",
    )
    short, middle, long = cobham([0.4, 0.24, 0.16], [0.5, 1, 2], [0.25, 1, 4])
    assert leads(text) == pytest.approx([long, short, middle], rel=0.02)
