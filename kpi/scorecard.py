"""The scorecard of one run: every registered figure, and where the machines' time went."""

from kpi import cost, delivery, energy, productivity, quality, safety, transport
from kpi.books import Books, Figure, Ratio
from kpi.ledger import TASKS, TICKS_PER_HOUR
from kpi.registry import REGISTRY
from lines.states import STATES

# Reading a family enters its figures into the register.
FAMILY_MODULES = (productivity, transport, quality, cost, delivery, energy, safety)
UTILISATION = "utilisation"


def measure(books: Books) -> dict[str, Figure]:
    """Every registered figure of one run, in the order of the register; None cannot be said."""
    return {name: kpi.measure(books) for name, kpi in REGISTRY.items()}


def state_shares(books: Books) -> dict[str, dict[str, Ratio]]:
    """Share of each state in the time of all machines of a station, by station and state."""
    shares: dict[str, dict[str, Ratio]] = {}
    for station in books.frame.stations:
        machines = books.machines_of(station)
        ticks = books.ledger.state_ticks[machines].sum(axis=0)
        whole = len(machines) * books.span_ticks
        shares[station] = {
            state: Ratio(int(own), whole) for state, own in zip(STATES, ticks, strict=True)
        }
    return shares


def crew_time(books: Books) -> dict[str, dict[str, Ratio]]:
    """Of each crew its hours at each task over the time booked, and its utilisation.

    Utilisation (ISO 22400-2 worker efficiency of one crew) is time at tasks over time on duty.
    """
    found: dict[str, dict[str, Ratio]] = {}
    for c, crew in enumerate(books.frame.crews):
        ticks = books.ledger.crew_ticks[c]
        hours = {
            task: Ratio(int(own) / TICKS_PER_HOUR, 1.0)
            for task, own in zip(TASKS, ticks, strict=True)
        }
        found[crew] = {**hours, UTILISATION: Ratio(int(ticks.sum()), books.frame.duty_ticks[c])}
    return found


def lost_by_source(books: Books) -> dict[str, Ratio]:
    """Share of the arriving parts that were lost, of each source that loses any without room."""
    lost, arrived = books.ledger.lost.sum(axis=1), books.ledger.arrived.sum(axis=1)
    return {books.frame.sources[u]: Ratio(int(lost[u]), int(arrived[u])) for u in books.losing}


def place_levels(books: Books) -> dict[str, Ratio]:
    """Mean number of parts in each place: links by name `a->b`, buffers by their own."""
    areas = zip(books.frame.places, books.ledger.place_area, strict=True)
    return {place: Ratio(int(area), books.span_ticks) for place, area in areas}
