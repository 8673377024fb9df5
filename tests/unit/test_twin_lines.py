"""The command `twin lines --new`: a file to start from, and never another's in its place."""

import json

import pytest
from typer.testing import CliRunner

import lines
from twin import run_study
from twin.command import app


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def twin_lines(*arguments):
    return CliRunner().invoke(app, ["lines", *(str(one) for one in arguments)])


def test_a_new_line_lies_in_this_folder_under_its_name(here):
    result = twin_lines("--new", "my-cell", "--sector", "welding")
    assert result.exit_code == 0, result.output
    assert result.stdout.count("\n") == 1
    assert "twin check my-cell.yaml" in result.stdout
    line = lines.load(here / "my-cell.yaml")
    assert (line.name, line.sector) == ("my-cell", "welding")


def test_without_a_sector_it_is_a_general_machine_shop(here):
    (here / "new").mkdir()
    result = twin_lines("--new", "shop", "--out", "new/a.yaml", "--language", "ko")
    assert (result.exit_code, "new/a.yaml" in result.stdout) == (0, True)
    assert lines.load(here / "new" / "a.yaml").sector == "general"


def test_for_a_program_it_is_one_object():
    found = json.loads(twin_lines("--new", "shop", "--sector", "food", "--json").stdout)
    assert found == {"line": "shop", "sector": "food", "file": "shop.yaml"}


def test_a_file_that_is_there_is_never_overwritten(here):
    (here / "mine.yaml").write_text("mine", encoding="utf-8")
    for arguments in (["mine"], ["other", "--out", "mine.yaml"], ["other", "--out", "."]):
        result = twin_lines("--new", *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
    assert "mine.yaml: found a file" in twin_lines("--new", "mine").stderr
    assert (here / "mine.yaml").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in here.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--new", "x", "--sector", "castng"], "there are: cosmetics, die-casting"),
        (["--new", "x", "--sector", "machinning"], "did you mean 'machining'?"),
        (["--new", "x y"], "expected the name of a line"),
        (["--sector", "food"], "expected --new NAME"),
        (["--out", "x.yaml"], "expected --new NAME"),
        (["die-casting", "--new", "x"], "expected one of them"),
        (["--new", "x", "--out", "there/x.yaml"], "there is no folder 'there'; make it first"),
    ],
)
def test_wrong_input_says_the_way_out_and_writes_nothing(arguments, said, here):
    (here / "there").write_text("a file", encoding="utf-8")
    result = twin_lines(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.replace("\u2502", " ").split())
    assert [path.name for path in here.iterdir()] == ["there"]


def test_the_list_names_every_sector():
    found = json.loads(twin_lines("--json").stdout)
    assert [one["name"] for one in found["starters"]] == list(lines.starters())
    text = twin_lines().stdout
    assert all(f"  {sector} " in text for sector in lines.starters())


@pytest.mark.parametrize("sector", lines.starters())
def test_a_line_to_start_from_is_not_flooded_by_what_arrives(sector):
    """Its lead time settles: one that grows with the time booked would tell of no plant."""
    text = lines.starter_of("mine", sector)
    day, week = (
        run_study(text, length_s=days * 86_400.0, replications=2, seed=1) for days in (1, 7)
    )
    early, late = (one.kpis["lead_time_mean_s"].mean for one in (day, week))
    assert late < 1.25 * early
