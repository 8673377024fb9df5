"""Indicators of an official form by key figures: values in its units, changes by its rule.

What an indicator is stands in a data pack of kind `kpi-form`; here is only the arithmetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kpi.books import Figure, Ratio
from kpi.registry import REGISTRY
from kpi.statistics import Estimate, estimate, relative_change
from lines.errors import LineError, hint
from lines.packs.kpi_form import INCREASE
from lines.places import problem_at

if TYPE_CHECKING:
    from lines.packs import KpiForm, Measured
    from lines.packs.kpi_form import Direction

WHOLE = 100.0  # [%] what the state before counts as, where an indicator is relative to it


class Sides(NamedTuple):
    """An indicator before and after in the unit of the form, and the change achieved.

    `achieved` is a share, above 0 for the better; None where there is nothing before to divide by.
    """

    before: Estimate | None
    after: Estimate | None
    achieved: Estimate | None


def sides_of(
    measured: Measured, direction: Direction, before: Sequence[Figure], after: Sequence[Figure]
) -> Sides:
    """Return an indicator of two studies from its key figure, replication by replication."""
    old = [converted(measured, figure) for figure in before]
    new = [converted(measured, figure) for figure in after]
    change = relative_change(old, new)
    gain = None if change is None else achieved(change, direction)
    if not measured.relative:
        return Sides(estimate(old), estimate(new), gain)
    if change is None:
        return Sides(None, None, None)
    whole = Estimate(WHOLE, WHOLE, WHOLE, change.n)
    mean, low, high = (WHOLE * (1 + value) for value in change[:3])
    return Sides(whole, Estimate(mean, low, high, change.n), gain)


def converted(measured: Measured, figure: Figure) -> Figure:
    """Return a key figure of one run in the unit of the form; sums stay apart."""
    if figure is None:
        return None
    factor = measured.times / measured.over
    if isinstance(figure, Ratio):
        above = figure.numerator
        above = figure.denominator - above if measured.complement else above
        return Ratio(factor * above, figure.denominator)
    return factor * (1.0 - figure if measured.complement else figure)


def achieved(change: Estimate, direction: Direction) -> Estimate:
    """Return (after - before) / before as the form counts it: above 0 is for the better.

    To increase: (now - before) / before; to decrease: (before - now) / before.
    """
    if direction == INCREASE:
        return change
    return Estimate(0.0 - change.mean, 0.0 - change.high, 0.0 - change.low, change.n)


def refuse_strangers(form: KpiForm) -> None:
    """Raise LineError where an indicator names a figure that nobody measures."""
    figures = [one.measured.figure for one in form.indicators.values() if one.measured is not None]
    told = "no such key figure, see `twin kpi`"
    strangers = [one for one in figures if one.name not in REGISTRY]
    if strangers:
        raise LineError(
            problem_at(one.place, one.path, told + hint(one.name, REGISTRY)) for one in strangers
        )
