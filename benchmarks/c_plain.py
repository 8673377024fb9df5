"""Compiles and runs `plain.c`, where there is a compiler."""

import atexit
import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
FLAGS = ("-O3", "-march=native")


class PlainC(NamedTuple):
    """What one run of the C loop says; shares are means over the stations."""

    seconds: float
    operations: int
    made: int
    busy: float
    starved: float
    blocked: float
    waiting: float


@cache
def binary() -> Path | None:
    """The compiled loop, or None where no compiler is found."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if compiler is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="linetwin-plain-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / "plain"
    command = [compiler, *FLAGS, "-o", str(target), str(HERE / "plain.c"), "-lm"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return target if done.returncode == 0 else None


def run_c(stations: int, room: int, length_s: float, seed: int) -> PlainC | None:
    """Run the C loop from empty; None where it cannot be compiled."""
    program = binary()
    if program is None:
        return None
    command = [str(program), str(stations), str(room), repr(length_s), str(seed)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return PlainC(**said)
