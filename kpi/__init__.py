"""What the numbers mean: from the books of a run to key figures, estimates and verdicts."""

from kpi.books import Books, Figure, Ratio, value_of
from kpi.bottleneck import BottleneckShare, active_intervals, bottleneck_shares
from kpi.cost import cost_parts
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
from kpi.statistics import (
    Estimate,
    Verdict,
    difference,
    estimate,
    relative_change,
    student_t,
    verdict,
)

__all__ = [
    "FAMILIES",
    "REGISTRY",
    "UTILISATION",
    "Books",
    "BottleneckShare",
    "Estimate",
    "Exposure",
    "Figure",
    "Kpi",
    "Ratio",
    "StationOee",
    "Verdict",
    "active_intervals",
    "bottleneck_shares",
    "combined_index",
    "cost_parts",
    "crew_time",
    "difference",
    "estimate",
    "exposure_by_hazard",
    "exposures",
    "frequency_rate",
    "kpi",
    "measure",
    "oee_of_station",
    "place_levels",
    "relative_change",
    "severity_rate",
    "state_shares",
    "student_t",
    "value_of",
    "verdict",
]
