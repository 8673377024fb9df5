"""Rates, taxes, and what a year's books are turned into money with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi import Tax, Valuing
from lines.packs import NoSuchPack, appraisal_on, wage_of
from twin.invest.basis import Basis, of_fact
from twin.invest.demand import rest_on_demand
from twin.invest.wishes import option_of
from twin.settings import SettingError

if TYPE_CHECKING:
    from lines.packs import Appraisal as Rules
    from twin.invest.asked import Asked


def discount_of(asked: Asked) -> float:
    """Return the rate of discount a year."""
    stated = asked.wishes.discount
    if stated is None:
        fact = _rules(asked).discount
        asked.rests_on(of_fact("discount", fact, "share"))
        return fact.value
    asked.given("discount", stated, "share", "discount")
    return stated


def tax_of(asked: Asked) -> Tax | None:
    """Return the tax, and how the purchase is written off; None where all is before tax."""
    wishes = asked.wishes
    if wishes.tax is None:
        asked.unsaid("no-tax", "tax")
        return None
    asked.given("tax", wishes.tax, "share", "tax")
    life = _tax_life(asked)
    if wishes.depreciation == "straight":
        asked.given("straight", None, "text", "depreciation")
        return Tax(wishes.tax, life, "straight", rest=0.0)
    rest = _rules(asked).rest
    asked.rests_on(of_fact("declining", rest, "share"))
    return Tax(wishes.tax, life, "declining", rest.value)


def _tax_life(asked: Asked) -> float:
    stated = asked.wishes.tax_life_years
    if stated is None:
        fact = _rules(asked).tax_life
        asked.rests_on(of_fact("tax-life", fact, "years"))
        return fact.value
    asked.given("tax-life", stated, "years", "tax_life_years")
    return stated


def _rules(asked: Asked) -> Rules:
    try:
        return appraisal_on(asked.packs, asked.line.start)
    except NoSuchPack as error:
        told = "state --discount, and with --tax also --tax-life and --depreciation straight"
        raise SettingError(f"{error}; {told}") from None


def valuing_of(asked: Asked) -> Valuing:
    """Return what parts, claims and hours are worth; what is not stated counts nothing."""
    wishes = asked.wishes
    rest_on_demand(asked)
    if wishes.claim is None:
        asked.unsaid("no-claim", "claim")
    else:
        asked.given("claim", wishes.claim, "money", "claim")
    return Valuing(wishes.demand, _realised(asked), wishes.claim, _wage(asked), _accident(asked))


def _accident(asked: Asked) -> float | None:
    """Return what an injury costs; nothing where nobody says so."""
    cost, line = asked.wishes.accident_cost, asked.line
    if cost is None:
        asked.rests_on(Basis("no-accidents", None, "text", "unsaid", option_of("accident_cost")))
        return None
    dangers = [station.hazards for station in line.stations.values()]
    dangers += [fleet.hazards for fleet in line.fleets.values()]
    if not any(dangers):
        raise SettingError(
            f"--accident-cost: the line '{line.name}' names no hazard, so that nobody can say what"
            " injuries to expect; add 'hazards' to a station, or leave the option out"
        )
    asked.given("accident", cost, "money", "accident_cost")
    return cost


def _realised(asked: Asked) -> float:
    """Return the share of the released hours that is no longer paid."""
    stated = asked.wishes.realised
    if stated is not None:
        asked.given("realised", stated, "share", "realised")
        return stated
    if asked.line.crews:
        asked.rests_on(Basis("realised", 0.0, "share", "unsaid", "--realise"))
    return 0.0


def _wage(asked: Asked) -> float | None:
    """Return the wage of crews to which the line gives none; write down those of all crews."""
    line, wage = asked.line, asked.wishes.wage
    if not asked.wishes.realised:
        return None
    for name, crew in line.crews.items():
        if crew.wage_per_h is not None:
            row = Basis("wage", crew.wage_per_h, "hourly", "line", line.name, about=name)
            asked.rests_on(row)
    bare = ", ".join(name for name, crew in line.crews.items() if crew.wage_per_h is None)
    if wage is None:
        return None
    if not bare:
        raise SettingError(f"--wage: every crew of the line '{line.name}' has a wage of its own")
    if isinstance(wage, str):
        pay = wage_of(wage, asked.packs, line.start, line.currency).pay
        asked.rests_on(of_fact("wage", pay, "hourly", bare))
        return pay.value
    asked.given("wage", wage, "hourly", "wage", bare)
    return wage
