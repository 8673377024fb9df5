"""One replication once more: to be traced, to be looked into, to be run by the other engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kpi import BottleneckShare
    from kpi.ledger import Frame
    from twin.engine import Run, Trace
    from twin.scenario import Scenario
    from twin.settings import Settings


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
    from twin.engine import compile_plan, run

    line, _ = scenario.drawn_line(settings.seed, replication)
    plan = compile_plan(line, promise_s)
    begin, end = settings.begin_tick, settings.end_tick
    return run(plan, settings.seed, replication, begin, end, engine, trace)


def traced(
    scenario: Scenario, settings: Settings, replication: int = 0, engine: str = "fast"
) -> Traced:
    """Run one replication again and keep its trace."""
    made = replay(scenario, settings, replication, engine, trace=True)
    if made.trace is None:
        raise AssertionError(f"the {engine} engine kept no trace though it was asked for one")
    return Traced(made.trace, made.frame)


def bottleneck_of(
    scenario: Scenario, settings: Settings, replication: int = 0
) -> dict[str, BottleneckShare]:
    """Follow one replication and say which stations held the line back, and how long."""
    from kpi import active_intervals, bottleneck_shares
    from twin.engine.trace import STATE

    trace, frame = traced(scenario, settings, replication)
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
