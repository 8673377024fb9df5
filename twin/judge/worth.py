"""The money of a judgement in short: does it pay, how sure is that, and what rests on guesses.

Whoever signs reads these sentences first, so that what was left out of the money for want of a
word stands here with what it would be worth, and every guess with its value.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from twin.judge.parameters import parameter
from twin.judge.words import told

if TYPE_CHECKING:
    from kpi import Estimate, Valuing
    from twin.invest import Appraisal
    from twin.invest.appraisal import Worth
    from twin.package import Package
    from twin.wording import Language

GUESS = "D"
LARGEST = 3  # components of the net benefit that are named
EVERYTHING = 1e15  # [parts/year] a demand that no line reaches
TURNED_BY = "cost_per_good_part"  # the figure whose doubt is told: all else goes into it


def money_in_short(appraisal: Appraisal, language: Language) -> Iterator[str]:
    """Yield whether it pays, how sure that is, what is not counted, and what is a guess."""
    from twin.invest.card import largest_told, net_told, worth_told

    years = appraisal.terms.within_years
    cells = worth_told(appraisal, language)
    worths = appraisal.without_grant, appraisal.with_grant
    for (title, words), worth in zip(cells.items(), worths, strict=False):
        assert worth is not None  # a column has a worth
        verdict = told(verdict_of(worth), language)
        yield told("worth", language, title=title, verdict=verdict, **words)
        yield told("sure", language, title=title, years=years, **words)
    mean, interval = net_told(appraisal, language)
    largest = " · ".join(largest_told(appraisal, language, LARGEST))
    yield told("benefit", language, mean=mean, interval=interval, largest=largest)
    yield from _not_counted(appraisal, language)
    yield from _guesses(appraisal, language)


def verdict_of(worth: Worth) -> str:
    """Say by the interval of the mean net present value whether an investment pays."""
    if worth.value.low > 0:
        return "pays"
    return "loses" if worth.value.high < 0 else "open"


def _not_counted(appraisal: Appraisal, language: Language) -> Iterator[str]:
    """Yield the hours and parts that count nothing since nobody says they do, and their worth."""
    from kpi import difference, estimate
    from twin import figures
    from twin.invest.money import amount

    benefit, valuing = appraisal.benefit, appraisal.terms.valuing
    currency = appraisal.comparison.before.line.currency
    unsaid = {one.key for one in appraisal.basis if one.origin == "unsaid"}
    hours = estimate(benefit.hours_released)
    more = difference(benefit.good_before, benefit.good_after)
    wishes = {
        "hours": ("realised", hours, replace(valuing, realised=1.0)),
        "more": ("no-demand", more, replace(valuing, demand=EVERYTHING)),
    }
    for key, (word, what, otherwise) in wishes.items():
        if word not in unsaid or what is None or not what.low > 0:
            continue  # said, or nothing that stands out of the luck
        change = _change(appraisal, otherwise)
        if change:
            number, money = figures.number(what.mean, 0), amount(change, currency, language)
            yield told(f"not counted {key}", language, number=number, money=money)


def _change(appraisal: Appraisal, valuing: Valuing) -> float:
    """Return by how much the mean benefit of a year differs under another valuing; 0 if unsaid."""
    from kpi import NotPriced, yearly_benefit

    before, after = appraisal.comparison.before, appraisal.comparison.after
    try:
        other = yearly_benefit(before.books, after.books, valuing)
    except NotPriced:
        return 0.0
    return _mean(other.total) - _mean(appraisal.benefit.total)


def _mean(values: tuple[float, ...]) -> float:
    return math.fsum(values) / len(values)


def _guesses(appraisal: Appraisal, language: Language) -> Iterator[str]:
    """Yield every guess behind the money with its value, and the guessed effects by name."""
    from twin.invest.card import EFFECT, basis_name, basis_value

    currency = appraisal.comparison.before.line.currency
    named = [
        f"{basis_name(one, language)} {basis_value(one, currency, language)}"
        for one in appraisal.basis
        if one.grade == GUESS and one.value is not None and one.key != EFFECT
    ]
    if named:
        yield told("guesses", language, names=" · ".join(named))
    retrofits = appraisal.comparison.after.scenario.retrofits
    effects = [
        parameter(one.about, retrofits, language)
        for one in appraisal.basis
        if one.grade == GUESS and one.key == EFFECT
    ]
    if effects:
        yield told("guessed effects", language, names=" · ".join(effects))


def doubt_in_short(package: Package, language: Language) -> Iterator[str]:
    """Yield what the cost of a good part is least sure for, where one uncertain value leads."""
    from kpi import REGISTRY
    from twin import figures

    origins = package.doubt.origins.get(TURNED_BY) if package.doubt else None
    if origins is None or not origins.parameters:
        return
    name, part = max(origins.parameters.items(), key=lambda one: one[1].share.mean)
    if part.told_apart and part.share.mean > origins.plant.share.mean:
        share: Estimate = part.share
        percent = figures.number(min(100.0, 100.0 * share.mean), 0)
        title = REGISTRY[TURNED_BY].title(language)
        called = parameter(name, package.whole.scenario.retrofits, language)
        yield told("doubt", language, figure=title, name=called, share=percent)
