"""Where energy goes, by hand, and on every bundled line: no split loses or makes a kWh."""

from dataclasses import replace

import numpy as np
import pytest
from blank_books import blank_books, line_of

from kpi.books import Books
from kpi.ledger import AT_SINK, TICKS_PER_HOUR
from kpi.shares import (
    by_product,
    by_state,
    by_station_and_state,
    by_utility,
    cost_of_kwh,
    gas_by_product,
    gas_by_state,
    gas_by_station,
    gas_not_valued_nm3,
    not_valued_kwh,
)
from lines import bundled_lines
from lines.distributions import constant
from lines.loads import LEAKS
from lines.machinery import Station
from lines.model import CompressedAir, Energy, Product
from lines.states import BUSY, STARVED
from twin.study import run_study

WATTS = [1000 if state == STARVED else 4000 if state == BUSY else 0 for state in range(11)]


@pytest.fixture
def books() -> Books:
    """Two machines of an hour, products of 60 s and 120 s.

    mill: half an hour busy at 4 kW, half an hour idle at 1 kW, 10 of a and 5 of b: as long on each;
    36 kJ a part. saw: an hour at 2 kW, and it makes a alone. Base load 1 kWh, leaks 0.5 kWh.
    """
    cycle = {"a": constant(60.0), "b": constant(120.0)}
    mill = Station("mill", cycle, power_w={"busy": 4000.0}, energy_per_part_j=36_000.0)
    saw = Station("saw", cycle, power_w={"busy": 2000.0})
    energy = Energy(price_per_kwh=100.0, air=CompressedAir(6500.0, 0.1))
    line = line_of(mill, saw, products={"a": Product(), "b": Product()}, energy=energy)
    made = blank_books(line, power_w=[WATTS, [2000] * 11], part_energy_j=[36_000, 0])
    made.ledger.state_ticks[0, [BUSY, STARVED]] = TICKS_PER_HOUR // 2
    made.ledger.state_ticks[1, BUSY] = TICKS_PER_HOUR
    made.ledger.finished[:] = [[10, 5], [20, 0]]
    made.ledger.fates[AT_SINK, :, 0] = [20, 5]
    loads = {"loads": ("light", LEAKS), "load_w": np.array([1000, 500])}
    frame = made.frame._replace(**loads, load_ticks=(TICKS_PER_HOUR,) * 2)
    return Books(made.ledger, frame, line)


def test_utilities_and_states_by_hand(books: Books):
    assert by_utility(books) == pytest.approx(
        {"machines": 4.65, "compressed air": 0.5, "base loads": 1.0}
    )
    assert by_state(books) == pytest.approx(
        {"busy": 4.15, "starved": 0.5, "base loads": 1.0, LEAKS: 0.5}
    )
    assert not_valued_kwh(books) == pytest.approx(2.0)
    assert cost_of_kwh(books) == pytest.approx(100.0)


def test_a_station_by_state(books: Books):
    found = by_station_and_state(books)["mill"]
    assert found["busy"] == pytest.approx(2.15)
    assert found["starved"] == pytest.approx(0.5)


def test_products_share_a_machine_by_the_time_it_worked_on_them(books: Books):
    # mill: 2.5 kWh halved; parts 0.1 and 0.05; saw: 2 kWh all to a.
    # busy hours: a 0.25 + 1, b 0.25, so a takes 5/6 of the 1.5 kWh of light and leaks
    found = by_product(books)
    assert found["a"] == pytest.approx(1.25 + 0.1 + 2.0 + 1.25)
    assert found["b"] == pytest.approx(1.25 + 0.05 + 0.25)


def test_gas_goes_as_the_electricity_of_its_machine(books: Books):
    mill = replace(books.line.stations["mill"], gas_nm3_per_h={"busy": 12.0, "idle": 3.0})
    line = replace(books.line, stations={**books.line.stations, "mill": mill})
    burning = Books(books.ledger, books.frame, line)
    assert gas_by_station(burning) == {"mill": pytest.approx(7.5)}
    assert gas_by_state(burning) == pytest.approx({"busy": 6.0, "starved": 1.5})
    assert gas_by_product(burning) == pytest.approx({"a": 3.75, "b": 3.75})
    assert gas_not_valued_nm3(burning) == pytest.approx(1.5)


def test_where_nothing_was_made_products_share_evenly(books: Books):
    books.ledger.finished[:] = 0
    assert by_product(books)["a"] == pytest.approx(by_product(books)["b"])
    assert sum(by_product(books).values()) == pytest.approx(books.kwh)


@pytest.mark.parametrize("name", bundled_lines())
def test_the_splits_of_every_bundled_line_add_up(name: str):
    study = run_study(name, warmup_s=0.0, length_s=2 * 86_400.0, replications=1)
    (one,) = study.books
    for split in (by_utility, by_state, by_product):
        assert sum(split(one).values()) == pytest.approx(one.kwh)
    for gas in (gas_by_station, gas_by_state, gas_by_product):
        assert sum(gas(one).values()) == pytest.approx(one.gas_nm3)
    stations = sum(sum(states.values()) for states in by_station_and_state(one).values())
    rest = one.base_kwh + one.load_kwh.get(LEAKS, 0.0) + float(one.vehicle_kwh.sum())
    assert stations + rest == pytest.approx(one.kwh)
