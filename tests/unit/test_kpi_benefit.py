"""The benefit of a year, from books whose answer fits in the head: a month, so twelve in a year."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import COMPONENTS, NotPriced, Valuing, yearly_benefit
from kpi.ledger import (
    AT_SCRAP,
    AT_SINK,
    DEFECTIVE,
    QUARTER_TICKS,
    TASK_ATTEND,
    TASK_REPAIR,
    TICKS_PER_HOUR,
)
from lines.distributions import constant
from lines.machinery import Failure, Hazard
from lines.model import Costs, Crew, Energy, Order, Product
from lines.states import BUSY

MONTH_H = 730
TIMES = 12.0
PART = Product(price=100.0, material=30.0)
WATTS = [[1000 if state == BUSY else 0 for state in range(11)]]


def month(good, *, escaped=0, scrapped=0, hours=0, kwh=0, wip=0, overdue_days=0, **words):
    """Books of a month in which so much happened."""
    given = {
        "products": {"part": PART},
        "crews": {"men": Crew(2, 20.0, ("press",))},
        "energy": Energy(price_per_kwh=0.5),
        "costs": Costs(overhead_per_month=300.0, holding_per_year=0.12),
        **words,
    }
    line = line_of(station_of("press", power_w={"busy": 1000.0}), **given)
    books = blank_books(line, end=MONTH_H * TICKS_PER_HOUR, power_w=WATTS)
    ledger = books.ledger
    ledger.fates[AT_SINK, 0, 0] = good
    ledger.fates[AT_SINK, 0, DEFECTIVE] = escaped
    ledger.fates[AT_SCRAP, 0, 0] = scrapped
    ledger.entered[0, 0] = good + escaped + scrapped
    if len(ledger.crew_ticks):
        ledger.crew_ticks[0, TASK_ATTEND] = hours * TICKS_PER_HOUR
    ledger.state_ticks[0, BUSY] = kwh * TICKS_PER_HOUR
    ledger.load_curve[: kwh * 4] = 1000 * QUARTER_TICKS
    ledger.wip_area[0] = wip * ledger.span[0]
    ledger.overdue_area[:] = overdue_days * 24 * TICKS_PER_HOUR
    return books


def brings(before, after, **valuing):
    """The components of one pair of replications, whatever is 0 left out."""
    found = yearly_benefit([before], [after], Valuing(**valuing)).components
    return {name: value for name, (value,) in found.items() if value}


def test_nothing_changed_brings_nothing():
    same = yearly_benefit([month(50, scrapped=3)], [month(50, scrapped=3)], Valuing())
    assert same.total == (0.0,)


def test_a_part_sold_more_brings_its_price_less_its_material():
    assert brings(month(50), month(60), demand=1000.0) == {"sales": TIMES * 10 * 70.0}


def test_without_a_demand_a_part_more_brings_nothing():
    assert brings(month(50), month(60)) == {}


def test_without_a_demand_a_part_less_is_lost_all_the_same():
    assert brings(month(60), month(50)) == {"sales": -TIMES * 10 * 70.0}


def test_no_more_is_sold_than_is_wanted():
    """600 parts are made in a year and 720 then; 660 are wanted."""
    assert brings(month(50), month(60), demand=660.0) == {"sales": pytest.approx(60 * 70.0)}
    assert brings(month(50), month(60), demand=480.0) == {}


def test_what_the_line_makes_to_order_is_all_wanted():
    orders = (Order("part", constant(10.0), constant(3600.0)),)
    before, after = month(50, orders=orders), month(60, orders=orders)
    assert brings(before, after) == {"sales": TIMES * 10 * 70.0}


def test_whether_demand_holds_back_is_decided_by_the_means():
    """Once less and once more is made: on the whole as much, so that nothing is cut on one side."""
    before, after = [month(50), month(50)], [month(40), month(61)]
    benefit = yearly_benefit(before, after, Valuing())
    assert benefit.sold_after == benefit.sold_before  # a mean above that of before
    benefit = yearly_benefit(before, [month(40), month(59)], Valuing())
    assert benefit.components["sales"] == (-TIMES * 10 * 70.0, TIMES * 9 * 70.0)


def test_scrap_avoided_is_worth_its_material():
    assert brings(month(50, scrapped=5), month(50, scrapped=2)) == {"scrap": TIMES * 3 * 30.0}


def test_a_defective_part_shipped_costs_its_material_and_a_claim():
    before, after = month(50, escaped=5), month(50, escaped=1)
    assert brings(before, after) == {"escapes": TIMES * 4 * 30.0}
    assert brings(before, after, claim=500.0) == {
        "escapes": TIMES * 4 * 30.0,
        "claims": TIMES * 4 * 500.0,
    }


def test_scrap_and_labour_of_parts_that_nobody_buys_do_not_count():
    """Ten of sixty parts are not sold: five sixths of scrap and hours belong to the others."""
    before = month(50, scrapped=5, escaped=10, hours=50)
    after = month(60, scrapped=6, escaped=12, hours=60)
    assert brings(before, after, realised=1.0, claim=9.0) == {}
    assert yearly_benefit([before], [after], Valuing()).hours_released == (0.0,)


def test_hours_released_are_worth_what_is_realised_of_them():
    before, after = month(50, hours=30), month(50, hours=10)
    assert brings(before, after) == {}
    assert brings(before, after, realised=0.25) == {"labour": TIMES * 20 * 20.0 * 0.25}
    assert yearly_benefit([before], [after], Valuing()).hours_released == (TIMES * 20,)


def test_hours_of_a_crew_without_a_wage_need_one():
    crews = {"men": Crew(2, None, ("press",))}
    before, after = month(50, hours=30, crews=crews), month(50, hours=10, crews=crews)
    assert brings(before, after) == {}
    assert brings(before, after, realised=1.0, wage_per_h=10.0) == {"labour": TIMES * 200.0}
    with pytest.raises(NotPriced, match="crew 'men' has no wage"):
        brings(before, after, realised=1.0)


def repaired(stops, hours, good=50, cost=40.0):
    """Books of a month with so many repairs at a cost, and people's hours at them."""
    jam = Failure("jam", constant(3600.0), constant(60.0), crew="press", cost=cost)
    line = line_of(
        station_of("press", failures=(jam,)),
        products={"part": PART},
        crews={"men": Crew(2, 20.0, ("press",))},
    )
    books = blank_books(line, end=MONTH_H * TICKS_PER_HOUR)
    books.ledger.fates[AT_SINK, 0, 0] = books.ledger.entered[0, 0] = good
    books.ledger.failures[0] = stops
    books.ledger.crew_ticks[0, TASK_REPAIR] = hours * TICKS_PER_HOUR
    return books


def test_repairs_avoided_are_money_and_their_hours_only_where_realised():
    before, after = repaired(8, 6), repaired(3, 2)
    assert brings(before, after) == {"maintenance": TIMES * 5 * 40.0}
    realised = brings(before, after, realised=0.5)
    assert realised == {"maintenance": pytest.approx(TIMES * (5 * 40.0 + 0.5 * 4 * 20.0))}


def test_repairs_of_parts_that_nobody_buys_count_all_the_same():
    """As much wear for parts that stay on the shelf: on the safe side, like electricity."""
    assert brings(repaired(5, 0), repaired(6, 0, good=60)) == {"maintenance": -TIMES * 40.0}


def test_repairs_without_a_cost_are_the_time_of_people():
    before, after = repaired(8, 6, cost=None), repaired(3, 2, cost=None)
    assert brings(before, after) == {}
    assert brings(before, after, realised=1.0) == {"maintenance": pytest.approx(TIMES * 4 * 20.0)}


def test_injuries_avoided_are_worth_what_one_costs():
    """Two hours of repair fewer in a month, at one injury in a hundred hours."""

    def dangerous(hours):
        jam = Failure("jam", constant(3600.0), constant(60.0), hazard="clearing")
        press = station_of("press", failures=(jam,), hazards={"clearing": Hazard(0.01)})
        books = blank_books(line_of(press, products={"part": PART}), end=MONTH_H * TICKS_PER_HOUR)
        books.ledger.fates[AT_SINK, 0, 0] = books.ledger.entered[0, 0] = 50
        books.ledger.repair_ticks[0] = hours * TICKS_PER_HOUR
        return books

    assert brings(dangerous(5), dangerous(3)) == {}
    found = brings(dangerous(5), dangerous(3), accident=1000.0)
    assert found == {"accidents": pytest.approx(TIMES * 2 * 0.01 * 1000.0)}


def test_the_bill_counts_as_run():
    assert brings(month(50, kwh=40), month(60, kwh=60)) == {"energy": -TIMES * 20 * 0.5}


def test_parts_in_the_line_cost_interest():
    assert brings(month(50, wip=20), month(50, wip=10)) == {
        "holding": pytest.approx(10 * 30.0 * 0.12)
    }


def test_late_orders_cost_their_penalty():
    orders = (Order("part", constant(10.0), constant(3600.0), due_s=60.0, late_per_day=7.0),)
    before, after = month(50, overdue_days=4, orders=orders), month(50, orders=orders)
    assert brings(before, after) == {"late": pytest.approx(TIMES * 4 * 7.0)}


def test_overhead_counts_where_the_change_touches_it():
    cheaper = Costs(overhead_per_month=200.0, holding_per_year=0.12)
    assert brings(month(50), month(50, costs=cheaper)) == {"overhead": pytest.approx(1200.0)}


def test_without_a_price_of_energy_there_is_no_such_component():
    bare = Energy()
    benefit = yearly_benefit([month(50, energy=bare)], [month(50, energy=bare)], Valuing())
    assert "energy" not in benefit.components
    assert "claims" not in benefit.components


def test_the_total_is_the_sum_of_the_components():
    before = [month(50, escaped=3, scrapped=4, hours=30, kwh=40, wip=20), month(52, hours=31)]
    after = [month(55, escaped=1, scrapped=2, hours=20, kwh=44, wip=22), month(53, scrapped=1)]
    benefit = yearly_benefit(before, after, Valuing(demand=640.0, realised=0.5, claim=9.0))
    rows = zip(*benefit.components.values(), strict=True)
    assert benefit.total == pytest.approx([sum(row) for row in rows])
    absent = {"late", "overhead", "gas", "maintenance", "accidents"}
    assert set(benefit.components) == set(COMPONENTS) - absent


@pytest.mark.parametrize(
    ("product", "told"),
    [
        (Product(material=30.0), "no price for part"),
        (Product(price=100.0), "no material for part"),
    ],
)
def test_what_has_no_price_cannot_be_told_in_money(product, told):
    books = month(50, products={"part": product})
    with pytest.raises(NotPriced, match=told):
        brings(books, books)


def test_books_without_a_good_part_cannot_be_told_in_money():
    with pytest.raises(NotPriced, match="makes no good part; run it longer"):
        brings(month(0), month(50))
