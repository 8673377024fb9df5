"""A line run for the injuries to be expected of it, and with retrofits after them as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.compare import study_sides
from twin.safety.study import expected, workforce_of
from twin.scenario import scenario_of
from twin.settings import settings_of
from twin.study import Conditions

if TYPE_CHECKING:
    from twin.safety.study import Asked, Safety
    from twin.scenario import LineLike, RetrofitLike
    from twin.study import Engine, Progress


def reckon(
    line: LineLike,
    retrofits: Sequence[RetrofitLike],
    asked: Asked,
    *,
    at: str | None = None,
    engine: Engine = "fast",
    warmup_s: float | None = None,
    length_s: float | None = None,
    replications: int | None = None,
    seed: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Safety:
    """Run a line, with its retrofits after it, and tell the injuries to be expected.

    What the line lacks is told before anything is run. Raises as `twin.study.run_study` and
    `twin.safety.expected` do.
    """
    after = scenario_of(line, retrofits, at)
    before = after.bare()
    bare = before.expected_line()
    workforce_of(bare)
    sides = [before, after] if retrofits else [after]
    settings = settings_of(
        bare, warmup_s=warmup_s, length_s=length_s, replications=replications, seed=seed
    )
    conditions = Conditions(engine, None, threads)
    return expected(study_sides(sides, settings, conditions, progress), asked)
