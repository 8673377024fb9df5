"""A file of orders: a CSV table beside the line, a row for each order.

What is wrong in it is told at its own line and column, in the style of the line's own problems.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lines.errors import hint, listed
from lines.places import Document, Place
from lines.units import UnitError, measure
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
    line: int
    table: Table

    def cell(self, column: str) -> Cell:
        """Return what was written in a column, and where."""
        return self.table.cell(self.line, column)


class Table(NamedTuple):
    """A file of orders: its text, its columns, what an amount is in, and what is wrong with it."""

    document: Document
    columns: tuple[str, ...]
    currency: str
    problems: list[tuple[Place, str, str]]

    def texts(self, line: int) -> dict[str, str]:
        """Return the cells of a row by column; those left out at its end are empty."""
        text = self.document.lines[line - 1]
        # few rows quote anything; the long way is for those that do
        plain = text.split(",") if '"' not in text else [c.text for c in cells_of(self, line)]
        found = [cell.strip() for cell in plain]
        found += [""] * (len(self.columns) - len(found))
        return dict(zip(self.columns, found, strict=False))

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


def rows_of(entry: Entry, name: str) -> tuple[WrittenRow, ...] | None:
    """Return the orders of a file; None where it cannot be read."""
    path = inside(entry, name)
    text = None if path is None else text_of(entry, path)
    if text is None:
        return None
    shown = str(Path(entry.node.place.document.name).parent / name)
    table, rows = _read(shown, text, entry.currency)
    for place, column, message in table.problems:
        entry.findings.add(place, (*entry.route[:-1], column), message)
    if not table.problems and not 1 <= len(rows) <= MOST_ORDERS:
        entry.fail(f"found {len(rows)} orders in {name}; expected 1 to {MOST_ORDERS}")
        return None
    return None if table.problems else rows


@lru_cache(maxsize=2)
def _read(shown: str, text: str, currency: str) -> tuple[Table, tuple[WrittenRow, ...]]:
    """Read a table once, however often its line is made anew."""
    document = Document(shown, text)
    problems: list[tuple[Place, str, str]] = []
    table = Table(document, (), currency, problems)
    table = table._replace(columns=_header(table))
    if problems:
        return table, ()
    written = ((line, table.texts(line)) for line in range(2, len(document.lines) + 1))
    rows = [_row(table, line, texts) for line, texts in written if any(texts.values())]
    return table, tuple(row for row in rows if row is not None)


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


def _header(table: Table) -> tuple[str, ...]:
    """Return the names of the columns, and tell which are wrong."""
    cells = list(cells_of(table, 1))
    names = tuple(cell.text for cell in cells)
    for number, cell in enumerate(cells if any(names) else ()):
        if not cell.text:
            told = "this column has no name; take it out"
            table.fail(cell.place, f"column {number + 1}", told)
        elif cell.text not in COLUMNS:
            told = f"no such column of orders; they have {listed(COLUMNS)}"
            table.fail(cell.place, cell.text[:40], told + hint(cell.text, COLUMNS))
        elif cell.text in names[:number]:
            table.fail(cell.place, cell.text, "this column stands twice; keep one of them")
    missing = [name for name in NEEDED if name not in names]
    if missing and not table.problems:
        told = f"found no column {listed(missing)}; orders need {listed(NEEDED)}"
        table.fail(Place(table.document, 1, 1), "file", told)
    return names


def _row(table: Table, line: int, texts: dict[str, str]) -> WrittenRow | None:
    """Return the order of a row, or None after telling what is wrong with it."""
    before = len(table.problems)
    if not is_name(texts["product"]):
        table.expect(line, "product", f"the name of a product: {NAME_RULE}")
    quantity = _quantity(texts["quantity"])
    if quantity < 0:
        table.expect(line, "quantity", f"a whole number of parts from 0 to {MOST_IN_AN_ORDER}")
    release, due, late = texts["release"], texts["due"], texts.get("late", "")
    read: dict[str, When] = {}
    for column, text in (("release", release), ("due", due)):
        if text or column == "release":
            found = _when(text, table.currency)
            if isinstance(found, str):
                table.expect(line, column, found)
            else:
                read[column] = found
    price = _late(table, line, late) if late else None
    if len(table.problems) > before:
        return None
    return WrittenRow(
        texts["order"],
        texts["product"],
        quantity,
        read["release"],
        read.get("due"),
        price,
        line,
        table,
    )


def _quantity(text: str) -> int:
    """Return the number of parts, -1 where it is none."""
    fits = re.fullmatch("[0-9]{1,9}", text) and int(text) <= MOST_IN_AN_ORDER
    return int(text) if fits else -1


@lru_cache(maxsize=1000)
def _when(text: str, currency: str) -> When | str:
    """Return a duration in seconds or a date with its time of day; else what was expected."""
    match = _MOMENT.fullmatch(text)
    try:
        if match is not None:
            day, clock = match.groups()
            hour, _, rest = (clock or "00:00").partition(":")
            return datetime.datetime.fromisoformat(f"{day}T{hour.zfill(2)}:{rest}")
        seconds = measure(text, "duration", currency)
    except UnitError as error:
        if not re.match(r"\d{4}-", text):
            told = f"{error.expected}, or a date such as 2026-03-05 or 2026-03-05 14:00"
            return told + error.meant
        seconds = -1.0
    except ValueError:
        seconds = -1.0
    told = "a duration of at least 0 or a date such as 2026-03-05 14:00"
    return seconds if seconds >= 0 else told


def _late(table: Table, line: int, text: str) -> float | None:
    try:
        money = measure(text, "daily cost", table.currency)
    except UnitError as error:
        table.expect(line, "late", error.expected + error.meant)
        return None
    if money < 0:
        table.expect(line, "late", "money a day of at least 0")
    return money
