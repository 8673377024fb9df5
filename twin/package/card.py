"""A package part by part: contributions, then where their spread comes from."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from twin import figures
from twin.compare import Comparison
from twin.notes import notes_of_both
from twin.outline import Part, printed
from twin.package.groups import rows_of
from twin.package.words import told
from twin.scorecard import SECONDS, doubted, headline, in_shown_unit
from twin.table import Cells, Section
from twin.units import korean_unit
from twin.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kpi import Estimate, Origins
    from kpi import Part as OriginShare
    from twin.package.doubt import Doubt
    from twin.package.limit import Budget
    from twin.package.study import Effect, Package
    from twin.wording import Language

PERCENT = 100.0
COLUMNS = ("single", "sequential", "shapley")


def package_card(package: Package, language: Language, width: int | None) -> str:
    """Return a package as text, under what was run."""
    head = Part(said=(headline(package.whole, language),))
    return printed([head, *package_parts(package, language)], width)


def package_parts(package: Package, language: Language) -> list[Part]:
    """Return the contributions to each figure, and the origins of the spread of the whole."""
    notes = notes_of_both(Comparison(package.bare, package.whole, {}), language)
    header = ("", *(told(key, language) for key in COLUMNS))
    rows = [row for name in package.effects for row in _contributions(package, name, language)]
    parts = [
        *(Part(said=(say("note", language, note=note),)) for note in notes),
        Part(header=header, rows=tuple(rows), closing=tuple(_foot(package, language))),
    ]
    if package.doubt is None:
        return [*parts, Part(said=(told("certain", language),))]
    return [*parts, _origins(package, package.doubt, language)]


def _contributions(package: Package, name: str, language: Language) -> list[Cells | Section]:
    """The rows of one figure: each retrofit, the interaction, the whole."""
    effect = package.effects[name]
    parts = effect.parts
    before, after = figures.means(_shown(package, name, [effect.before, effect.after]))
    title, unit = _title(package, name, language)
    columns = [_shown(package, name, getattr(parts, key)) for key in COLUMNS]
    whole, interaction = _shown(package, name, [parts.whole, parts.interaction])
    rows: list[Cells | Section] = [
        Section(told("figure", language, title=title, unit=unit, before=before, after=after))
    ]
    for retrofit, *cells in zip(_members(package, language), *columns, strict=True):
        rows.append(Cells((f"  {retrofit}", *(figures.difference(one) for one in cells))))
    rows.append(
        Cells((f"  {told('interaction', language)}", figures.difference(interaction), "", ""))
    )
    rows.append(Cells((f"  {told('whole', language)}", *[figures.difference(whole)] * 3)))
    return rows


def _members(package: Package, language: Language) -> list[str]:
    retrofits = package.whole.scenario.retrofits
    return [one.title.in_language(language) for one in retrofits]


def _shown(
    package: Package, name: str, estimates: Sequence[Estimate | None]
) -> list[Estimate | None]:
    """Estimates of a figure in the unit a reader sees."""
    from kpi import REGISTRY

    return in_shown_unit(estimates, REGISTRY[name].unit, _clock(package.effects[name]))[0]


def _title(package: Package, name: str, language: Language) -> tuple[str, str]:
    from kpi import REGISTRY

    kpi = REGISTRY[name]
    unit = kpi.unit_in(package.bare.line.currency)
    shown = in_shown_unit([], unit, _clock(package.effects[name]))[1]
    return kpi.title(language), korean_unit(shown, language)


def _clock(effect: Effect) -> tuple[float, str]:
    """The unit in which a time of this size is told, if the figure is one."""
    size = min(effect.before.mean, effect.after.mean)
    return figures.time_unit(size) if size > 0 else SECONDS


def _foot(package: Package, language: Language) -> Iterator[str]:
    from kpi import REGISTRY

    yield told("reading", language)
    yield told("common", language, subsets=len(package.studies))
    yield runs_told(package.budget, language)
    if package.dependent:
        titles = ", ".join(one.title.in_language(language) for one in package.dependent)
        yield told("dependent", language, titles=titles)
    yield from doubted(package.bare, language)
    if package.unsaid:
        titles = ", ".join(REGISTRY[name].title(language) for name in package.unsaid)
        yield told("unsaid", language, titles=titles)


def runs_told(budget: Budget, language: Language) -> str:
    """How many runs a package takes, and how many it may take."""
    words = budget._asdict() | {"runs": budget.runs, "rest": budget.for_origins}
    return told("runs", language, **words)


def _origins(package: Package, doubt: Doubt, language: Language) -> Part:
    """The table of shares, under its title and above how it was made."""
    header = ("", *(told(key, language) for key in ("share", "interval", "left")), "")
    rows: list[Cells | Section] = []
    for name, origins in doubt.origins.items():
        rows += _shares(package, doubt, name, origins, language)
    closing = (told("two levels", language, draws=doubt.draws),)
    return Part(told("origins", language), header=header, rows=tuple(rows), closing=closing)


def _shares(
    package: Package, doubt: Doubt, name: str, origins: Origins | None, language: Language
) -> list[Cells | Section]:
    title, unit = _title(package, name, language)
    if origins is None:
        return [Section(f"{title} [{unit}]: {told('never varies', language)}")]
    mean, now = _plain(package, name, [origins.mean, math.sqrt(origins.variance)])
    rows: list[Cells | Section] = [
        Section(told("spread", language, title=title, unit=unit, mean=mean, spread=now)),
        _share(told("plant", language), origins.plant, figures.NOTHING, language),
    ]
    for row in rows_of(origins, doubt.groups, language):
        (known,) = _plain(package, name, [row.left])
        rows.append(_share(row.name, row.part, known, language))
    if origins.parameters:
        interplay = told("interplay", language)
        rows.append(_share(interplay, origins.interplay, figures.NOTHING, language))
    return rows


def _share(name: str, part: OriginShare, left: str, language: Language) -> Cells:
    (share,), _ = in_shown_unit([part.share], "share")
    apart = told("apart" if part.told_apart else "not apart", language)
    return Cells((f"  {name}", figures.mean(share), figures.interval(share), left, apart))


def _plain(package: Package, name: str, numbers: Sequence[float]) -> list[str]:
    """Numbers of a figure that have no interval of their own, in the unit a reader sees."""
    from kpi import Estimate

    points = [Estimate(number, math.nan, math.nan, 1) for number in numbers]
    return [figures.mean(one) for one in _shown(package, name, points)]
