"""P: how long parts wait for vehicles, and what the vehicles do with their time.

All figures are None for a line without fleets. What crossing their ways means for people stands
among the hazards (S), what they draw among the energy (E).
"""

from kpi.books import Books, Ratio
from kpi.ledger import TICKS_PER_SECOND
from kpi.registry import kpi
from lines.states import CHARGING, EMPTY, IDLE, LOADED


@kpi(
    "transport_wait_s",
    family="P",
    unit="s",
    better="lower",
    formula=(
        "time from asking for transport until loading begins, per part: a machine asks when its "
        "part is finished and there is room behind the link, a part in a buffer from the beginning"
    ),
    source="waiting time in the queue of a fleet (queueing theory, Wq)",
    title_en="Waiting for transport, mean",
    title_ko="운반 대기시간(평균)",
)
def transport_wait_s(books: Books) -> Ratio | None:
    """Mean time that a part waits for a vehicle."""
    if not books.frame.vehicles:
        return None
    seconds = float(books.ledger.transport_wait.sum()) / TICKS_PER_SECOND
    return Ratio(seconds, int(books.ledger.carried.sum()))


@kpi(
    "fleet_utilisation",
    family="P",
    unit="share",
    better="neither",
    formula="time of vehicles neither idle nor charging / their time, over all fleets",
    source="utilisation of vehicles (VDI 2510)",
    title_en="Fleet utilisation",
    title_ko="운반차량 가동률",
)
def fleet_utilisation(books: Books) -> Ratio | None:
    """Share of their time that vehicles are on a trip or under repair."""
    if not books.frame.vehicles:
        return None
    ticks = books.ledger.vehicle_ticks.sum(axis=0)
    whole = int(ticks.sum())
    return Ratio(whole - int(ticks[IDLE]) - int(ticks[CHARGING]), whole)


@kpi(
    "empty_travel_share",
    family="P",
    unit="share",
    better="lower",
    formula="driving time without a part / driving time, over all fleets",
    source="empty travel of vehicles (VDI 2510)",
    title_en="Empty travel",
    title_ko="공차 주행률",
)
def empty_travel_share(books: Books) -> Ratio | None:
    """Share of their driving in which vehicles carry nothing."""
    if not books.frame.vehicles:
        return None
    ticks = books.ledger.vehicle_ticks.sum(axis=0)
    return Ratio(int(ticks[EMPTY]), int(ticks[EMPTY]) + int(ticks[LOADED]))
