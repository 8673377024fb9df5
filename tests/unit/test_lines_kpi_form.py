"""The data pack of the KPI form: its indicators, what measures them, and what is refused."""

from pathlib import Path

import pytest

from kpi.form import refuse_strangers
from kpi.registry import REGISTRY
from lines import LineError
from lines.library import PACKS
from lines.packs import KpiForm, load_pack, pack_of

PACK = pack_of("kpi-form", ())
FORM: KpiForm = PACK.content
TEXT = (PACKS / "kpi-form-kr-2022.yaml").read_text(encoding="utf-8")
PAGE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
BETTER = {"increase": "higher", "decrease": "lower"}


def told(tmp_path: Path, old: str, new: str) -> list[str]:
    assert old in TEXT
    file = tmp_path / "pack.yaml"
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LineError) as error:
        refuse_strangers(load_pack(file).content)
    return [f"{one.path}: {one.message}" for one in error.value.problems]


def test_the_page_of_forms_lists_every_indicator_and_its_figure():
    rows = [
        line.split(" | ")
        for line in PAGE.splitlines()
        if line.startswith(("| P", "| Q", "| C", "| D", "| E"))
    ]
    assert len(rows) == len(FORM.indicators)
    for row, (name, one) in zip(rows, FORM.indicators.items(), strict=True):
        key = " *" if one.key else ""
        figure = f"`{one.measured.figure.name}`" if one.measured is not None else "never filled"
        arrow = {"increase": "↑", "decrease": "↓"}[one.direction]
        told = [f"`{name}`", f"{one.title.ko}{key}", arrow, one.unit.ko, figure]
        assert row[:6] == [f"| {one.field}", *told]


def test_the_key_indicators_are_the_five_of_the_list():
    keys = [one.title.ko for one in FORM.indicators.values() if one.key]
    assert keys == ["시간당 생산량", "제조리드타임", "공정불량률", "완제품 불량률", "재공재고"]


def test_every_field_of_the_form_has_its_indicators():
    fields = [one.field for one in FORM.indicators.values()]
    assert {field: fields.count(field) for field in "PQCDE"} == {
        "P": 6,
        "Q": 5,
        "C": 4,
        "D": 3,
        "E": 2,
    }
    assert fields == sorted(fields, key="PQCDE".index)


def test_what_no_simulation_can_know_is_listed_as_such():
    unknown = [name for name, one in FORM.indicators.items() if one.measured is None]
    assert unknown == [
        "product-kinds",
        "sales",
        "operating-margin",
        "returns",
        "claims",
        "stock-cost",
        "improvement",
    ]


def test_every_figure_is_there_and_better_in_the_direction_of_the_form():
    refuse_strangers(FORM)
    measured = [one for one in FORM.indicators.values() if one.measured is not None]
    assert len(measured) == 13
    for one in measured:
        better = REGISTRY[one.measured.figure.name].better
        turned = {"higher": "lower", "lower": "higher"}[better]
        assert (turned if one.measured.complement else better) == BETTER[one.direction], one.title


@pytest.mark.parametrize(
    ("name", "unit", "ours"),
    [
        ("manufacturing-lead-time", "h", "s"),
        ("order-lead-time", "h", "s"),
        ("process-defects", "ppm", "ppm"),
        ("inspection-defects", "ppm", "share"),
        ("equipment-utilisation", "%", "share"),
        ("on-time", "%", "share"),
    ],
)
def test_a_figure_comes_into_the_unit_of_the_form(name: str, unit: str, ours: str):
    one = FORM.indicators[name]
    factor = {("h", "s"): 1 / 3600, ("ppm", "share"): 1e6, ("%", "share"): 100.0}.get((unit, ours))
    assert (one.unit.en, REGISTRY[one.measured.figure.name].unit) == (unit, ours)
    assert one.measured.times / one.measured.over == pytest.approx(factor or 1.0)


def test_every_indicator_says_where_it_comes_from_in_both_languages():
    for one in FORM.indicators.values():
        assert any("가" <= letter <= "힣" for letter in one.title.ko), one.title
        assert not any("가" <= letter <= "힣" for letter in one.title.en + one.formula.en)
        assert one.known.source
    grades = {name: one.known.grade for name, one in FORM.indicators.items()}
    assert {name for name, grade in grades.items() if grade == "B"} == {"on-time"}
    assert set(grades.values()) == {"B", "C"}
    assert "not from its operator" in FORM.notice.en


def test_an_indicator_is_measured_or_unknown(tmp_path: Path):
    neither = told(tmp_path, "    measured: {figure: throughput_per_hour}\n", "")
    expected = "expected 'measured', or 'unknown' with the reason, one of them"
    assert neither == [f"indicators.hourly-output: {expected}"]
    both = told(
        tmp_path,
        "    unknown: {en: sales come",
        "    measured: {figure: oee}\n    unknown: {en: sales come",
    )
    assert both == [f"indicators.sales: {expected}"]


def test_what_is_measured_says_where_definitions_differ(tmp_path: Path):
    text = TEXT[TEXT.index("    measured: {figure: co2_t}") :]
    found = told(tmp_path, text, "    measured: {figure: co2_t}\n")
    assert found == ["indicators.greenhouse-gas: 'measured' and 'differs' belong together"]


def test_two_ways_to_turn_a_figure_exclude_each_other(tmp_path: Path):
    found = told(tmp_path, "relative: yes}", "relative: yes, complement: yes}")
    assert found == ["indicators.work-in-process: 'complement' and 'relative' exclude each other"]


def test_a_figure_that_nobody_measures_is_refused_at_its_place(tmp_path: Path):
    assert told(tmp_path, "figure: co2_t", "figure: co2_tt") == [
        "indicators.greenhouse-gas.measured.figure: no such key figure, see `twin kpi`; "
        "did you mean 'co2_t'?"
    ]


def test_a_form_without_a_source_is_refused(tmp_path: Path):
    found = told(tmp_path, '  known: {year: 2022, source: "public copy', '  # known: {"public copy')
    assert len(found) == 19
    assert "indicators.sales: nothing says where this comes from" in found[4]
