"""The sides of a report: one study, or the two of a comparison, under the names readers know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi import Books, Estimate, Figure
    from lines import Line
    from twin.compare import Comparison
    from twin.study import StudyResult


@dataclass(frozen=True)
class Side:
    """One study with its part in the report: 'before', 'after' or 'now'."""

    name: str
    study: StudyResult

    @property
    def line(self) -> Line:
        """The line as it was run."""
        return self.study.line

    @property
    def shares(self) -> dict[str, dict[str, Estimate]]:
        """Share of time by station and state."""
        return self.study.stations

    @property
    def bottleneck(self) -> str | None:
        """The station that is the sole bottleneck longest; None where nobody is."""
        shares = self.study.bottleneck
        first = max(shares, key=lambda s: (shares[s].sole, shares[s].shifting), default=None)
        if first is None or shares[first].sole + shares[first].shifting <= 0:
            return None
        return first

    def retrofit_titles(self, language: str) -> list[str]:
        """The titles of the retrofits on this side."""
        return [str(getattr(one.title, language)) for one in self.study.scenario.retrofits]

    def figures(self, of: Callable[[Books], dict[str, Figure]]) -> dict[str, list[Figure]]:
        """Measure named figures in the books of every replication."""
        rows = [of(books) for books in self.study.books]
        names = dict.fromkeys(name for row in rows for name in row)
        return {name: [row.get(name) for row in rows] for name in names}


def sides_of(result: StudyResult | Comparison) -> tuple[Side, ...]:
    """The sides that a report has to tell of, in the order of time."""
    from twin.compare import Comparison

    if isinstance(result, Comparison):
        return Side("before", result.before), Side("after", result.after)
    return (Side("now", result),)


@dataclass(frozen=True)
class Measured:
    """A figure on every side, with the paired difference where there are two."""

    name: str
    sides: tuple[Estimate | None, ...]
    difference: Estimate | None


def measured(
    sides: Sequence[Side], of: Callable[[Books], dict[str, Figure]]
) -> dict[str, Measured]:
    """Estimate named figures on all sides; a figure that a side lacks is 0 there."""
    from kpi import difference, estimate

    found = [side.figures(of) for side in sides]
    names = dict.fromkeys(name for row in found for name in row)
    table = {}
    for name in names:
        values: list[list[Figure]] = [
            row.get(name, [0.0] * len(side.study.books))
            for row, side in zip(found, sides, strict=True)
        ]
        step = difference(values[0], values[1]) if len(values) == 2 else None
        table[name] = Measured(name, tuple(estimate(one) for one in values), step)
    return table
