"""Data packs: what they hold, which of them a line is judged by, and what a wrong one is told."""

import datetime
from pathlib import Path

import pytest

from lines import LineError, load, read
from lines.library import PACKS
from lines.packs import bundled_packs, load_pack, packs_of, tariff_of

TARIFF = """\
pack: mine
kind: tariff
title: My tariff
valid: {from: 2026-01-01}
known: {year: 2026, source: my contract, grade: A}
seasons:
  warm: [4, 5, 6, 7, 8, 9]
  cold: [10, 11, 12, 1, 2, 3]
bands:
  warm: {low: [22-8], high: [8-22]}
  cold: {low: [22-8], high: [8-22]}
demand: {bands: [high], months: [12, 1], within: 12, floor: 20 %}
taxes: {vat: 10 %}
classes:
  works:
    big:
      demand: 8000 KRW/kW/month
      energy:
        warm: {low: 100 KRW/kWh, high: {value: 200 KRW/kWh, low: 180 KRW/kWh, grade: C}}
        cold: {low: 110 KRW/kWh, high: 220 KRW/kWh}
"""
LINE = """\
line: plant
start: {start}
energy: {{tariff: {tariff}{more}}}
stations: {{cut: {{cycle: 1 min, power: {{busy: 9 kW}}}}}}
flow: [source -> cut -> sink]
"""


def line(tariff: str, start: str = "2026-05-01", more: str = ", contract: 600 kW") -> str:
    return LINE.format(tariff=tariff, start=start, more=more)


def pack_of(text: str, folder: Path):
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return load_pack(path)


def told(text: str, folder: Path) -> str:
    with pytest.raises(LineError) as error:
        pack_of(text, folder)
    return str(error.value)


def test_every_bundled_pack_can_be_read_and_knows_its_sources():
    packs = bundled_packs()
    assert {pack.path.stem for pack in packs} == {pack.name for pack in packs}
    assert {"tariff", "holidays"} <= {pack.kind for pack in packs}


@pytest.mark.parametrize(
    ("name", "day", "pack"),
    [
        ("industrial-b/high-a/2", "2026-04-15", "kepco-industrial-2024-10-24"),
        ("industrial-b/high-a/2", "2026-04-16", "kepco-industrial-b-2026-04-16"),
        ("industrial-a-2/high-a/1", "2026-05-31", "kepco-industrial-2024-10-24"),
        ("industrial-a-2/high-a/1", "2026-06-01", "kepco-industrial-a-2026-06-01"),
        ("industrial-a-1/low", "2026-06-01", "kepco-industrial-2024-10-24"),
    ],
)
def test_the_youngest_pack_that_holds_on_the_day_is_taken(name: str, day: str, pack: str):
    found = load(line(name, day)).energy.tariff
    assert found is not None
    assert (found.pack.name, found.name) == (pack, name)


def test_a_pack_that_is_given_is_asked_first(tmp_path: Path):
    mine = pack_of(TARIFF, tmp_path)
    assert packs_of("tariff", [mine], datetime.date(2026, 5, 1))[0] is mine
    source = read(line("works/big"))._replace(packs=(mine,))
    from lines import build

    energy = build(source).energy
    assert energy.tariff is not None
    high = energy.tariff.rates.energy["warm"]["high"]
    assert (high.value, high.low, high.high, high.known.grade) == (200.0, 180.0, 200.0, "C")
    assert (high.known.source, high.known.year) == ("my contract", 2026)
    assert energy.tariff.rates.demand.known.grade == "A"


REST = "rest-days: {sunday: {high: low}}\ndiscounts: [{share: 50 %, seasons: [warm], days: \
[sunday], hours: [8-9]}]\ndemand:"


@pytest.mark.parametrize(
    ("changed", "by", "message"),
    [
        ("sunday: {", "sundy: {", "no such day 'sundy'; expected saturday, sunday, holiday"),
        ("{high: low}", "{hihg: low}", "rest-days.sunday.hihg: no band 'hihg'; expected low, high"),
        ("{high: low}", "{high: lwo}", "rest-days.sunday.high: no band 'lwo'; expected low, high"),
        ("seasons: [warm]", "seasons: [wram]", "no season 'wram'; expected warm, cold; did you"),
        ("days: [sunday]", "days: [sunny]", "discounts[0].days[0]: no such day 'sunny'"),
        ("bands: [high]", "bands: [higth]", "demand.bands[0]: no band 'higth'"),
        ("  cold: {low: [22-8]", "  clod: {low: [22-8]", "bands.clod: no season 'clod'"),
        ("cold: {low: 110", "clod: {low: 110", "energy.clod: no season 'clod'"),
        (
            "cold: {low: [22-8], high",
            "cold: {night: [22-8], high",
            "cold has the band 'high' but no",
        ),
    ],
)
def test_every_name_in_a_tariff_is_one_that_is_there(
    tmp_path: Path, changed: str, by: str, message: str
):
    text = TARIFF.replace("demand:", REST, 1)
    pack_of(text, tmp_path)
    assert changed in text
    assert message in told(text.replace(changed, by, 1), tmp_path)


def test_an_outcome_of_accidents_is_one_that_is_known(tmp_path: Path):
    text = (PACKS / "safety-kr-2024.yaml").read_text(encoding="utf-8")
    assert "no outcome 'deaht'" in told(text.replace("  death:", "  deaht:", 1), tmp_path)


def test_what_a_figure_is_multiplied_by_stays_within_reach(tmp_path: Path):
    text = (PACKS / "kpi-form-kr-2022.yaml").read_text(encoding="utf-8")
    assert "found 1e-300; expected a plain number from 1e-09" in told(
        text.replace("over: 3600", "over: 1e-300", 1), tmp_path
    )


@pytest.mark.parametrize(
    ("changed", "by", "message"),
    [
        ("kind: tariff", "kind: tarif", "found 'tarif'; expected a kind of data pack"),
        ("kind: tariff\n", "", "'kind' is missing; a data pack is one of"),
        (", 9]", "]", "every month, 1 to 12, is in one season"),
        ("high: [8-22]}\n  cold", "high: [8-21]}\n  cold", "no band has hour 21"),
        ("high: [8-22]}\n  cold", "high: [7-22]}\n  cold", "hour 7 is in low, high"),
        ("[22-8], high: [8-22]}\n  cold", "[22-25], high: [8-22]}\n  cold", "such as 8-15"),
        ("bands: [high]", "bands: [peak]", "no band 'peak'; expected low, high"),
        ("cold: {low: 110 KRW/kWh, high: 220 KRW/kWh}", "", "no price for the season 'cold'"),
        (
            "cold: {low: 110 KRW/kWh, ",
            "cold: {",
            "cold for high; expected one for each of high, low",
        ),
        ("110 KRW/kWh", "110 KRW", "expected money per kWh"),
        ("8000 KRW/kW/month", "8000 KRW", "expected money per kW and month"),
        (", source: my contract", "", "nothing says where this number comes from"),
        ("grade: A", "grade: E", "expected 'A' or 'B' or 'C' or 'D'"),
        ("low: 180", "low: 280", "low, value and high in this order"),
        ("floor: 20 %", "floor: 120 %", "a share from 0 to 100 %"),
        ("{from: 2026-01-01}", "{until: 2026-01-01}", "'from' is missing"),
        ("seasons:", "season:", "did you mean 'seasons'?"),
    ],
)
def test_a_wrong_pack_is_told_at_its_place(tmp_path: Path, changed: str, by: str, message: str):
    assert changed in TARIFF
    assert message in told(TARIFF.replace(changed, by, 1), tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (line("industrial-b/high-a/9"), "no tariff 'industrial-b/high-a/9' on 2026-05-01"),
        (line("industrial-b/high-a/2", "2020-01-01"), "no data pack has a tariff on 2020-01-01"),
        (line("industrial-b/high-a/2", more=""), "bills at least a share of the contract"),
        (
            line("industrial-b/high-a/2").replace("start:", "currency: EUR\nstart:"),
            "the tariff is in KRW and the line in EUR; nothing is converted",
        ),
        (
            line("industrial-b/high-a/2", more=", contract: 1 kW, peaks: {2025-13: 3 kW}"),
            "found '2025-13'; expected a month, such as 2025-12",
        ),
        (
            line("industrial-b/high-a/2", more=", contract: 1 kW, power-factor: 120 %"),
            "a share above 0 and up to 100 %",
        ),
    ],
)
def test_a_line_that_names_what_there_is_not_is_told(text: str, message: str):
    with pytest.raises(LineError) as error:
        load(text)
    assert message in str(error.value)


def test_a_tariff_without_its_holidays_is_told(tmp_path: Path):
    mine = pack_of(TARIFF.replace("seasons:", "holidays: elsewhere\nseasons:"), tmp_path)
    from lines.packs import NoSuchPack

    with pytest.raises(NoSuchPack, match="needs the pack 'elsewhere'"):
        tariff_of("works/big", [mine], datetime.date(2026, 5, 1))


def test_a_price_that_cannot_be_read_is_told_once(tmp_path: Path):
    text = told(TARIFF.replace("110 KRW/kWh", "110 KRW"), tmp_path)
    assert "1 problem; nothing was run." in text
