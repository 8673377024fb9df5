"""The origins of the spread of a net present value as a table: share, what is left, worth of it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from twin import figures
from twin.invest.money import amount, step_of
from twin.invest.origins_words import told
from twin.outline import Part
from twin.package.groups import rows_of
from twin.scorecard import in_shown_unit
from twin.table import Cells, Section

if TYPE_CHECKING:
    from kpi import Estimate, Origins
    from kpi import Part as OriginShare
    from kpi.knowing import Knowing
    from twin.invest.appraisal import Appraisal
    from twin.invest.origins import WorthOrigins
    from twin.wording import Language

COLUMNS = ("share", "interval", "left", "worth", "interval")


def origins_parts(appraisal: Appraisal, language: Language) -> Iterator[Part]:
    """Yield the table with its title and how it was made; nothing where it was not asked for."""
    found = appraisal.origins
    if found is None:
        return
    grant = appraisal.terms.grant_title
    named = "" if grant is None else grant.in_language(language)
    title = told("title with" if named else "title", language, grant=named)
    yield Part(
        title,
        header=("", *(told(key, language) for key in COLUMNS)),
        rows=tuple(origins_rows(found, appraisal.comparison.before.line.currency, language)),
        closing=(told("reading", language, draws=found.draws),),
    )


def origins_rows(
    found: WorthOrigins, currency: str, language: Language
) -> Iterator[Cells | Section]:
    """Yield the plant, each group with its parameters, the interplay, and what all is worth."""
    if found.npv is None or found.net is None:
        yield Section(told("never varies", language))
        return
    yield Section(_spread("npv", found.npv, currency, language))
    yield Section(_spread("net", found.net, currency, language), apart=False)
    money = _Money(found.knowing, found.npv, currency, language)
    nothing = figures.NOTHING
    yield _row(told("plant", language), found.npv.plant, nothing, (nothing, nothing))
    for row in rows_of(found.npv, found.groups, language):
        kind, name = row.key
        known = found.knowing.groups if kind == "group" else found.knowing.parameters
        yield _row(row.name, row.part, money.told(row.left), money.worth(known[name]))
    yield _row(told("interplay", language), found.npv.interplay, nothing, (nothing, nothing))
    for key, one in (("everything", found.knowing.everything), ("luck", found.knowing.luck_too)):
        yield Cells((f"  {told(key, language)}", *[nothing] * 3, *money.worth(one)))


class _Money:
    """Amounts of one table, all rounded alike."""

    def __init__(self, knowing: Knowing, npv: Origins, currency: str, language: Language) -> None:
        self.currency, self.language = currency, language
        self.step = step_of([math.sqrt(npv.variance), knowing.luck_too.mean])

    def told(self, value: float) -> str:
        return amount(value, self.currency, self.language, self.step)

    def worth(self, one: Estimate) -> tuple[str, str]:
        return self.told(one.mean), f"[{self.told(one.low)}, {self.told(one.high)}]"


def _spread(key: str, origins: Origins, currency: str, language: Language) -> str:
    numbers = origins.mean, math.sqrt(origins.variance)
    step = step_of(numbers)
    mean, spread = (amount(one, currency, language, step) for one in numbers)
    return told(key, language, mean=mean, spread=spread)


def _row(name: str, part: OriginShare, left: str, worth: tuple[str, str]) -> Cells:
    (share,), _ = in_shown_unit([part.share], "share")
    return Cells((f"  {name}", figures.mean(share), figures.interval(share), left, *worth))
