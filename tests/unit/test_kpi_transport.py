"""Figures of transport whose answers fit in the head."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of

from kpi import REGISTRY, Books, exposures, value_of
from kpi.ledger import TICKS_PER_HOUR
from lines.distributions import constant
from lines.machinery import Fleet, Hazard
from lines.model import Line
from lines.states import CHARGING, EMPTY, IDLE, LOADED, LOADING, REPAIR, VEHICLE_STATES


def fleet_line(**words: Any) -> Line:
    agv = Fleet("agv", 2, 1.0, constant(0.0), constant(0.0), **words)
    return line_of(station_of("press"), fleets={"agv": agv})


def told(books: Books, name: str) -> float | None:
    return value_of(REGISTRY[name].measure(books))


def test_a_line_without_fleets_says_nothing_of_transport() -> None:
    books = blank_books(line_of(station_of("press")))
    for name in ("transport_wait_s", "fleet_utilisation", "empty_travel_share"):
        assert REGISTRY[name].measure(books) is None


def test_parts_wait_for_vehicles_on_average() -> None:
    books = blank_books(fleet_line())
    books.ledger.transport_wait[:] = 30_000_000, 70_000_000
    books.ledger.carried[:] = 4, 1
    assert told(books, "transport_wait_s") == 20


def test_what_vehicles_do_with_their_time() -> None:
    books = blank_books(fleet_line(), end=10 * TICKS_PER_HOUR)
    ticks = books.ledger.vehicle_ticks
    for state, hours in ((IDLE, 3), (CHARGING, 1), (EMPTY, 1), (LOADED, 2), (LOADING, 2)):
        ticks[0, state] = hours * TICKS_PER_HOUR
    ticks[0, REPAIR] = TICKS_PER_HOUR
    ticks[1, IDLE] = 10 * TICKS_PER_HOUR
    assert told(books, "fleet_utilisation") == pytest.approx(6 / 20)
    assert told(books, "empty_travel_share") == pytest.approx(1 / 3)


def test_crossing_is_as_dangerous_as_vehicles_drive() -> None:
    line = fleet_line(hazards={"crossing": Hazard(1e-3, constant(10.0))})
    books = blank_books(line, end=10 * TICKS_PER_HOUR)
    books.ledger.vehicle_ticks[:, EMPTY] = 1 * TICKS_PER_HOUR
    books.ledger.vehicle_ticks[:, LOADED] = 2 * TICKS_PER_HOUR
    books.ledger.vehicle_ticks[:, LOADING] = 3 * TICKS_PER_HOUR
    (crossing,) = exposures(books)
    assert crossing.task == "crossing"
    assert (crossing.station, crossing.hazard, crossing.hours) == ("agv", "crossing", 6)
    assert told(books, "expected_injuries_per_year") == pytest.approx(6 * 1e-3 * 876)


def test_what_vehicles_draw_does_not_run_over_in_a_century() -> None:
    hours = 876_000
    books = blank_books(fleet_line(), end=hours * TICKS_PER_HOUR)
    books.ledger.vehicle_ticks[:, LOADED] = hours * TICKS_PER_HOUR
    watts = np.zeros((2, len(VEHICLE_STATES)), np.int64)
    watts[:, LOADED] = 10_000, 3_000
    drawn = replace(books, frame=books.frame._replace(vehicle_w=watts)).vehicle_kwh
    assert drawn.tolist() == pytest.approx([10 * hours, 3 * hours])
