"""`twin form`: the rows of a comparison, its files read back, weights, languages, messages."""

import csv
import io
import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lines.library import PACKS
from twin.command import app
from twin.compare import Comparison, compare
from twin.form import Form, form_card, form_object, form_of, form_pack, wishes_of, write_form
from twin.settings import SettingError

KEYS = [
    "hourly-output",
    "manufacturing-lead-time",
    "process-defects",
    "finished-defects",
    "work-in-process",
]
RUN = ["--retrofit", "ai-vision", "--length", "1 day", "--warmup", "1 h", "--replications", "3"]
PACK = form_pack()


@pytest.fixture(scope="module")
def made() -> Comparison:
    return compare("die-casting", ["ai-vision"], warmup_s=3600.0, length_s=86_400.0, replications=3)


@pytest.fixture(scope="module")
def form(made: Comparison) -> Form:
    return form_of(made, PACK)


def chosen(made: Comparison, *names: str, weights: tuple[str, ...] = ()) -> Form:
    return form_of(made, PACK, wishes_of(PACK.content, names, weights))


def twin(*arguments: object):
    return CliRunner().invoke(app, ["form", *(str(one) for one in arguments)])


def rows_of(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


# --- rows ---------------------------------------------------------------------------------------


def test_the_rows_are_the_key_indicators_that_the_line_can_measure(form: Form):
    assert [row.name for row in form.rows] == KEYS
    assert [row.number for row in form.rows] == [1, 2, 3, 4, 5]
    assert "sales" in form.unknown
    assert form.unmeasured == ("order-lead-time", "delivery-time", "on-time")
    every = {row.name for row in form.rows} | {*form.others, *form.unmeasured, *form.unknown}
    assert every == set(form.content.indicators)


def test_values_are_the_figures_of_the_comparison_in_the_units_of_the_form(made: Comparison):
    names = ["hourly-output", "manufacturing-lead-time", "inspection-defects", "work-in-process"]
    form = chosen(made, *names, "equipment-utilisation")
    for side, study in ((0, made.before), (1, made.after)):
        found = [row.sides[side].mean for row in form.rows]
        mean = {name: one.mean for name, one in study.kpis.items() if one is not None}
        wip = 100.0 * mean["wip_mean"] / made.before.kpis["wip_mean"].mean
        assert found == [
            pytest.approx(mean["throughput_per_hour"]),
            pytest.approx(mean["lead_time_mean_s"] / 3600),
            pytest.approx(1e6 * (1 - mean["first_pass_yield"])),
            pytest.approx(wip),
            pytest.approx(100 * mean["availability"]),
        ]


def test_what_is_achieved_follows_the_official_rule(made: Comparison, form: Form):
    old, new = made.before.kpis, made.after.kpis
    output, lead = old["throughput_per_hour"].mean, old["lead_time_mean_s"].mean
    gains = [row.sides.achieved.mean for row in form.rows]
    assert gains[0] == pytest.approx((new["throughput_per_hour"].mean - output) / output)
    assert gains[1] == pytest.approx((lead - new["lead_time_mean_s"].mean) / lead)
    assert gains[3] > 0.5  # the camera finds what the eye missed
    for row in form.rows:
        change = row.sides.achieved
        assert change.low < change.mean < change.high


def test_what_no_simulation_knows_is_left_empty_and_says_why(made: Comparison, tmp_path: Path):
    form = chosen(made, "sales", "on-time")
    write_form(form, tmp_path / "a.csv", "ko")
    _, sales, on_time = rows_of(tmp_path / "a.csv")
    assert sales[6:] == ["", "", "", "비워 둠: 매출은 기업 회계 자료로만 알 수 있음"]
    assert on_time[6:8] == ["", ""]
    assert on_time[9].startswith("비워 둠: 이 라인에서 'orders_on_time' 값이 나오지 않음")
    assert form_object(form)["trace"] == []


def test_zero_before_gives_values_but_no_change(tmp_path: Path):
    made = compare("two-machines", ["larger-buffer"], length_s=86_400.0, replications=2)
    form = form_of(made, PACK, wishes_of(PACK.content, ["finished-defects"], ()))
    write_form(form, tmp_path / "a.csv", "en")
    row = rows_of(tmp_path / "a.csv")[1]
    assert row[5:8] == ["ppm", "0", "0"]
    assert row[9].startswith("no change in per cent, since it is 0 before; definition: ")


def test_one_replication_gives_no_interval():
    made = compare("two-machines", ["larger-buffer"], length_s=86_400.0, replications=1)
    form = form_of(made, PACK)
    assert "one replication gives no interval" in form_card(form, "en", None)
    plain = form_object(form)
    assert plain["rows"][0]["achieved"]["low"] is None
    assert plain["rows"][0]["achieved"]["mean"] is not None
    assert {one["low"] for one in plain["trace"]} == {None}


def test_money_is_that_of_the_line(made: Comparison):
    form = chosen(made, "product-cost", "hourly-output")
    assert form.unit(form.rows[0], "ko") == "원"
    line = replace(made.before.line, currency="EUR")
    abroad = replace(form, comparison=replace(made, before=replace(made.before, line=line)))
    assert [abroad.unit(row, "ko") for row in form.rows] == ["EUR", "개/h"]


# --- weights ------------------------------------------------------------------------------------


def test_weights_stand_as_they_were_given(made: Comparison, tmp_path: Path):
    given = ("hourly-output=33.3", "공정불량률=66.7 %")
    form = chosen(made, "hourly-output", "process-defects", weights=given)
    assert [row.weight for row in form.rows] == [Decimal("33.3"), Decimal("66.7")]
    write_form(form, tmp_path / "a.csv", "en")
    assert [row[8] for row in rows_of(tmp_path / "a.csv")] == ["Weight", "33.3", "66.7"]
    assert "No weights were given" not in form_card(form, "en", None)
    weights = [one for one in form_object(form)["trace"] if one["figure"] == "Weight"]
    assert [(one["value"], one["source"]) for one in weights] == [
        (33.3, "stated by the user (--weight)"),
        (66.7, "stated by the user (--weight)"),
    ]


def test_without_weights_the_column_is_empty_and_that_is_said(form: Form):
    assert {row.weight for row in form.rows} == {None}
    assert "No weights were given (--weight NAME=30), so the column is empty." in form_card(
        form, "en", None
    )
    assert form_object(form)["weights_given"] is False


@pytest.mark.parametrize(
    ("rows", "weights", "message"),
    [
        ((), ("hourly-output=30",), "found 30 % in all; expected weights that sum to 100 %"),
        ((), ("hourly-output",), "found 'hourly-output'; expected NAME=NUMBER"),
        ((), ("hourly-output=much",), "found 'hourly-output=much'; expected NAME=NUMBER"),
        ((), ("hourly-output=nan",), "expected above 0 and up to 100 %"),
        ((), ("hourly-output=0",), "expected above 0 and up to 100 %"),
        ((), ("hourly-output=50",) * 2, "found two weights of 'hourly-output'; expected one"),
        ((), ("hourly-outputs=50",), "--weight: no indicator 'hourly-outputs'; there are"),
        ((), ("hourly-output=100",), "'manufacturing-lead-time' is in the table without a weight"),
        (("sales",), ("hourly-output=100",), "'hourly-output' is not in the table; it has sales"),
        (("sales",) * 2, (), "--kpi: found 'sales' twice; expected each indicator once"),
        (("매출",), (), "--kpi: no indicator '매출'"),
    ],
)
def test_rows_and_weights_that_do_not_fit_are_told(made: Comparison, rows, weights, message):
    with pytest.raises(SettingError, match=re.escape(message)):
        chosen(made, *rows, weights=weights)


# --- languages and the command --------------------------------------------------------------------


def test_both_languages_tell_the_same_numbers(form: Form, tmp_path: Path):
    told = []
    for language in ("en", "ko"):
        write_form(form, tmp_path / f"{language}.csv", language)
        rows = rows_of(tmp_path / f"{language}.csv")[1:]
        changes = [
            re.findall(r"[-+]?\d+(?:\.\d+)?(?= %|,|\])", row[9].split(";")[0]) for row in rows
        ]
        told.append(
            [(row[0], *row[6:9], change) for row, change in zip(rows, changes, strict=True)]
        )
    assert told[0] == told[1]
    assert all(len(change) == 4 for *_, change in told[0])


def test_the_command_prints_the_table():
    made = twin("die-casting", *RUN, "--language", "ko")
    assert made.exit_code == 0, made.output
    assert re.search(r"순번 +구분 +성과지표 +핵심지표여부 +지표특성", made.stdout)
    assert re.search(r"^2 +P +제조리드타임 +예 +감소 +h +0\.0\d+ +0\.0\d+ +-$", made.stdout, re.M)
    assert "시뮬레이션으로 알 수 없어 채우지 않는 지표: 생산품목수, 매출액" in made.stdout


def test_the_command_prints_one_object():
    made = twin("die-casting", *RUN, "--json", "--kpi", "sales", "--kpi", "시간당 생산량")
    found = json.loads(made.stdout)
    assert [row["name"] for row in found["rows"]] == ["sales", "hourly-output"]
    assert found["rows"][0]["before"] == {"mean": None, "low": None, "high": None}
    assert found["rows"][1]["figure"] == "throughput_per_hour"
    assert found["pack"] == "kpi-form-kr-2022"
    assert {one["digest"] for one in found["trace"][:2]} == set(found["digest"].values())


def test_a_form_of_one_s_own_is_asked_before_the_bundled_one(tmp_path: Path):
    text = (PACKS / "kpi-form-kr-2022.yaml").read_text(encoding="utf-8")
    own = text.replace("pack: kpi-form-kr-2022", "pack: mine").replace(
        "ko: 시간당 생산량", "ko: 시간당 산출"
    )
    file = tmp_path / "mine.yaml"
    file.write_text(own, encoding="utf-8")
    made = twin("die-casting", *RUN, "--pack", file, "--kpi", "시간당 산출", "--json")
    assert made.exit_code == 0, made.output
    found = json.loads(made.stdout)
    assert found["pack"] == "mine"
    assert [row["title"]["ko"] for row in found["rows"]] == ["시간당 산출"]
