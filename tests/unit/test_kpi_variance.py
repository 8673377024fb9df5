"""Shares of a variance on models whose answer is known."""

import math

import numpy as np
import pytest

from kpi.variance import origins_of


def linear(draws, runs=2, seed=1, noise=2.0, a=3.0, b=1.0, curve=0.0, product=0.0):
    """y = a x + b z + curve x^2 + product x z + noise; x and z of variance 1."""
    chance = np.random.default_rng(seed)
    x = chance.uniform(-math.sqrt(3), math.sqrt(3), draws)
    z = chance.normal(0.0, 1.0, draws)
    means = a * x + b * z + curve * x * x + product * x * z
    answers = means[:, None] + chance.normal(0.0, noise, (draws, runs))
    return answers, {"x": x, "z": z}


def test_a_linear_answer_has_its_known_shares():
    # variances: 9 of x, 1 of z, 4 of the plant
    found = origins_of(*linear(1000))
    assert found.variance == pytest.approx(14, rel=0.08)
    assert found.plant.share.mean == pytest.approx(4 / 14, abs=0.04)
    assert found.parameters["x"].share.mean == pytest.approx(9 / 14, abs=0.05)
    assert found.parameters["z"].share.mean == pytest.approx(1 / 14, abs=0.03)
    assert found.interplay.share.mean == pytest.approx(0, abs=0.04)


def test_shares_sum_to_one():
    found = origins_of(*linear(30, curve=1.0, product=2.0))
    parts = [found.plant, *found.parameters.values(), found.interplay]
    assert sum(part.share.mean for part in parts) == pytest.approx(1)
    assert sum(part.variance for part in parts) == pytest.approx(found.variance)


def test_groups_are_told_together():
    # variances: 10 of both, 4 of the plant
    answers, parameters = linear(1000)
    found = origins_of(answers, parameters, {"both": ["z", "x"], "last": ["z"], "none": []})
    assert found.groups["both"].share.mean == pytest.approx(10 / 14, abs=0.05)
    assert found.groups["both"].share.low < 10 / 14 < found.groups["both"].share.high
    single = sum(part.variance for part in found.parameters.values())
    assert found.groups["both"].variance == pytest.approx(single)
    assert found.groups["last"].share == pytest.approx(found.parameters["z"].share)
    assert (found.groups["none"].variance, found.groups["none"].told_apart) == (0, False)
    assert found.left_if_all_known("both") == pytest.approx(2, rel=0.1)
    assert found.left_if_all_known("last") == found.left_if_known("z")


def test_a_parameter_that_works_only_by_its_square_is_seen():
    # x^2 of a uniform number of variance 1 has variance 9/5 - 1 = 0.8
    found = origins_of(*linear(800, noise=0.5, a=0.0, b=0.0, curve=1.0))
    assert found.parameters["x"].variance == pytest.approx(0.8, rel=0.12)
    assert not found.parameters["z"].told_apart


def test_parameters_that_work_only_together_are_interplay():
    found = origins_of(*linear(800, noise=0.5, a=0.0, b=0.0, product=1.0))
    assert found.interplay.share.mean == pytest.approx(1 / 1.25, abs=0.06)
    assert found.interplay.told_apart


@pytest.mark.slow
def test_estimates_have_no_bias():
    shares = {"plant": 4.0, "x": 9.0, "z": 1.0}
    seen = {name: [] for name in shares}
    for seed in range(100):
        found = origins_of(*linear(20, seed=seed))
        seen["plant"].append(found.plant.variance)
        for name in ("x", "z"):
            seen[name].append(found.parameters[name].variance)
    for name, variance in shares.items():
        error = np.std(seen[name]) / math.sqrt(100)
        assert abs(np.mean(seen[name]) - variance) < 3 * error


@pytest.mark.slow
def test_intervals_hold_the_known_share_nearly_as_often_as_they_say():
    held = {"plant": 0, "x": 0}
    for seed in range(100):
        found = origins_of(*linear(40, seed=seed))
        for name, part, true in (
            ("plant", found.plant, 4 / 14),
            ("x", found.parameters["x"], 9 / 14),
        ):
            held[name] += part.share.low <= true <= part.share.high
    assert all(0.88 <= count / 100 <= 0.995 for count in held.values()), held


@pytest.mark.slow
def test_a_parameter_without_effect_is_seldom_told_apart_from_nothing():
    told = sum(
        origins_of(*linear(40, seed=s, b=0.0)).parameters["z"].told_apart for s in range(100)
    )
    assert told <= 8


def test_without_plant_luck_all_comes_from_the_parameters():
    found = origins_of(*linear(25, noise=0.0, b=0.0))
    assert found.plant.share.mean == 0
    assert not found.plant.told_apart
    assert found.parameters["x"].share.mean == pytest.approx(1)
    assert found.left_if_known("x") == pytest.approx(0, abs=1e-6)


def test_knowing_a_parameter_takes_its_variance_away():
    found = origins_of(*linear(1000))
    assert found.left_if_known("x") == pytest.approx(math.sqrt(5), rel=0.08)
    assert found.left_if_known("z") == pytest.approx(math.sqrt(13), rel=0.08)


def test_luck_among_the_draws_gives_nothing_to_a_parameter_without_effect():
    # x explains everything; z went along with it by chance in these few draws
    answers, parameters = linear(20, noise=0.01, b=0.0)
    along = parameters["z"] + 0.5 * parameters["x"]
    found = origins_of(answers, {"x": parameters["x"], "z": along})
    assert np.corrcoef(parameters["x"], along)[0, 1] > 0.3
    assert abs(found.parameters["z"].share.mean) < 0.001
    assert found.parameters["x"].share.mean == pytest.approx(1, abs=0.01)


def test_knowing_more_neither_spreads_the_answer_nor_stills_the_plant():
    shares = []
    for seed in range(40):
        found = origins_of(*linear(20, seed=seed, a=seed % 2, b=0.0))
        shares.append(found.plant.share.mean)
        whole, plant = found.variance, min(found.variance, found.plant.variance)
        for name in ("x", "z"):
            assert math.sqrt(plant) <= found.left_if_known(name) <= math.sqrt(whole)
    assert min(shares) < 1 < max(shares)  # the estimates cross the bound, what is left does not


def test_a_parameter_that_is_always_the_same_explains_nothing():
    answers, parameters = linear(20)
    found = origins_of(answers, {**parameters, "fixed": np.full(20, 0.7)})
    assert found.parameters["fixed"].variance == 0


def test_a_parameter_of_two_values_has_one_term():
    answers, _ = linear(800, a=0.0, b=0.0)
    coin = np.arange(800) % 2.0
    found = origins_of(answers + 4.0 * coin[:, None], {"coin": coin})
    assert found.parameters["coin"].variance == pytest.approx(4, rel=0.12)


def test_an_answer_that_never_varies_has_no_origins():
    assert origins_of(np.full((20, 2), 3.7), {}) is None


def test_too_little_is_refused():
    with pytest.raises(ValueError, match="9 draws of 2 runs; expected at least 10"):
        origins_of(*linear(9))
    with pytest.raises(ValueError, match="20 draws of 1 runs"):
        origins_of(*linear(20, runs=1))
    with pytest.raises(ValueError, match="20 draws of 2 runs; expected at least 22"):
        origins_of(linear(20)[0], {f"x{k}": np.zeros(20) for k in range(5)})
    with pytest.raises(ValueError, match="x: 3 values for 20 draws"):
        origins_of(linear(20)[0], {"x": np.zeros(3)})
