"""Tables for the terminal: a row a line where there is room, else two, else one fact a line.

Korean letters take two columns, so widths are counted in columns and not in letters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lines.errors import terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP = "  "
INDENT = "  "


class Cells(NamedTuple):
    """A row of a table; the first cell names it."""

    cells: tuple[str, ...]


class Section(NamedTuple):
    """A line between rows that names what follows, an empty line before it where set apart."""

    title: str
    apart: bool = True


def table(
    header: Sequence[str], rows: Sequence[Cells | Section], width: int | None, left: int = 1
) -> str:
    """Lay rows out under a header.

    Parameters
    ----------
    header : the names of the columns
    rows : cells as many as names, and sections between them
    width : columns of the terminal; None for as many as the table likes
    left : how many columns, from the first, are aligned to the left
    """
    cells = [tuple(header), *(row.cells for row in rows if isinstance(row, Cells))]
    widths = [max(terminal_width(row[column]) for row in cells) for column in range(len(header))]
    if width is None or _total(widths) <= width:
        return _in_columns(header, rows, widths, left)
    if _total([len(INDENT), *widths[1:]]) <= width and left == 1:
        return _two_storeys(header, rows, widths[1:])
    return _stacked(header, rows, width)


def hanging(text: str, width: int | None, indent: str, deeper: str = INDENT) -> list[str]:
    """Break a sentence into lines as wide as the terminal, those below the first one deeper."""
    lines, line = [], indent
    for word in re.split(" (?!%)", text):
        longer = f"{line}{word}" if line.isspace() or not line else f"{line} {word}"
        if width is not None and not line.isspace() and line and terminal_width(longer) > width:
            lines.append(line)
            line = f"{indent}{deeper}{word}"
        else:
            line = longer
    return [*lines, line]


def _total(widths: Sequence[int]) -> int:
    """Count the columns of the terminal that columns of these widths take."""
    return sum(widths) + len(GAP) * (len(widths) - 1)


def _in_columns(
    header: Sequence[str], rows: Sequence[Cells | Section], widths: Sequence[int], left: int
) -> str:
    """Lay every row out on a line of its own."""
    lines = [_aligned(header, widths, left)]
    for row in rows:
        if isinstance(row, Section):
            lines += _section(row)
        else:
            lines.append(_aligned(row.cells, widths, left))
    return "\n".join(lines)


def _two_storeys(
    header: Sequence[str], rows: Sequence[Cells | Section], widths: Sequence[int]
) -> str:
    """Lay every row out on two lines, its name above its figures."""
    lines = [INDENT + GAP + _aligned(header[1:], widths, 0)]
    for row in rows:
        if isinstance(row, Section):
            lines += _section(row)
        else:
            lines += [row.cells[0], INDENT + GAP + _aligned(row.cells[1:], widths, 0)]
    return "\n".join(lines)


def _section(row: Section) -> list[str]:
    """Return the lines of a section's title."""
    return ["", row.title] if row.apart else [row.title]


def _aligned(cells: Sequence[str], widths: Sequence[int], left: int) -> str:
    """Lay one row out in columns."""
    laid = []
    for column, (text, width) in enumerate(zip(cells, widths, strict=True)):
        space = " " * (width - terminal_width(text))
        laid.append(text + space if column < left else space + text)
    return GAP.join(laid).rstrip()


def _stacked(header: Sequence[str], rows: Sequence[Cells | Section], width: int) -> str:
    """Lay every row out as a small list of its own, for a terminal too narrow for columns."""
    lines: list[str] = []
    for row in rows:
        if isinstance(row, Section):
            lines += _section(row)
            continue
        name = row.cells[0]
        indent = name[: len(name) - len(name.lstrip())]
        lines += hanging(name.lstrip(), width, indent)
        for called, text in zip(header[1:], row.cells[1:], strict=True):
            if text:
                lines += hanging(f"{called}: {text}", width, indent + GAP)
    return "\n".join(lines)
