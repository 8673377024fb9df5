"""Q: a hundred parts that left, and what the plant and the truth say of them."""

import pytest
from blank_books import blank_books, line_of, station_of

from kpi import value_of
from kpi.ledger import AT_SCRAP, AT_SINK, DEFECTIVE, EVER_DEFECTIVE, REWORKED
from kpi.quality import (
    finished_defects_ppm,
    first_pass_yield,
    process_defects_ppm,
    rework_ratio,
    scrap_ratio,
)


@pytest.fixture
def books():
    """At the sink 70 sound, 10 mended, 4 escapes, 1 falsely reworked; 12 scrapped, 3 wrongly."""
    books = blank_books(line_of(station_of("press")))
    sink, scrap = books.ledger.fates[AT_SINK, 0], books.ledger.fates[AT_SCRAP, 0]
    sink[0] = 70
    sink[EVER_DEFECTIVE + REWORKED] = 10
    sink[DEFECTIVE + EVER_DEFECTIVE] = 4
    sink[REWORKED] = 1
    scrap[DEFECTIVE + EVER_DEFECTIVE] = 12
    scrap[0] = 3
    return books


def test_process_defects_count_every_part_that_ever_had_a_true_defect(books):
    assert value_of(process_defects_ppm(books)) == pytest.approx(260_000)


def test_finished_defects_are_escapes_among_parts_at_the_sink(books):
    assert value_of(finished_defects_ppm(books)) == pytest.approx(4e6 / 85)


def test_first_pass_yield_leaves_reworked_and_scrapped_parts_out(books):
    assert value_of(first_pass_yield(books)) == pytest.approx(0.74)


def test_scrap_counts_wasted_good_parts_too(books):
    assert value_of(scrap_ratio(books)) == pytest.approx(0.15)


def test_rework_counts_falsely_rejected_parts_too(books):
    assert value_of(rework_ratio(books)) == pytest.approx(0.11)


def test_a_line_from_which_nothing_left_has_no_quality_figures():
    books = blank_books(line_of(station_of("press")))
    for figure in (process_defects_ppm, finished_defects_ppm, first_pass_yield, scrap_ratio):
        assert value_of(figure(books)) is None
