"""Expected injuries part by part: rates, hours in danger, what is new, and the grounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from twin import figures
from twin.outline import Part, printed
from twin.safety.grounds import grounds_of
from twin.safety.study import RATES
from twin.safety.sums import by_hazard, by_kind, by_task, hours_of_people
from twin.safety.words import told
from twin.scorecard import headline
from twin.table import Cells, Section
from twin.wording import say

if TYPE_CHECKING:
    from twin.safety.study import Place, Reach, Safety, Side
    from twin.safety.sums import Sums
    from twin.wording import Language


def safety_card(safety: Safety, language: Language, width: int | None) -> str:
    """Return injuries to be expected as text, under what was run."""
    head = Part(said=(headline(safety.studies[-1], language),))
    return printed([head, *safety_parts(safety, language)], width)


def safety_parts(safety: Safety, language: Language) -> list[Part]:
    """Return rates, hours and injuries by danger, what is new, and what all of it rests on."""
    return [
        Part(said=(told("expectation", language),)),
        _rates(safety, language),
        _dangers(safety, language),
        *_changed(safety, language),
        *(Part(said=(one,)) for one in _notes(safety, language)),
        Part(told("rests", language), points=tuple(grounds_of(safety, language))),
    ]


def _rates(safety: Safety, language: Language) -> Part:
    two = len(safety.sides) == 2
    names = [say(key, language) for key in ("before", "after")] if two else [say("mean", language)]
    rows = tuple(
        Cells((f"  {told(name, language)}", *reaches([side.rates[name] for side in safety.sides])))
        for name in RATES
    )
    return Part(
        told("rates", language),
        header=("", *names),
        rows=rows,
        closing=tuple(_ratio(safety, language)),
    )


def reaches(found: list[Reach | None]) -> list[str]:
    """Numbers that stand beside each other, with the same digits."""
    from kpi import Estimate

    known = [Estimate(*one, n=1) for one in found if one is not None]
    digits = max((figures.decimals_of(one) for one in known), default=0)
    return [figures.NOTHING if one is None else _reach(one, digits) for one in found]


def _reach(reach: Reach, digits: int) -> str:
    mean, low, high = (figures.number(value, digits) for value in reach)
    return f"{mean} [{low}, {high}]"


def _ratio(safety: Safety, language: Language) -> list[str]:
    if len(safety.sides) == 1:
        return []
    ratio = safety.sides[1].ratio
    words = {"ratio": figures.mean(ratio), "interval": figures.interval(ratio)}
    return [told("ratio", language, **words)]


def _dangers(safety: Safety, language: Language) -> Part:
    keys = (
        ("hours", "injuries")
        if len(safety.sides) == 1
        else ("hours before", "hours after", "injuries before", "injuries after")
    )
    rows: list[Cells | Section] = []
    sections: tuple[tuple[str, Callable[[Side], Sums]], ...] = (
        ("by hazard", by_hazard),
        ("by task", by_task),
        ("by kind", by_kind),
    )
    for title, of in sections:
        rows.append(Section(told(title, language), apart=bool(rows)))
        rows += _section([of(side) for side in safety.sides], title, language)
    header = ("", *(told(key, language) for key in keys))
    return Part(told("dangers", language), header=header, rows=tuple(rows))


def _section(sides: list[Sums], title: str, language: Language) -> list[Cells | Section]:
    """One row a hazard, task or kind of work of any side; a hazard's name is the line's own."""
    rows: list[Cells | Section] = []
    for name in dict.fromkeys(name for side in sides for name in side):
        called = name if title == "by hazard" else told(name, language)
        cells = [[side.get(name, (0.0, 0.0))[column] for side in sides] for column in (0, 1)]
        rows.append(Cells((f"  {called}", *(_plain(one) for row in cells for one in row))))
    return rows


def _plain(value: float) -> str:
    """A number with four digits that say something."""
    from kpi import Estimate

    return figures.mean(Estimate(value, value, value, 1))


def _changed(safety: Safety, language: Language) -> list[Part]:
    """Say which dangers the retrofit brings and which it takes away."""
    if len(safety.sides) == 1:
        return []
    before, after = safety.sides
    new = tuple(_danger(after, place, language) for place in safety.added)
    gone = tuple(_danger(before, place, language) for place in safety.gone)
    parts = [
        Part(told("added", language), points=new) if new else Part(told("none added", language))
    ]
    return [*parts, Part(told("gone", language), points=gone)] if gone else parts


def _danger(side: Side, place: Place, language: Language) -> str:
    station, task, hazard = place
    amount = side.dangers[place]
    return told(
        "danger",
        language,
        station=station,
        task=told(task, language),
        hazard=hazard,
        hours=_plain(amount.hours.mean),
        injuries=_plain(amount.injuries),
    )


def _notes(safety: Safety, language: Language) -> list[str]:
    said = []
    most = max(hours_of_people(side) for side in safety.sides)
    if most > safety.worked_h:
        words = {"hours": f"{most:,.0f}", "worked": f"{safety.worked_h:,.0f}"}
        said.append(told("too many hours", language, **words))
    if any(side.rates["days"] is None for side in safety.sides):
        said.append(told("no days", language))
    return said
