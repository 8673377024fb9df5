"""E: what machines and plant draw and burn, how much of it makes parts, its price and its carbon.

The figures of electricity are None for a line that says nothing about power.
"""

from kpi.books import Books, Ratio
from kpi.registry import kpi
from kpi.shares import cost_of_kwh, gas_not_valued_nm3, not_valued_kwh
from lines.loads import LEAKS


@kpi(
    "energy_kwh",
    family="E",
    unit="kWh",
    better="lower",
    formula=(
        "sum over machines, vehicles and states of time × power, plus finished cycles × energy per "
        "part and the energy of waking up, plus base loads and compressed air, over the time booked"
    ),
    source="ISO 22400-2 Amd 1; FEMS energy total",
    title_en="Energy",
    title_ko="전력사용량",
)
def energy_kwh(books: Books) -> float | None:
    """Electricity of machines, vehicles and the plant beside them over the time booked."""
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
    formula=(
        "energy outside the state busy / energy (energy per part and the air that busy machines "
        "use count as busy; base loads and leaks do not)"
    ),
    source="complement of the value-adding energy share; ISO 14955-1 operating states",
    title_en="Share of energy that adds no value",
    title_ko="비부가가치 에너지 비율",
)
def energy_non_value_share(books: Books) -> Ratio | None:
    """Share of the electricity drawn while waiting, down, in set-up or in standby."""
    if not books.has_power:
        return None
    return Ratio(not_valued_kwh(books), books.kwh)


@kpi(
    "energy_base_kwh",
    family="E",
    unit="kWh",
    better="lower",
    formula="sum over base loads and conveyors of power × time that each draws, in the time booked",
    source="FEMS 고정부하; ISO 50006 (base load)",
    title_en="Energy of base loads",
    title_ko="고정부하 전력량",
)
def energy_base_kwh(books: Books) -> float | None:
    """What lighting, air conditioning, conveyors take; None for a line without base loads."""
    loads = [name for name in books.frame.loads if name != LEAKS]
    return books.base_kwh if loads else None


@kpi(
    "compressed_air_kwh",
    family="E",
    unit="kWh",
    better="lower",
    formula="(air used by machines in each state × time + leaks × time) × power of the supply",
    source="DOE compressed air tip sheet 3; FEMS 압축공기",
    title_en="Energy of compressed air",
    title_ko="압축공기 전력량",
)
def compressed_air_kwh(books: Books) -> float | None:
    """What the compressors take for machines and leaks; None for a line without air."""
    return books.air_kwh if books.line.energy.air is not None else None


@kpi(
    "base_load_share",
    family="E",
    unit="share",
    better="lower",
    formula="(energy of base loads + energy of air that leaks) / energy",
    source="ISO 50006 (base load in the regression of energy on output)",
    title_en="Share of energy that does not depend on output",
    title_ko="고정부하 비율",
)
def base_load_share(books: Books) -> Ratio | None:
    """Share of the electricity drawn whatever is made; None where the line names no such load."""
    if not books.frame.loads and books.line.energy.air is None:
        return None
    return Ratio(books.base_kwh + books.load_kwh.get(LEAKS, 0.0), books.kwh)


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
    "contract_used",
    family="E",
    unit="share",
    better="lower",
    formula="peak demand / power agreed with the supplier",
    source="계약전력 (15-minute demand over the contract)",
    title_en="Peak over contract",
    title_ko="계약전력 대비 최대수요",
)
def contract_used(books: Books) -> Ratio | None:
    """How much of the contract the highest quarter hour takes; None without a contract."""
    peak, contract = peak_kw(books), books.line.energy.contract_w
    if peak is None or contract is None:
        return None
    return Ratio(peak, contract / 1000.0)


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
    formula=(
        "energy × price per kWh over the time booked; with a tariff of a data pack energy by band, "
        "demand, surcharges and fund, value added tax aside"
    ),
    source="price of the line's file, or the data pack of its tariff",
    title_en="Energy cost",
    title_ko="전력요금",
)
def energy_cost(books: Books) -> float | None:
    """The bill for the time booked; None without a price."""
    return books.energy_cost


@kpi(
    "energy_cost_per_good_part",
    family="E",
    unit="currency/part",
    better="lower",
    formula=(
        "(cost of electricity + cost of gas) / parts at the sink without a defect; what has no "
        "price is left out"
    ),
    source="FEMS 원단위 (에너지비)",
    title_en="Energy cost per good part",
    title_ko="양품 1개당 에너지비",
)
def energy_cost_per_good_part(books: Books) -> Ratio | None:
    """What electricity and gas cost for one good part; None where neither has a price."""
    costs = [cost for cost in (books.energy_cost, books.gas_cost) if cost is not None]
    return Ratio(sum(costs), books.good) if costs else None


@kpi(
    "energy_non_value_cost",
    family="E",
    unit="currency",
    better="lower",
    formula=(
        "energy outside the state busy × mean cost of a kWh + gas outside the state busy × price "
        "per Nm3, over the time booked"
    ),
    source="FEMS 비생산 에너지비; ISO 14955-1 operating states",
    title_en="Cost of energy that adds no value",
    title_ko="비부가가치 에너지비",
)
def energy_non_value_cost(books: Books) -> float | None:
    """What waiting, set-up, standing and the base load cost; None where nothing has a price."""
    price, gas_price = cost_of_kwh(books), books.line.energy.gas.price_per_nm3
    costs = [] if price is None else [not_valued_kwh(books) * price]
    if books.has_gas and gas_price is not None:
        costs.append(gas_not_valued_nm3(books) * gas_price)
    return sum(costs) if costs else None


@kpi(
    "gas_nm3",
    family="E",
    unit="Nm3",
    better="lower",
    formula="sum over machines and states of time × gas used in the state, over the time booked",
    source="FEMS 도시가스 사용량; ISO 50006 (energy by carrier)",
    title_en="Gas",
    title_ko="가스 사용량",
)
def gas_nm3(books: Books) -> float | None:
    """Gas that the stations burn; None for a line in which no station uses any."""
    return books.gas_nm3 if books.has_gas else None


@kpi(
    "gas_cost",
    family="E",
    unit="currency",
    better="lower",
    formula="gas × price per Nm3, over the time booked",
    source="price of the line's file",
    title_en="Cost of gas",
    title_ko="가스요금",
)
def gas_cost(books: Books) -> float | None:
    """What the gas costs, beside the electricity of `energy_cost`; None without gas or a price."""
    return books.gas_cost


@kpi(
    "co2_t",
    family="E",
    unit="tCO2",
    better="lower",
    formula=(
        "energy × grid emission factor + gas × emission factor of gas, over the time booked; "
        "electricity alone where no station uses gas"
    ),
    source="factors of the line's file, or of the data pack that it names",
    title_en="Carbon dioxide of electricity and gas",
    title_ko="온실가스 배출량",
)
def co2_t(books: Books) -> float | None:
    """Tonnes of carbon dioxide behind electricity and gas; None where a factor is missing."""
    energy = books.line.energy
    used = []
    if books.has_power:
        used.append((books.kwh, energy.grid_kg_per_kwh))
    if books.has_gas:
        used.append((books.gas_nm3, energy.gas.kg_per_nm3))
    if not used or any(factor is None for _, factor in used):
        return None
    return sum(amount * factor for amount, factor in used if factor is not None) / 1000.0
