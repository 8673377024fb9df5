"""`twin judge` and `twin audit`: one result, told alike in both languages, to be asked again."""

import json
import re
from types import SimpleNamespace

import pytest
from own_line import CONTRACT, question, write_own
from same_numbers import Pieces, numbers, same_page
from typer.testing import CliRunner

from lines import load_retrofit
from twin.command import app
from twin.judge import (
    Question,
    Said,
    judge,
    judgement_object,
    report_of,
    result_text,
    write_all,
)
from twin.judge.defaults import defaults
from twin.judge.parameters import parameter
from twin.judge.worth import verdict_of
from twin.package import package_object, take_apart
from twin.settings import SettingError

SHORT = {"length_s": 2 * 86_400.0, "warmup_s": 8 * 3600.0, "replications": 3}
LINES = {
    "injection-moulding": (("ai-vision", "smed"), {"grant": "smart-factory-2026"}),
    "die-casting": (("ai-vision", "standby-switching"), {"tax": 0.2, "realised": 0.3}),
    "welding-cell": (("robot-cell",), {"demand": 5e6}),
}


@pytest.fixture(scope="module", params=LINES)
def judged(request):
    retrofits, wishes = LINES[request.param]
    return judge(Question(request.param, retrofits, said=Said(wishes=wishes, **SHORT, **CONTRACT)))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return write_own(tmp_path_factory.mktemp("own"))


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


def test_a_chapter_may_be_left_out_and_says_so(small):
    found = judge(question(small, without=("level", "form")))
    assert "form" not in found.found
    assert found.silent["level"] == "left out (--without level)"
    with pytest.raises(SettingError, match="no chapter 'levels'; did you mean 'level'"):
        judge(question(small, without=("levels",)))
    with pytest.raises(SettingError, match="found options for it"):
        judge(question(small, without=("bill",), **CONTRACT))


def test_a_package_in_a_judgement_is_that_of_the_command():
    names, short = ["ai-vision", "smed"], SHORT | {"length_s": 86_400.0}
    found = judge(Question("injection-moulding", tuple(names), said=Said(**short)))
    alone = take_apart("injection-moulding", names, **short)
    assert package_object(found.found["package"]) == package_object(alone)


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


def test_a_demonstration_may_be_written_again(small, tmp_path):
    found = judge(question(small))
    first = write_all(found, tmp_path)
    told = (tmp_path / "result.json").read_bytes()
    with pytest.raises(SettingError, match="never overwritten"):
        write_all(found, tmp_path)
    assert write_all(found, tmp_path, anew=True) == first
    assert (tmp_path / "result.json").read_bytes() == told


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


def test_the_end_of_the_report_lists_every_default_with_its_grade(judged):
    part = defaults(judged, "en")
    rows = [row.cells for row in part.rows]
    assert {grade for *_, grade in rows} <= {"A", "B", "C", "D"}
    taken = " ".join(what for _, what, _ in rows)
    for what in ("Rate of discount: 5 %", "power factor: not given", "own record: not given"):
        assert what in taken
    page = report_of(judged, "en")
    assert page.index('id="assumptions"') < page.index(part.title) < page.index('id="audit"')
