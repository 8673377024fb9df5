"""Whether the memory of a run grows with the number of parts.

A fresh process runs a hundred thousand operations, then ten million, and says by how much its
largest memory rose in between.
"""

import resource
import subprocess
import sys
from pathlib import Path

FEW, MANY = 1e5, 1e7
UNIT_MB = 1 / 1024 if sys.platform != "darwin" else 1 / 1024**2


def peak_mb() -> float:
    """The largest memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * UNIT_MB


def growth_mb() -> float:
    """MB that a run of ten million operations takes beyond one of a hundred thousand."""
    command = [sys.executable, str(Path(__file__).resolve())]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def _measure() -> float:
    from bench_engine import operations, run_engine
    from cases import serial

    from twin.engine import compile_plan, warm_up

    warm_up()
    case = serial(10)
    plan = compile_plan(case.line, None)
    run_engine(plan, case.length_s(FEW))
    before = peak_mb()
    done = run_engine(plan, case.length_s(MANY))
    assert operations(done) > 0.9 * MANY
    return peak_mb() - before


if __name__ == "__main__":
    print(_measure())
