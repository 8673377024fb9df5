"""A file of orders: a CSV table beside the line, a row for each order.

What is wrong in it is told at its own line and column, in the style of the line's own problems.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lines.errors import hint, listed
from lines.places import Document, Place
from lines.units import DIMENSIONS, UnitError, measure
from lines.words.columns import inside, text_of
from lines.words.entry import Entry
from lines.words.forms import NAME_RULE, is_name

MOST_ORDERS = 100_000
MOST_IN_AN_ORDER = 100_000
NEEDED = ("order", "product", "quantity", "release", "due")
COLUMNS = (*NEEDED, "late")
_CELL = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]*)(?:,|$)')
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?")

When = float | datetime.datetime


class Cell(NamedTuple):
    """What stands in a cell, and where."""

    text: str
    place: Place


class WrittenRow(NamedTuple):
    """One order as written; dates are not yet times, as they need the start of the line."""

    name: str
    product: str
    quantity: int
    release: When
    due: When | None
    late_per_day: float | None
    cells: dict[str, Cell]


class _Table(NamedTuple):
    """The reader of one file; problems go to the findings of the line."""

    entry: Entry
    document: Document
    columns: tuple[str, ...]

    def fail(self, cell: Cell, column: str, message: str) -> None:
        """Tell a problem at a cell."""
        self.entry.findings.add(cell.place, (*self.entry.route[:-1], column), message)

    def expect(self, cell: Cell, column: str, expected: str) -> None:
        """Tell what was found in a cell and what was expected."""
        found = f"'{cell.text[:40]}'" if cell.text else "nothing"
        self.fail(cell, column, f"found {found}; expected {expected}")


def rows_of(entry: Entry, name: str) -> tuple[WrittenRow, ...] | None:
    """Return the orders of a file; None where it cannot be read at all."""
    path = inside(entry, name)
    text = None if path is None else text_of(entry, path)
    if text is None:
        return None
    shown = Path(entry.node.place.document.name).parent / name
    document = Document(str(shown), text, entry.node.place.document.folder)
    header = _header(entry, document)
    if header is None:
        return None
    table = _Table(entry, document, header)
    written = (_cells(document, number, header) for number in range(2, len(document.lines) + 1))
    rows = [_row(table, cells) for cells in written if any(cell.text for cell in cells.values())]
    if not 1 <= len(rows) <= MOST_ORDERS:
        entry.fail(f"found {len(rows)} orders in {name}; expected 1 to {MOST_ORDERS}")
        return None
    whole = tuple(row for row in rows if row is not None)
    return whole if len(whole) == len(rows) else None


def _split(document: Document, line: int) -> Iterator[Cell]:
    """The cells of a line, each with its place."""
    text = document.lines[line - 1]
    at = 0
    while at <= len(text):
        match = _CELL.match(text, at)
        if match is None:  # nothing is no cell: the rest of a broken one is taken as it stands
            break
        quoted, plain = match.groups()
        raw = plain if quoted is None else quoted.replace('""', '"')
        lead = len(match[0]) - len(match[0].lstrip())
        yield Cell(raw.strip(), Place(document, line, at + lead + 1))
        if not match[0].endswith(","):
            break
        at = match.end()


def _header(entry: Entry, document: Document) -> tuple[str, ...] | None:
    """The names of the columns, or None after telling which are wrong."""
    cells = list(_split(document, 1)) if document.lines else []
    names = tuple(cell.text for cell in cells)
    table = _Table(entry, document, names)
    broken = False
    for number, cell in enumerate(cells if any(names) else ()):
        if not cell.text:
            table.fail(cell, f"column {number + 1}", "this column has no name; take it out")
            broken = True
        elif cell.text not in COLUMNS:
            told = f"no such column of orders; they have {listed(COLUMNS)}"
            table.fail(cell, cell.text[:40], told + hint(cell.text, COLUMNS))
            broken = True
        elif cell.text in names[:number]:
            table.fail(cell, cell.text, "this column stands twice; keep one of them")
            broken = True
    missing = [name for name in NEEDED if name not in names]
    if missing and not broken:
        told = f"found no column {listed(missing)}; orders need {listed(NEEDED)}"
        entry.findings.add(Place(document, 1, 1), entry.route, told)
    return None if missing or broken else names


def _cells(document: Document, line: int, header: tuple[str, ...]) -> dict[str, Cell]:
    """The cells of a row by column; those left out at its end are empty."""
    found = dict(zip(header, _split(document, line), strict=False))
    end = Place(document, line, len(document.lines[line - 1]) + 1)
    return {name: found.get(name, Cell("", end)) for name in header}


def _row(table: _Table, cells: dict[str, Cell]) -> WrittenRow | None:
    """The order of a row, or None after telling what is wrong with it."""
    product = cells["product"]
    if not is_name(product.text):
        table.expect(product, "product", f"the name of a product: {NAME_RULE}")
    quantity = _quantity(table, cells["quantity"])
    release = _when(table, cells["release"], "release")
    due = _when(table, cells["due"], "due") if cells["due"].text else None
    late = _late(table, cells["late"]) if cells.get("late", Cell("", product.place)).text else None
    read = (quantity, release, due if cells["due"].text else 0.0)
    if any(value is None for value in read) or not is_name(product.text):
        return None
    assert quantity is not None
    assert release is not None
    return WrittenRow(cells["order"].text, product.text, quantity, release, due, late, cells)


def _quantity(table: _Table, cell: Cell) -> int | None:
    if re.fullmatch(r"\d{1,9}", cell.text) and int(cell.text) <= MOST_IN_AN_ORDER:
        return int(cell.text)
    table.expect(cell, "quantity", f"a whole number of parts from 0 to {MOST_IN_AN_ORDER}")
    return None


def _when(table: _Table, cell: Cell, column: str) -> When | None:
    """A duration in seconds, or a date with or without a time of day."""
    match = _MOMENT.fullmatch(cell.text)
    try:
        if match is not None:
            day, clock = match.groups()
            return datetime.datetime.fromisoformat(f"{day}T{(clock or '00:00').zfill(5)}")
        seconds = measure(cell.text, "duration", table.entry.currency)
    except UnitError as error:
        if not re.match(r"\d{4}-", cell.text):
            told = f"{error.expected}, or a date such as 2026-03-05 or 2026-03-05 14:00"
            table.expect(cell, column, told + error.meant)
            return None
        seconds = -1.0
    except ValueError:
        seconds = -1.0
    if seconds < 0:
        table.expect(cell, column, "a duration of at least 0 or a date such as 2026-03-05 14:00")
        return None
    return seconds


def _late(table: _Table, cell: Cell) -> float | None:
    try:
        money = measure(cell.text, "daily cost", table.entry.currency)
    except UnitError as error:
        table.expect(cell, "late", error.expected + error.meant)
        return None
    if money < 0:
        table.expect(cell, "late", f"{DIMENSIONS['daily cost'].called} of at least 0")
        return None
    return money
