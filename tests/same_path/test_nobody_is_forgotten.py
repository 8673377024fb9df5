"""The reference engine asks only those around whom something has changed: it forgets nobody.

Asking everybody before every move must leave the same trace, or the same end, on random lines and
on bundled ones.
"""

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from one_path import S, Told, assert_same_trace, told
from strategies import lines

from lines import Line, bundled_lines, load
from twin.engine import compile_plan
from twin.engine.reference.changes import Changes

pytestmark = pytest.mark.same_path
WALKS, PORTION = range(4), 25


def assert_nobody_is_forgotten(line: Line, until_s: float) -> None:
    """Run a line on the reference engine as it is, and asking everybody every time."""
    few, all_of_them = _run(line, until_s), _run_asking_everybody(line, until_s)
    assert few.end == all_of_them.end
    if few.trace is not None:
        assert all_of_them.trace is not None
        assert_same_trace(all_of_them.trace, few.trace)


def _run(line: Line, until_s: float) -> Told:
    return told(compile_plan(line), "reference", 0, round(until_s * S))


def _run_asking_everybody(line: Line, until_s: float) -> Told:
    spread = Changes.spread

    def of_all(changes: Changes) -> None:
        changes.everywhere()
        spread(changes)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Changes, "spread", of_all)
        return _run(line, until_s)


@pytest.mark.parametrize("walk", WALKS)
def test_asking_everybody_changes_nothing_on_random_lines(walk: int) -> None:
    @seed(1000 + walk)
    @settings(
        max_examples=PORTION,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(lines())
    def each(line: Line) -> None:
        assert_nobody_is_forgotten(line, 300)

    each()


@pytest.mark.parametrize("name", bundled_lines())
def test_asking_everybody_changes_nothing_on_a_bundled_line(name: str) -> None:
    line = load(bundled_lines()[name])
    assert_nobody_is_forgotten(line, 34 * 3600 if line.calendars else 3600)
