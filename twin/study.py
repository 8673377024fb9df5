"""A study: the same line run many times with different luck, and what it says together.

Replications run in threads beside each other, since the fast engine lets go of Python's lock;
the result depends on seed and replication alone, never on the number of threads.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from twin.audit import AuditLine, audit_scenario
from twin.replay import bottleneck_of, watched_s
from twin.scenario import DOUBTS, Drawn, Origin, Scenario, scenario_of
from twin.settings import Settings, check_size, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kpi import Books, BottleneckShare, Estimate, Ratio
    from lines import Line
    from lines.model import Doubt
    from twin.engine import Compiled, Run
    from twin.scenario import LineLike, RetrofitLike

    Values = dict[str, Ratio | float | None]
    Progress = Callable[[int, int], None]

Engine = Literal["fast", "reference"]


class Conditions(NamedTuple):
    """How a study is carried out and judged, whatever the line."""

    engine: Engine = "fast"
    promise_s: float | None = None  # [s] lead time promised to the customer
    threads: int | None = None  # replications at a time; as many as processors if not said


class Uncertain(NamedTuple):
    """One uncertain parameter and what each replication drew for it."""

    name: str
    values: tuple[float, ...]
    origin: Origin = "effect"


@dataclass(frozen=True)
class StudyResult:
    """What all replications of one line say together; whatever a report prints is in here."""

    line: Line
    settings: Settings
    engine: str
    promise_s: float | None
    kpis: dict[str, Estimate | None]
    raw: list[Values]
    stations: dict[str, dict[str, Estimate]]
    buffers: dict[str, Estimate]
    crews: dict[str, dict[str, Estimate]]
    books: list[Books]
    digests: tuple[str, ...]
    digest: str
    uncertain: list[Uncertain]
    scenario: Scenario
    audit: AuditLine | None = None

    @property
    def effects(self) -> list[Uncertain]:
        """What was drawn of the effects of retrofits."""
        return [one for one in self.uncertain if one.origin == "effect"]

    @property
    def inputs(self) -> list[tuple[Doubt, tuple[float, ...]]]:
        """Each number that the line doubts, with the factors drawn for it."""
        drawn = {one.name: one.values for one in self.uncertain if one.origin == "input"}
        return [(doubt, drawn[DOUBTS + doubt.path]) for doubt in self.scenario.doubts if drawn]

    @cached_property
    def lost(self) -> dict[str, Estimate]:
        """Share of its arrivals that each source which can lose parts has lost."""
        from kpi import lost_by_source

        return _over_replications([{"": lost_by_source(one)} for one in self.books])[""]

    @cached_property
    def bottleneck(self) -> dict[str, BottleneckShare]:
        """Which share of replication 0 each station was the sole or a shifting bottleneck."""
        settings = self.settings._replace(length_s=self.watched_s)
        return bottleneck_of(self.books[0].line, settings)

    @property
    def watched_s(self) -> float:
        """Time [s] from the beginning of the books that `bottleneck` follows replication 0."""
        return watched_s(self.books[0], self.settings)


class Replication(NamedTuple):
    """One run of a study and what was drawn for it beforehand."""

    run: Run
    line: Line
    drawn: tuple[Drawn, ...]


def run_study(
    line: LineLike,
    retrofits: Sequence[RetrofitLike] = (),
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
) -> StudyResult:
    """Run a line, with its retrofits, as often as its study says, and put the runs together.

    Raises
    ------
    LineError
        If the line or a retrofit says something that cannot be run.
    twin.engine.Deadlock
        If the line gets stuck, naming the stations that wait for each other.
    SettingError
        If a setting cannot be run.
    """
    scenario = scenario_of(line, retrofits, at)
    settings = settings_of(
        scenario.expected_line(),
        warmup_s=warmup_s,
        length_s=length_s,
        replications=replications,
        seed=seed,
    )
    conditions = Conditions(engine, promise_s, threads)
    return study_scenario(scenario, settings, conditions, progress)


def study_scenario(
    scenario: Scenario,
    settings: Settings,
    conditions: Conditions,
    progress: Progress | None = None,
) -> StudyResult:
    """Run a scenario under given settings; `run_study` reads both from what it is told."""
    expected = scenario.expected_line()
    check_size(expected, settings)
    replicate = _replicator(scenario, expected, settings, conditions)
    reference = conditions.engine == "reference"
    workers = 1 if reference else conditions.threads or processors()
    done = list(in_threads(replicate, settings.replications, workers, progress or silent))
    return _put_together(scenario, expected, settings, conditions.promise_s, done)


def audited(study: StudyResult, replication: int = 0) -> StudyResult:
    """Let the reference engine run one replication of a study again, and keep what it found."""
    line = audit_scenario(study.scenario, study.settings, replication, study.promise_s)
    return replace(study, audit=line)


def processors() -> int:
    """Count the processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def silent(done: int, total: int) -> None:
    """Tell nobody how far the study is."""


def _replicator(
    scenario: Scenario, expected: Line, settings: Settings, conditions: Conditions
) -> Callable[[int], Replication]:
    """Return the function that runs one replication; a certain line is compiled only once."""
    from twin.engine import compile_plan, run, warm_up

    engine, promise_s, _ = conditions
    begin, end = settings.begin_tick, settings.end_tick
    shared: Compiled | None = None
    if not scenario.is_uncertain():
        shared = compile_plan(expected, promise_s)
    if engine == "fast":
        warm_up()

    def replicate(replication: int) -> Replication:
        if shared is not None:
            made = run(shared, settings.seed, replication, begin, end, engine, False)
            return Replication(made, expected, ())
        line, drawn = scenario.drawn_line(settings.seed, replication)
        plan = compile_plan(line, promise_s)
        made = run(plan, settings.seed, replication, begin, end, engine, False)
        return Replication(made, line, drawn)

    return replicate


def in_threads(
    replicate: Callable[[int], Replication], replications: int, workers: int, told: Progress
) -> Iterator[Replication]:
    """Yield the replications in their order; the first that fails, in that order, is raised."""
    from concurrent.futures import ThreadPoolExecutor

    told(0, replications)
    pool = ThreadPoolExecutor(min(workers, replications))
    try:
        waiting = [pool.submit(replicate, replication) for replication in range(replications)]
        for done, one in enumerate(waiting, start=1):
            yield one.result()
            told(done, replications)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _put_together(
    scenario: Scenario,
    expected: Line,
    settings: Settings,
    promise_s: float | None,
    done: list[Replication],
) -> StudyResult:
    """Measure every replication's books and estimate over all of them."""
    import hashlib

    from kpi import REGISTRY, Books, crew_time, estimate, measure, place_levels, state_shares

    books = [Books(one.run.ledger, one.run.frame, one.line, promise_s) for one in done]
    raw = [measure(one) for one in books]
    digests = tuple(one.run.digest for one in done)
    return StudyResult(
        line=expected,
        settings=settings,
        engine=done[0].run.engine,
        promise_s=promise_s,
        kpis={name: estimate([values[name] for values in raw]) for name in REGISTRY},
        raw=raw,
        stations=_over_replications([state_shares(one) for one in books]),
        buffers=_over_replications([{"": place_levels(one)} for one in books])[""],
        crews=_over_replications([crew_time(one) for one in books]),
        books=books,
        digests=digests,
        digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
        uncertain=_drawn_by_name(done),
        scenario=scenario,
    )


def _over_replications(
    rows: list[dict[str, dict[str, Ratio]]],
) -> dict[str, dict[str, Estimate]]:
    """Estimate every figure of a table of tables over its replications."""
    from kpi import estimate

    estimates: dict[str, dict[str, Estimate]] = {}
    for outer, inner in rows[0].items():
        estimates[outer] = {}
        for name in inner:
            found = estimate([row[outer][name] for row in rows])
            if found is not None:
                estimates[outer][name] = found
    return estimates


def _drawn_by_name(done: list[Replication]) -> list[Uncertain]:
    """Collect what the replications drew, one row a parameter."""
    return [
        Uncertain(first.name, tuple(one.drawn[row].value for one in done), first.origin)
        for row, first in enumerate(done[0].drawn)
    ]
