"""The audit line: a replication of a study run again by the other, independent engine.

The reference engine shares plan, draws and rules with the fast one, and not one branch. When the
books of both have the same digest, a second program agrees with every figure made from them.

The reference engine keeps the trace of all it does and takes a hundred times as long, so of a
large line a sample is audited: the time from the empty line on in which its machines finish at most
`MOST_CYCLES` cycles. How long that is follows from the line alone, never from a clock.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from twin.replay import replay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lines import Line
    from twin.scenario import LineLike, RetrofitLike, Scenario
    from twin.settings import Settings


MOST_CYCLES = 500_000  # that are audited: some minutes, and about 1 GB
SHORTEST_S, MINUTE_S = 1.0, 60.0
HALVINGS = 5  # after them the sample lacks at most a 32nd of what it might be


class AuditLine(NamedTuple):
    """What came of running one replication on both engines."""

    identical: bool
    digest_fast: str  # sha256 of the fast engine's books
    digest_reference: str  # sha256 of the reference engine's books
    replication: int
    seconds: float  # [s] what the second opinion took
    sampled_s: float | None = None  # [s] from the empty line on; None for the whole replication


class Audit(NamedTuple):
    """The audit lines of both sides of a comparison."""

    before: AuditLine
    after: AuditLine


def audit(
    line: LineLike,
    settings: Settings,
    retrofits: Sequence[RetrofitLike] = (),
    replication: int = 0,
    *,
    at: str | None = None,
    promise_s: float | None = None,
) -> AuditLine:
    """Run one replication of a study on both engines and compare their books.

    Of a large line only a sample is run, whose length the answer tells as `sampled_s`.
    """
    from twin.scenario import scenario_of

    return audit_scenario(scenario_of(line, retrofits, at), settings, replication, promise_s)


def audit_scenario(
    scenario: Scenario, settings: Settings, replication: int = 0, promise_s: float | None = None
) -> AuditLine:
    """Run one replication of a scenario on both engines and compare their books."""
    began = time.perf_counter()
    sampled_s = _sample_s(scenario, settings, replication)
    if sampled_s is not None:
        settings = settings._replace(warmup_s=0.0, length_s=sampled_s)
    reference, fast = (
        replay(scenario, settings, replication, engine, promise_s=promise_s).digest
        for engine in ("reference", "fast")
    )
    seconds = time.perf_counter() - began
    return AuditLine(reference == fast, fast, reference, replication, seconds, sampled_s)


def _sample_s(scenario: Scenario, settings: Settings, replication: int) -> float | None:
    """Time [s] from the empty line on that is audited of a large line; None where it is all."""
    from lines.visits import visits_of

    line, _ = scenario.drawn_line(settings.seed, replication)
    horizon_s = settings.warmup_s + settings.length_s
    visits = visits_of(line, horizon_s)
    if sum(visits[name] for name in line.stations) <= MOST_CYCLES:
        return None  # it cannot be more, whatever happens
    finished = _counter(line, settings, replication)
    few_s, many_s = 0.0, SHORTEST_S
    while many_s < horizon_s and finished(many_s) <= MOST_CYCLES:
        few_s, many_s = many_s, 2 * many_s
    if many_s >= horizon_s:
        many_s = horizon_s
        if finished(horizon_s) <= MOST_CYCLES:
            return None
    for _ in range(HALVINGS):
        middle_s = (few_s + many_s) / 2
        if finished(middle_s) <= MOST_CYCLES:
            few_s = middle_s
        else:
            many_s = middle_s
    whole_s = MINUTE_S if few_s >= MINUTE_S else SHORTEST_S
    return max(few_s // whole_s * whole_s, SHORTEST_S)


def _counter(line: Line, settings: Settings, replication: int) -> Callable[[float], int]:
    """Count the cycles that the machines finish in so many seconds from the empty line on."""
    from kpi.ledger import TICKS_PER_SECOND
    from twin.engine import compile_plan, run

    compiled = compile_plan(line)

    def finished(seconds: float) -> int:
        end = round(seconds * TICKS_PER_SECOND)
        return int(run(compiled, settings.seed, replication, 0, end).ledger.finished.sum())

    return finished
