"""D: promises kept and parts turned away."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import cost_parts, lost_by_source, value_of
from kpi.delivery import (
    late_cost,
    lost_share,
    order_backlog_mean,
    order_lead_time_mean_s,
    orders_on_time,
    promise_kept,
    tardiness_mean_s,
    tardiness_p90_s,
)
from kpi.ledger import AT_SINK, QUARTER_TICKS, TICKS_PER_HOUR, TICKS_PER_SECOND, lead_bin
from lines.distributions import constant
from lines.model import Order, Source

LINE = line_of(station_of("press"))


def test_a_promise_is_kept_by_the_share_of_parts_within_it():
    books = blank_books(LINE, promise_s=600.0)
    books.ledger.fates[AT_SINK, 0, 0] = 40
    books.ledger.kept[0] = 30
    assert value_of(promise_kept(books)) == 0.75


def test_without_a_promise_none_can_be_kept():
    assert promise_kept(blank_books(LINE)) is None


CALLS = Source("calls", constant(60.0), full="lost")
MAILS = Source("mails", constant(60.0), full="lost")


def some_arrivals(*sources, lost):
    """Books of a line with these sources, to each of which 200 parts came."""
    line = line_of(station_of("press"), sources={one.name: one for one in sources})
    books = blank_books(line)
    books.ledger.arrived[:, 0] = 200
    books.ledger.lost[:, 0] = lost
    return books


def test_lost_parts_are_a_share_of_those_that_arrived():
    books = some_arrivals(CALLS, lost=[20])
    assert value_of(lost_share(books)) == 0.1


def test_what_is_never_lost_does_not_dilute_the_share_of_what_can_be():
    never_empty, patient = Source("stock", full="lost"), Source("yard", constant(60.0))
    books = some_arrivals(never_empty, CALLS, patient, MAILS, lost=[0, 20, 0, 80])
    assert value_of(lost_share(books)) == 0.25
    shares = {name: value_of(share) for name, share in lost_by_source(books).items()}
    assert shares == {"calls": 0.1, "mails": 0.4}


def test_where_nothing_can_be_lost_the_share_is_none_of_what_came():
    books = some_arrivals(Source("stock"), Source("yard", constant(60.0)), lost=[0, 0])
    assert value_of(lost_share(books)) == 0.0
    assert lost_by_source(books) == {}


DAILY = constant(86_400.0)
TO_ORDER = line_of(
    station_of("press"),
    orders=(
        Order("part", constant(5.0), DAILY, due_s=3600.0, late_per_day=240_000.0),
        Order("part", constant(5.0), DAILY, due_s=3600.0),
        Order("part", constant(5.0), DAILY),
    ),
)


def some_orders():
    """Ten orders with a due time, two of them late, and ten without."""
    books = blank_books(TO_ORDER)
    books.ledger.orders_released[:] = 4, 7, 11
    books.ledger.orders_completed[:] = 4, 6, 10
    books.ledger.orders_on_time[:] = 3, 5, 10
    books.ledger.order_lead_ticks[:] = 4 * TICKS_PER_HOUR, 6 * TICKS_PER_HOUR, 0
    books.ledger.tardy_ticks[:] = 100 * TICKS_PER_SECOND, 300 * TICKS_PER_SECOND, 0
    books.ledger.tardy_bins[:2, 0] = 3, 5
    books.ledger.tardy_bins[0, lead_bin(100 * TICKS_PER_SECOND)] = 1
    books.ledger.tardy_bins[1, lead_bin(300 * TICKS_PER_SECOND)] = 1
    books.ledger.backlog_curve[:] = [QUARTER_TICKS * level for level in (4, 2, 0, 6)]
    books.ledger.overdue_area[:] = TICKS_PER_HOUR // 2, TICKS_PER_HOUR // 4, 0
    return books


def test_orders_are_on_time_where_they_are_wanted_by_some_time():
    assert value_of(orders_on_time(some_orders())) == 0.8


def test_an_order_takes_from_its_release_to_its_last_part():
    assert value_of(order_lead_time_mean_s(some_orders())) == 1800.0


def test_tardiness_is_none_where_an_order_is_on_time():
    assert value_of(tardiness_mean_s(some_orders())) == 40.0
    # of ten orders the ninth is 100 s late, to within a bin
    assert tardiness_p90_s(some_orders()) == pytest.approx(100.0, rel=0.008)


def test_no_quantile_of_tardiness_is_above_the_latest_order():
    books = some_orders()
    books.ledger.tardy_extremes[1] = 0, 100 * TICKS_PER_SECOND
    assert tardiness_p90_s(books) <= 100.0


def test_where_nine_in_ten_are_on_time_the_quantile_is_none():
    books = some_orders()
    books.ledger.tardy_bins[1, 0] = 100
    assert tardiness_p90_s(books) == 0.0


def test_open_orders_are_counted_over_time():
    assert value_of(order_backlog_mean(some_orders())) == 3.0
    assert some_orders().open_orders.tolist() == [4.0, 2.0, 0.0, 6.0]


def test_a_late_day_costs_what_the_order_says_while_it_lasts():
    books = some_orders()
    assert late_cost(books) == 5000.0  # half an hour of a day's 240,000
    books.ledger.fates[AT_SINK, 0, 0] = 40
    assert value_of(cost_parts(books)["late"]) == 125.0


def test_a_line_without_orders_has_nothing_to_say_of_them():
    books = blank_books(LINE)
    figures = orders_on_time, order_lead_time_mean_s, tardiness_mean_s, tardiness_p90_s
    assert [figure(books) for figure in (*figures, order_backlog_mean, late_cost)] == [None] * 6
    assert "late" not in cost_parts(books)
