"""Estimates, paired differences, shares and verdicts, against SciPy and against simulation."""

import math

import numpy as np
import pytest
from scipy import stats

from kpi import (
    Estimate,
    Ratio,
    difference,
    estimate,
    linear_values,
    student_t,
    verdict,
    wilson,
)

# Ten replications of two systems with their intervals, worked out independently.
X = [12.1, 11.4, 13.0, 12.7, 11.9, 12.3, 12.8, 11.6, 12.5, 12.2]
Y = [11.7, 11.5, 12.1, 12.4, 11.2, 12.0, 12.1, 11.5, 12.3, 11.6]
HALF_X, HALF_PAIRED = 0.3713277370285673, 0.22228564007136137


@pytest.mark.parametrize("confidence", [0.5, 0.9, 0.95, 0.99, 0.999])
@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5, 9, 10, 29, 30, 199, 200, 2000])
def test_student_t_agrees_with_scipy(confidence, degrees):
    exact = stats.t.ppf((1 + confidence) / 2, degrees)
    assert student_t(confidence, degrees) == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize(("confidence", "degrees"), [(0.0, 5), (1.0, 5), (0.95, 0)])
def test_student_t_refuses_what_has_no_quantile(confidence, degrees):
    with pytest.raises(ValueError, match="no Student-t quantile"):
        student_t(confidence, degrees)


def test_the_interval_of_a_mean():
    found = estimate(X)
    assert found.mean == pytest.approx(12.25)
    assert (found.high - found.low) / 2 == pytest.approx(HALF_X, rel=1e-9)
    assert found.n == 10


def test_the_interval_of_a_paired_difference():
    found = difference(Y, X)
    assert found.mean == pytest.approx(0.41)
    assert (found.high - found.low) / 2 == pytest.approx(HALF_PAIRED, rel=1e-9)


def test_ratios_are_estimated_as_ratio_of_sums():
    assert estimate([Ratio(1, 1), Ratio(0, 9)]).mean == pytest.approx(0.1)


def test_a_ratio_over_equal_denominators_is_the_mean():
    ratios = [Ratio(5 * value, 5) for value in X]
    assert estimate(ratios) == pytest.approx(estimate(X))


def test_the_interval_of_a_ratio_covers_as_often_as_it_says():
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(2000):
        size = rng.gamma(20, 5, 10)
        parts = size * 0.3 + rng.normal(0, 2, 10)
        found = estimate([Ratio(a, b) for a, b in zip(parts, size, strict=True)])
        hits += found.low <= 0.3 <= found.high
    assert 0.93 < hits / 2000 < 0.97


def test_common_luck_cancels_in_a_paired_difference_of_ratios():
    luck = [3.0, -2.0, 1.0, -4.0, 2.0]
    before = [Ratio(100 + one, 10) for one in luck]
    after = [Ratio(110 + one, 10) for one in luck]
    found = difference(before, after)
    assert found == pytest.approx((1.0, 1.0, 1.0, 5))


def test_a_figure_that_one_replication_cannot_say_is_not_estimated():
    assert estimate([1.0, None]) is None
    assert difference([1.0, None], [1.0, 2.0]) is None
    assert difference([1.0, 2.0], [None, 2.0]) is None


def test_nothing_to_divide_by_is_not_estimated():
    assert estimate([Ratio(0, 0), Ratio(0, 0)]) is None
    assert estimate([]) is None


def test_an_empty_replication_counts_for_nothing_in_a_ratio():
    assert estimate([Ratio(1, 2), Ratio(0, 0)]).mean == 0.5


def test_one_replication_has_a_mean_and_no_interval():
    found = estimate([3.0])
    assert found.mean == 3.0
    assert found.n == 1
    assert math.isnan(found.low)
    assert math.isnan(found.high)
    assert verdict(difference([3.0], [5.0]), "higher") == "not resolved"


def test_equal_replications_leave_an_interval_of_no_width():
    assert estimate([2.0, 2.0, 2.0]) == Estimate(2.0, 2.0, 2.0, 3)


def test_sides_of_different_length_cannot_be_paired():
    with pytest.raises(ValueError, match="3 replications before cannot pair with 2 after"):
        difference([1.0, 2.0, 3.0], [1.0, 2.0])


@pytest.mark.parametrize(
    ("low", "high", "better", "word"),
    [
        (1.0, 2.0, "higher", "better"),
        (1.0, 2.0, "lower", "worse"),
        (-2.0, -1.0, "higher", "worse"),
        (-2.0, -1.0, "lower", "better"),
        (-1.0, 1.0, "higher", "not resolved"),
        (0.0, 0.0, "higher", "unchanged"),
        (0.0, 1.0, "higher", "not resolved"),
        (0.0, 0.0, "neither", "not resolved"),
        (1.0, 2.0, "neither", "not resolved"),
        (math.nan, math.nan, "lower", "not resolved"),
    ],
)
def test_a_verdict_needs_an_interval_without_zero(low, high, better, word):
    assert verdict(Estimate((low + high) / 2, low, high, 10), better) == word


def test_what_cannot_be_said_is_not_resolved():
    assert verdict(None, "higher") == "not resolved"


def test_a_difference_of_rounding_is_none():
    third = [Ratio(1, 3)] * 4
    same = [Ratio(0.1, 0.3)] * 4
    assert verdict(difference(third, same), "higher") in ("unchanged", "not resolved")
    assert verdict(difference(X, X), "higher") == "unchanged"


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (1, 1), (3, 10), (10, 10), (27, 30), (500, 999)])
def test_the_interval_of_a_share_is_that_of_scipy(hits, n):
    exact = stats.binomtest(hits, n).proportion_ci(0.95, method="wilson")
    share = wilson(hits, n)
    assert (share.mean, share.n) == (hits / n, n)
    assert (share.low, share.high) == pytest.approx((exact.low, exact.high), abs=1e-12)


def test_all_of_ten_is_not_certainty():
    assert wilson(10, 10).low == pytest.approx(0.722, abs=5e-4)
    assert wilson(10, 10).high == 1.0


@pytest.mark.parametrize(("hits", "n"), [(0, 0), (2, 1), (-1, 5)])
def test_there_is_no_share_of_nothing(hits, n):
    with pytest.raises(ValueError, match=f"no share of {hits} in {n}"):
        wilson(hits, n)


def test_linear_values_have_the_estimate_of_their_ratio():
    ratios = [Ratio(3.0, 10.0), Ratio(5.0, 12.0), Ratio(1.0, 8.0)]
    numbers = linear_values(ratios)
    assert estimate(numbers) == pytest.approx(estimate(ratios))
    assert linear_values([1.0, None]) is None
