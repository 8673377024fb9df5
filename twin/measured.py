"""Named figures on every side of a result, with the paired difference where there are two."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kpi import Books, Estimate, Figure
    from twin.study import StudyResult

ROUNDING = 1e-12  # relative; far above that of a sum, far below any effect


class Measured(NamedTuple):
    """A figure on every side, with the paired difference where there are two."""

    sides: tuple[Estimate | None, ...]
    difference: Estimate | None


def measured(
    studies: Sequence[StudyResult], of: Callable[[Books], Mapping[str, Figure]]
) -> dict[str, Measured]:
    """Estimate named figures in the books of all sides; what a side or replication lacks is 0."""
    from kpi import difference, estimate

    found = [[of(books) for books in study.books] for study in studies]
    names = dict.fromkeys(name for side in found for row in side for name in row)
    table = {}
    for name in names:
        values = _even([[row.get(name, 0.0) for row in side] for side in found])
        step = difference(*values) if len(values) == 2 else None
        table[name] = Measured(tuple(estimate(side) for side in values), step)
    return table


def _even(sides: list[list[Figure]]) -> list[list[Figure]]:
    """Make equal what only the rounding of sums tells apart: no difference is told of nothing."""
    if len(sides) != 2:
        return sides
    before, after = sides
    return [before, [_same(*pair) for pair in zip(before, after, strict=True)]]


def _same(before: Figure, after: Figure) -> Figure:
    """The figure after, or that before where both are the same but for their last digits."""
    if not (isinstance(before, float) and isinstance(after, float)):
        return after
    return before if math.isclose(before, after, rel_tol=ROUNDING) else after
