"""`--pack` of every command: one's own tariff is found, and a pack that is wrong is told."""

import inspect
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twin.command import app

PACK = """
pack: works
kind: tariff
title: The works' own contract
valid: {from: 2026-01-01}
known: {year: 2026, source: contract, grade: A}
seasons: {all-year: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
bands: {all-year: {low: [22-8], high: [8-22]}}
demand: {bands: [high], months: [12, 1], within: 12, floor: 20 %}
classes:
  works:
    big:
      demand: 8000 KRW/kW/month
      energy: {all-year: {low: 100 KRW/kWh, high: 200 KRW/kWh}}
"""
LINE = """
line: billed
start: 2026-05-04
products: {part: {price: 900 KRW, material: 350 KRW}}
crews: {eyes: {count: 1, skills: [look], wage: 14000 KRW/h}}
stations:
  press: {cycle: 30 s, power: {busy: 40 kW, idle: 10 kW, standby: 1 kW}}
  look: {type: inspection, cycle: 5 s, crew: {skill: look}, finds: 80 %}
flow: [source -> press -> look, look -> sink: {when: pass}, look -> scrap: {when: reject}]
energy: {tariff: works/big, contract: 60 kW}
"""
GRANTS = """
pack: ours
kind: grants
title: Ours
valid: {from: 2026-01-01}
known: {year: 2026, source: a letter, grade: B}
programmes: {ours: {title: Ours, share: 40 %, ceiling: 1000000 KRW, own: 60 %}}
"""
QUICK = ["--length", "6 h", "--warmup", "1 h"]
TWICE = [*QUICK, "--replications", "2"]
BOTH = ["--retrofit", "standby-switching"]
COMMANDS: dict[str, list[str]] = {
    "check": BOTH,
    "run": TWICE,
    "compare": [*BOTH, *TWICE],
    "assess": [*BOTH, *TWICE],
    "bill": [*BOTH, *TWICE],
    "invest": [*BOTH, *TWICE],
    "graph": [],
    "export-trace": QUICK,
    "form": [*BOTH, *TWICE],
    "judge": [*BOTH, *TWICE],
    "package": [*BOTH, "--retrofit", "ai-vision", *TWICE],
}


@pytest.fixture
def line(tmp_path: Path) -> Path:
    file = tmp_path / "line.yaml"
    file.write_text(LINE, encoding="utf-8")
    return file


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    file = tmp_path / "works.yaml"
    file.write_text(PACK, encoding="utf-8")
    return file


def called(command: str, line: Path, *more: object):
    out = ["--out", str(line.with_suffix(".svg"))] if command == "graph" else []
    given = [command, str(line), *COMMANDS[command], *out, *(str(one) for one in more)]
    return CliRunner().invoke(app, given)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_tariff_of_one_s_own_is_found(command: str, line: Path, pack: Path) -> None:
    result = called(command, line, "--pack", pack)
    assert result.exit_code == 0, result.output
    without = called(command, line)
    assert without.exit_code == 2
    assert "no tariff 'works/big' on 2026-05-04" in without.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pack_that_is_not_there_is_told(command: str, line: Path) -> None:
    result = called(command, line, "--pack", "work.yaml")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "work.yaml: no such file and no bundled data pack; bundled are: app" in result.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_pack_that_is_wrong_is_told_at_its_place(command: str, line: Path, pack: Path) -> None:
    pack.write_text(PACK.replace("8000 KRW/kW/month", "8000 KRW"), encoding="utf-8")
    result = called(command, line, "--pack", pack)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{pack}:13:15: classes.works.big.demand: found" in result.stderr
    assert "expected money per kW and month" in result.stderr


def test_an_investment_takes_a_grant_of_one_s_own(line: Path, pack: Path, tmp_path: Path) -> None:
    grants = tmp_path / "grants.yaml"
    grants.write_text(GRANTS, encoding="utf-8")
    more = ["--pack", pack, "--pack", grants, "--grant", "ours", "--buy", "1000000 KRW", "--json"]
    result = called("invest", line, *more)
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["with_grant"]["grant"] == 400_000.0


@pytest.mark.parametrize("command", ["invest", "judge"])
def test_the_file_of_one_programme_stands_for_it(command: str, line: Path, pack: Path) -> None:
    grants = line.with_name("grants.yaml")
    grants.write_text(GRANTS, encoding="utf-8")
    more = ["--pack", pack, "--buy", "1000000 KRW", "--json", "--grant"]
    told = json.loads(called(command, line, *more, grants).stdout)
    found = told if command == "invest" else told["figures"]["investment"]
    assert found["with_grant"]["grant"] == 400_000.0
    two = GRANTS.replace(
        "{ours:", "{theirs: {title: T, share: 1 %, ceiling: 9 KRW, own: 99 %}, ours:"
    )
    grants.write_text(two, encoding="utf-8")
    several = called(command, line, *more, grants)
    assert several.exit_code == 2
    assert "has several programmes; give the file with --pack, and one of" in several.stderr
    other = called(command, line, *more, pack)
    assert "is a data pack of kind tariff; expected grants" in other.stderr


def test_what_is_wrong_in_a_pack_is_listed_for_programs(line: Path, pack: Path) -> None:
    pack.write_text(PACK.replace("8000 KRW/kW/month", "8000 KRW"), encoding="utf-8")
    result = called("check", line, "--pack", pack, "--json")
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["file"], problem["line"]) == (str(pack), 13)


def test_a_folder_is_no_pack(line: Path) -> None:
    result = called("check", line, "--pack", line.parent)
    assert result.exit_code == 2
    assert "found a folder; expected the file of a data pack" in result.stderr


def test_a_bundled_pack_may_be_asked_first_by_its_name(line: Path) -> None:
    text = LINE.replace("works/big", "industrial-b/high-a/2")
    line.write_text(text, encoding="utf-8")
    names = []
    for more in ([], ["--pack", "kepco-industrial-2024-10-24"]):
        result = called("bill", line, *more, "--json")
        assert result.exit_code == 0, result.output
        names.append(json.loads(result.stdout)["tariff"]["pack"])
    assert names == ["kepco-industrial-b-2026-04-16", "kepco-industrial-2024-10-24"]


@pytest.mark.parametrize("command", ["run", "compare", "assess", "bill", "invest"])
def test_a_year_without_known_holidays_is_told(command: str, line: Path) -> None:
    text = LINE.replace("works/big", "industrial-b/high-a/2").replace("2026-05-04", "2028-12-31")
    line.write_text(text, encoding="utf-8")
    result = called(command, line, "--length", "2 days")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the public holidays of 2029 are not known" in result.stderr


def test_every_command_that_reads_a_line_takes_packs():
    parameters = {
        command.callback.__name__: set(inspect.signature(command.callback).parameters)
        for command in app.registered_commands
        if command.callback is not None
    }
    reading = {name for name, known in parameters.items() if "line" in known}
    assert {"run", "package", "catalogue", "safety", "form"} <= reading
    assert {name for name in reading if "pack" not in parameters[name]} == set()


def test_the_catalogue_knows_a_line_by_its_own_tariff(line: Path, pack: Path) -> None:
    given = ["catalogue", "--line", str(line)]
    found = CliRunner().invoke(app, [*given, "--pack", str(pack)])
    assert found.exit_code == 0, found.output
    assert CliRunner().invoke(app, given).exit_code == 2
