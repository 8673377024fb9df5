"""How long a newcomer waits: import, help, check, first compilation, a warm run."""

import os
import subprocess
import sys
import tempfile
import time

from checkout import ROOT


def seconds_of(arguments: list[str], environment: dict[str, str] | None = None) -> float:
    """Seconds of a fresh Python process; its failure is ours."""
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
    )
    return time.perf_counter() - begin


def starts(turns: int) -> dict[str, list[float]]:
    """Seconds of the usual first steps, several times each; the kernels are compiled already."""
    twin = ["-m", "twin"]
    steps = {
        "start python": ["-c", "pass"],
        "start import": ["-c", "import twin, kpi, lines"],
        "start help": [*twin, "--help"],
        "start check": [*twin, "check", "die-casting"],
        "start warm run": [*twin, "run", "two-machines", "--json"],
    }
    seconds_of(steps["start warm run"])
    samples: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(turns):
        for name, arguments in steps.items():
            samples[name].append(seconds_of(arguments))
    return samples


def cold_compile(*, linked: bool = True) -> float:
    """Seconds of the first run after the install, with an empty cache of compiled kernels.

    linked : False for the way of Numba alone, that of a version it has not been tried with
    """
    untried = "" if linked else "import numba; numba.__version__ = '0.0'; "
    with tempfile.TemporaryDirectory() as folder:
        code = f"{untried}from twin.engine import warm_up; warm_up()"
        return seconds_of(["-c", code], {"NUMBA_CACHE_DIR": folder})
