"""One run of a line: choose an engine, run it, hand back books, names and digest."""

import hashlib
from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kpi.ledger import TICKS_PER_SECOND, WHERE_USED, Frame, Ledger
from lines.distributions import Distribution
from lines.model import Line
from twin.engine.compile import Compiled, compile_plan
from twin.engine.hours import duty_ticks, load_ticks
from twin.engine.stuck import Stopped, named
from twin.engine.trace import Trace, trace_of

if TYPE_CHECKING:
    from twin.engine.reference import Plant

Controller = Callable[["Plant"], Generator[Any, Any, Any]]

ENGINES = ("fast", "reference")
# Tables that every line has and that came after digests were first kept: a line whose path has not
# changed keeps its digest.
LATER = frozenset({"lead_extremes", "tardy_extremes"})


class Run(NamedTuple):
    """What one replication left behind."""

    ledger: Ledger
    frame: Frame
    trace: Trace | None
    digest: str
    engine: str


def simulate(
    line: Line,
    seed: int = 1,
    replication: int = 0,
    warmup_s: float = 0.0,
    length_s: float = 86_400.0,
    engine: str = "fast",
    trace: bool = False,
    promise_s: float | None = None,
    controllers: Sequence[Controller] = (),
) -> Run:
    """Run a line once: a warm-up, then the time whose books are kept, both in seconds.

    Controllers are your own SimPy processes; they run beside the reference engine only.

    Raises
    ------
    Deadlock
        The line is stuck; the error names the stations and the tick, the same in both engines.
    Overfull
        More parts wait than a run can hold.
    """
    begin = round(warmup_s * TICKS_PER_SECOND)
    end = begin + round(length_s * TICKS_PER_SECOND)
    compiled = compile_plan(line, promise_s)
    return run(compiled, seed, replication, begin, end, engine, trace, controllers)


def run(
    compiled: Compiled,
    seed: int,
    replication: int,
    begin: int,
    end: int,
    engine: str = "fast",
    trace: bool = False,
    controllers: Sequence[Controller] = (),
) -> Run:
    """Run a compiled line from tick 0 to tick `end`, with books from tick `begin`."""
    if engine not in ENGINES:
        raise ValueError(f"engine {engine!r}: found neither 'fast' nor 'reference'")
    if controllers and engine != "reference":
        raise ValueError("controllers run beside the SimPy engine: say engine='reference'")
    if not 0 <= begin < end:
        raise ValueError(f"a run from tick {begin} to tick {end} has no length")
    try:
        if engine == "fast":
            ledger, rows = _fast(compiled, seed, replication, begin, end, trace)
        else:
            ledger, rows = _reference(compiled, seed, replication, begin, end, controllers)
    except Stopped as stopped:
        raise named(stopped, compiled.frame, replication, end) from None
    duty = duty_ticks(compiled.plan, begin, end)
    loads = load_ticks(compiled.plan, begin, end)
    frame = compiled.frame._replace(begin=begin, end=end, duty_ticks=duty, load_ticks=loads)
    kept = trace_of(rows) if trace and rows is not None else None
    return Run(ledger, frame, kept, digest_of(ledger), engine)


def _fast(
    compiled: Compiled, seed: int, replication: int, begin: int, end: int, trace: bool
) -> tuple[Ledger, Any]:
    from twin.engine import fast

    return fast.run(compiled.plan, seed, replication, begin, end, traced=trace)


def _reference(
    compiled: Compiled,
    seed: int,
    replication: int,
    begin: int,
    end: int,
    controllers: Sequence[Controller],
) -> tuple[Ledger, Any]:
    from twin.engine import reference
    from twin.engine.recount import ledger_of

    told = reference.run(compiled.plan, compiled.frame, seed, replication, end, controllers)
    rows = np.array(told, dtype=np.int64).reshape(-1, 6)
    return ledger_of(trace_of(rows), compiled.plan, begin, end), rows


def digest_of(ledger: Ledger) -> str:
    """SHA-256 of the books, table by table, without `LATER` and what is empty in `WHERE_USED`."""
    digest = hashlib.sha256()
    for name, table in zip(Ledger._fields, ledger, strict=True):
        if name in LATER or (name in WHERE_USED and not table.any()):
            continue  # a line that does not use the word has the digest it always had
        digest.update(f"{name}{table.shape}".encode())
        digest.update(np.ascontiguousarray(table, dtype="<i8").tobytes())
    return digest.hexdigest()


def warm_up() -> float:
    """Compile the fast engine, or load its compiled form; returns the seconds it took."""
    import time

    from lines.distributions import constant
    from lines.machinery import Station
    from lines.model import Link, Title
    from twin.engine import fast

    started = time.perf_counter()
    station = Station("station", {"part": constant(1.0)})
    flow = (Link("source", "station"), Link("station", "sink"))
    line = Line("smallest", Title("smallest", "smallest"), {"station": station}, flow)
    fast.warm_up(compile_plan(line).plan)
    return time.perf_counter() - started


def draw_uncertain(seed: int, replication: int, name: str, distribution: Distribution) -> float:
    """One value of an uncertain parameter, from a stream of its own.

    The same name gives the same value in the same replication, whatever else is drawn.
    """
    from twin.engine import draws
    from twin.engine.philox import stream_key
    from twin.engine.tabulate import Tabulator

    tabulator = Tabulator()
    row = tabulator.row(distribution, 1.0)
    keys = np.array([stream_key(name, "uncertain")], np.uint64)
    luck = draws.pack_luck(keys, seed, replication)
    floats = draws.pack_floats(*tabulator.arrays())
    return float(draws.draw_value(0, row, np.zeros(1, np.int64), 0, luck, floats))
