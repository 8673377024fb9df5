"""A year of people in danger: by station, task and hazard, stretched to 8 760 h."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import dangers
from kpi.ledger import TICKS_PER_HOUR
from lines.distributions import constant
from lines.machinery import Failure, Hazard, Setup
from lines.model import Crew
from lines.states import BUSY, SETUP

DAY = 24 * TICKS_PER_HOUR  # of 365 in a year


def failure(name, hazard="clearing"):
    return Failure(name, constant(3600.0), constant(60.0), hazard=hazard)


def books_of(severity_days):
    """In a day 1 h and 2 h of repairs, half an hour of set-up and 20 h of attended work."""
    hazards = {"clearing": Hazard(0.01, severity_days), "handling": Hazard(0.0005)}
    cast = station_of(
        "cast",
        failures=(failure("jam"), failure("leak")),
        setup=Setup(constant(60.0), hazard="clearing"),
        crew="casting",
        crew_hazard="handling",
        hazards=hazards,
    )
    books = blank_books(line_of(cast, crews={"men": Crew(2, None, ("casting",))}), end=DAY)
    books.ledger.repair_ticks[:] = TICKS_PER_HOUR, 2 * TICKS_PER_HOUR
    books.ledger.state_ticks[0, SETUP] = TICKS_PER_HOUR // 2
    books.ledger.state_ticks[0, BUSY] = 20 * TICKS_PER_HOUR
    return books


def test_a_day_is_stretched_to_a_year_task_by_task():
    found = {(one.task, one.hazard): one.hours for one in dangers(books_of(None))}
    assert found == pytest.approx(
        {
            ("repair", "clearing"): 3 * 365,
            ("setup", "clearing"): 365 / 2,
            ("attending", "handling"): 20 * 365,
        }
    )


def test_injuries_and_days_follow_from_the_rates_of_the_line():
    repair = dangers(books_of(constant(30.0)))[0]
    assert repair.injuries == pytest.approx(3 * 365 * 0.01)
    assert repair.days == pytest.approx(30 * 3 * 365 * 0.01)


def test_days_are_not_told_where_a_hazard_has_no_severity():
    found = {one.task: one.days for one in dangers(books_of(constant(30.0)))}
    assert found["attending"] is None
    assert found["repair"] is not None


def test_repair_and_set_up_are_no_routine():
    found = {one.task: one.is_routine for one in dangers(books_of(None))}
    assert found == {"repair": False, "setup": False, "attending": True}
