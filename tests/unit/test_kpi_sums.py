"""Sums that must hold on any line: where energy goes, what a part costs, what a change brings."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from strategies import lines

from kpi import Books, NotPriced, Valuing, cost_parts, yearly_benefit
from kpi.books import HOURS_PER_YEAR
from kpi.shares import by_product, by_state, by_utility, gas_by_product, gas_by_state
from lines import Line
from twin.engine import Deadlock, simulate

PRICES = {"cover": (470.0, 30.0), "housing": (310.0, 12.0), "bolt": (90.0, 2.0)}


def priced(line: Line) -> Line:
    """The line with prices for everything, other ones for every product."""
    products = {
        name: replace(one, price=PRICES.get(name, (200.0, 20.0))[0], material=10.0 + number)
        for number, (name, one) in enumerate(line.products.items())
    }
    costs = replace(line.costs, overhead_per_month=1e5, holding_per_year=0.1)
    energy = replace(line.energy, price_per_kwh=100.0, tariff=None)
    return replace(line, products=products, costs=costs, energy=energy)


def booked(line: Line) -> list[Books]:
    """Half an hour of two replications; nothing where the line gets stuck."""
    try:
        runs = [simulate(line, length_s=1800.0, replication=one) for one in (0, 1)]
    except Deadlock:
        return []
    return [Books(one.ledger, one.frame, line) for one in runs]


def profit_a_year(books: Books) -> float:
    prices = np.array([books.line.products[name].price for name in books.frame.products])
    costs = sum(part.numerator for part in cost_parts(books).values())
    return (float(books.good_by_product @ prices) - costs) * HOURS_PER_YEAR / books.span_h


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(lines())
def test_every_split_adds_up_and_a_change_is_worth_its_difference_in_profit(line: Line):
    found = booked(priced(line))
    for books in found:
        kwh = pytest.approx(books.kwh, rel=1e-9, abs=1e-12)
        for split in (by_utility, by_state, by_product):
            assert sum(split(books).values()) == kwh
        gas = pytest.approx(books.gas_nm3, rel=1e-9, abs=1e-12)
        for burnt in (gas_by_state, gas_by_product):
            assert sum(burnt(books).values()) == gas
        apart, together = (
            [part.numerator for part in cost_parts(books, rework_apart=one).values()]
            for one in (True, False)
        )
        assert sum(apart) == pytest.approx(sum(together), rel=1e-9)
        assert min(apart) >= -1e-9 * max(apart)
    try:
        benefit = yearly_benefit(found[:1], found[1:], Valuing(demand=1e15, realised=1.0))
    except (NotPriced, IndexError):
        return  # no part came out, or the line got stuck
    before, after = (profit_a_year(books) for books in found)
    scale = max(abs(before), abs(after))
    assert benefit.total[0] == pytest.approx(after - before, abs=1e-8 * scale)
