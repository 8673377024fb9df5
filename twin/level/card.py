"""An assessment for the terminal: part under part, tables as wide as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.level.parts import parts_of
from twin.outline import Part, printed

if TYPE_CHECKING:
    from twin.level.study import Evidence
    from twin.wording import Language


def assessment_parts(found: Evidence, language: Language) -> list[Part]:
    """Return the assessment as a chapter, which is named elsewhere."""
    head, *parts = parts_of(found, language)
    return [Part(said=head.said[1:] if found.retrofits else head.said), *parts]


def assessment_card(found: Evidence, language: Language, width: int | None) -> str:
    """Return the whole assessment as text."""
    return printed(parts_of(found, language), width)
