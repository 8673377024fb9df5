"""Electricity bills by hand: bands, the demand that is remembered, floors, discounts, taxes."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of

from kpi.bill import MonthBill, bill_of, billed_kw
from kpi.books import Books
from kpi.ledger import QUARTER_TICKS
from lines.model import Energy
from lines.packs import HolidaysUnknown, Tariff, bundled_packs, load_pack, tariff_of

REFORM = "kepco-industrial-b-2026-04-16"
DAY_QUARTERS = 96


def tariff(name: str = "industrial-b/high-a/2", pack: str = REFORM) -> Tariff:
    """A class of a bundled pack, whatever the date."""
    given = [one for one in bundled_packs() if one.name == pack]
    return tariff_of(name, given, datetime.date(2026, 5, 1))


def bills(kw: np.ndarray, start: str, **energy: Any) -> tuple[MonthBill, ...]:
    """The bills of a load curve [kW] by quarter hour from midnight on."""
    words: dict[str, Any] = {"tariff": tariff(), "contract_w": 600_000.0, **energy}
    line = line_of(station_of("press"), energy=Energy(**words))
    line = replace(line, start=datetime.date.fromisoformat(start))
    frame = blank_books(line).frame._replace(begin=0, end=kw.size * QUARTER_TICKS)
    return bill_of((kw * 1000.0).astype(np.int64) * QUARTER_TICKS, frame, line)


def flat(kw: float, days: int) -> np.ndarray:
    return np.full(days * DAY_QUARTERS, kw)


def test_a_flat_load_in_july_falls_into_the_bands_of_the_calendar() -> None:
    # July 2023: 21 working days, 5 Saturdays, 5 Sundays, no holiday
    (july,) = bills(flat(400.0, 31), "2023-07-01")
    assert july.kwh == pytest.approx({"light": 152_000, "mid": 95_200, "peak": 50_400})
    energy = {"light": 152_000 * 116.0, "mid": 95_200 * 163.8, "peak": 50_400 * 229.0}
    assert july.energy == pytest.approx(energy)
    assert july.demand == pytest.approx(400 * 8_320)
    assert july.charges == pytest.approx({"climate": 9 * 297_600, "fuel": 5 * 297_600})
    before_tax = sum(energy.values()) + 400 * 8_320 + 14 * 297_600
    assert july.taxes == pytest.approx({"power-fund": 0.027 * before_tax, "vat": 0.1 * before_tax})
    assert july.total == pytest.approx(1.127 * before_tax)
    assert july.cost == pytest.approx(1.027 * before_tax)
    assert (july.booked, july.discount, july.power_factor) == (1.0, 0.0, 0.0)


PEAKS = dict(
    zip(
        [(2025, m) for m in range(9, 13)] + [(2026, m) for m in range(1, 9)],
        [112.0, 300.0, 102.0, 120.0, 132.0, 113.0, 87.0, 68.0, 80.0, 90.0, 113.0, 118.0],
        strict=True,
    )
)


@pytest.mark.parametrize(
    ("month", "contract_kw", "kw", "of"),
    [
        ((2025, 10), 0.0, 300.0, (2025, 10)),  # its own peak
        ((2025, 11), 0.0, 112.0, (2025, 9)),  # October is not remembered, September is
        ((2026, 8), 0.0, 132.0, (2026, 1)),
        ((2026, 8), 600.0, 180.0, None),  # 30 % of the contract
    ],
)
def test_the_demand_of_some_months_is_remembered(
    month: tuple[int, int], contract_kw: float, kw: float, of: tuple[int, int] | None
) -> None:
    assert billed_kw(PEAKS, month, contract_kw, tariff().table.demand) == (kw, of)


def test_a_month_is_forgotten_after_twelve() -> None:
    rule = tariff().table.demand
    peaks = {(2026, 1): 500.0, (2026, 12): 100.0, (2027, 1): 100.0}
    assert billed_kw(peaks, (2026, 12), 0.0, rule).kw == 500.0
    assert billed_kw(peaks, (2027, 1), 0.0, rule).kw == 100.0


def test_what_is_drawn_at_night_does_not_count_for_the_demand() -> None:
    kw = flat(200.0, 30)
    kw[10 * DAY_QUARTERS + 23 * 4] = 590.0  # 11 at night
    kw[11 * DAY_QUARTERS + 14 * 4 + 1] = 300.0
    (june,) = bills(kw, "2026-06-01")
    assert (june.peak_kw, june.billed.kw) == (300.0, 300.0)
    assert june.peak_at == datetime.datetime(2026, 6, 12, 14, 15)


def test_bills_of_the_year_before_are_remembered() -> None:
    peaks_w = {(2025, 8): 450_000.0, (2025, 10): 590_000.0}
    (june,) = bills(flat(200.0, 30), "2026-06-01", peaks_w=peaks_w)
    assert june.billed == (450.0, (2025, 8))


def test_a_demand_told_of_the_month_in_which_the_books_begin_counts() -> None:
    peaks_w = {(2026, 6): 450_000.0, (2026, 7): 590_000.0}
    june, july = bills(flat(200.0, 50), "2026-06-10", peaks_w=peaks_w)
    assert (june.peak_kw, june.billed) == (200.0, (450.0, (2026, 6)))
    assert july.billed == (200.0, (2026, 7))  # wholly in the books: what was told is no news
    (whole,) = bills(flat(200.0, 30), "2026-06-01", peaks_w=peaks_w)
    assert whole.billed == (200.0, (2026, 6))


def test_half_a_month_pays_half_its_demand() -> None:
    (june,) = bills(flat(200.0, 15), "2026-06-01")
    assert june.booked == 0.5
    assert june.demand == pytest.approx(200 * 8_320 / 2)


def test_sunday_noon_in_spring_costs_half() -> None:
    kw = np.zeros(7 * DAY_QUARTERS)  # from Monday 4 May 2026 on; the 5th is a holiday
    noon = slice(11 * 4, 14 * 4)
    for day in range(7):
        kw[day * DAY_QUARTERS : (day + 1) * DAY_QUARTERS][noon] = 100.0
    (may,) = bills(kw, "2026-05-04")
    # full price on four working days; half on the holiday, Saturday and Sunday
    assert may.kwh == pytest.approx({"light": 600.0, "mid": 1_500.0, "peak": 0.0})
    half = 300 * 133.4 / 2
    assert may.energy["mid"] == pytest.approx(1_200 * 133.4 + half)
    assert may.energy["light"] == pytest.approx(600 * 116.0 / 2)
    assert may.discount == pytest.approx(half + 600 * 116.0 / 2)


@pytest.mark.parametrize(
    ("factor", "share"), [(0.85, 0.01), (0.9, 0.0), (0.93, -0.006), (1, -0.01)]
)
def test_the_power_factor_adds_or_takes_off(factor: float, share: float) -> None:
    (june,) = bills(flat(200.0, 30), "2026-06-01", power_factor=factor)
    assert june.power_factor == pytest.approx(share * june.demand)


def test_each_day_of_a_month_is_billed_by_the_tariff_in_force() -> None:
    # April 2026 at 100 kW day and night: the reform holds from Thursday the 16th on
    changing = tariff_of("industrial-b/high-a/2", (), datetime.date(2026, 4, 1))
    assert changing.pack.name == "kepco-industrial-2024-10-24"
    assert [one.pack.name for one in changing.later] == [REFORM]
    (april,) = bills(flat(100.0, 30), "2026-04-01", tariff=changing)
    # 1 to 15: 11 working days, 2 Saturdays, 2 Sundays at 110.9, 133.4 and 164.1
    old = {"light": 11 * 10 + 2 * 10 + 2 * 24, "mid": 11 * 8 + 2 * 14, "peak": 11 * 6}
    # 16 to 30: the same number of days; noon of the four rest days at half price
    new = {"light": 11 * 10 + 2 * 10 + 2 * 24, "mid": 11 * 8 + 2 * 14, "peak": 11 * 6}
    assert april.kwh == pytest.approx({b: 100.0 * (old[b] + new[b]) for b in old})
    assert april.energy == pytest.approx(
        {
            "light": 100.0 * (178 * 110.9 + (178 - 6 / 2) * 116.0),
            "mid": 100.0 * (116 * 133.4 + (116 - 6 / 2) * 133.4),
            "peak": 100.0 * (66 * 164.1 + 66 * 150.9),
        }
    )
    # 30 % of 600 kW are 180 kW, at 8,320 on both sides of the reform
    assert april.demand == pytest.approx(180 * 8_320)
    assert april.total == pytest.approx(1.127 * april.before_tax)


def test_two_prices_of_a_month_share_its_demand_by_the_days() -> None:
    first = tariff("industrial-b/high-a/1")
    second = tariff("industrial-b/high-a/2")
    later = replace(second, pack=replace(second.pack, since=datetime.date(2026, 6, 11)))
    (june,) = bills(flat(400.0, 30), "2026-06-01", tariff=replace(first, later=(later,)))
    assert june.demand == pytest.approx(400 * (7_220 * 10 + 8_320 * 20) / 30)


def test_a_tariff_of_a_pack_that_is_given_holds_whatever_the_day() -> None:
    given = [one for one in bundled_packs() if one.name == "kepco-industrial-2024-10-24"]
    assert tariff_of("industrial-b/high-a/2", given, datetime.date(2026, 4, 1)).later == ()


OVER = """
pack: mine
kind: tariff
title: Mine
valid: {from: 2026-01-01}
known: {year: 2026, source: my contract, grade: A}
seasons: {year: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
bands: {year: {low: [22-8], high: [8-22]}}
demand: {bands: [high], months: [1], within: 1, floor: 30 %}
over-contract: {share: 150 %}
taxes: {vat: 10 %}
classes: {works: {demand: 8000 KRW/kW/month, energy: {year: {low: 100 KRW/kWh, high: 100 KRW/kWh}}}}
"""


def test_demand_above_the_contract_costs_what_the_pack_says(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OVER, encoding="utf-8")
    pack = load_pack(path)
    own = Tariff(pack, "works", pack.content.classes["works"], None)
    kw = flat(300.0, 30)
    kw[10 * DAY_QUARTERS + 40] = 650.0
    (june,) = bills(kw, "2026-06-01", tariff=own)
    # 50 kW above the 600 of the contract, each at one and a half times the price of demand
    assert june.over_contract == pytest.approx(50 * 8_000 * 1.5)
    assert june.demand == pytest.approx(650 * 8_000)
    kwh = (300 * 30 * 24) + 350 / 4
    assert june.before_tax == pytest.approx(kwh * 100 + 650 * 8_000 + 600_000)
    assert june.cost == pytest.approx(june.before_tax)
    (calm,) = bills(flat(300.0, 30), "2026-06-01", tariff=own)
    assert calm.over_contract == 0.0


def test_no_bundled_tariff_states_the_surcharge() -> None:
    packs = [one for one in bundled_packs() if one.kind == "tariff"]
    assert all(one.content.over_contract is None for one in packs)


def test_a_class_without_bands_has_one_price_for_the_season() -> None:
    small = tariff("industrial-a-1/low", "kepco-industrial-2024-10-24")
    (june,) = bills(flat(10.0, 30), "2026-06-01", tariff=small, contract_w=50_000.0)
    assert june.kwh == {"all": pytest.approx(7_200)}
    assert june.energy["all"] == pytest.approx(7_200 * 116.2)
    assert june.billed == (15.0, None)  # 30 % of 50 kW


def test_months_add_up_to_the_load_curve() -> None:
    months = bills(np.random.default_rng(1).uniform(0, 500, 400 * DAY_QUARTERS), "2026-05-20")
    assert [month.month for month in months][:2] == [(2026, 5), (2026, 6)]
    assert len(months) == 14
    drawn = np.random.default_rng(1).uniform(0, 500, 400 * DAY_QUARTERS)
    kwh = (drawn * 1000.0).astype(np.int64).sum() / 4000.0
    assert sum(sum(month.kwh.values()) for month in months) == pytest.approx(kwh)


def test_a_year_without_known_holidays_is_not_guessed() -> None:
    with pytest.raises(HolidaysUnknown, match="holidays of 2029 are not known"):
        bills(flat(10.0, 2), "2028-12-31")


def test_a_line_with_a_price_or_without_power_has_no_bill() -> None:
    books = blank_books(line_of(station_of("press"), energy=Energy(160.0)))
    assert books.bill == ()
    unpowered = Energy(tariff=tariff(), contract_w=1000.0)
    assert (
        Books(books.ledger, books.frame, line_of(station_of("press"), energy=unpowered)).energy_cost
        is None
    )


def test_the_rates_of_the_reform_are_those_of_before_and_the_changes() -> None:
    shelf = Path(next(one for one in bundled_packs() if one.name == REFORM).path).parent
    before = load_pack(shelf / "kepco-industrial-2024-10-24.yaml").content.classes
    after = load_pack(shelf / f"{REFORM}.yaml").content.classes
    for name, rates in after.items():
        for season, off in (("summer", 16.9), ("spring-autumn", 13.2), ("winter", 16.9)):
            old, new = (
                {band: fact.value for band, fact in one.energy[season].items()}
                for one in (before[name], rates)
            )
            assert new["light"] == pytest.approx(old["light"] + 5.1)
            assert new["mid"] == old["mid"]
            assert new["peak"] == pytest.approx(old["peak"] - off)
        assert rates.demand.value == before[name].demand.value
