"""An assessment for the terminal: part under part, tables as wide as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.level.parts import parts_of
from twin.table import Cells, table

if TYPE_CHECKING:
    from twin.level.outline import Part
    from twin.level.study import Evidence
    from twin.wording import Language

INDENT = "  "


def assessment_card(found: Evidence, language: Language, width: int | None) -> str:
    """Return the whole assessment as text."""
    return "\n\n".join(_printed(part, width) for part in parts_of(found, language))


def _printed(part: Part, width: int | None) -> str:
    """Return one part; its table stands apart from the sentences around it."""
    above = [part.title] if part.title else []
    blocks = ["\n".join([*above, *part.said, *_listed(part)])]
    if part.rows:
        blocks.append(table(part.header, [Cells(row) for row in part.rows], width))
        blocks.append("\n".join(part.closing))
    return "\n\n".join(block for block in blocks if block)


def _listed(part: Part) -> list[str]:
    """Return the entries of a part, and what stands under them where there is no table."""
    lines = []
    for entry in part.entries:
        lines.append(INDENT + entry.title)
        lines += [2 * INDENT + line for line in entry.lines]
    return lines if part.rows else lines + [INDENT + line for line in part.closing]
