"""`twin audit`: a result asked again, and whatever was changed in it by hand."""

import json
import math
import os
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from own_line import CONTRACT, RETROFIT, changed, question, write_own
from typer.testing import CliRunner

from lines import LineError
from lines.library import PACKS
from twin.command import app
from twin.judge import Question, audit, judge, read_result, result_text
from twin.judge.audit import _compared, _same
from twin.judge.inputs import Paper
from twin.settings import SettingError


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return write_own(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def result(small, tmp_path_factory):
    path = tmp_path_factory.mktemp("result") / "result.json"
    path.write_text(result_text(judge(question(small, **CONTRACT))), encoding="utf-8")
    return path


def run(*words: object, code: int = 0):
    done = CliRunner().invoke(app, [str(one) for one in words])
    assert done.exit_code == code, done.output
    return done


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


def test_only_the_engine_of_a_comparison_is_not_compared():
    """A product or a station may be called `engine`, and its figures count."""
    told = {"figures": {"comparison": {"engine": "fast", "stations": {"engine": {"busy": 0.5}}}}}
    found = {"figures": {"comparison": {"engine": "reference", "stations": {"engine": {}}}}}
    (row,) = _compared(told, found, "")
    assert row == ("figures.comparison.stations.engine.busy", 0.5, None)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"line: a\nstations: {}\n", "found no JSON, from line 1, column 1 on"),
        (b'{"format": 1,}', "found no JSON, from line 1, column"),
        (b"PK\x03\x04\xff", "found no text in UTF-8 (this looks like an Excel workbook"),
        (b"[" * 100_000, "found values within values without end"),
        (b"[1]", "found no format; expected 'linetwin-result/1'"),
        (b"1" * 50, "found a number of 50 digits"),
    ],
)
def test_a_file_that_is_no_result_is_told_in_our_words(tmp_path, content, told):
    file = tmp_path / "other.json"
    file.write_bytes(content)
    error = run("audit", file, code=2).stderr
    assert f"{file}: {told}" in error
    assert "a result file, such as the result.json that `twin judge --out` writes" in error


@pytest.mark.parametrize(
    ("told", "found", "same"),
    [
        (4e-5, 4.00001e-5, False),  # a rate an hour: small, and not the same
        (4e-5, 4.00000000001e-5, True),
        (0.0, 1e-13, True),
        (3, 3.0, True),
        (3, 4, False),
        (True, 1, False),
        (math.nan, 1.0, False),
        (None, 0.0, False),
    ],
)
def test_how_near_numbers_must_be(told, found, same):
    assert _same(told, found) is same
    assert _same(found, told) is same


def test_a_formula_that_was_changed_by_hand_is_found(result, tmp_path):
    formulas = json.loads(result.read_text(encoding="utf-8"))["formulas"]
    formulas["oee"]["formula"] = "what we like"
    audited = audit(read_result(changed(result, tmp_path, formulas=formulas)))
    assert [row.path for row in audited.differences] == ["formulas.oee.formula"]


def test_no_table_takes_the_place_of_the_file(tmp_path):
    paper = Paper("line.yaml", "the text that is told", {"line.yaml": "another one"})
    path = Path(paper.laid(tmp_path / "line"))
    assert path.read_text(encoding="utf-8") == "the text that is told"
    for number, name in enumerate(("", "a" * 300, "nul\0")):
        with pytest.raises(SettingError, match="cannot be laid out"):
            Paper("line.yaml", "", {name: ""}).laid(tmp_path / f"{number}")


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
        ({"asked": {"wishes": {"bye": 1}}}, "found 'bye' among the wishes"),
        ({"asked": {"wishes": {"grant": 3}}}, "found 3 as 'grant'; expected str or None"),
        ({"asked": {"wishes": {"demand": [1]}}}, "found \\[1\\] as 'demand'"),
        ({"asked": {"wishes": {"demand": {"part": "many"}}}}, "as 'demand'"),
    ],
)
def test_what_is_no_result_is_refused(result, tmp_path, words, told):
    with pytest.raises(SettingError, match=told):
        read_result(changed(result, tmp_path, **words))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"promise_s": 1e308}, "found 1e\\+308 as 'promise_s'; expected 0 to 3153600000 s"),
        ({"promise_s": -1}, "found -1 as 'promise_s'"),
        ({"length_s": 1e300}, "as 'length_s'; expected 0 to 3153600000 s"),
        ({"warmup_s": 10**30}, "as 'warmup_s'"),
        ({"replications": 10**9}, "as 'replications'; expected 1 to 10000"),
        ({"replications": 0}, "as 'replications'"),
        ({"seed": -1}, "found -1 as 'seed'"),
        ({"origins": 10**9}, "as 'origins'; expected 1 to 100000"),
        ({"workers": 10**12}, "as 'workers'; expected 1 to 1000000"),
        ({"strength_years": 0}, "as 'strength_years'"),
        ({"contract": "1e300 kW"}, "as 'contract'; expected a power of at most"),
    ],
)
def test_what_no_command_could_ask_is_refused_before_anything_is_run(result, tmp_path, asked, told):
    path = changed(result, tmp_path, asked=asked)
    with pytest.raises(SettingError, match=told):
        read_result(path)
    assert "changed.json: found" in run("audit", path, code=2).stderr


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"life_years": 1e9}, "--life: found 1e\\+09; expected a number of years of at most 1000"),
        ({"buy": 1e308}, "--buy: found 1e\\+308; expected an amount of money of at most 1e\\+15"),
        ({"build_months": 1e9}, "--build: found 1e\\+09"),
        ({"discount": 1e9}, "--discount: found 1e\\+09"),
        ({"demand": 1e300}, "--demand: found 1e\\+300"),
        ({"demand": {"housing": 1e300}}, "--demand housing: found 1e\\+300"),
        ({"wage": 1e300, "realised": 0.5}, "--wage: found 1e\\+300"),
        ({"within_years": 1e9}, "--within: found 1e\\+09"),
    ],
)
def test_wishes_that_no_command_could_have_are_refused(result, tmp_path, wish, told):
    path = changed(result, tmp_path, asked={"wishes": wish})
    done = run("audit", path, code=2)
    assert re.search(told, done.stderr), done.stderr


@pytest.mark.parametrize(
    "text",
    ['{"x": Infinity}', '{"x": -Infinity}', '{"x": NaN}', '{"x": 1e999}', "[" * 99 + "]" * 99],
)
def test_numbers_without_end_and_lists_without_end_are_no_figures(tmp_path, text):
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingError, match=r"found (the number|more than 60 lists)"):
        read_result(path)


@pytest.mark.parametrize("option", ["audit", "--answers"])
def test_a_pipe_and_a_device_are_no_files(option, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", "/dev/zero"):
        words = ("audit",) if option == "audit" else ("assess", "two-machines", "--answers")
        assert "found no ordinary file" in run(*words, path, code=2).stderr


LONG = f"[{10**50}]"


@pytest.mark.parametrize("text", ["{", "[1]", "line: x", "[" * 99_999, LONG])
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


class Saved:
    """Whoever saves files of a judgement while it runs."""

    def __init__(self, monkeypatch):
        from twin.judge import study

        self.real, self.files = study.compare, ()
        monkeypatch.setattr(study, "compare", self)

    def __call__(self, *words, **options):
        for file, was, now in self.files:
            file.write_text(file.read_text(encoding="utf-8").replace(was, now), encoding="utf-8")
        return self.real(*words, **options)


def test_a_file_that_is_saved_while_it_is_judged_changes_nothing(tmp_path, monkeypatch):
    """Line, table, retrofit, answers and pack are read once, before; the result carries those."""
    small = write_own(tmp_path)
    answers, pack = small / "answers.yaml", small / "appraisal.yaml"
    answers.write_text("assessment: own\npack: level-kr-2025\nitems: {1.1.1: 2}\n")
    shutil.copyfile(PACKS / "appraisal-kr-2026.yaml", pack)
    asked = replace(question(small), answers=answers, packs=(str(pack),))
    expected = judge(asked)
    saved = Saved(monkeypatch)
    saved.files = (
        (small / "line.yaml", "30 kW", "60 kW"),
        (small / "tables" / "times.csv", "20", "90"),
        (small / "faster.yaml", "2 kW", "9 kW"),
        (answers, "1.1.1: 2", "1.1.1: 4"),
        (pack, "value: 5 %", "value: 9 %"),
    )
    found = judge(asked)
    assert "60 kW" in (small / "line.yaml").read_text(encoding="utf-8")
    assert json.loads(result_text(found)) == json.loads(result_text(expected))
    result = tmp_path / "result.json"
    result.write_text(result_text(found), encoding="utf-8")
    saved.files = ()
    assert audit(read_result(result)).same


def test_an_error_names_the_file_and_not_where_it_was_laid_out(tmp_path):
    small = write_own(tmp_path)
    answers = small / "answers.yaml"
    answers.write_text("assessment: own\npack: no-such\nitems: {1.1.1: 2}\n")
    with pytest.raises(LineError, match=f"^{answers}:2:7: pack: no data pack 'no-such'"):
        judge(replace(question(small), answers=answers))


def test_without_a_place_for_temporary_files_it_says_so(tmp_path, monkeypatch):
    small = write_own(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(SettingError, match=r"No such file or directory; name one .* in TMPDIR"):
        judge(question(small))


def test_audit_leaves_another_code_where_a_figure_differs(result, tmp_path):
    figures = json.loads(result.read_text(encoding="utf-8"))["figures"]
    figures["comparison"]["digest"]["after"] = "0" * 64
    path = changed(result, tmp_path, figures=figures)
    assert "1 of" in run("audit", path, code=1).stdout
    told = json.loads(run("audit", path, "--json", code=1).stdout)
    assert told["same"] is False
    assert [one["path"] for one in told["differences"]] == ["figures.comparison.digest.after"]
    assert "수치" in run("audit", path, "--language", "ko", code=1).stdout


def test_a_package_whose_members_need_each_other_is_the_same_when_asked_again(small, tmp_path):
    line = (small / "line.yaml").read_text(encoding="utf-8")
    (small / "has.yaml").write_text(line.replace("start:", "has: []\nstart:"), encoding="utf-8")
    needs = RETROFIT.replace("cost:", "requires: [network]\ncost:").replace("faster", "led")
    brings = RETROFIT.replace("cost:", "brings: [network]\ncost:").replace("2 kW", "3 kW")
    for name, text in (("needs", needs), ("brings", brings)):
        (small / f"{name}.yaml").write_text(text, encoding="utf-8")
    files = str(small / "brings.yaml"), str(small / "needs.yaml")
    found = judge(Question(str(small / "has.yaml"), files))
    assert found.found["package"].dependent[0].name == "led"
    result = tmp_path / "result.json"
    result.write_text(result_text(found), encoding="utf-8")
    assert audit(read_result(result)).same
