"""An investment as yearly cash flows: what is paid, when its benefit comes, what tax takes.

Years are counted from the day of the order. Money of a year flows at its end, the purchase and the
grant at once. Building takes its months; then the thing is in use for its life, and its benefit
grows in a straight line over the ramp. Every function is a pure function of numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, NamedTuple

MONTHS_PER_YEAR = 12.0
SAME = 1e-9  # of a year: less is rounding

Depreciation = Literal["straight", "declining"]


@dataclass(frozen=True, slots=True)
class Investment:
    """What a retrofit costs, in the line's currency, and its times."""

    purchase: float  # paid at the order
    upkeep: float  # [currency/year] while it is in use
    life_years: float  # from the end of building on
    build_months: float = 0.0
    ramp_months: float = 0.0
    subscription: float = 0.0  # [currency/year] while it is in use
    residual: float = 0.0  # what it sells for at the end of its life
    grant: float = 0.0  # paid at the order; never had to be earned

    @property
    def own(self) -> float:
        """What the plant pays at the order."""
        return self.purchase - self.grant

    @property
    def running(self) -> float:
        """What a year of use costs."""
        return self.upkeep + self.subscription

    @property
    def begin_years(self) -> float:
        """From the order to the end of building."""
        return self.build_months / MONTHS_PER_YEAR

    @property
    def end_years(self) -> float:
        """From the order to the end of its life."""
        return self.begin_years + self.life_years

    @property
    def years(self) -> int:
        """The years that flows are told for; the last may be a part of one."""
        return max(1, math.ceil(self.end_years - SAME))

    def without_grant(self) -> Investment:
        """Return the same, paid by the plant alone."""
        return replace(self, grant=0.0)


class Tax(NamedTuple):
    """Tax on profit, and how the purchase is written off; a loss saves tax on other profit."""

    rate: float
    life_years: float
    method: Depreciation
    rest: float  # share of the price that the declining balance leaves for the last year


def cash_flows(investment: Investment, benefit: float, tax: Tax | None = None) -> tuple[float, ...]:
    """What the plant pays (negative) and gets by year, from the order (year 0) on.

    benefit : [currency/year] of full use, the retrofit's own yearly cost not taken off
    """
    used, full = years_in_use(investment), years_of_benefit(investment)
    profit = [
        benefit * whole - investment.running * part for whole, part in zip(full, used, strict=True)
    ]
    taxed = [0.0] * investment.years if tax is None else _taxes(investment, profit, tax)
    flows = [gain - paid for gain, paid in zip(profit, taxed, strict=True)]
    flows[-1] += investment.residual
    return (-investment.own, *flows)


def years_in_use(investment: Investment) -> list[float]:
    """Share of each year in which the thing is in use; they add up to its life."""
    begin = investment.begin_years
    return _by_year(investment, lambda at: min(max(at - begin, 0.0), investment.life_years))


def years_of_benefit(investment: Investment) -> list[float]:
    """Share of a full year's benefit that each year brings, ramp and building taken off."""
    begin, ramp = investment.begin_years, investment.ramp_months / MONTHS_PER_YEAR

    def until(at: float) -> float:
        used = min(max(at - begin, 0.0), investment.life_years)
        return used * used / (2.0 * ramp) if used < ramp else used - ramp / 2.0

    return _by_year(investment, until)


def _by_year(investment: Investment, until: Callable[[float], float]) -> list[float]:
    """What comes in each year of something of which `until` says how much there was by then."""
    sums = [until(float(year)) for year in range(investment.years + 1)]
    return [later - sooner for sooner, later in pairwise(sums)]


def written_off(price: float, tax: Tax) -> list[float]:
    """Depreciation by year of use; it adds up to the price.

    Straight: the same every year. Declining: a fixed share of what is left, which is chosen so
    that `rest` is left at the end; the last year writes off that too (corporate tax decree of
    Korea, art. 26). A last year that is a part of one takes what is left.
    """
    left, amounts = price, []
    years = max(1, math.ceil(tax.life_years - SAME))
    share = 1.0 - tax.rest ** (1.0 / tax.life_years)
    for year in range(years):
        amount = price / tax.life_years if tax.method == "straight" else left * share
        amounts.append(left if year == years - 1 else amount)
        left -= amounts[-1]
    return amounts


def _taxes(investment: Investment, profit: list[float], tax: Tax) -> list[float]:
    """Tax by year: on profit less depreciation of what the plant paid itself.

    A grant lowers the price that may be written off. What is left at the end of life is written
    off then, against what the thing sells for.
    """
    by_use = written_off(investment.own, tax)
    begin = investment.begin_years

    def until(at: float) -> float:
        used = min(max(at - begin, 0.0), investment.life_years)
        whole = int(used)
        part = by_use[whole] * (used - whole) if whole < len(by_use) else 0.0
        return sum(by_use[:whole]) + part

    off = _by_year(investment, until)
    base = [gain - less for gain, less in zip(profit, off, strict=True)]
    base[-1] += investment.residual - (investment.own - sum(off))
    return [tax.rate * one for one in base]
