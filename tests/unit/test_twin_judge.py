"""`twin judge` and `twin audit`: one result, told alike in both languages, to be asked again."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from same_numbers import Pieces, numbers, same_page
from typer.testing import CliRunner

from lines import load_retrofit
from twin.command import app
from twin.judge import (
    Question,
    Said,
    audit,
    judge,
    judgement_object,
    read_result,
    report_of,
    result_text,
)
from twin.judge.parameters import parameter
from twin.judge.worth import verdict_of
from twin.settings import SettingError

SHORT = {"length_s": 2 * 86_400.0, "warmup_s": 8 * 3600.0, "replications": 3}
CONTRACT = {"tariff": "industrial-b/high-a/2", "contract": "600 kW"}
LINES = {
    "injection-moulding": (("ai-vision", "smed"), {"grant": "smart-factory-2026"}),
    "die-casting": (("ai-vision", "standby-switching"), {"tax": 0.2, "realised": 0.3}),
    "welding-cell": (("robot-cell",), {"demand": 5e6}),
}
ORDERS = """line: small
start: 2026-03-02
study: {warmup: 0 s, length: 8 h, replications: 2, seed: 1}
products: {housing: {price: 6900 KRW, material: 2600 KRW}}
stations:
  press:
    cycle: {empirical: {file: tables/times.csv, column: seconds, unit: s}}
    power: {busy: 30 kW, idle: 12 kW}
flow: [source -> press -> sink]
"""
RETROFIT = """retrofit: faster
title: {en: Faster press, ko: 프레스 개선}
field: controller
for: {type: machine}
set: {power.idle: 2 kW}
cost: {buy: 3000000 KRW, life: 8 years}
"""


@pytest.fixture(scope="module", params=LINES)
def judged(request):
    retrofits, wishes = LINES[request.param]
    return judge(Question(request.param, retrofits, said=Said(wishes=wishes, **SHORT, **CONTRACT)))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A line of one's own with a table beside it, a retrofit, and answers."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "tables").mkdir()
    (folder / "tables" / "times.csv").write_text("seconds\n20\n25\n30\n", encoding="utf-8")
    (folder / "line.yaml").write_text(ORDERS, encoding="utf-8")
    (folder / "faster.yaml").write_text(RETROFIT, encoding="utf-8")
    return folder


def question(folder: Path, **said: object) -> Question:
    return Question(str(folder / "line.yaml"), (str(folder / "faster.yaml"),), said=Said(**said))


@pytest.fixture(scope="module")
def result(small, tmp_path_factory):
    path = tmp_path_factory.mktemp("result") / "result.json"
    path.write_text(result_text(judge(question(small, **CONTRACT))), encoding="utf-8")
    return path


def changed(result: Path, folder: Path, **words: object) -> Path:
    """A result file with other words at its top."""
    path = folder / "changed.json"
    data = json.loads(result.read_text(encoding="utf-8")) | words
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


# --- one result, two languages --------------------------------------------------------------------


def test_both_languages_tell_the_same_numbers_on_the_whole_page(judged):
    english, korean = (report_of(judged, language) for language in ("en", "ko"))
    assert list(same_page(english, korean)) == []
    assert sum(sum(numbers(piece).values()) for piece in Pieces(english).found) > 1500


def test_money_is_in_won_or_in_the_units_of_ten_thousand(judged):
    english, korean = (" ".join(Pieces(report_of(judged, one)).found) for one in ("en", "ko"))
    assert re.search(r"\d KRW", english)
    assert "만원" not in english
    assert re.search(r"\d만원", korean)
    assert re.search(r"\d,\d{3},\d{3} KRW", korean) is None


def test_a_number_that_differs_is_found():
    english = "<p>costs 12,340,000 KRW in 90 min</p><p>3 of 4</p>"
    assert list(same_page(english, "<p>1,234만원, 1시간 30분</p><p>4회 중 3회</p>")) == []
    assert list(same_page(english, "<p>1,235만원, 1시간 30분</p><p>4회 중 3회</p>")) != []
    assert list(same_page(english, "<p>1,234만원, 1시간 31분</p><p>4회 중 3회</p>")) != []
    assert list(same_page(english, "<p>1,234만원, 1시간 30분</p>")) != []


def test_the_report_holds_every_chapter_of_the_terminal(judged):
    page = report_of(judged, "en")
    for name in ("investment", "bill", "safety", "package", "level", "form"):
        assert page.count(f'id="judged-{name}"') == 1
    assert page.index('id="judgement"') < page.index('id="map"')
    assert page.index('id="judged-form"') < page.index('id="assumptions"')


def test_the_summary_says_whether_it_pays_how_sure_that_is_and_what_is_a_guess(judged):
    page = report_of(judged, "en")
    short = page[page.index('id="judgement"') : page.index('id="answer"')]
    for words in ("Does it pay, without grant?", "How sure, without grant", "Guesses behind the"):
        assert words in short
    wishes = judged.question.said.wishes
    assert ("paid (--realise)" in short) == ("realised" not in wishes)
    assert "sold (--demand)" not in short or "demand" not in wishes
    for name in re.findall(r'href="#([^"]+)"', short):
        assert page.count(f'id="{name}"') == 1


@pytest.mark.parametrize(
    ("low", "high", "told"), [(1, 2, "pays"), (-2, -1, "loses"), (-1, 1, "open")]
)
def test_an_investment_pays_where_the_interval_of_its_value_lies_above_nought(low, high, told):
    assert verdict_of(SimpleNamespace(value=SimpleNamespace(low=low, high=high))) == told


def test_a_chapter_that_cannot_be_told_says_why(small):
    found = judge(question(small))
    assert "the line names no tariff of a data pack" in found.silent["bill"]
    assert "the line names no people" in found.silent["safety"]
    page = report_of(found, "en")
    assert "Not told: the line names no people" in page
    assert judgement_object(found)["not_told"]["bill"].startswith("the line names no tariff")
    korean = report_of(found, "ko")
    assert "the line names" not in korean
    assert "근로자 수와 근로시간이 라인에 없음" in korean


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"workers": 12}, "the line names no people"),
        ({"wishes": {"grant": "no-such"}}, "no grant in KRW 'no-such'"),
        ({"weights": ("no-such=100",)}, "no indicator 'no-such'"),
    ],
)
def test_what_was_asked_for_is_never_left_out(small, said, told):
    with pytest.raises(SettingError, match=told):
        judge(question(small, **said))


# --- asked again ----------------------------------------------------------------------------------


def test_a_result_asked_again_is_the_same(result):
    audited = audit(read_result(result))
    assert audited.same
    assert audited.count > 800
    assert audited.otherwise == {}


def test_the_other_engine_finds_the_same_figures(result):
    audited = audit(read_result(result), engine="reference")
    assert audited.same
    assert audited.judgement.comparison.after.engine == "reference"


def test_a_figure_that_was_changed_by_hand_is_found(result, tmp_path):
    data = json.loads(result.read_text(encoding="utf-8"))
    figures = data["figures"]
    figures["comparison"]["kpis"]["energy_kwh"]["after"]["mean"] *= 0.9
    audited = audit(read_result(changed(result, tmp_path, figures=figures)))
    (row,) = audited.differences
    assert row.path == "figures.comparison.kpis.energy_kwh.after.mean"
    assert row.told == pytest.approx(0.9 * row.found)


def test_a_line_that_was_changed_by_hand_leaves_other_books(result, tmp_path):
    files = json.loads(result.read_text(encoding="utf-8"))["files"]
    files["line"]["text"] = files["line"]["text"].replace("busy: 30 kW", "busy: 29 kW")
    audited = audit(read_result(changed(result, tmp_path, files=files)))
    assert "figures.comparison.digest.before" in [row.path for row in audited.differences]


def test_the_table_beside_a_line_travels_with_it(result, small):
    files = json.loads(result.read_text(encoding="utf-8"))["files"]
    assert files["line"]["tables"] == {"tables/times.csv": "seconds\n20\n25\n30\n"}
    assert str(small) not in result.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"format": "linetwin-result/9"}, "found the format 'linetwin-result/9'"),
        ({"asked": {"colour": 3}}, "found 'colour'"),
        ({"asked": {"seed": "one"}}, "found 'one' as 'seed'"),
        ({"asked": {"engine": "magic"}}, "found 'magic' as 'engine'"),
        ({"files": {"line": 3}}, "the result file is not whole"),
        ({"figures": []}, "found \\[\\] as 'figures'"),
    ],
)
def test_what_is_no_result_is_refused(result, tmp_path, words, told):
    with pytest.raises(SettingError, match=told):
        read_result(changed(result, tmp_path, **words))


@pytest.mark.parametrize("text", ["{", "[1]", "line: x"])
def test_what_is_no_json_is_refused(tmp_path, text):
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingError, match="expected"):
        read_result(path)


def test_a_file_of_a_result_stays_in_its_folder(result, tmp_path):
    files = json.loads(result.read_text(encoding="utf-8"))["files"]
    files["line"]["tables"] = {"../../escaped.csv": "seconds\n1\n"}
    with pytest.raises(SettingError, match="lies outside the folder"):
        audit(read_result(changed(result, tmp_path, files=files)))
    files["line"] |= {"tables": {}, "name": "../line.yaml"}
    with pytest.raises(SettingError, match="expected the name of a file"):
        read_result(changed(result, tmp_path, files=files))


# --- the commands ---------------------------------------------------------------------------------


def run(*words: object, code: int = 0):
    done = CliRunner().invoke(app, [str(one) for one in words])
    assert done.exit_code == code, done.output
    return done


def test_judge_writes_every_file_and_overwrites_none(small, tmp_path):
    folder = tmp_path / "judged"
    words = ("judge", small / "line.yaml", "--retrofit", small / "faster.yaml", "--out", folder)
    done = run(*words, "--no-audit", "--tariff", "industrial-b/high-a/2", "--contract", "600 kW")
    assert "The judgement in short" in done.stdout
    assert sorted(one.name for one in folder.iterdir()) == sorted(
        ["result.json", "report.en.html", "report.ko.html"]
        + [f"kpi-form.{one}.{ending}" for one in ("en", "ko") for ending in ("csv", "xlsx")]
    )
    assert "never overwritten" in run(*words, code=2).stderr
    page = tmp_path / "again.html"
    again = run("audit", folder / "result.json", "--no-audit", "--out", page)
    assert "figures is the same" in again.stdout
    told = (folder / "report.en.html").read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8") == told


def test_audit_leaves_another_code_where_a_figure_differs(result, tmp_path):
    figures = json.loads(result.read_text(encoding="utf-8"))["figures"]
    figures["comparison"]["digest"]["after"] = "0" * 64
    path = changed(result, tmp_path, figures=figures)
    assert "1 of" in run("audit", path, code=1).stdout
    told = json.loads(run("audit", path, "--json", code=1).stdout)
    assert told["same"] is False
    assert [one["path"] for one in told["differences"]] == ["figures.comparison.digest.after"]
    assert "수치" in run("audit", path, "--language", "ko", code=1).stdout


def test_json_says_what_the_result_says(small):
    words = ("judge", small / "line.yaml", "--retrofit", small / "faster.yaml", "--json")
    told = json.loads(run(*words).stdout)
    assert told["format"] == "linetwin-result/1"
    assert told["files"]["retrofits"][0]["name"] == "faster.yaml"
    assert told["formulas"]["energy_kwh"]["unit"] == "kWh"
    assert set(told["figures"]) == {"comparison", "investment", "level", "form"}


def test_the_origins_of_the_worth_belong_to_the_result(small):
    short = {"length_s": 21_600.0, "warmup_s": 3600.0, "replications": 2, "origins": 10}
    demand = {"demand": {"housing": 1_150_000.0}}
    found = judge(Question("die-casting", ("ai-vision",), said=Said(wishes=demand, **short)))
    assert found.found["investment"].origins.draws == 10
    told = json.loads(result_text(found))
    assert told["asked"]["origins"] == 10
    assert told["asked"]["wishes"] == demand
    assert told["figures"]["investment"]["origins"]["npv"]["groups"].keys() == {"effect"}
    assert "worth of knowing" in report_of(found, "en")
    with pytest.raises(SettingError, match="neither the retrofits nor the line leave anything"):
        judge(question(small, origins=20))


def test_a_place_where_nothing_can_be_written_is_told_before_anything_is_run(small, tmp_path):
    file = tmp_path / "file"
    file.touch()
    found = CliRunner().invoke(
        app, ["judge", "two-machines", "--retrofit", "smed", "--out", str(file / "judged")]
    )
    assert found.exit_code == 2
    assert "where a folder is expected; choose another place with --out" in found.output


def test_why_a_package_is_no_sum_names_no_file_and_is_the_same_when_asked_again(small, tmp_path):
    line = (small / "line.yaml").read_text(encoding="utf-8")
    (small / "has.yaml").write_text(line.replace("start:", "has: []\nstart:"), encoding="utf-8")
    needs = RETROFIT.replace("cost:", "requires: [network]\ncost:").replace("faster", "led")
    brings = RETROFIT.replace("cost:", "brings: [network]\ncost:").replace("2 kW", "3 kW")
    for name, text in (("needs", needs), ("brings", brings)):
        (small / f"{name}.yaml").write_text(text, encoding="utf-8")
    files = str(small / "brings.yaml"), str(small / "needs.yaml")
    found = judge(Question(str(small / "has.yaml"), files))
    assert found.silent["package"].startswith("the package cannot be taken apart: with only led")
    assert str(small) not in found.silent["package"]
    result = tmp_path / "result.json"
    result.write_text(result_text(found), encoding="utf-8")
    assert audit(read_result(result)).same


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ai-vision: false-rejects", "AI 비전 검사: 양품 오판율"),
        ("ai-vision: power.standby", "AI 비전 검사: power.standby"),
        ("doubts: stations.mill.cycle", "doubts: stations.mill.cycle"),
    ],
)
def test_an_uncertain_value_is_called_in_the_words_of_the_plant(name, told):
    assert parameter(name, [load_retrofit("ai-vision")], "ko") == told


def test_an_effect_is_told_once_where_the_whole_report_lists_the_effects(judged):
    page = report_of(judged, "en")
    chapter = page[page.index('id="judged-investment"') : page.index('id="judged-bill"')]
    assert "stand under Assumptions" in chapter
    assert f"{judged.question.retrofits[0]}: " not in chapter
