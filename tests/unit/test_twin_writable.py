"""Where a file may go, and what a wrong place is told before anything is run."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from twin.command import app
from twin.writable import why_no_file, why_not

HTML = (".html", ".htm")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("report.html", None),
        ("there/report.HTM", None),
        ("/dev/null", None),
        (
            "report.pdf",
            "found the ending '.pdf'; expected .html or .htm, such as --out report.html",
        ),
        ("report.pdf", "for a PDF open it in a browser and print it"),
        ("report.docx", "for Word open it in a browser"),
        ("report", "found no ending; expected .html or .htm, such as --out report.html"),
        ("there", "found a folder; expected a file, such as there/name.html"),
        ("new/report.html", "there is no folder 'new'; make it first, or choose another place"),
        ("file/report.html", "file' where a folder is expected"),
    ],
)
def test_a_file_goes_where_its_kind_can_be_written(here: Path, target: str, told: str | None):
    found = why_no_file(Path(target), HTML)
    assert (found is None) if told is None else (told in (found or ""))


def test_a_named_folder_may_be_made_and_none_above_it(here: Path):
    assert why_not(Path("new"), folder=True) is None
    assert why_not(Path("there"), folder=True) is None
    told = why_not(Path("new/judged"), folder=True) or ""
    assert "there is no folder 'new'; make it first" in told


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_told(here: Path):
    (here / "there").chmod(0o500)
    assert "nothing can be written" in (why_no_file(Path("there/a.html"), HTML) or "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["run", "two-machines"], "expected .html or .htm"),
        (["compare", "two-machines", "--retrofit", "larger-buffer"], "expected .html or .htm"),
        (["assess", "two-machines"], "expected .html or .htm"),
        (["audit", "file"], "expected .html or .htm"),
        (["graph", "two-machines"], "expected .svg or .html"),
        (["export-trace", "two-machines"], "expected .csv"),
        (["form", "two-machines", "--retrofit", "larger-buffer"], "expected .csv or .xlsx"),
    ],
)
def test_every_command_refuses_another_kind_of_file(here: Path, arguments: list[str], told: str):
    answer = CliRunner().invoke(app, [*arguments, "--out", "a.pdf"])
    assert answer.exit_code == 2
    assert told in " ".join(answer.output.replace("│", " ").split())
    assert not (here / "a.pdf").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["run", "two-machines", "--out", "new/a.html"],
        ["graph", "two-machines", "--out", "new/a.svg"],
        ["export-trace", "two-machines", "--out", "new/a.csv"],
        ["lines", "--new", "mine", "--out", "new/mine.yaml"],
        ["assess", "--new", "new/answers.yaml"],
        ["judge", "two-machines", "--retrofit", "larger-buffer", "--out", "new/judged"],
    ],
)
def test_no_command_makes_a_folder_without_a_word(here: Path, arguments: list[str]):
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 2
    assert "there is no folder" in " ".join(answer.output.replace("│", " ").split())
    assert not (here / "new").exists()
