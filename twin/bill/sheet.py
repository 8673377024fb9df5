"""How the tables of the bill say a figure of one side or of both, for readers and programs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from twin import figures
from twin.scorecard import in_shown_unit
from twin.wording import say

if TYPE_CHECKING:
    from twin.measured import Measured
    from twin.outcome import Plain
    from twin.wording import Language

SIDES = {1: ("now",), 2: ("before", "after")}


def header_of(sides: int, language: Language, first: str = "") -> tuple[str, ...]:
    """Name the columns: mean and interval of one side, or both sides and the step between them."""
    if sides == 1:
        return first, say("mean", language), say("interval", language)
    return first, *(say(key, language) for key in ("before", "after", "difference"))


def cells_of(row: Measured, unit: str = "") -> tuple[str, ...]:
    """The sides of a figure and the step between them; a share as a reader sees it."""
    (*sides, step), _ = in_shown_unit([*row.sides, row.difference], unit)
    if len(sides) == 1:
        return figures.mean(sides[0]), figures.interval(sides[0])
    return (*figures.means(sides), figures.difference(step))


def rows_object(rows: Mapping[str, Measured]) -> Plain:
    """Return figures by name, each side and the step between them in full precision."""
    return {name: row_object(row) for name, row in rows.items()}


def row_object(row: Measured) -> Plain:
    """Return a figure by side, with the step between them."""
    from twin.outcome import bounds

    names = SIDES[len(row.sides)]
    found: Plain = {side: bounds(one) for side, one in zip(names, row.sides, strict=True)}
    if row.difference is not None:
        found["difference"] = bounds(row.difference)
    return found
