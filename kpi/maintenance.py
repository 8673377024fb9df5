"""What repairs and planned stops cost: spare parts and outside service, and the people's time.

The ledger counts every failure mode's stops by machine, planned ones and answers to alarms among
them; what one of them costs stands in the line. A stop counts in full in the books in which it
begins.
"""

from kpi.books import Books
from kpi.ledger import FALSE_ALARM, FORESEEN, PLANNED, TASK_REPAIR, TICKS_PER_HOUR, Floats
from lines.machinery import Failure


def stops_cost(books: Books) -> float | None:
    """Money [currency] of repairs and planned stops beside wages; None where none has a cost."""
    stops = zip(books.frame.modes, books.ledger.failures, strict=True)
    prices = [(cost_of_a_stop(books, mode), int(count)) for mode, count in stops]
    if all(price is None for price, _ in prices):
        return None
    return sum(price * count for price, count in prices if price is not None)


def repair_h(books: Books) -> Floats:
    """(C,) float64 [h] people's time at repairs, maintenance and answers to alarms, by crew."""
    hours: Floats = books.ledger.crew_ticks[:, TASK_REPAIR] / TICKS_PER_HOUR
    return hours


def cost_of_a_stop(books: Books, mode: tuple[int, str]) -> float | None:
    """Money [currency] of one stop of a mode, as its machine and name stand in the frame.

    A stop that answers an alarm, true or false, costs what a repair does where nothing is said.
    """
    machine, name = mode
    frame, line = books.frame, books.line
    failures: tuple[Failure, ...]
    if machine >= len(frame.machines):
        fleet = frame.fleets[frame.vehicle_fleet[machine - len(frame.machines)]]
        failures = line.fleets[fleet].failures
    else:
        station = line.stations[frame.stations[frame.machine_station[machine]]]
        if name == PLANNED:
            return None if station.maintenance is None else station.maintenance.cost
        failures = station.failures
    own = name.removesuffix(FORESEEN).removesuffix(FALSE_ALARM)
    failure = next(one for one in failures if one.name == own)
    answers = name != own
    if answers and failure.predict is not None and failure.predict.cost is not None:
        return failure.predict.cost
    return failure.cost


def somebody_repairs(books: Books) -> bool:
    """Whether the line has a stop that takes people's time, whether it has come yet or not."""
    stations = books.line.stations.values()
    failures = [failure for station in stations for failure in station.failures]
    failures += [failure for fleet in books.line.fleets.values() for failure in fleet.failures]
    skills = [failure.crew for failure in failures]
    skills += [one.predict.crew for one in failures if one.predict is not None]
    skills += [one.maintenance.crew for one in stations if one.maintenance is not None]
    return any(skill is not None for skill in skills)
