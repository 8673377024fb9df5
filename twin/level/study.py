"""An assessment: what people answered, what the line shows beside it, and what retrofits add.

Nothing here awards a level. Answers are scored as they stand; evidence and simulated changes are
put beside them, and published averages beside the simulated changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kpi.crosswalk import Move
    from kpi.level import Assessed
    from kpi.reality import Check, Side
    from kpi.signs import Sign
    from lines import Line, Retrofit
    from lines.assessment import Answer
    from lines.packs import EffectsTable, LevelTable, Pack
    from lines.retrofit import Landing
    from twin.compare import Comparison
    from twin.scenario import Scenario
    from twin.study import StudyResult


class Trend(NamedTuple):
    """Figures of one family by what their simulated change is: for the better, for the worse, none.

    What is lost in the noise stands apart from what is the same in every replication.
    """

    better: tuple[str, ...]
    worse: tuple[str, ...]
    unchanged: tuple[str, ...]
    unresolved: tuple[str, ...]


@dataclass(frozen=True)
class Evidence:
    """All that an assessment says of a line and its retrofits; whatever is printed is in here."""

    line: Line
    retrofits: tuple[Retrofit, ...]
    landings: tuple[Landing, ...]  # where each retrofit was put
    pack: Pack
    name: str | None  # of the answers, None where nobody answered anything
    date: datetime.date | None  # of the answers, where their file says it
    answers: Mapping[str, Answer]
    assessed: Assessed
    shown: dict[str, tuple[Sign, ...]]  # by item, of the line before its retrofits
    unknowable: tuple[str, ...]
    moves: tuple[Move, ...]
    lifted: Assessed  # if people confirmed every move in full
    comparison: Comparison | None = None
    trends: Mapping[str, Trend] | None = None  # by item
    effects: Pack | None = None
    checks: tuple[Check, ...] = ()

    @property
    def table(self) -> LevelTable:
        """The scheme."""
        table: LevelTable = self.pack.content
        return table

    @property
    def effects_table(self) -> EffectsTable:
        """The published effects that the changes are held against."""
        assert self.effects is not None
        table: EffectsTable = self.effects.content
        return table


def evidence(
    scenario: Scenario,
    answers: Path | None = None,
    packs: Sequence[Pack] = (),
    comparison: Comparison | None = None,
) -> Evidence:
    """Return the assessment of a line with its retrofits.

    answers : the file of answers; without one every item is unknown
    packs : data packs that are asked before the bundled ones
    comparison : the line before and after its retrofits, where it was run

    Raises
    ------
    LineError
        If a file says something that it cannot say.
    """
    from kpi.crosswalk import evidence_of, moves_of, supported, unknowable
    from kpi.level import assessed
    from lines.assessment import load_assessment
    from lines.packs import pack_of
    from lines.retrofit import steps

    read = None if answers is None else load_assessment(answers, packs)
    pack = pack_of("level", packs) if read is None else read.pack
    table: LevelTable = pack.content
    given = {} if read is None else read.answers
    levels = {number: answer.level for number, answer in given.items()}
    line = scenario.bare().expected_line()
    moves = moves_of(table, steps(scenario.file(), scenario.retrofits, scenario.at))
    found = Evidence(
        line=line,
        retrofits=scenario.retrofits,
        landings=scenario.landings,
        pack=pack,
        name=None if read is None else read.name,
        date=None if read is None else read.date,
        answers=given,
        assessed=assessed(table, levels),
        shown=evidence_of(table, line),
        unknowable=unknowable(table),
        moves=moves,
        lifted=assessed(table, supported(levels, moves)),
    )
    return found if comparison is None else _with_results(found, packs, comparison)


def _with_results(found: Evidence, packs: Sequence[Pack], comparison: Comparison) -> Evidence:
    """Return the assessment with what a comparison says of results, and of published averages."""
    from dataclasses import replace

    from kpi import REGISTRY, relative_change
    from kpi.reality import checks_of
    from lines.packs import pack_of

    effects = pack_of("effects", packs)
    sides = comparison.before, comparison.after
    changes = {
        name: relative_change(*([values[name] for values in side.raw] for side in sides))
        for name in REGISTRY
    }
    trends = {
        number: _trend_of(comparison, item.family)
        for number, item in found.table.items.items()
        if item.family is not None
    }
    checks = checks_of(effects.content, _side(sides[0]), _side(sides[1]), changes)
    return replace(found, comparison=comparison, trends=trends, effects=effects, checks=checks)


def _trend_of(comparison: Comparison, family: str) -> Trend:
    """Return the figures of a family by the verdict on their change."""
    from kpi import REGISTRY

    names = [name for name, kpi in REGISTRY.items() if kpi.family == family]
    rows = {name: comparison.rows[name] for name in names}
    by_verdict = (
        tuple(name for name, row in rows.items() if row.verdict == verdict)
        for verdict in ("better", "worse", "unchanged", "not resolved")
    )
    return Trend(*by_verdict)


def _side(study: StudyResult) -> Side:
    from kpi.reality import Side

    settings = study.settings
    line = study.scenario.expected_line()
    return Side(line, study.kpis, study.stations, settings.warmup_s, settings.length_s)
