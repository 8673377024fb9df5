"""The days of a study for a baseline: what each drew and made, and what follows for the side after.

The books hold the energy of every quarter hour and no output by day, so replications of the side
before are run once more with a trace, one after the other, until there are days enough. Where a
trace of the whole time would be too long, the first days of the books are taken. Where the line
doubts its own numbers, each replication is a plant of its own: all of them give days, and each has
its own constant.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from twin.replay import DAY_S, replay, traceable_s

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi import Books, Estimate
    from kpi.ledger import Floats
    from kpi.normal import Adjusted, Baseline, NoBaseline
    from lines import Line
    from twin.study import StudyResult

QUARTERS_A_DAY = 96
ENOUGH_DAYS = 180
WEEK = 7  # days
FEWEST_WEEKS = 2  # of each replication, where each is a plant of its own


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
    own_levels: bool  # whether each replication has its own constant
    drawn: Estimate | None  # avoided by replication, where anything uncertain was drawn

    @property
    def spread_by_draws(self) -> bool:
        """Whether what was drawn spreads the energy avoided further than the baseline does."""
        if self.drawn is None or self.drawn.n < 2 or self.adjusted is None:
            return False
        return self.drawn.mean - self.drawn.low > self.adjusted.half_kwh

    @property
    def avoided_kwh(self) -> Estimate | None:
        """Adjusted baseline less what the side after draws.

        Its interval is that of the baseline, or that of the replications where what they drew
        spreads it further.
        """
        from kpi import Estimate

        if self.adjusted is None or self.after is None:
            return None
        mean, half = self.adjusted.kwh - self.after.mean, self.adjusted.half_kwh
        if self.drawn is not None and self.spread_by_draws:
            half = self.drawn.mean - self.drawn.low
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
    baseline, refused, at, drawn, period = None, None, None, None, 1
    try:
        products = before.books[0].frame.products
        baseline, period = best_baseline(days, products, own_levels=bool(before.inputs))
        periods = after.books[0].span_s / DAY_S / period
        at = adjusted(baseline, made, periods, len(after.books), _hours_booked(before))
        if after.uncertain:
            drawn = estimate(_avoided(before, after, baseline, days, period))
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
        own_levels=bool(before.inputs),
        drawn=drawn,
    )


def _avoided(
    before: StudyResult, after: StudyResult, baseline: Baseline, days: Days, period: int
) -> list[float]:
    """What each replication avoids [kWh], by the baseline at its own output and level."""
    from kpi.normal import ALL_PARTS, HOURS

    by_name = dict(zip(baseline.names, baseline.coefficients.tolist(), strict=True))

    def slopes(study: StudyResult) -> Floats:
        products = study.books[0].frame.products
        return np.array([by_name.get(ALL_PARTS, by_name.get(name, 0.0)) for name in products])

    hour = by_name.get(HOURS, 0.0)
    made = np.array([books.good_by_product for books in after.books]) @ slopes(after)
    level = np.full(len(after.books), baseline.coefficients[0])
    if after.inputs and days.replications == len(after.books):
        fixed = (
            (days.kwh - days.output @ slopes(before)).reshape(days.replications, -1).mean(axis=1)
        )
        level += period * (fixed - fixed.mean())
    used = np.array([books.kwh for books in after.books])
    spans = after.books[0].span_s / DAY_S / period
    at_work = hour * _hours_booked(before)
    return [float(one) for one in spans * level + at_work + made - used]


def best_baseline(
    days: Days, products: Sequence[str], *, own_levels: bool = False
) -> tuple[Baseline, int]:
    """The baseline of days; or of weeks, where it alone meets the tests.

    own_levels : whether each replication has a constant of its own
    """
    from kpi.normal import NoBaseline, fit_baseline

    def fitted(to: Days) -> Baseline:
        runs = max(to.replications, 1)
        return fit_baseline(
            to.kwh, to.output, products, runs, own_levels=own_levels, hours=to.hours
        )

    daily = fitted(days)
    if daily.fits:
        return daily, 1
    try:
        weekly = fitted(days.in_weeks())
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
    hours: Floats | None = None  # (n,) [h] working time, mean over the machines; none without

    def in_weeks(self) -> Days:
        """Seven days each together, whatever the weekday; what is left over is left out."""
        each = len(self.kwh) // max(self.replications, 1)
        whole = each // WEEK * WEEK
        kwh = self.kwh.reshape(-1, each)[:, :whole].reshape(-1, WEEK).sum(axis=1)
        products = self.output.shape[1]
        output = self.output.reshape(-1, each, products)[:, :whole]
        hours = self.hours
        if hours is not None:
            hours = hours.reshape(-1, each)[:, :whole].reshape(-1, WEEK).sum(axis=1)
        output = output.reshape(-1, WEEK, products).sum(axis=1)
        return self._replace(kwh=kwh, output=output, hours=hours)


def days_of(study: StudyResult) -> Days:
    """Energy and good parts of whole days, of as many replications as it takes."""
    from kpi.books import TICKS_PER_DAY

    first, last = _whole_days(study)
    taken = _traceable(study.books[0], last)
    if study.inputs:
        weeks = max(FEWEST_WEEKS, -(-ENOUGH_DAYS // (WEEK * len(study.books))))
        taken = min(taken, first + WEEK * weeks)
    energy: list[Floats] = []
    output: list[Floats] = []
    products = len(study.books[0].frame.products)
    if taken > first:
        for replication, books in enumerate(study.books):
            if len(energy) * (taken - first) >= ENOUGH_DAYS and not study.inputs:
                break
            energy.append(_energy_kwh(books, first, taken))
            output.append(_output(study, replication, first, taken))
    if not energy:
        return Days(np.zeros(0), np.zeros((0, products)), 0, None)
    cut = taken - first if taken < last else None
    hours = _working_h(study.line, [day * TICKS_PER_DAY for day in range(first, taken + 1)])
    if hours is not None:
        hours = np.tile(hours, len(energy))
    return Days(np.concatenate(energy), np.concatenate(output), len(energy), cut, hours)


def _hours_booked(study: StudyResult) -> float:
    """Working time over the time booked [h], mean over the machines; 0 without calendars."""
    frame = study.books[0].frame
    hours = _working_h(study.line, [frame.begin, frame.end])
    return 0.0 if hours is None else float(hours[0])


def _working_h(line: Line, bounds: Sequence[int]) -> Floats | None:
    """Working time [h] by the calendars from each tick to the next, mean over the machines."""
    from kpi.ledger import TICKS_PER_HOUR
    from twin.engine import compile_plan
    from twin.engine.hours import edges_of, working_ticks

    machines = dict.fromkeys((None, *line.calendars), 0)
    for station in line.stations.values():
        machines[station.calendar] += station.machines
    if machines[None] == sum(machines.values()):
        return None
    edges = dict(zip(line.calendars, edges_of(compile_plan(line).plan, bounds[-1]), strict=False))
    hours = [
        sum(
            count * (end - begin if name is None else working_ticks(edges[name], begin, end))
            for name, count in machines.items()
        )
        for begin, end in pairwise(bounds)
    ]
    return np.array(hours, np.float64) / TICKS_PER_HOUR / sum(machines.values())


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
