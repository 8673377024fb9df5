"""Indicators of the KPI form by key figures: units, changes by the official rule, zero before."""

import math

import pytest

from kpi.books import Ratio
from kpi.form import Sides, achieved, converted, sides_of
from kpi.statistics import Estimate
from lines.packs import Measured
from lines.packs.effects import Named
from lines.places import Document, Place

FIGURE = Named("any", Place(Document("pack", ""), 0, 0), "")
T_95_ONE_DEGREE = 12.7062


def by(**words) -> Measured:
    return Measured(FIGURE, **words)


def test_a_share_becomes_parts_in_a_million_and_its_sums_stay_apart():
    assert converted(by(times=1e6), Ratio(3, 2000)) == Ratio(3e6, 2000)
    assert converted(by(times=1e6), Ratio(3, 2000)).value == 1500.0
    assert converted(by(times=100.0), 0.25) == 25.0


def test_seconds_become_hours():
    assert converted(by(over=3600.0), Ratio(14_400.0, 2)).value == 2.0
    assert converted(by(over=3600.0), 5400.0) == 1.5


def test_the_rest_of_a_share_is_one_less_it():
    assert converted(by(times=1e6, complement=True), Ratio(990, 1000)).value == 10_000.0
    assert converted(by(times=100.0, complement=True), 0.75) == 25.0


def test_what_cannot_be_said_stays_so():
    assert converted(by(), None) is None
    sides = sides_of(by(), "increase", [1.0, None], [1.0, 2.0])
    assert (sides.before, sides.after.mean, sides.achieved) == (None, 1.5, None)


def test_an_increase_is_now_less_before_over_before():
    # before 10 and 12 parts in an hour, after 13.2 twice: (13.2 - 11) / 11 = 20 %
    before, after = [Ratio(100, 10), Ratio(120, 10)], [Ratio(132, 10), Ratio(132, 10)]
    sides = sides_of(by(), "increase", before, after)
    assert sides.before.mean == 11.0
    assert sides.after.mean == 13.2
    # residuals of the ratio are +1.2/11 and -1.2/11: half = t × (1.2/11 × √2) / √2
    half = T_95_ONE_DEGREE * 1.2 / 11
    assert sides.achieved == (
        pytest.approx(0.2),
        pytest.approx(0.2 - half, abs=1e-5),
        pytest.approx(0.2 + half, abs=1e-5),
        2,
    )


def test_a_decrease_is_before_less_now_over_before():
    # 4 h before, 3 h after: 25 % achieved
    sides = sides_of(by(over=3600.0), "decrease", [14_400.0] * 2, [10_800.0] * 2)
    assert (sides.before.mean, sides.after.mean) == (4.0, 3.0)
    assert sides.achieved == Estimate(0.25, 0.25, 0.25, 2)


def test_an_interval_is_turned_round_with_its_change():
    change = Estimate(-0.2, -0.3, -0.05, 9)
    assert achieved(change, "decrease") == Estimate(0.2, 0.05, 0.3, 9)
    assert achieved(change, "increase") == change
    assert math.copysign(1.0, achieved(Estimate(0.0, 0.0, 0.0, 2), "decrease").mean) == 1.0


def test_nothing_before_gives_no_change():
    sides = sides_of(by(), "decrease", [Ratio(0, 10)] * 2, [Ratio(1, 10)] * 2)
    assert (sides.before.mean, sides.after.mean) == (0.0, 0.1)
    assert sides.achieved is None


def test_a_relative_indicator_counts_the_state_before_as_a_hundred():
    # 8 parts in process before, 6 after
    sides = sides_of(by(relative=True), "decrease", [8.0] * 2, [6.0] * 2)
    assert sides.before == Estimate(100.0, 100.0, 100.0, 2)
    assert sides.after == Estimate(75.0, 75.0, 75.0, 2)
    assert sides.achieved.mean == 0.25
    assert sides_of(by(relative=True), "decrease", [0.0] * 2, [6.0] * 2) == Sides(None, None, None)
