"""Figures on two sides: differences that are none but for rounding are told as none."""

from types import SimpleNamespace

import pytest

from kpi import Ratio
from twin.measured import measured


def sides(before, after):
    """Two studies whose books are the figures themselves."""
    found = measured(
        [SimpleNamespace(books=before), SimpleNamespace(books=after)], lambda book: {"kwh": book}
    )
    return found["kwh"]


def test_a_difference_in_the_last_digit_is_none():
    found = sides([0.1 + 0.2, 67.2], [0.3, 67.2 + 1e-14])
    assert found.difference == (0.0, 0.0, 0.0, 2)
    assert found.sides[0].mean == found.sides[1].mean


def test_the_smallest_difference_that_means_something_is_kept():
    found = sides([67.2, 67.2], [67.2 * (1 + 1e-9), 67.2])
    assert found.difference.mean == pytest.approx(33.6e-9)


def test_ratios_are_left_as_they_are():
    found = sides([Ratio(1.0, 2), Ratio(1.0, 2)], [Ratio(1.0, 4), Ratio(1.0, 4)])
    assert found.difference.mean == pytest.approx(-0.25)
