"""What a bill rests on: the numbers of the pack that it used, and what the line does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from twin.bill.words import told

if TYPE_CHECKING:
    from lines.packs import Fact, Tariff
    from twin.bill.study import Bills
    from twin.wording import Language


def facts_of(tariff: Tariff) -> Iterator[Fact]:
    """Yield every number of a tariff that a bill may take."""
    table = tariff.table
    yield tariff.rates.demand
    for prices in tariff.rates.energy.values():
        yield from prices.values()
    yield table.demand.floor
    yield from table.charges.values()
    yield from table.taxes.values()
    yield from (discount.share for discount in table.discounts)
    if table.power_factor is not None:
        yield table.power_factor.base
        yield table.power_factor.point
    if table.over_contract is not None:
        yield table.over_contract.share


def tariffs_of(bills: Bills) -> tuple[Tariff, ...]:
    """Return the tariffs in force in the time booked, in order."""
    from kpi.bill import tariffs_used

    last = bills.studies[-1]
    return tariffs_used(last.books[0].frame, last.line)


def grounds_of(bills: Bills, language: Language) -> list[str]:
    """Say where the numbers come from, those of one source together, and what is assumed."""
    tariffs = tariffs_of(bills)
    used = Counter(fact.known for tariff in tariffs for fact in facts_of(tariff))
    said = [
        told(
            "fact undated" if known.year is None else "fact",
            language,
            count=count,
            year=known.year,
            grade=known.grade,
            source=known.source,
        )
        for known, count in used.items()
    ]
    return [*said, *unsaid_of(bills, language)]


def unsaid_of(bills: Bills, language: Language) -> list[str]:
    """Say what the line does not say, and what is taken instead."""
    energy, tariffs = bills.studies[-1].line.energy, tariffs_of(bills)
    said = []
    if energy.power_factor is None and any(one.table.power_factor for one in tariffs):
        said.append(told("no factor", language))
    silent = [one.pack.name for one in tariffs if one.table.over_contract is None]
    if silent:
        said.append(told("no surcharge", language, packs=", ".join(silent)))
    if not energy.peaks_w:
        year, month = bills.months[0][0]
        said.append(told("no peaks", language, month=f"{year}-{month:02}"))
    return said
