"""C: what is tied up in the line, how much labour and how much money a good part takes.

What the good parts of the books cost is the sum of the components of `cost_parts`; a component
whose price the line does not give is left out, so a cost is only as whole as its line.

Material is paid for by product. Without assembly, a part brings the material of its product, and
what left as scrap or as an escape is the component `scrap`. With assembly, parts join: all material
that entered is spread evenly over the parts that are not joined into another, and a product that
never enters the line (it is only made) brings no material of its own.

People's time at repairs and planned maintenance is paid under `maintenance`, beside the money of
each such stop; people's time and energy of second passes under `rework`, where they can be told;
all the rest of them under `labour` and `energy`.
"""

import numpy as np

from kpi.books import HOURS_PER_MONTH, HOURS_PER_YEAR, Books, Ratio
from kpi.ledger import TICKS_PER_HOUR, Floats
from kpi.maintenance import repair_h, somebody_repairs, stops_cost
from kpi.registry import kpi
from kpi.rework import rework_cost


@kpi(
    "wip_mean",
    family="C",
    unit="parts",
    better="lower",
    formula="parts in machines and buffers (not outside the door), mean over the time booked",
    source="핵심성과지표 (재공재고)",
    title_en="Work in process, mean",
    title_ko="재공재고(평균)",
)
def wip_mean(books: Books) -> Ratio:
    """Mean number of parts in the line."""
    return Ratio(float(books.ledger.wip_area[0]), books.span_ticks)


@kpi(
    "labour_h_per_good_part",
    family="C",
    unit="h/part",
    better="lower",
    formula="people's time at tasks (repair, setup, attending, ...) / parts without a defect",
    source="핵심성과지표 (작업공수)",
    title_en="Labour hours per good part",
    title_ko="작업공수(양품 1개당)",
)
def labour_h_per_good_part(books: Books) -> Ratio | None:
    """People's hours that one good part takes; None for a line without crews."""
    if not books.frame.crews:
        return None
    return Ratio(float(books.crew_h.sum()), books.good)


@kpi(
    "worker_efficiency",
    family="C",
    unit="share",
    better="neither",
    formula=(
        "APWT / APAT: people's time at tasks / their time on duty by the calendars of the crews; "
        "a task that goes on after duty counts above"
    ),
    source="ISO 22400-2",
    title_en="Worker efficiency (time at tasks)",
    title_ko="작업자 가동률(작업 시간)",
)
def worker_efficiency(books: Books) -> Ratio | None:
    """Share of their time on duty that people spend at tasks; None for a line without crews."""
    if not books.frame.crews:
        return None
    return Ratio(float(books.crew_h.sum()), sum(books.frame.duty_ticks) / TICKS_PER_HOUR)


@kpi(
    "cost_per_good_part",
    family="C",
    unit="currency/part",
    better="lower",
    formula=(
        "(material + scrap + labour at tasks × wage + energy × price, of both what second passes "
        "take as rework, + gas × price + maintenance: stops × their cost and labour at them × wage "
        "+ overhead "
        "+ holding of WIP + late orders) "
        "/ parts at the sink without a defect; what the line gives no price for is left out"
    ),
    source="핵심성과지표 (제품원가)",
    title_en="Cost per good part",
    title_ko="제품원가(양품 1개당)",
)
def cost_per_good_part(books: Books) -> Ratio | None:
    """Money spent for one good part; None when the line gives no price at all."""
    parts = cost_parts(books)
    if not parts:
        return None
    return Ratio(sum(part.numerator for part in parts.values()), books.good)


def cost_parts(books: Books, *, rework_apart: bool = True) -> dict[str, Ratio]:
    """Cost per good part by component, in the order of the waterfall; only those with a price.

    rework_apart : where not, second passes stay in labour and energy, as they do where they cannot
    be told; so two sides of which only one can tell them have the same components

    The components (`material`, `scrap`, `rework`, `labour`, `energy` of electricity, `gas`,
    `maintenance`, `overhead`, `holding`, `late`) add up to `cost_per_good_part`.
    """
    labour, energy = _labour(books), _energy(books)
    unpriced = labour is None and energy is None
    rework = None if unpriced or not rework_apart else rework_cost(books)
    if rework is not None:
        labour = None if labour is None else labour - rework.labour
        energy = None if energy is None else energy - rework.energy
    money = {
        "material": _material(books),
        "scrap": _scrap(books),
        "rework": None if rework is None else rework.labour + rework.energy,
        "labour": labour,
        "energy": energy,
        "gas": books.gas_cost,
        "maintenance": _maintenance(books),
        "overhead": _overhead(books),
        "holding": _holding(books),
        "late": books.late_cost,
    }
    return {name: Ratio(sum_, books.good) for name, sum_ in money.items() if sum_ is not None}


def unit_material(books: Books) -> Floats | None:
    """(P,) float64 [currency] material in a good part by product; None if the line gives none.

    Where parts join, the same for all of them: all material that entered, spread evenly.
    """
    price = _material_prices(books)
    if price is None or not _assembles(books):
        return price
    return np.full(len(price), _mean_material(books, price))


# --- components, in the line's currency over the time booked --------------------------------------


def _material(books: Books) -> float | None:
    """Material of the good parts."""
    price = _material_prices(books)
    if price is None:
        return None
    if _assembles(books):
        return _mean_material(books, price) * books.good
    return float(books.good_by_product @ price)


def _scrap(books: Books) -> float | None:
    """Material of all other parts that left: scrapped, rightly or wrongly, or escaped."""
    price = _material_prices(books)
    if price is None:
        return None
    if _assembles(books):
        return _mean_material(books, price) * (books.left - books.good)
    return float((books.left_by_product - books.good_by_product) @ price)


def _labour(books: Books) -> float | None:
    """Wages of people's time at tasks other than repair and maintenance."""
    return _wages(books, books.crew_h - repair_h(books))


def _maintenance(books: Books) -> float | None:
    """Money of repairs and planned stops, and wages of people's time at them."""
    stops = stops_cost(books)
    wages = _wages(books, repair_h(books)) if somebody_repairs(books) else None
    known = [cost for cost in (stops, wages) if cost is not None]
    return sum(known) if known else None


def _wages(books: Books, hours_by_crew: Floats) -> float | None:
    """Wages of people's hours, (C,) float64 [h]; a crew without a wage costs nothing."""
    wages = [books.line.crews[name].wage_per_h for name in books.frame.crews]
    if all(wage is None for wage in wages):
        return None
    return sum(
        float(hours) * wage
        for hours, wage in zip(hours_by_crew, wages, strict=True)
        if wage is not None
    )


def _energy(books: Books) -> float | None:
    """The electricity bill, at the line's price or its tariff."""
    return books.energy_cost


def _overhead(books: Books) -> float | None:
    """The overhead that falls into the time booked."""
    per_month = books.line.costs.overhead_per_month
    return None if per_month is None else per_month * books.span_h / HOURS_PER_MONTH


def _holding(books: Books) -> float | None:
    """Interest on the material in the line, at the mean material of a part that enters."""
    rate, price = books.line.costs.holding_per_year, _material_prices(books)
    if rate is None or price is None:
        return None
    entered = books.ledger.entered.sum(axis=0)
    mean_price = float(entered @ price) / max(int(entered.sum()), 1)
    mean_wip = float(books.ledger.wip_area[0]) / max(books.span_ticks, 1)
    return mean_wip * mean_price * rate * books.span_h / HOURS_PER_YEAR


# --- material -------------------------------------------------------------------------------------


def _material_prices(books: Books) -> Floats | None:
    """(P,) float64 [currency/part] material by product, 0 where not given; None if none is."""
    given = [books.line.products[name].material for name in books.frame.products]
    if all(price is None for price in given):
        return None
    return np.array([price or 0.0 for price in given])


def _assembles(books: Books) -> bool:
    """Whether parts of this line join into others, or are taken apart."""
    types = {station.type for station in books.line.stations.values()}
    return bool(types & {"assembly", "disassembly"})


def _mean_material(books: Books, price: Floats) -> float:
    """Material [currency] in one part of a line that joins or splits parts, over all entered."""
    entered = books.ledger.entered.sum(axis=0)
    whole = int(entered.sum() - books.ledger.joined.sum() + books.ledger.split.sum())
    return float(entered @ price) / whole if whole > 0 else 0.0
