"""Two thousand broken files: each gives a LineError or a line, never anything else.

No other exception, no hang, no more memory than a line deserves.
"""

import copy
import random
import resource
import sys
import time
from pathlib import Path

import pytest
import yaml
from robust.mutations import LOADER, MUTATIONS, Data

import lines
from lines import Line, LineError, Problem

SEED = 20_260_302
LINES = sorted(lines.bundled_lines().values())
OWN = sorted(Path(__file__).parent.glob("many_*.yaml"))
SLOWEST_S = 10.0
MOST_MEMORY = 500e6


def _right_lines() -> list[Data]:
    """The bundled lines and small lines for the words that those do not use."""
    texts = [path.read_text(encoding="utf-8") for path in (*LINES, *OWN)]
    return [yaml.load(text, Loader=LOADER) for text in texts]


def _memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024)


def _outcome(file: Path) -> tuple[list[Problem], str]:
    """The problems of a file and how they are told; none where it is a line."""
    try:
        line = lines.load(file)
    except LineError as error:
        return error.problems, str(error)
    return [], f"a line of {len(line.stations)} stations"


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_a_line_with_many_words_is_right(path):
    assert isinstance(lines.load(path), Line)


@pytest.mark.parametrize(("mutation", "count"), MUTATIONS, ids=lambda m: getattr(m, "__name__", ""))
def test_a_broken_file_gives_a_line_error_or_a_line(mutation, count, tmp_path):
    chance = random.Random(f"{SEED} {mutation.__name__}")
    right = _right_lines()
    file = tmp_path / "broken.yaml"
    before = _memory()
    for number in range(count):
        broken = mutation(copy.deepcopy(right[number % len(right)]), chance)
        file.write_bytes(broken if isinstance(broken, bytes) else broken.encode("utf-8", "replace"))
        began = time.process_time()
        problems, told = _outcome(file)
        assert time.process_time() - began < SLOWEST_S, (number, broken[:500])
        assert bool(problems) == told.endswith("nothing was run."), (number, broken[:500])
        assert all(len(problem.quote) < 1000 for problem in problems)
    assert _memory() - before < MOST_MEMORY


def test_there_are_two_thousand_broken_files():
    assert sum(count for _, count in MUTATIONS) == 2000


def test_a_file_of_ten_megabytes_is_refused_at_once(tmp_path):
    file = tmp_path / "large.yaml"
    file.write_bytes(b"line: large\n" + b"# padding\n" * 1_000_000)
    began = time.process_time()
    with pytest.raises(LineError, match="expected at most 2 MB"):
        lines.load(file)
    assert time.process_time() - began < 1.0
