"""The command: one JSON object on standard output, words elsewhere, and exit codes."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

import lines
from kpi import REGISTRY
from twin import engine as engines
from twin.command import app
from twin.engine import kernel

ROOT = Path(__file__).parents[2]
QUICK = ["--length", "6 h", "--warmup", "1 h", "--replications", "3", "--seed", "5"]
RING = """
line: ring
stations:
  a: {cycle: 10 s}
  b: {cycle: 10 s}
flow:
  - source -> a -> b
  - b -> a: {share: 90 %}
  - b -> sink: {share: 10 %}
"""
SWAMPED = """
line: swamped
stations:
  a: {cycle: 1000 s}
arrivals: {every: 1 s}
flow:
  - source -> a -> sink
"""
NAMES = [
    "throughput_per_hour",
    "oee",
    "availability",
    "effectiveness",
    "quality_ratio",
    "lead_time_mean_s",
    "lead_time_p50_s",
    "lead_time_p90_s",
    "lead_time_p99_s",
    "promise_kept",
    "lost_share",
    "wip_mean",
    "process_defects_ppm",
    "finished_defects_ppm",
    "first_pass_yield",
    "scrap_ratio",
    "rework_ratio",
    "labour_h_per_good_part",
    "cost_per_good_part",
    "energy_kwh",
    "kwh_per_good_part",
    "peak_kw",
    "load_factor",
    "energy_cost",
    "co2_t",
    "exposure_h",
    "expected_injuries_per_year",
]


def twin(*arguments, **options):
    return CliRunner().invoke(app, [str(one) for one in arguments], **options)


def outside(*arguments, **options):
    """Run the command as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "twin", *arguments],
        capture_output=True,
        encoding="utf-8",
        env=environment,
        timeout=120,
        check=False,
        **options,
    )


@pytest.fixture
def ring(tmp_path: Path):
    path = tmp_path / "ring.yaml"
    path.write_text(RING, encoding="utf-8")
    return path


@pytest.fixture
def wrong(tmp_path: Path):
    path = tmp_path / "wrong.yaml"
    path.write_text(
        "line: wrong\nstations: {a: {cycel: 3 s}}\nflow: [source -> a -> sink]\n", encoding="utf-8"
    )
    return path


def test_run_prints_one_json_object_and_nothing_else():
    result = twin("run", "two-machines", *QUICK, "--promise", "10 min", "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert result.stdout.count("\n") == 1
    assert found["line"] == "two-machines"
    assert found["engine"] == "fast"
    assert found["study"] == {
        "warmup_s": 3600.0,
        "length_s": 21600.0,
        "replications": 3,
        "seed": 5,
    }
    assert set(NAMES) <= set(found["kpis"])
    assert set(found["kpis"]["oee"]) == {"mean", "low", "high", "unit", "n"}
    assert found["kpis"]["promise_kept"]["mean"] > 0
    assert set(found["stations"]) == {"press", "drill"}
    assert set(found["stations"]["press"]["busy"]) == {"mean", "low", "high"}
    assert set(found["buffers"]["press->drill"]) == {"mean", "low", "high"}
    assert len(found["digest"]) == 64


def test_what_cannot_be_said_is_null_and_never_nan():
    result = twin("run", "two-machines", *QUICK, "--replications", "1", "--json")
    kpis = json.loads(result.stdout, parse_constant=pytest.fail)["kpis"]
    assert kpis["promise_kept"] == {
        "mean": None,
        "low": None,
        "high": None,
        "unit": "share",
        "n": 0,
    }
    assert kpis["throughput_per_hour"]["mean"] > 0
    assert kpis["throughput_per_hour"]["low"] is None


def test_both_engines_print_the_same_figures():
    fast, reference = (
        json.loads(twin("run", "two-machines", *QUICK, "--json", "--engine", engine).stdout)
        for engine in ("fast", "reference")
    )
    assert reference.pop("engine") == "reference"
    assert fast.pop("engine") == "fast"
    assert fast == reference


def test_an_audit_says_whether_the_second_engine_agrees():
    result = twin("run", "two-machines", *QUICK, "--audit", "--json")
    audit = json.loads(result.stdout)["audit"]
    assert audit["identical"] is True
    assert audit["digest_fast"] == audit["digest_reference"]
    assert "identical" in twin("run", "two-machines", *QUICK, "--audit").stdout


def test_a_run_may_hold_retrofits():
    plain = json.loads(twin("run", "two-machines", *QUICK, "--json").stdout)
    more = twin("run", "two-machines", *QUICK, "--retrofit", "larger-buffer", "--json")
    found = json.loads(more.stdout)
    assert found["retrofits"] == ["larger-buffer"]
    assert found["digest"] != plain["digest"]


def test_compare_prints_every_figure_with_its_verdict():
    result = twin("compare", "two-machines", "--retrofit", "larger-buffer", *QUICK, "--json")
    assert result.exit_code == 0, result.output
    kpis = json.loads(result.stdout, parse_constant=pytest.fail)["kpis"]
    assert list(kpis) == list(REGISTRY)
    row = kpis["throughput_per_hour"]
    assert {"before", "after", "difference", "better", "verdict"} <= set(row)
    assert set(row["difference"]) == set(row["before"]) == {"mean", "low", "high"}
    assert row["better"] == "higher"
    assert row["verdict"] in {"better", "worse", "unchanged", "not resolved"}


def test_a_report_is_written_where_it_is_wanted(tmp_path: Path):
    out = tmp_path / "report.html"
    result = twin("compare", "two-machines", "--retrofit", "larger-buffer", *QUICK, "--out", out)
    assert result.exit_code == 0, result.output
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "Audit" in result.stdout


def test_a_report_that_cannot_be_written_is_wrong_input(tmp_path: Path):
    result = twin("run", "two-machines", *QUICK, "--out", tmp_path / "a" / "b.html")
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr
    result = twin("run", "two-machines", *QUICK, "--out", "/dev/full")
    assert result.exit_code == 2
    assert "/dev/full: the report cannot be written: No space left on device" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("name", sorted(lines.bundled_lines()))
def test_every_bundled_line_has_no_problems(name):
    result = twin("check", name, "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"problems": []})
    assert twin("check", name).stdout == f"{name}: no problems\n"


def test_problems_are_named_with_their_places(wrong):
    result = twin("check", wrong, "--json")
    assert result.exit_code == 2
    problems = json.loads(result.stdout)["problems"]
    assert {"file", "line", "column", "path", "message"} == set(problems[0])
    assert (problems[0]["line"], problems[0]["column"]) == (2, 16)
    said = twin("check", wrong)
    assert said.exit_code == 2
    assert said.stdout == ""
    assert "did you mean 'cycle'?" in said.stderr
    assert said.stderr.endswith("nothing was run.\n")


@pytest.mark.parametrize("command", [["run"], ["export-trace"], ["compare", "--retrofit", "cobot"]])
def test_a_wrong_line_is_exit_code_2_everywhere(wrong, command):
    result = twin(*command, wrong)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "nothing was run." in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "no-such-line"], "two-machines"),
        (["run", "two-machines", "--retrofit", "no-such"], "larger-buffer"),
        (["run", "two-machines", "--length", "5"], "duration"),
        (["run", "two-machines", "--length", "0 s"], "length"),
        (["run", "two-machines", "--length", "-1 h"], "duration"),
        (["run", "two-machines", "--replications", "0"], "whole number from 1 to 10,000"),
        (["run", "two-machines", "--replications", "ten"], "found 'ten'; expected a whole number"),
        (["run", "two-machines", "--seed", "-1"], "found '-1'; expected a whole number of 0"),
        (["run", "two-machines", "--engine", "fsat"], "did you mean 'fast'?"),
        (["run", "two-machines", "--engine", "slow"], "reference"),
        (["run", "two-machines", "--language", "fr"], "found 'fr'; expected en or ko."),
        (["compare", "two-machines"], "--retrofit"),
        (["lines", "nothing"], "die-casting"),
        (["nothing"], "nothing"),
    ],
)
def test_wrong_input_is_exit_code_2_and_says_what_is_expected(arguments, said):
    result = twin(*arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("engine", ["reference", "fast"])
def test_a_line_that_gets_stuck_is_exit_code_3_and_named(ring, engine):
    result = twin("run", ring, "--json", "--engine", engine)
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "a" in result.stderr
    assert "b" in result.stderr


def test_lines_lists_what_is_bundled_and_prints_a_file():
    found = json.loads(twin("lines", "--json").stdout)
    assert [one["name"] for one in found["lines"]] == sorted(lines.bundled_lines())
    assert [one["name"] for one in found["retrofits"]] == sorted(lines.bundled_retrofits())
    assert all(one["title_ko"] for one in found["lines"])
    text = twin("lines", "two-machines").stdout
    assert lines.load(text).name == "two-machines"


def test_kpi_lists_every_figure_with_its_definition():
    found = json.loads(twin("kpi", "--json").stdout)["kpis"]
    assert list(found) == list(REGISTRY)
    assert all(one["formula"] and one["source"] for one in found.values())
    text = twin("kpi", "--language", "ko").stdout
    assert all(one.title_ko in text for one in REGISTRY.values())


def test_schema_is_a_schema_that_the_bundled_lines_keep():
    schema = json.loads(twin("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for name in lines.bundled_lines():
        jsonschema.validate(lines.read(name).data, schema)


def test_a_trace_is_a_table_with_names(tmp_path: Path):
    options = ["--length", "30 min", "--warmup", "0 s"]
    result = twin("export-trace", "two-machines", *options)
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["who"] for row in rows if row["event"] == "state"} == {"press", "drill"}
    assert {"busy", "starved"} <= {row["value"] for row in rows if row["event"] == "state"}
    ticks = [int(row["tick"]) for row in rows]
    assert ticks == sorted(ticks)
    assert ticks[-1] <= 1800 * 10**6
    out = tmp_path / "trace.csv"
    twin("export-trace", "two-machines", *options, "--engine", "reference", "--out", out)
    assert out.read_text(encoding="utf-8") == result.stdout


def test_korean_is_spoken_where_it_is_wanted():
    asked = twin("run", "two-machines", *QUICK, "--language", "ko").stdout
    set_up = twin("run", "two-machines", *QUICK, env={"LINETWIN_LANGUAGE": "ko"}).stdout
    assert asked == set_up
    assert "프레스와 드릴" in asked
    assert "시간당 생산량" in asked


@pytest.mark.parametrize("columns", ["40", "200"])
def test_what_goes_to_a_file_does_not_depend_on_the_terminal(columns):
    texts = {twin("run", "two-machines", *QUICK, env={"COLUMNS": columns}).stdout for _ in "1"}
    assert texts == {twin("run", "two-machines", *QUICK).stdout}


def test_a_line_that_cannot_keep_up_is_wrong_input(tmp_path: Path):
    path = tmp_path / "swamped.yaml"
    path.write_text(SWAMPED, encoding="utf-8")
    result = twin("run", path, "--length", "90 days", "--replications", "1")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "cannot keep up" in result.stderr


def test_the_first_compilation_says_what_the_wait_is_for(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(kernel, "cache_folder", lambda: str(tmp_path))
    monkeypatch.setattr(engines, "warm_up", lambda: 12.3)
    result = twin("run", "two-machines", *QUICK, "--json")
    assert result.exit_code == 0
    assert "Compiling the fast engine" in result.stderr
    assert "12 s" in result.stderr
    json.loads(result.stdout)


@pytest.mark.slow
def test_results_go_to_standard_output_as_a_process_too():
    result = outside("run", "two-machines", *QUICK, "--json")
    assert result.returncode == 0, result.stderr
    json.loads(result.stdout)
    assert result.stderr == ""


def test_a_terminal_without_hangul_gets_question_marks_not_a_traceback():
    result = outside("lines", "--language", "ko", env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 0, result.stderr
    assert "two-machines" in result.stdout


def test_the_version_is_told():
    result = twin("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("linetwin ")
