"""The bill as the plain object that other programs read (`twin bill --json`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from twin.bill.grounds import facts_of
from twin.outcome import Plain, applied_object, bounds, known_object, settings_object

if TYPE_CHECKING:
    from twin.bill.study import Bills
    from twin.measured import Measured

SIDES = {1: ("now",), 2: ("before", "after")}


def bill_object(bills: Bills) -> Plain:
    """Return the bill with all its figures, and every number of the pack with its source."""
    last = bills.studies[-1]
    tariff = last.line.energy.tariff
    names = SIDES[len(bills.studies)]
    return {
        "line": last.line.name,
        "retrofits": [one.name for one in last.scenario.retrofits],
        "applied": applied_object(last.scenario.landings),
        "study": settings_object(last.settings),
        "currency": last.line.currency,
        "tariff": None if tariff is None else {"pack": tariff.pack.name, "class": tariff.name},
        "bill": _rows(bills.parts, names),
        "kwh_by_band": _rows(bills.bands, names),
        "kwh_by_use": _rows(bills.uses, names),
        "figures": _rows(bills.figures, names),
        "months": [
            {"month": f"{year}-{month:02}", **{name: bounds(one) for name, one in row.items()}}
            for (year, month), row in bills.months
        ],
        "peaks": {
            name: None
            if peak is None
            else {
                "kw": peak.bill.peak_kw,
                "from": None if peak.bill.peak_at is None else peak.bill.peak_at.isoformat(),
                "drawn_kw": peak.drawn,
            }
            for name, peak in zip(names, bills.peaks, strict=True)
        },
        "facts": []
        if tariff is None
        else [
            {
                "path": fact.path,
                "written": fact.written,
                "value": fact.value,
                "low": fact.low,
                "high": fact.high,
                **known_object(fact.known),
            }
            for fact in facts_of(tariff)
        ],
    }


def _rows(rows: Mapping[str, Measured], names: tuple[str, ...]) -> Plain:
    found: Plain = {}
    for name, row in rows.items():
        sides = {side: bounds(one) for side, one in zip(names, row.sides, strict=True)}
        if row.difference is not None:
            sides["difference"] = bounds(row.difference)
        found[name] = sides
    return found
