"""The register of key figures: what each is called, means, and where its formula comes from.

A figure is one decorated function over the books of one run. Scorecard, table, report and the
page of definitions all follow from this register.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

from kpi.books import Books, Figure

Family = Literal["P", "Q", "C", "D", "E", "S"]
Better = Literal["higher", "lower", "neither"]
Measure = Callable[[Books], Figure]
One = TypeVar("One", bound=Measure)

FAMILIES: dict[Family, tuple[str, str]] = {
    "P": ("Productivity", "생산성"),
    "Q": ("Quality", "품질"),
    "C": ("Cost", "원가"),
    "D": ("Delivery", "납기"),
    "E": ("Energy and environment", "에너지·환경"),
    "S": ("Safety", "안전"),
}

# The order other programs see; a figure that is not named here stands at the end.
ORDER: tuple[str, ...] = (
    "throughput_per_hour",
    "oee",
    "availability",
    "effectiveness",
    "quality_ratio",
    "lead_time_mean_s",
    "lead_time_p50_s",
    "lead_time_p90_s",
    "lead_time_p99_s",
    "promise_kept",
    "lost_share",
    "orders_on_time",
    "order_lead_time_mean_s",
    "tardiness_mean_s",
    "tardiness_p90_s",
    "order_backlog_mean",
    "order_shortfall_mean",
    "order_surplus_mean",
    "late_cost",
    "wip_mean",
    "transport_wait_s",
    "fleet_utilisation",
    "empty_travel_share",
    "process_defects_ppm",
    "finished_defects_ppm",
    "first_pass_yield",
    "scrap_ratio",
    "rework_ratio",
    "expired_ratio",
    "labour_h_per_good_part",
    "worker_efficiency",
    "cost_per_good_part",
    "energy_kwh",
    "kwh_per_good_part",
    "energy_non_value_share",
    "energy_base_kwh",
    "compressed_air_kwh",
    "base_load_share",
    "peak_kw",
    "contract_used",
    "load_factor",
    "energy_cost",
    "energy_cost_per_good_part",
    "energy_non_value_cost",
    "gas_nm3",
    "gas_cost",
    "co2_t",
    "exposure_h",
    "expected_injuries_per_year",
    "expected_frequency_rate",
    "expected_severity_rate",
    "expected_combined_index",
)


@dataclass(frozen=True, slots=True)
class Kpi:
    """One key figure: its names, unit, good direction, definition, and how to measure it."""

    name: str
    family: Family
    unit: str
    better: Better
    formula: str
    source: str
    title_en: str
    title_ko: str
    measure: Measure

    def title(self, language: str) -> str:
        """The figure's title in English (`en`) or Korean (`ko`)."""
        return self.title_ko if language == "ko" else self.title_en

    def unit_in(self, currency: str) -> str:
        """The unit with the line's own currency in the place of the word."""
        return self.unit.replace("currency", currency)


REGISTRY: dict[str, Kpi] = {}


def kpi(
    name: str,
    *,
    family: Family,
    unit: str,
    better: Better,
    formula: str,
    source: str,
    title_en: str,
    title_ko: str,
) -> Callable[[One], One]:
    """Enter a key figure into the register; the function below it measures the books of one run.

    Raises
    ------
    ValueError
        When the name is taken, or the family or the direction is none of the house's.
    """
    if name in REGISTRY:
        raise ValueError(f"a key figure called {name!r} is registered already")
    if family not in FAMILIES:
        raise ValueError(f"{name}: family {family!r} is none of {', '.join(FAMILIES)}")
    if better not in ("higher", "lower", "neither"):
        raise ValueError(f"{name}: better {better!r} is none of higher, lower, neither")

    def enter(measure: One) -> One:
        entry = Kpi(name, family, unit, better, formula, source, title_en, title_ko, measure)
        _put_in_order(entry)
        return measure

    return enter


def _put_in_order(entry: Kpi) -> None:
    """Keep the register in the house's order, whichever family is read first."""
    REGISTRY[entry.name] = entry
    place = {name: index for index, name in enumerate(ORDER)}
    entries = sorted(REGISTRY.values(), key=lambda one: place.get(one.name, len(ORDER)))
    REGISTRY.clear()
    REGISTRY.update({one.name: one for one in entries})
