"""What cash flows are worth: against hand, and against another program (numpy-financial)."""

import numpy as np
import numpy_financial as other
import pytest

from kpi import Rates, internal_rates, payback, present_value

DRAWN = np.random.default_rng(7)
# An outlay, then gains: the sign changes once, so that there is one rate and only one.
ONE_CHANGE = [
    (-float(DRAWN.uniform(1.0, 500.0)), *DRAWN.uniform(0.0, 100.0, size=DRAWN.integers(1, 25)))
    for _ in range(200)
]


def test_a_gain_is_worth_less_the_later_it_comes():
    assert present_value((-100.0, 0.0, 121.0), 0.1) == pytest.approx(0.0, abs=1e-12)
    assert present_value((-100.0, 60.0, 60.0), 0.0) == pytest.approx(20.0)


@pytest.mark.parametrize("discount", [-0.3, 0.0, 0.05, 0.37, 4.0])
def test_present_values_are_those_of_another_program(discount):
    flows = DRAWN.normal(0.0, 100.0, size=(100, 12))
    ours = [present_value(tuple(row), discount) for row in flows]
    assert ours == pytest.approx([other.npv(discount, row) for row in flows], rel=1e-9, abs=1e-9)


def test_a_far_gain_at_a_high_rate_fades_and_overflows_nothing():
    assert present_value((-1.0, *[0.0] * 999, 1e9), 9999.0) == pytest.approx(-1.0)


def test_the_rate_makes_the_flows_worth_nothing():
    assert internal_rates((-100.0, 110.0)).rate == pytest.approx(0.1)
    assert internal_rates((-100.0, 0.0, 144.0)).rate == pytest.approx(0.2)
    assert internal_rates((-100.0, 50.0)).rate == pytest.approx(-0.5)


def test_rates_are_those_of_another_program():
    ours = [internal_rates(flows).rate for flows in ONE_CHANGE]
    assert ours == pytest.approx([other.irr(flows) for flows in ONE_CHANGE], rel=1e-6, abs=1e-7)


@pytest.mark.parametrize("flows", [(-100.0, -1.0, -1.0), (5.0, 5.0), (0.0, 0.0)])
def test_flows_that_never_change_sign_have_no_rate(flows):
    assert internal_rates(flows) == Rates((), 0)
    assert internal_rates(flows).rate is None


def test_several_rates_are_all_told_and_none_is_picked():
    """The pump of the textbooks: 25 % and 400 %."""
    rates = internal_rates((-1.6, 10.0, -10.0))
    assert rates.found == pytest.approx((0.25, 4.0))
    assert rates.sign_changes == 2
    assert rates.rate is None


def test_two_changes_of_sign_may_leave_no_rate_at_all():
    assert internal_rates((1.0, -2.0, 2.0)) == Rates((), 2)


def test_every_rate_that_was_put_in_is_found():
    for _ in range(50):
        factors = np.sort(DRAWN.uniform(0.3, 3.0, size=3))
        if np.min(np.diff(factors)) < 0.05:
            continue
        flows = tuple(-37.0 * np.poly(factors))
        assert internal_rates(flows).found == pytest.approx(tuple(factors - 1.0), abs=1e-6)


def test_years_without_money_at_both_ends_change_nothing():
    assert internal_rates((0.0, -100.0, 110.0, 0.0)).rate == pytest.approx(0.1)
    assert internal_rates((0.0, -1.6, 10.0, -10.0)).found == pytest.approx((0.25, 4.0))


def test_payback_falls_within_a_year():
    assert payback((-100.0, 40.0, 40.0, 40.0)) == pytest.approx(2.5)
    assert payback((-100.0, 100.0)) == pytest.approx(1.0)


def test_nothing_is_paid_back_before_it_is_in_use_or_after_it():
    assert payback((-100.0, 0.0, 200.0), begin=1.5) == pytest.approx(1.75)
    assert payback((-100.0, 0.0, 200.0), begin=0.5) == pytest.approx(1.5)
    assert payback((-100.0, 50.0, 100.0), end=1.5) == pytest.approx(1.25)


def test_discounted_payback_comes_later():
    """At 10 % the two gains are worth 100 and 50 today: 150 are paid back after two years."""
    flows = (-125.0, 110.0, 60.5)
    assert payback(flows, 0.1) == pytest.approx(1.5)
    assert payback(flows) < 1.5


def test_what_is_never_paid_back_has_no_payback():
    assert payback((-100.0, 30.0, 30.0)) is None
    assert payback((-100.0, 100.0), 0.01) is None


def test_what_is_lost_again_is_paid_back_only_when_it_stays_so():
    assert payback((-100.0, 150.0, -100.0, 60.0)) == pytest.approx(2.0 + 50.0 / 60.0)


def test_nothing_paid_is_paid_back_at_once():
    assert payback((0.0, 10.0)) == 0.0
