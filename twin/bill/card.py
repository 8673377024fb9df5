"""The bill part by part: components, months, uses, the highest demand, and its grounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from twin import figures
from twin.bill.grounds import grounds_of, tariffs_of
from twin.bill.sheets import sheets_of
from twin.bill.words import told
from twin.outline import Part, printed
from twin.scorecard import PERCENT, SHARE, headline, in_shown_unit
from twin.table import Cells, Section
from twin.wording import say

if TYPE_CHECKING:
    from kpi import Estimate
    from twin.bill.study import Bills, Peak
    from twin.measured import Measured
    from twin.wording import Language

SHARES = ("not_valued",)
MOST_DRAWN = 6  # of those that draw in the quarter hour of the highest demand
COLUMNS = ("kwh", "peak", "billed", "energy", "demand", "charges", "taxes", "total")


def bill_card(bills: Bills, language: Language, width: int | None) -> str:
    """Return the bill as text, under what was run."""
    head = Part(said=(headline(bills.studies[-1], language),))
    return printed([head, *bill_parts(bills, language)], width)


def bill_parts(bills: Bills, language: Language) -> list[Part]:
    """Return the bill: components, figures, months, uses, the highest demand, and its grounds."""
    line = bills.studies[-1].line
    rows = tuple(_rows_of(bills, language, line.currency))
    return [
        Part(said=(_tariff(bills, language),)),
        Part(header=_header(bills, language), rows=rows),
        _months(bills, language),
        *(Part(said=(one,)) for one in _highest(bills, language)),
        *sheets_of(bills, language),
        Part(told("rests", language), points=tuple(grounds_of(bills, language))),
    ]


def _tariff(bills: Bills, language: Language) -> str:
    first, *later = tariffs_of(bills)
    said = told(
        "tariff",
        language,
        title=first.pack.title.in_language(language),
        name=first.name,
        kw=f"{(bills.studies[-1].line.energy.contract_w or 0.0) / 1000.0:g}",
    )
    changes = [
        told(
            "tariff from", language, title=one.pack.title.in_language(language), day=one.pack.since
        )
        for one in later
    ]
    return "\n".join([said, *changes])


def _header(bills: Bills, language: Language) -> tuple[str, ...]:
    if len(bills.studies) == 1:
        return "", say("mean", language), say("interval", language)
    return "", *(say(key, language) for key in ("before", "after", "difference"))


def _rows_of(bills: Bills, language: Language, currency: str) -> list[Cells | Section]:
    rows: list[Cells | Section] = []
    for title, found in (("bill", bills.parts), ("figures", bills.figures), ("uses", bills.uses)):
        rows.append(Section(told(title, language, currency=currency), apart=bool(rows)))
        decimals = 0 if title == "bill" else figures.MOST_DECIMALS  # a bill is of whole won
        rows += _section(found, language, currency, decimals)
    return rows


def _section(
    found: Mapping[str, Measured], language: Language, currency: str, decimals: int
) -> list[Cells | Section]:
    return [
        Cells((f"  {told(name, language, currency=currency)}", *_cells(name, row, decimals)))
        for name, row in found.items()
    ]


def _cells(name: str, row: Measured, decimals: int) -> tuple[str, ...]:
    """The sides of a figure and the step between them, a share as a reader sees it."""
    unit = SHARE if name in SHARES else ""
    (*sides, step), _ = in_shown_unit([*row.sides, row.difference], unit)
    if len(sides) == 1:
        return figures.mean(sides[0], decimals), figures.interval(sides[0], decimals)
    return (*figures.means(sides, decimals), figures.difference(step, decimals))


def _months(bills: Bills, language: Language) -> Part:
    header = (told("month", language), *(told(f"month {name}", language) for name in COLUMNS))
    shares = [month.booked for month in bills.studies[-1].books[0].bill]
    rows: list[Cells | Section] = []
    for ((year, number), row), share in zip(bills.months, shares, strict=True):
        month = f"{year}-{number:02}"
        if share < 1.0:
            part = f"{PERCENT * share:.0f}"
            month = told("part of month", language, month=month, share=part)
        rows.append(Cells((month, *(_whole(row[name]) for name in COLUMNS))))
    return Part(told("months", language), header=header, rows=tuple(rows))


def _whole(estimate: Estimate | None) -> str:
    return figures.NOTHING if estimate is None else figures.number(estimate.mean, 0)


def _highest(bills: Bills, language: Language) -> list[str]:
    """Say what drew in the quarter hour of the highest demand, and whether it is too much."""
    said = []
    names = ("",) if len(bills.peaks) == 1 else ("before", "after")
    contract_kw = (bills.studies[-1].line.energy.contract_w or 0.0) / 1000.0
    for name, peak in zip(names, bills.peaks, strict=True):
        if peak is not None:
            said.append(_of_peak(peak, f"{say(name, language)} " if name else "", language))
            if peak.bill.peak_kw > contract_kw:
                key = "over billed" if peak.bill.over_contract else "over"
                said.append(told(key, language, contract=f"{contract_kw:g}"))
    return said


def _of_peak(peak: Peak, side: str, language: Language) -> str:
    drawn = [f"{told(name, language)} {kw:,.1f} kW" for name, kw in peak.drawn.items()]
    return told(
        "top",
        language,
        side=side,
        kw=f"{peak.bill.peak_kw:,.1f}",
        when=f"{peak.bill.peak_at:%Y-%m-%d %H:%M}",
        drawn=", ".join(drawn[:MOST_DRAWN]),
    )
