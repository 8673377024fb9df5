"""What a judgement took because nobody said it, with its grade: the end of the report lists it.

A number of a data pack has the grade of its source; what the program chose itself has grade D.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from twin.judge.words import told
from twin.outline import Part
from twin.table import Cells

if TYPE_CHECKING:
    from twin.bill import Bills
    from twin.invest import Appraisal
    from twin.judge.study import Judgement
    from twin.safety import Safety
    from twin.wording import Language

CHOSEN = "D"
NEEDED = "need"  # listed above, where the report tells what a retrofit needs first
OF_PACK = ("discount", "tax-life", "declining")  # asked of a data pack where nobody states them

Taken = Iterator[tuple[str, str]]  # what was taken, in words, and its grade


def defaults(judgement: Judgement, language: Language) -> Part:
    """Return every default that a chapter used, by chapter."""
    rows = tuple(
        Cells((told(name, language), what, grade))
        for name, found in judgement.found.items()
        if name in OF_CHAPTER
        for what, grade in OF_CHAPTER[name](found, language)
    )
    header = tuple(told(key, language) for key in ("chapter", "taken", "grade"))
    closing = (told("grades", language),)
    return Part(told("defaults", language), header=header, rows=rows, left=3, closing=closing)


def _investment(appraisal: Appraisal, language: Language) -> Taken:
    from twin.invest.card import basis_name, basis_source, basis_value

    currency = appraisal.comparison.before.line.currency
    for one in appraisal.basis:
        if (one.origin == "unsaid" and one.key != NEEDED) or one.key in OF_PACK:
            value = basis_value(one, currency, language)
            name, source = basis_name(one, language), basis_source(one, language)
            what = name if one.value is None else f"{name}: {value}"
            yield f"{what} ({source})", one.grade or CHOSEN


def _bill(bills: Bills, language: Language) -> Taken:
    from twin.bill.grounds import unsaid_of

    for what in unsaid_of(bills, language):
        yield what, CHOSEN


def _safety(safety: Safety, language: Language) -> Taken:
    from twin.safety.grounds import unsaid_of

    yield from unsaid_of(safety, language)


OF_CHAPTER: dict[str, Callable[[Any, Language], Taken]] = {
    "investment": _investment,
    "bill": _bill,
    "safety": _safety,
}
