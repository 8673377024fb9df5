"""Every bundled line, and every bundled retrofit on it, walks one path on both engines."""

from pathlib import Path

import pytest
from one_path import assert_one_path

from lines import (
    Line,
    LineError,
    apply,
    bundled_lines,
    bundled_retrofits,
    load,
    load_retrofit,
    read,
)
from lines.retrofit.knowledge import factor_of, split_knowledge
from twin.engine.trace import FINISH

pytestmark = pytest.mark.same_path
FORKLIFTS = Path(__file__).parents[1] / "forklifts.yaml"
LINES, RETROFITS = {**bundled_lines(), "forklifts": FORKLIFTS}, bundled_retrofits()
HOUR_S = 3600.0
NOON_S, NEXT_NOON_S = 36 * HOUR_S, 61 * HOUR_S
"""From the second day's noon past the third's: shifts end, begin and pause between the two."""
SLOW_S = 21 * 24 * HOUR_S
"""A line that warms up for so long works in days: it is walked for half of its warm-up."""


def fitted(line: str, retrofit: str) -> Line | None:
    """A bundled line with a bundled retrofit on it; None where it fits on nothing."""
    try:
        return apply(read(LINES[line]), [load_retrofit(retrofit)])
    except LineError:
        return None


FITTED = {(line, retrofit): fitted(line, retrofit) for line in LINES for retrofit in RETROFITS}


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("path", LINES.values(), ids=LINES)
def test_a_bundled_line_walks_one_path(path: Path, seed: int) -> None:
    line = load(path)
    until_s, begin_s = (NEXT_NOON_S, NOON_S) if line.calendars else (2 * HOUR_S, 0.5 * HOUR_S)
    if line.study.warmup_s >= SLOW_S:
        until_s = line.study.warmup_s / 2
    walk = assert_one_path(line, until_s, begin_s, seed, replication=seed)
    assert walk.end is None
    assert walk.trace is not None
    assert FINISH in walk.trace.what


def walked() -> list[tuple[str, str]]:
    """The pairs to walk: a retrofit that only changes numbers on two lines, others on all."""
    pairs = []
    for name in RETROFITS:
        lines = [line for line in LINES if FITTED[line, name]]
        changes = load_retrofit(name)
        only_factors = changes.use is not None or (
            not changes.add.words
            and all(factor_of(split_knowledge(value)[0]) for value in changes.set.words.values())
        )
        pairs += [(line, name) for line in (lines[:2] if only_factors else lines)]
    return pairs


@pytest.mark.parametrize(("line", "retrofit"), walked())
def test_a_bundled_retrofit_walks_one_path(line: str, retrofit: str) -> None:
    after = FITTED[line, retrofit]
    assert after is not None
    until_s, begin_s = (NOON_S + HOUR_S, NOON_S) if after.calendars else (HOUR_S, 0.25 * HOUR_S)
    walk = assert_one_path(after, until_s, begin_s, seed=4)
    assert walk.end is None


def test_every_bundled_retrofit_fits_on_some_line() -> None:
    fits = {retrofit for (_, retrofit), line in FITTED.items() if line}
    assert fits == set(RETROFITS)


def test_all_retrofits_together_walk_one_path() -> None:
    own = [retrofit for retrofit in RETROFITS if FITTED["die-casting", retrofit]]
    own.remove("robot-cell")  # the cobot has taken the same places
    after = apply(read("die-casting"), [load_retrofit(retrofit) for retrofit in own])
    assert assert_one_path(after, HOUR_S, 0.25 * HOUR_S, seed=5).end is None
