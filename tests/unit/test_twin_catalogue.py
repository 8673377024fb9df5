"""The catalogue of retrofits: `twin catalogue`, and what retrofits need before they help."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from lines import LineError, apply, bundled_retrofits, load_retrofit, read
from lines.errors import terminal_width
from lines.fields import FIELDS, SUBTYPES
from lines.prerequisites import PREREQUISITES
from lines.retrofit import landings
from twin import compare
from twin.catalogue import CATEGORIES, cost_known_text, cost_text, fit_of, fits_text, grades_of
from twin.command import app
from twin.commands import console
from twin.outcome import comparison_object
from twin.package import take_apart
from twin.report import page
from twin.scorecard import comparison_card
from twin.table import hanging

ENABLERS = ("data-collection", "mes-records", "lot-labels")


def catalogue(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["catalogue", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def entries(*arguments: str) -> dict[str, dict[str, Any]]:
    found = json.loads(catalogue("--json", *arguments))
    return {one["name"]: one for one in found["retrofits"]}


def test_every_bundled_retrofit_stands_in_its_field_and_category() -> None:
    found = entries()
    assert sorted(found) == sorted(bundled_retrofits())
    order = list(FIELDS)
    fields = [str(one["field"]) for one in found.values()]
    assert fields == sorted(fields, key=order.index)
    assert all(FIELDS[str(one["field"])].category == one["category"] for one in found.values())
    assert set(CATEGORIES) == {one.category for one in FIELDS.values()}


def test_every_field_has_a_member_and_every_member_a_subtype() -> None:
    found = entries().values()
    assert {one["field"] for one in found} == set(FIELDS)
    assert {one["subtype"] for one in found} == set(SUBTYPES)


def test_whatever_is_required_is_brought_by_some_retrofit() -> None:
    required = {word for one in entries().values() for word in one["requires"]}
    brought = {word for one in entries().values() for word in one["brings"]}
    assert required <= brought


def test_on_any_line_everything_required_can_be_brought() -> None:
    everywhere = {
        word
        for name in ENABLERS
        for word in load_retrofit(name).brings
        if fit_of(read("two-machines"), load_retrofit(name)).reason is None
    }
    data = {"automatic-data", "machine-states", "network", "production-records", "lot-tracking"}
    assert data <= everywhere


def test_a_program_reads_values_with_source_and_grade() -> None:
    smed = entries()["smed"]
    (change,) = smed["changes"]
    assert change["path"] == "setup.time"
    assert change["value"] == "times: {beta-pert: [40 %, 61 %, 80 %]}"
    assert (change["grade"], change["uncertain"]) == ("C", True)
    assert "recalled" in change["source"]
    assert "line" not in smed


@pytest.mark.parametrize("name", bundled_retrofits())
def test_what_is_recalled_says_so(name: str) -> None:
    one = load_retrofit(name)
    assert all("recalled" in str(e.source) for e in one.effects if e.grade == "D")
    assert one.cost.buy is not None
    for word, known in one.cost.known.items():
        assert known.grade in ("A", "B", "C", "D"), word
        assert known.source, word
        assert known.grade != "D" or "recalled" in known.source, word


def test_on_a_line_it_tells_where_each_goes_or_why_not() -> None:
    source = read("injection-moulding")
    for name, one in entries("--line", "injection-moulding").items():
        told = one["line"]
        assert isinstance(told, dict)
        retrofit = load_retrofit(name)
        if told["fits"]:
            apply(source, [retrofit])
            assert tuple(told["places"]) == landings(source, [retrofit])[0].places()
        else:
            with pytest.raises(LineError) as caught:
                apply(source, [retrofit])
            assert told["reason"] == caught.value.problems[0].message


def test_a_reader_sees_fields_changes_and_places() -> None:
    text = catalogue("--line", "injection-moulding")
    assert text.index("Automation devices") < text.index("Controllers") < text.index("smed")
    assert "setup.time × {beta-pert: [40 %, 61 %, 80 %]}" in text
    assert "on injection-moulding: press-80, press-150, press-220" in text
    assert "does not fit: nothing to multiply: the line has no 'transport.*.load'" in text
    assert "Quick change-over (SMED) [lean, no technology]" in text


def test_in_korean_titles_fields_and_requirements_are_korean() -> None:
    text = catalogue("--language", "ko", "--line", "die-casting")
    assert all(field.ko in text for field in FIELDS.values())
    assert all(load_retrofit(name).title.ko in text for name in bundled_retrofits())
    assert "선행 조건: 데이터 자동 수집" in text
    assert "적용 불가: " in text


def test_a_line_that_is_none_is_told() -> None:
    result = CliRunner().invoke(app, ["catalogue", "--line", "no-such-line"])
    assert result.exit_code == 2
    assert "no-such-line" in result.output


def test_fit_cost_and_grades_are_read_from_the_file() -> None:
    one = load_retrofit("robot-cell")
    assert fits_text(one, "en") == (
        "type machine, with crew.skill, cycle.lognormal.cv, cycle up to 5 min"
    )
    assert cost_text(one, "en") == "140,000,000 KRW + 7,000,000 KRW a year"
    assert grades_of(one) == ("D",)
    told = cost_known_text(load_retrofit("ai-vision"))
    assert told.startswith("buy: D a vision station with AI 50 to 150 million KRW, recalled; run,")
    assert told.endswith("build: A the shortened procedure of public support since 2024")
    bare = load_retrofit("retrofit: bare\nfield: controller\nset: {crews.hands.count: 2}\n")
    assert (fits_text(bare, "en"), cost_text(bare, "en"), grades_of(bare)) == (
        "the whole plant",
        "-",
        (),
    )


def test_whatever_a_bundled_retrofit_requires_is_a_known_word() -> None:
    required = {word for name in bundled_retrofits() for word in load_retrofit(name).requires}
    assert required <= set(PREREQUISITES)


def test_every_ai_retrofit_asks_for_data_first() -> None:
    for name in bundled_retrofits():
        one = load_retrofit(name)
        if one.field == "data-ai":
            assert {"automatic-data", "machine-states"} & set(one.requires), name


def test_a_comparison_tells_what_must_be_there_first() -> None:
    found = compare("die-casting", ["ai-vision", "larger-buffer", "cobot"], replications=2)
    told = "Needed first, and not checked here: AI vision inspection: data collected automatically"
    card = comparison_card(found, "en", None)
    assert told in card
    assert "Cobot on a manual station: guards at the machine" in card
    assert comparison_object(found)["required"] == {
        "ai-vision": ["automatic-data"],
        "cobot": ["guarding"],
    }
    unknown = {"state": "unchecked", "by": None}
    assert comparison_object(found)["prerequisites"]["cobot"] == {"guarding": unknown}
    report = page(found, "ko")
    assert "<h3>먼저 갖추어야 하며 여기서 확인하지 않은 것</h3>" in report
    assert "<li>AI 비전 검사: 데이터 자동 수집</li>" in report


def test_a_comparison_of_what_needs_nothing_says_nothing_of_it() -> None:
    found = compare("serial-eight", ["larger-buffer"], replications=2)
    assert "Needed first" not in comparison_card(found, "en", None)
    assert comparison_object(found)["required"] == {}
    assert "Needed first" not in page(found, "en")


def test_a_comparison_tells_who_brings_what_was_needed_first() -> None:
    package = ["guarding", "cobot"]
    found = compare("micro-workshop", package, at="cobot:drill", replications=2)
    told = (
        "Needed first, and in place: Cobot on a manual station: guards at the machine (brought by "
    )
    assert f"{told}Interlocked guards)" in comparison_card(found, "en", None)
    assert "<h3>먼저 갖추어야 하며 갖추어진 것</h3>" in page(found, "ko")
    brought = {"guarding": {"state": "brought", "by": "guarding"}}
    assert comparison_object(found)["prerequisites"] == {"cobot": brought}


def test_a_retrofit_that_works_with_less_says_so_in_a_note() -> None:
    idea = load_retrofit(
        "retrofit: idea\ntitle: {en: Idea, ko: 발상}\nfield: data-ai\nfor: {type: machine}\n"
        "set: {power.busy: {times: 80 %}}\nrequires: [automatic-data]\n"
        "without: {automatic-data: {use: {uniform: [20 %, 40 %]}}}\n"
    )
    found = compare("micro-workshop", [idea], replications=2)
    told = "Idea runs without what it needs first (data collected automatically)"
    assert f"{told}: ≈ 30 % of its effect is realised." in comparison_card(found, "en", None)
    (parameter,) = found.after.uncertain
    assert parameter.name == "idea: without.automatic-data.use"
    report = page(found, "ko")
    assert "발상: 선행 조건(데이터 자동 수집)이 없어" in report
    assert "<td>uniform: [20 %, 40 %]</td>" in report


def test_on_a_line_that_says_what_it_has_the_catalogue_marks_what_is_missing() -> None:
    found = entries("--line", "micro-workshop")
    assert found["cobot"]["line"]["missing"] == ["guarding"]
    assert found["smed"]["line"]["missing"] == []
    assert found["standby-switching"]["line"]["needs"] == {"machine-states": "missing"}
    assert found["standby-switching"]["line"]["fits"]
    text = catalogue("--line", "micro-workshop")
    assert "requires: machine states read automatically (missing)" in text
    assert "first needs machine states read automatically (brought by andon-calls" in text
    assert "brings: guards at the machine" in text
    clean = entries("--line", "semiconductor-part-inspection")
    assert clean["ai-vision"]["line"]["needs"] == {"automatic-data": "there"}


def test_how_much_a_retrofit_is_used_is_one_of_the_origins_of_the_spread() -> None:
    found = take_apart(
        "die-casting", ["five-s", "larger-buffer"], ["availability"], draws=12, replications=2
    )
    assert found.doubt is not None
    assert "five-s: use" in found.doubt.parameters
    origins = found.doubt.origins["availability"]
    assert origins is not None


def test_a_retrofit_can_be_asked_for_by_name() -> None:
    assert list(entries("smed", "ai-vision")) == ["ai-vision", "smed"]
    text = catalogue("smed", "--language", "ko")
    assert "smed: 준비교체 단축(SMED)" in text
    assert "ai-vision" not in text
    result = CliRunner().invoke(app, ["catalogue", "ai-vison"])
    assert result.exit_code == 2
    assert "did you mean 'ai-vision'?" in result.output


@pytest.mark.parametrize("language", ["en", "ko"])
def test_no_line_is_wider_than_the_terminal(monkeypatch, language: str) -> None:
    monkeypatch.setattr(console, "width", lambda: 50)
    text = catalogue("--language", language, "--line", "die-casting")
    long = [line for line in text.splitlines() if terminal_width(line) > 50]
    assert [line for line in long if len(line.split()) > 1 and line.split()[0] != "="] == []
    assert "        finds = beta-pert: [93 %, 97 %, 99 %]\n" in text


def test_a_sentence_is_broken_with_a_hanging_indent_and_no_per_cent_sign_alone() -> None:
    assert hanging("made of 97 % tin", 11, "  ") == ["  made of", "    97 %", "    tin"]
    assert hanging("made of 97 % tin", None, "  ") == ["  made of 97 % tin"]
