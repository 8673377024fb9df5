"""The days of a study for a baseline: what each drew and made, and what follows for the side after.

The books hold the energy of every quarter hour and no output by day, so replications of the side
before are run once more with a trace, one after the other, until there are days enough. Where a
trace of the whole time would be too long, the first days of the books are taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from twin.replay import replay, traceable_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi import Books, Estimate
    from kpi.ledger import Floats
    from kpi.normal import Adjusted, Baseline, NoBaseline
    from twin.study import StudyResult

QUARTERS_A_DAY = 96
DAY_S = 86_400.0
ENOUGH_DAYS = 180
WEEK = 7  # days


@dataclass(frozen=True)
class Normalised:
    """The baseline of the days before, put at the output of the side after.

    Energies are means over the replications, over the time booked [kWh].
    """

    baseline: Baseline | None
    refused: NoBaseline | None
    period_days: int  # 1 where the baseline is fitted to days, 7 where to weeks
    replications: int  # whose days the baseline has
    first_days: int | None  # the days taken of each, where a trace of all would be too long
    adjusted: Adjusted | None
    output: dict[str, float]  # good parts of the side after by product
    before: Estimate | None
    after: Estimate | None
    cost_of_kwh: float | None  # [currency] mean cost of a kWh on the side after

    @property
    def avoided_kwh(self) -> Estimate | None:
        """Adjusted baseline less what the side after draws, with the interval of the baseline."""
        from kpi import Estimate

        if self.adjusted is None or self.after is None:
            return None
        mean, half = self.adjusted.kwh - self.after.mean, self.adjusted.half_kwh
        return Estimate(mean, mean - half, mean + half, self.after.n)

    @property
    def avoided_cost(self) -> Estimate | None:
        """The same in money, each kWh at its mean cost on the side after."""
        from kpi import Estimate

        avoided, price = self.avoided_kwh, self.cost_of_kwh
        if avoided is None or price is None:
            return None
        mean, low, high = avoided.mean * price, avoided.low * price, avoided.high * price
        return Estimate(mean, low, high, avoided.n)

    @property
    def avoided_share(self) -> Estimate | None:
        """The same as a share of the adjusted baseline."""
        from kpi import Estimate

        avoided = self.avoided_kwh
        if avoided is None or self.adjusted is None or self.adjusted.kwh <= 0:
            return None
        whole = self.adjusted.kwh
        return Estimate(avoided.mean / whole, avoided.low / whole, avoided.high / whole, avoided.n)


def normalised(before: StudyResult, after: StudyResult) -> Normalised:
    """Fit the baseline of one side and put it at the output of the other.

    It is fitted to days; to weeks where days do not meet the usual tests and weeks do.
    """
    from kpi import estimate
    from kpi.normal import NoBaseline, adjusted

    days = days_of(before)
    made = _mean_output(after)
    sides = [estimate([books.kwh for books in study.books]) for study in (before, after)]
    baseline, refused, at, period = None, None, None, 1
    try:
        baseline, period = best_baseline(days, before.books[0].frame.products)
        periods = after.books[0].span_s / DAY_S / period
        at = adjusted(baseline, made, periods, len(after.books))
    except NoBaseline as error:
        refused = error
    return Normalised(
        baseline=baseline,
        refused=refused,
        period_days=period,
        replications=days.replications,
        first_days=days.cut,
        adjusted=at,
        output=made,
        before=sides[0],
        after=sides[1],
        cost_of_kwh=_price(after),
    )


def best_baseline(days: Days, products: Sequence[str]) -> tuple[Baseline, int]:
    """The baseline of days; or of weeks, where it alone meets the tests."""
    from kpi.normal import NoBaseline, fit_baseline

    daily = fit_baseline(days.kwh, days.output, products, max(days.replications, 1))
    if daily.fits:
        return daily, 1
    weeks = days.in_weeks()
    try:
        weekly = fit_baseline(weeks.kwh, weeks.output, products, max(weeks.replications, 1))
    except NoBaseline:
        return daily, 1
    return (weekly, WEEK) if weekly.fits else (daily, 1)


def _mean_output(study: StudyResult) -> dict[str, float]:
    """Good parts over the time booked by product, mean over the replications."""
    rows = np.mean([books.good_by_product for books in study.books], axis=0).tolist()
    return dict(zip(study.books[0].frame.products, rows, strict=True))


def _price(study: StudyResult) -> float | None:
    """What a kWh cost on average, over all replications."""
    costs = [books.energy_cost for books in study.books]
    kwh = sum(books.kwh for books in study.books)
    known = [cost for cost in costs if cost is not None]
    return sum(known) / kwh if len(known) == len(costs) and kwh > 0 else None


class Days(NamedTuple):
    """Whole days of one or more replications, those of each one behind the other."""

    kwh: Floats  # (n,) [kWh]
    output: Floats  # (n, P) good parts by product
    replications: int
    cut: int | None  # how many days of each were taken, where not all of them were

    def in_weeks(self) -> Days:
        """Seven days each together, whatever the weekday; what is left over is left out."""
        each = len(self.kwh) // max(self.replications, 1)
        whole = each // WEEK * WEEK
        kwh = self.kwh.reshape(-1, each)[:, :whole].reshape(-1, WEEK).sum(axis=1)
        products = self.output.shape[1]
        output = self.output.reshape(-1, each, products)[:, :whole]
        return self._replace(kwh=kwh, output=output.reshape(-1, WEEK, products).sum(axis=1))


def days_of(study: StudyResult) -> Days:
    """Energy and good parts of whole days, of as many replications as it takes."""
    first, last = _whole_days(study)
    taken = _traceable(study.books[0], last)
    energy: list[Floats] = []
    output: list[Floats] = []
    products = len(study.books[0].frame.products)
    if taken > first:
        for replication, books in enumerate(study.books):
            if len(energy) * (taken - first) >= ENOUGH_DAYS:
                break
            energy.append(_energy_kwh(books, first, taken))
            output.append(_output(study, replication, first, taken))
    if not energy:
        return Days(np.zeros(0), np.zeros((0, products)), 0, None)
    cut = taken - first if taken < last else None
    return Days(np.concatenate(energy), np.concatenate(output), len(energy), cut)


def _whole_days(study: StudyResult) -> tuple[int, int]:
    """The first day of the clock that is wholly in the books, and the first after them."""
    from kpi.books import TICKS_PER_DAY

    frame = study.books[0].frame
    return -(-frame.begin // TICKS_PER_DAY), frame.end // TICKS_PER_DAY


def _traceable(books: Books, last: int) -> int:
    """The first day behind those of which a trace from tick 0 on is not too long."""
    return min(last, int(traceable_s(books) / DAY_S))


def _energy_kwh(books: Books, first: int, last: int) -> Floats:
    """(last - first,) float64 [kWh] of each day, from the 15-minute load curve."""
    from kpi.ledger import JOULES_PER_KWH, TICKS_PER_SECOND

    curve = books.ledger.load_curve[first * QUARTERS_A_DAY : last * QUARTERS_A_DAY]
    joules: Floats = curve.reshape(-1, QUARTERS_A_DAY).sum(axis=1) / TICKS_PER_SECOND
    return joules / JOULES_PER_KWH


def _output(study: StudyResult, replication: int, first: int, last: int) -> Floats:
    """(last - first, P) float64 good parts at the sink by day and product."""
    from kpi.books import TICKS_PER_DAY
    from kpi.ledger import AT_SINK, DEFECTIVE, MARKS
    from twin.engine.trace import OUT

    warmup_s = study.settings.warmup_s
    settings = study.settings._replace(length_s=last * DAY_S - warmup_s)
    made = replay(study.scenario, settings, replication, trace=True)
    trace, products = made.trace, len(made.frame.products)
    assert trace is not None  # it was asked for
    left = trace.what == OUT
    day, code = trace.tick[left] // TICKS_PER_DAY, trace.mark[left]
    kind, fate = code // MARKS // 2, code // MARKS % 2
    fit = (fate == AT_SINK) & (code % MARKS & DEFECTIVE == 0) & (day >= first) & (day < last)
    counted = np.zeros((last - first, products))
    np.add.at(counted, (day[fit] - first, kind[fit]), 1.0)
    return counted
