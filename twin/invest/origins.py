"""Where the spread of what an investment is worth comes from, and what knowing more would bring.

The line is run on two levels before and after its retrofits, see `twin.two_levels`, and each run is
appraised with the terms of the investment, its grant among them where there is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi import NotPriced, cash_flows, present_value, yearly_benefit
from kpi.knowing import Knowing, worth_of_knowing
from kpi.variance import Origins, fewest_draws, origins_of
from twin.settings import SettingError
from twin.two_levels import run_two_levels

if TYPE_CHECKING:
    from twin.invest.terms import Terms
    from twin.scenario import Scenario
    from twin.settings import Settings
    from twin.study import Conditions, Progress

FEW = "--origins: {draws} draws are too few for {count} uncertain parameters; give at least {least}"
CERTAIN = (
    "--origins: neither the retrofits nor the line leave anything to chance, so that all the spread"
    " is luck of the plant; give distributions in a retrofit or 'doubts' in the line, or leave"
    " --origins out"
)


@dataclass(frozen=True)
class WorthOrigins:
    """The spread of one run's worth by origin; None where it never varies."""

    draws: int
    groups: dict[str, tuple[str, ...]]  # the parameters by what they are, see `TwoLevels`
    net: Origins | None  # [currency/year] net benefit of a year of full use
    npv: Origins | None  # [currency] net present value
    knowing: Knowing  # [currency] for the decision to invest where the net present value is above 0


def check_draws_of(after: Scenario, draws: int) -> None:
    """Refuse draws that are too few for what is uncertain here, before anything is run."""
    uncertain = {one.name for one in after.drawn_line(0, 0)[1]}
    if not uncertain:
        raise SettingError(CERTAIN)
    least = fewest_draws(len(uncertain))
    if draws < least:
        raise SettingError(FEW.format(draws=draws, count=len(uncertain), least=least))


def worth_origins(
    after: Scenario,
    terms: Terms,
    draws: int,
    settings: Settings,
    conditions: Conditions,
    progress: Progress | None = None,
) -> WorthOrigins:
    """Run both sides on two levels and split the variance of what the investment is worth.

    Raises
    ------
    SettingError
        If the books of a run cannot be told in money.
    """
    found = run_two_levels((after.bare(), after), draws, settings, conditions, progress)
    try:
        benefit = yearly_benefit(found.before, found.after, terms.valuing)
    except NotPriced as error:
        raise SettingError(str(error)) from None
    bought = terms.investment
    flows = [cash_flows(bought, one, terms.tax) for one in benefit.total]
    net = found.by_draw([one - bought.running for one in benefit.total])
    npv = found.by_draw([present_value(path, terms.discount) for path in flows])
    return WorthOrigins(
        draws=draws,
        groups=found.groups,
        net=origins_of(net, found.parameters, found.groups),
        npv=origins_of(npv, found.parameters, found.groups),
        knowing=worth_of_knowing(npv, found.parameters, found.groups),
    )
