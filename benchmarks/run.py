"""Measures the house and prints ratios that hold on any machine.

`--quick` takes less than a minute and serves CI; `--full` measures every line, many turns and
the first compilation, and keeps the turns in a file that `compare.py` reads.
"""

import argparse
import importlib.metadata
import json
import math
import platform
import statistics
import subprocess
from pathlib import Path
from typing import Any

from bench_engine import FULL, QUICK, Samples, check_work, race
from bench_memory import growth_mb
from bench_start import cold_compile, starts
from bench_study import threads_race
from cases import RULES, WAITING, belts, dispatching, every_case, serial
from checkout import ROOT

from twin.whole import write_whole

Result = dict[str, Any]


def measure(full: bool) -> Result:
    """Check the work, then take the times."""
    effort = FULL if full else QUICK
    work = check_work()
    others = every_case()[1:] if full else [serial(1000), belts(10), belts(1000)]
    if not full:
        others += [dispatching(rule, waiting) for rule in RULES for waiting in WAITING]
    samples = race(effort, others)
    samples |= threads_race(serial(10), effort.fast / 2, 7 if full else 3)
    samples |= starts(5 if full else 3)
    if full:
        samples["start cold compile"] = [cold_compile()]
        samples["start cold unlinked"] = [cold_compile(linked=False)]
    return ratios(samples) | {
        "memory_growth_mb": growth_mb(),
        "work": work,
        "versions": versions(),
        "samples": samples,
    }


def ratios(samples: Samples) -> Result:
    """The figures that the house promises, each from the best turns of one session."""
    routed = max(samples["routed fast"]) / max(samples["routed plain SimPy"])
    fast, simpy = max(samples["serial-10 fast"]), max(samples["serial-10 plain SimPy"])
    c = max(samples.get("serial-10 plain C", [math.nan]))
    one, two = min(samples["study 1 thread"]), min(samples["study 2 threads"])
    return {
        "fast_over_simpy": fast / simpy,
        "routed_fast_over_simpy": routed,
        "fast_over_c": None if math.isnan(c) else fast / c,
        "scale_10_to_1000": fast / max(samples["serial-1000 fast"]),
        "belts_10_to_1000": max(samples["belts-10 fast"]) / max(samples["belts-1000 fast"]),
        "dispatch_100_to_10000": max(_growth(samples, rule) for rule in RULES),
        "threads_2_over_1": one / two,
        "ops_per_s": fast,
        "reference_over_simpy": max(samples["serial-10 reference"]) / simpy,
    }


def _growth(samples: Samples, rule: str) -> float:
    """How much more a take costs where a hundred times as many parts wait."""
    few, many = (max(samples[f"{rule}-{waiting} fast"]) for waiting in WAITING)
    return few / many


def versions() -> dict[str, str]:
    """What was measured, and with what."""
    found = {name: importlib.metadata.version(name) for name in ("numba", "numpy", "simpy")}
    asked = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return {"python": platform.python_version(), "commit": commit or "unknown", **found}


def table(result: Result) -> str:
    """The result as a person reads it."""
    rows = []
    for name, value in result.items():
        if value is None or isinstance(value, (int, float)):
            rows.append(f"{name:24} {'no compiler' if value is None else f'{value:14,.2f}'}")
    rows.append("")
    for name, turns in result["samples"].items():
        timed = name.startswith(("start", "study"))
        best, middle = (min if timed else max)(turns), statistics.median(turns)
        digits, unit = (3, "s") if timed else (0, "operations/s")
        rows.append(f"{name:24} best {best:14,.{digits}f}  median {middle:14,.{digits}f}  {unit}")
    return "\n".join(rows)


def main() -> None:
    """Measure as asked, print, and keep the full result."""
    parser = argparse.ArgumentParser(description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="less than a minute (default)")
    size.add_argument("--full", action="store_true", help="every line, many turns")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--out", type=Path, help="file to keep the result in")
    asked = parser.parse_args()
    result = measure(asked.full)
    out = asked.out
    if asked.full and out is None:
        out = ROOT / "benchmarks" / "results" / f"{result['versions']['commit']}.json"
    if out is not None:
        write_whole(out, json.dumps(result, indent=1) + "\n")
    print(json.dumps(result) if asked.json else table(result))


if __name__ == "__main__":
    main()
