"""C: what is in the line, the labour and the money in a good part."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import Books, cost_parts, value_of
from kpi.cost import cost_per_good_part, labour_h_per_good_part, wip_mean, worker_efficiency
from kpi.ledger import (
    AT_SCRAP,
    AT_SINK,
    DEFECTIVE,
    TASK_ATTEND,
    TASK_REPAIR,
    TICKS_PER_HOUR,
)
from lines import load
from lines.distributions import constant
from lines.machinery import Station
from lines.model import Costs, Crew, Energy, Product
from lines.states import BUSY
from twin.engine import simulate

CREWS = {"men": Crew(2, 20.0, ("press",)), "helpers": Crew(1, None, ("press",))}


def test_wip_is_the_mean_over_time():
    books = blank_books(line_of(station_of("press")))
    books.ledger.wip_area[0] = 3 * TICKS_PER_HOUR
    assert value_of(wip_mean(books)) == 3


def test_labour_is_the_time_of_all_crews_at_all_tasks():
    books = blank_books(line_of(station_of("press"), crews=CREWS))
    books.ledger.crew_ticks[0, TASK_REPAIR] = TICKS_PER_HOUR
    books.ledger.crew_ticks[1, TASK_ATTEND] = TICKS_PER_HOUR
    books.ledger.fates[AT_SINK, 0, 0] = 10
    assert value_of(labour_h_per_good_part(books)) == pytest.approx(0.2)


def test_people_are_at_tasks_for_a_share_of_their_time_on_duty():
    """Two hours of shift of two people, in which the team is at a task for one hour."""
    text = """
line: one-shift
calendars: {early: [{days: daily, from: "01:00", to: "03:00"}]}
crews: {team: {count: 2, skills: [attend], calendar: early}}
arrivals: {every: 30 min}
stations: {press: {cycle: 15 min, crew: {skill: attend}}}
flow: [source -> press -> sink]
"""
    line = load(text)
    run = simulate(line, length_s=4 * 3600.0)
    assert run.frame.duty_ticks == (4 * TICKS_PER_HOUR,)
    # parts of 0:30 to 2:30 are attended for a quarter of an hour each, five in all, by one of two
    figure = worker_efficiency(Books(run.ledger, run.frame, line))
    assert value_of(figure) == pytest.approx(5 * 0.25 / 4)


def test_without_crews_nobody_knows_the_labour():
    assert labour_h_per_good_part(blank_books(line_of(station_of("press")))) is None


def priced_books():
    """730 h, a month's twelfth part of a year: ten good parts, one escape, one scrapped."""
    line = line_of(
        station_of("press", power_w={"busy": 1000.0}),
        products={"part": Product(material=5.0)},
        crews=CREWS,
        energy=Energy(price_per_kwh=0.1),
        costs=Costs(overhead_per_month=300.0, holding_per_year=0.12),
    )
    watts = [[1000 if state == BUSY else 0 for state in range(11)]]
    books = blank_books(line, end=730 * TICKS_PER_HOUR, power_w=watts)
    ledger = books.ledger
    ledger.state_ticks[0, BUSY] = 100 * TICKS_PER_HOUR
    ledger.crew_ticks[:, TASK_ATTEND] = 2 * TICKS_PER_HOUR
    ledger.entered[0, 0] = 12
    ledger.wip_area[0] = 100 * ledger.span[0]
    ledger.fates[AT_SINK, 0, 0] = 10
    ledger.fates[AT_SINK, 0, DEFECTIVE] = 1
    ledger.fates[AT_SCRAP, 0, 0] = 1
    return books


def test_each_component_of_the_cost_is_shown():
    parts = {name: value_of(part) for name, part in cost_parts(priced_books()).items()}
    assert parts == pytest.approx(
        {
            "material": 5.0,
            "scrap": 1.0,  # one escape and one scrapped part among ten good
            "labour": 4.0,  # two hours at 20; the helpers have no wage
            "energy": 1.0,  # 100 kWh at 0.1
            "overhead": 30.0,
            "holding": 0.5,  # 100 parts of 5, a twelfth of 12 % a year
        }
    )


def test_the_cost_of_a_good_part_is_the_sum_of_its_components():
    books = priced_books()
    assert value_of(cost_per_good_part(books)) == pytest.approx(41.5)


def test_a_line_without_prices_has_no_cost():
    books = blank_books(line_of(station_of("press", power_w={"busy": 1000.0})))
    assert cost_parts(books) == {}
    assert cost_per_good_part(books) is None


def test_each_product_brings_its_own_material():
    cycle = {"cup": constant(60.0), "lid": constant(60.0)}
    line = line_of(
        Station("press", cycle),
        products={"cup": Product(material=4.0), "lid": Product()},
    )
    books = blank_books(line)
    books.ledger.fates[AT_SINK, :, 0] = 3, 3
    books.ledger.fates[AT_SCRAP, :, 0] = 3, 6
    assert {name: value_of(part) for name, part in cost_parts(books).items()} == {
        "material": 2.0,
        "scrap": 2.0,
    }


def test_parts_that_join_bring_their_material_into_the_whole():
    cycle = {"body": constant(60.0), "bolt": constant(60.0)}
    line = line_of(
        Station("screw", cycle, type="assembly", needs={"bodies": 1, "bolts": 4}, makes="body"),
        products={"body": Product(material=10.0), "bolt": Product(material=1.0)},
    )
    books = blank_books(line)
    books.ledger.entered[0] = 10, 40
    books.ledger.joined[1] = 40
    books.ledger.fates[AT_SINK, 0, 0] = 8
    books.ledger.fates[AT_SCRAP, 0, 0] = 2
    parts = cost_parts(books)
    assert value_of(parts["material"]) == pytest.approx(14.0)
    assert value_of(parts["scrap"]) == pytest.approx(2 * 14.0 / 8)
