"""The page of an assessment: what the terminal prints, for reading and printing on A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.level.parts import parts_of
from twin.level.words import tell
from twin.report.frame import write_page
from twin.report.outlined import outlined_page

if TYPE_CHECKING:
    from pathlib import Path

    from twin.level.study import Evidence
    from twin.wording import Language


def write_evidence(found: Evidence, target: Path, language: Language) -> None:
    """Write the page to a file; OSError where it cannot be written."""
    write_page(evidence_page(found, language), target)


def evidence_page(found: Evidence, language: Language) -> str:
    """Return the assessment as one HTML page, with the style of the report and no script."""
    head, *parts = parts_of(found, language)
    return outlined_page(head, parts, tell("evidence pack", language), language)
