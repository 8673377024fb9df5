"""Does it pay? A comparison before and after, turned into the worth of an investment."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kpi import (
    Benefit,
    Estimate,
    Investment,
    NotPriced,
    Rates,
    cash_flows,
    estimate,
    internal_rates,
    payback,
    present_value,
    wilson,
    yearly_benefit,
)
from kpi.bill import tariffs_used
from kpi.books import HOURS_PER_YEAR
from twin.compare import compare, part_of
from twin.invest.basis import Basis
from twin.invest.needs import of_needs
from twin.invest.origins import WorthOrigins, check_draws_of, worth_origins
from twin.invest.terms import terms_of
from twin.scenario import Scenario, scenario_of
from twin.settings import SettingError
from twin.study import Conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lines.packs import Tariff
    from twin.compare import Comparison
    from twin.invest.terms import Terms
    from twin.invest.wishes import Wishes
    from twin.scenario import LineLike, RetrofitLike
    from twin.study import Progress

UPKEEP = "upkeep"  # the component that the retrofit costs each year itself


@dataclass(frozen=True)
class Worth:
    """An investment with the benefit of all replications, with or without a grant."""

    investment: Investment
    flows: tuple[float, ...]  # of the mean benefit, from the order on
    values: tuple[float, ...]  # net present value of each replication
    value: Estimate
    rates: Rates  # of the flows
    payback: float | None  # [year] of the flows
    discounted_payback: float | None
    worthwhile: Estimate  # share of the replications with a value above 0
    in_time: Estimate  # share of those that are paid back in time


@dataclass(frozen=True)
class Appraisal:
    """What an investment brings and what it is worth; whatever is printed is in here."""

    comparison: Comparison
    terms: Terms
    benefit: Benefit
    components: dict[str, tuple[float, ...]]  # [currency/year] upkeep among them
    times: float  # how often the booked span goes into a year
    without_grant: Worth
    with_grant: Worth | None
    basis: tuple[Basis, ...]
    origins: WorthOrigins | None = None  # of its spread, where they were asked for

    @property
    def net(self) -> tuple[float, ...]:
        """Net benefit of a year of full use, of each replication: the sum of the components."""
        return tuple(math.fsum(row) for row in zip(*self.components.values(), strict=True))


def invest(
    line: LineLike,
    retrofits: Sequence[RetrofitLike],
    wishes: Wishes,
    *,
    at: str | None = None,
    origins: int | None = None,
    **study: Any,
) -> Appraisal:
    """Run a line before and after its retrofits, and appraise what they cost and bring.

    origins : draws on two levels, which tell where the spread of the worth comes from; or none
    study : what `compare` takes beside, such as `length_s`, `replications`, `seed`

    Raises
    ------
    LineError
        If the line or a retrofit says something that cannot be run.
    SettingError
        If something is not known that the appraisal needs; before anything is run, if it can.
    """
    if not retrofits:
        raise SettingError("nothing to invest in: name at least one retrofit")
    after = scenario_of(line, retrofits, at)
    terms = terms_of(Scenario(after.source), after, wishes)
    if origins is None:
        return appraise(compare(after.source, after.retrofits, at=at, **study), terms)
    check_draws_of(after, origins)
    progress = study.pop("progress", None)
    first = compare(after.source, after.retrofits, at=at, progress=part_of(progress, 0, 2), **study)
    conditions = Conditions(study.get("engine", "fast"), threads=study.get("threads"))
    found = appraise(first, terms)
    return with_origins(found, after, origins, conditions, part_of(progress, 1, 2))


def with_origins(
    appraisal: Appraisal,
    after: Scenario,
    draws: int,
    conditions: Conditions,
    progress: Progress | None = None,
) -> Appraisal:
    """Return the appraisal with the origins of the spread of its worth, from so many draws."""
    settings = appraisal.comparison.after.settings
    found = worth_origins(after, appraisal.terms, draws, settings, conditions, progress)
    return replace(appraisal, origins=found)


def appraise(comparison: Comparison, terms: Terms) -> Appraisal:
    """Appraise an investment by the books before and after it.

    Raises
    ------
    SettingError
        If the books cannot be told in money: a part that is sold has no price, and the like.
    """
    before, after = comparison.before, comparison.after
    try:
        benefit = yearly_benefit(before.books, after.books, terms.valuing)
    except NotPriced as error:
        raise SettingError(str(error)) from None
    running = terms.investment.running
    upkeep = tuple(-running for _ in benefit.total)
    own = _worth(terms.investment.without_grant(), benefit, terms)
    granted = _worth(terms.investment, benefit, terms) if terms.grant is not None else None
    return Appraisal(
        comparison=comparison,
        terms=terms,
        benefit=benefit,
        components={**benefit.components, UPKEEP: upkeep},
        times=HOURS_PER_YEAR / before.books[0].span_h,
        without_grant=own,
        with_grant=granted,
        basis=(
            *terms.basis,
            *_of_the_books(comparison, benefit),
            *_of_the_effects(comparison),
            *_of_the_inputs(comparison),
            *of_needs(comparison),
        ),
    )


def _worth(investment: Investment, benefit: Benefit, terms: Terms) -> Worth:
    """Appraise every replication, and the mean over them."""
    paths = [cash_flows(investment, one, terms.tax) for one in benefit.total]
    values = tuple(present_value(flows, terms.discount) for flows in paths)
    use = investment.begin_years, investment.end_years
    times = [payback(flows, 0.0, *use) for flows in paths]
    mean = math.fsum(benefit.total) / len(benefit.total)
    flows = cash_flows(investment, mean, terms.tax)
    value = estimate(values)
    assert value is not None  # there is at least one replication, and its value is a number
    return Worth(
        investment=investment,
        flows=flows,
        values=values,
        value=value,
        rates=internal_rates(flows),
        payback=payback(flows, 0.0, *use),
        discounted_payback=payback(flows, terms.discount, *use),
        worthwhile=wilson(sum(one > 0 for one in values), len(values)),
        in_time=wilson(
            sum(one is not None and one < terms.within_years for one in times), len(times)
        ),
    )


def _of_the_books(comparison: Comparison, benefit: Benefit) -> list[Basis]:
    """What is taken for granted in stretching the books to a year."""
    line = comparison.before.line
    times = HOURS_PER_YEAR / comparison.before.books[0].span_h
    rows = [
        Basis("prices", None, "text", "line", line.name),
        Basis("escapes", None, "text", "rule"),
        Basis("year", times, "times", "rule"),
        Basis("scatter", None, "text", "rule"),
        Basis("year-end", None, "text", "rule"),
    ]
    if "energy" not in benefit.components:
        rows.append(Basis("no-energy", None, "text", "unsaid"))
    elif line.energy.tariff_name is not None:
        used = tariffs_used(comparison.before.books[0].frame, line)
        rows += [_tariff_row(line.energy.tariff_name, one) for one in used]
    else:
        rows.append(Basis("energy-price", line.energy.price_per_kwh, "money", "line", line.name))
    if "gas" in benefit.components:
        price = line.energy.gas.price_per_nm3
        rows.append(Basis("gas-price", price, "money", "line", line.name))
    rows.append(Basis("no-overtime", None, "text", "rule"))
    return rows


def _tariff_row(name: str, tariff: Tariff) -> Basis:
    """The class of contract, with the source of its rates."""
    known = tariff.rates.demand.known
    return Basis("tariff", name, "text", "source", known.source or "", known.grade)


def _of_the_effects(comparison: Comparison) -> list[Basis]:
    """What the retrofits say of their effects, as written, and of their use as it is in force."""
    scenario = comparison.after.scenario
    return [
        Basis(
            "effect",
            effect.text,
            "text",
            "source" if effect.source else "retrofit",
            effect.source or retrofit.name,
            effect.grade,
            f"{retrofit.name}: {effect.path}",
        )
        for retrofit, landing in zip(scenario.retrofits, scenario.landings, strict=True)
        for effect in (*retrofit.effects, *retrofit.uses)
        if effect in retrofit.effects or effect.path in landing.paths
    ]


def _of_the_inputs(comparison: Comparison) -> list[Basis]:
    """What the line says of how well its own numbers are known, as written."""
    line = comparison.before.line
    return [
        Basis(
            "input",
            f"× {doubt.text}",
            "text",
            "source" if doubt.source else "line",
            doubt.source or line.name,
            doubt.grade,
            doubt.path,
        )
        for doubt, _ in comparison.before.inputs
    ]
