"""Studies and comparisons as the plain objects that other programs read (`--json`)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from twin.notes import notes_of, notes_of_both
from twin.requirements import needed, needs_object

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi import Estimate
    from lines import Line
    from lines.packs import Known
    from lines.retrofit import Landing
    from twin.audit import AuditLine
    from twin.compare import Comparison
    from twin.settings import Settings
    from twin.study import StudyResult

Plain = dict[str, object]

MOST_SPANS = 400  # of a curve over time: a year of days


def bounds(estimate: Estimate | None) -> Plain:
    """Return mean, low and high in full precision; what cannot be said is None."""
    if estimate is None:
        return {"mean": None, "low": None, "high": None}
    return {
        "mean": _said(estimate.mean),
        "low": _said(estimate.low),
        "high": _said(estimate.high),
    }


def _said(value: float) -> float | None:
    """Return a number, or None for what is not one."""
    return float(value) if math.isfinite(value) else None


def known_object(known: Known) -> Plain:
    """Return where a number of a data pack comes from, and how well it is known."""
    return {"year": known.year, "source": known.source, "grade": known.grade}


def unit_of(name: str, line: Line) -> str:
    """Return the unit of a KPI on this line, its currency put in."""
    from kpi import REGISTRY

    return REGISTRY[name].unit_in(line.currency)


def settings_object(settings: Settings) -> Plain:
    """Return the study's settings."""
    return {
        "warmup_s": float(settings.warmup_s),
        "length_s": float(settings.length_s),
        "replications": settings.replications,
        "seed": settings.seed,
    }


def study_object(study: StudyResult) -> Plain:
    """Return one study: `twin run --json`."""
    found: Plain = {
        "line": study.line.name,
        "engine": study.engine,
        "study": settings_object(study.settings),
        "kpis": {
            name: {
                **bounds(estimate),
                "unit": unit_of(name, study.line),
                "n": 0 if estimate is None else estimate.n,
            }
            for name, estimate in study.kpis.items()
        },
        "stations": {
            station: {state: bounds(share) for state, share in shares.items()}
            for station, shares in study.stations.items()
        },
        "buffers": {place: bounds(level) for place, level in study.buffers.items()},
        "crews": {
            crew: {task: bounds(time) for task, time in times.items()}
            for crew, times in study.crews.items()
        },
        "notes": notes_of(study, "en"),
        "digest": study.digest,
    }
    if study.lost:
        found["lost_share_by_source"] = {name: bounds(one) for name, one in study.lost.items()}
    open_orders = open_orders_object(study)
    if open_orders is not None:
        found["open_orders"] = open_orders
    if study.scenario.retrofits:
        found["retrofits"] = [retrofit.name for retrofit in study.scenario.retrofits]
        found["applied"] = applied_object(study.scenario.landings)
        found["uncertain"] = {one.name: list(one.values) for one in study.effects}
    if study.inputs:
        found["doubts"] = doubts_object(study)
    if study.audit is not None:
        found["audit"] = audit_object(study.audit)
    return found


def doubts_object(study: StudyResult) -> list[Plain]:
    """Return each number that the line doubts, how well it is known, and the factors drawn."""
    return [
        {
            "path": doubt.path,
            "factor": doubt.text,
            "source": doubt.source,
            "grade": doubt.grade,
            "drawn": list(values),
        }
        for doubt, values in study.inputs
    ]


def open_orders_object(study: StudyResult) -> Plain | None:
    """Return the mean open orders of each span of time, or None where there are no orders."""
    from twin.report.backlog import backlog_of
    from twin.report.sides import sides_of

    backlog = backlog_of(sides_of(study), MOST_SPANS)
    if backlog is None:
        return None
    return {
        "span_s": backlog.span_s,
        "spans": {begin.isoformat(): bounds(one.sides[0]) for begin, one in backlog.spans.items()},
    }


def applied_object(landings: Sequence[Landing]) -> Plain:
    """Return where each value of each retrofit went: stations, links, buffers, crews by path."""
    return {
        one.retrofit: {path: list(places) for path, places in one.paths.items()} for one in landings
    }


def audit_object(line: AuditLine) -> Plain:
    """Return one audit line; its seconds differ from run to run and are left out."""
    sample = {} if line.sampled_s is None else {"sampled_s": line.sampled_s}
    return {
        "identical": line.identical,
        "replication": line.replication,
        "digest_fast": line.digest_fast,
        "digest_reference": line.digest_reference,
        **sample,
    }


def comparison_object(comparison: Comparison) -> Plain:
    """Return a study before and one after: `twin compare --json`."""
    before, after = comparison.before, comparison.after
    found: Plain = {
        "line": before.line.name,
        "retrofits": [retrofit.name for retrofit in after.scenario.retrofits],
        "applied": applied_object(after.scenario.landings),
        "engine": after.engine,
        "study": settings_object(before.settings),
        "kpis": {
            name: {
                "before": bounds(row.before),
                "after": bounds(row.after),
                "difference": bounds(row.difference),
                "better": row.better,
                "verdict": row.verdict,
                "unit": unit_of(name, before.line),
            }
            for name, row in comparison.rows.items()
        },
        "notes": notes_of_both(comparison, "en"),
        "uncertain": {one.name: list(one.values) for one in after.effects},
        "required": {name: list(words) for name, words in needed(after.scenario).items()},
        "prerequisites": needs_object(after.scenario),
        "digest": {"before": before.digest, "after": after.digest},
    }
    if before.inputs:
        found["doubts"] = doubts_object(before)
    if comparison.audit is not None:
        sides = zip(("before", "after"), comparison.audit, strict=True)
        found["audit"] = {side: audit_object(line) for side, line in sides}
    return found
