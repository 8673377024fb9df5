"""Files of `twin form`: CSV and workbook read back, traces, formulas, and what is refused."""

import csv
import io
import re
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from lines.library import PACKS
from lines.packs import load_pack
from twin.command import app
from twin.compare import Comparison, compare
from twin.form import Form, form_of, form_pack, wishes_of, write_form
from twin.form.cells import looks_like_a_formula

COLUMNS_KO = [
    *("순번", "구분", "성과지표", "핵심지표여부", "지표특성"),
    *("단위", "구축전", "목표", "가중치", "비고"),
]
RUN = ["--retrofit", "ai-vision", "--length", "1 day", "--warmup", "1 h", "--replications", "3"]
PACK = form_pack()
PACK_TEXT = (PACKS / "kpi-form-kr-2022.yaml").read_text(encoding="utf-8")


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


def test_a_csv_in_korean_is_read_back(form: Form, tmp_path: Path):
    path = tmp_path / "표.csv"
    write_form(form, path, "ko")
    header, *rows = rows_of(path)
    assert header == COLUMNS_KO
    assert [row[2] for row in rows] == [one.indicator.title.ko for one in form.rows]
    assert [row[:2] for row in rows] == [["1", "P"], ["2", "P"], ["3", "Q"], ["4", "Q"], ["5", "C"]]
    assert {row[3] for row in rows} == {"예"}
    assert [row[4] for row in rows] == ["증가", "감소", "감소", "감소", "감소"]
    for row, one in zip(rows, form.rows, strict=True):
        assert float(row[6]) == pytest.approx(one.sides.before.mean, rel=0.01)
        assert float(row[7]) == pytest.approx(one.sides.after.mean, rel=0.01)
        assert re.match(r"개선율 [-+][\d.]+ % \[[-\d.]+, [-\d.]+\] \(95 % 신뢰구간", row[9])


def test_a_workbook_is_read_back(made: Comparison, tmp_path: Path):
    path = tmp_path / "a.xlsx"
    names = [row.name for row in form_of(made, PACK).rows]
    weighed = chosen(made, weights=tuple(f"{name}=20" for name in names))
    write_form(weighed, path, "ko")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["핵심성과지표", "trace"]
    sheet = book["핵심성과지표"]
    assert [cell.value for cell in sheet[1]] == COLUMNS_KO
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["C"].width == 26
    assert sheet.row_dimensions[2].height > 30  # its notes are longer than a line
    for one in book:
        assert one.page_setup.orientation == "landscape"
        assert (one.page_setup.fitToWidth, one.page_setup.fitToHeight) == (1, 0)
        assert one.sheet_properties.pageSetUpPr.fitToPage
        assert one.print_title_rows == "$1:$1"
    before = sheet["G2"]
    assert before.value == pytest.approx(made.before.kpis["throughput_per_hour"].mean, rel=1e-12)
    assert re.fullmatch(r"#,##0\.0+", before.number_format)
    assert [sheet.cell(row, 9).value for row in range(2, 7)] == [20] * 5


def test_every_figure_of_a_workbook_has_its_trace(made: Comparison, tmp_path: Path):
    path = tmp_path / "a.xlsx"
    write_form(chosen(made, "manufacturing-lead-time"), path, "en")
    book = openpyxl.load_workbook(path)
    titles, *rows = book["trace"].iter_rows(values_only=True, max_row=4)
    before, target, change = (dict(zip(titles, row, strict=True)) for row in rows)
    assert [row["Figure"] for row in (before, target, change)] == [
        "Before",
        "Target",
        "Achieved [%]",
    ]
    assert before["Value"] == pytest.approx(book["KPI form"]["G2"].value)
    shown = next(cell for cell in book["trace"][2] if cell.value == before["Value"])
    assert re.fullmatch(r"#,##0\.0{2,6}", shown.number_format)  # whole, with few digits shown
    assert before["Measured by"] == "lead_time_mean_s [s]"
    assert before["Conversion"] == "x / 3600"
    assert before["Formula"].startswith("time from arrival")
    assert before["Formula of the form"] == "time of completion - start of the work order"
    assert "indicator list" in before["Source"]
    assert (before["Grade"], before["Line"], before["Retrofits"]) == ("C", "die-casting", None)
    assert target["Retrofits"] == "ai-vision"
    assert (before["Seed"], before["Replications"], before["Length [s]"]) == (1, 3, 86_400)
    assert (before["Digest"], target["Digest"]) == (made.before.digest, made.after.digest)
    assert change["Digest"] == f"{made.before.digest} {made.after.digest}"
    assert change["Formula"] == "(before - now) / before"
    below = [row[0] for row in book["trace"].iter_rows(values_only=True, min_row=6)]
    assert any("Check them against the form of your programme" in text for text in below)


def test_a_text_that_looks_like_a_formula_stays_a_text(made: Comparison, tmp_path: Path):
    text = PACK_TEXT
    for title, evil in (("Hourly output", "=1+1"), ("Manufacturing lead time", "@SUM(A1)")):
        assert title in text
        text = text.replace(f"en: {title},", f'en: "{evil}",', 1)
    file = tmp_path / "pack.yaml"
    file.write_text(text, encoding="utf-8")
    form = form_of(made, load_pack(file))
    write_form(form, tmp_path / "a.csv", "en")
    assert [row[2] for row in rows_of(tmp_path / "a.csv")[1:3]] == ["'=1+1", "'@SUM(A1)"]
    write_form(form, tmp_path / "a.xlsx", "en")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for cell in (book["KPI form"]["C2"], book["trace"]["B2"]):
        assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


def test_what_looks_like_a_formula():
    texts = ("=1", "+1", "-1", "@A1", "  =1", "\t=1", "＝1", "＋1", "－1", "＠A1", "\u3000＝1")
    assert [text for text in texts if not looks_like_a_formula(text)] == []
    assert not looks_like_a_formula("a=1")


def test_a_negative_number_of_a_file_stays_a_number(made: Comparison, tmp_path: Path):
    form = chosen(made, "hourly-output")
    (row,) = form.rows
    low = row.sides.before._replace(mean=-2.0, low=-2.1, high=-1.9)
    form = replace(form, rows=(replace(row, sides=row.sides._replace(before=low)),))
    write_form(form, tmp_path / "a.csv", "en")
    assert float(rows_of(tmp_path / "a.csv")[1][6]) == -2.0


def test_the_command_writes_a_new_file_and_says_what_is_open(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    made = twin("die-casting", *RUN, "--out", path)
    assert made.exit_code == 0, made.output
    assert made.stdout == ""
    assert f"KPI form: {path}" in made.stderr
    assert "No weights were given" in made.stderr
    assert openpyxl.load_workbook(path)["KPI form"]["C2"].value == "Hourly output"


def refused(*arguments: object) -> str:
    made = twin("die-casting", "--retrofit", "ai-vision", *arguments)
    assert made.exit_code == 2
    assert made.stdout == ""
    return made.stderr


def test_a_file_that_is_there_is_kept(tmp_path: Path):
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    assert refused("--out", path) == (
        f"{path}: found a file of this name, which is never overwritten; expected a new one\n"
    )
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_file_that_cannot_be_written_is_told_before_anything_runs(tmp_path: Path):
    path = tmp_path / "none" / "a.csv"
    assert refused("--out", path) == f"{path}: there is no folder '{path.parent}'; make it first\n"
    path = tmp_path / "a.xls"
    assert refused("--out", path) == f"{path}: found the ending '.xls'; expected .csv or .xlsx\n"
    path = tmp_path / "a"
    assert refused("--out", path) == f"{path}: found no ending; expected .csv or .xlsx\n"


def test_without_the_extra_its_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    path = tmp_path / "a.xlsx"
    assert refused("--out", path) == (
        f"{path}: .xlsx needs openpyxl, which is not installed; install the extra 'xlsx' "
        '(python3 -m pip install ".[xlsx]"), or choose a file that ends in .csv\n'
    )


def test_a_csv_needs_no_extra(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    write_form(form, tmp_path / "a.csv", "en")
    assert len(rows_of(tmp_path / "a.csv")) == 6


def test_words_of_the_command_are_told_before_anything_runs():
    assert "--weight: found 30 % in all" in refused("--weight", "hourly-output=30")
    assert "did you mean 'hourly-output'?" in refused("--kpi", "hourly-outputs")


def test_a_seed_that_a_spreadsheet_would_round_is_a_text(made: Comparison, tmp_path: Path):
    settings = made.before.settings._replace(seed=2**63 - 1)
    far = replace(made, before=replace(made.before, settings=settings))
    write_form(form_of(far, PACK), tmp_path / "a.xlsx", "en")
    titles, row = openpyxl.load_workbook(tmp_path / "a.xlsx")["trace"].iter_rows(
        values_only=True, max_row=2
    )
    assert dict(zip(titles, row, strict=True))["Seed"] == "9223372036854775807"
