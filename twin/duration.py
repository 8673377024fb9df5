"""The load-duration curves of all sides, measured: what terminal, bill and page tell of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.measured import Measured, measured

if TYPE_CHECKING:
    from kpi import Books, Figure
    from twin.study import StudyResult


def duration_of(studies: Sequence[StudyResult]) -> dict[float, Measured]:
    """Return the power [kW] that is reached for at least a share of the quarter hours, by share."""
    from kpi.duration import TOLD

    found = measured(studies, _reached)
    return {share: found[str(share)] for share in TOLD}


def _reached(books: Books) -> dict[str, Figure]:
    from kpi.duration import TOLD, power_reached_kw

    return {str(share): power_reached_kw(books.quarter_kw, share) for share in TOLD}
