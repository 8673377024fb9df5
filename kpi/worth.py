"""What cash flows are worth: present value, the rates at which it is nothing, the payback.

Flows are a number a year, the first at once, the others at the end of their year.
Sources: Brealey, Myers, Allen, *Principles of Corporate Finance*, ch. 5; Descartes' rule of signs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

WORTHLESS = 1e-9  # of the flows' size: a value below is rounding
LARGEST_FACTOR = 1e9  # 1 + the largest rate that is looked for


class Rates(NamedTuple):
    """Internal rates of return: none, one, or several where the flows change sign again."""

    found: tuple[float, ...]  # a year, in rising order
    sign_changes: int

    @property
    def rate(self) -> float | None:
        """The rate, where there is one and only one."""
        return self.found[0] if len(self.found) == 1 else None


def present_value(flows: Sequence[float], discount: float) -> float:
    """Worth of the flows today (net present value) at a rate of discount a year, above -1."""
    return math.fsum(_today(flows, discount))


def _today(flows: Sequence[float], discount: float) -> list[float]:
    """Worth of each flow today; a far one at a high rate fades to 0 and overflows nothing."""
    log_factor = math.log1p(discount)
    return [flow * math.exp(-log_factor * year) for year, flow in enumerate(flows)]


def internal_rates(flows: Sequence[float]) -> Rates:
    """Return every rate above -1 at which the flows are worth nothing.

    Flows that never change their sign have none. One change leaves exactly one rate, which is
    found by halving; with more there may be none or several, the real roots of the polynomial.
    """
    signs = [flow > 0 for flow in flows if flow != 0]
    changes = sum(before != after for before, after in pairwise(signs))
    if changes == 0:
        return Rates((), 0)
    if changes == 1:
        return Rates((_only_factor(flows) - 1.0,), 1)
    return Rates(tuple(factor - 1.0 for factor in _factors(flows)), changes)


def _only_factor(flows: Sequence[float]) -> float:
    """Halve the reach of 1 + rate until no number lies between; the sign changes once within."""
    rising = next(flow for flow in flows if flow != 0) > 0
    low, high = math.log(1.0 / LARGEST_FACTOR), math.log(LARGEST_FACTOR)
    while low < (middle := (low + high) / 2) < high:
        if (_scaled(flows, middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return math.exp(high)


def _scaled(flows: Sequence[float], log_factor: float) -> float:
    """Worth of the flows at a factor, times something above 0 that keeps it from overflowing."""
    last = len(flows) - 1
    shift = max(0.0, -log_factor * last)
    return math.fsum(flow * math.exp(-log_factor * t - shift) for t, flow in enumerate(flows))


def _factors(flows: Sequence[float]) -> list[float]:
    """The positive real roots of the flows as a polynomial in 1 + rate, each once."""
    size = max(abs(flow) for flow in flows)
    roots = np.roots(np.array(flows) / size)
    real = sorted(float(root.real) for root in roots if abs(root.imag) <= 1e-6 * abs(root))
    found: list[float] = []
    for factor in real:
        fresh = not found or factor - found[-1] > 1e-6 * factor
        if factor > 1.0 / LARGEST_FACTOR and fresh:
            found.append(factor)
    return found


def payback(
    flows: Sequence[float], discount: float = 0.0, begin: float = 0.0, end: float = math.inf
) -> float | None:
    """Years until the flows have paid for themselves and stay so; None where they do not.

    Within a year money flows evenly, not before `begin` and not after `end` [year], the time of
    use. Discounted where a rate is given. Without anything to pay back it is 0.
    """
    worth = _today(flows, discount)
    least = -WORTHLESS * max(map(abs, worth))
    sums = np.cumsum(worth)
    open_years = [year for year, one in enumerate(sums) if one < least]
    if not open_years:
        return 0.0
    last = open_years[-1]
    if last == len(worth) - 1:
        return None
    opens, closes = max(float(last), begin), min(last + 1.0, end)
    return opens - (closes - opens) * float(sums[last]) / worth[last + 1]
