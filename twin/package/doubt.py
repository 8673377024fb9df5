"""Where the spread of a package's effect comes from: the plant, or what is not known of it.

Each draw of the uncertain parameters is run with plant luck of its own, twice, and held against
the bare line with the same plant luck. Draw d is the one that replication d of any study takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.compare import part_of
from twin.study import Replication, in_threads, processors, silent, study_scenario

if TYPE_CHECKING:
    from kpi import Figure, Origins
    from twin.scenario import Scenario
    from twin.settings import Settings
    from twin.study import Conditions, Progress

RUNS = 2  # of the plant at each draw; for a given number of runs more draws tell more


@dataclass(frozen=True)
class Doubt:
    """The origins of the spread of each figure's effect; None where the effect never varies."""

    draws: int
    parameters: tuple[str, ...]
    origins: dict[str, Origins | None]


def runs_of(draws: int) -> int:
    """How many runs the doubt takes, both sides together."""
    return 2 * RUNS * draws


def doubt_of(
    package: Scenario,
    names: Sequence[str],
    draws: int,
    settings: Settings,
    conditions: Conditions,
    progress: Progress | None = None,
) -> Doubt:
    """Run a package on two levels and split the variance of its effect on some figures."""
    import numpy as np

    from kpi import Books, linear_values, measure, origins_of

    many = settings._replace(replications=RUNS * draws)
    before = study_scenario(package.bare(), many, conditions, part_of(progress, 0, 2)).raw
    done = _run_after(package, draws, many, conditions, part_of(progress, 1, 2))
    after = [
        measure(Books(one.run.ledger, one.run.frame, one.line, conditions.promise_s))
        for one in done
    ]
    parameters = {
        drawn.name: np.array([one.drawn[row].value for one in done[:draws]])
        for row, drawn in enumerate(done[0].drawn)
    }

    def split(name: str) -> Origins | None:
        sides: list[list[Figure]] = [[one[name] for one in side] for side in (before, after)]
        old, new = linear_values(sides[0]), linear_values(sides[1])
        if old is None or new is None:
            return None
        effects = np.array(new) - np.array(old)
        return origins_of(effects.reshape(RUNS, draws).T, parameters)

    return Doubt(draws, tuple(parameters), {name: split(name) for name in names})


def _run_after(
    package: Scenario,
    draws: int,
    many: Settings,
    conditions: Conditions,
    progress: Progress | None,
) -> list[Replication]:
    """Run the package at every draw; run k takes draw k mod `draws` and plant luck k."""
    from twin.engine import compile_plan, run

    begin, end, engine = many.begin_tick, many.end_tick, conditions.engine

    def replicate(number: int) -> Replication:
        line, drawn = package.drawn_line(many.seed, number % draws)
        plan = compile_plan(line, conditions.promise_s)
        made = run(plan, many.seed, number, begin, end, engine, False)
        return Replication(made, line, drawn)

    workers = 1 if engine == "reference" else conditions.threads or processors()
    return list(in_threads(replicate, many.replications, workers, progress or silent))
