"""Gas and emission factors: what a file says, what a data pack says, what retrofits change."""

import datetime

import pytest

from lines import LineError, load
from lines.packs import NoSuchPack, bundled_packs, factor_of, load_pack
from lines.retrofit import apply, load_retrofit
from lines.source import read_text

DAY = datetime.date(2026, 3, 2)
LINE = """\
line: foundry
start: 2026-03-02
stations:
  furnace: {cycle: 40 s, power: {busy: 5 kW}, gas: {busy: 12 Nm3/h, idle: 3 Nm3/h}}
flow: [source -> furnace -> sink]
energy: {tariff: 160 KRW/kWh, grid: kr-2023, gas: {price: 800 KRW/Nm3}}
"""
OWN = """
pack: mine
kind: emissions
title: Mine
valid: {from: 2020-01-01}
known: {year: 2026, source: "the supplier's letter", grade: B}
grid: {ours: 0.1 kgCO2/kWh}
gas: {biogas: 0.2 kg/Nm3}
"""


def put(body: str, line: str = LINE):
    retrofit = load_retrofit(f"retrofit: idea\nfield: controller\n{body}\n")
    return apply(read_text(line, "foundry.yaml"), [retrofit])


def test_gas_is_read_by_state_with_its_price_and_its_factor():
    line = load(LINE.replace("800 KRW/Nm3}", "800 KRW/Nm3, carbon: 2.1 kg/Nm3}"))
    assert line.stations["furnace"].gas_nm3_per_h == {"busy": 12.0, "idle": 3.0}
    assert (line.energy.gas.price_per_nm3, line.energy.gas.kg_per_nm3) == (800.0, 2.1)
    assert "gas" not in line.energy.factors
    assert not any("gas" in told for told in line.assumptions)


def test_a_factor_by_name_is_that_of_the_pack():
    line = load(LINE)
    assert line.energy.grid_kg_per_kwh == 0.4173
    assert line.energy.factors["grid"].known.grade == "B"


def test_a_silent_factor_of_gas_is_told_with_its_grade():
    line = load(LINE)
    assert line.energy.gas.kg_per_nm3 == 2.176
    (told,) = [told for told in line.assumptions if told.startswith("gas-carbon")]
    assert told == ("gas-carbon: 2.176 kg/Nm3 of CO2 (2024, grade B), as the file names no factor")


def test_before_any_pack_there_is_no_factor_of_gas():
    line = load(LINE.replace("2026-03-02", "2019-03-02").replace("kr-2023", "0.5 kgCO2/kWh"))
    assert line.energy.gas.kg_per_nm3 is None


def test_a_pack_of_ones_own_comes_first(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(OWN, encoding="utf-8")
    pack = load_pack(path)
    assert factor_of("gas", None, [pack], DAY).value == 0.2
    assert factor_of("grid", "kr-2021", [pack], DAY).value == 0.4509
    with pytest.raises(NoSuchPack, match="did you mean 'ours'"):
        factor_of("grid", "our", [pack], DAY)


def test_every_factor_of_the_bundled_pack_has_year_source_and_grade():
    (pack,) = [one for one in bundled_packs() if one.kind == "emissions"]
    for fact in [*pack.content.grid.values(), *pack.content.gas.values()]:
        assert fact.known.year
        assert fact.known.source
        assert fact.known.grade in "ABC"


def test_a_retrofit_changes_what_is_burnt_and_what_it_costs():
    after = put(
        "for: {stations: [furnace]}\nset: {gas.busy: 8 Nm3/h, energy.gas.price: 900 KRW/Nm3}"
    )
    assert after.stations["furnace"].gas_nm3_per_h == {"busy": 8.0, "idle": 3.0}
    assert after.energy.gas.price_per_nm3 == 900.0


def test_a_retrofit_multiplies_what_is_burnt():
    after = put("for: {stations: [furnace]}\nset: {gas: {times: 50 %}}")
    assert after.stations["furnace"].gas_nm3_per_h == {"busy": 6.0, "idle": 1.5}


def test_a_furnace_that_burns_nothing_more_keeps_its_word_and_its_price():
    after = put("for: {stations: [furnace]}\nset: {gas: {busy: 0 Nm3/h}}")
    assert after.stations["furnace"].gas_nm3_per_h["busy"] == 0.0
    assert after.energy.gas.price_per_nm3 == 800.0


def test_where_a_retrofit_takes_the_last_gas_its_price_goes_too():
    after = put("remove: [stations.furnace.gas]")
    assert after.stations["furnace"].gas_nm3_per_h == {}
    assert after.energy.gas.price_per_nm3 is None


def test_gas_for_nobody_is_refused():
    with pytest.raises(LineError, match="no station has 'gas', so it would say nothing"):
        load(LINE.replace(", gas: {busy: 12 Nm3/h, idle: 3 Nm3/h}", ""))
