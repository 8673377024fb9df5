"""The sides of a report: one study, or the two of a comparison, under the names readers know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpi import Estimate
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


def sides_of(result: StudyResult | Comparison) -> tuple[Side, ...]:
    """The sides that a report has to tell of, in the order of time."""
    from twin.compare import Comparison

    if isinstance(result, Comparison):
        return Side("before", result.before), Side("after", result.after)
    return (Side("now", result),)
