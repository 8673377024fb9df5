"""The bill of a study: components that add up, sides, languages, what drew at the peak."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lines import read
from twin.bill import Bills, bill_card, bill_object, bills_of, under_contract, words
from twin.bill.energy_words import ENERGY_WORDS
from twin.bill.normal_words import NORMAL_WORDS
from twin.command import app
from twin.compare import compare
from twin.settings import SettingError
from twin.study import run_study

DAYS_S = 40 * 86_400.0
WORDS = ["--tariff", "industrial-b/high-a/2", "--contract", "150 kW"]


@pytest.fixture(scope="module")
def bills() -> Bills:
    source = under_contract(read("die-casting"), "industrial-b/high-a/2", "150 kW")
    made = compare(source, ["standby-switching"], length_s=DAYS_S, replications=3)
    return bills_of([made.before, made.after])


def test_components_add_up_to_the_total_and_the_cost(bills: Bills):
    for side in range(2):
        parts = {name: row.sides[side] for name, row in bills.parts.items()}
        means = {name: one.mean for name, one in parts.items() if one is not None}
        total, cost = means.pop("total"), means.pop("cost")
        assert sum(means.values()) == pytest.approx(total)
        assert cost == pytest.approx(total - means["vat"])


def test_bands_and_uses_add_up_to_the_energy(bills: Bills):
    for side in range(2):
        whole = bills.figures["kwh"].sides[side]
        assert whole is not None
        for rows in (bills.bands, bills.uses):
            means = [row.sides[side] for row in rows.values()]
            assert sum(one.mean for one in means if one) == pytest.approx(whole.mean)


def test_months_add_up_to_the_total(bills: Bills):
    totals = [row["total"] for _, row in bills.months]
    whole = bills.parts["total"].sides[1]
    assert whole is not None
    assert sum(one.mean for one in totals if one) == pytest.approx(whole.mean)


def test_the_difference_is_paired(bills: Bills):
    row = bills.parts["total"]
    before, after = row.sides
    assert before is not None
    assert after is not None
    assert row.difference is not None
    assert row.difference.mean == pytest.approx(after.mean - before.mean)


def test_what_drew_at_the_highest_demand_adds_up_to_it(bills: Bills):
    for peak in bills.peaks:
        assert peak is not None
        assert sum(peak.drawn.values()) == pytest.approx(peak.bill.peak_kw)
        assert list(peak.drawn.values()) == sorted(peak.drawn.values(), reverse=True)


def test_the_kpi_energy_cost_is_the_bill_without_value_added_tax(bills: Bills):
    kpi, cost = bills.studies[0].kpis["energy_cost"], bills.parts["cost"].sides[0]
    assert kpi is not None
    assert cost is not None
    assert kpi.mean == pytest.approx(cost.mean)


def test_both_languages_tell_the_same_numbers(bills: Bills):
    cells = []
    for language in ("en", "ko"):
        rows = bill_card(bills, language, None).split("\n")
        columns = [re.split(r"\s{2,}", row.strip())[1:] for row in rows]
        cells.append([cell for row in columns for cell in row if re.fullmatch(r"[-+\d].*", cell)])
    assert cells[0] == cells[1]
    assert len(cells[0]) > 80


def test_a_share_keeps_its_own_name_and_its_unit(bills: Bills):
    rows = bill_card(bills, "en", None).split("\n")
    assert any(row.startswith("  energy outside machines at work [%]") for row in rows)
    assert "Outside machines at work" in rows


def test_no_text_of_one_file_hides_that_of_another():
    source = Path(words.__file__).read_text(encoding="utf-8")
    own = set(re.findall(r'^    "([^"]+)": \(', source, flags=re.MULTILINE))
    assert len(own) + len(ENERGY_WORDS) + len(NORMAL_WORDS) == len(words.WORDS)


def test_a_demand_above_the_contract_is_told(bills: Bills):
    assert "Above the contract of 150 kW" in bill_card(bills, "en", 80)


def test_every_number_of_the_pack_stands_in_the_object_with_its_source(bills: Bills):
    facts = bill_object(bills)["facts"]
    assert isinstance(facts, list)
    assert {"classes.industrial-b.high-a.2.demand", "charges.fuel"} <= {f["path"] for f in facts}
    assert all(fact["source"] and fact["grade"] in "ABCD" for fact in facts)


def test_the_shares_add_up_to_the_energy_and_its_cost(bills: Bills):
    found = bill_object(bills)["energy_shares"]
    assert isinstance(found, dict)
    for side, study in zip(("before", "after"), bills.studies, strict=True):
        kwh, cost = study.kpis["energy_kwh"], study.kpis["energy_cost"]
        assert kwh is not None
        assert cost is not None
        for name in ("by_utility_kwh", "by_state_kwh", "by_product_kwh"):
            total = sum(row[side]["mean"] for row in found[name].values())
            assert total == pytest.approx(kwh.mean)
        money = sum(row[side]["mean"] for row in found["by_state_cost"].values())
        assert money == pytest.approx(cost.mean)
        stations = found["by_station_and_state_kwh"][side]
        assert sum(one["mean"] for s in stations.values() for one in s.values()) <= kwh.mean * 1.001


def test_the_load_duration_falls_from_the_peak_to_the_least(bills: Bills):
    rows = bill_object(bills)["load_duration"]
    assert isinstance(rows, list)
    assert [row["share"] for row in rows] == [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 1]
    for side in ("before", "after"):
        means = [row[side]["mean"] for row in rows]
        assert means == sorted(means, reverse=True)
    peak = bills.studies[0].kpis["peak_kw"]
    assert peak is not None
    assert rows[0]["before"]["mean"] == pytest.approx(peak.mean)


def test_a_line_without_a_tariff_is_told_the_way_out():
    study = run_study("two-machines", length_s=86_400.0, replications=1)
    with pytest.raises(SettingError, match="give --tariff and --contract"):
        bills_of([study])


def test_the_command_prints_table_and_object():
    more = [*WORDS, "--length", "5 days", "--replications", "2"]
    made = CliRunner().invoke(app, ["bill", "die-casting", *more, "--json"])
    assert made.exit_code == 0, made.output
    found = json.loads(made.stdout)
    assert found["tariff"] == {"pack": "kepco-industrial-2024-10-24", "class": WORDS[1]}
    shown = CliRunner().invoke(app, ["bill", "die-casting", *more])
    assert "KEPCO industrial tariff of 24 October 2024" in shown.stdout
    assert "power factor: not given" in shown.stdout
    assert "surcharge above the contract: not stated by kepco-industrial-2024-10-24" in shown.stdout


def test_a_bill_over_a_reform_names_both_tariffs():
    source = under_contract(read("die-casting"), "industrial-b/high-a/2", "150 kW")
    study = run_study(source, warmup_s=0.0, length_s=60 * 86_400.0, replications=2)
    bills = bills_of([study])
    found = bill_object(bills)
    packs = ["kepco-industrial-2024-10-24", "kepco-industrial-b-2026-04-16"]
    assert [one["pack"] for one in found["tariffs"]] == packs
    assert {fact["pack"] for fact in found["facts"]} == set(packs)
    assert "From 2026-04-16 on: KEPCO industrial tariff B of 16 April 2026" in bill_card(
        bills, "en", None
    )
    assert "2026-04-16부터: 한국전력" in bill_card(bills, "ko", None)


def test_a_contract_that_is_no_power_is_refused():
    made = CliRunner().invoke(app, ["bill", "die-casting", "--contract", "600"])
    assert made.exit_code == 2
    assert "600 kW" in made.output
