"""Measured values from a column of a CSV file that lies in the line's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lines.errors import hint, listed
from lines.places import Document
from lines.signs import control_sign, sign_called
from lines.source import OTHER_FILES, encoding_hint
from lines.units import DIMENSIONS, UnitError, measure
from lines.words.entry import Entry
from lines.words.forms import Text
from lines.words.groups import Group, Word
from lines.words.table import Table, header_of

LARGEST_TABLE = 5_000_000

WORDS = (
    Word("file", Text("the name of a CSV file"), "", "file: times.csv", required=True),
    Word("column", Text("the name of a column"), "", "column: cycle", required=True),
    Word("unit", Text("the unit of a column of bare numbers"), "", "unit: s"),
)


def column_of(entry: Entry, dimension: str, most: int) -> list[float] | None:
    """Return the column's values in base units; cells carry their unit, or `unit` gives it."""
    words = Group("'empirical' from a file", WORDS).read(entry)
    if words is None or "file" not in words or "column" not in words:
        return None
    at_file = entry.child(entry.node.words["file"], "file")
    path = inside(at_file, words["file"])
    text = None if path is None else text_of(at_file, path)
    if text is None:
        return None
    shown = str(Path(entry.node.place.document.name).parent / words["file"])
    table = Table(Document(shown, text), (), entry.currency, [])
    table = table._replace(columns=tuple(cell.text for cell in header_of(table, "its columns")))
    column = words["column"]
    if not table.problems and column not in table.columns:
        below = entry.child(entry.node.words["column"], "column")
        told = f"the file has {listed(table.columns)}{hint(column, table.columns)}"
        below.fail(f"'{column}' is no column of {words['file']}; {told}")
        return None
    values = [] if table.problems else list(_values(table, column, dimension, words.get("unit")))
    for place, called, message in table.problems:
        entry.findings.add(place, (*entry.route, called), message)
    if not table.problems and not 1 <= len(values) <= most:
        at_file.fail(f"found {len(values)} values in {words['file']}; expected 1 to {most}")
        return None
    return None if table.problems else values


def _values(table: Table, column: str, dimension: str, unit: str | None) -> Iterator[float]:
    """Yield the values of a column in base units, and tell the table which are none."""
    at, width = table.columns.index(column), len(table.columns)
    for line in range(2, len(table.document.lines) + 1):
        cells = table.row(line)
        if not any(cells):
            continue
        if len(cells) > width:  # a thousand written as 1,000 would pass for 1
            table.tell_cells(line)
            continue
        cell = cells[at] if at < len(cells) else ""
        try:
            value = measure(f"{cell} {unit or ''}", dimension, table.currency)
        except UnitError as error:
            told = f"{error.expected}{error.meant}"
            if unit is None and not DIMENSIONS[dimension].bare:
                told += "; or give one unit to all cells, such as unit: s"
            table.expect(line, column, told)
            continue
        if value < 0:
            table.expect(line, column, f"{DIMENSIONS[dimension].called} of at least 0")
        yield value


def inside(entry: Entry, name: str) -> Path | None:
    """Return the file where it lies in the folder of the line; tell the entry where not."""
    folder = entry.node.place.document.folder
    if folder is None:
        entry.fail("a line given as text has no folder to look for files in")
        return None
    try:
        path = (folder / name).resolve()
        inside = path.is_relative_to(folder.resolve())
        there = inside and path.is_file()
    except (OSError, ValueError):
        inside, there = True, False
    if not inside:
        entry.fail(f"found '{name}'; expected a file inside the folder of the line")
    elif not there:
        entry.fail(f"found no file '{name}' in the folder of the line")
    return path if there else None


def text_of(entry: Entry, path: Path) -> str | None:
    """Return the text of a table; tell the entry where it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_TABLE + 1)
        if len(raw) > LARGEST_TABLE:
            entry.fail("found a table of more than 5 MB; expected a smaller one")
            return None
        if raw.startswith(tuple(OTHER_FILES)):
            entry.fail(f"the table cannot be read: it is no text{encoding_hint(raw)}")
            return None
        text = raw.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        told = str(error)
        if isinstance(error, UnicodeDecodeError):
            told = f"it is no text in UTF-8{encoding_hint(raw)}"
        entry.fail(f"the table cannot be read: {told}")
        return None
    at = control_sign(text)
    if at is not None:
        row = text.count("\n", 0, at) + 1
        entry.fail(f"found {sign_called(text[at])} in row {row} of the table; expected text")
        return None
    return text
