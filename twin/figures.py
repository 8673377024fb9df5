"""How numbers are written for people: as many digits as the interval deserves, no more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kpi import Estimate

NOTHING = "-"
MOST_DECIMALS = 8
MOST_DIGITS = 5  # significant digits, however narrow the interval
DIGITS = 4  # significant digits of a number whose interval is not known or is a point

DURATIONS: tuple[tuple[float, str], ...] = (
    (604_800.0, "week"),
    (86_400.0, "day"),
    (3600.0, "h"),
    (60.0, "min"),
    (1.0, "s"),
)


def decimals_of(estimate: Estimate) -> int:
    """Return how many decimals leave two digits of the interval's half width, within five in all.

    A plant is not known to six digits, whatever the interval of a simulated mean says.
    """
    half = (estimate.high - estimate.low) / 2
    if math.isfinite(half) and half > 0:
        top = math.floor(math.log10(max(abs(estimate.low), abs(estimate.high))))
        wanted = min(1 - math.floor(math.log10(half)), MOST_DIGITS - 1 - top)
    elif estimate.mean and math.isfinite(estimate.mean):
        wanted = DIGITS - 1 - math.floor(math.log10(abs(estimate.mean)))
    else:
        wanted = 0
    return max(0, min(wanted, MOST_DECIMALS))


def number(value: float, decimals: int, sign: bool = False) -> str:
    """Write a number with its thousands apart; NaN and infinity are written as nothing."""
    if not math.isfinite(value):
        return NOTHING
    text = f"{value:{'+' if sign else ''},.{decimals}f}"
    return text if float(text.replace(",", "")) else f"{0:.{decimals}f}"


def mean(estimate: Estimate | None, most: int = MOST_DECIMALS) -> str:
    """Write an estimate's mean with the digits its interval deserves, at most so many decimals."""
    if estimate is None:
        return NOTHING
    return number(estimate.mean, min(most, decimals_of(estimate)))


def means(estimates: Sequence[Estimate | None], most: int = MOST_DECIMALS) -> list[str]:
    """Write the means of estimates that stand beside each other with the same digits."""
    wanted = max((decimals_of(one) for one in estimates if one is not None), default=0)
    decimals = min(most, wanted)
    return [NOTHING if one is None else number(one.mean, decimals) for one in estimates]


def interval(estimate: Estimate | None, most: int = MOST_DECIMALS) -> str:
    """Write an estimate's interval, with at most so many decimals."""
    if estimate is None or not math.isfinite(estimate.low):
        return NOTHING
    decimals = min(most, decimals_of(estimate))
    return f"[{number(estimate.low, decimals)}, {number(estimate.high, decimals)}]"


def difference(estimate: Estimate | None, most: int = MOST_DECIMALS) -> str:
    """Write a difference with its sign and its interval, with at most so many decimals."""
    if estimate is None:
        return NOTHING
    middle = number(estimate.mean, min(most, decimals_of(estimate)), sign=True)
    bounds = interval(estimate, most)
    return middle if bounds == NOTHING else f"{middle} {bounds}"


MINUTE_S = 60.0
KOREAN_UNITS = {"week": "주", "day": "일", "h": "시간", "min": "분", "s": "초"}


def time_unit(largest: float) -> tuple[float, str]:
    """Return the size [s] and name of the unit in which times up to this one [s] are short."""
    sizes = ((86_400.0, "days"), (3600.0, "h"), (60.0, "min"))
    return next(((size, name) for size, name in sizes if largest >= 2 * size), (1.0, "s"))


def duration_in(language: str, seconds: float) -> str:
    """Write a duration in a language of the house; Korean says 1분 20초 for 80 s."""
    if language == "en":
        return duration(seconds)
    count, unit = duration(seconds).split(" ")
    whole = "." not in count and not (unit == "s" and seconds >= MINUTE_S)
    if whole or seconds < MINUTE_S or "e" in count:
        return f"{count}{KOREAN_UNITS[unit.rstrip('s') or 's']}"
    parts, left = [], round(seconds, 3)
    for size, name in DURATIONS[1:-1]:
        full, left = divmod(left, size)
        parts += [f"{full:g}{KOREAN_UNITS[name]}"] if full else []
    rest = f"{round(left, 3):g}"
    return " ".join([*parts, f"{rest}초"] if rest != "0" else parts)


def duration(seconds: float) -> str:
    """Write a duration in the largest unit that leaves a short number."""
    for size, unit in DURATIONS:
        count = seconds / size
        if count >= 1 and round(count, 3) == count:
            plural = "s" if unit in {"week", "day"} and count != 1 else ""
            return f"{count:g} {unit}{plural}"
    return f"{seconds:g} s"
