"""One page from one result: it opens offline, prints on A4, and gives the same bytes every time.

What stands on the page is gathered by `sections`; charts and figures are read only for it, so
that whoever draws no more than a map waits for neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from twin.report.frame import environment, write_page
from twin.report.sides import sides_of
from twin.report.wording import Words
from twin.wording import Language

if TYPE_CHECKING:
    from twin.compare import Comparison, Row
    from twin.outline import Part
    from twin.study import StudyResult


class Chapter(NamedTuple):
    """A section that a judgement adds to the report of its comparison."""

    name: str
    title: str
    parts: Sequence[Part]


class Added(NamedTuple):
    """What a judgement adds: itself in short before the answer, its chapters before the grounds.

    What the chapters took because nobody said it stands among the grounds.
    """

    summary: Part
    chapters: Sequence[Chapter]
    defaults: Part


def write(
    result: StudyResult | Comparison,
    path: str | Path,
    language: Language = "en",
    added: Added | None = None,
) -> None:
    """Write the report of a study or a comparison to a file.

    Raises
    ------
    ValueError
        If the language is neither 'en' nor 'ko'.
    OSError
        If the file cannot be written.
    """
    write_page(page(result, language, added), Path(path))


def page(
    result: StudyResult | Comparison, language: Language = "en", added: Added | None = None
) -> str:
    """Return the whole report as HTML."""
    from twin.report.sections import sections_of

    rows: Mapping[str, Row] = getattr(result, "rows", {})
    filled = sections_of(sides_of(result), rows, Words(language))
    filled["notes"] = _notes(result, language)
    filled["summary"] = None if added is None else added.summary
    filled["contents"] = [] if added is None else _contents(added, Words(language))
    filled["more_defaults"] = None if added is None else added.defaults
    filled["chapters"] = () if added is None else added.chapters
    return environment().get_template("template.html").render(**filled)


def _notes(result: StudyResult | Comparison, language: Language) -> list[str]:
    from twin.compare import Comparison
    from twin.notes import notes_of, notes_of_both

    if isinstance(result, Comparison):
        return notes_of_both(result, language)
    return notes_of(result, language)


def _contents(added: Added, words: Words) -> list[tuple[str, str]]:
    """The places of a long page that a reader goes to from the summary, and their titles."""
    return [
        ("answer", words("h-answer")),
        ("table", words("h-table-two")),
        *((f"judged-{one.name}", one.title) for one in added.chapters),
        ("assumptions", words("h-assumptions")),
        ("definitions", words("h-definitions")),
        ("audit", words("h-audit")),
    ]
