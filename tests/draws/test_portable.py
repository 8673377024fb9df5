"""Logarithm, exponential and normal quantile are accurate, and made of exact steps only."""

import math

import numpy as np
import pytest
from scipy import special, stats

from twin.engine import portable

RANDOM = np.random.default_rng(7)
WIDE = np.exp(RANDOM.uniform(-700, 700, 4_000))
NARROW = RANDOM.uniform(0.25, 4.0, 4_000)
NEAR_ONE = 1.0 + RANDOM.uniform(-1e-9, 1e-9, 500)
UNIFORMS = np.concatenate([RANDOM.random(4_000), 2.0 ** -np.arange(1.0, 53.0)])


def steps_apart(found: float, exact: float) -> float:
    """Distance in units of the last place of the exact value."""
    return abs(found - exact) / math.ulp(exact)


@pytest.mark.parametrize("values", [WIDE, NARROW, NEAR_ONE, UNIFORMS])
def test_the_logarithm_is_within_two_steps(values: np.ndarray) -> None:
    assert max(steps_apart(portable.log(x), math.log(x)) for x in values) <= 2


def test_the_logarithm_of_powers_of_two_is_exact_enough() -> None:
    for exponent in range(-1021, 1023):
        exact = math.log(2.0**exponent)
        assert steps_apart(portable.log(2.0**exponent), exact) <= 1 if exact else True
    assert portable.log(1.0) == 0.0


def test_the_exponential_is_within_two_steps() -> None:
    values = np.concatenate([RANDOM.uniform(-700, 700, 4_000), RANDOM.uniform(-1, 1, 4_000)])
    assert max(steps_apart(portable.exp(x), math.exp(x)) for x in values) <= 2


def test_the_exponential_has_ends() -> None:
    assert portable.exp(0.0) == 1.0
    assert portable.exp(-709.0) == 0.0
    assert portable.exp(710.0) == math.inf
    assert steps_apart(portable.exp(708.9), math.exp(708.9)) <= 2
    assert steps_apart(portable.exp(-707.9), math.exp(-707.9)) <= 2


def test_a_power_is_as_good_as_its_logarithm() -> None:
    for x, y in zip(NARROW, RANDOM.uniform(-8, 8, NARROW.size), strict=True):
        assert portable.power(x, y) == pytest.approx(x**y, rel=2e-15)


def test_the_normal_quantile_is_that_of_scipy() -> None:
    shares = np.concatenate([UNIFORMS, 1.0 - 2.0 ** -np.arange(2.0, 53.0)])
    found = np.array([portable.normal_quantile(share) for share in shares])
    assert found == pytest.approx(special.ndtri(shares), rel=4e-15, abs=2e-15)
    assert portable.normal_quantile(0.5) == 0.0


def test_the_normal_probability_is_that_of_scipy() -> None:
    for z in np.linspace(-30, 8, 400):
        assert portable.normal_probability(float(z)) == pytest.approx(stats.norm.cdf(z), rel=2e-12)
    assert portable.normal_probability(-40.0) == 0.0


def test_the_gamma_function_is_that_of_scipy() -> None:
    for x in np.concatenate([np.linspace(0.01, 12, 200), np.linspace(12, 100, 50)]):
        assert portable.gamma_function(float(x)) == pytest.approx(special.gamma(x), rel=1e-13)
