"""The tables about energy that a bill carries beside its months, in the order of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.bill.duration import duration_object, duration_sheet
from twin.bill.normal import normal_object, normal_sheet
from twin.bill.shares import shares_object, shares_sheets

if TYPE_CHECKING:
    from twin.bill.study import Bills
    from twin.outcome import Plain
    from twin.outline import Part
    from twin.wording import Language


def sheets_of(bills: Bills, language: Language) -> list[Part]:
    """Return every table, each with its title and its sentences."""
    studies = bills.studies
    sheets = [*shares_sheets(studies, language), duration_sheet(studies, language)]
    if len(studies) > 1:
        sheets.append(normal_sheet(studies[0], studies[-1], language))
    return sheets


def sheets_object(bills: Bills) -> Plain:
    """Return what the tables say in full precision, by name."""
    studies = bills.studies
    two = len(studies) > 1
    return {
        "normalised": normal_object(studies[0], studies[-1]) if two else None,
        "energy_shares": shares_object(studies),
        "load_duration": duration_object(studies),
    }
