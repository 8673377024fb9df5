"""What expected injuries rest on: every number with where it comes from and its grade."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from twin.safety.words import told

if TYPE_CHECKING:
    from lines.packs import Fact
    from twin.safety.study import Safety
    from twin.wording import Language

PERCENT, TEN_THOUSAND = 100.0, 10_000.0
DEATH = "death"


def facts_of(safety: Safety) -> Iterator[Fact]:
    """Yield every number of the statistics that is used or told."""
    table = safety.table
    for sector in table.sectors.values():
        yield sector.accidents
    if table.own.fatal_accidents is not None:
        yield table.own.fatal_accidents
    yield table.strength
    yield table.routine
    if DEATH in table.lost_days:
        yield table.lost_days[DEATH]


def grounds_of(safety: Safety, language: Language) -> list[str]:
    """Say where the numbers come from, and what is assumed."""
    table = safety.table
    title = safety.asked.pack.title
    said = [told("pack", language, title=title.ko if language == "ko" else title.en)]
    rate = table.own.accidents
    said.append(
        told(
            "sector",
            language,
            sector=_sector(safety, table.sector, language),
            rate=_percent(rate.value),
            low=_percent(rate.low),
            high=_percent(rate.high),
            known=_known(rate, language),
        )
    )
    for name, sector in table.sectors.items():
        if name != table.sector:
            value = _percent(sector.accidents.value)
            known = _known(sector.accidents, language)
            called = _sector(safety, name, language)
            said.append(told("other sector", language, sector=called, rate=value, known=known))
    return [*said, *_of_plant(safety, language), *_of_comparison(safety, language)]


def unsaid_of(safety: Safety, language: Language) -> Iterator[tuple[str, str]]:
    """Say what was taken because nobody said it, each with its grade."""
    asked, table = safety.asked, safety.table
    rate = table.own.accidents
    words = {"low": _percent(rate.low), "high": _percent(rate.high)}
    called, known = _sector(safety, table.sector, language), _known(rate, language)
    shown = _percent(rate.value)
    yield (
        told("sector", language, sector=called, rate=shown, known=known, **words),
        rate.known.grade or "-",
    )
    if asked.strength_years is None:
        years, known = f"{safety.sector.years:g}", _known(table.strength, language)
        said = told("strength pack", language, years=years, known=known)
        yield said, table.strength.known.grade or "-"
    if asked.record is None:
        yield told("no record", language), "D"


def _of_plant(safety: Safety, language: Language) -> list[str]:
    """The workforce, its record, and how the line's hazards are adjusted to both."""
    from kpi import weight_of_record

    asked = safety.asked
    workers = "workers file" if asked.workers is None else "workers given"
    strength = "strength pack" if asked.strength_years is None else "strength given"
    known = _known(safety.table.strength, language)
    said = [
        told(workers, language, workers=safety.workers, hours=f"{safety.worked_h:,.0f}"),
        told(strength, language, years=f"{safety.sector.years:g}", known=known),
    ]
    if asked.record is None:
        said.append(told("no record", language))
    else:
        share = PERCENT * weight_of_record(safety.sector, asked.record)
        number, years = asked.record
        words = {"injuries": number, "years": f"{years:g}", "share": f"{share:.0f}"}
        said.append(told("record", language, **words))
    factor, injuries = f"{safety.factor:.3g}", f"{safety.plant.mean:.3g}"
    return [*said, told("factor", language, factor=factor, injuries=injuries)]


def _of_comparison(safety: Safety, language: Language) -> list[str]:
    """What the statistics say of routine work and of deaths; neither enters a number above."""
    table = safety.table
    share = _percent(table.routine.value)
    known = _known(table.routine, language)
    said = [told("routine share", language, share=share, known=known)]
    fatal, days = table.own.fatal_accidents, table.lost_days.get(DEATH)
    if fatal is not None and days is not None:
        said.append(
            told(
                "fatal",
                language,
                sector=_sector(safety, table.sector, language),
                rate=f"{TEN_THOUSAND * fatal.value:.2f}",
                known=_known(fatal, language),
                deaths=f"{safety.workers * fatal.value:.2g}",
                days=f"{days.value:,.0f}",
                of_days=_known(days, language),
            )
        )
    return said


def _sector(safety: Safety, name: str, language: Language) -> str:
    title = safety.table.sectors[name].title
    return title.ko if language == "ko" else title.en


def _percent(share: float) -> str:
    return f"{PERCENT * share:.4g}"


def _known(fact: Fact, language: Language) -> str:
    known = fact.known
    key = "known undated" if known.year is None else "known"
    return told(key, language, grade=known.grade, year=known.year, source=known.source)
