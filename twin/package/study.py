"""All subsets of a package run over common draws, and what each retrofit brings to each figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from twin.package.doubt import doubt_of
from twin.scenario import Scenario, scenario_of
from twin.settings import SettingError, settings_of
from twin.study import Conditions, study_scenario
from twin.two_levels import runs_of

if TYPE_CHECKING:
    from kpi import Contributions, Estimate
    from kpi.shapley import Subset
    from lines import LineError, Retrofit
    from twin.package.doubt import Doubt
    from twin.scenario import LineLike, RetrofitLike
    from twin.settings import Settings
    from twin.study import Engine, Progress, StudyResult

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
    effects: dict[str, Effect]
    unsaid: tuple[str, ...]  # figures that some subset cannot say
    doubt: Doubt | None  # None where all effects and all inputs are certain

    @property
    def bare(self) -> StudyResult:
        """The line without its retrofits."""
        return self.studies[frozenset()]

    @property
    def whole(self) -> StudyResult:
        """The line with all its retrofits."""
        return self.studies[max(self.studies, key=len)]


def take_apart(
    line: LineLike,
    retrofits: Sequence[RetrofitLike],
    figures: Sequence[str] = (),
    *,
    draws: int = DRAWS,
    at: str | None = None,
    engine: Engine = "fast",
    warmup_s: float | None = None,
    length_s: float | None = None,
    replications: int | None = None,
    seed: int | None = None,
    promise_s: float | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> Package:
    """Run every subset of a package, and on two levels the whole where its effects are uncertain.

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
    parts = _subsets(whole)
    settings = settings_of(
        parts[frozenset()].expected_line(),
        warmup_s=warmup_s,
        length_s=length_s,
        replications=replications,
        seed=seed,
    )
    work = _Work(settings, Conditions(engine, promise_s, threads), _draws_of(whole, draws))
    return _run(parts, asked, work, progress)


class _Work(NamedTuple):
    """How the studies of a package are carried out."""

    settings: Settings
    conditions: Conditions
    draws: int  # for the origins of the spread; none where nothing is uncertain


def _run(
    parts: dict[Subset, Scenario],
    asked: tuple[str, ...],
    work: _Work,
    progress: Progress | None,
) -> Package:
    """Run every subset, and the whole on two levels; a figure that was asked for must be said."""
    settings, conditions, draws = work
    first, second = len(parts) * settings.replications, runs_of(draws)
    count = _Counter(progress, first + second)
    studies = _run_all(parts, settings, conditions, count)
    effects = _effects(studies, asked or MAIN)
    unsaid = tuple(name for name in asked or MAIN if name not in effects)
    if asked and unsaid:
        told = ", ".join(unsaid)
        raise SettingError(f"this line cannot say {told} with every part of the package")
    doubt = None
    if draws:
        whole, step = parts[max(parts, key=len)], count(first, second)
        doubt = doubt_of(whole, tuple(effects), draws, settings, conditions, step)
    return Package(studies, effects, unsaid, doubt)


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


def _subsets(whole: Scenario) -> dict[Subset, Scenario]:
    """The line with every subset of the retrofits, each of which has been found to be a line."""
    from kpi import MOST_MEMBERS, subsets_of
    from lines import LineError

    names = [one.name for one in whole.retrofits]
    if len(names) < 2:
        raise SettingError("a package has at least two retrofits; `twin compare` judges one alone")
    if len(names) > MOST_MEMBERS:
        raise SettingError(
            f"{len(names)} retrofits have {2 ** len(names):,} combinations, each a study of its "
            f"own; at most {MOST_MEMBERS} ({2**MOST_MEMBERS} combinations) can be taken apart"
        )
    twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if twice:
        raise SettingError(f"the package names {', '.join(twice)} more than once")
    whole.expected_line()
    found = {}
    for subset in subsets_of(len(names)):
        chosen = tuple(whole.retrofits[one] for one in sorted(subset))
        part = Scenario(whole.source, chosen, whole.at if chosen else None)
        try:
            part.expected_line()
        except LineError as error:
            raise _inseparable(chosen, error) from None
        found[subset] = part
    return found


def _inseparable(chosen: Sequence[Retrofit], error: LineError) -> SettingError:
    """Why a part of a package is no line, without the folder, which is another in an audit."""
    only = " + ".join(one.name for one in chosen)
    first = error.problems[0]._replace(quote="")
    why = str(first._replace(file=PurePath(first.file).name))
    return SettingError(
        f"the package cannot be taken apart: with only {only} of it the line cannot be run. {why}",
        f"패키지를 나누어 볼 수 없음. {only}만 있으면 라인을 실행할 수 없음({why})",
    )


def _draws_of(whole: Scenario, draws: int) -> int:
    """How often the uncertain parameters are drawn; never where there are none."""
    from kpi import fewest_draws

    uncertain = {drawn.name for drawn in whole.drawn_line(0, 0)[1]}
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
    parts: dict[Subset, Scenario], settings: Settings, conditions: Conditions, count: _Counter
) -> dict[Subset, StudyResult]:
    runs = settings.replications
    return {
        subset: study_scenario(part, settings, conditions, count(number * runs, runs))
        for number, (subset, part) in enumerate(parts.items())
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
