"""Measured values from a column of a CSV file that lies in the line's own folder."""

from __future__ import annotations

from pathlib import Path

from lines.errors import hint, listed
from lines.signs import control_sign, sign_called
from lines.source import encoding_hint
from lines.units import DIMENSIONS, UnitError, measure
from lines.words.entry import Entry
from lines.words.forms import Text
from lines.words.groups import Group, Word

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
    rows = None if path is None else _rows(at_file, path)
    if rows is None:
        return None
    header = [name.strip() for name in rows[0]] if rows else []
    if words["column"] not in header:
        below = entry.child(entry.node.words["column"], "column")
        told = f"the file has {listed(header)}{hint(words['column'], header)}"
        below.fail(f"'{words['column']}' is no column of {words['file']}; {told}")
        return None
    at = header.index(words["column"])
    cells = [row[at].strip() if at < len(row) else "" for row in rows[1:] if any(row)]
    if not 1 <= len(cells) <= most:
        at_file.fail(f"found {len(cells)} values in {words['file']}; expected 1 to {most}")
        return None
    return _values(at_file, cells, dimension, words.get("unit", ""))


def _values(entry: Entry, cells: list[str], dimension: str, unit: str) -> list[float] | None:
    values = []
    for number, cell in enumerate(cells):
        try:
            value = measure(f"{cell} {unit}", dimension, entry.currency)
        except UnitError as error:
            told = f"{error.expected}{error.meant}; the word 'unit' can give one unit to all"
            entry.fail(f"found {cell!r} in row {number + 2}; expected {told}")
            return None
        if value < 0:
            called = DIMENSIONS[dimension].called
            entry.fail(f"found {cell!r} in row {number + 2}; expected {called} of at least 0")
            return None
        values.append(value)
    return values


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


def _rows(entry: Entry, path: Path) -> list[list[str]] | None:
    import csv  # here, as few lines read a table and every start would pay for it

    text = text_of(entry, path)
    if text is None:
        return None
    try:
        return list(csv.reader(text.splitlines(), strict=True))
    except csv.Error as error:
        entry.fail(f"the table cannot be read: {error}")
        return None


def text_of(entry: Entry, path: Path) -> str | None:
    """Return the text of a table; tell the entry where it cannot be read."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_TABLE + 1)
        if len(raw) > LARGEST_TABLE:
            entry.fail("found a table of more than 5 MB; expected a smaller one")
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
