"""The worth of knowing, on answers of which it can be worked out by hand."""

import math

import numpy as np
import pytest

from kpi.knowing import worth_of_knowing


def linear(mean, draws=1500, seed=1, a=3.0, b=1.0, noise=2.0):
    """y = mean + a x + b z + noise; x uniform and z normal, both of mean 0 and variance 1."""
    chance = np.random.default_rng(seed)
    x = chance.uniform(-math.sqrt(3), math.sqrt(3), draws)
    z = chance.normal(0.0, 1.0, draws)
    answers = (mean + a * x + b * z)[:, None] + chance.normal(0.0, noise, (draws, 2))
    return answers, {"x": x, "z": z}, {"both": ("x", "z")}


def normal_gain(mean, sd):
    """E max(0, N(mean, sd)) - max(0, mean)."""
    density = math.exp(-0.5 * (mean / sd) ** 2) / math.sqrt(2 * math.pi)
    below = 0.5 * (1 + math.erf(mean / sd / math.sqrt(2)))
    return sd * density + mean * below - max(0.0, mean)


def uniform_gain(mean, half):
    """E max(0, U(mean - half, mean + half)) - max(0, mean)."""
    if abs(mean) >= half:
        return 0.0
    return (mean + half) ** 2 / (4 * half) - max(0.0, mean)


@pytest.mark.parametrize("mean", [0.0, 1.0, -2.0])
def test_a_linear_answer_has_its_known_worths(mean):
    found = worth_of_knowing(*linear(mean))
    expected = uniform_gain(mean, 3 * math.sqrt(3))
    assert found.parameters["x"].mean == pytest.approx(expected, abs=0.12)
    assert found.parameters["x"].low < expected < found.parameters["x"].high
    assert found.parameters["z"].mean == pytest.approx(normal_gain(mean, 1.0), abs=0.08)
    assert found.now == pytest.approx(max(0.0, mean), abs=0.2)
    assert found.groups["both"].mean == pytest.approx(found.everything.mean, abs=0.05)


def test_nobody_pays_to_know_what_turns_no_decision():
    found = worth_of_knowing(*linear(20.0, draws=60))
    for one in (*found.parameters.values(), *found.groups.values(), found.everything):
        assert (one.mean, one.low, one.high) == (0.0, 0.0, 0.0)
    assert found.luck_too.mean == 0.0


def test_to_know_more_is_never_worth_less():
    found = worth_of_knowing(*linear(0.5, draws=400))
    x, z = (found.parameters[name].mean for name in "xz")
    assert max(x, z) < found.groups["both"].mean < found.luck_too.mean
    assert found.everything.mean < found.luck_too.mean


def test_luck_is_not_taken_for_knowledge():
    """Answers of pure noise: the means of the draws differ, and yet there is nothing to know."""
    answers, parameters, groups = linear(0.0, a=0.0, b=0.0)
    found = worth_of_knowing(answers, parameters, groups)
    assert found.luck_too.mean == pytest.approx(normal_gain(0.0, 2.0), abs=0.06)
    assert found.everything.mean < 0.3
    assert found.parameters["x"].mean < 0.15


@pytest.mark.slow
def test_estimates_are_a_little_low_at_break_even_and_never_high():
    """The draws that value the knowledge have also taken the decision."""
    gains = [worth_of_knowing(*linear(0.0, draws=40, seed=seed)) for seed in range(60)]
    seen = np.array([[g.parameters["x"].mean, g.everything.mean] for g in gains])
    expected = uniform_gain(0.0, 3 * math.sqrt(3)), normal_gain(0.0, math.sqrt(10))
    for mean, known in zip(seen.mean(axis=0), expected, strict=True):
        assert 0.8 * known < mean < 1.03 * known


def test_too_few_draws_are_refused():
    with pytest.raises(ValueError, match="5 draws of 2 runs; expected at least 10"):
        worth_of_knowing(*linear(0.0, draws=5))
