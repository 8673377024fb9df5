"""The electricity bill of a plant: its load curve under a tariff, month by month.

Energy is billed by season and time band. Demand is billed by the month, on the highest quarter hour
that counts, also of some months before (the ratchet), and never below a share of the contract. A
month that is booked in part pays its part of the demand charge.
"""

from __future__ import annotations

import calendar
import datetime
import itertools
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
    charges: dict[str, float]
    taxes: dict[str, float]

    @property
    def before_tax(self) -> float:
        """All charges."""
        charges = sum(self.energy.values()) + sum(self.charges.values())
        return charges + self.demand + self.power_factor

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
    peaks |= {month: timetable.peak(month)[0] for month in timetable.months}
    return tuple(
        _month_bill(line.energy, tariff, timetable, month, peaks) for month in timetable.months
    )


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
    """A load curve beside what a tariff says of each of its quarter hours of the clock."""

    kwh: Floats  # (n,) [kWh]
    booked: Floats  # (n,) how much of the quarter hour is in the books
    band: NDArray[np.str_]  # (n,) name of the band
    price: Floats  # (n,) [currency/kWh] discounts not taken off
    off: Floats  # (n,) share of the discount
    counts: NDArray[np.bool_]  # (n,) whether it counts for the demand
    months: dict[Month, slice]
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


def _timetable(load_curve: Ints, frame: Frame, line: Line, tariff: Tariff) -> _Timetable:
    first, last = frame.begin // QUARTER_TICKS, -(-frame.end // QUARTER_TICKS)
    edges = np.clip(np.arange(first, last + 1) * QUARTER_TICKS, frame.begin, frame.end)
    first_day, last_day = first // QUARTERS_PER_DAY, (last - 1) // QUARTERS_PER_DAY
    dates = [line.start + datetime.timedelta(days=n) for n in range(first_day, last_day + 1)]
    days = [_day(tariff, date) for date in dates]
    skipped = first - first_day * QUARTERS_PER_DAY
    cut = slice(skipped, skipped + last - first)

    def by_quarter(column: int) -> NDArray[Any]:
        return np.repeat(np.concatenate([day[column] for day in days]), QUARTERS_PER_HOUR)[cut]

    band = by_quarter(0)
    months = np.repeat([date.year * 12 + date.month - 1 for date in dates], QUARTERS_PER_DAY)[cut]
    starts = [0, *(np.flatnonzero(np.diff(months)) + 1).tolist(), months.size]
    return _Timetable(
        kwh=load_curve[first:last] / TICKS_PER_SECOND / JOULES_PER_KWH,
        booked=np.diff(edges) / QUARTER_TICKS,
        band=band,
        price=by_quarter(1),
        off=by_quarter(2),
        counts=np.isin(band, [ALL, *tariff.table.demand.bands]),
        months={
            _month(int(months[low])): slice(low, high) for low, high in itertools.pairwise(starts)
        },
        begin=datetime.datetime.combine(line.start, datetime.time())
        + datetime.timedelta(minutes=15 * first),
    )


def _month(count: int) -> Month:
    """Year and month of a number of months since the year 0."""
    year, month = divmod(count, 12)
    return year, month + 1


def _day(tariff: Tariff, day: datetime.date) -> tuple[list[str], list[float], list[float]]:
    """Of the hours of a day the band, the price of a kWh and the discount on it."""
    table = tariff.table
    season, kind = table.season_of(day.month), _kind_of(tariff, day)
    prices = tariff.rates.energy[season]
    off = [0.0] * HOURS_PER_DAY
    if ALL in prices:
        return [ALL] * HOURS_PER_DAY, [prices[ALL].value] * HOURS_PER_DAY, off
    other = table.rest_days.get(kind, {}) if kind is not None else {}
    bands = [other.get(band, band) for band in table.bands[season]]
    for discount in table.discounts:
        in_time = discount.until is None or day <= discount.until
        if in_time and season in discount.seasons and kind in discount.days:
            for hour in discount.hours:
                off[hour] = max(off[hour], discount.share.value)
    return bands, [prices[band].value for band in bands], off


def _kind_of(tariff: Tariff, day: datetime.date) -> str | None:
    """Saturday, Sunday or holiday; None for a working day."""
    holidays = tariff.holidays
    if holidays is not None and day in holidays:
        return HOLIDAY
    return {5: SATURDAY, 6: SUNDAY}.get(day.weekday())


def _month_bill(
    energy: Energy, tariff: Tariff, table: _Timetable, month: Month, peaks: Mapping[Month, float]
) -> MonthBill:
    inside = table.months[month]
    kwh, band, off = table.kwh[inside], table.band[inside], table.off[inside]
    full = kwh * table.price[inside]
    bands = [str(name) for name in dict.fromkeys(band.tolist())]
    by_band = {name: float(kwh[band == name].sum()) for name in bands}
    spent = {name: float((full * (1.0 - off))[band == name].sum()) for name in bands}
    quarters = calendar.monthrange(*month)[1] * QUARTERS_PER_DAY
    booked = float(table.booked[inside].sum()) / quarters
    billed = billed_kw(peaks, month, (energy.contract_w or 0.0) / 1000.0, tariff.table.demand)
    demand = billed.kw * tariff.rates.demand.value * booked
    by_factor = demand * _factor_share(energy, tariff)
    charges = {name: float(kwh.sum()) * one.value for name, one in tariff.table.charges.items()}
    taxed = sum(spent.values()) + sum(charges.values()) + demand + by_factor
    peak_kw, peak_at = table.peak(month)
    return MonthBill(
        month=month,
        booked=booked,
        kwh=by_band,
        energy=spent,
        discount=float((full * off).sum()),
        peak_kw=peak_kw,
        peak_at=peak_at,
        billed=billed,
        demand=demand,
        power_factor=by_factor,
        charges=charges,
        taxes={name: taxed * one.value for name, one in tariff.table.taxes.items()},
    )


def _factor_share(energy: Energy, tariff: Tariff) -> float:
    """Share of the demand charge that the power factor adds, or takes off where it is negative."""
    rule, factor = tariff.table.power_factor, energy.power_factor
    if rule is None or factor is None:
        return 0.0
    best = rule.base.value if rule.best is None else rule.best.value
    return 100.0 * (rule.base.value - min(factor, best)) * rule.point.value
