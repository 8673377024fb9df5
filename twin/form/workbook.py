"""The KPI form as a workbook: the table, and a sheet with what every figure rests on.

Numbers are kept whole and shown with the digits their intervals deserve.
"""

from __future__ import annotations

import io
import math
from typing import TYPE_CHECKING, Any

from kpi import Estimate
from lines.errors import terminal_width
from twin import figures
from twin.form import trace
from twin.form.cells import Number, cells, header, looks_like_a_formula
from twin.form.grounds import doubts_of, grounds_of
from twin.form.words import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twin.form.cells import Cell
    from twin.form.rows import Form
    from twin.wording import Language

WIDTHS = (6, 7, 26, 14, 10, 10, 12, 12, 9, 64)  # of the columns of the form, in letters
TRACE_WIDTHS = (6, 20, 13, 16, 16, 16, 9, 24, 13, 34, 30, 38, 7, 16, 20, 8, 10, 11, 11, 9, 68)
TRACE_SHEET = "trace"
LINE_PT = 15.0  # height of a line of text
ROOM = 1.15  # what wrapped words leave free at the ends of their lines
LARGEST_EXACT = 2**53  # of the whole numbers that a spreadsheet keeps


def workbook_bytes(form: Form, language: Language) -> bytes:
    """Return the workbook as the bytes of its file; needs openpyxl (the extra `xlsx`)."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = told("sheet", language)
    _fill(sheet, header(language), cells(form, language), WIDTHS)
    rows = [tuple(_cell(value) for value in one) for one in trace.trace_of(form, language)]
    below = book.create_sheet(TRACE_SHEET)
    _fill(below, trace.header(language), rows, TRACE_WIDTHS)
    said = [*doubts_of(form, language), *grounds_of(form, language)]
    for number, text in enumerate(said, start=len(rows) + 3):
        _put(below.cell(number, 1), text)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(value: str | int | float | None) -> Cell | float:
    """Leave empty texts out, and write a seed that a spreadsheet would round as a text."""
    if isinstance(value, int) and value > LARGEST_EXACT:
        return str(value)
    return None if value == "" else value


def _fill(
    sheet: Any,
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell | float]],
    widths: Sequence[int],
) -> None:
    """Write a header that stays in sight, and the rows below it."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        head = sheet.cell(1, column)
        _put(head, title)
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            place = sheet.cell(number, column)
            _put(place, value)
            place.alignment = Alignment(wrap_text=isinstance(value, str), vertical="top")
        sheet.row_dimensions[number].height = LINE_PT * _lines(row, widths)
    sheet.freeze_panes = "A2"
    _for_paper(sheet)


def _lines(row: Sequence[Cell | float], widths: Sequence[int]) -> int:
    """Lines of text that the fullest cell of a row takes; Korean letters are two columns wide."""
    pairs = zip(row, widths, strict=True)
    texts = [(one, width) for one, width in pairs if isinstance(one, str)]
    return max((math.ceil(ROOM * terminal_width(one) / width) for one, width in texts), default=1)


def _for_paper(sheet: Any) -> None:
    """Print on A4, across, as wide as the sheet and no wider, the header on every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _shown_with(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _put(place: Any, value: Cell | float) -> None:
    """Put a value into a cell; a text stays a text, whatever it begins with."""
    if isinstance(value, Number):
        place.value = value.value
        place.number_format = _shown_with(value.decimals)
    elif isinstance(value, float):  # of the trace: all of its digits are kept, few are shown
        place.value = value
        estimate = Estimate(value, math.nan, math.nan, 1)
        place.number_format = _shown_with(figures.decimals_of(estimate))
    elif isinstance(value, str):
        place.value = value
        place.data_type = "s"
        place.quotePrefix = looks_like_a_formula(value)
    else:
        place.value = value
