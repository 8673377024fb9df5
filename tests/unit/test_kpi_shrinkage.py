"""A plant's injuries a year from its sector and its own record, solved by hand and by SciPy."""

import pytest
from scipy import stats

from kpi.shrinkage import (
    NoRate,
    PlantRate,
    Record,
    factor_of,
    rate_of_sector,
    weight_of_record,
    with_record,
)

FIFTY = rate_of_sector(0.008, 50, 5.0)  # 0.4 injuries a year, worth five years


def test_a_plant_of_fifty_without_a_record_has_the_rate_of_its_sector():
    assert pytest.approx((2.0, 5.0)) == FIFTY
    assert FIFTY.mean == pytest.approx(0.4)
    assert with_record(FIFTY, None) == FIFTY
    assert weight_of_record(FIFTY, None) == 0.0


def test_two_injuries_in_five_years_are_what_the_sector_expects():
    plant = with_record(FIFTY, Record(2, 5.0))
    assert plant == pytest.approx((4.0, 10.0))
    assert plant.mean == pytest.approx(0.4)
    assert weight_of_record(FIFTY, Record(2, 5.0)) == 0.5


def test_five_injuries_in_five_years_draw_the_mean_half_of_the_way():
    assert with_record(FIFTY, Record(5, 5.0)).mean == pytest.approx((0.4 + 1.0) / 2)


def test_five_years_without_an_injury_do_not_make_a_plant_without_danger():
    plant = with_record(FIFTY, Record(0, 5.0))
    assert plant.mean == pytest.approx(0.2)
    assert plant.low > 0.0


def test_the_interval_is_that_of_the_gamma_distribution():
    plant = with_record(FIFTY, Record(3, 4.0))
    low, high = stats.gamma.interval(0.95, 5.0, scale=1 / 9)
    assert (plant.low, plant.high) == pytest.approx((low, high))


def test_with_one_injury_behind_it_a_rate_is_exponential():
    plant = PlantRate(1.0, 2.0)
    assert plant.low == pytest.approx(0.0253178 / 2, rel=1e-5)  # -ln 0.975
    assert plant.high == pytest.approx(3.6888795 / 2, rel=1e-6)  # -ln 0.025


def test_a_record_makes_the_interval_narrower():
    widths = [
        one.high - one.low for one in (with_record(FIFTY, Record(2 * n, 5.0 * n)) for n in (1, 4))
    ]
    assert widths[1] < widths[0] < FIFTY.high - FIFTY.low


def test_a_long_record_is_all_that_counts():
    plant = with_record(FIFTY, Record(30_000, 10_000.0))
    assert plant.mean == pytest.approx(3.0, rel=1e-3)
    assert (plant.low, plant.high) == pytest.approx((3.0, 3.0), rel=0.02)


def test_the_factor_lets_a_line_reproduce_its_plant():
    assert factor_of(FIFTY, 0.1) == pytest.approx(4.0)
    assert 0.1 * factor_of(FIFTY, 0.1) == pytest.approx(FIFTY.mean)


@pytest.mark.parametrize("numbers", [(0.0, 50, 5.0), (0.008, 0, 5.0), (0.008, 50, 0.0)])
def test_no_rate_no_workers_and_no_strength_are_refused(numbers):
    with pytest.raises(NoRate, match="found 0; expected a"):
        rate_of_sector(*numbers)


@pytest.mark.parametrize("record", [Record(-1, 5.0), Record(1, 0.0), Record(0, float("nan"))])
def test_a_record_of_no_time_or_of_less_than_nothing_is_refused(record):
    with pytest.raises(NoRate, match="expected 0 or more in more than 0 years"):
        with_record(FIFTY, record)


def test_a_line_without_danger_cannot_be_adjusted():
    with pytest.raises(NoRate, match="nobody is exposed"):
        factor_of(FIFTY, 0.0)
