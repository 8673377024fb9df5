"""What second passes cost: energy and people's time of parts that an inspection sends back.

The ledger counts no part's passes, but on a simple way back they follow from what it does count: a
part that is rejected and not scrapped passes every station from the target of the rejects to the
inspection once more. Simple is a way back on which nothing forks, joins, is batched or gets lost;
where a line has another one, the cost of its second passes is not told, and stays in labour and
energy. A pass costs the mean energy of a finished cycle at the mean price of a kWh, and the time
that people attend, load and unload it; set-ups and the material are not in it.
"""

from typing import NamedTuple

import numpy as np

from kpi.books import Books
from kpi.ledger import (
    REJECTED_BAD,
    REJECTED_GOOD,
    TASK_ATTEND,
    TASK_UNLOAD,
    TICKS_PER_HOUR,
)
from lines.machinery import Station
from lines.model import SCRAP, Line
from lines.states import BUSY


class ReworkCost(NamedTuple):
    """Money [currency] of the second passes, over the time booked; 0 of what has no price."""

    labour: float
    energy: float


def rework_cost(books: Books) -> ReworkCost | None:
    """What second passes cost; None where there are none by the line, or they cannot be told."""
    passes = second_passes(books)
    if not passes:
        return None
    kwh = labour = 0.0
    for name, count in passes.items():
        machines = books.machines_of(name)
        cycles = int(books.ledger.finished[machines].sum())
        if cycles == 0:
            continue
        share = min(count, cycles) / cycles
        kwh += share * float(books.state_kwh[machines, BUSY].sum())
        labour += share * _wages_of_work(books, books.line.stations[name], cycles)
    return ReworkCost(labour, kwh * _price_per_kwh(books))


def second_passes(books: Books) -> dict[str, int] | None:
    """Second and further passes by station, none where nothing is sent back.

    None where a way back is not simple, so that the passes cannot be told.
    """
    line, ledger = books.line, books.ledger
    found: dict[str, int] = {}
    for name, station in line.stations.items():
        if station.type != "inspection":
            continue
        way = way_back(line, name)
        if way is None:
            return None
        if not way:
            continue
        machines = books.machines_of(name)
        rejected = int(ledger.verdicts[machines][:, [REJECTED_GOOD, REJECTED_BAD]].sum())
        sent = max(0, rejected - int(ledger.scrapped_at[machines].sum()))
        for one in way:
            found[one] = found.get(one, 0) + sent
    return found


def way_back(line: Line, inspection: str) -> tuple[str, ...] | None:
    """Stations that a rejected part passes again, the inspection last; None where not simple."""
    rejects = [link for link in line.links_out_of(inspection) if link.when == "reject"]
    back = [link.target for link in rejects if link.target != SCRAP]
    if not back:
        return ()
    if len(back) > 1 or any(link.product for link in rejects):
        return None
    if _loses_parts(line.stations[inspection]):
        return None
    at, way, seen = back[0], list[str](), set[str]()
    while at != inspection:
        if at in seen or not _keeps_on(line, at):
            return None
        seen.add(at)
        if at in line.stations:
            way.append(at)
        (link,) = line.links_out_of(at)
        at = link.target
    return (*way, inspection)


def _keeps_on(line: Line, place: str) -> bool:
    """Whether each part that comes here goes on, by itself and by the one way there is."""
    station, buffer = line.stations.get(place), line.buffers.get(place)
    plain = station is not None and station.type == "machine" and not _loses_parts(station)
    kept = buffer is not None and buffer.max_s is None
    return (plain or kept) and len(line.links_out_of(place)) == 1


def _loses_parts(station: Station) -> bool:
    """Whether a failure may cost the part at work."""
    return any(failure.scrap > 0.0 for failure in station.failures)


def _price_per_kwh(books: Books) -> float:
    """The mean price of a kWh of the time booked; 0 where it has none."""
    cost = books.energy_cost
    return cost / books.kwh if cost is not None and books.kwh > 0 else 0.0


def _wages_of_work(books: Books, station: Station, cycles: int) -> float:
    """Wages of all people's time at the work of a station, set-ups and repairs aside."""
    wages = 0.0
    if station.crew is not None:
        busy_h = float(books.state_h[books.machines_of(station.name), BUSY].sum())
        wages += busy_h * _wage(books, station.crew)
    for hand in (station.load, station.unload):
        if hand is not None:
            wages += cycles * hand.time.mean() / 3600.0 * _wage(books, hand.skill)
    return wages


def _wage(books: Books, skill: str) -> float:
    """Wage of an hour of this skill: of several crews by their time at such tasks."""
    crews = [books.line.crews[name] for name in books.frame.crews]
    able = [number for number, crew in enumerate(crews) if skill in crew.skills]
    pay = np.array([crews[number].wage_per_h or 0.0 for number in able])
    tasks = books.ledger.crew_ticks[able][:, [TASK_ATTEND, TASK_UNLOAD]]
    hours = tasks.sum(axis=1) / TICKS_PER_HOUR
    return float(pay @ hours / hours.sum()) if hours.sum() > 0 else 0.0
