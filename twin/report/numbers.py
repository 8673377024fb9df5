"""How a figure of the report is written: the reader's unit, and digits by its interval.

Shares become per cent, seconds become the unit in which they are short, money takes the line's
currency. Everything of one row shares one unit and one number of decimals.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from twin import figures
from twin.report.wording import Words
from twin.units import say_unit

if TYPE_CHECKING:
    from kpi import Estimate

DIGITS, MOST_DIGITS = 4, 5  # of a figure without an interval, of any figure
MONEY_DECIMALS = 2
NOTHING = "–"
PERCENT = "\N{NO-BREAK SPACE}%"  # a number is never parted from its sign
ROUNDEST = -4  # the largest sums still show their ten thousands


class Scale(NamedTuple):
    """How the values of one row are turned into what is printed."""

    factor: float
    unit: str
    step_unit: str  # unit of a difference: per cent of a share would be misread
    decimals: int
    step_decimals: int  # a paired difference is known more closely than its two sides


def scale_of(
    unit: str,
    sides: Iterable[Estimate | None],
    words: Words,
    currency: str,
    step: Estimate | None = None,
) -> Scale:
    """Choose unit and decimals for the sides of a row and for their difference."""
    given = [estimate for estimate in sides if estimate is not None]
    largest = max((abs(e.mean) for e in given if math.isfinite(e.mean)), default=0.0)
    factor, shown = _unit(unit, largest, words, currency)
    finest = MONEY_DECIMALS if "currency" in unit else 9
    decimals = min(_decimals(given, factor), finest)
    steps = decimals if step is None else min(_decimals([step], factor), decimals + 2, finest)
    step_unit = words("points") if shown == "%" else shown
    return Scale(factor, shown, step_unit, decimals, max(steps, decimals - 1))


def _decimals(row: Sequence[Estimate], factor: float) -> int:
    """As many decimals as leave two digits of the narrowest interval, within five digits in all."""
    halves = [factor * (e.high - e.low) / 2 for e in row]
    wide = [half for half in halves if math.isfinite(half) and half > 0]
    size = max((abs(e.mean) * factor for e in row if math.isfinite(e.mean)), default=0.0)
    if not size and not wide:
        return 0
    top = math.floor(math.log10(size or max(wide)))
    wanted = 1 - math.floor(math.log10(min(wide))) if wide else DIGITS - 1 - top
    return max(ROUNDEST, min(wanted, MOST_DIGITS - 1 - top))


def _unit(unit: str, largest: float, words: Words, currency: str) -> tuple[float, str]:
    """Return the factor and the printed unit for values of this size."""
    if unit == "share":
        return 100.0, "%"
    if unit == "1":
        return 1.0, ""
    if unit == "s":
        size, name = figures.time_unit(largest)
        return 1 / size, say_unit(name, words.language)
    return 1.0, say_unit(unit.replace("currency", currency), words.language)


def number(value: float, decimals: int, sign: bool = False) -> str:
    """Write a number; decimals below 0 round to tens, hundreds and so on."""
    if not math.isfinite(value):
        return NOTHING
    text = f"{round(value, decimals):{'+' if sign else ''},.{max(decimals, 0)}f}"
    return text.replace("-", "−") if text.strip("+-0.,") else text.lstrip("+-")


def mean(estimate: Estimate | None, scale: Scale, sign: bool = False) -> str:
    """Write the mean in the row's unit; with `sign` it is a difference."""
    if estimate is None:
        return NOTHING
    decimals = scale.step_decimals if sign else scale.decimals
    return number(estimate.mean * scale.factor, decimals, sign)


def interval(estimate: Estimate | None, scale: Scale, sign: bool = False) -> str:
    """Write the 95 % interval in the row's unit; nothing where one replication gives none."""
    decimals = scale.step_decimals if sign else scale.decimals
    if estimate is None or not (math.isfinite(estimate.low) and math.isfinite(estimate.high)):
        return ""
    low, high = (
        number(value * scale.factor, decimals, sign) for value in (estimate.low, estimate.high)
    )
    return f"{low} … {high}"


def percent(share: float, decimals: int = 0, sign: bool = False) -> str:
    """Write a share as per cent."""
    return number(100 * share, decimals, sign) + PERCENT


def relative(difference: Estimate | None, before: Estimate | None) -> tuple[float, float, float]:
    """Return the difference and its interval as shares of the mean before; NaN where undefined."""
    if difference is None or before is None or not before.mean:
        return math.nan, math.nan, math.nan
    base = abs(before.mean)
    return difference.mean / base, difference.low / base, difference.high / base


def change(share: float, sign: bool = True) -> str:
    """Write a relative change with the digits that its size deserves."""
    if not math.isfinite(share):
        return NOTHING
    size = abs(100 * share)
    return percent(share, 0 if size >= 20 else 1 if size >= 1 else 2, sign)


def duration(seconds: float, words: Words) -> str:
    """Write a duration in the largest unit that leaves a short number."""
    return figures.duration_in(words.language, seconds).replace(" ", "\N{NO-BREAK SPACE}")


def money(value: float, currency: str, words: Words, decimals: int = 0) -> str:
    """Write a sum of money the way it is spoken: 1,234원, or 1,234 KRW."""
    text = number(value, decimals)
    return f"{text}원" if (currency, words.language) == ("KRW", "ko") else f"{text} {currency}"
