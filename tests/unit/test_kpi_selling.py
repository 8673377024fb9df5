"""What of the good parts is sold, by product, from a few numbers in the head."""

import numpy as np
import pytest

from kpi.selling import sold_of

NAMES = ("cup", "lid")


def sold(before, after, demand, *, to_order=False):
    sides = [[np.array(row, float) for row in side] for side in (before, after)]
    found = sold_of(NAMES, *sides, demand, to_order=to_order)
    return [[row.tolist() for row in side] for side in found]


def test_each_product_is_sold_up_to_its_own_demand():
    """Twenty more cups and ten more lids are made: all the cups are wanted, five of the lids."""
    before, after = sold([[100, 50]], [[120, 60]], {"cup": 500.0, "lid": 55.0})
    assert (before, after) == ([[100, 50]], [[120, 55]])


def test_one_demand_for_all_keeps_the_mix_made_before():
    before, after = sold([[100, 50]], [[130, 110]], 180.0)
    assert before == [[100, 50]]
    assert after == [[120, 60]]


def test_no_part_is_sold_that_is_not_made():
    """180 are wanted, two cups to a lid; only 100 cups are made, and 60 lids go with them."""
    assert sold([[100, 50]], [[100, 110]], 180.0)[1] == [[100, 60]]
    assert sold([[100, 50]], [[90, 200]], 120.0)[1] == [[80, 40]]
    for made in ([90, 80], [90, 100], [20, 500]):
        rows = sold([[100, 50]], [made], 180.0)[1]
        assert all(one <= two for one, two in zip(rows[0], made, strict=True))


def test_a_product_that_is_new_takes_what_the_others_leave_of_the_demand():
    assert sold([[100, 0]], [[100, 50]], 180.0)[1] == [[100, 50]]
    assert sold([[100, 0]], [[100, 50]], 120.0)[1] == [[100, 20]]
    assert sold([[100, 0]], [[0, 150]], 120.0) == [[[100, 0]], [[0, 120]]]


def test_a_product_of_which_nobody_says_so_is_sold_as_before():
    assert sold([[100, 50]], [[120, 60]], {"cup": 500.0})[1] == [[120, 50]]
    assert sold([[100, 50]], [[120, 40]], {"cup": 500.0})[1] == [[120, 40]]


def test_the_rest_of_a_line_that_works_to_order_is_all_wanted():
    assert sold([[100, 50]], [[120, 60]], {"cup": 110.0}, to_order=True)[1] == [[110, 60]]


def test_a_product_that_nobody_wants_any_more_is_not_sold():
    assert sold([[100, 50]], [[120, 60]], {"cup": 0.0, "lid": 60.0}) == [[[0, 50]], [[0, 60]]]


def test_whether_a_product_is_held_back_is_decided_by_its_mean():
    """Over two replications as many as wanted: neither is cut, though one makes more."""
    made = [[90, 10], [110, 10]]
    assert sold(made, made, {"cup": 100.0, "lid": 99.0}) == [made, made]
    assert sold(made, made, {"cup": 99.0, "lid": 99.0})[0] == [[99, 10], [99, 10]]


@pytest.mark.parametrize("demand", [1e12, {"cup": 1e12, "lid": 1e12}])
def test_where_all_is_wanted_all_is_sold(demand):
    assert sold([[100, 50]], [[90, 70]], demand) == [[[100, 50]], [[90, 70]]]
