"""The electricity bill of a plant: its load curve under a tariff, month by month.

Energy is billed by season and time band. Demand is billed by the month, on the highest quarter hour
that counts, also of some months before (the ratchet), and never below a share of the contract. A
month that is booked in part pays its part of the demand charge. Where another tariff comes into
force within a month, each day is billed by the one in force on it, and pays its part of the month's
demand at that price; the demand itself is found by the rule in force at the month's end.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.ledger import JOULES_PER_KWH, QUARTER_TICKS, TICKS_PER_SECOND, Floats, Frame, Ints
from lines.packs import ALL, HOLIDAY, SATURDAY, SUNDAY

if TYPE_CHECKING:
    from lines.model import Energy, Line
    from lines.packs import DemandRule, Tariff


HOURS_PER_DAY = 24
QUARTERS_PER_HOUR = 4
QUARTERS_PER_DAY = HOURS_PER_DAY * QUARTERS_PER_HOUR
VAT = "vat"  # the tax that a plant gets back

Month = tuple[int, int]  # year and month, 1 to 12


class Billed(NamedTuple):
    """The demand that a month is billed for [kW], and the month whose peak it is; None: floor."""

    kw: float
    month: Month | None


@dataclass(frozen=True, slots=True)
class MonthBill:
    """What one month costs, in the line's currency, and what it is made of."""

    month: Month
    booked: float  # share of the month that is in the books
    kwh: dict[str, float]  # by band
    energy: dict[str, float]  # by band, discounts taken off
    discount: float
    peak_kw: float  # highest quarter hour that counts
    peak_at: datetime.datetime | None
    billed: Billed
    demand: float
    power_factor: float
    over_contract: float  # surcharge for demand above the contract; 0 where the pack says nothing
    charges: dict[str, float]
    taxes: dict[str, float]

    @property
    def before_tax(self) -> float:
        """All charges."""
        charges = sum(self.energy.values()) + sum(self.charges.values())
        return charges + self.demand + self.power_factor + self.over_contract

    @property
    def total(self) -> float:
        """What has to be paid, taxes included."""
        return self.before_tax + sum(self.taxes.values())

    @property
    def cost(self) -> float:
        """What it costs the plant, which gets its value added tax back."""
        return self.total - self.taxes.get(VAT, 0.0)


def bill_of(load_curve: Ints, frame: Frame, line: Line) -> tuple[MonthBill, ...]:
    """The bills of all months of a run; none where the line names no tariff by class.

    load_curve : (W,) int64 [W tick] by quarter hour of the clock, from tick 0 on

    Raises HolidaysUnknown where the tariff's pack of holidays does not know the years.
    """
    tariff = line.energy.tariff
    if tariff is None or frame.end <= frame.begin:
        return ()
    timetable = _timetable(load_curve, frame, line, tariff)
    peaks = {month: watts / 1000.0 for month, watts in line.energy.peaks_w.items()}
    own = {month: timetable.peak(month)[0] for month in timetable.months}
    first = next(iter(own))
    if line.start.day > 1 or frame.begin >= QUARTER_TICKS:
        own[first] = max(own[first], peaks.get(first, 0.0))  # of the days before the books
    peaks |= own
    return tuple(_month_bill(line.energy, timetable, month, peaks) for month in timetable.months)


def tariffs_used(frame: Frame, line: Line) -> tuple[Tariff, ...]:
    """The tariffs in force in the time booked, in order; none where the line names none."""
    tariff = line.energy.tariff
    if tariff is None or frame.end <= frame.begin:
        return ()
    used: list[Tariff] = []
    for date in _dates(frame, line):
        if not used or tariff.on(date) != used[-1]:
            used.append(tariff.on(date))
    return tuple(used)


def billed_kw(
    peaks: Mapping[Month, float], month: Month, contract_kw: float, rule: DemandRule
) -> Billed:
    """The demand a month is billed for: its own peak, that of a month remembered, or the floor.

    peaks : [kW] by month, the month billed among them
    """
    best = Billed(rule.floor.value * contract_kw, None)
    now = month[0] * 12 + month[1] - 1
    for back in range(rule.within):
        at = _month(now - back)
        counts = back == 0 or at[1] in rule.months
        if counts and peaks.get(at, 0.0) > best.kw:
            best = Billed(peaks[at], at)
    return best


class _Timetable(NamedTuple):
    """A load curve beside what its tariffs say of each of its quarter hours of the clock."""

    kwh: Floats  # (n,) [kWh]
    booked: Floats  # (n,) how much of the quarter hour is in the books
    band: NDArray[np.str_]  # (n,) name of the band
    price: Floats  # (n,) [currency/kWh] discounts not taken off
    off: Floats  # (n,) share of the discount
    counts: NDArray[np.bool_]  # (n,) whether it counts for the demand
    months: dict[Month, slice]
    spans: dict[Month, list[tuple[Tariff, slice]]]  # of each month the tariffs in force, in order
    begin: datetime.datetime  # of the first quarter hour

    def peak(self, month: Month) -> tuple[float, datetime.datetime | None]:
        """The highest whole quarter hour of a month that counts [kW], and when it begins."""
        inside = self.months[month]
        fit = self.counts[inside] & (self.booked[inside] == 1.0)
        if not fit.any():
            return 0.0, None
        at = inside.start + int(np.argmax(np.where(fit, self.kwh[inside], -1.0)))
        when = self.begin + datetime.timedelta(minutes=15 * at)
        return float(self.kwh[at]) * QUARTERS_PER_HOUR, when


def _quarters(frame: Frame) -> tuple[int, int]:
    """The first quarter hour of the clock with something booked, and the first after them."""
    return frame.begin // QUARTER_TICKS, -(-frame.end // QUARTER_TICKS)


def _dates(frame: Frame, line: Line) -> list[datetime.date]:
    """The days of the time booked."""
    first, last = _quarters(frame)
    first_day, last_day = first // QUARTERS_PER_DAY, (last - 1) // QUARTERS_PER_DAY
    return [line.start + datetime.timedelta(days=n) for n in range(first_day, last_day + 1)]


def _timetable(load_curve: Ints, frame: Frame, line: Line, tariff: Tariff) -> _Timetable:
    first, last = _quarters(frame)
    edges = np.clip(np.arange(first, last + 1) * QUARTER_TICKS, frame.begin, frame.end)
    dates = _dates(frame, line)
    in_force = [tariff.on(date) for date in dates]
    days = [_day(one, date) for one, date in zip(in_force, dates, strict=True)]
    skipped = first % QUARTERS_PER_DAY
    cut = slice(skipped, skipped + last - first)

    def by_quarter(column: int) -> NDArray[Any]:
        return np.repeat(np.concatenate([day[column] for day in days]), QUARTERS_PER_HOUR)[cut]

    months: dict[Month, slice] = {}
    spans: dict[Month, list[tuple[Tariff, slice]]] = {}
    for number, (date, one) in enumerate(zip(dates, in_force, strict=True)):
        low, high = (
            min(max(QUARTERS_PER_DAY * day - skipped, 0), last - first)
            for day in (number, number + 1)
        )
        month = (date.year, date.month)
        months[month] = slice(months.get(month, slice(low, low)).start, high)
        below = spans.setdefault(month, [])
        if below and below[-1][0] == one:
            low = below.pop()[1].start
        below.append((one, slice(low, high)))
    return _Timetable(
        kwh=load_curve[first:last] / TICKS_PER_SECOND / JOULES_PER_KWH,
        booked=np.diff(edges) / QUARTER_TICKS,
        band=by_quarter(0),
        price=by_quarter(1),
        off=by_quarter(2),
        counts=by_quarter(3),
        months=months,
        spans=spans,
        begin=datetime.datetime.combine(line.start, datetime.time())
        + datetime.timedelta(minutes=15 * first),
    )


def _month(count: int) -> Month:
    """Year and month of a number of months since the year 0."""
    year, month = divmod(count, 12)
    return year, month + 1


class _Day(NamedTuple):
    """What a tariff says of the hours of a day."""

    band: list[str]
    price: list[float]  # of a kWh
    off: list[float]  # share of the discount
    counts: list[bool]  # whether the hour counts for the demand


def _day(tariff: Tariff, day: datetime.date) -> _Day:
    table = tariff.table
    season, kind = table.season_of(day.month), _kind_of(tariff, day)
    prices = tariff.rates.energy[season]
    off = [0.0] * HOURS_PER_DAY
    if ALL in prices:
        price = [prices[ALL].value] * HOURS_PER_DAY
        return _Day([ALL] * HOURS_PER_DAY, price, off, [True] * HOURS_PER_DAY)
    other = table.rest_days.get(kind, {}) if kind is not None else {}
    bands = [other.get(band, band) for band in table.bands[season]]
    for discount in table.discounts:
        in_time = discount.until is None or day <= discount.until
        if in_time and season in discount.seasons and kind in discount.days:
            for hour in discount.hours:
                off[hour] = max(off[hour], discount.share.value)
    counts = [band in table.demand.bands for band in bands]
    return _Day(bands, [prices[band].value for band in bands], off, counts)


def _kind_of(tariff: Tariff, day: datetime.date) -> str | None:
    """Saturday, Sunday or holiday; None for a working day."""
    holidays = tariff.holidays
    if holidays is not None and day in holidays:
        return HOLIDAY
    return {5: SATURDAY, 6: SUNDAY}.get(day.weekday())


def _month_bill(
    energy: Energy, table: _Timetable, month: Month, peaks: Mapping[Month, float]
) -> MonthBill:
    inside, spans = table.months[month], table.spans[month]
    kwh, band, off = table.kwh[inside], table.band[inside], table.off[inside]
    full = kwh * table.price[inside]
    bands = [str(name) for name in dict.fromkeys(band.tolist())]
    contract_kw = (energy.contract_w or 0.0) / 1000.0
    billed = billed_kw(peaks, month, contract_kw, spans[-1][0].table.demand)
    peak_kw, peak_at = table.peak(month)
    quarters = calendar.monthrange(*month)[1] * QUARTERS_PER_DAY
    demand = by_factor = over = 0.0
    charges: dict[str, float] = {}
    taxes: dict[str, float] = {}
    for tariff, span in spans:
        booked = float(table.booked[span].sum()) / quarters
        price, span_kwh = tariff.rates.demand.value * booked, table.kwh[span]
        own = {n: float(span_kwh.sum()) * one.value for n, one in tariff.table.charges.items()}
        shares = (1.0, _factor_share(energy, tariff))
        mine = [billed.kw * price * share for share in shares]
        mine.append(max(peak_kw - contract_kw, 0.0) * price * _over_share(tariff))
        spent = float((span_kwh * table.price[span] * (1.0 - table.off[span])).sum())
        taxed = spent + sum(own.values()) + sum(mine)
        demand, by_factor, over = demand + mine[0], by_factor + mine[1], over + mine[2]
        _add(charges, own)
        _add(taxes, {name: taxed * one.value for name, one in tariff.table.taxes.items()})
    return MonthBill(
        month=month,
        booked=float(table.booked[inside].sum()) / quarters,
        kwh={name: float(kwh[band == name].sum()) for name in bands},
        energy={name: float((full * (1.0 - off))[band == name].sum()) for name in bands},
        discount=float((full * off).sum()),
        peak_kw=peak_kw,
        peak_at=peak_at,
        billed=billed,
        demand=demand,
        power_factor=by_factor,
        over_contract=over,
        charges=charges,
        taxes=taxes,
    )


def _add(sums: dict[str, float], more: Mapping[str, float]) -> None:
    for name, value in more.items():
        sums[name] = sums.get(name, 0.0) + value


def _over_share(tariff: Tariff) -> float:
    """Share of the demand price that a kW above the contract costs on top; 0 where none is told."""
    rule = tariff.table.over_contract
    return 0.0 if rule is None else rule.share.value


def _factor_share(energy: Energy, tariff: Tariff) -> float:
    """Share of the demand charge that the power factor adds, or takes off where it is negative."""
    rule, factor = tariff.table.power_factor, energy.power_factor
    if rule is None or factor is None:
        return 0.0
    best = rule.base.value if rule.best is None else rule.best.value
    return 100.0 * (rule.base.value - min(factor, best)) * rule.point.value
