"""The KPI form as a file: CSV that Excel opens in Korean, or a workbook, by the ending of its name.

A text that a spreadsheet would take for a formula stays a text.
"""

from __future__ import annotations

import csv
import importlib.util
import io
from typing import TYPE_CHECKING

from twin.form.cells import Number, cells, header, looks_like_a_formula
from twin.settings import SettingError
from twin.whole import write_whole
from twin.writable import why_not

if TYPE_CHECKING:
    from pathlib import Path

    from twin.form.cells import Cell
    from twin.form.rows import Form
    from twin.wording import Language

CSV, XLSX = ".csv", ".xlsx"
INSTALL = 'python3 -m pip install ".[xlsx]"'


def refuse_target(target: Path) -> None:
    """Refuse a file that could not be written, before anything is run.

    Raises
    ------
    SettingError
        If its ending is neither, openpyxl is missing, its folder is not there, or the file is.
    """
    ending = target.suffix.lower()
    if ending not in (CSV, XLSX):
        found = f"the ending '{target.suffix}'" if target.suffix else "no ending"
        raise SettingError(f"{target}: found {found}; expected {CSV} or {XLSX}")
    if ending == XLSX and importlib.util.find_spec("openpyxl") is None:
        raise SettingError(
            f"{target}: {XLSX} needs openpyxl, which is not installed; "
            f"install the extra 'xlsx' ({INSTALL}), or choose a file that ends in {CSV}"
        )
    if not target.parent.is_dir():
        raise SettingError(f"{target}: there is no folder '{target.parent}'; make it first")
    if target.exists():
        raise SettingError(_taken(target))
    told = why_not(target)
    if told:
        raise SettingError(told)


def write_form(form: Form, target: Path, language: Language) -> None:
    """Write the form to a new file.

    Raises
    ------
    SettingError
        As `refuse_target`, or if the file cannot be written.
    """
    refuse_target(target)
    if target.suffix.lower() == XLSX:
        from twin.form.workbook import workbook_bytes

        content = workbook_bytes(form, language)
    else:
        content = csv_bytes(form, language)
    try:
        write_whole(target, content, anew=False)
    except FileExistsError:
        raise SettingError(_taken(target)) from None
    except OSError as error:
        told = f"{target}: the file cannot be written: {error.strerror or error}"
        raise SettingError(told) from None


def csv_bytes(form: Form, language: Language) -> bytes:
    """Return the form as CSV in UTF-8; the mark at its beginning tells Excel so."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(_safe(cell) for cell in header(language))
    rows.writerows([_plain(cell) for cell in row] for row in cells(form, language))
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if isinstance(cell, Number):
        return cell.written()
    return "" if cell is None else _safe(cell)


def _safe(text: str) -> str:
    """Put an apostrophe before what would become a formula."""
    return f"'{text}" if looks_like_a_formula(text) else text


def _taken(target: Path) -> str:
    return f"{target}: found a file of this name, which is never overwritten; expected a new one"
