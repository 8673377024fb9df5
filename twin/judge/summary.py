"""A judgement in short: the answer of each chapter, what it needs, and what could not be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from twin.judge.chapters import chapters
from twin.judge.words import told
from twin.judge.worth import doubt_in_short, money_in_short
from twin.outline import Part

if TYPE_CHECKING:
    from twin.bill import Bills
    from twin.judge.study import Judgement
    from twin.level import Evidence
    from twin.safety import Safety
    from twin.wording import Language


def summary(judgement: Judgement, language: Language) -> Part:
    """Return the judgement in short."""
    points = [
        point
        for name, short in SHORT.items()
        if name in judgement.found
        for point in short(judgement.found[name], language)
    ]
    points += _needed(judgement, language)
    points += [
        told("not told", language, title=told(name, language), reason=reason)
        for name, reason in judgement.reasons(language).items()
        if name != "package"
    ]
    return Part(told("summary", language), points=tuple(points))


def chapter_parts(judgement: Judgement, name: str, language: Language) -> list[Part]:
    """Return a chapter, or why it cannot be told."""
    if name in judgement.found:
        return chapters()[name].parts(judgement.found[name], language)
    return [Part(said=(told("why not", language, reason=judgement.reasons(language)[name]),))]


def _needed(judgement: Judgement, language: Language) -> list[str]:
    """What must be in place before, and nobody has said that it is."""
    from twin.requirements import unchecked

    found = unchecked(judgement.comparison.after.scenario, language)
    return [
        told("needed", language, heading=heading, what="; ".join(what))
        for heading, what in found.items()
    ]


def _bill(bills: Bills, language: Language) -> Iterator[str]:
    from twin.bill.study import TOTAL
    from twin.invest.money import amount

    currency = bills.studies[-1].line.currency
    sides = [0.0 if one is None else one.mean for one in bills.parts[TOTAL].sides]
    before, after = (amount(one, currency, language) for one in sides)
    change = bills.parts[TOTAL].difference
    assert change is not None  # a judgement has two sides
    low, high = (amount(one, currency, language) for one in (change.low, change.high))
    yield told(
        "billed",
        language,
        before=before,
        after=after,
        change=amount(change.mean, currency, language),
        interval=f"[{low}, {high}]",
    )


def _safety(safety: Safety, language: Language) -> Iterator[str]:
    from twin.safety.card import reaches

    before, after = reaches([side.rates["injuries"] for side in safety.sides])
    yield told("injured", language, before=before, after=after)


def _level(evidence: Evidence, language: Language) -> Iterator[str]:
    from kpi import REGISTRY
    from twin.level.parts import score_told

    if evidence.name is not None:
        yield score_told(evidence, language)
    names = [REGISTRY[one.figure].title(language) for one in evidence.checks if one.out_of_reach]
    key = "beyond" if names else "within"
    yield told(key, language, names=", ".join(names))


SHORT: dict[str, Callable[[Any, Language], Iterator[str]]] = {
    "investment": money_in_short,
    "package": doubt_in_short,
    "bill": _bill,
    "safety": _safety,
    "level": _level,
}
