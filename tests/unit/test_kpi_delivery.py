"""D: promises kept and parts turned away."""

from blank_books import blank_books, line_of, station_of

from kpi import value_of
from kpi.delivery import lost_share, promise_kept
from kpi.ledger import AT_SINK

LINE = line_of(station_of("press"))


def test_a_promise_is_kept_by_the_share_of_parts_within_it():
    books = blank_books(LINE, promise_s=600.0)
    books.ledger.fates[AT_SINK, 0, 0] = 40
    books.ledger.kept[0] = 30
    assert value_of(promise_kept(books)) == 0.75


def test_without_a_promise_none_can_be_kept():
    assert promise_kept(blank_books(LINE)) is None


def test_lost_parts_are_a_share_of_those_that_arrived():
    books = blank_books(LINE)
    books.ledger.arrived[0, 0] = 200
    books.ledger.lost[0, 0] = 20
    assert value_of(lost_share(books)) == 0.1
