"""The KPI form as the plain object that other programs read (`twin form --json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.form.cells import notes, verdict_of
from twin.form.trace import trace_of
from twin.notes import notes_of_both
from twin.outcome import Plain, bounds, settings_object

if TYPE_CHECKING:
    from lines.model import Title
    from lines.packs import Known
    from twin.form.rows import Form, FormRow


def form_object(form: Form) -> Plain:
    """Return the table in full precision, both languages, and where every figure comes from."""
    before, after = form.comparison.before, form.comparison.after
    rule = form.content.achievement
    return {
        "line": before.line.name,
        "retrofits": [one.name for one in after.scenario.retrofits],
        "pack": form.pack.name,
        "notice": _both(form.content.notice),
        "engine": after.engine,
        "study": settings_object(before.settings),
        "rows": [_row(form, row) for row in form.rows],
        "weights_given": form.is_weighed,
        "achievement": {
            "increase": _both(rule.increase),
            "decrease": _both(rule.decrease),
            **_known(rule.known),
        },
        "others": list(form.others),
        "unmeasured": list(form.unmeasured),
        "unknown": list(form.unknown),
        "notes": notes_of_both(form.comparison, "en"),
        "trace": [one._asdict() for one in trace_of(form, "en")],
        "digest": {"before": before.digest, "after": after.digest},
    }


def _row(form: Form, row: FormRow) -> Plain:
    one, change = row.indicator, row.sides.achieved
    return {
        "number": row.number,
        "name": row.name,
        "field": one.field,
        "title": _both(one.title),
        "key": one.key,
        "direction": one.direction,
        "unit": {language: form.unit(row, language) for language in ("en", "ko")},
        "figure": row.figure,
        "before": bounds(row.sides.before),
        "target": bounds(row.sides.after),
        "weight_percent": None if row.weight is None else float(row.weight),
        "achieved": bounds(change),
        "verdict": None if change is None else verdict_of(change),
        "notes": {"en": notes(form, row, "en"), "ko": notes(form, row, "ko")},
        **_known(one.known),
    }


def _known(known: Known) -> Plain:
    return {"year": known.year, "source": known.source, "grade": known.grade}


def _both(title: Title) -> Plain:
    return {"en": title.en, "ko": title.ko}
