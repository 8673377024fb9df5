"""P: one small hand-written ledger per figure, whose answer fits in the head."""

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of

from kpi import value_of
from kpi.books import quantile_s
from kpi.ledger import (
    AT_SCRAP,
    AT_SINK,
    DEFECTIVE,
    LEAD_BINS,
    NO_TIME,
    TICKS_PER_HOUR,
    TICKS_PER_SECOND,
    lead_bin,
)
from kpi.productivity import (
    availability,
    effectiveness,
    lead_time_mean_s,
    lead_time_p50_s,
    lead_time_p90_s,
    lead_time_p99_s,
    lead_time_quantile_s,
    oee,
    oee_of_station,
    quality_ratio,
    throughput_per_hour,
)
from lines.states import BUSY, DOWN, MAINTENANCE, OFF, STARVED

TWO = line_of(station_of("press"), station_of("drill", defects={"burr": 0.1, "crack": 0.1}))


def test_throughput_counts_escapes_and_leaves_scrap_out():
    books = blank_books(TWO, end=2 * TICKS_PER_HOUR)
    books.ledger.fates[AT_SINK, 0, 0] = 30
    books.ledger.fates[AT_SINK, 0, DEFECTIVE] = 10
    books.ledger.fates[AT_SCRAP, 0, 0] = 5
    assert value_of(throughput_per_hour(books)) == 20


def oee_books():
    """Press works 30 of 60 min and makes 30 parts of a minute; drill 45 of 60 and makes 30."""
    books = blank_books(TWO)
    minute = TICKS_PER_HOUR // 60
    books.ledger.state_ticks[0, [BUSY, STARVED]] = 30 * minute, 30 * minute
    books.ledger.state_ticks[1, [BUSY, DOWN]] = 45 * minute, 15 * minute
    books.ledger.finished[:, 0] = 30
    books.ledger.fates[AT_SINK, 0, 0] = 24
    books.ledger.fates[AT_SINK, 0, DEFECTIVE] = 3
    books.ledger.fates[AT_SCRAP, 0, 0] = 3
    return books


def test_availability_is_working_time_over_planned_time_of_all_machines():
    assert value_of(availability(oee_books())) == pytest.approx(75 / 120)


def test_time_off_and_in_maintenance_is_not_planned_time():
    books = oee_books()
    books.ledger.state_ticks[0, [STARVED, OFF, MAINTENANCE]] = 0, TICKS_PER_HOUR // 4, 0
    books.ledger.state_ticks[0, MAINTENANCE] = TICKS_PER_HOUR // 4
    assert value_of(availability(books)) == pytest.approx(75 / 90)


def test_effectiveness_is_planned_cycle_time_over_working_time():
    assert value_of(effectiveness(oee_books())) == pytest.approx(60 / 75)


def test_quality_ratio_is_good_parts_over_parts_that_left():
    assert value_of(quality_ratio(oee_books())) == pytest.approx(24 / 30)


def test_oee_is_the_product_of_its_three_factors():
    books = oee_books()
    factors = [value_of(one(books)) for one in (availability, effectiveness, quality_ratio)]
    assert value_of(oee(books)) == pytest.approx(factors[0] * factors[1] * factors[2])
    assert value_of(oee(books)) == pytest.approx(0.5 * 0.8)


def test_a_line_that_made_nothing_has_an_oee_of_zero():
    books = blank_books(TWO)
    books.ledger.state_ticks[:, DOWN] = TICKS_PER_HOUR
    assert value_of(oee(books)) == 0
    assert value_of(effectiveness(books)) is None


def test_oee_of_a_station_looks_at_its_own_machines_only():
    books = oee_books()
    books.ledger.defects[1] = 6, 15  # of 30 cycles: 0.8 free of burr, 0.5 free of crack
    drill = oee_of_station(books, "drill")
    assert value_of(drill.availability) == pytest.approx(0.75)
    assert value_of(drill.effectiveness) == pytest.approx(30 / 45)
    assert value_of(drill.quality_ratio) == pytest.approx(0.4)
    assert value_of(drill.oee) == pytest.approx(0.75 * 30 / 45 * 0.4)
    assert value_of(oee_of_station(books, "press").quality_ratio) == 1


def test_oee_counts_every_machine_of_a_station():
    books = blank_books(line_of(station_of("press", machines=2)))
    books.ledger.state_ticks[0, BUSY] = books.ledger.state_ticks[1, STARVED] = TICKS_PER_HOUR
    books.ledger.finished[0, 0] = 60
    assert value_of(oee_of_station(books, "press").oee) == pytest.approx(0.5)


def lead_books(*seconds):
    books = blank_books(TWO)
    for one in seconds:
        books.ledger.lead_ticks[0] += one * TICKS_PER_SECOND
        books.ledger.lead_bins[0, lead_bin(one * TICKS_PER_SECOND)] += 1
    books.ledger.fates[AT_SINK, 0, 0] = len(seconds)
    return books


def test_mean_lead_time_is_the_sum_over_the_parts_at_the_sink():
    assert value_of(lead_time_mean_s(lead_books(100, 200, 600))) == 300


def test_quantiles_of_lead_time_are_within_the_width_of_a_bin():
    books = lead_books(*range(1, 1001))
    for figure, seconds in ((lead_time_p50_s, 500), (lead_time_p90_s, 900), (lead_time_p99_s, 990)):
        assert figure(books) == pytest.approx(seconds, rel=0.01)


def test_a_quantile_divides_its_bin_in_proportion():
    books = blank_books(TWO)
    books.ledger.lead_bins[0, lead_bin(1 << 20)] = 4  # the bin begins at 2^20 and is 2^13 wide
    assert lead_time_quantile_s(books, 0.5) == pytest.approx(((1 << 20) + (1 << 12)) / 1e6)


def test_a_quantile_lies_within_the_times_that_were_seen():
    """Twenty hours sharp for each of a hundred parts; then 90 and 100 s, one after the other."""
    books = lead_books(*[72_000] * 100)
    books.ledger.lead_extremes[0] = 72_000 * TICKS_PER_SECOND
    for figure in (lead_time_p50_s, lead_time_p90_s, lead_time_p99_s):
        assert figure(books) == 72_000
    two = lead_books(90, 100)
    two.ledger.lead_extremes[0] = 90 * TICKS_PER_SECOND, 100 * TICKS_PER_SECOND
    assert lead_time_p99_s(two) <= 100
    assert lead_time_quantile_s(two, 0.01) >= 90


def test_extremes_are_those_of_all_products_together():
    known, none = [90 * TICKS_PER_SECOND, 100 * TICKS_PER_SECOND], [NO_TIME, NO_TIME]
    count = np.zeros(LEAD_BINS, np.int64)
    count[[lead_bin(known[0]), lead_bin(known[1])]] = 1
    low = np.array([none, [known[0], known[0]], [known[1], known[1]]])
    assert 99.9 < quantile_s(count, 0.999, low) <= 100
    assert quantile_s(count, 0.001, low) >= 90


def test_without_parts_there_is_no_quantile():
    assert lead_time_p50_s(blank_books(TWO)) is None
