"""What a KPI form rests on, what it leaves open, and what speaks against its runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.form.words import told
from twin.notes import notes_of_both
from twin.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twin.form.rows import Form, FormRow
    from twin.wording import Language


def doubts_of(form: Form, language: Language) -> list[str]:
    """Say what is odd about the runs; none where all is well."""
    return [say("note", language, note=one) for one in notes_of_both(form.comparison, language)]


def grounds_of(form: Form, language: Language) -> list[str]:
    """Say what the table rests on, what it leaves open, and what was left out."""
    rule = form.content.achievement
    said = [
        told("target is", language),
        told(
            "rule",
            language,
            increase=rule.increase.in_language(language),
            decrease=rule.decrease.in_language(language),
            grade=rule.known.grade,
            source=rule.known.source,
        ),
        *(
            told("indicators", language, grade=grade, year=year, source=source)
            for year, source, grade in dict.fromkeys(_known(row) for row in form.rows)
        ),
        form.content.notice.in_language(language),
    ]
    if not form.is_weighed:
        said.append(told("no weights", language))
    for key in ("others", "unmeasured", "unknown"):
        names: Sequence[str] = getattr(form, key)
        if names:
            said.append(told(key, language, names=_named(form, names, language)))
    return said


def _known(row: FormRow) -> tuple[int | None, str | None, str | None]:
    known = row.indicator.known
    return known.year, known.source, known.grade


def _named(form: Form, names: Sequence[str], language: Language) -> str:
    """Names of indicators that the command takes."""
    if language == "en":
        return ", ".join(names)
    titles = form.content.indicators
    return ", ".join(titles[name].title.ko for name in names)
