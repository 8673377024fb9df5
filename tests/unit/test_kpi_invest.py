"""An investment as cash flows, year by year, against sums that fit in the head."""

from dataclasses import replace

import numpy_financial as other
import pytest

from kpi import Investment, Tax, cash_flows, present_value, written_off
from kpi.invest import years_in_use, years_of_benefit

PRESS = Investment(purchase=100.0, upkeep=10.0, life_years=2.0)
STRAIGHT = Tax(rate=0.2, life_years=2.0, method="straight", rest=0.0)


def test_a_purchase_is_paid_at_once_and_brings_its_benefit_every_year():
    assert cash_flows(PRESS, 60.0) == pytest.approx((-100.0, 50.0, 50.0))


def test_a_grant_is_paid_at_once_too():
    assert cash_flows(replace(PRESS, grant=45.0), 60.0)[0] == -55.0
    assert replace(PRESS, grant=45.0).without_grant() == PRESS


def test_a_subscription_is_paid_by_the_year_of_use():
    leased = Investment(purchase=0.0, upkeep=10.0, life_years=2.0, subscription=30.0)
    assert cash_flows(leased, 60.0) == pytest.approx((0.0, 20.0, 20.0))


def test_nothing_comes_before_it_is_built():
    late = replace(PRESS, life_years=1.0, build_months=6.0)
    assert late.years == 2
    assert cash_flows(late, 60.0) == pytest.approx((-100.0, 25.0, 25.0))


def test_the_benefit_grows_over_the_ramp_and_the_upkeep_does_not():
    slow = replace(PRESS, ramp_months=12.0)
    assert cash_flows(slow, 60.0) == pytest.approx((-100.0, 20.0, 50.0))


def test_a_ramp_longer_than_the_life_never_reaches_the_full_benefit():
    slow = Investment(purchase=1.0, upkeep=0.0, life_years=1.0, ramp_months=24.0)
    assert years_of_benefit(slow) == pytest.approx([0.25])


def test_fourteen_months_of_building_move_the_life_and_cut_its_last_year():
    camera = Investment(1.0, 0.0, life_years=8.0, build_months=14.0, ramp_months=3.0)
    used, full = years_in_use(camera), years_of_benefit(camera)
    assert camera.years == 10
    assert used[:3] == pytest.approx([0.0, 10 / 12, 1.0])
    assert used[-1] == pytest.approx(2 / 12)
    assert sum(used) == pytest.approx(8.0)
    assert sum(full) == pytest.approx(8.0 - 1.5 / 12)


def test_what_it_sells_for_comes_at_the_end():
    assert cash_flows(replace(PRESS, residual=30.0), 60.0)[-1] == pytest.approx(80.0)


def test_tax_is_on_profit_less_depreciation():
    assert cash_flows(PRESS, 60.0, STRAIGHT) == pytest.approx((-100.0, 50.0, 50.0))
    assert cash_flows(PRESS, 110.0, STRAIGHT) == pytest.approx((-100.0, 90.0, 90.0))


def test_a_loss_saves_tax_on_other_profit():
    assert cash_flows(PRESS, 10.0, STRAIGHT) == pytest.approx((-100.0, 10.0, 10.0))


def test_what_a_grant_paid_is_not_written_off():
    """Profit 50, written off 20: tax on 30."""
    assert cash_flows(replace(PRESS, grant=60.0), 60.0, STRAIGHT)[1] == pytest.approx(50.0 - 6.0)


def test_what_is_left_at_the_end_of_life_is_written_off_against_its_resale():
    short = Investment(purchase=100.0, upkeep=0.0, life_years=1.0, residual=30.0)
    assert cash_flows(short, 100.0, STRAIGHT)[1] == pytest.approx(100.0 + 30.0 - 0.2 * 30.0)


def test_nothing_is_written_off_while_it_is_built():
    late = Investment(purchase=100.0, upkeep=0.0, life_years=2.0, build_months=12.0)
    assert cash_flows(late, 50.0, STRAIGHT) == pytest.approx((-100.0, 0.0, 50.0, 50.0))


@pytest.mark.parametrize("method", ["straight", "declining"])
@pytest.mark.parametrize("life", [1.0, 4.5, 5.0, 10.0])
def test_depreciation_adds_up_to_the_price(method, life):
    amounts = written_off(700.0, Tax(0.2, life, method, 0.05))
    assert sum(amounts) == pytest.approx(700.0)
    assert min(amounts) > 0


@pytest.mark.parametrize(
    ("life", "share"), [(4.0, 0.528), (5.0, 0.451), (8.0, 0.313), (10.0, 0.259)]
)
def test_the_declining_balance_takes_the_shares_of_the_tax_table(life, share):
    """The rates of the enforcement rules of the Korean corporate tax act, three decimals."""
    amounts = written_off(1.0, Tax(0.2, life, "declining", 0.05))
    assert amounts[0] == pytest.approx(share, abs=1.1e-3)
    assert amounts[1] / (1.0 - amounts[0]) == pytest.approx(share, abs=1.1e-3)


def test_a_life_of_equal_years_is_an_annuity():
    press = replace(PRESS, life_years=8.0)
    worth = present_value(cash_flows(press, 60.0), 0.05)
    assert worth == pytest.approx(-100.0 - other.pv(0.05, 8, 50.0))
