"""Where electricity and gas go: by utility, by state, by station and state, by product.

Every split adds up to the energy, or to the gas, of the books. Compressed air that machines use
counts to their state; leaks, base loads and vehicles belong to no state.

The ledger knows how many cycles a machine finished of each product, and not how long it worked on
each. So a machine's busy time is told apart by finished cycles × mean cycle of the product:

* energy per part goes to the product that was finished;
* all else that a machine draws, also while it waits, is set up or stands still, goes to its
  products by their share of its busy time: who keeps a machine busy pays for its waiting;
* gas goes as the electricity of its machine goes;
* vehicles, base loads, leaks, and machines that finished nothing go to the products by their share
  of the busy time of all machines.

Source: the rule of the house, written down as ISO 14051 asks of every allocation criterion.
"""

from __future__ import annotations

import numpy as np

from kpi.books import Books
from kpi.ledger import JOULES_PER_KWH, Floats
from lines.loads import LEAKS
from lines.states import BUSY, STATES

MACHINES, AIR, BASE, VEHICLES = "machines", "compressed air", "base loads", "vehicles"


def by_utility(books: Books) -> dict[str, float]:
    """Energy [kWh] of machines, compressed air (leaks among it), base loads and vehicles."""
    found = {
        MACHINES: float(books.state_kwh.sum()),
        AIR: books.air_kwh,
        BASE: books.base_kwh,
        VEHICLES: float(books.vehicle_kwh.sum()),
    }
    return {name: kwh for name, kwh in found.items() if kwh}


def by_state(books: Books) -> dict[str, float]:
    """Energy [kWh] of all machines and their air by state, and of what has no state beside them."""
    drawn = (books.state_kwh + books.air_state_kwh).sum(axis=0)
    found = {state: float(kwh) for state, kwh in zip(STATES, drawn, strict=True)}
    found |= {
        BASE: books.base_kwh,
        LEAKS: books.load_kwh.get(LEAKS, 0.0),
        VEHICLES: float(books.vehicle_kwh.sum()),
    }
    return {name: kwh for name, kwh in found.items() if kwh}


def by_station_and_state(books: Books) -> dict[str, dict[str, float]]:
    """Energy [kWh] of each station's machines and their air, by state."""
    drawn = books.state_kwh + books.air_state_kwh
    return {
        station: {
            state: float(kwh)
            for state, kwh in zip(
                STATES, drawn[books.machines_of(station)].sum(axis=0), strict=True
            )
        }
        for station in books.frame.stations
    }


def not_valued_kwh(books: Books) -> float:
    """Energy [kWh] outside machines at work: waiting, set-up, down, standby, base loads, leaks."""
    return books.kwh - float(books.state_kwh[:, BUSY].sum() + books.air_state_kwh[:, BUSY].sum())


def cost_of_kwh(books: Books) -> float | None:
    """What a kWh cost on average over the time booked; None without a price or without energy."""
    cost = books.energy_cost
    return None if cost is None or books.kwh == 0 else cost / books.kwh


def by_product(books: Books) -> dict[str, float]:
    """Energy [kWh] by product, after the rule above; the sum is the energy of the books."""
    of_machine, of_line = _busy_shares(books)
    per_part = books.ledger.finished * books.frame.part_energy_j[:, None] / JOULES_PER_KWH
    drawn = (books.state_kwh + books.air_state_kwh).sum(axis=1) - per_part.sum(axis=1)
    common = books.base_kwh + books.load_kwh.get(LEAKS, 0.0) + float(books.vehicle_kwh.sum())
    kwh = per_part.sum(axis=0) + drawn @ of_machine + common * of_line
    return dict(zip(books.frame.products, kwh.tolist(), strict=True))


def gas_by_station(books: Books) -> dict[str, float]:
    """Gas [Nm3] of each station that uses any."""
    burnt = books.gas_state_nm3.sum(axis=1)
    rows = {name: float(burnt[books.machines_of(name)].sum()) for name in books.frame.stations}
    return {name: nm3 for name, nm3 in rows.items() if nm3}


def gas_by_state(books: Books) -> dict[str, float]:
    """Gas [Nm3] of all machines by state."""
    rows = zip(STATES, books.gas_state_nm3.sum(axis=0), strict=True)
    return {state: float(nm3) for state, nm3 in rows if nm3}


def gas_by_product(books: Books) -> dict[str, float]:
    """Gas [Nm3] by product; the sum is the gas of the books, and nothing where none is used."""
    if not books.has_gas:
        return {}
    of_machine, _ = _busy_shares(books)
    nm3 = books.gas_state_nm3.sum(axis=1) @ of_machine
    return dict(zip(books.frame.products, nm3.tolist(), strict=True))


def gas_not_valued_nm3(books: Books) -> float:
    """Gas [Nm3] outside machines at work: kept hot, heated up, standing."""
    return books.gas_nm3 - float(books.gas_state_nm3[:, BUSY].sum())


def _busy_shares(books: Books) -> tuple[Floats, Floats]:
    """Shares of busy time by product: (M, P) of each machine, (P,) of all together; each sums to 1.

    Where nothing was worked at all, every product has the same share.
    """
    worked = books.ledger.finished * _mean_cycle_s(books)
    total = worked.sum(axis=1, keepdims=True)
    known = total[:, 0] > 0
    share = np.divide(worked, total, out=np.zeros_like(worked), where=total > 0)
    busy_h = np.where(known, books.state_h[:, BUSY], 0.0)
    of_line = busy_h @ share
    products = len(books.frame.products)
    whole = of_line.sum()
    of_line = of_line / whole if whole > 0 else np.full(products, 1.0 / products)
    share[~known] = of_line
    return share, of_line


def _mean_cycle_s(books: Books) -> Floats:
    """(M, P) float64 [s] mean cycle of each product on each machine, as the line has it."""
    stations = [books.line.stations[name] for name in books.frame.stations]
    rows = [
        [
            one.cycle[product].mean() if product in one.cycle else 0.0
            for product in books.frame.products
        ]
        for one in stations
    ]
    return np.array(rows, np.float64)[list(books.frame.machine_station)]
