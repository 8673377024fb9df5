"""Demand by product: read from options, and written down with what nobody says of the others."""

import pytest

from twin import SettingError
from twin.invest import Wishes, terms_of
from twin.invest.demand import demand_of
from twin.scenario import Scenario, scenario_of


def rows(demand, line, at=None):
    after = scenario_of(line, ["ai-vision"], at)
    basis = terms_of(Scenario(after.source), after, Wishes(demand=demand)).basis
    return {one.key: (one.about, one.value) for one in basis if "demand" in one.key}


def test_a_product_of_which_nobody_says_how_many_is_written_down():
    told = rows({"cover": 5e5}, "car-parts-machining")
    assert told == {"demand-of": ("cover", 5e5), "demand-rest": ("flange", None)}


def test_the_others_of_a_line_that_works_to_order_are_ordered():
    told = rows({"shaft": 900.0}, "defence-machining", at="measure")
    assert told == {"demand-of": ("shaft", 900.0), "demand-orders-of": ("housing", None)}


def test_demands_are_read_as_numbers():
    assert demand_of(["120,000"]) == 120000.0
    assert demand_of(["housing=120000", "cover = 8e4"]) == {"housing": 120000.0, "cover": 8e4}
    assert demand_of([]) is None


def test_a_demand_of_no_number_is_refused():
    with pytest.raises(SettingError, match="--demand housing: found nan; expected a number of"):
        Wishes(demand=demand_of(["housing=nan"]))
