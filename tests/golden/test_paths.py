"""Golden digests: the same line and seed give the same numbers on every machine, for ever.

A changed path is told in `CHANGELOG.md` under [PATH]; then `python tests/golden/accept.py` records
the new digests together with that entry.
"""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from lines import Line, load
from twin.engine import simulate

pytestmark = pytest.mark.same_path
HERE = Path(__file__).parent
PATHS = HERE / "paths.json"
CHANGES = HERE.parents[1] / "CHANGELOG.md"
HOUR_S = 3600.0


class Case(NamedTuple):
    """A run whose digests are kept."""

    line: str
    seed: int
    replication: int
    warmup_s: float
    length_s: float


CASES = {
    "two-machines": Case("two-machines", 1, 0, 600, HOUR_S),
    "serial-eight": Case("serial-eight", 1, 0, 600, HOUR_S),
    "die-casting": Case("die-casting", 1, 0, 600, 2 * HOUR_S),
    "die-casting, another seed": Case("die-casting", 20, 7, 0, HOUR_S),
    "everything": Case("everything.yaml", 1, 0, 300, HOUR_S),
    "everything, another seed": Case("everything.yaml", 2**40, 3, 0, HOUR_S),
}


def line_of(case: Case) -> Line:
    beside = HERE / case.line
    return load(beside if beside.exists() else case.line)


def digests(case: Case, engine: str) -> dict[str, str]:
    """SHA-256 of the books and of the trace."""
    run = simulate(line_of(case), *case[1:], engine=engine, trace=True)
    assert run.trace is not None
    rows = np.stack(run.trace, axis=1).astype("<i8")
    return {"books": run.digest, "trace": hashlib.sha256(rows.tobytes()).hexdigest()}


def last_entry() -> str:
    """The newest [PATH] entry of the changelog."""
    entries = CHANGES.read_text(encoding="utf-8").split("\n* ")[1:]
    paths = [" ".join(entry.split()) for entry in entries if entry.startswith("[PATH]")]
    return paths[0].split(" ##")[0]


@pytest.mark.parametrize("engine", ["reference", "fast"])
@pytest.mark.parametrize("name", CASES)
def test_a_path_is_the_one_recorded(name: str, engine: str) -> None:
    recorded = json.loads(PATHS.read_text(encoding="utf-8"))["paths"]
    assert digests(CASES[name], engine) == recorded[name]


def test_the_recorded_paths_are_told_in_the_changelog() -> None:
    recorded = json.loads(PATHS.read_text(encoding="utf-8"))
    assert set(recorded["paths"]) == set(CASES)
    assert recorded["entry"] == last_entry()
