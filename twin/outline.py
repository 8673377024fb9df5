"""What a judgement says, part by part, once for the terminal and for pages.

A part is a title, sentences, a table, a list, and sentences at the end, whatever of them it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twin.table import Cells, Section, table

if TYPE_CHECKING:
    from collections.abc import Iterable

INDENT = "  "


class Entry(NamedTuple):
    """One thing of a list, with what is said of it."""

    title: str
    lines: tuple[str, ...] = ()


class Part(NamedTuple):
    """One part of a judgement, in a reader's language."""

    title: str = ""
    said: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    rows: tuple[Cells | Section, ...] = ()
    left: int = 1  # columns of the table that hold words, from the first
    entries: tuple[Entry, ...] = ()
    points: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()


def printed(parts: Iterable[Part], width: int | None) -> str:
    """Return parts as text, tables as wide as the terminal; None for as wide as they like."""
    return "\n\n".join(_printed(part, width) for part in parts)


def _printed(part: Part, width: int | None) -> str:
    """Return one part; its table stands apart from the sentences around it."""
    above = [part.title] if part.title else []
    pointed = [f"- {point}" for point in part.points]
    blocks = ["\n".join([*above, *part.said, *_listed(part), *pointed])]
    if part.rows:
        blocks.append(table(part.header, part.rows, width, left=part.left))
        blocks.append("\n".join(part.closing))
    return "\n\n".join(block for block in blocks if block)


def _listed(part: Part) -> list[str]:
    """Return the entries of a part, and what stands under them where there is no table."""
    lines = []
    for entry in part.entries:
        lines.append(INDENT + entry.title)
        lines += [2 * INDENT + line for line in entry.lines]
    return lines if part.rows else lines + [INDENT + line for line in part.closing]
