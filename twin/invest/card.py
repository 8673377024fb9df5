"""An appraisal part by part: the benefit, the investment, what both rest on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from kpi import Estimate, estimate
from twin import figures
from twin.invest.money import amount, stacked, step_of
from twin.invest.origins_part import origins_parts
from twin.invest.words import say
from twin.outline import Part, printed
from twin.requirements import requirement
from twin.scorecard import headline
from twin.table import Cells, Section
from twin.wording import say as say_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twin.invest.appraisal import Appraisal, Worth
    from twin.invest.basis import Basis
    from twin.wording import Language

PERCENT = 100.0
NEEDS = ("need", "no-need")  # assumptions whose value is a word of what a plant has
EFFECT = "effect"  # the key of what a retrofit says of its effects


def investment_card(appraisal: Appraisal, language: Language, width: int | None) -> str:
    """Return everything an appraisal says, as text, under what was run."""
    head = Part(said=(headline(appraisal.comparison.after, language),))
    return printed([head, *investment_parts(appraisal, language)], width)


def investment_parts(
    appraisal: Appraisal, language: Language, *, effects: bool = True
) -> list[Part]:
    """Return everything an appraisal says.

    effects : whether the effects of the retrofits are listed, which a whole report does elsewhere
    """
    return [
        _benefit(appraisal, language),
        _amounts(appraisal, language),
        _worth(appraisal, language),
        _flows(appraisal, language),
        _basis(appraisal, language, effects),
        *origins_parts(appraisal, language),
    ]


def _header(key: str, language: Language) -> tuple[str, str, str]:
    return say(key, language), say_plain("mean", language), say_plain("interval", language)


def _currency(appraisal: Appraisal) -> str:
    return appraisal.comparison.before.line.currency


def _benefit(appraisal: Appraisal, language: Language) -> Part:
    """Return the components of the net benefit, which add up as printed."""
    currency = _currency(appraisal)
    estimates = [_sure(values) for values in appraisal.components.values()]
    means = [one.mean for one in estimates]
    step = step_of(means)
    rounded = stacked(means, step)
    rows: list[Cells | Section] = []
    for name, mean, one in zip(appraisal.components, rounded, estimates, strict=True):
        cells = amount(mean, currency, language, step), _interval(one, currency, language, step)
        rows.append(Cells((f"  {say(name, language)}", *cells)))
    net = _sure(appraisal.net)
    whole = amount(math.fsum(rounded), currency, language, step)
    interval = _interval(net, currency, language, step)
    rows.append(Cells((f"  {say('net', language)}", whole, interval)))
    return Part(header=_header("benefit", language), rows=tuple(rows))


def net_told(appraisal: Appraisal, language: Language) -> tuple[str, str]:
    """Write the net benefit of a year as its table does: mean and interval."""
    *_, row = _benefit(appraisal, language).rows
    assert isinstance(row, Cells)
    _, mean, interval = row.cells
    return mean, interval


def largest_told(appraisal: Appraisal, language: Language, most: int) -> list[str]:
    """Write the components that make most of the net benefit as its table does, largest first."""
    means = [abs(_sure(values).mean) for values in appraisal.components.values()]
    rows = [row for row in _benefit(appraisal, language).rows if isinstance(row, Cells)]
    order = sorted(range(len(means)), key=lambda one: -means[one])
    return [" ".join(rows[one].cells[:2]).strip() for one in order[:most] if means[one]]


def worth_told(appraisal: Appraisal, language: Language) -> dict[str, dict[str, str]]:
    """Write what the investment is worth as its table does, by the title of the column."""
    names = ("purchase", "grant", "own", "value", "interval", "rate", "payback", "discounted")
    words = (*names, "worthwhile", "in_time")
    return {
        title: dict(zip(words, _worth_cells(appraisal, worth, language), strict=True))
        for title, worth in zip(_worth_titles(appraisal, language), _worths(appraisal), strict=True)
    }


def _amounts(appraisal: Appraisal, language: Language) -> Part:
    """Return the parts and hours that the money comes from."""
    benefit = appraisal.benefit
    pairs = zip(benefit.sold_before, benefit.sold_after, strict=True)
    amounts = {
        "good-before": benefit.good_before,
        "good-after": benefit.good_after,
        "sold-more": tuple(after - before for before, after in pairs),
        "hours": benefit.hours_released,
    }
    rows = []
    for name, values in amounts.items():
        one = _sure(values)
        rows.append(Cells((f"  {say(name, language)}", figures.mean(one), figures.interval(one))))
    return Part(header=_header("amounts", language), rows=tuple(rows))


def _worth(appraisal: Appraisal, language: Language) -> Part:
    """Return the worth of the investment, without and with the grant beside each other."""
    worths = _worths(appraisal)
    header = (say("investment", language), *_worth_titles(appraisal, language))
    columns = [_worth_cells(appraisal, worth, language) for worth in worths]
    rows = tuple(
        Cells((f"  {name}", *cells))
        for name, *cells in zip(_worth_names(appraisal, language), *columns, strict=True)
    )
    return Part(header=header, rows=rows, closing=(say("shares note", language),))


def _flows(appraisal: Appraisal, language: Language) -> Part:
    """Return the cash flows of the mean benefit, year by year from the order on."""
    worths = _worths(appraisal)
    currency = _currency(appraisal)
    step = step_of([flow for worth in worths for flow in worth.flows])
    rows = tuple(
        Cells((f"  {year}", *(amount(flow, currency, language, step) for flow in flows)))
        for year, flows in enumerate(zip(*(worth.flows for worth in worths), strict=True))
    )
    header = (say("flows", language), *_worth_titles(appraisal, language))
    return Part(header=header, rows=rows)


def _worths(appraisal: Appraisal) -> list[Worth]:
    sides = (appraisal.without_grant, appraisal.with_grant)
    return [worth for worth in sides if worth is not None]


def _worth_titles(appraisal: Appraisal, language: Language) -> list[str]:
    titles = [say("without", language)]
    title = appraisal.terms.grant_title
    if title is not None:
        titles.append(say("with", language, grant=title.in_language(language)))
    return titles


def _worth_names(appraisal: Appraisal, language: Language) -> list[str]:
    names = ["purchase", "grant", "own", "value", "value-interval", "rate", "payback", "discounted"]
    years = appraisal.terms.within_years
    shares = [say("worthwhile", language), say("in-time", language, years=years)]
    return [say(name, language) for name in names] + shares


def _worth_cells(appraisal: Appraisal, worth: Worth, language: Language) -> list[str]:
    currency, bought = _currency(appraisal), worth.investment
    step = step_of([worth.value.mean])
    end = bought.end_years
    return [
        *(amount(one, currency, language) for one in (bought.purchase, bought.grant, bought.own)),
        amount(worth.value.mean, currency, language, step),
        _interval(worth.value, currency, language, step),
        rates_told(worth, language),
        _payback_told(worth.payback, end, language),
        _payback_told(worth.discounted_payback, end, language),
        _share_told(worth.worthwhile, language),
        _share_told(worth.in_time, language),
    ]


def rates_told(worth: Worth, language: Language) -> str:
    """Write the internal rate of return; none and several are said, not hidden."""
    rates = worth.rates
    if rates.rate is not None:
        return f"{PERCENT * rates.rate:.1f} %"
    if rates.sign_changes == 0:
        return say("rate none", language)
    if not rates.found:
        return say("rate no root", language, changes=rates.sign_changes)
    several = ", ".join(f"{PERCENT * rate:.1f} %" for rate in rates.found)
    return say("rate several", language, rates=several, changes=rates.sign_changes)


def _payback_told(years: float | None, end: float, language: Language) -> str:
    if years is None:
        return say("never", language, years=end)
    return say("years", language, value=years)


def _share_told(share: Estimate, language: Language) -> str:
    low, high = (figures.number(PERCENT * one, 0) for one in (share.low, share.high))
    told = figures.number(PERCENT * share.mean, 0)
    hits = round(share.mean * share.n)
    return say("share", language, hits=hits, n=share.n, share=told, low=low, high=high)


def _interval(one: Estimate, currency: str, language: Language, step: int) -> str:
    if not math.isfinite(one.low):
        return figures.NOTHING
    low, high = (amount(bound, currency, language, step) for bound in (one.low, one.high))
    return f"[{low}, {high}]"


def _sure(values: Sequence[float]) -> Estimate:
    """Estimate values of which none can be missing."""
    found = estimate(values)
    assert found is not None
    return found


# --- what it rests on -----------------------------------------------------------------------------


def _basis(appraisal: Appraisal, language: Language, effects: bool) -> Part:
    keys = ("assumption", "taken", "grade", "source")
    rows = tuple(
        Cells(
            (
                f"  {basis_name(one, language)}",
                basis_value(one, _currency(appraisal), language),
                one.grade or figures.NOTHING,
                basis_source(one, language),
            )
        )
        for one in appraisal.basis
        if effects or one.key != EFFECT
    )
    elsewhere = () if effects else (say("effects elsewhere", language),)
    return Part(
        say("rests", language),
        header=tuple(say(key, language) for key in keys),
        rows=rows,
        left=len(keys),
        closing=(say("grades note", language), *elsewhere),
    )


def basis_name(one: Basis, language: Language) -> str:
    """Name one assumption."""
    return say(f"b {one.key}", language, about=one.about)


def basis_value(one: Basis, currency: str, language: Language) -> str:
    """Write what is taken, in its unit."""
    value = one.value
    if value is None:
        return figures.NOTHING
    if isinstance(value, str):
        return requirement(value, language) if one.key in NEEDS else value
    if one.form in ("money", "yearly", "hourly"):
        money = amount(value, currency, language)
        return money if one.form == "money" else say(one.form, language, value=money)
    if one.form == "share":
        return f"{PERCENT * value:g} %"
    return say("whole years" if one.form == "years" else one.form, language, value=value)


def basis_source(one: Basis, language: Language) -> str:
    """Say where it comes from."""
    key = f"of {one.origin}"
    if one.origin == "unsaid" and one.told:
        key = "of unsaid by"
    return say(key, language, told=one.told)
