"""A judgement in short: one sentence for each chapter, and what could not be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from twin.judge.chapters import chapters
from twin.judge.words import told
from twin.outline import Part

if TYPE_CHECKING:
    from twin.bill import Bills
    from twin.form import Form
    from twin.invest import Appraisal
    from twin.judge.study import Judgement
    from twin.level import Evidence
    from twin.package import Package
    from twin.safety import Safety
    from twin.wording import Language


def summary(judgement: Judgement, language: Language) -> Part:
    """Return the judgement in short."""
    points = [
        point for name, found in judgement.found.items() for point in SHORT[name](found, language)
    ]
    points += [
        told("not told", language, title=told(name, language), reason=reason)
        for name, reason in judgement.silent.items()
        if name != "package"
    ]
    return Part(told("summary", language), points=tuple(points))


def chapter_parts(judgement: Judgement, name: str, language: Language) -> list[Part]:
    """Return a chapter, or why it cannot be told."""
    if name in judgement.found:
        return chapters()[name].parts(judgement.found[name], language)
    return [Part(said=(told("why not", language, reason=judgement.silent[name]),))]


def _investment(appraisal: Appraisal, language: Language) -> Iterator[str]:
    from twin.invest.card import net_told, worth_told

    mean, interval = net_told(appraisal, language)
    yield told("benefit", language, mean=mean, interval=interval)
    for title, words in worth_told(appraisal, language).items():
        yield told("worth", language, title=title, years=appraisal.terms.within_years, **words)


def _bill(bills: Bills, language: Language) -> Iterator[str]:
    from twin.bill.study import TOTAL
    from twin.invest.money import amount

    currency = bills.studies[-1].line.currency
    sides = [0.0 if one is None else one.mean for one in bills.parts[TOTAL].sides]
    before, after = (amount(one, currency, language) for one in sides)
    yield told("billed", language, before=before, after=after)


def _safety(safety: Safety, language: Language) -> Iterator[str]:
    from twin.safety.card import reaches

    before, after = reaches([side.rates["injuries"] for side in safety.sides])
    yield told("injured", language, before=before, after=after)


def _package(package: Package, language: Language) -> Iterator[str]:
    yield from ()


def _level(evidence: Evidence, language: Language) -> Iterator[str]:
    from kpi import REGISTRY
    from twin.level.parts import score_told

    if evidence.name is not None:
        yield score_told(evidence, language)
    names = [REGISTRY[one.figure].title(language) for one in evidence.checks if one.out_of_reach]
    key = "beyond" if names else "within"
    yield told(key, language, names=", ".join(names))


def _form(form: Form, language: Language) -> Iterator[str]:
    yield from ()


SHORT: dict[str, Callable[[Any, Language], Iterator[str]]] = {
    "investment": _investment,
    "bill": _bill,
    "safety": _safety,
    "package": _package,
    "level": _level,
    "form": _form,
}
