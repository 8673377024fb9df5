"""A package of three retrofits solved by hand, and the laws of its contributions."""

import math
from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest

from kpi.shapley import (
    contributions,
    sequential_effects,
    shapley_values,
    single_effects,
    subsets_of,
    whole_effect,
)
from kpi.statistics import Estimate, difference, estimate

# A robot (0) brings 6, a camera (1) brings 2, a buffer (2) nothing alone; robot and camera together
# cost 3 since the camera holds the faster line back, robot and buffer together bring 9 more.
BY_HAND = {(): 10, (0,): 16, (1,): 12, (2,): 10, (0, 1): 15, (0, 2): 25, (1, 2): 12, (0, 1, 2): 24}


def toy(shift: float = 0.0) -> dict[frozenset[int], np.ndarray]:
    return {frozenset(key): np.array([one + shift]) for key, one in BY_HAND.items()}


def exact(seed: int, members: int, replications: int = 5) -> dict[frozenset[int], np.ndarray]:
    """Random values as fractions, in which sums are exact."""
    chance = np.random.default_rng(seed)
    return {
        subset: np.array([Fraction(int(x), 97) for x in chance.integers(-999, 999, replications)])
        for subset in subsets_of(members)
    }


def test_three_retrofits_by_hand():
    found = contributions(toy(), 3)
    assert [one.mean for one in found.single] == [6, 2, 0]
    assert [one.mean for one in found.sequential] == [6, -1, 9]
    # robot: (2*6 + 3 + 15 + 2*12)/6; camera: (2*2 - 1 + 2 + 2*(-1))/6; buffer: (0 + 9 + 0 + 2*9)/6
    assert [one.mean for one in found.shapley] == [9, 0.5, 4.5]
    assert found.interaction.mean == 6
    assert found.whole.mean == 14


def test_the_value_is_the_mean_over_all_orders():
    values = exact(3, 4)
    total = [np.array([Fraction(0)] * 5) for _ in range(4)]
    for order in permutations(range(4)):
        for place, one in enumerate(order):
            before = frozenset(order[:place])
            total[one] = total[one] + values[before | {one}] - values[before]
    for mine, summed in zip(shapley_values(values, 4), total, strict=True):
        assert list(mine) == list(summed / 24)


@pytest.mark.parametrize("members", [1, 2, 3, 5])
def test_contributions_sum_to_the_whole_in_every_replication(members):
    values = exact(members, members)
    whole = list(whole_effect(values, members))
    assert list(sum(sequential_effects(values, members))) == whole
    assert list(sum(shapley_values(values, members))) == whole
    assert members == 1 or list(sum(single_effects(values, members))) != whole


def test_members_that_do_the_same_get_the_same():
    values = {
        subset: np.array([Fraction(len(subset & {0, 2}) ** 2 + 5 * (1 in subset))])
        for subset in subsets_of(3)
    }
    first, second, third = shapley_values(values, 3)
    assert list(first) == list(third) == [2]
    assert list(second) == [5]


def test_who_changes_nothing_gets_nothing():
    values = exact(7, 3)
    idle = {subset: values[subset - {1}] for subset in subsets_of(3)}
    assert list(shapley_values(idle, 3)[1]) == [0] * 5
    found = contributions(idle, 3)
    assert found.shapley[1] == Estimate(0.0, 0.0, 0.0, 5)
    assert found.shapley[0].mean != 0


def test_a_contribution_has_the_interval_of_its_replications():
    # The luck that all subsets share cancels; what is left is the luck of the effect.
    luck, own = np.array([5.0, -3.0, 1.0, 9.0]), np.array([1.0, 2.0, 3.0, 6.0])
    values = {s: luck + own * (0 in s) + 4.0 * (1 in s) for s in subsets_of(2)}
    found = contributions(values, 2)
    expected = estimate(list(own))
    assert found.shapley[0] == pytest.approx(expected)
    assert found.shapley[1] == pytest.approx(Estimate(4.0, 4.0, 4.0, 4))
    before, after = values[frozenset()], values[frozenset({0, 1})]
    assert found.whole == pytest.approx(difference(list(before), list(after)))


def test_one_replication_has_no_interval():
    assert math.isnan(contributions(toy(), 3).shapley[0].low)


def test_rounding_is_no_effect():
    values = {s: np.array([0.1 + 0.2 if s else 0.3, 0.3]) for s in subsets_of(2)}
    assert contributions(values, 2).whole == Estimate(0.0, 0.0, 0.0, 2)


def test_too_many_members_are_refused_with_the_number_of_runs():
    assert len(subsets_of(6)) == 64
    with pytest.raises(ValueError, match="7 members have 128 subsets"):
        subsets_of(7)
    with pytest.raises(ValueError, match="expected 1 to 6"):
        subsets_of(0)


def test_a_missing_subset_is_named():
    values = toy()
    del values[frozenset({0, 2})]
    with pytest.raises(ValueError, match=r"no values of the subsets \[\[0, 2\]\]"):
        contributions(values, 3)


def test_subsets_of_different_length_are_refused():
    with pytest.raises(ValueError, match=r"\[1, 2\] replications"):
        contributions({**toy(), frozenset({1}): np.array([1.0, 2.0])}, 3)
