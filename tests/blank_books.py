"""Books of a run in which nothing happened, for tests of key figures to write into.

`blank_books(line)` has an array of the right shape for every axis of the line, all zero but the
length of the time booked; `line_of(...)` is a line of stations in a row.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from kpi.books import Books
from kpi.ledger import (
    LEAD_BINS,
    MARKS,
    NO_TIME,
    QUARTER_TICKS,
    TASKS,
    TICKS_PER_HOUR,
    Frame,
    Ledger,
)
from lines.distributions import constant
from lines.machinery import Station
from lines.model import Line, Link, Title
from lines.states import STATES, VEHICLE_STATES


def station_of(name: str, cycle_s: float = 60.0, **words: Any) -> Station:
    """A station that takes a constant time for the only product, `part`."""
    return Station(name, {"part": constant(cycle_s)}, **words)


def line_of(*stations: Station, **words: Any) -> Line:
    """A line of these stations in a row, without buffers."""
    names = ["source", *(station.name for station in stations), "sink"]
    flow = tuple(Link(a, b) for a, b in pairwise(names))
    return Line("test", Title("Test", "시험"), {one.name: one for one in stations}, flow, **words)


def blank_books(
    line: Line,
    *,
    begin: int = 0,
    end: int = TICKS_PER_HOUR,
    promise_s: float | None = None,
    power_w: Sequence[Sequence[int]] | None = None,
    part_energy_j: Sequence[int] | None = None,
) -> Books:
    """Books of one hour (or from tick `begin` to `end`) in which nothing happened.

    power_w, part_energy_j : watts by machine and state and joules by machine, 0 when not given
    """
    stations = list(line.stations.values())
    owners = [s for s, one in enumerate(stations) for _ in range(one.machines)]
    places = _places_of(line)
    frame = Frame(
        stations=tuple(line.stations),
        machines=tuple(f"{stations[s].name}.{m}" for m, s in enumerate(owners)),
        machine_station=tuple(owners),
        products=tuple(line.products),
        defects=line.defect_kinds(),
        modes=tuple((m, mode.name) for m, s in enumerate(owners) for mode in stations[s].failures),
        places=tuple(places),
        place_consumers=tuple(places.values()),
        crews=tuple(line.crews),
        sources=tuple(line.sources),
        power_w=_ints(power_w, (len(owners), len(STATES))),
        part_energy_j=_ints(part_energy_j, (len(owners),)),
        orders=tuple(f"orders.{number}" for number in range(1, len(line.orders) + 1)),
        orders_late_per_day=tuple(order.late_per_day for order in line.orders),
        orders_due=tuple(order.due_s is not None for order in line.orders),
        begin=begin,
        end=end,
        fleets=tuple(line.fleets),
        vehicles=tuple(
            f"{f.name}.{v + 1}" for f in line.fleets.values() for v in range(f.vehicles)
        ),
        vehicle_fleet=tuple(
            number for number, f in enumerate(line.fleets.values()) for _ in range(f.vehicles)
        ),
        vehicle_w=_ints(None, (sum(f.vehicles for f in line.fleets.values()), len(VEHICLE_STATES))),
        duty_ticks=tuple(crew.count * (end - begin) for crew in line.crews.values()),
    )
    return Books(_blank_ledger(frame), frame, line, promise_s)


def _places_of(line: Line) -> dict[str, tuple[int, ...]]:
    """Links and named buffers, and the stations that take from each."""
    stations = list(line.stations)
    places: dict[str, tuple[int, ...]] = {}
    for link in line.flow:
        if link.origin in line.buffers and link.by is None:
            places[link.origin] = (*places.get(link.origin, ()), stations.index(link.target))
        elif link.target in line.buffers:
            places.setdefault(link.target, ())
        elif link.target not in ("sink", "scrap"):
            places[link.name] = (stations.index(link.target),)
    return places


def _ints(values: Any, shape: tuple[int, ...]) -> Any:
    return np.zeros(shape, np.int64) if values is None else np.array(values, np.int64)


def _blank_ledger(frame: Frame) -> Ledger:
    machines, products = len(frame.machines), len(frame.products)
    modes, sources = len(frame.modes), len(frame.sources)
    quarters = -(-frame.end // QUARTER_TICKS)
    shapes: dict[str, tuple[int, ...]] = {
        "span": (1,),
        "state_ticks": (machines, len(STATES)),
        "finished": (machines, products),
        "defects": (machines, len(frame.defects)),
        "verdicts": (machines, 4),
        "setups": (machines,),
        "failures": (modes,),
        "repair_ticks": (modes,),
        "arrived": (sources, products),
        "lost": (sources, products),
        "entered": (sources, products),
        "fates": (2, products, MARKS),
        "scrapped_at": (machines,),
        "joined": (products,),
        "split": (products,),
        "expired": (len(frame.places),),
        "lead_ticks": (products,),
        "lead_bins": (products, LEAD_BINS),
        "lead_extremes": (products, 2),
        "kept": (products,),
        "place_area": (len(frame.places),),
        "wip_area": (1,),
        "inside": (2,),
        "load_curve": (quarters,),
        "crew_ticks": (len(frame.crews), len(TASKS)),
        "vehicle_ticks": (len(frame.vehicles), len(VEHICLE_STATES)),
        "trips": (len(frame.vehicles),),
        "carried": (len(frame.vehicles),),
        "transport_wait": (len(frame.vehicles),),
        "orders_released": (len(frame.orders),),
        "orders_completed": (len(frame.orders),),
        "orders_on_time": (len(frame.orders),),
        "order_lead_ticks": (len(frame.orders),),
        "tardy_ticks": (len(frame.orders),),
        "tardy_bins": (len(frame.orders), LEAD_BINS),
        "tardy_extremes": (len(frame.orders), 2),
        "backlog_curve": (quarters if frame.orders else 0,),
        "overdue_area": (len(frame.orders),),
        "short_parts": (len(frame.orders),),
        "surplus_parts": (len(frame.orders),),
        "woken_j": (machines,),
    }
    ledger = Ledger(**{name: np.zeros(shape, np.int64) for name, shape in shapes.items()})
    ledger.lead_extremes[:] = ledger.tardy_extremes[:] = NO_TIME
    ledger.span[0] = frame.end - frame.begin
    return ledger
