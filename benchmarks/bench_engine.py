"""Station-operations per second of both engines, beside plain SimPy and plain C.

The work is checked before any time is taken. Programs take turns, so that a noisy machine slows
all of them alike; each keeps its fastest turn. Time is processor time: what other programs take
of the machine meanwhile does not count.
"""

import math
import time
from collections.abc import Callable
from typing import Literal, NamedTuple

from c_plain import run_c
from cases import ROOM, SEED, Case, routed, serial
from simpy_plain import run_plain
from simpy_routed import run_routed

from lines.states import BLOCKED, BUSY, STARVED
from twin.engine import Compiled, Run, compile_plan, run, warm_up

TICKS = 1_000_000
Engine = Literal["fast", "reference"]
Samples = dict[str, list[float]]

FAST, REFERENCE, SIMPY, PLAIN_C = "fast", "reference", "plain SimPy", "plain C"


class Effort(NamedTuple):
    """How much is measured: turns, and operations of one turn of the fast and slow programs."""

    turns: int
    fast: float
    slow: float


QUICK = Effort(turns=5, fast=4e6, slow=1e5)
FULL = Effort(turns=15, fast=1e7, slow=4e5)


def run_engine(
    plan: Compiled, length_s: float, engine: Engine = "fast", replication: int = 0
) -> Run:
    """One replication from the empty line."""
    return run(plan, SEED, replication, 0, round(length_s * TICKS), engine, False)


def operations(done: Run) -> int:
    """Cycles that were finished."""
    return int(done.ledger.finished.sum())


def shares(done: Run) -> dict[str, float]:
    """Mean share of the machines' time in each state of the plain line."""
    total = float(done.ledger.state_ticks.sum())
    columns = {"busy": BUSY, "starved": STARVED, "blocked": BLOCKED}
    return {
        name: float(done.ledger.state_ticks[:, column].sum()) / total
        for name, column in columns.items()
    }


def check_work() -> dict[str, float | str]:
    """Assert that all programs do the same work, and the engines the same to the last bit."""
    known = (ROOM + 2) / (ROOM + 3)  # two exponential stations, exact
    pair = serial(2)
    plan = compile_plan(pair.line, None)
    first, again = run_engine(plan, 400_000), run_engine(plan, 400_000)
    assert first.digest == again.digest, "the same run left other books"
    rates = {FAST: first.ledger.fates[0].sum() / 400_000}
    rates[SIMPY] = run_plain(2, ROOM, 40_000, SEED).made / 40_000
    c = run_c(2, ROOM, 400_000, SEED)
    if c is not None:
        rates[PLAIN_C] = c.made / 400_000
    for name, rate in rates.items():
        room = 0.03 if name == SIMPY else 0.01
        assert abs(rate / known - 1) < room, f"{name} makes {rate:.4f} parts a second, not {known}"
    short = [run_engine(plan, 500, engine) for engine in ("reference", "fast")]
    assert short[0].digest == short[1].digest, "reference and fast left other books"
    return {"two-stations": first.digest, **_check_ten_stations(), **_check_routed()}


def _check_ten_stations() -> dict[str, float | str]:
    """Hold the states of ten stations against those of the C loop."""
    ten = serial(10)
    length_s = ten.length_s(3e6)
    done = run_engine(compile_plan(ten.line, None), length_s)
    assert abs(operations(done) / 3e6 - 1) < 0.05, f"{operations(done)} operations"
    assert int(done.ledger.state_ticks.sum()) == 10 * round(length_s * TICKS)
    c = run_c(10, ROOM, length_s, SEED)
    if c is not None:
        for name, share in shares(done).items():
            other = float(getattr(c, name))
            assert math.isclose(share, other, abs_tol=0.005), f"{name}: {share} here, {other} in C"
    return {"serial-10": done.digest, "serial-10 operations": operations(done)}


def _check_routed() -> dict[str, float | str]:
    """Hold the routed line against plain SimPy: as many parts made, by as many cycles."""
    case = routed()
    length_s = case.length_s(2e6)
    done = run_engine(compile_plan(case.line, None), length_s)
    plain = run_routed(length_s / 10, SEED)
    made = int(done.ledger.fates[0].sum())
    assert math.isclose(made / 10, plain.made, rel_tol=0.03), f"{made / 10} and {plain.made} parts"
    cycles = operations(done) / made
    assert math.isclose(cycles, plain.operations / plain.made, rel_tol=0.01), f"{cycles} cycles"
    return {"routed": done.digest}


def turn_of_engine(case: Case, aimed: float, engine: Engine) -> Callable[[], float]:
    """A turn of one engine on a line; it returns operations per second."""
    plan = compile_plan(case.line, None)
    length_s = case.length_s(aimed)

    def turn() -> float:
        begin = time.process_time()
        done = run_engine(plan, length_s, engine)
        return operations(done) / (time.process_time() - begin)

    return turn


def turn_of_simpy(aimed: float) -> float:
    """A turn of plain SimPy on ten stations, in operations per second."""
    done = run_plain(10, ROOM, round(aimed / 7.6), SEED)
    return done.operations / done.seconds


def turn_of_routed(aimed: float) -> float:
    """A turn of plain SimPy on the routed line, in operations per second."""
    done = run_routed(routed().length_s(aimed), SEED)
    return done.operations / done.seconds


def turn_of_c(aimed: float) -> float:
    """A turn of the C loop on ten stations, in operations per second; NaN without a compiler."""
    done = run_c(10, ROOM, round(aimed / 7.6), SEED)
    return done.operations / done.seconds if done else math.nan


def race(effort: Effort, others: list[Case]) -> Samples:
    """Let all programs take turns; operations per second of every turn."""
    warm_up()
    ten = serial(10)
    turns: dict[str, Callable[[], float]] = {
        "serial-10 fast": turn_of_engine(ten, effort.fast, "fast"),
        "serial-10 plain SimPy": lambda: turn_of_simpy(effort.slow),
        "serial-10 reference": turn_of_engine(ten, effort.slow / 8, "reference"),
    }
    turns["routed fast"] = turn_of_engine(routed(), effort.fast / 4, "fast")
    turns["routed plain SimPy"] = lambda: turn_of_routed(effort.slow / 2)
    if run_c(2, ROOM, 10, SEED) is not None:
        turns["serial-10 plain C"] = lambda: turn_of_c(effort.fast)
    for case in others:
        share = 1 if case.name.startswith("serial") else 4
        turns[f"{case.name} fast"] = turn_of_engine(case, effort.fast / share, "fast")
    samples: Samples = {name: [] for name in turns}
    for _ in range(effort.turns):
        for name, turn in turns.items():
            samples[name].append(turn())
    return samples
