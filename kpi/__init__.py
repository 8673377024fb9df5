"""What the numbers mean: from the books of a run to key figures, estimates and verdicts."""

from kpi.accidents import (
    accident_rate,
    combined_index,
    fatal_rate,
    frequency_rate,
    lost_time_rate,
    rate_per_thousand,
    recordable_rate,
    severity_rate,
)
from kpi.benefit import COMPONENTS, Benefit, NotPriced, Valuing, yearly_benefit
from kpi.books import Books, Figure, Ratio, value_of
from kpi.bottleneck import BottleneckShare, active_intervals, bottleneck_shares
from kpi.cost import cost_parts
from kpi.hazards import Danger, dangers
from kpi.invest import Depreciation, Investment, Tax, cash_flows, written_off
from kpi.productivity import StationOee, oee_of_station
from kpi.registry import FAMILIES, REGISTRY, Kpi, kpi
from kpi.safety import (
    CROSSING,
    NON_ROUTINE,
    ROUTINE,
    Exposure,
    exposure_by_hazard,
    exposures,
)
from kpi.scorecard import UTILISATION, crew_time, measure, place_levels, state_shares
from kpi.shapley import MOST_MEMBERS, Contributions, contributions, subsets_of
from kpi.shrinkage import (
    NoRate,
    PlantRate,
    Record,
    factor_of,
    rate_of_sector,
    weight_of_record,
    with_record,
)
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
    "CROSSING",
    "FAMILIES",
    "MOST_MEMBERS",
    "NON_ROUTINE",
    "REGISTRY",
    "ROUTINE",
    "UTILISATION",
    "Benefit",
    "Books",
    "BottleneckShare",
    "Contributions",
    "Danger",
    "Depreciation",
    "Estimate",
    "Exposure",
    "Figure",
    "Investment",
    "Kpi",
    "NoRate",
    "NotPriced",
    "Origins",
    "Part",
    "PlantRate",
    "Rates",
    "Ratio",
    "Record",
    "StationOee",
    "Tax",
    "Valuing",
    "Verdict",
    "accident_rate",
    "active_intervals",
    "bottleneck_shares",
    "cash_flows",
    "combined_index",
    "contributions",
    "cost_parts",
    "crew_time",
    "dangers",
    "difference",
    "estimate",
    "exposure_by_hazard",
    "exposures",
    "factor_of",
    "fatal_rate",
    "fewest_draws",
    "frequency_rate",
    "internal_rates",
    "kpi",
    "linear_values",
    "lost_time_rate",
    "measure",
    "oee_of_station",
    "origins_of",
    "payback",
    "place_levels",
    "present_value",
    "rate_of_sector",
    "rate_per_thousand",
    "recordable_rate",
    "relative_change",
    "severity_rate",
    "state_shares",
    "student_t",
    "subsets_of",
    "value_of",
    "verdict",
    "weight_of_record",
    "wilson",
    "with_record",
    "written_off",
    "yearly_benefit",
]
