"""Scores and levels from answers: the worked example, every edge of a band, unknown items."""

from fractions import Fraction
from itertools import chain

import pytest

from kpi.level import Assessed, assessed, band_of, score_of
from lines.packs import LevelTable, pack_of

SCHEME: LevelTable = pack_of("level", ()).content
# Levels whose area scores are those of the worked example.
LEVELS_BY_AREA = {
    "1.1": [3, 3, 3, 2],
    "2.1": [3, 3, 3, 3, 3],
    "2.2": [3, 3, 3, 3],
    "2.3": [3, 3, 3],
    "2.4": [3, 3, 3, 3],
    "2.5": [3, 3, 3, 3],
    "2.6": [3, 3, 2],
    "3.1": [2, 2, 2, 0, 2, 0],
    "3.2": [1, 1, 1, 2, 2],
    "4.1": [2, 2, 2, 2, 1, 1],
}
EXAMPLE = dict(zip(SCHEME.items, chain.from_iterable(LEVELS_BY_AREA.values()), strict=True))


def all_at(level: int) -> dict[str, int | None]:
    return dict.fromkeys(SCHEME.items, level)


def answers_of(score: Fraction) -> dict[str, int | None]:
    """Answers whose score is this, found by trying every sum that the items can give."""
    ways: dict[Fraction, dict[str, int | None]] = {Fraction(500): {}}
    for number, item in SCHEME.items.items():
        worth = Fraction(int(item.points.value), 10)
        ways = {
            total + worth * level: {**levels, number: level}
            for total, levels in ways.items()
            for level in range(6)
            if total + worth * level <= score
        }
    return ways[score]


def test_the_worked_example_is_level_two() -> None:
    found = assessed(SCHEME, EXAMPLE)
    scores = [float(area.score.low) for area in found.areas.values()]
    assert scores == [77.5, 48, 48, 56, 56, 48, 46, 142, 114, 80]
    assert found.whole.score.low == found.whole.score.high == Fraction("715.5")
    assert found.whole.level.low == Fraction("2.155")
    assert found.bands == (2, 2)
    assert found.whole.unknown == ()


def test_an_item_scores_half_of_its_points_and_a_tenth_a_level() -> None:
    assert [score_of(SCHEME, "2.3.2", level) for level in range(6)] == [
        Fraction(n) / 2 for n in (25, 30, 35, 40, 45, 50)
    ]


def test_an_area_whose_items_are_all_at_three_is_at_three_exactly() -> None:
    found = assessed(SCHEME, all_at(3))
    assert {area.level.low for area in found.areas.values()} == {Fraction(3)}


def test_a_level_is_weighted_by_points() -> None:
    levels = all_at(0) | {"3.1.1": 5, "3.1.4": 0}  # 40 of 220 points at level 5
    assert assessed(SCHEME, levels).areas["3.1"].level.low == Fraction(5 * 40, 220)


@pytest.mark.parametrize(("edge", "band"), [(550, 1), (650, 2), (750, 3), (850, 4), (950, 5)])
def test_a_band_begins_at_its_score_and_not_half_a_point_below(edge: int, band: int) -> None:
    for score, expected in ((Fraction(edge), band), (edge - Fraction(1, 2), band - 1)):
        found = assessed(SCHEME, answers_of(score))
        assert found.whole.score.low == score
        assert found.bands == (expected, expected)
        assert found.certified == (expected >= 1, expected >= 1)
    assert band_of(SCHEME, edge - Fraction(1, 10**30)) == band - 1


@pytest.mark.parametrize(("level", "score", "band"), [(0, 500, 0), (5, 1000, 5)])
def test_the_ends_of_the_scale(level: int, score: int, band: int) -> None:
    found = assessed(SCHEME, all_at(level))
    assert (found.whole.score.low, found.bands) == (score, (band, band))


def test_unknown_items_make_a_reach() -> None:
    levels = EXAMPLE | {"3.1.1": None, "2.4.3": None}  # 2 of 40 points, 3 of 20 points
    found = assessed(SCHEME, levels)
    assert found.whole.unknown == ("2.4.3", "3.1.1")
    assert found.whole.score == (Fraction("701.5"), Fraction("731.5"))
    assert found.areas["2.4"].score == (50, 60)
    assert found.areas["2.3"].is_known
    assert found.bands == (2, 2)


def test_an_item_that_is_not_answered_at_all_is_unknown() -> None:
    found: Assessed = assessed(SCHEME, {})
    assert len(found.whole.unknown) == 44
    assert found.whole.score == (500, 1000)
    assert found.whole.level == (0, 5)
    assert found.bands == (0, 5)
    assert found.certified == (False, True)
