"""Where each figure of a KPI form comes from: formula, source, line, seed, runs, digest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from kpi import REGISTRY
from twin.form.cells import in_percent
from twin.form.words import told
from twin.formulas import formula_of

if TYPE_CHECKING:
    from decimal import Decimal

    from kpi import Estimate
    from lines.packs import Known, Measured
    from twin.form.rows import Form, FormRow
    from twin.study import StudyResult
    from twin.wording import Language

COLUMNS = (
    "number",
    "indicator",
    "trace figure",
    "trace value",
    "trace low",
    "trace high",
    "unit",
    "trace kpi",
    "trace conversion",
    "trace formula",
    "trace official",
    "trace source",
    "trace grade",
    "trace line",
    "trace retrofits",
    "trace seed",
    "trace replications",
    "trace warmup",
    "trace length",
    "trace engine",
    "trace digest",
)


class Traced(NamedTuple):
    """One figure of the form and all that it rests on, in the order of `COLUMNS`."""

    number: int
    indicator: str
    figure: str
    value: float
    low: float | None = None
    high: float | None = None
    unit: str = ""
    kpi: str = ""
    conversion: str = ""
    formula: str = ""
    official: str = ""
    source: str = ""
    grade: str = ""
    line: str = ""
    retrofits: str = ""
    seed: int | None = None
    replications: int | None = None
    warmup_s: float | None = None
    length_s: float | None = None
    engine: str = ""
    digest: str = ""


def trace_of(form: Form, language: Language) -> list[Traced]:
    """Return every figure that stands in the form, row by row; what is empty has none."""
    return [one for row in form.rows for one in _figures(form, row, language)]


def header(language: Language) -> tuple[str, ...]:
    """Return the columns of the trace."""
    return tuple(told(column, language) for column in COLUMNS)


def _figures(form: Form, row: FormRow, language: Language) -> Iterator[Traced]:
    before, after = form.comparison.before, form.comparison.after
    sides, unit = row.sides, form.unit(row, language)
    measured = row.indicator.measured
    if measured is not None and sides.before is not None and sides.after is not None:
        base = _measured(form, row, measured, language)
        yield _with(base, "before", sides.before, unit, before.digest, language)
        target = base._replace(retrofits=_retrofits(after))
        yield _with(target, "target", sides.after, unit, after.digest, language)
        if sides.achieved is not None:
            rule = form.content.achievement
            both = target._replace(
                formula=rule.of(row.indicator.direction).in_language(language),
                official="",
                conversion="",
                source=_source(rule.known),
                grade=rule.known.grade or "",
            )
            digests = f"{before.digest} {after.digest}"
            yield _with(both, "change", in_percent(sides.achieved), "%", digests, language)
    if row.weight is not None:
        yield _stated(row, row.weight, language)


def _measured(form: Form, row: FormRow, measured: Measured, language: Language) -> Traced:
    """All that the figures of a row share."""
    study, kpi = form.comparison.before, REGISTRY[measured.figure.name]
    settings, one = study.settings, row.indicator
    return Traced(
        number=row.number,
        indicator=one.title.in_language(language),
        figure="",
        value=0.0,
        kpi=f"{kpi.name} [{kpi.unit_in(study.line.currency)}]",
        conversion=conversion(measured) or told("as it is", language),
        formula=formula_of(kpi, language),
        official=one.formula.in_language(language),
        source=f"{kpi.source}; {_source(one.known)}",
        grade=one.known.grade or "",
        line=study.line.name,
        seed=settings.seed,
        replications=settings.replications,
        warmup_s=settings.warmup_s,
        length_s=settings.length_s,
        engine=study.engine,
    )


def _with(
    base: Traced, figure: str, value: Estimate, unit: str, digest: str, language: Language
) -> Traced:
    low, high = (value.low, value.high) if value.n > 1 else (None, None)
    title = told(figure, language)
    return base._replace(
        figure=title, value=value.mean, low=low, high=high, unit=unit, digest=digest
    )


def _stated(row: FormRow, weight: Decimal, language: Language) -> Traced:
    """The weight of a row, which no run gives."""
    return Traced(
        number=row.number,
        indicator=row.indicator.title.in_language(language),
        figure=told("weight", language),
        value=float(weight),
        unit="%",
        source=told("stated", language),
    )


def conversion(measured: Measured) -> str:
    """Write how a key figure comes into the unit of the form; empty where it stays as it is."""
    if measured.relative:
        return "x / x(before) × 100"
    said = "1 - x" if measured.complement else "x"
    if measured.times != 1:
        said = f"({said})" if measured.complement else said
        said = f"{said} × {_plain(measured.times)}"
    if measured.over != 1:
        said = f"({said})" if " " in said else said
        said = f"{said} / {_plain(measured.over)}"
    return "" if said == "x" else said


def _plain(factor: float) -> str:
    return f"{factor:.0f}" if factor == round(factor) else f"{factor:.12g}"


def _source(known: Known) -> str:
    return f"{known.source} ({known.year})" if known.year is not None else str(known.source)


def _retrofits(study: StudyResult) -> str:
    return ", ".join(one.name for one in study.scenario.retrofits)
