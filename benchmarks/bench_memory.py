"""Whether the memory of a run grows with the number of parts.

A fresh process runs a hundred thousand operations, then ten million, and says how much more
memory it held at most during the second run than during the first.
"""

import re
import resource
import subprocess
import sys
from pathlib import Path

FEW, MANY = 1e5, 1e7
UNIT_MB = 1 / 1024 if sys.platform != "darwin" else 1 / 1024**2


def forget_peak() -> None:
    """Let the largest memory be counted anew from here; Linux alone can do this."""
    switch = Path("/proc/self/clear_refs")
    if switch.exists():
        switch.write_text("5", encoding="ascii")


def peak_mb() -> float:
    """The largest memory this process has held since it was last forgotten, in MB."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if found:
            return int(found[1]) / 1024
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
    peaks = []
    for aimed in (FEW, FEW, MANY):
        forget_peak()
        done = run_engine(plan, case.length_s(aimed))
        assert operations(done) > 0.9 * aimed
        peaks.append(peak_mb())
    return peaks[2] - peaks[1]


if __name__ == "__main__":
    print(_measure())
