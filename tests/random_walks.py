"""Random lines walked on both engines, once a test run, in portions that can fail alone."""

import os
import random
from collections import Counter
from collections.abc import Iterable
from functools import cache

from exported import assert_can_be_exported
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from one_path import assert_one_path
from rules_met import aspects_met
from strategies import texts
from words_met import words_in

from lines import load

LINES = int(os.environ.get("LINETWIN_LINES", "300"))
PORTION = 50
SEED = os.environ.get("LINETWIN_SEED", "0")
# the processes of one parallel test run have a name in common, and must collect the same tests
FRESH = random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID"))
FIRST = FRESH.randrange(1 << 32) if SEED == "fresh" else int(SEED)
WALKS = range(FIRST, FIRST + max(LINES // PORTION, 1))
# what is rare may be missing from so many lines; what is in none of a thousand is not drawn
FURTHER = range(WALKS.stop, WALKS.start + 1000 // PORTION)
# a line that fails is shrunk for minutes; LINETWIN_SHRINK=no shows it as it was drawn
PHASES = [
    phase for phase in Phase if phase != Phase.shrink or os.environ.get("LINETWIN_SHRINK") != "no"
]
LENGTH, LONGEST_WARMUP = 150, 60


@cache
def walked(walk: int) -> Counter[str]:
    """Walk one portion of lines; how many met each aspect of the rules, and said each word."""
    met: Counter[str] = Counter()

    @seed(walk)
    @settings(
        max_examples=PORTION,
        deadline=None,
        database=None,
        phases=PHASES,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    @given(texts(), st.integers(0, 9), st.integers(0, LONGEST_WARMUP))
    def each(text: str, replication: int, warmup: int) -> None:
        unit_s = 60 if " min" in text else 1
        line = load(text)
        path = assert_one_path(line, LENGTH * unit_s, warmup * unit_s, 1, replication)
        if path.trace is not None:
            assert_can_be_exported(path.trace, path.compiled.frame)
        met.update(aspects_met(path))
        met.update(words_in(text))

    each()
    return met


def met_in_walks(wanted: Iterable[str]) -> Counter[str]:
    """What the lines met, walked further while something wanted is missing."""
    wanted, met = set(wanted), Counter[str]()
    for walk in (*WALKS, *FURTHER):
        if walk in FURTHER and wanted <= met.keys():
            break
        met.update(walked(walk))
    return met
