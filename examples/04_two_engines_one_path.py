"""Two engines, one path: why a figure of this house can be believed to the last bit.

                   .--> reference: SimPy processes, told like a story --> trace --> books, recounted
    plan + luck ---|                                                        =         =
                   '--> fast: one compiled loop over arrays ------------> trace     books, kept

Both engines are handed the same plan and the same luck, and obey the same numbered rules (see
docs/rules.md); who waits for whom, and when, is written twice. If they disagreed about a single
microsecond of a single machine, the digests of their books would differ. The audit line of a
comparison makes this check on a replication of the very study it reports.

Luck is bound to names: the k-th cycle of `cast.1` is a pure function of seed, replication, name,
purpose and k. So a camera at the inspection moves nobody else's luck, and before and after can be
compared casting by casting. The last lines show it.
"""

import numpy as np

from lines import apply, load, load_retrofit, read
from lines.model import Line
from twin.engine import Run, Trace, simulate
from twin.engine.trace import FAIL
from twin.tracefile import rows_of

LINE = "die-casting"
WARM_UP = 3600.0  # s
LENGTH = 4 * 3600.0  # s
NINE = range(16, 25)  # rows of the trace
TICKS_PER_MINUTE = 60_000_000  # a tick is a microsecond


def told_by(engine: str, line: Line) -> Run:
    """Run replication 0 of seed 1 and keep its trace."""
    return simulate(line, 1, 0, warmup_s=WARM_UP, length_s=LENGTH, engine=engine, trace=True)


def same(one: Trace, other: Trace) -> bool:
    """Say whether two traces agree in every column of every row."""
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def tell(run: Run, rows: range) -> None:
    """Print some rows of a trace with the names of the plant."""
    told = list(rows_of(run.trace, run.frame))
    for _, time_s, event, who, part, value, mark in told[rows.start : rows.stop]:
        print(f"  {time_s:>10} s  {event:7} {who:15} {part!s:>3} {value} {mark}".rstrip())


def sticking(run: Run) -> str:
    """Minutes of the first failures by sticking of the first casting cell."""
    mode = run.frame.modes.index((run.frame.machines.index("cast.1"), "sticking"))
    ticks = run.trace.tick[(run.trace.what == FAIL) & (run.trace.who == mode)]
    return "  ".join(f"{tick / TICKS_PER_MINUTE:.6f}" for tick in ticks[:5])


def main() -> None:
    """Run both engines, compare what they tell, then change the line and look at its luck."""
    line = load(LINE)
    reference, fast = told_by("reference", line), told_by("fast", line)
    print("nine events of the first minute, as both engines tell them")
    tell(fast, NINE)
    print(f"\nrows of the trace: {len(reference.trace.tick)} and {len(fast.trace.tick)}")
    print(f"traces identical:  {same(reference.trace, fast.trace)}")
    for run in (reference, fast):
        print(f"books of the {run.engine:9} {run.digest}")

    after = apply(read(LINE), [load_retrofit("ai-vision")])
    print("\nwhen castings stick in cast.1 [min]")
    for title, run in (("by eye", fast), ("with a camera", told_by("fast", after))):
        print(f"  {title:14}{sticking(run)}")


if __name__ == "__main__":
    main()
