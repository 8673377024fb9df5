"""The gamma distribution against closed forms and against SciPy."""

import math

import pytest
from scipy import special, stats

from kpi.gamma import below, quantile


def test_shape_one_is_the_exponential_distribution():
    for x in (0.01, 0.7, 1.9, 2.1, 12.0):
        assert below(1.0, x) == pytest.approx(1.0 - math.exp(-x), rel=1e-13)
    assert quantile(1.0, 0.5) == pytest.approx(math.log(2.0), rel=1e-13)


def test_shape_two_is_the_sum_of_two_exponentials():
    assert below(2.0, 3.0) == pytest.approx(1.0 - 4.0 * math.exp(-3.0), rel=1e-13)


@pytest.mark.parametrize("shape", [1e-3, 0.04, 0.6, 1.0, 2.0, 7.5, 40.0, 1e3, 1e5])
def test_the_distribution_is_that_of_scipy(shape):
    for share in (1e-6, 0.025, 0.3, 0.5, 0.9, 0.975, 1 - 1e-6):
        x = float(special.gammaincinv(shape, share))
        assert quantile(shape, share) == pytest.approx(x, rel=1e-8, abs=1e-299)
    for x in (0.1 * shape, shape, shape + 0.99, shape + 1.01, 3.0 * shape + 1.0):
        assert below(shape, x) == pytest.approx(float(stats.gamma.cdf(x, shape)), rel=1e-9)


def test_nothing_lies_below_zero_and_hardly_anything_above_a_small_shape():
    assert below(0.5, 0.0) == below(0.5, -1.0) == 0.0
    assert quantile(1e-3, 0.025) == 0.0


@pytest.mark.parametrize(("shape", "share"), [(0.0, 0.5), (-1.0, 0.5), (1.0, 0.0), (1.0, 1.0)])
def test_what_is_no_distribution_and_no_share_is_refused(shape, share):
    with pytest.raises(ValueError, match="expected"):
        quantile(shape, share)
