"""One line on both engines: the same trace, the same books, the same end, to the last bit."""

from typing import NamedTuple

import numpy as np

from kpi.ledger import Ledger
from lines import Line
from twin.engine import Compiled, Deadlock, Overfull, Trace, compile_plan, run
from twin.engine import trace as t
from twin.engine.recount import ledger_of
from twin.engine.trace import COLUMNS, EVENTS

S = 1_000_000


class End(NamedTuple):
    """How a run ended before its time."""

    kind: str
    where: tuple[str, ...]
    tick: int
    why: str


class Told(NamedTuple):
    """What one engine has to say of a run."""

    trace: Trace | None
    ledger: Ledger | None
    end: End | None


EMPTY = Told(None, None, None)


class Walk(NamedTuple):
    """A run on which both engines agree: its trace, as far as it came, and how it ended."""

    compiled: Compiled
    trace: Trace | None
    end: End | None
    begin: int
    until: int


def told(
    compiled: Compiled,
    engine: str,
    begin: int,
    until: int,
    seed: int = 1,
    replication: int = 0,
    *,
    traced: bool = True,
) -> Told:
    """Run one engine; a deadlock or overflow is an answer too."""
    try:
        left = run(compiled, seed, replication, begin, until, engine, traced)
    except Deadlock as stuck:
        return Told(None, None, End("deadlock", stuck.stations, stuck.tick, stuck.why))
    except Overfull as full:
        return Told(None, None, End("overfull", (full.source,), full.tick, str(full)))
    return Told(left.trace, left.ledger, None)


def assert_same_trace(one: Trace, other: Trace) -> None:
    """Byte for byte, with the first row that differs named."""
    rows = np.stack(one, axis=1)
    others = np.stack(other, axis=1)
    shorter = min(len(rows), len(others))
    different = np.flatnonzero((rows[:shorter] != others[:shorter]).any(axis=1))
    at = int(different[0]) if different.size else shorter
    found = f"row {at}: reference {named(rows, at)}, fast {named(others, at)}"
    before = [named(rows, row) for row in range(max(at - 6, 0), at)]
    assert not different.size, f"{found}\nafter {before}"
    assert len(rows) == len(others), f"{found}\nafter {before}"
    assert rows.tobytes() == others.tobytes()


def named(rows: np.ndarray, at: int) -> str:
    """A row of a trace in words."""
    if at >= len(rows):
        return "nothing"
    tick, what, *rest = (int(value) for value in rows[at])
    words = ", ".join(f"{name} {value}" for name, value in zip(COLUMNS[2:], rest, strict=True))
    return f"{tick / S:g} s {EVENTS[what].name} ({words})"


def assert_same_ledger(one: Ledger, other: Ledger) -> None:
    for name, table, twin in zip(Ledger._fields, one, other, strict=True):
        assert table.shape == twin.shape, name
        assert np.array_equal(table, twin), f"{name}: {table.tolist()} and {twin.tolist()}"


def assert_lawful(ledger: Ledger) -> None:
    """Every tick is spent in one state; parts that came in have gone or are inside."""
    assert (ledger.state_ticks.sum(axis=1) == ledger.span[0]).all()
    assert (ledger.vehicle_ticks.sum(axis=1) == ledger.span[0]).all()
    assert (ledger.vehicle_ticks >= 0).all()
    assert (ledger.transport_wait >= 0).all()
    came = int(ledger.entered.sum()) + int(ledger.split.sum()) + int(ledger.inside[0])
    went = int(ledger.fates.sum()) + int(ledger.joined.sum()) + int(ledger.inside[1])
    assert came == went
    assert (ledger.state_ticks >= 0).all()
    assert (ledger.place_area >= 0).all()
    scrapped = int(ledger.scrapped_at.sum()) + int(ledger.expired.sum())
    assert int(ledger.fates[1].sum()) == scrapped
    assert (ledger.backlog_curve >= 0).all()
    assert ledger.overdue_area.sum() <= ledger.backlog_curve.sum()


def assert_orders_add_up(ledger: Ledger, trace: Trace, begin: int, until: int) -> None:
    """The curve of open orders holds the time from the release of each order to its end."""
    left = until - np.clip(trace.tick, begin, until)
    open_for = left[trace.what == t.ORDER].sum() - left[trace.what == t.COMPLETE].sum()
    assert ledger.backlog_curve.sum() == open_for


def assert_one_path(
    line: Line, until_s: float, warmup_s: float = 0.0, seed: int = 1, replication: int = 0
) -> Walk:
    """Run a line on both engines, with books from the start and from a warm-up, and compare."""
    compiled = compile_plan(line, promise_s=20.0)
    begin, until = round(warmup_s * S), round(until_s * S)
    who = (seed, replication)
    reference = told(compiled, "reference", 0, until, *who)
    fast = told(compiled, "fast", 0, until, *who)
    assert reference.end == fast.end
    end = reference.end
    if end is not None:
        # up to the tick at which the run stopped the paths are compared all the same
        begin, until = 0, max(end.tick, 1)
        reference = told(compiled, "reference", 0, until, *who) if end.tick else EMPTY
        fast = told(compiled, "fast", 0, until, *who) if end.tick else EMPTY
    _assert_same(reference, fast)
    if reference.trace is not None:
        late = told(compiled, "fast", begin, until, *who, traced=False)
        _assert_same(_cut(reference, compiled, begin, until), late)
        if late.ledger is not None:
            assert_orders_add_up(late.ledger, reference.trace, begin, until)
    return Walk(compiled, reference.trace, end, begin, until)


def _cut(whole: Told, compiled: Compiled, begin: int, until: int) -> Told:
    """The same run with books from a later tick, counted again from its trace."""
    if whole.trace is None:
        return whole
    return whole._replace(ledger=ledger_of(whole.trace, compiled.plan, begin, until))


def _assert_same(reference: Told, fast: Told) -> None:
    assert reference.end is None
    assert fast.end is None
    if reference.trace is not None and fast.trace is not None:
        assert_same_trace(reference.trace, fast.trace)
    if reference.ledger is not None and fast.ledger is not None:
        assert_same_ledger(reference.ledger, fast.ledger)
        assert_lawful(fast.ledger)
