"""A file of orders: a CSV table beside the line, a row for each order.

What is wrong in it is told at its own line and column, in the style of the line's own problems.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from lines.errors import hint, listed
from lines.places import Document, Place
from lines.slips import comma_hint
from lines.units import UnitError, measure
from lines.words.columns import inside, text_of
from lines.words.entry import Entry
from lines.words.forms import NAME_RULE, is_name
from lines.words.table import Cell, Table, header_of

MOST_ORDERS = 100_000
MOST_IN_AN_ORDER = 100_000
NEEDED = ("order", "product", "quantity", "release")
COLUMNS = (*NEEDED, "due", "late")
# What other tables call the same, so that a message can say which column was meant.
ALSO_CALLED = {
    "order": "number no id order-no order-number po 수주 주문 수주번호 주문번호 오더",
    "product": "item part sku article model 품목 제품 품명 품번",
    "quantity": "qty amount pieces pcs count parts 수량 주문수량",
    "release": "start released begin 투입 투입일 착수일",
    "due": "deadline due-date delivery date 납기 납기일",
    "late": "penalty late-cost 지체상금",
}
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}:\d{2}(?::\d{2})?))?")

When = float | datetime.datetime


def seconds_of(when: When, start: datetime.date) -> float:
    """Return a duration as it is and a date as the time from the start of the line."""
    if isinstance(when, float):
        return when
    midnight = datetime.datetime.combine(start, datetime.time())
    return (when - midnight).total_seconds()


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
    seen: dict[str, int] = {}
    rows: list[WrittenRow | None] = []
    for line in range(2, len(document.lines) + 1):
        texts = table.texts(line)
        if texts is not None and any(texts.values()):
            rows.append(_row(table, line, texts, seen))
        elif texts is None and document.lines[line - 1].strip(" \t,"):
            table.tell_cells(line)
    return table, tuple(row for row in rows if row is not None)


def _header(table: Table) -> tuple[str, ...]:
    """Return the names of the columns, and tell which are wrong."""
    cells = header_of(table, listed(NEEDED))
    names = tuple(cell.text for cell in cells)
    if table.problems:
        return names
    for number, cell in enumerate(cells if any(names) else ()):
        if not cell.text:
            told = "this column has no name; take it out"
            table.fail(cell.place, f"column {number + 1}", told)
        elif cell.text not in COLUMNS:
            told = f"no such column of orders; they have {listed(COLUMNS)}"
            table.fail(cell.place, cell.text[:40], told + _column_hint(cell.text))
        elif cell.text in names[:number]:
            table.fail(cell.place, cell.text, "this column stands twice; keep one of them")
    missing = [name for name in NEEDED if name not in names]
    if missing and not table.problems:
        told = f"found no column {listed(missing)}; orders need {listed(NEEDED)}"
        table.fail(Place(table.document, 1, 1), "file", told)
    return names


def _column_hint(name: str) -> str:
    """Which column was probably meant, by the letters or as other tables call it."""
    plain = re.sub(r"[\s_]+", "-", name.strip().casefold())
    meant = [column for column, others in ALSO_CALLED.items() if plain in others.split()]
    return f"; did you mean '{meant[0]}'?" if meant else hint(name, COLUMNS)


def _row(table: Table, line: int, texts: dict[str, str], seen: dict[str, int]) -> WrittenRow | None:
    """Return the order of a row, or None after telling what is wrong with it."""
    before = len(table.problems)
    name = texts["order"]
    if not name:
        table.expect(line, "order", "the number or name of the order")
    elif name in seen:
        told = f"order '{name[:40]}' stands here twice, first in line {seen[name]}"
        way = "give each row a number of its own, such as"
        table.fail(table.cell(line, "order").place, "order", f"{told}; {way} '{name[:40]}-2'")
    seen.setdefault(name, line)
    if not is_name(texts["product"]):
        table.expect(line, "product", f"the name of a product: {NAME_RULE}")
    quantity = _quantity(texts["quantity"])
    if quantity < 1:
        told = f"a whole number of parts from 1 to {MOST_IN_AN_ORDER}"
        table.expect(line, "quantity", told + comma_hint(texts["quantity"]))
    release, due, late = texts["release"], texts.get("due", ""), texts.get("late", "")
    if late and not due:
        told = "'late' says nothing of an order without 'due'; say when it is wanted"
        table.fail(table.cell(line, "late").place, "late", told)
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
        name,
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
    if match is not None:
        told = "a day that the calendar has and a time of that day, such as 2026-03-05 14:00"
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
