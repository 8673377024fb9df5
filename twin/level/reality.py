"""The reality check as it is printed: simulated changes beside published averages, and doubts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from twin import figures
from twin.level.words import tell
from twin.outline import Entry, Part
from twin.scorecard import in_shown_unit
from twin.table import Cells
from twin.units import korean_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kpi import Estimate
    from kpi.reality import Check
    from lines.packs import Fact
    from twin.level.study import Evidence
    from twin.wording import Language

PERCENT = 100.0


def reality_parts(found: Evidence, language: Language) -> list[Part]:
    """Return the check part by part: table, what is out of reach, definitions, doubts."""
    notice = found.effects_table.notice.in_language(language)
    header = ("", *(tell(key, language) for key in ("simulated", "published", "standing")))
    beyond = tuple(_out_of_reach(found, one, language) for one in found.checks if one.out_of_reach)
    rows = tuple(Cells(_row(found, check, language)) for check in found.checks)
    parts = [Part(tell("reality", language), (notice,), header, rows, closing=beyond)]
    titled = (
        ("differs", _differences(found, language)),
        ("sources", _sources(found, language)),
        ("beside", _beside(found, language)),
        ("doubts", _doubts(found, language)),
    )
    for key, told in titled:
        entries = tuple(Entry(line) for line in told)
        if entries:
            parts.append(Part(tell(key, language), entries=entries))
    return parts


def _row(found: Evidence, check: Check, language: Language) -> tuple[str, ...]:
    """A figure, its simulated change, the averages, and how the one lies to the others."""
    return (
        _figure(found, check, language),
        _simulated(check.change),
        _published(check.counted),
        tell(check.standing, language),
    )


def _figure(found: Evidence, check: Check, language: Language) -> str:
    """Name a figure under what the statistics call it."""
    from kpi import REGISTRY

    called = found.effects_table.yardsticks[check.yardstick].title.in_language(language)
    return f"{called}: {REGISTRY[check.figure].title(language)}"


def _simulated(estimate: Estimate | None) -> str:
    """Write a relative change with its interval."""
    if estimate is None:
        return figures.NOTHING
    if math.isnan(estimate.low):
        return _percent(estimate.mean)
    low, high = (figures.number(PERCENT * end, 1) for end in (estimate.low, estimate.high))
    return f"{_percent(estimate.mean)} [{low}, {high}]"


def _percent(share: float) -> str:
    return f"{figures.number(PERCENT * share, 1, sign=True)} %"


def _published(facts: Mapping[str, Fact]) -> str:
    """Write the averages of all studies that count, each with its grade."""
    told = (f"{_percent(one.value)} [{one.known.grade}]" for one in facts.values())
    return ", ".join(told) or figures.NOTHING


def _out_of_reach(found: Evidence, check: Check, language: Language) -> str:
    """Say why the line cannot deliver the average."""
    from kpi import REGISTRY, Estimate

    bound, kpi = check.bound, REGISTRY[check.figure]
    assert bound is not None
    assert check.best is not None
    value = Estimate(bound.value, math.nan, math.nan, 1)
    shown, unit = in_shown_unit([value], kpi.unit_in(found.line.currency))
    reason = tell(
        "share" if bound.limit == "whole" else bound.limit,
        language,
        stations=", ".join(bound.stations),
        value=figures.mean(shown[0]),
        unit=korean_unit(unit, language),
    )
    best = _percent(check.best)
    title = kpi.title(language)
    return tell("out of reach", language, figure=title, best=best, reason=reason)


def _differences(found: Evidence, language: Language) -> Iterator[str]:
    for yardstick in found.effects_table.yardsticks.values():
        if not yardstick.same:
            title = yardstick.title.in_language(language)
            yield f"{title}: {yardstick.differs.in_language(language)}"


def _sources(found: Evidence, language: Language) -> Iterator[str]:
    """Studies of the band: in which plants, and where their figures were read, with the year."""
    for study in found.effects_table.studies.values():
        if study.counts:
            known = [fact.known for fact in study.changes.values()]
            read = dict.fromkeys((one.source, one.year, one.grade) for one in known)
            told = "; ".join(
                f"{source} ({year or figures.NOTHING}) [{grade}]" for source, year, grade in read
            )
            title, sample = (one.in_language(language) for one in (study.title, study.sample))
            yield f"{title}, {sample}: {told}"


def _beside(found: Evidence, language: Language) -> Iterator[str]:
    """Studies that do not make the band, with what they found."""
    effects = found.effects_table
    for study in effects.studies.values():
        if not study.counts:
            told = ", ".join(
                f"{effects.yardsticks[name].title.in_language(language)} "
                f"{_percent(fact.value)} [{fact.known.grade}]"
                for name, fact in study.changes.items()
            )
            yield f"{study.title.in_language(language)}: {told}"


def _doubts(found: Evidence, language: Language) -> Iterator[str]:
    for doubt in found.effects_table.doubts:
        yield f"[{doubt.known.grade}] {doubt.says.in_language(language)}"
