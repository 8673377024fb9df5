"""The load-duration curve beside the bill, as a table and as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.bill.sheet import cells_of, header_of, row_object
from twin.bill.words import told
from twin.duration import duration_of
from twin.outline import Part
from twin.table import Cells

if TYPE_CHECKING:
    from twin.outcome import Plain
    from twin.study import StudyResult
    from twin.wording import Language


def duration_sheet(studies: Sequence[StudyResult], language: Language) -> Part:
    """Return the curve as a table: a row for each share of the time."""
    rows = [
        Cells((f"  {told('duration share', language, share=f'{100 * share:g}')}", *cells_of(row)))
        for share, row in duration_of(studies).items()
    ]
    return Part(
        told("duration", language),
        header=header_of(len(studies), language, told("duration time", language)),
        rows=tuple(rows),
        closing=(told("duration note", language),),
    )


def duration_object(studies: Sequence[StudyResult]) -> list[Plain]:
    """Return the curve by share of the quarter hours."""
    return [{"share": share, **row_object(row)} for share, row in duration_of(studies).items()]
