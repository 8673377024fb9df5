"""Tables for the terminal, and numbers with the digits their interval deserves."""

import math

import pytest

from kpi import Estimate
from twin import figures
from twin.table import Cells, Section, table

ROWS = [
    Section("Productivity"),
    Cells(("  Throughput", "12.3", "+1.2")),
    Cells(("  OEE", "5", "0")),
]
HEADER = ("", "before", "difference")


def test_columns_stand_below_each_other():
    assert table(HEADER, ROWS, 80).splitlines() == [
        "              before  difference",
        "",
        "Productivity",
        "  Throughput    12.3        +1.2",
        "  OEE              5           0",
    ]


def test_a_hangul_syllable_takes_two_columns():
    rows = [Cells(("생산성", "1")), Cells(("OEE", "22"))]
    assert table(("", "평균"), rows, None).splitlines() == [
        "        평균",
        "생산성     1",
        "OEE       22",
    ]


def test_a_narrower_terminal_gets_the_name_above_the_figures():
    assert table(HEADER, ROWS, 24).splitlines() == [
        "    before  difference",
        "",
        "Productivity",
        "  Throughput",
        "      12.3        +1.2",
        "  OEE",
        "         5           0",
    ]


def test_figures_beside_each_other_have_the_same_digits():
    sides = [Estimate(254.98, 254.9, 255.06, 4), Estimate(250.4, 249.0, 251.8, 4), None]
    assert figures.means(sides) == ["254.98", "250.40", "-"]


def test_a_narrow_terminal_gets_one_fact_below_the_other():
    assert table(HEADER, ROWS, 20).splitlines() == [
        "",
        "Productivity",
        "  Throughput",
        "    before: 12.3",
        "    difference: +1.2",
        "  OEE",
        "    before: 5",
        "    difference: 0",
    ]


@pytest.mark.parametrize(
    ("estimate", "mean", "interval"),
    [
        (Estimate(12.3456, 12.2456, 12.4456, 5), "12.35", "[12.25, 12.45]"),
        (Estimate(123456.0, 120000.0, 126912.0, 5), "123,456", "[120,000, 126,912]"),
        (Estimate(0.25, math.nan, math.nan, 1), "0.2500", "-"),
        (Estimate(7.0, 7.0, 7.0, 9), "7.000", "[7.000, 7.000]"),
        (Estimate(0.0, 0.0, 0.0, 9), "0", "[0, 0]"),
        (Estimate(-0.001, -0.2, 0.198, 9), "0.00", "[-0.20, 0.20]"),
        (None, "-", "-"),
    ],
)
def test_a_number_has_the_digits_its_interval_deserves(estimate, mean, interval):
    assert (figures.mean(estimate), figures.interval(estimate)) == (mean, interval)


def test_a_difference_shows_its_sign():
    assert figures.difference(Estimate(1.25, 1.0, 1.5, 4)) == "+1.25 [1.00, 1.50]"
    assert figures.difference(Estimate(-1.25, -1.5, -1.0, 4)) == "-1.25 [-1.50, -1.00]"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (604800, "1 week"),
        (2419200, "4 weeks"),
        (86400, "1 day"),
        (5400, "1.5 h"),
        (90, "1.5 min"),
        (0.5, "0.5 s"),
        (0, "0 s"),
        (100000, "100000 s"),
    ],
)
def test_a_duration_is_written_in_its_largest_unit(seconds, text):
    assert figures.duration(seconds) == text
