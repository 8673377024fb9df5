"""All subsets of a package run over common draws, and what each retrofit brings to each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from twin.package.doubt import doubt_of
from twin.package.limit import Budget, most_runs
from twin.package.subsets import subsets
from twin.scenario import scenario_of
from twin.settings import SettingError, settings_of
from twin.study import Conditions, study_scenario
from twin.two_levels import runs_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kpi import Contributions, Estimate
    from kpi.shapley import Subset
    from lines import Retrofit
    from twin.compare import Comparison
    from twin.package.doubt import Doubt
    from twin.scenario import LineLike, RetrofitLike, Scenario
    from twin.settings import Settings
    from twin.study import Engine, Progress, StudyResult

    Announce = Callable[[Budget], None]

MAIN = (
    "throughput_per_hour",
    "lead_time_mean_s",
    "scrap_ratio",
    "finished_defects_ppm",
    "kwh_per_good_part",
    "cost_per_good_part",
)
DRAWS = 40


class Effect(NamedTuple):
    """A figure without and with the package, and what each retrofit brings to it."""

    before: Estimate
    after: Estimate
    parts: Contributions


@dataclass(frozen=True)
class Package:
    """Everything that the tables of a package print."""

    studies: dict[Subset, StudyResult]  # by the places of the retrofits in the order given
    usable: dict[Subset, Subset]  # who has what it needs first, in each
    effects: dict[str, Effect]
    unsaid: tuple[str, ...]  # figures that some subset cannot say
    doubt: Doubt | None  # None where all effects and all inputs are certain
    budget: Budget

    @property
    def bare(self) -> StudyResult:
        """The line without its retrofits."""
        return self.studies[frozenset()]

    @property
    def whole(self) -> StudyResult:
        """The line with all its retrofits."""
        return self.studies[max(self.studies, key=len)]

    @property
    def dependent(self) -> tuple[Retrofit, ...]:
        """The retrofits that cannot be used in some subset, for want of what another one brings."""
        idle = {one for subset, used in self.usable.items() for one in subset - used}
        return tuple(self.whole.scenario.retrofits[one] for one in sorted(idle))


def take_apart(
    line: LineLike,
    retrofits: Sequence[RetrofitLike],
    figures: Sequence[str] = (),
    *,
    draws: int | None = None,
    max_runs: int | None = None,
    announce: Announce | None = None,
    at: str | None = None,
    engine: Engine = "fast",
    warmup_s: float | None = None,
    length_s: float | None = None,
    replications: int | None = None,
    seed: int | None = None,
    promise_s: float | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
    compared: Comparison | None = None,
) -> Package:
    """Run every subset of a package, and on two levels the whole where its effects are uncertain.

    draws : how often what is uncertain is drawn; if not said 40, or more where it takes more
    max_runs : how many runs may be made; if not said `most_runs`, which the line's size decides
    announce : is told how many runs there are, before most of them
    compared : the line before and after the whole package under the same settings, where it has
        been run already

    Raises
    ------
    LineError
        If the line or the whole package says something that cannot be run.
    SettingError
        If the package cannot be taken apart, a figure is not known or cannot be said here, or a
        setting cannot be run.
    twin.engine.Deadlock
        If the line gets stuck with some of the retrofits.
    """
    whole = scenario_of(line, retrofits, at)
    asked = _known(figures)
    parts, usable = subsets(whole)
    settings = settings_of(
        parts[frozenset()].expected_line(),
        warmup_s=warmup_s,
        length_s=length_s,
        replications=replications,
        seed=seed,
    )
    ready, conditions = _ready(compared, parts), Conditions(engine, promise_s, threads)
    work = _Work(settings, conditions, _draws_of(whole, draws), ready, max_runs, announce)
    return _run(parts, usable, asked, work, progress)


class _Work(NamedTuple):
    """How the studies of a package are carried out."""

    settings: Settings
    conditions: Conditions
    draws: int  # for the origins of the spread; none where nothing is uncertain
    ready: dict[Subset, StudyResult]  # what has been run already
    max_runs: int | None
    announce: Announce | None

    def budget(self, combinations: int, bare: StudyResult) -> Budget:
        """Count the runs and tell how many they are; SettingError where they are too many."""
        most = most_runs(bare) if self.max_runs is None else self.max_runs
        budget = Budget(combinations, self.settings.replications, self.draws, most)
        budget.check()
        if self.announce is not None:
            self.announce(budget)
        return budget


def _run(
    parts: dict[Subset, Scenario],
    usable: dict[Subset, Subset],
    asked: tuple[str, ...],
    work: _Work,
    progress: Progress | None,
) -> Package:
    """Run every subset, and the whole on two levels; a figure that was asked for must be said."""
    settings, conditions, draws, ready = work[:4]
    apart = {subset: parts[subset] for subset in parts if usable[subset] == subset}
    first, second = len(apart) * settings.replications, runs_of(draws)
    count = _Counter(progress, first + second)
    nothing: Subset = frozenset()
    bare = ready.get(nothing) or study_scenario(
        apart[nothing], settings, conditions, count(0, settings.replications)
    )
    budget = work.budget(len(apart), bare)
    begun = work._replace(ready=ready | {nothing: bare})
    run = begun.ready | _run_all(apart, begun, count)
    studies = {subset: run[usable[subset]] for subset in parts}
    effects = _effects(studies, asked or MAIN)
    unsaid = tuple(name for name in asked or MAIN if name not in effects)
    if asked and unsaid:
        told = ", ".join(unsaid)
        raise SettingError(f"this line cannot say {told} with every part of the package")
    doubt = None
    if draws:
        whole, step = parts[max(parts, key=len)], count(first, second)
        doubt = doubt_of(whole, tuple(effects), draws, settings, conditions, step)
    return Package(studies, usable, effects, unsaid, doubt, budget)


def _ready(compared: Comparison | None, parts: dict[Subset, Scenario]) -> dict[Subset, StudyResult]:
    """The studies of nothing and of the whole, where they are there."""
    if compared is None:
        return {}
    return {frozenset(): compared.before, max(parts, key=len): compared.after}


def _known(figures: Sequence[str]) -> tuple[str, ...]:
    """The figures asked for, each once."""
    from kpi import REGISTRY
    from lines.errors import hint

    for name in figures:
        if name not in REGISTRY:
            raise SettingError(
                f"no figure is called '{name}'{hint(name, REGISTRY)} (`twin kpi` lists all)"
            )
    return tuple(dict.fromkeys(figures))


def _draws_of(whole: Scenario, draws: int | None) -> int:
    """How often the uncertain parameters are drawn; never where there are none."""
    from kpi import fewest_draws

    uncertain = {drawn.name for drawn in whole.drawn_line(0, 0)[1]}
    if draws is None:
        draws = max(DRAWS, fewest_draws(len(uncertain)))
    if uncertain and draws < fewest_draws(len(uncertain)):
        raise SettingError(
            f"{draws} draws are too few for {len(uncertain)} uncertain parameters; "
            f"expected at least {fewest_draws(len(uncertain))}"
        )
    return draws if uncertain else 0


class _Counter(NamedTuple):
    """Tells how many of all runs of the package are done."""

    progress: Progress | None
    total: int

    def __call__(self, begun: int, own: int) -> Progress:
        """Return what one piece of the work tells its own steps to; they stand for `own` runs."""

        def told(done: int, steps: int) -> None:
            if self.progress is not None:
                self.progress(begun + done * own // steps, self.total)

        return told


def _run_all(
    parts: dict[Subset, Scenario], work: _Work, count: _Counter
) -> dict[Subset, StudyResult]:
    """Run every subset that has not been run."""
    settings, runs = work.settings, work.settings.replications
    return {
        subset: study_scenario(part, settings, work.conditions, count(number * runs, runs))
        for number, (subset, part) in enumerate(parts.items())
        if subset not in work.ready
    }


def _effects(studies: dict[Subset, StudyResult], names: Sequence[str]) -> dict[str, Effect]:
    """What each retrofit brings to each figure that every subset can say."""
    import numpy as np

    from kpi import contributions, linear_values

    found = {}
    whole = max(studies, key=len)
    for name in names:
        before, after = studies[frozenset()].kpis[name], studies[whole].kpis[name]
        rows = {s: linear_values([one[name] for one in study.raw]) for s, study in studies.items()}
        values = {s: np.array(row) for s, row in rows.items() if row is not None}
        if before is not None and after is not None and len(values) == len(studies):
            found[name] = Effect(before, after, contributions(values, len(whole)))
    return found
