"""An assessment for the terminal: part under part, tables as wide as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.level.parts import parts_of
from twin.outline import printed

if TYPE_CHECKING:
    from twin.level.study import Evidence
    from twin.wording import Language


def assessment_card(found: Evidence, language: Language, width: int | None) -> str:
    """Return the whole assessment as text."""
    return printed(parts_of(found, language), width)
