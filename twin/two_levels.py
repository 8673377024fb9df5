"""A line before and after its retrofits on two levels: draws of what is not known, runs of luck.

Each draw of the uncertain parameters is run with plant luck of its own, twice, on both sides. Draw
d is the one that replication d of any study takes; run k takes draw k mod `draws` and luck k.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twin.compare import part_of
from twin.study import Replication, in_threads, processors, silent

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from kpi import Books
    from twin.scenario import Scenario
    from twin.settings import Settings
    from twin.study import Conditions, Progress

RUNS = 2  # of the plant at each draw; for a given number of runs more draws tell more


class TwoLevels(NamedTuple):
    """The books of both sides in every run, and what each draw took."""

    before: list[Books]
    after: list[Books]
    parameters: dict[str, NDArray[np.float64]]  # (draws) by name
    groups: dict[str, tuple[str, ...]]  # the names by origin: effects of retrofits, inputs

    def by_draw(self, answers: Sequence[float]) -> NDArray[np.float64]:
        """The answers of all runs as (draws, runs of the plant)."""
        import numpy as np

        return np.array(answers).reshape(RUNS, -1).T


def runs_of(draws: int) -> int:
    """How many runs it takes, both sides together."""
    return 2 * RUNS * draws


def run_two_levels(
    sides: tuple[Scenario, Scenario],
    draws: int,
    settings: Settings,
    conditions: Conditions,
    progress: Progress | None = None,
) -> TwoLevels:
    """Run both sides at every draw, the same draws and the same luck on both."""
    import numpy as np

    from kpi import Books

    many = settings._replace(replications=RUNS * draws)
    done = [
        _run_at_draws(side, draws, many, conditions, part_of(progress, number, 2))
        for number, side in enumerate(sides)
    ]
    before, after = (
        [Books(one.run.ledger, one.run.frame, one.line, conditions.promise_s) for one in side]
        for side in done
    )
    values: dict[str, list[float]] = {}
    groups: dict[str, list[str]] = {}
    for side in done:
        for row, first in enumerate(side[0].drawn):
            if first.name not in values:
                groups.setdefault(first.origin, []).append(first.name)
            values[first.name] = [one.drawn[row].value for one in side[:draws]]
    return TwoLevels(
        before,
        after,
        parameters={name: np.array(row) for name, row in values.items()},
        groups={origin: tuple(names) for origin, names in groups.items()},
    )


def _run_at_draws(
    scenario: Scenario,
    draws: int,
    many: Settings,
    conditions: Conditions,
    progress: Progress | None,
) -> list[Replication]:
    """Run one side at every draw; a line that is certain is compiled only once."""
    from twin.engine import compile_plan, run

    begin, end, engine = many.begin_tick, many.end_tick, conditions.engine
    certain = None if scenario.is_uncertain() else scenario.expected_line()
    shared = None if certain is None else compile_plan(certain, conditions.promise_s)

    def replicate(number: int) -> Replication:
        if certain is not None and shared is not None:
            made = run(shared, many.seed, number, begin, end, engine, False)
            return Replication(made, certain, ())
        line, drawn = scenario.drawn_line(many.seed, number % draws)
        plan = compile_plan(line, conditions.promise_s)
        made = run(plan, many.seed, number, begin, end, engine, False)
        return Replication(made, line, drawn)

    workers = 1 if engine == "reference" else conditions.threads or processors()
    return list(in_threads(replicate, many.replications, workers, progress or silent))
