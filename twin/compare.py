"""Before and after a retrofit, with the same luck on both sides.

Replication r of both sides takes the same draws wherever the same station asks for the same
purpose the k-th time; so the difference is judged replication by replication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from twin.audit import Audit
from twin.scenario import Scenario, scenario_of
from twin.settings import SettingError, settings_of
from twin.study import Conditions, Engine, StudyResult, audited, study_scenario

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi import Estimate
    from twin.scenario import LineLike, RetrofitLike
    from twin.settings import Settings
    from twin.study import Progress


class Row(NamedTuple):
    """One KPI before and after, the difference, and whether it is real."""

    before: Estimate | None
    after: Estimate | None
    difference: Estimate | None
    better: str  # 'higher', 'lower' or 'neither'
    verdict: str | None  # 'better', 'worse', 'unchanged', 'not resolved'; None for neither


@dataclass(frozen=True)
class Comparison:
    """Two studies of one line, without and with its retrofits, KPI beside KPI."""

    before: StudyResult
    after: StudyResult
    rows: dict[str, Row]
    audit: Audit | None = None


def compare(
    line: LineLike,
    retrofits: Sequence[RetrofitLike],
    *,
    at: str | None = None,
    engine: Engine = "fast",
    warmup_s: float | None = None,
    length_s: float | None = None,
    replications: int | None = None,
    seed: int | None = None,
    promise_s: float | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    audit: bool = False,
) -> Comparison:
    """Run a line without and with its retrofits, over the same draws, and set them side by side.

    Raises
    ------
    LineError
        If the line or a retrofit says something that cannot be run.
    twin.engine.Deadlock
        If either side gets stuck.
    SettingError
        If no retrofit is named or a setting cannot be run.
    """
    if not retrofits:
        raise SettingError("nothing to compare: name at least one retrofit")
    after = scenario_of(line, retrofits, at)
    before = Scenario(after.source)
    settings = settings_of(
        before.expected_line(),
        warmup_s=warmup_s,
        length_s=length_s,
        replications=replications,
        seed=seed,
    )
    conditions = Conditions(engine, promise_s, threads)
    left, right = study_sides((before, after), settings, conditions, progress)
    comparison = Comparison(left, right, compare_studies(left, right))
    return audited_sides(comparison) if audit else comparison


def audited_sides(comparison: Comparison) -> Comparison:
    """Let the reference engine run one replication of each side again."""
    before, after = audited(comparison.before), audited(comparison.after)
    seen = Audit(before.audit, after.audit) if before.audit and after.audit else None
    return replace(comparison, before=before, after=after, audit=seen)


def compare_studies(before: StudyResult, after: StudyResult) -> dict[str, Row]:
    """Judge every KPI, replication by replication, between two studies of the same settings."""
    from kpi import REGISTRY, difference, verdict

    if before.settings != after.settings:
        raise SettingError(f"settings differ: {before.settings} and {after.settings}")
    rows = {}
    for name, described in REGISTRY.items():
        pairs = [values[name] for values in before.raw], [values[name] for values in after.raw]
        found = difference(*pairs)
        sided = found is not None and described.better != "neither"
        judged = verdict(found, described.better) if sided else None
        rows[name] = Row(before.kpis[name], after.kpis[name], found, described.better, judged)
    return rows


def study_sides(
    sides: Sequence[Scenario],
    settings: Settings,
    conditions: Conditions,
    progress: Progress | None = None,
) -> list[StudyResult]:
    """Run the sides of one study, one after the other, over the same draws."""
    return [
        study_scenario(side, settings, conditions, part_of(progress, number, len(sides)))
        for number, side in enumerate(sides)
    ]


def part_of(progress: Progress | None, number: int, parts: int) -> Progress | None:
    """Let one of several studies tell its part of the whole."""
    if progress is None:
        return None
    tell: Progress = progress

    def told(done: int, own: int) -> None:
        tell(number * own + done, parts * own)

    return told
