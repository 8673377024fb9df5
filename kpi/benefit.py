"""What a retrofit brings in a year, in money, from the paired books before and after it.

The books of each replication are stretched to a year, and the year is told as components that add
up to its difference in money. Nothing counts twice: each component is a difference of sums that
`cost_parts` keeps apart, or of what parts sell for.

Parts are worth something when somebody buys them. Sold is what is made, up to the demand; without
a demand, up to what the line makes before (see `selling`). A part that is not sold is taken as not
made: its material, scrap, claims and labour do not count. The plant's energy does, since the lights
stay on, and so do the spare parts and outside service of repairs.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from kpi.books import HOURS_PER_YEAR, Books, value_of
from kpi.cost import cost_parts, unit_material
from kpi.ledger import AT_SINK, Floats, Ints
from kpi.maintenance import repair_h, somebody_repairs, stops_cost
from kpi.safety import expected_injuries_per_year
from kpi.selling import Demand, sold_of
from lines.errors import listed

# In the order of the waterfall.
COMPONENTS = (
    "sales",
    "scrap",
    "escapes",
    "claims",
    "labour",
    "maintenance",
    "energy",
    "gas",
    "overhead",
    "holding",
    "late",
    "accidents",
)
AS_RUN = ("energy", "gas", "overhead", "holding", "late")  # whatever is sold


class NotPriced(LookupError):
    """A benefit cannot be told in money; the sentence says what is missing."""


@dataclass(frozen=True, slots=True)
class Valuing:
    """How books are turned into money; what is not stated counts nothing."""

    demand: Demand = None  # [parts/year] what can be sold, of all products together or by product
    realised: float = 0.0  # share of the labour hours released that are no longer paid
    claim: float | None = None  # [currency/part] what a defective part costs that was shipped
    wage_per_h: float | None = None  # of crews to which the line gives none
    accident: float | None = None  # [currency] what an injury costs, all in all


@dataclass(frozen=True, slots=True)
class Benefit:
    """The benefit a year by component, one value a replication, and the amounts behind it."""

    components: dict[str, tuple[float, ...]]  # [currency/year]
    good_before: tuple[float, ...]  # [parts/year]
    good_after: tuple[float, ...]
    sold_before: tuple[float, ...]
    sold_after: tuple[float, ...]
    hours_released: tuple[float, ...]  # [h/year] at what is sold

    @property
    def total(self) -> tuple[float, ...]:
        """The benefit of each replication: the sum of its components."""
        return tuple(math.fsum(row) for row in zip(*self.components.values(), strict=True))


@dataclass(frozen=True, slots=True)
class _Side:
    """The books of one side and one replication, stretched to a year, by product of both sides."""

    books: Books
    times: float
    good: Floats  # (P,) [parts/year]
    price: Floats  # (P,) [currency/part]
    material: Floats  # (P,) [currency/part]
    parts: Mapping[str, float] = field(default_factory=dict)  # [currency/year] of `cost_parts`


def yearly_benefit(before: Sequence[Books], after: Sequence[Books], valuing: Valuing) -> Benefit:
    """Return what the change brings in a year of full use, replications paired.

    Raises
    ------
    NotPriced
        Where a part that is sold has no price, one that enters has no material, hours that are
        to be realised have no wage, or a replication makes no good part.
    """
    names = tuple(dict.fromkeys([*before[0].frame.products, *after[0].frame.products]))
    old, new = ([_side(books, names) for books in side] for side in (before, after))
    _all_priced([*old, *new])
    made = [side.good for side in old], [side.good for side in new]
    sold = sold_of(names, *made, demand=valuing.demand, to_order=old[0].books.to_order)
    rows = [
        _components(*pair, *amounts, valuing)
        for pair, amounts in zip(zip(old, new, strict=True), zip(*sold, strict=True), strict=True)
    ]
    present = [name for name in COMPONENTS if any(name in row for row in rows)]
    hours = [
        math.fsum(_hours(one, left)) - math.fsum(_hours(other, right))
        for one, other, left, right in zip(old, new, *sold, strict=True)
    ]
    return Benefit(
        components={name: tuple(row.get(name, 0.0) for row in rows) for name in present},
        good_before=tuple(float(side.good.sum()) for side in old),
        good_after=tuple(float(side.good.sum()) for side in new),
        sold_before=tuple(float(amount.sum()) for amount in sold[0]),
        sold_after=tuple(float(amount.sum()) for amount in sold[1]),
        hours_released=tuple(hours),
    )


# --- one side, one replication --------------------------------------------------------------------


def _side(books: Books, names: Sequence[str]) -> _Side:
    """Stretch the books of one run to a year; what has no price is not a number (nan)."""
    times = HOURS_PER_YEAR / books.span_h
    products = books.line.products
    parts = cost_parts(books, rework_apart=False)
    unit = unit_material(books)
    material = dict(zip(books.frame.products, unit if unit is not None else (), strict=False))
    good = dict(zip(books.frame.products, books.good_by_product, strict=True))
    price = {name: products[name].price for name in books.frame.products}
    return _Side(
        books=books,
        times=times,
        good=np.array([times * float(good.get(name, 0)) for name in names]),
        price=np.array([price.get(name) or 0.0 for name in names]),
        material=np.array([float(material.get(name, 0.0)) for name in names]),
        parts={name: times * part.numerator for name, part in parts.items()},
    )


def _share_sold(side: _Side, sold: Floats) -> float:
    """How many of the good parts are sold, as a share."""
    return float(sold.sum() / side.good.sum())


def _hours(side: _Side, sold: Floats) -> list[float]:
    """People's hours at tasks in a year [h], by crew, for what is sold."""
    return _stretched(side, sold, side.books.crew_h)


def _stretched(side: _Side, sold: Floats, hours: Floats) -> list[float]:
    share = _share_sold(side, sold)
    return [side.times * share * float(one) for one in hours]


def _wages(side: _Side, sold: Floats, valuing: Valuing, hours_by_crew: Floats) -> float:
    """What hours of the books cost in a year [currency]; 0 where none of it is to be realised."""
    if valuing.realised == 0.0:
        return 0.0
    crews = side.books.line.crews
    cost = 0.0
    stretched = _stretched(side, sold, hours_by_crew)
    for name, hours in zip(side.books.frame.crews, stretched, strict=True):
        given = crews[name].wage_per_h
        wage = valuing.wage_per_h if given is None else given
        if wage is None and hours > 0:
            raise NotPriced(
                f"crew '{name}' has no wage, so that its hours cannot be realised;"
                " add 'wage' to the crew or give --wage"
            )
        cost += hours * (wage or 0.0)
    return cost


def _working(side: _Side, sold: Floats, valuing: Valuing) -> float:
    """Wages of a year of all tasks but repair and maintenance, for what is sold [currency]."""
    books = side.books
    return _wages(side, sold, valuing, books.crew_h - repair_h(books))


def _maintaining(side: _Side, sold: Floats, valuing: Valuing) -> float | None:
    """Repairs and planned stops of a year [currency]: their money as run, and realised wages."""
    books = side.books
    money = stops_cost(books)
    if money is None and not somebody_repairs(books):
        return None
    paid = valuing.realised * _wages(side, sold, valuing, repair_h(books))
    return side.times * (money or 0.0) + paid


def _shipped_in_vain(side: _Side, sold: Floats) -> float:
    """Material of defective parts that are shipped in a year with those sold [currency]."""
    books = side.books
    escaped = books.ledger.fates[AT_SINK].sum(axis=1) - books.good_by_product
    unit = unit_material(books)
    material = 0.0 if unit is None else float(escaped @ unit)
    return side.times * material * _share_sold(side, sold)


def _claims(side: _Side, sold: Floats, claim: float) -> float:
    """What defective parts cost in a year that are shipped with those sold [currency]."""
    escapes = side.books.at_sink - side.books.good
    return claim * side.times * escapes * _share_sold(side, sold)


def _injuries(side: _Side) -> float:
    """Injuries to be expected in a year of the work as run; 0 where nobody meets a hazard."""
    return value_of(expected_injuries_per_year(side.books)) or 0.0


# --- both sides -----------------------------------------------------------------------------------


def _components(
    old: _Side, new: _Side, sold_before: Floats, sold_after: Floats, valuing: Valuing
) -> dict[str, float]:
    """The difference in money a year of one pair of replications [currency/year]."""
    lost_before = old.parts.get("scrap", 0.0) * _share_sold(old, sold_before)
    lost_after = new.parts.get("scrap", 0.0) * _share_sold(new, sold_after)
    escapes = _shipped_in_vain(old, sold_before) - _shipped_in_vain(new, sold_after)
    dearer = (new.material - old.material) @ sold_after  # where parts join, material of a good part
    revenue = new.price @ sold_after - old.price @ sold_before
    found = {
        "sales": float(revenue - old.material @ (sold_after - sold_before)),
        "scrap": float(lost_before - lost_after - escapes - dearer),
        "escapes": escapes,
    }
    if valuing.claim is not None:
        claim = valuing.claim
        found["claims"] = _claims(old, sold_before, claim) - _claims(new, sold_after, claim)
    pairs = (old, sold_before), (new, sold_after)
    if old.books.frame.crews or new.books.frame.crews:
        before, after = (_working(side, sold, valuing) for side, sold in pairs)
        found["labour"] = valuing.realised * (before - after)
    kept = [_maintaining(side, sold, valuing) for side, sold in pairs]
    if any(one is not None for one in kept):
        found["maintenance"] = (kept[0] or 0.0) - (kept[1] or 0.0)
    for name in AS_RUN:
        if name in old.parts or name in new.parts:
            found[name] = old.parts.get(name, 0.0) - new.parts.get(name, 0.0)
    if valuing.accident is not None:
        found["accidents"] = valuing.accident * (_injuries(old) - _injuries(new))
    if not found.get("overhead"):  # the same on both sides, but for a change of its rate
        found.pop("overhead", None)
    return found


def _all_priced(sides: Sequence[_Side]) -> None:
    """Refuse books of which a part has no price, no material, or which have no good part."""
    if any(side.good.sum() == 0 for side in sides):
        raise NotPriced("a replication makes no good part; run it longer with --length")
    missing = {
        "price": _unpriced(sides, "price", lambda books: books.good_by_product),
        "material": _unpriced(sides, "material", lambda books: books.ledger.entered.sum(axis=0)),
    }
    for word, names in missing.items():
        if names:
            raise NotPriced(
                f"no {word} for {listed(names)}; add '{word}' to each product of the line file,"
                " 0 where it is nothing: without it nobody can say what a part sold brings"
            )


def _unpriced(sides: Sequence[_Side], word: str, counted: Callable[[Books], Ints]) -> list[str]:
    """Products that are counted and for which the line gives no price, or no material."""
    return list(
        dict.fromkeys(
            name
            for side in sides
            for name, count in zip(side.books.frame.products, counted(side.books), strict=True)
            if count and getattr(side.books.line.products[name], word) is None
        )
    )
