"""The fast engine as plain Python: the same books and trace as its compiled form.

Compiled arithmetic wraps and mixes kinds of numbers by rules of its own; this holds it to those of
Python and NumPy, for a small horizon.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.same_path, pytest.mark.slow]
TESTS = Path(__file__).parents[1]
SMALL = """
import hashlib, numpy
from lines import load
from twin.engine import simulate
for engine in ("reference", "fast"):
    run = simulate(load(LINE), 1, 0, 60, 240, engine, True)
    rows = numpy.stack(run.trace, axis=1).astype("<i8")
    print(run.digest, hashlib.sha256(rows.tobytes()).hexdigest(), len(rows))
"""


def told(line: str, compiled: bool) -> list[str]:
    """What another Python says of the small run."""
    paths = os.pathsep.join([str(TESTS.parent), os.environ.get("PYTHONPATH", "")])
    switch = {"NUMBA_DISABLE_JIT": "0" if compiled else "1", "PYTHONPATH": paths}
    # unsigned numbers wrap on purpose in the generator; only plain NumPy warns of it
    code = f"LINE = {line!r}\n{SMALL}"
    command = [sys.executable, "-W", "ignore::RuntimeWarning", "-c", code]
    done = subprocess.run(
        command, env={**os.environ, **switch}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("line", [str(TESTS / "golden" / "everything.yaml"), "die-casting"])
def test_the_compiler_changes_nothing(line: str) -> None:
    plain, compiled = told(line, compiled=False), told(line, compiled=True)
    assert plain == compiled
    assert plain[0] == plain[1]
    assert int(plain[0].split()[2]) > 100
