"""The page of an assessment: what the terminal prints, for reading and printing on A4."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from twin.level.parts import parts_of
from twin.level.words import tell
from twin.report.palette import FONTS

if TYPE_CHECKING:
    from twin.level.study import Evidence
    from twin.wording import Language

HOME = Path(__file__).parent
STYLE = HOME.parent / "report" / "style.css"


def write_evidence(found: Evidence, target: Path, language: Language) -> None:
    """Write the page to a file; OSError where it cannot be written."""
    text = evidence_page(found, language)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8", newline="\n")


def evidence_page(found: Evidence, language: Language) -> str:
    """Return the assessment as one HTML page, with the style of the report and no script."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(HOME),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    head, *parts = parts_of(found, language)
    return environment.get_template("page.html").render(
        language=language,
        kind=tell("evidence pack", language),
        head=head,
        parts=parts,
        fonts=Markup(FONTS[language]),
        style=Markup(STYLE.read_text(encoding="utf-8")),
    )
