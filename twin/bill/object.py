"""The bill as the plain object that other programs read (`twin bill --json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.bill.grounds import facts_of, tariffs_of
from twin.bill.sheet import SIDES, rows_object
from twin.bill.sheets import sheets_object
from twin.outcome import Plain, applied_object, bounds, known_object, settings_object

if TYPE_CHECKING:
    from twin.bill.study import Bills


def bill_object(bills: Bills) -> Plain:
    """Return the bill with all its figures, and every number of the pack with its source."""
    last = bills.studies[-1]
    tariff, tariffs = last.line.energy.tariff, tariffs_of(bills)
    names = SIDES[len(bills.studies)]
    return {
        "line": last.line.name,
        "retrofits": [one.name for one in last.scenario.retrofits],
        "applied": applied_object(last.scenario.landings),
        "study": settings_object(last.settings),
        "currency": last.line.currency,
        "tariff": None if tariff is None else {"pack": tariff.pack.name, "class": tariff.name},
        "tariffs": [
            {"pack": one.pack.name, "class": one.name, "from": one.pack.since.isoformat()}
            for one in tariffs
        ],
        "bill": rows_object(bills.parts),
        "kwh_by_band": rows_object(bills.bands),
        "kwh_by_use": rows_object(bills.uses),
        "figures": rows_object(bills.figures),
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
        **sheets_object(bills),
        "facts": [
            {
                "pack": one.pack.name,
                "path": fact.path,
                "written": fact.written,
                "value": fact.value,
                "low": fact.low,
                "high": fact.high,
                **known_object(fact.known),
            }
            for one in tariffs
            for fact in facts_of(one)
        ],
    }
