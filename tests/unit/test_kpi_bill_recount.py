"""Bills of a restless plant over a change of tariff, counted again quarter hour by quarter hour.

The other way round to the same won: no arrays, no timetable, the published tables written out once
more as plain numbers and rules.
"""

import calendar
import datetime
from collections import defaultdict
from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of

from kpi.bill import bill_of
from kpi.ledger import QUARTER_TICKS
from lines.model import Energy
from lines.packs import tariff_of

CLASS = "industrial-b/high-a/2"
REFORM = datetime.date(2026, 4, 16)
BEFORE = {"summer": (110.9, 163.8, 245.9), "between": (110.9, 133.4, 164.1)}
AFTER = {"summer": (116.0, 163.8, 229.0), "between": (116.0, 133.4, 150.9)}
BEFORE["winter"], AFTER["winter"] = (117.9, 164.0, 221.5), (123.0, 164.0, 204.6)
DEMAND, SURCHARGES, TAXES, VAT = 8320.0, 9.0 + 5.0, 0.127, 0.1
HOLIDAYS = {"2026-02-16", "2026-02-17", "2026-02-18", "2026-03-01", "2026-03-02", "2026-05-05"}
HOLIDAYS |= {"2026-05-24", "2026-05-25", "2026-06-03", "2026-06-06"}
LIGHT, MID, PEAK = 0, 1, 2
REMEMBERED = (12, 1, 2, 7, 8, 9)


@dataclass
class Counted:
    """What one month adds up to; by whether the reform was in force."""

    energy: dict[bool, float] = field(default_factory=lambda: defaultdict(float))
    kwh: dict[bool, float] = field(default_factory=lambda: defaultdict(float))
    booked: dict[bool, float] = field(default_factory=lambda: defaultdict(float))
    peak: float = 0.0


def season(month: int) -> str:
    if month in (6, 7, 8):
        return "summer"
    return "winter" if month in (11, 12, 1, 2) else "between"


def band(when: datetime.datetime) -> int:
    hour = when.hour
    if hour >= 22 or hour < 8:
        return LIGHT
    if when.weekday() == 6 or str(when.date()) in HOLIDAYS:
        return LIGHT
    if season(when.month) == "winter":
        high = 9 <= hour < 12 or 16 <= hour < 19
    elif when.date() >= REFORM:
        high = 15 <= hour < 21
    else:
        high = hour == 11 or 13 <= hour < 18
    return PEAK if high and when.weekday() != 5 else MID


def counted(kw, begin: datetime.datetime, shares) -> dict[tuple[int, int], Counted]:
    months: dict[tuple[int, int], Counted] = defaultdict(Counted)
    for number, (power, share) in enumerate(zip(kw.tolist(), shares, strict=True)):
        when = begin + datetime.timedelta(minutes=15 * number)
        new, one = when.date() >= REFORM, months[when.year, when.month]
        at = band(when)
        price = (AFTER if new else BEFORE)[season(when.month)][at]
        rest = when.weekday() >= 5 or str(when.date()) in HOLIDAYS
        if new and rest and season(when.month) == "between" and 11 <= when.hour < 14:
            price /= 2
        one.energy[new] += power / 4 * price
        one.kwh[new] += power / 4
        one.booked[new] += share
        if share == 1.0 and at != LIGHT:
            one.peak = max(one.peak, power)
    return months


def billed(month, peaks, contract_kw: float) -> float:
    best = 0.3 * contract_kw
    for back in range(12):
        year, number = divmod(12 * month[0] + month[1] - 1 - back, 12)
        if back == 0 or number + 1 in REMEMBERED:
            best = max(best, peaks.get((year, number + 1), 0.0))
    return best


@pytest.mark.parametrize(
    ("start", "days", "contract_kw", "told", "factor"),
    [
        ("2026-03-10", 120, 300.0, {}, 0.93),
        ("2026-04-01", 40, 2000.0, {(2025, 8): 700.0, (2025, 11): 1500.0, (2025, 4): 900.0}, 0.85),
        ("2026-01-20", 190, 600.0, {(2025, 2): 800.0}, 0.97),
        ("2026-04-16", 3, 600.0, {}, None),
    ],
)
def test_months_across_a_change_of_tariff_cost_what_a_second_count_finds(
    start, days, contract_kw, told, factor
):
    rng = np.random.default_rng(days)
    kw = rng.integers(20, 500, 96 * days).astype(float)
    first = datetime.date.fromisoformat(start)
    energy = Energy(
        tariff=tariff_of(CLASS, (), first),
        contract_w=contract_kw * 1000.0,
        power_factor=factor,
        peaks_w={month: 1000.0 * peak for month, peak in told.items()},
    )
    line = replace(line_of(station_of("press"), energy=energy), start=first)
    # booked from six minutes past two in the morning on, and up to five minutes before the end
    whole, begin = 8, 8 * QUARTER_TICKS + QUARTER_TICKS * 6 // 15
    end = kw.size * QUARTER_TICKS - QUARTER_TICKS // 3
    frame = blank_books(line).frame._replace(begin=begin, end=end)
    shares = [9 / 15, *[1.0] * (kw.size - whole - 2), 2 / 3]
    found = bill_of((kw * 1000.0).astype(np.int64) * QUARTER_TICKS, frame, line)
    months = counted(kw[whole:], datetime.datetime.combine(first, datetime.time(2)), shares)
    assert [bill.month for bill in found] == list(months)
    peaks = {**told, **{month: one.peak for month, one in months.items()}}
    for bill in found:
        one = months[bill.month]
        quarters = calendar.monthrange(*bill.month)[1] * 96
        best = billed(bill.month, peaks, contract_kw)
        by_factor = 0.0 if factor is None else 100 * (0.9 - min(factor, 0.95)) * 0.002
        before_tax = sum(
            one.energy[new]
            + one.kwh[new] * SURCHARGES
            + best * DEMAND * one.booked[new] / quarters * (1 + by_factor)
            for new in (False, True)
        )
        assert bill.billed.kw == pytest.approx(best)
        assert bill.before_tax == pytest.approx(before_tax, rel=1e-12)
        assert bill.total == pytest.approx(before_tax * (1 + TAXES), rel=1e-12)
        assert bill.cost == pytest.approx(before_tax * (1 + TAXES - VAT), rel=1e-12)
