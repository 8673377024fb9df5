"""The KPI form as a header and rows of cells, once for the terminal, CSV and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twin import figures
from twin.form.words import told
from twin.wording import say

if TYPE_CHECKING:
    from kpi import Estimate
    from twin.form.rows import Form, FormRow
    from twin.wording import Language

PERCENT = 100.0
COLUMNS = (
    "number",
    "field",
    "indicator",
    "key",
    "direction",
    "unit",
    "before",
    "target",
    "weight",
    "notes",
)
# What a spreadsheet takes for the beginning of a formula or of a command.
# Some take the full-width signs of a Korean or Japanese keyboard for the plain ones.
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Number(NamedTuple):
    """A number of a cell, and how many decimals of it are shown."""

    value: float
    decimals: int = 0

    def written(self) -> str:
        """Write it without marks between thousands, as other programs read it."""
        return figures.number(self.value, self.decimals).replace(",", "")


Cell = str | Number | None


def header(language: Language) -> tuple[str, ...]:
    """Return the columns of the form."""
    return tuple(told(column, language) for column in COLUMNS)


def cells(form: Form, language: Language) -> list[tuple[Cell, ...]]:
    """Return the rows of the form; what is not known is None."""
    return [_row(form, row, language) for row in form.rows]


def _row(form: Form, row: FormRow, language: Language) -> tuple[Cell, ...]:
    one = row.indicator
    return (
        Number(row.number),
        one.field,
        one.title.in_language(language),
        told("yes" if one.key else "no", language),
        told(one.direction, language),
        form.unit(row, language),
        *values(row),
        weight(row),
        "; ".join(notes(form, row, language)),
    )


def values(row: FormRow) -> tuple[Cell, Cell]:
    """Return both values with the same decimals, as many as their intervals deserve."""
    before, after = row.sides.before, row.sides.after
    if before is None or after is None:
        return None, None
    decimals = max(figures.decimals_of(before), figures.decimals_of(after))
    return Number(before.mean, decimals), Number(after.mean, decimals)


def weight(row: FormRow) -> Cell:
    """Return the weight with the decimals it was written with; None where there is none."""
    if row.weight is None:
        return None
    exponent = row.weight.as_tuple().exponent
    return Number(float(row.weight), max(0, -exponent) if isinstance(exponent, int) else 0)


def notes(form: Form, row: FormRow, language: Language) -> list[str]:
    """Say what was achieved, where definitions differ, or why a row is empty."""
    one = row.indicator
    if one.unknown is not None:
        return [told("empty unknown", language, reason=one.unknown.in_language(language))]
    said = [_achieved(form, row, language)]
    if one.differs is not None:
        said.append(told("differs", language, differs=one.differs.in_language(language)))
    return said


def _achieved(form: Form, row: FormRow, language: Language) -> str:
    change = row.sides.achieved
    if change is None:
        nothing = row.is_filled or _is_nothing(form.comparison.before.kpis.get(row.figure or ""))
        return told("achieved nothing" if nothing else "empty", language, figure=row.figure)
    shown = in_percent(change)
    middle = figures.number(shown.mean, figures.decimals_of(shown), sign=True)
    if change.n < 2:
        return told("achieved once", language, change=middle)
    return told(
        "achieved",
        language,
        change=middle,
        interval=figures.interval(shown),
        n=change.n,
        verdict=say(verdict_of(change), language),
    )


def verdict_of(change: Estimate) -> str:
    """Say whether the change is for the better, as its interval has it."""
    from kpi import verdict

    return verdict(change, "higher")


def _is_nothing(estimate: Estimate | None) -> bool:
    return estimate is not None and estimate.mean == 0


def in_percent(change: Estimate) -> Estimate:
    """Return a share as per cent."""
    mean, low, high = (PERCENT * value for value in change[:3])
    return change._replace(mean=mean, low=low, high=high)


def looks_like_a_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula."""
    return text.lstrip(" \u3000\xa0").startswith(FORMULA_BEGINS)
