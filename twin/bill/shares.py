"""Where the energy goes: by utility, by state, by station, by product, in kWh and in money."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from twin import figures
from twin.bill.sheet import cells_of, header_of, rows_object
from twin.bill.words import told
from twin.measured import measured
from twin.outline import Part
from twin.table import Cells, Section
from twin.wording import say, say_state

if TYPE_CHECKING:
    from kpi import Books, Estimate, Figure
    from twin.outcome import Plain
    from twin.study import StudyResult
    from twin.wording import Language

    Split = Callable[[Books], Mapping[str, Figure]]

# States that a table of stations shows together; in full they stand in the object.
TOGETHER: dict[str, tuple[str, ...]] = {
    "busy": ("busy",),
    "setup": ("setup",),
    "waiting": ("starved", "blocked", "waiting-crew"),
    "standing": ("down", "repair", "maintenance"),
    "asleep": ("standby", "waking", "off"),
}


def _by_utility(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import by_utility

    return by_utility(books)


def _by_state(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import by_state

    return by_state(books)


def _cost_by_state(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import by_state, cost_of_kwh

    price = cost_of_kwh(books)
    return {} if price is None else {name: kwh * price for name, kwh in by_state(books).items()}


def _not_valued(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import cost_of_kwh, not_valued_kwh

    kwh, price = not_valued_kwh(books), cost_of_kwh(books)
    return {"not_valued_kwh": kwh} | ({} if price is None else {"not_valued_cost": kwh * price})


def _by_product(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import by_product

    return by_product(books)


def _kwh_per_good_part(books: Books) -> Mapping[str, Figure]:
    from kpi import Ratio
    from kpi.shares import by_product

    good = zip(by_product(books).items(), books.good_by_product.tolist(), strict=True)
    return {name: Ratio(kwh, count) for (name, kwh), count in good}


def _cost_per_good_part(books: Books) -> Mapping[str, Figure]:
    from kpi import Ratio
    from kpi.shares import by_product, cost_of_kwh

    price = cost_of_kwh(books)
    if price is None:
        return {}
    good = zip(by_product(books).items(), books.good_by_product.tolist(), strict=True)
    return {name: Ratio(kwh * price, count) for (name, kwh), count in good}


def _gas(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import gas_not_valued_nm3

    if not books.has_gas:
        return {}
    idle, price = gas_not_valued_nm3(books), books.line.energy.gas.price_per_nm3
    found: dict[str, Figure] = {"gas_nm3": books.gas_nm3, "gas_not_valued_nm3": idle}
    if price is not None:
        found |= {"gas_cost": books.gas_cost, "gas_not_valued_cost": idle * price}
    return found


def _gas_by_station(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import gas_by_station

    return gas_by_station(books)


def _gas_by_state(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import gas_by_state

    return gas_by_state(books)


def _gas_by_product(books: Books) -> Mapping[str, Figure]:
    from kpi.shares import gas_by_product

    return gas_by_product(books)


# In the order of the page; by product only where a line makes more than one.
SPLITS: dict[str, Split] = {
    "by_utility_kwh": _by_utility,
    "by_state_kwh": _by_state,
    "by_state_cost": _cost_by_state,
    "outside_work": _not_valued,
    "gas": _gas,
    "gas_by_station_nm3": _gas_by_station,
    "gas_by_state_nm3": _gas_by_state,
}
BY_PRODUCT: dict[str, Split] = {
    "by_product_kwh": _by_product,
    "kwh_per_good_part_of": _kwh_per_good_part,
    "cost_per_good_part_of": _cost_per_good_part,
    "gas_by_product_nm3": _gas_by_product,
}


def shares_sheets(studies: Sequence[StudyResult], language: Language) -> list[Part]:
    """Return the splits of the energy as one table, and that of the last side by station."""
    last = studies[-1]
    by_product = BY_PRODUCT if len(last.line.products) > 1 else {}
    rows: list[Cells | Section] = []
    for name, split in {**SPLITS, **by_product}.items():
        found = measured(studies, split)
        if found:
            title = told(name, language, currency=last.line.currency)
            rows.append(Section(title, apart=bool(rows)))
            rows += [
                Cells((f"  {_name(one, language, last)}", *cells_of(r))) for one, r in found.items()
            ]
    notes = (told("shares note", language),) if by_product else ()
    whole = Part(
        told("shares", language),
        header=header_of(len(studies), language),
        rows=tuple(rows),
        closing=notes,
    )
    side = f", {say('after', language)}" if len(studies) > 1 else ""
    return [whole, _by_station(last, side, language)]


def _name(name: str, language: Language, study: StudyResult) -> str:
    from lines.states import STATES

    if name in STATES:
        return say_state(name, language)
    return told(name, language, currency=study.line.currency)


def _by_station(study: StudyResult, side: str, language: Language) -> Part:
    """The last side by station and state, means over the replications."""
    header = (told("station", language), *(told(f"states {name}", language) for name in TOGETHER))
    rows = [
        Cells((station, *(figures.number(kwh, 1) for kwh in _grouped(found).values())))
        for station, found in station_states(study).items()
    ]
    return Part(told("by_station_and_state", language, side=side), header=header, rows=tuple(rows))


def _grouped(found: Mapping[str, Estimate | None]) -> dict[str, float]:
    means = {state: one.mean for state, one in found.items() if one is not None}
    return {
        name: sum(means.get(state, 0.0) for state in states) for name, states in TOGETHER.items()
    }


def station_states(study: StudyResult) -> dict[str, dict[str, Estimate | None]]:
    """Estimate the energy [kWh] of each station in each state that drew any."""
    from kpi import estimate
    from kpi.shares import by_station_and_state

    found = [by_station_and_state(books) for books in study.books]
    return {
        station: {
            state: estimate([one[station][state] for one in found])
            for state in states
            if any(one[station][state] for one in found)
        }
        for station, states in found[0].items()
    }


def shares_object(studies: Sequence[StudyResult]) -> Plain:
    """Return every split, those by product among them, and stations by state side by side."""
    from twin.bill.sheet import SIDES
    from twin.outcome import bounds

    splits = {**SPLITS, **BY_PRODUCT}
    found: Plain = {name: rows_object(measured(studies, of)) for name, of in splits.items()}
    found["by_station_and_state_kwh"] = {
        side: {
            station: {state: bounds(one) for state, one in states.items()}
            for station, states in station_states(study).items()
        }
        for side, study in zip(SIDES[len(studies)], studies, strict=True)
    }
    return found
