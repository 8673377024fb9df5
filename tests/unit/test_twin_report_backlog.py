"""Open orders over time: the spans, the curve, the table, the section, and the object."""

import datetime
import json
import re
from dataclasses import replace

import numpy as np
import pytest
from blank_books import blank_books
from told_study import WHOLE, told_comparison, told_study

from kpi.ledger import QUARTER_TICKS
from lines import load
from twin.outcome import study_object
from twin.report import page
from twin.report.backlog import MOST_ROWS, backlog_of
from twin.report.charts import backlog_chart
from twin.report.clock import say_begins
from twin.report.sides import Side
from twin.report.tables import backlog_rows
from twin.report.wording import Words

ENGLISH, KOREAN = Words("en"), Words("ko")
SPACE = "\N{NO-BREAK SPACE}"
TO_ORDER = load(f"{WHOLE}orders: [{{product: housing, quantity: 12, every: 8 h, due: 1 day}}]\n")
LOW, HIGH = (1.0, 2.0, 6.0), (3.0, 4.0, 0.0)  # a mean of 16/6 over both and all time
T_OF_ONE = 12.7062  # Student's t, 95 %, one degree of freedom


def books_of(levels, begin=0, line=TO_ORDER):
    """Books with this many open orders in each whole quarter hour after `begin` ticks."""
    first = -(-begin // QUARTER_TICKS)
    books = blank_books(line, begin=begin, end=(first + len(levels)) * QUARTER_TICKS)
    books.ledger.backlog_curve[first:] = [round(one * QUARTER_TICKS) for one in levels]
    return books


def side_of(*books, name="now"):
    return Side(name, replace(told_study(TO_ORDER, replications=1), books=list(books)))


def means(backlog, side=0):
    return [span.sides[side].mean for span in backlog.spans.values()]


def with_orders(study, levels=(2.0, 4.0)):
    """A study whose books hold open orders, each replication half an order more."""
    for more, books in enumerate(study.books):
        whole = np.resize(levels, books.ledger.backlog_curve.shape) + more / 2
        books.ledger.backlog_curve[:] = (whole * QUARTER_TICKS).astype(np.int64)
    return study


def both_with_orders(replications=4):
    comparison = told_comparison(TO_ORDER, replications)
    with_orders(comparison.before)
    with_orders(comparison.after, (1.0, 3.0))
    return comparison


# --- spans ----------------------------------------------------------------------------------------


def test_open_orders_are_the_mean_of_their_replications():
    backlog = backlog_of([side_of(books_of(LOW), books_of(HIGH))], most=3)
    assert (backlog.quarters, backlog.span_s) == (1, 900.0)
    assert means(backlog) == [2, 3, 3]
    first = next(iter(backlog.spans.values())).sides[0]
    # levels 1 and 3 have a standard deviation of √2, the mean of the two one of 1
    assert (first.low, first.high) == pytest.approx((2 - T_OF_ONE, 2 + T_OF_ONE), rel=1e-4)


def test_spans_grow_until_there_are_few_enough():
    backlog = backlog_of([side_of(books_of(LOW), books_of(HIGH))], most=2)
    assert backlog.quarters == 4
    assert means(backlog) == [pytest.approx(16 / 6)]


def test_the_last_span_may_be_shorter():
    backlog = backlog_of([side_of(books_of([1.0, 1.0, 3.0, 3.0, 7.0]))], most=4)
    assert means(backlog) == [2, 7]
    begins = [datetime.datetime(2026, 3, 2), datetime.datetime(2026, 3, 2, 1)]
    assert (list(backlog.spans), backlog.end) == (begins, datetime.datetime(2026, 3, 2, 1, 15))


@pytest.mark.parametrize(
    ("most", "quarters"),
    [(192, 1), (191, 4), (48, 4), (47, 16), (12, 16), (11, 96), (2, 96), (1, 672)],
)
def test_two_days_are_told_in_spans_that_fit(most, quarters):
    backlog = backlog_of([side_of(books_of([1.0] * 192))], most)
    assert backlog.quarters == quarters
    assert len(backlog.spans) == -(-192 // quarters)


def test_books_that_begin_within_a_quarter_hour_are_told_from_the_next_one_on():
    backlog = backlog_of([side_of(books_of([5.0, 6.0], begin=QUARTER_TICKS // 3))], most=9)
    assert next(iter(backlog.spans)) == datetime.datetime(2026, 3, 2, 0, 15)
    assert means(backlog) == [5, 6]


def test_the_difference_of_two_sides_is_paired():
    before = side_of(books_of(LOW), books_of(HIGH), name="before")
    after = side_of(*(books_of([one / 2 for one in row]) for row in (LOW, HIGH)), name="after")
    steps = [span.difference for span in backlog_of([before, after], most=3).spans.values()]
    assert [step.mean for step in steps] == [-1, -1.5, -1.5]
    # -1/2 and -3/2: half the spread of either side, not the root of the sum of both
    assert steps[0].high - steps[0].low == pytest.approx(T_OF_ONE, rel=1e-4)


def test_without_orders_or_a_whole_quarter_hour_there_is_nothing_to_tell():
    assert backlog_of([Side("now", told_study(load(WHOLE)))], most=9) is None
    short = blank_books(TO_ORDER, end=QUARTER_TICKS - 1)
    assert backlog_of([side_of(short)], most=9) is None
    assert backlog_chart([side_of(short)], ENGLISH) is None
    assert backlog_rows(None, ENGLISH) == []


# --- chart and table ------------------------------------------------------------------------------


def test_the_curve_has_a_band_that_no_count_can_leave():
    figure = backlog_chart([side_of(books_of(LOW), books_of(HIGH))], ENGLISH)
    low, high, mean = figure.data
    assert list(mean.x) == [f"2026-03-02T00:{minute:02d}" for minute in (0, 15, 30, 45)]
    assert list(mean.y) == [2, 3, 3, 3]  # the last step goes on to the end of the books
    assert set(low.y) == {0.0}
    assert high.y[0] == pytest.approx(2 + T_OF_ONE, abs=0.001)
    assert high.fill == "tonexty"
    assert figure.layout.yaxis.rangemode == "tozero"
    assert not figure.layout.showlegend


def test_one_replication_has_a_curve_and_no_band():
    figure = backlog_chart([side_of(books_of(LOW))], KOREAN)
    assert [list(trace.y) for trace in figure.data] == [[1, 2, 6, 6]]
    assert figure.layout.yaxis.title.text == "수주잔량 (건, 15분 평균)"


def test_before_is_dotted_lies_on_top_and_is_named_first():
    sides = [side_of(books_of(LOW), name="before"), side_of(books_of(HIGH), name="after")]
    for words, names in ((ENGLISH, ["before", "after"]), (KOREAN, ["도입 전", "도입 후"])):
        figure = backlog_chart(sides, words)
        drawn = [(trace.name, trace.line.dash, list(trace.y)) for trace in figure.data]
        assert drawn == [(names[1], "solid", [3, 4, 0, 0]), (names[0], "dot", [1, 2, 6, 6])]
        assert [trace.name for trace in sorted(figure.data, key=lambda t: t.legendrank)] == names
        assert figure.layout.showlegend


def test_the_table_tells_every_span_in_as_many_decimals():
    before = side_of(books_of([5.0] * 96 + [0.25] * 96), name="before")
    after = side_of(books_of([4.0] * 96 + [0.0] * 96), name="after")
    rows = backlog_rows(backlog_of([before, after], MOST_ROWS), ENGLISH)
    assert len(rows) == 192 // 16
    assert rows[0].name == "2 Mar 00:00"
    assert [cell.mean for cell in rows[0].cells] == ["5.00", "4.00", "−1.00"]
    assert [cell.mean for cell in rows[-1].cells] == ["0.25", "0.00", "−0.25"]


def test_days_that_begin_at_midnight_go_without_the_time():
    rows = backlog_rows(backlog_of([side_of(books_of([1.0] * 192))], most=2), KOREAN)
    assert [row.name for row in rows] == ["3월 2일", "3월 3일"]
    noon = datetime.datetime(2026, 3, 2, 12)
    midnight = datetime.datetime(2026, 3, 3)
    assert say_begins([midnight, noon], KOREAN) == ["3월 3일 00:00", "3월 2일 12:00"]
    assert say_begins([midnight], ENGLISH) == ["3 Mar"]


# --- page and object ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "title", "note"),
    [
        ("en", "Open orders over time", "mean of 4 replications, the band its 95 % interval"),
        ("ko", "수주잔량 추이", "4회 반복의 평균과 95 % 신뢰구간"),
    ],
)
def test_a_line_with_orders_has_their_section(language, title, note):
    text = page(both_with_orders(), language)
    section = text[text.index('<section id="backlog">') :]
    section = section[: section.index("</section>")]
    assert f"<h2>{title}</h2>" in section
    assert note in section
    assert len(re.findall(r'<th scope="row">', section)) == 192 // 16
    # 3 and 2 orders, and three quarters of one from the replications half an order apart
    assert re.findall(r'<span class="mean">(.*?)</span>', section)[:3] == ["3.8", "2.8", "−1.0"]
    figure = json.loads(re.search(r'application/json"[^>]*>(.*?)</script>', section).group(1))
    assert len(figure["data"]) == 6


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_line_without_orders_has_no_such_section(language):
    text = page(told_comparison(), language)
    assert 'id="backlog"' not in text
    assert Words(language)("h-backlog") not in text


def test_one_replication_is_said_to_be_one():
    text = page(with_orders(told_study(TO_ORDER, replications=1)), "en")
    assert "Orders released and not complete, in one replication." in text


def test_a_study_for_other_programs_has_the_curve_where_there_are_orders():
    told = study_object(with_orders(told_study(TO_ORDER)))["open_orders"]
    assert told["span_s"] == 900.0
    assert len(told["spans"]) == 192
    mean, low, high = told["spans"]["2026-03-02T00:15:00"].values()
    assert mean == 4.75
    assert low < mean < high
    assert "open_orders" not in study_object(told_study(load(WHOLE)))
