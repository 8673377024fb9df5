"""A table beside the line: a CSV file with commas, every cell of which knows its place.

Tables of orders and of measured values are read by it, so that both are told of in one manner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lines.errors import listed
from lines.places import Document, Place

OTHER_MARKS = {";": "';'", "\t": "tabs", "|": "'|'"}
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]*)(?:,|$)')


class Cell(NamedTuple):
    """What stands in a cell, and where."""

    text: str
    place: Place


class Table(NamedTuple):
    """A table: its text, its columns, what an amount is in, and what is wrong with it."""

    document: Document
    columns: tuple[str, ...]
    currency: str
    problems: list[tuple[Place, str, str]]

    def texts(self, line: int) -> dict[str, str] | None:
        """Return the cells of a row by column; None where they are more or fewer than these."""
        found = self.row(line)
        return (
            None if len(found) != len(self.columns) else dict(zip(self.columns, found, strict=True))
        )

    def row(self, line: int) -> list[str]:
        """Return the cells of a row as they were found, however many."""
        text = self.document.lines[line - 1]
        # few rows quote anything; the long way is for those that do
        plain = text.split(",") if '"' not in text else [c.text for c in cells_of(self, line)]
        return [cell.strip() for cell in plain]

    def cell(self, line: int, column: str) -> Cell:
        """Return one cell of a row; one left out stands at its end."""
        found = dict(zip(self.columns, cells_of(self, line), strict=False))
        end = Place(self.document, line, len(self.document.lines[line - 1]) + 1)
        return found.get(column, Cell("", end))

    def fail(self, place: Place, column: str, message: str) -> None:
        """Keep a problem of a column."""
        self.problems.append((place, column, message))

    def expect(self, line: int, column: str, expected: str) -> None:
        """Tell what was found in a cell and what was expected."""
        cell = self.cell(line, column)
        found = f"'{cell.text[:40]}'" if cell.text else "nothing"
        self.fail(cell.place, column, f"found {found}; expected {expected}")

    def tell_cells(self, line: int) -> None:
        """Tell that a row has more or fewer cells than the table has columns."""
        cells, wanted = list(cells_of(self, line)), len(self.columns)
        end = Place(self.document, line, len(self.document.lines[line - 1]) + 1)
        told = f"found {len(cells)} cells; expected {wanted}, one for each of "
        told += listed(self.columns)
        if len(cells) > wanted:
            way = "write 1200 for 1,200, and quote a text with a comma"
            self.fail(cells[wanted].place, f"row {line}", f"{told}; {way}")
        else:
            self.fail(end, f"row {line}", f"{told}; leave a cell empty where there is nothing")


def cells_of(table: Table, line: int) -> Iterator[Cell]:
    """Yield the cells of a line, each with its place."""
    text = table.document.lines[line - 1]
    at = 0
    while at <= len(text):
        match = _CELL.match(text, at)
        assert match is not None  # its second form takes anything
        quoted, plain = match.groups()
        raw = plain if quoted is None else quoted.replace('""', '"')
        lead = len(match[0]) - len(match[0].lstrip())
        yield Cell(raw.strip(), Place(table.document, line, at + lead + 1))
        if not match[0].endswith(","):
            return
        at = match.end()


def header_of(table: Table, needed: str) -> list[Cell]:
    """Return the cells of the first line; refuse an empty file or another delimiter."""
    cells = list(cells_of(table, 1))
    first = Place(table.document, 1, 1)
    if not table.document.text.strip():
        told = f"found an empty file; expected a first line that names {needed}"
        table.fail(first._replace(line=0), "file", told)
    elif len(cells) == 1 and (marks := [mark for mark in OTHER_MARKS if mark in cells[0].text]):
        told = f"found columns parted by {OTHER_MARKS[marks[0]]}; expected commas between them"
        table.fail(first, "file", f"{told} (save it as CSV with commas)")
    return cells
