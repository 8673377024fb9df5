"""Open orders over time: the quarter hours of the books put together to spans that can be read."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from kpi import Ratio
from twin.measured import Measured, measured
from twin.report.clock import DAY_QUARTERS, WEEK_QUARTERS, moment
from twin.report.sides import Side

if TYPE_CHECKING:
    from kpi import Books, Figure

SPANS = (1, 4, 16, DAY_QUARTERS, WEEK_QUARTERS)  # [quarter hour]
QUARTER_S = 900.0
MOST_ROWS = 32  # of a table: a month of days


class Backlog(NamedTuple):
    """Mean open orders of every span of the books on all sides, with the paired difference."""

    quarters: int  # of a span; the last one may be shorter
    spans: dict[datetime.datetime, Measured]  # by the moment at which the span begins
    end: datetime.datetime  # of the last span

    @property
    def span_s(self) -> float:
        """Length of a span [s]."""
        return self.quarters * QUARTER_S


def backlog_of(sides: Sequence[Side], most: int) -> Backlog | None:
    """Open orders of all sides in the shortest spans that are no more than `most`.

    Books of more than `most` weeks are told week by week all the same. None where no side works
    to order, or where the books hold no whole quarter hour.
    """
    longest = max((side.study.books[0] for side in sides), key=lambda one: len(one.open_orders))
    count = len(longest.open_orders)
    if count == 0:
        return None
    quarters = next((one for one in SPANS if count <= one * most), SPANS[-1])
    found = measured([side.study for side in sides], lambda books: _levels(books, quarters))
    begins = (datetime.datetime.fromisoformat(name) for name in found)
    spans = dict(zip(begins, found.values(), strict=True))
    return Backlog(quarters, spans, moment(longest, count))


def _levels(books: Books, quarters: int) -> dict[str, Figure]:
    """Mean open orders of each span of one replication, by the moment at which it begins."""
    level = books.open_orders
    starts = np.arange(0, len(level), quarters)
    sizes = np.diff(np.append(starts, len(level)))
    sums = np.add.reduceat(level, starts) if starts.size else starts
    return {
        moment(books, int(start)).isoformat(): Ratio(float(total), float(size))
        for start, total, size in zip(starts, sums, sizes, strict=True)
    }
