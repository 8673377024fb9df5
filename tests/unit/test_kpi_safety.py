"""S: hours in danger, injuries to be expected, and the rates of accident statistics."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import exposure_by_hazard, value_of
from kpi.ledger import TICKS_PER_HOUR
from kpi.safety import (
    expected_combined_index,
    expected_frequency_rate,
    expected_injuries_per_year,
    expected_severity_rate,
    exposure_h,
)
from lines.distributions import constant
from lines.machinery import Failure, Hazard, Setup
from lines.model import Crew, People
from lines.states import BUSY, SETUP

HOURS = 8760 * TICKS_PER_HOUR  # a year: what is booked is what happens in a year


def jam(hazard):
    return Failure("jam", constant(3600.0), constant(60.0), hazard=hazard)


def dangerous_books(severity_days=None, people=None):
    """In a year 10 h of clearing jams, 20 h of set-up, and 970 h of attended work, all at cast."""
    hazards = {
        "clearing": Hazard(0.01, severity_days),
        "die": Hazard(0.02, severity_days),
        "handling": Hazard(0.0005, severity_days),
    }
    cast = station_of(
        "cast",
        failures=(jam("clearing"), Failure("leak", constant(1.0), constant(1.0))),
        setup=Setup(constant(60.0), hazard="die"),
        crew="casting",
        crew_hazard="handling",
        hazards=hazards,
    )
    line = line_of(cast, crews={"men": Crew(2, None, ("casting",))}, people=people)
    books = blank_books(line, end=HOURS)
    books.ledger.repair_ticks[:] = 10 * TICKS_PER_HOUR, 99 * TICKS_PER_HOUR
    books.ledger.state_ticks[0, SETUP] = 20 * TICKS_PER_HOUR
    books.ledger.state_ticks[0, BUSY] = 970 * TICKS_PER_HOUR
    return books


def test_exposure_adds_up_the_time_in_tasks_with_a_hazard():
    assert exposure_h(dangerous_books()) == pytest.approx(1000.0)


def test_exposure_is_told_by_hazard():
    hours = {name: value_of(one) for name, one in exposure_by_hazard(dangerous_books()).items()}
    assert hours == pytest.approx({"clearing": 10.0, "die": 20.0, "handling": 970.0})


def test_one_hazard_of_two_stations_is_added_up():
    hazards = {"clearing": Hazard(0.01)}
    stations = [station_of(name, failures=(jam("clearing"),), hazards=hazards) for name in "ab"]
    books = blank_books(line_of(*stations))
    books.ledger.repair_ticks[:] = TICKS_PER_HOUR // 4, TICKS_PER_HOUR // 2
    assert value_of(exposure_by_hazard(books)["clearing"]) == pytest.approx(0.75)


def test_a_machine_without_people_exposes_nobody():
    cast = station_of("cast", crew=None, crew_hazard="handling")
    books = blank_books(line_of(cast))
    books.ledger.state_ticks[0, BUSY] = TICKS_PER_HOUR
    assert exposure_h(books) is None
    assert expected_injuries_per_year(books) is None


def test_injuries_are_exposure_times_rate():
    injuries = 10 * 0.01 + 20 * 0.02 + 970 * 0.0005
    assert value_of(expected_injuries_per_year(dangerous_books())) == pytest.approx(injuries)


def test_injuries_of_half_a_year_are_scaled_to_a_year():
    books = dangerous_books()
    books.ledger.span[0] = HOURS // 2
    injuries = 2 * (10 * 0.01 + 20 * 0.02 + 970 * 0.0005)
    assert value_of(expected_injuries_per_year(books)) == pytest.approx(injuries)


def test_the_rates_refer_to_the_hours_of_the_workforce():
    books = dangerous_books(constant(30.0), People(100, 2000.0))
    assert value_of(expected_frequency_rate(books)) == pytest.approx(0.985 / 0.2)
    assert value_of(expected_severity_rate(books)) == pytest.approx(0.985 * 30 / 200)
    assert expected_combined_index(books) == pytest.approx((0.985**2 * 30 / 40) ** 0.5)


def test_without_people_or_severities_there_are_no_rates():
    assert expected_frequency_rate(dangerous_books(constant(30.0))) is None
    assert expected_severity_rate(dangerous_books(None, People(100, 2000.0))) is None
    assert expected_combined_index(dangerous_books()) is None
