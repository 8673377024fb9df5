"""E: what the machines draw, how much of it makes parts, its peak, its price and its carbon.

All figures are None for a line that says nothing about power.
"""

from kpi.books import Books, Ratio
from kpi.registry import kpi
from lines.states import BUSY


@kpi(
    "energy_kwh",
    family="E",
    unit="kWh",
    better="lower",
    formula=(
        "sum over machines, vehicles and states of time × power, plus finished cycles × energy "
        "per part, over the time booked"
    ),
    source="ISO 22400-2 Amd 1; FEMS energy total",
    title_en="Energy",
    title_ko="전력사용량",
)
def energy_kwh(books: Books) -> float | None:
    """Electricity of all machines and vehicles over the time booked."""
    return books.kwh if books.has_power else None


@kpi(
    "kwh_per_good_part",
    family="E",
    unit="kWh/part",
    better="lower",
    formula="energy / parts at the sink without a defect",
    source="FEMS 에너지 원단위 (SEC); ISO 50006 EnPI",
    title_en="Energy per good part",
    title_ko="에너지 원단위(양품 1개당)",
)
def kwh_per_good_part(books: Books) -> Ratio | None:
    """Electricity for one good part; scrap and idling worsen it by themselves."""
    return Ratio(books.kwh, books.good) if books.has_power else None


@kpi(
    "energy_non_value_share",
    family="E",
    unit="share",
    better="lower",
    formula="energy outside the state busy / energy (energy per part counts as busy)",
    source="complement of the value-adding energy share; ISO 14955-1 operating states",
    title_en="Share of energy that adds no value",
    title_ko="비부가가치 에너지 비율",
)
def energy_non_value_share(books: Books) -> Ratio | None:
    """Share of the electricity drawn while waiting, down, in set-up or in standby."""
    if not books.has_power:
        return None
    return Ratio(books.kwh - float(books.state_kwh[:, BUSY].sum()), books.kwh)


@kpi(
    "peak_kw",
    family="E",
    unit="kW",
    better="lower",
    formula="largest mean power of a quarter hour of the clock that lies wholly in the books",
    source="15-minute demand of the power contract",
    title_en="Peak demand (15 min)",
    title_ko="최대수요전력(15분)",
)
def peak_kw(books: Books) -> float | None:
    """Highest quarter-hour mean; None when the books hold no whole quarter hour."""
    if not books.has_power or len(books.quarter_kw) == 0:
        return None
    return float(books.quarter_kw.max())


@kpi(
    "load_factor",
    family="E",
    unit="share",
    better="higher",
    formula="mean kW / peak kW",
    source="load factor of the power contract",
    title_en="Load factor",
    title_ko="부하율",
)
def load_factor(books: Books) -> Ratio | None:
    """How even the load is: mean power over the highest quarter hour."""
    peak = peak_kw(books)
    if peak is None:
        return None
    return Ratio(books.kwh / books.span_h, peak)


@kpi(
    "energy_cost",
    family="E",
    unit="currency",
    better="lower",
    formula="energy × price per kWh, over the time booked",
    source="flat tariff of the line's file",
    title_en="Energy cost",
    title_ko="전력요금",
)
def energy_cost(books: Books) -> float | None:
    """The bill for the time booked; None without a price."""
    price = books.line.energy.price_per_kwh
    if price is None or not books.has_power:
        return None
    return books.kwh * price


@kpi(
    "co2_t",
    family="E",
    unit="tCO2",
    better="lower",
    formula="energy × grid emission factor, over the time booked",
    source="grid factor of the line's file",
    title_en="Carbon dioxide of the electricity",
    title_ko="온실가스 배출량",
)
def co2_t(books: Books) -> float | None:
    """Tonnes of carbon dioxide behind the electricity; None without a grid factor."""
    factor = books.line.energy.grid_kg_per_kwh
    if factor is None or not books.has_power:
        return None
    return books.kwh * factor / 1000.0
