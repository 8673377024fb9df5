"""The rates of accident statistics against numbers that fit in the head."""

import pytest

from kpi import (
    accident_rate,
    combined_index,
    fatal_rate,
    frequency_rate,
    lost_time_rate,
    rate_per_thousand,
    recordable_rate,
    severity_rate,
)
from kpi.accidents import NothingToRefer


def test_the_worked_example_of_540_workers():
    hours = 540 * 9 * 280
    frequency, severity = frequency_rate(12, hours), severity_rate(6500, hours)
    assert frequency == pytest.approx(8.82, abs=0.005)
    assert severity == pytest.approx(4.78, abs=0.005)
    assert combined_index(frequency, severity) == pytest.approx(6.49, abs=0.005)


def test_all_industries_of_2024():
    workers = 2_098 / 0.98e-4
    assert accident_rate(142_771, workers) == pytest.approx(0.67, abs=0.005)
    assert rate_per_thousand(142_771, workers) == pytest.approx(6.67, abs=0.005)
    assert fatal_rate(2_098, workers) == pytest.approx(0.98)


def test_fatal_accidents_of_manufacturing():
    assert fatal_rate(165, 4_006_893) == pytest.approx(0.41, abs=0.005)


def test_a_hundred_people_work_200_000_hours_a_year():
    hours = 100 * 40 * 50
    assert recordable_rate(3, hours) == pytest.approx(3.0)
    assert lost_time_rate(1.5, 2 * hours) == pytest.approx(0.75)
    assert lost_time_rate(1, hours) * 5 == pytest.approx(frequency_rate(1, hours))


@pytest.mark.parametrize("rate", [accident_rate, fatal_rate, frequency_rate, severity_rate])
def test_a_rate_over_nobody_cannot_be_said(rate):
    for base in (0, -1, float("nan")):
        with pytest.raises(NothingToRefer, match="expected more than 0"):
            rate(1, base)


def test_fewer_than_no_accidents_are_refused():
    for count in (-1, float("nan")):
        with pytest.raises(ValueError, match="expected 0 or more"):
            accident_rate(count, 10)
