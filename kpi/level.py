"""Levels: from answers by item to scores by area and overall, exactly, and as a reach where some
items are unknown.

An item scores points x (base + step x level); a level of several items is the score turned back,
(score / points - base) / step, which is their mean weighted by points. Everything is a fraction of
whole numbers: no score lies on the wrong side of a band for a rounding.

Source: the rule of the data pack, see `kpi/packs/level-kr-2025.yaml` for its source and grade.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lines.packs import Fact, LevelTable


class Reach(NamedTuple):
    """The least and the most that a number can be; both are the same where all is known."""

    low: Fraction
    high: Fraction

    @property
    def is_known(self) -> bool:
        """Say whether there is one number only."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class AreaScore:
    """What the answers of an area, or of all areas, add up to."""

    points: Fraction  # at most
    score: Reach  # [points]
    level: Reach  # mean level weighted by points
    unknown: tuple[str, ...]  # items that nobody answered

    @property
    def is_known(self) -> bool:
        """Say whether every item was answered."""
        return not self.unknown


@dataclass(frozen=True, slots=True)
class Assessed:
    """A whole assessment; `bands` are the company levels of the least and the most score."""

    areas: dict[str, AreaScore]
    whole: AreaScore
    bands: tuple[int, int]
    certified: tuple[bool, bool]  # whether a certificate is given at the least and the most


def exact(fact: Fact) -> Fraction:
    """Return the number of a data pack as it was written, not as the computer holds it."""
    return Fraction(str(fact.value))


def assessed(table: LevelTable, levels: Mapping[str, int | None]) -> Assessed:
    """Return the scores of answers by item; an item without one, or None, is unknown."""
    areas = {name: _scored(table, area.items, levels) for name, area in table.areas.items()}
    whole = _scored(table, table.items, levels)
    bands = band_of(table, whole.score.low), band_of(table, whole.score.high)
    low, high = (band >= table.certificate for band in bands)
    return Assessed(areas, whole, bands, (low, high))


def score_of(table: LevelTable, item: str, level: int) -> Fraction:
    """Return the points that an item gives at a level."""
    points = exact(table.items[item].points)
    return points * (exact(table.base) + exact(table.step) * level)


def band_of(table: LevelTable, score: Fraction) -> int:
    """Return the company level of a score: the number of bands that it has reached."""
    return sum(score >= exact(band) for band in table.bands)


def _scored(table: LevelTable, items: Iterable[str], levels: Mapping[str, int | None]) -> AreaScore:
    """Add up items, those without an answer once at level 0 and once at the highest."""
    numbers = tuple(items)
    unknown = tuple(number for number in numbers if levels.get(number) is None)
    points = sum((exact(table.items[number].points) for number in numbers), Fraction(0))
    low, high = (
        sum((score_of(table, n, _or(levels.get(n), rest)) for n in numbers), Fraction(0))
        for rest in (0, table.top)
    )
    back = [(score / points - exact(table.base)) / exact(table.step) for score in (low, high)]
    return AreaScore(points, Reach(low, high), Reach(*back), unknown)


def _or(level: int | None, rest: int) -> int:
    return rest if level is None else level
