"""A page of parts and nothing else: for reading and printing on A4, with no script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.report.frame import HOME, environment
from twin.report.palette import FONTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twin.outline import Part
    from twin.wording import Language


def outlined_page(head: Part, parts: Sequence[Part], kind: str, language: Language) -> str:
    """Return parts as one HTML page in the style of the report; the head names it.

    kind : what the page is, above its name
    """
    from markupsafe import Markup

    return (
        environment()
        .get_template("outlined.html")
        .render(
            language=language,
            kind=kind,
            head=head,
            parts=parts,
            fonts=Markup(FONTS[language]),
            style=Markup((HOME / "style.css").read_text(encoding="utf-8")),
        )
    )
