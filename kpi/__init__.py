"""What the numbers mean: from the books of a run to key figures, estimates and verdicts."""

from kpi.benefit import COMPONENTS, Benefit, NotPriced, Valuing, yearly_benefit
from kpi.books import Books, Figure, Ratio, value_of
from kpi.bottleneck import BottleneckShare, active_intervals, bottleneck_shares
from kpi.cost import cost_parts
from kpi.invest import Depreciation, Investment, Tax, cash_flows, written_off
from kpi.productivity import StationOee, oee_of_station
from kpi.registry import FAMILIES, REGISTRY, Kpi, kpi
from kpi.safety import (
    Exposure,
    combined_index,
    exposure_by_hazard,
    exposures,
    frequency_rate,
    severity_rate,
)
from kpi.scorecard import UTILISATION, crew_time, measure, place_levels, state_shares
from kpi.shapley import MOST_MEMBERS, Contributions, contributions, subsets_of
from kpi.statistics import (
    Estimate,
    Verdict,
    difference,
    estimate,
    linear_values,
    relative_change,
    student_t,
    verdict,
    wilson,
)
from kpi.variance import Origins, Part, fewest_draws, origins_of
from kpi.worth import Rates, internal_rates, payback, present_value

__all__ = [
    "COMPONENTS",
    "FAMILIES",
    "MOST_MEMBERS",
    "REGISTRY",
    "UTILISATION",
    "Benefit",
    "Books",
    "BottleneckShare",
    "Contributions",
    "Depreciation",
    "Estimate",
    "Exposure",
    "Figure",
    "Investment",
    "Kpi",
    "NotPriced",
    "Origins",
    "Part",
    "Rates",
    "Ratio",
    "StationOee",
    "Tax",
    "Valuing",
    "Verdict",
    "active_intervals",
    "bottleneck_shares",
    "cash_flows",
    "combined_index",
    "contributions",
    "cost_parts",
    "crew_time",
    "difference",
    "estimate",
    "exposure_by_hazard",
    "exposures",
    "fewest_draws",
    "frequency_rate",
    "internal_rates",
    "kpi",
    "linear_values",
    "measure",
    "oee_of_station",
    "origins_of",
    "payback",
    "place_levels",
    "present_value",
    "relative_change",
    "severity_rate",
    "state_shares",
    "student_t",
    "subsets_of",
    "value_of",
    "verdict",
    "wilson",
    "written_off",
    "yearly_benefit",
]
