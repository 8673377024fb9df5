"""E: kilowatts, kilowatt-hours and what they cost and emit."""

from dataclasses import replace

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of

from kpi import value_of
from kpi.cost import cost_parts
from kpi.energy import (
    base_load_share,
    co2_t,
    compressed_air_kwh,
    contract_used,
    energy_base_kwh,
    energy_cost,
    energy_cost_per_good_part,
    energy_kwh,
    energy_non_value_cost,
    energy_non_value_share,
    gas_cost,
    gas_nm3,
    kwh_per_good_part,
    load_factor,
    peak_kw,
)
from kpi.ledger import AT_SINK, QUARTER_TICKS, TICKS_PER_HOUR
from lines.loads import LEAKS
from lines.model import BaseLoad, CompressedAir, Energy, Gas
from lines.states import BUSY, STARVED

WATTS = [1000 if state == STARVED else 4000 if state == BUSY else 0 for state in range(11)]
POWER = {"busy": 4000.0, "idle": 1000.0}
ALL = (
    energy_kwh,
    kwh_per_good_part,
    energy_non_value_share,
    peak_kw,
    load_factor,
    energy_cost,
    co2_t,
)


@pytest.fixture
def books():
    """Half an hour at 4 kW, half at 1 kW, and five cycles of 0.1 kWh: 3 kWh."""
    press = station_of("press", power_w=POWER, energy_per_part_j=360_000.0)
    energy = Energy(price_per_kwh=160.0, grid_kg_per_kwh=0.5)
    books = blank_books(line_of(press, energy=energy), power_w=[WATTS], part_energy_j=[360_000])
    books.ledger.state_ticks[0, [BUSY, STARVED]] = TICKS_PER_HOUR // 2
    books.ledger.finished[0, 0] = 5
    books.ledger.fates[AT_SINK, 0, 0] = 4
    books.ledger.load_curve[:] = [QUARTER_TICKS * watts for watts in (4000, 6000, 1000, 1000)]
    return books


def test_energy_is_power_over_time_and_a_share_for_each_cycle(books):
    assert energy_kwh(books) == pytest.approx(3.0)


def test_energy_per_good_part(books):
    assert value_of(kwh_per_good_part(books)) == pytest.approx(0.75)


def test_energy_of_waiting_adds_no_value(books):
    assert value_of(energy_non_value_share(books)) == pytest.approx(0.5 / 3.0)


def test_the_peak_is_the_highest_quarter_hour(books):
    assert peak_kw(books) == 6.0


def test_a_quarter_hour_cut_by_the_ends_of_the_books_is_no_peak():
    line = line_of(station_of("press", power_w=POWER))
    begin, end = QUARTER_TICKS // 2, 3 * QUARTER_TICKS + 1
    books = blank_books(line, begin=begin, end=end, power_w=[WATTS])
    books.ledger.load_curve[:] = [QUARTER_TICKS * watts for watts in (9000, 2000, 3000, 8000)]
    assert peak_kw(books) == 3.0


def test_books_under_a_quarter_hour_have_no_peak():
    books = blank_books(line_of(station_of("press", power_w=POWER)), end=QUARTER_TICKS // 2)
    assert peak_kw(books) is None
    assert load_factor(books) is None


def test_the_load_factor_is_mean_over_peak(books):
    assert value_of(load_factor(books)) == pytest.approx(0.5)


def test_the_bill_is_energy_at_the_flat_price(books):
    assert energy_cost(books) == pytest.approx(480.0)


def test_carbon_is_energy_at_the_grid_factor(books):
    assert co2_t(books) == pytest.approx(0.0015)


def test_a_line_that_names_no_power_says_nothing_about_energy():
    books = blank_books(line_of(station_of("press"), energy=Energy(160.0, 0.5)))
    assert [figure(books) for figure in ALL] == [None] * len(ALL)


def test_without_price_and_grid_factor_there_is_no_bill_and_no_carbon():
    books = blank_books(line_of(station_of("press", power_w=POWER)))
    assert energy_kwh(books) == 0.0
    assert energy_cost(books) is None
    assert co2_t(books) is None


def test_energy_of_a_large_plant_does_not_run_over():
    line = line_of(station_of("press", machines=500, power_w={"busy": 1e6}))
    books = blank_books(line, power_w=[[1_000_000] * 11] * 500)
    books.ledger.state_ticks[:, BUSY] = 10_000 * TICKS_PER_HOUR
    assert energy_kwh(books) == pytest.approx(500 * 10_000 * 1000.0)


@pytest.fixture
def plant(books):
    """The same, with 2 kW of light for an hour, air for the busy half hour and 1 kW of leaks."""
    air_w = [[3000 if state == BUSY else 0 for state in range(11)]]
    frame = books.frame._replace(
        air_w=np.array(air_w),
        loads=("light", LEAKS),
        load_w=np.array([2000, 1000]),
        load_ticks=(TICKS_PER_HOUR, TICKS_PER_HOUR // 2),
    )
    energy = Energy(160.0, 0.5, 8000.0, (BaseLoad({"light": 2000.0}),), CompressedAir(5000.0, 0.2))
    return replace(books, frame=frame, line=replace(books.line, energy=energy))


def test_the_plant_draws_beside_its_machines(plant):
    assert energy_base_kwh(plant) == pytest.approx(2.0)
    assert compressed_air_kwh(plant) == pytest.approx(1.5 + 0.5)
    assert energy_kwh(plant) == pytest.approx(3.0 + 4.0)
    assert plant.state_kwh.sum() == pytest.approx(3.0)  # what the stations draw is theirs alone
    assert value_of(base_load_share(plant)) == pytest.approx(2.5 / 7.0)
    assert energy_cost(plant) == pytest.approx(7.0 * 160)
    assert co2_t(plant) == pytest.approx(7.0 * 0.5 / 1000)
    # busy at work: 2 + 0.5 kWh of the machine, 1.5 kWh of its air
    assert value_of(energy_non_value_share(plant)) == pytest.approx(3.0 / 7.0)


def test_peak_over_contract(plant, books):
    assert value_of(contract_used(plant)) == pytest.approx(6.0 / 8.0)
    assert contract_used(books) is None


def test_a_line_without_loads_of_the_plant_has_no_figures_of_them(books):
    assert [figure(books) for figure in (energy_base_kwh, compressed_air_kwh, base_load_share)] == [
        None
    ] * 3


def burning(books, **gas):
    """The same hour of a press that burns 12 Nm3/h busy and 3 idle: 7.5 Nm3."""
    press = replace(books.line.stations["press"], gas_nm3_per_h={"busy": 12.0, "idle": 3.0})
    energy = replace(books.line.energy, gas=Gas(**gas))
    line = replace(books.line, stations={"press": press}, energy=energy)
    return replace(books, line=line)


def test_gas_is_use_over_time_and_costs_by_the_nm3(books):
    hot = burning(books, price_per_nm3=800.0)
    assert gas_nm3(hot) == pytest.approx(7.5)
    assert gas_cost(hot) == pytest.approx(6000.0)
    assert energy_cost(hot) == energy_cost(books)  # electricity alone
    assert cost_parts(hot)["gas"].numerator == pytest.approx(6000.0)


def test_carbon_is_that_of_electricity_and_gas(books):
    assert co2_t(burning(books, kg_per_nm3=2.0)) == pytest.approx(0.0015 + 0.015)


def test_carbon_is_not_told_where_one_of_its_factors_is_missing(books):
    assert co2_t(burning(books)) is None


def test_a_line_without_gas_has_no_figures_of_gas(books):
    assert gas_nm3(books) is None
    assert gas_cost(books) is None
    assert "gas" not in cost_parts(books)


def test_energy_for_a_good_part_is_electricity_and_gas(books):
    assert value_of(energy_cost_per_good_part(books)) == pytest.approx(3.0 * 160 / 4)
    hot = burning(books, price_per_nm3=800.0)
    assert value_of(energy_cost_per_good_part(hot)) == pytest.approx((480.0 + 6000.0) / 4)


def test_what_waits_costs_money_too(books):
    # half an hour idle at 1 kW, and 1.5 Nm3 of gas meanwhile
    assert energy_non_value_cost(books) == pytest.approx(0.5 * 160)
    assert energy_non_value_cost(burning(books, price_per_nm3=800.0)) == pytest.approx(80 + 1200)


def test_without_a_price_there_is_no_cost_of_energy(books):
    free = replace(books, line=replace(books.line, energy=Energy()))
    assert energy_cost_per_good_part(free) is None
    assert energy_non_value_cost(free) is None
