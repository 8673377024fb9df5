"""`twin assess`: the worked example, the same figures in both languages, and what is refused."""

import json
import re
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lines.packs import pack_of
from twin.command import app
from twin.level.parts import level, points

EXAMPLE = """assessment: worked
pack: level-kr-2025
date: 2026-03-02
items:
  1.1.1: 3
  1.1.2: 3
  1.1.3: 3
  1.1.4: 2
  2.1.1: 3
  2.1.2: 3
  2.1.3: 3
  2.1.4: 3
  2.1.5: 3
  2.2.1: 3
  2.2.2: 3
  2.2.3: 3
  2.2.4: 3
  2.3.1: 3
  2.3.2: 3
  2.3.3: 3
  2.4.1: 3
  2.4.2: 3
  2.4.3: {level: 3, note: since May, evidence: sheets of 2025}
  2.4.4: 3
  2.5.1: 3
  2.5.2: 3
  2.5.3: 3
  2.5.4: 3
  2.6.1: 3
  2.6.2: 3
  2.6.3: 2
  3.1.1: 2
  3.1.2: 2
  3.1.3: 2
  3.1.4: 0
  3.1.5: 2
  3.1.6: 0
  3.2.1: 1
  3.2.2: 1
  3.2.3: 1
  3.2.4: 2
  3.2.5: 2
  4.1.1: 2
  4.1.2: 2
  4.1.3: 2
  4.1.4: 2
  4.1.5: 1
  4.1.6: 1
"""
CAMERA = ["--retrofit", "ai-vision", "--length", "1 day", "--warmup", "1 h", "--replications", "4"]


def twin(*arguments: object):
    return CliRunner().invoke(app, ["assess", *(str(one) for one in arguments)])


def printed(*arguments: object) -> str:
    result = twin(*arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def refused(*arguments: object) -> str:
    result = twin(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    return " ".join(re.sub(r"[│╭╮╰╯─]", " ", result.stderr).split())


def figures_in(text: str) -> list[str]:
    text = text.replace("1개당", "")  # how Korean says "per part"
    return sorted(re.findall(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?", text))


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "worked.yaml"
    file.write_text(EXAMPLE, encoding="utf-8")
    return file


def test_the_worked_example_is_printed(answers: Path) -> None:
    text = printed("die-casting", "--answers", answers)
    assert "Score 715.5 of 1,000 · level 2.15 · Level 2 (certificates begin at Level 1)" in text
    assert "answers of 'worked', 2026-03-02" in text
    assert "All 44 items are answered." in text
    assert "3.1 Information systems         220  142.0   1.45" in text
    assert "note: since May\n    evidence given: sheets of 2025\n    inspect: finds" in text
    assert "certification stays with people: nothing here awards one" in text
    assert "unofficial copy (grade C); verify" in text
    assert "is another ladder and does not follow from it" in text


def test_no_score_seems_to_reach_what_it_does_not() -> None:
    assert points(Fraction("549.99")) == "549.9"
    assert points(Fraction(1000)) == "1,000.0"
    assert level(Fraction("2.4999")) == "2.49"
    assert level(Fraction(14, 3)) == "4.66"


def test_without_answers_everything_is_open(answers: Path) -> None:
    text = printed("two-machines")
    assert "No item is answered yet" in text
    assert re.search("Score |answered: |Information systems", text) is None
    assert "nobody has answered yet" in text
    answers.write_text(EXAMPLE.replace("  3.1.1: 2\n", "  3.1.1: unknown\n"), encoding="utf-8")
    text = printed("two-machines", "--answers", answers)
    assert "Score 707.5 to 727.5 of 1,000 · level 2.07 to 2.27 · Level 2 (" in text
    assert "1 of 44 items are unknown" in text
    assert "level 5 (3.1.1)." in text


def test_a_retrofit_supports_items_and_brings_a_trend_and_a_reality_check(answers: Path) -> None:
    text = printed("die-casting", "--answers", answers, *CAMERA)
    item = "3.2.3 Inspection equipment (40 points), answered: 1"
    assert f"{item}; ai-vision would support it up to level 3" in text
    assert "inspect: finds porosity 72 %, dimension 78 %, burr 80 %" in text  # before it
    assert text.count("nothing above what was answered") == 2  # 2.4.1 and 2.4.3 are at level 3
    assert "If people confirmed every one in full: score 723.5, level 2.23, Level 2" in text
    assert (
        "4.1.2 Quality (Q) (20 points), answered: 2\n    better: Finished-product defect rate"
        in text
    )
    assert "Score 715.5 of 1,000" in text  # nothing is awarded
    assert "4 replications of 1 day after 1 h of warm-up, seed 1, fast engine" in text
    assert "Reality check" in text
    assert re.search(r"Throughput per hour .* \+30\.0 % \[B\], \+28\.5 % \[C\] +weaker", text)
    assert "Throughput per hour: with these retrofits the line cannot deliver the average." in text
    assert "[B] In 556 Korean small firms" in text
    assert "Where the definitions differ" in text


def test_what_no_retrofit_touches_is_unchanged_and_where_they_went_is_said() -> None:
    """Money is counted, and the line of two machines makes no defects before or after."""
    more = ["--retrofit", "larger-buffer", *CAMERA[2:]]
    found = json.loads(printed("two-machines", *more, "--json"))
    trend = found["items"]["4.1.2"]["trend"]
    verdicts = {name: row["verdict"] for name, row in found["comparison"]["kpis"].items()}
    assert trend["unchanged"]
    for key, verdict in (("unchanged", "unchanged"), ("unresolved", "not resolved")):
        assert all(verdicts[name] == verdict for name in trend[key])
    assert found["applied"] == {"larger-buffer": {"in.buffer": ["press->drill"]}}
    text = printed("two-machines", *more)
    assert "Applied at: Larger buffer: press->drill" in text
    assert re.search(r"4\.1\.2 .*\n +unchanged: ", text)


def test_both_languages_have_the_same_figures(answers: Path) -> None:
    for options in ([], ["--answers", answers], ["--answers", answers, *CAMERA]):
        english = printed("die-casting", *options)
        korean = printed("die-casting", *options, "--language", "ko")
        assert figures_in(english) == figures_in(korean)
        assert "수준 판정과 확인서 발급은 사람이" in korean


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_page_says_what_the_terminal_says(answers: Path, tmp_path: Path, language: str) -> None:
    page = tmp_path / "evidence.html"
    options = ["--answers", answers, *CAMERA, "--language", language]
    text = printed("die-casting", *options, "--out", page)
    html = page.read_text(encoding="utf-8")
    assert text.strip() == printed("die-casting", *options).strip()
    bare = unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL))
    told = plain(bare.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-"))
    assert [line for line in text.splitlines() if plain(line) not in told] == []
    assert "<script" not in html
    assert ("not a certificate" if language == "en" else "확인서가 아님") in told


def test_what_stands_in_a_file_is_no_markup_on_the_page(answers: Path, tmp_path: Path) -> None:
    page = tmp_path / "evidence.html"
    answers.write_text(EXAMPLE.replace("since May", "<b>since</b>"), encoding="utf-8")
    printed("die-casting", "--answers", answers, "--out", page)
    html = page.read_text(encoding="utf-8")
    assert "&lt;b&gt;since" in html
    assert "<b>since" not in html


def test_a_page_that_cannot_be_written_is_told(answers: Path) -> None:
    """Before anything is scored where that can be seen, else when it is written."""
    told = refused("two-machines", "--out", answers / "page.html")
    assert "where a folder is expected; choose another place with --out" in told
    assert "the page cannot be written" in refused("two-machines", "--out", "/dev/full")


def test_json_holds_what_is_printed(answers: Path) -> None:
    found = json.loads(printed("die-casting", "--answers", answers, *CAMERA, "--json"))
    assert found["score"] == {"low": 715.5, "high": 715.5}
    assert found["band"] == {"low": 2, "high": 2}
    assert found["date"] == "2026-03-02"
    assert found["areas"]["3.2"]["score"] == {"low": 114, "high": 114}
    assert found["items"]["2.4.3"]["answer"] == 3
    assert found["items"]["2.4.3"]["evidence"] == "sheets of 2025"
    assert found["items"]["2.4.3"]["grade"] == "C"
    assert {move["item"] for move in found["moves"]} == {"2.4.1", "2.4.3", "3.2.3"}
    assert found["if_confirmed"]["score"]["low"] == 723.5
    assert "1.1.1" in found["unknowable"]
    checks = {one["figure"]: one for one in found["reality"]["checks"]}
    assert checks["throughput_per_hour"]["out_of_reach"] is True
    assert checks["throughput_per_hour"]["bound"]["stations"] == ["cast"]
    assert checks["finished_defects_ppm"]["standing"] == "stronger"
    row = found["comparison"]["kpis"]["finished_defects_ppm"]
    change = checks["finished_defects_ppm"]["change"]["mean"]
    assert change == pytest.approx(row["after"]["mean"] / row["before"]["mean"] - 1)
    assert [one["company_levels"] for one in found["systems"]] == [[1, 2], [3], [4], [5]]


def test_a_pack_of_one_s_own_is_asked_first(tmp_path: Path) -> None:
    text = pack_of("level", ()).path.read_text(encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(text.replace("[550, 650, 750, 850, 950]", "[500, 650, 750, 850, 950]"))
    one = tmp_path / "one.yaml"
    one.write_text("assessment: one\npack: level-kr-2025\nitems: {1.1.1: 0}\n")
    assert "Level 1 to Level 5" in printed("two-machines", "--pack", own, "--answers", one)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_new_questions_are_written_once_and_can_be_assessed(tmp_path: Path, language: str) -> None:
    file = tmp_path / "my-plant.yaml"
    text = printed("--new", file, "--language", language)
    assert text.count(str(file)) == 2
    assert "No item is answered yet" in printed("two-machines", "--answers", file)
    told = refused("--new", file)
    assert "which is never overwritten; expected a new one: choose another FILE" in told
    assert file.read_text(encoding="utf-8").count("unknown #") == 44


def test_new_questions_tell_other_programs_where_they_are(tmp_path: Path) -> None:
    file = tmp_path / "my-plant.yaml"
    found = json.loads(printed("--new", file, "--json"))
    assert found == {"assessment": "my-plant", "pack": "level-kr-2025", "file": str(file)}


def test_what_does_not_belong_together_is_refused(tmp_path: Path, answers: Path) -> None:
    new = tmp_path / "new.yaml"
    assert "expected a LINE to assess, or --new FILE" in refused()
    assert "expected a LINE to assess, or --new FILE" in refused("two-machines", "--new", new)
    told = refused("--new", new, "--answers", answers)
    assert "found it beside --new FILE; expected it beside a LINE" in told
    told = refused("two-machines", "--length", "1 day")
    assert "nothing is run; expected --retrofit beside it" in told
    assert not new.exists()


def test_what_is_wrong_in_a_file_is_told_before_anything_is_run(answers: Path) -> None:
    answers.write_text(EXAMPLE.replace("2.6.3: 2", "2.6.3: 7"), encoding="utf-8")
    told = refused("die-casting", "--answers", answers, *CAMERA)
    assert f"{answers}:31:10: items.2.6.3: found 7; expected a level from 0 to 5" in told
    assert "1 problem; nothing was run." in told
    assert "no such file and no bundled line" in refused("die-castng")
    assert "the file cannot be read" in refused("two-machines", "--answers", answers / "no")
