"""One replication once more: to be traced, to be looked into, to be run by the other engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kpi import Books, BottleneckShare
    from kpi.ledger import Frame
    from lines import Line
    from twin.engine import Run, Trace
    from twin.scenario import Scenario
    from twin.settings import Settings


MOST_ROWS = 3_000_000  # of one trace: about 0.3 GB
ROWS_A_CYCLE = 8  # states, places, verdicts: what one cycle leaves in a trace, roundly
DAY_S = 86_400.0


class Traced(NamedTuple):
    """Everything that happened in a replication, and the names of what it happened to."""

    trace: Trace
    frame: Frame


def replay(
    scenario: Scenario,
    settings: Settings,
    replication: int = 0,
    engine: str = "fast",
    *,
    promise_s: float | None = None,
    trace: bool = False,
) -> Run:
    """Run one replication of a scenario again, with the line that was drawn for it."""
    line, _ = scenario.drawn_line(settings.seed, replication)
    return _run(line, settings, replication, engine, promise_s, trace)


def _run(
    line: Line,
    settings: Settings,
    replication: int,
    engine: str,
    promise_s: float | None,
    trace: bool,
) -> Run:
    from twin.engine import compile_plan, run

    plan = compile_plan(line, promise_s)
    begin, end = settings.begin_tick, settings.end_tick
    return run(plan, settings.seed, replication, begin, end, engine, trace)


def traced(
    scenario: Scenario, settings: Settings, replication: int = 0, engine: str = "fast"
) -> Traced:
    """Run one replication again and keep its trace."""
    return _kept(replay(scenario, settings, replication, engine, trace=True))


def _kept(made: Run) -> Traced:
    """The trace of a run, and the names of what it tells of."""
    if made.trace is None:
        raise AssertionError(f"the {made.engine} engine kept no trace though asked for one")
    return Traced(made.trace, made.frame)


def traceable_s(books: Books) -> float:
    """Time [s] from the empty line on of which a trace is not too long for a usual memory."""
    cycles_per_s = float(books.ledger.finished.sum()) / max(books.span_s, 1e-9)
    return MOST_ROWS / max(ROWS_A_CYCLE * cycles_per_s, 1e-9)


def watched_s(books: Books, settings: Settings) -> float:
    """Time [s] of the books that is followed event by event: all of it, or its first whole days."""
    reach = traceable_s(books) - settings.warmup_s
    if reach >= settings.length_s:
        return settings.length_s
    return min(settings.length_s, max(1.0, reach // DAY_S) * DAY_S)


def bottleneck_of(
    line: Line, settings: Settings, replication: int = 0
) -> dict[str, BottleneckShare]:
    """Follow one replication and say which stations held the line back, and how long.

    line : as it was drawn for the replication; no file is read again
    Its trace is kept as a whole: settings of a year are for `watched_s` to cut.
    """
    from kpi import active_intervals, bottleneck_shares
    from twin.engine.trace import STATE

    trace, frame = _kept(_run(line, settings, replication, "fast", None, True))
    rows = trace.what == STATE
    active = active_intervals(
        trace.tick[rows],
        trace.who[rows],
        trace.value[rows],
        machines=len(frame.machines),
        end=settings.end_tick,
    )
    return bottleneck_shares(
        *active,
        begin=settings.begin_tick,
        finish=settings.end_tick,
        stations=frame.stations,
        machine_station=frame.machine_station,
    )
