"""The books at a tick: every account is brought up to it, so that they can be cut there."""

import numpy as np

from kpi.ledger import TASKS
from lines.states import MAINTENANCE, REPAIR, STATES, VEHICLE_STATES
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.tell import book_backlog, book_load
from twin.engine.kernel import inner, kernel, rare

U = np.uint64


@inner
def close_people(w, mach_m, tick):
    """Book the time of the crew member at a machine or vehicle.

    w : (W,) int64          world; written
    mach_m : uint64 [-]     position of its row
    tick : int64 [tick]
    """
    crew = w[mach_m + k.W_CREW]
    if crew >= 0:
        w[U(w[k.B_CREW_TICKS] + crew * len(TASKS) + w[mach_m + k.W_TASK])] += (
            tick - w[mach_m + k.W_CREW_SINCE]
        )
        w[mach_m + k.W_CREW_SINCE] = tick


@rare
def close_vehicles(w, g, f, x, tick):
    """Bring the accounts of all vehicles up to a tick.

    w, g, f, x : arrays of the engine, see `tables`
    tick : int64 [tick]
    """
    for v in range(g[at.VEHICLES]):
        mach_m = k.mach(w, g[at.MACHINES] + v)
        spent = tick - w[mach_m + k.W_SINCE]
        state = w[mach_m + k.W_STATE]
        w[U(w[k.B_VEHICLE_TICKS] + v * len(VEHICLE_STATES) + state)] += spent
        if state == REPAIR:
            w[U(w[k.B_REPAIR_TICKS] + w[mach_m + k.W_MODE])] += spent
        w[mach_m + k.W_SINCE] = tick
        close_people(w, mach_m, tick)


@rare
def close_orders(w, g, tick):
    """Bring the open orders up to a tick, and the time that some of them are overdue.

    w : (W,) int64    world; written
    g : (G,) int64    given
    tick : int64 [tick]
    """
    book_backlog(w, tick, 0)
    for i in range(w[k.FRESH_ORDER]):
        order_i = k.order_row(w, i)
        due = w[order_i + k.I_DUE]
        if w[order_i + k.I_LEFT] > 0 and 0 <= due < tick:
            late = tick - max(due, w[k.BOOKED_FROM])
            w[U(w[k.B_OVERDUE_AREA] + w[order_i + k.I_CLASS])] += late
    w[k.BOOKED_FROM] = tick


@kernel
def close_books(w, g, f, x, tick):
    """Bring every account up to a tick at which nothing due has happened yet (T4).

    w, g, f, x : arrays of the engine, see `tables`
    tick : int64 [tick]
    """
    for m in range(g[at.MACHINES]):
        mach_m = k.mach(w, m)
        spent = tick - w[mach_m + k.W_SINCE]
        state = w[mach_m + k.W_STATE]
        w[U(w[k.B_STATE_TICKS] + m * len(STATES) + state)] += spent
        if state in (REPAIR, MAINTENANCE):
            w[U(w[k.B_REPAIR_TICKS] + w[mach_m + k.W_MODE])] += spent
        w[mach_m + k.W_SINCE] = tick
        close_people(w, mach_m, tick)
    close_vehicles(w, g, f, x, tick)
    for q in range(g[at.PLACES]):
        spot = k.spot(w, q)
        w[U(w[k.B_PLACE_AREA] + q)] += w[spot + k.Q_COUNT] * (tick - w[spot + k.Q_SINCE])
        w[spot + k.Q_SINCE] = tick
    w[U(w[k.B_WIP_AREA])] += w[k.WIP] * (tick - w[k.WIP_SINCE])
    w[k.WIP_SINCE] = tick
    close_orders(w, g, tick)
    book_load(w, tick)
