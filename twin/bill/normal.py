"""The energy avoided at equal output and mix, as a table and as numbers: see `kpi.normal`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin import figures
from twin.bill.words import told
from twin.normal import Normalised, normalised
from twin.outline import Part
from twin.scorecard import PERCENT
from twin.table import Cells, Section

if TYPE_CHECKING:
    from kpi import Estimate
    from kpi.normal import Adjusted, Baseline
    from twin.outcome import Plain
    from twin.study import StudyResult
    from twin.wording import Language

DIGITS = 4


def normal_sheet(before: StudyResult, after: StudyResult, language: Language) -> Part:
    """Return baseline, adjusted baseline and what was avoided, with what speaks against them."""
    found = normalised(before, after)
    title = told("normal", language)
    baseline, at = found.baseline, found.adjusted
    if baseline is None or at is None:
        return Part(title, closing=(_refusal(found, language),))
    rows: list[Cells | Section] = [
        Section(told(f"normal line {found.period_days}", language), apart=False),
        *_coefficients(found, baseline, language),
        Section(told("normal fit", language)),
        *_fit(found, baseline, language),
        Section(told("normal result", language)),
        *_result(found, at, language, after.line.currency),
    ]
    header = ("", told("normal value", language), told("normal range", language))
    return Part(
        title,
        header=header,
        rows=tuple(rows),
        closing=tuple(_notes(found, baseline, at, language)),
    )


def _refusal(found: Normalised, language: Language) -> str:
    refused = found.refused
    if refused is None:
        return ""
    return told(f"normal {refused.why}", language, days=refused.days, needed=refused.needed)


def _coefficients(
    found: Normalised, baseline: Baseline, language: Language
) -> list[Cells | Section]:
    """Each coefficient with its interval of 95 %."""
    from kpi.normal import CONFIDENCE, CONSTANT
    from kpi.statistics import student_t

    t = student_t(CONFIDENCE, baseline.degrees)
    rows: list[Cells | Section] = []
    for name, value, error in zip(
        baseline.names, baseline.coefficients.tolist(), baseline.errors.tolist(), strict=True
    ):
        low, high = value - t * error, value + t * error
        label = f"constant {found.period_days}" if name == CONSTANT else name
        rows.append(
            Cells((f"  {told(label, language)}", f"{value:,.4g}", f"[{low:,.4g}, {high:,.4g}]"))
        )
    return rows


def _fit(found: Normalised, baseline: Baseline, language: Language) -> list[Cells | Section]:
    rows = (
        (f"normal points {found.period_days}", f"{baseline.days}", ""),
        ("normal r2", f"{baseline.r2:.3f}", "≥ 0.75"),
        ("normal cv", f"{PERCENT * baseline.cv:.1f}", "≤ 25"),
        ("normal memory", f"{baseline.memory:.2f}", ""),
        ("normal bias", f"{abs(PERCENT * baseline.bias):.2f}", ""),
    )
    return [Cells((f"  {told(name, language)}", *cells)) for name, *cells in rows]


def _result(
    found: Normalised, at: Adjusted, language: Language, currency: str
) -> list[Cells | Section]:
    avoided, share = found.avoided_kwh, found.avoided_share
    whole = figures.number(at.kwh, 0)
    bounds = (
        f"[{figures.number(at.kwh - at.half_kwh, 0)}, {figures.number(at.kwh + at.half_kwh, 0)}]"
    )
    rows = [
        ("normal before", *_cells(found.before)),
        ("normal adjusted", whole, bounds),
        ("normal after", *_cells(found.after)),
        ("normal avoided", *_cells(avoided)),
        ("normal share", *_cells(_in_percent(share))),
        ("normal money", *_cells(found.avoided_cost)),
    ]
    return [
        Cells((f"  {told(name, language, currency=currency)}", *cells)) for name, *cells in rows
    ]


def _cells(estimate: Estimate | None) -> tuple[str, str]:
    return figures.mean(estimate), figures.interval(estimate)


def _in_percent(share: Estimate | None) -> Estimate | None:
    from kpi import Estimate

    if share is None:
        return None
    return Estimate(PERCENT * share.mean, PERCENT * share.low, PERCENT * share.high, share.n)


def _notes(found: Normalised, baseline: Baseline, at: Adjusted, language: Language) -> list[str]:
    """What a reader has to know: the tests, the reach of the baseline, what it left out."""
    from kpi.normal import CONSTANT, HOURS

    said = [told("normal fits" if baseline.fits else "normal unfit", language)]
    if at.outside:
        names = ", ".join(told(name, language) for name in at.outside)
        said.append(told("normal outside", language, names=names))
    else:
        said.append(told("normal inside", language))
    if at.unknown:
        said.append(told("normal unknown", language, names=", ".join(at.unknown)))
    if baseline.merged:
        said.append(told("normal merged", language))
    parts = [n for n, one in enumerate(baseline.names) if one not in (CONSTANT, HOURS)]
    if (baseline.coefficients[parts] < 0).any():
        said.append(told("normal negative", language))
    if found.first_days is not None:
        said.append(told("normal cut", language, days=found.first_days))
    if found.own_levels:
        said.append(told("normal levels", language))
    if found.spread_by_draws:
        said.append(told("normal drawn", language))
    return [*said, told("normal note", language, replications=found.replications)]


def normal_object(before: StudyResult, after: StudyResult) -> Plain:
    """Return baseline, fit, adjusted baseline and what was avoided in full precision."""
    from twin.outcome import bounds

    found = normalised(before, after)
    refused, baseline, at = found.refused, found.baseline, found.adjusted
    why: Plain | None = None
    if refused is not None:
        why = {"why": refused.why, "days": refused.days, "needed": refused.needed}
    return {
        "refused": why,
        "before_kwh": bounds(found.before),
        "after_kwh": bounds(found.after),
        "output_after": found.output,
        "avoided_kwh": bounds(found.avoided_kwh),
        "avoided_share": bounds(found.avoided_share),
        "avoided_cost": bounds(found.avoided_cost),
        "baseline": None if baseline is None else _baseline_object(found, baseline),
        "adjusted": None if at is None else _adjusted_object(at),
    }


def _baseline_object(found: Normalised, baseline: Baseline) -> Plain:
    columns = (baseline.names, baseline.coefficients.tolist(), baseline.errors.tolist())
    return {
        "coefficients": {
            name: {"kwh": value, "standard_error": error}
            for name, value, error in zip(*columns, strict=True)
        },
        "period_days": found.period_days,
        "points": baseline.days,
        "replications": found.replications,
        "first_days_only": found.first_days,
        "constant_of_each_replication": found.own_levels,
        "noise_kwh": baseline.noise_kwh,
        "r2": baseline.r2,
        "cv_rmse": baseline.cv,
        "residual_autocorrelation": baseline.memory,
        "net_bias": baseline.bias,
        "fits": baseline.fits,
        "products_together": baseline.merged,
        "never_made": list(baseline.unmade),
        "range_of_a_day": {name: list(reach) for name, reach in baseline.reach.items()},
    }


def _adjusted_object(at: Adjusted) -> Plain:
    return {
        "mean": at.kwh,
        "low": at.kwh - at.half_kwh,
        "high": at.kwh + at.half_kwh,
        "outside_the_range": list(at.outside),
        "unknown_products": list(at.unknown),
    }
