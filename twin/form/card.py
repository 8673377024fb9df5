"""The KPI form part by part: its table, and its notes below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin import figures
from twin.form.cells import COLUMNS, Number, cells, header, notes
from twin.form.grounds import doubts_of, grounds_of
from twin.form.words import told
from twin.outline import Part, printed
from twin.scorecard import headline
from twin.table import Cells

if TYPE_CHECKING:
    from twin.form.cells import Cell
    from twin.form.rows import Form
    from twin.wording import Language

SHOWN = len(COLUMNS) - 1  # notes are too long for a column
LEFT = 6  # columns of words, before those of numbers


def form_card(form: Form, language: Language, width: int | None) -> str:
    """Return the form as text, under what was run."""
    head = Part(said=(headline(form.comparison.after, language),))
    doubts = doubts_of(form, language)
    noted = [Part(said=tuple(doubts))] if doubts else []
    return printed([head, *noted, *form_parts(form, language)], width)


def form_parts(form: Form, language: Language) -> list[Part]:
    """Return the table, a note for each row, and what the table rests on."""
    rows = [Cells(tuple(_text(cell) for cell in row[:SHOWN])) for row in cells(form, language)]
    listed = [
        f"{row.number}. {row.indicator.title.in_language(language)}: "
        + "; ".join(notes(form, row, language))
        for row in form.rows
    ]
    return [
        Part(header=header(language)[:SHOWN], rows=tuple(rows), left=LEFT),
        Part(told("notes", language), tuple(listed)),
        Part(said=tuple(grounds_of(form, language))),
    ]


def _text(cell: Cell) -> str:
    if isinstance(cell, Number):
        return figures.number(cell.value, cell.decimals)
    return figures.NOTHING if cell is None else cell
