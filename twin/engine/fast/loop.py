"""The event loop: from one due tick to the next, and the guards against being stuck."""

import numpy as np

from lines.states import (
    BLOCKED,
    BUSY,
    MAINTENANCE,
    REPAIR,
    SETUP,
    STANDBY,
    STARVED,
    STATES,
    VEHICLE_STATES,
    WAKING,
)
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.arrivals import arrival, plan_next_arrival
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import next_slot, open_calendar, plan_later, second_tick
from twin.engine.fast.claims import is_stopped
from twin.engine.fast.foresight import fall_due
from twin.engine.fast.guard import guard
from twin.engine.fast.hours import go_off, plan_edge, turn_hours
from twin.engine.fast.leavers import may_leave
from twin.engine.fast.modes import (
    end_repair,
    fail,
    first_worn,
    full_count,
    resume,
    stop_work,
    wear,
    wind,
)
from twin.engine.fast.orders import order_event, plan_first_order
from twin.engine.fast.people import let_go
from twin.engine.fast.settle import close_instant, settle
from twin.engine.fast.tell import become, book_load
from twin.engine.fast.timed import alarm
from twin.engine.fast.trips import fail_vehicle, vehicle_event
from twin.engine.fast.ways import rest
from twin.engine.fast.work import begin_cycle, draw_ahead, finish, go_on, next_phase, renew_by
from twin.engine.kernel import hot, inner, kernel, rare
from twin.engine.stuck import MOVES, MOVES_A_PART

U = np.uint64


@hot
def end_cycle(w, g, f, x, m):
    """The cycle is over, or a busy clock fires (B1, B5, B7).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    flags = w[mach_m + k.W_FLAGS]
    if flags & uses.WEAR:
        if w[mach_m + k.W_BEGAN] + w[mach_m + k.W_LEFT] > w[k.NOW]:
            fail_worn(w, g, f, x, m)
            return
        wear(w, g, f, x, m, w[mach_m + k.W_LEFT])
    if flags & uses.HANDS and next_phase(w, g, f, x, m):
        go_on(w, g, f, x, m, BUSY)  # nobody is needed, though its working time may be over
        return
    w[mach_m + k.W_LEFT] = 0
    finish(w, g, f, x, m)
    if flags & uses.COUNT:
        count_cycle(w, g, f, x, m)
    if flags & uses.HOURS and w[mach_m + k.W_CLOSED]:
        go_off(w, g, m)  # B16
    may_leave(w, g, f, x, m)


@inner
def count_cycle(w, g, f, x, m):
    """Count a finished cycle; where a count is full the machine stops when all has moved (B7).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    if full_count(w, g, f, x, m, 1) >= 0:
        w[k.mach(w, m) + k.W_STOPS] = 1
        mark(x, w[k.COUNTED], m)
        w[k.STOPPING] = 1


@inner
def fail_worn(w, g, f, x, m):
    """A busy clock has run down.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    stop_work(w, g, f, x, m)
    fail(w, g, f, x, m, first_worn(w, g, f, x, m))


@inner
def other_event(w, g, f, x, m):
    """What is due at a machine that is not at work.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    state = w[k.mach(w, m) + k.W_STATE]
    if state == SETUP:
        let_go(w, g, m)  # B12
        renew_by(w, g, m, p.RESET_BY_SETUP)
        begin_cycle(w, g, f, x, m)
        if w[k.mach(w, m) + k.W_CLOSED]:
            go_off(w, g, m)  # B16
        else:
            go_on(w, g, f, x, m, SETUP)
    elif state in (REPAIR, MAINTENANCE):
        end_repair(w, g, f, x, m)
    elif state == STARVED:
        become(w, g, m, STANDBY, -1)  # B14
        mark(x, w[k.TAKERS], g[at.machine(g, m) + p.M_STATION])
    elif w[k.mach(w, m) + k.W_COLD]:
        w[k.mach(w, m) + k.W_COLD] = 0
        mark(x, w[k.TAKERS], g[at.machine(g, m) + p.M_STATION])  # another one may wake now
        resume(w, g, f, x, m)  # B31
    else:
        rest(w, g, f, x, m, WAKING)  # B15


@rare
def calendar_failure(w, g, f, x, slot):
    """A calendar clock fires (B6).

    w, g, f, x : arrays of the engine, see `tables`
    slot : int64 [-]
    """
    j = g[U(g[at.AT_OWNER] + slot - g[at.FIRST_CALENDAR])]
    mode_j = at.mode(g, j)
    m = g[mode_j + p.F_MACHINE]
    if g[mode_j + p.F_CLOCK] >= p.CLOCK_PLANNED:
        fall_due(w, x, m, j)
    elif is_stopped(w, m):
        w[k.clock(w, j) + k.K_PENDING] = 1
    elif m >= g[at.MACHINES]:
        fail_vehicle(w, g, f, x, m, j)
    else:
        fail(w, g, f, x, m, j)


@rare
def open_line(w, g, f, x):
    """Tick 0: wind the clocks, let sources begin, settle.

    w, g, f, x : arrays of the engine, see `tables`
    """
    machines = g[at.MACHINES]
    open_calendar(w)
    for m in range(machines):
        w[k.POWER] += g[U(g[at.AT_POWER] + m * len(STATES) + STARVED)]
        after = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_STANDBY_AFTER]
        if after >= 0:
            plan_later(w, m, after)
        if w[k.mach(w, m) + k.W_FLAGS] & uses.ONE_CYCLE:
            draw_ahead(w, f, x, m)
    for row in range(g[at.LOADS]):
        w[k.POWER] += g[U(g[at.AT_BASE_LOAD] + 2 * row + 1)]
    for j in range(g[at.MODES]):
        wind(w, g, f, x, j)
    for c in range(g[at.FIRST_TIMED] - g[at.FIRST_HOURS]):
        plan_edge(w, g, c)
    for o in range(g[at.ORDERS]):
        plan_first_order(w, g, f, x, o)
    for u in range(g[at.SOURCES]):
        if g[at.source(g, u) + p.U_SLOT] >= 0:
            plan_next_arrival(w, g, f, x, u)
    for s in range(g[at.STATIONS]):
        mark(x, w[k.TAKERS], s)
    for d in range(g[at.DOORS]):
        mark(x, w[k.DOORWAYS], d)
    w[k.RARE] = 1
    w[k.ENTERING] = 1
    w[k.FIRST] = 1
    w[k.ALLOWED] = MOVES + (MOVES_A_PART + g[at.STATIONS]) * machines
    for v in range(g[at.VEHICLES]):
        w[k.POWER] += g[U(g[at.AT_VEHICLE_POWER] + v * len(VEHICLE_STATES))]


@hot
def machine_event(w, g, f, x, m):
    """What is due at a machine.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    if w[k.mach(w, m) + k.W_STATE] == BUSY:
        end_cycle_later(w, g, f, x, m)
    else:
        other_event(w, g, f, x, m)


@hot
def ends_work_alone(w, g, slot, tick):
    """Whether the only thing due at a tick is the end of work at a machine.

    Whatever else is due at a machine may make more due at the same tick, before settling (T2).

    w : (W,) int64          world
    g : (G,) int64          given
    slot : int64 [-]        the slot that is due first
    tick : int64 [tick]
    """
    if slot >= g[at.MACHINES] or w[k.mach(w, slot) + k.W_STATE] != BUSY:
        return False
    return second_tick(w, slot) > tick


@hot
def clear_slot(w, m):
    """Strike a machine's old tick out where no new one has been set.

    w : (W,) int64      world; written
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    state = w[mach_m + k.W_STATE]
    timed = state == STARVED and w[mach_m + k.W_FLAGS] & uses.STANDBY
    if state in (BLOCKED, STANDBY) or (state == STARVED and not timed):
        plan_later(w, m, k.NEVER)


@inner
def all_events(w, g, f, x, tick):
    """Everything due at a tick, in the order of the slots (T2).

    w, g, f, x : arrays of the engine, see `tables`
    tick : int64 [tick]
    """
    while w[k.STATUS] == k.RUNNING:
        slot = next_slot(w)
        if w[U(w[k.AT_DUE] + slot)] != tick:
            break
        if slot < g[at.MACHINES]:
            plan_later(w, slot, k.NEVER)
            machine_event(w, g, f, x, slot)
        elif slot < g[at.FIRST_CALENDAR]:
            plan_later(w, slot, k.NEVER)
            vehicle_event(w, g, f, x, slot)
        elif slot < g[at.FIRST_HOURS]:
            plan_later(w, slot, k.NEVER)
            calendar_failure(w, g, f, x, slot)
        elif slot < g[at.FIRST_TIMED]:
            turn_hours(w, g, f, x, slot - g[at.FIRST_HOURS])
        elif slot < g[at.FIRST_ORDER]:
            alarm(w, g, f, x, slot)
        elif slot < g[at.FIRST_ARRIVAL]:
            order_event(w, g, f, x, slot - g[at.FIRST_ORDER])
        else:
            arrival(w, g, f, x, g[U(g[at.AT_OWNER] + slot - g[at.FIRST_CALENDAR])])


@hot
def advance(w, g, tick):
    """Move to the tick that is due, and book the load until then.

    w : (W,) int64          world; written
    g : (G,) int64          given
    tick : int64 [tick]
    """
    if tick != w[k.NOW]:
        w[k.MOVES] = 0
        w[k.ALLOWED] = MOVES + (MOVES_A_PART + g[at.STATIONS]) * (g[at.MACHINES] + w[k.HERE])
        w[k.NOW] = tick
    book_load(w, w[k.NOW])


@inner
def end_cycle_later(w, g, f, x, m):
    """The same as `end_cycle`, where several things are due at one tick.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    end_cycle(w, g, f, x, m)


@kernel
def run_until(w, g, f, x, limit):
    """Run the line up to a tick, and not into it; the status says how it ended.

    w, g, f, x : arrays of the engine, see `tables`
    limit : int64 [tick]
    """
    due = w[k.AT_DUE]
    while w[k.STATUS] == k.RUNNING:
        slot = np.int64(-1)
        if w[k.OPEN] == 0:
            w[k.OPEN] = 1
            open_line(w, g, f, x)
            # where something is due at tick 0 it comes before the first settling (T2)
            if w[U(due + next_slot(w))] == 0:
                continue
        elif w[k.GOES_ON]:
            if w[U(due + next_slot(w))] == w[k.NOW]:
                all_events(w, g, f, x, w[k.NOW])
        else:
            slot = next_slot(w)
            tick = w[U(due + slot)]
            if tick >= limit:
                # a line that has completed the last of its orders has nothing left to wait for
                if tick == k.NEVER and (g[at.ORDERS] == 0 or w[k.OPEN_ORDERS] > 0):
                    w[k.STATUS] = k.STANDSTILL
                break
            advance(w, g, tick)
            if ends_work_alone(w, g, slot, tick):
                # Alone at its tick, a machine is mostly at work again when the instant is settled;
                # its old tick may stand until then, as nobody looks at the calendar meanwhile.
                end_cycle(w, g, f, x, slot)
                if w[k.mach(w, slot) + k.W_STATE] != BLOCKED:
                    # it failed or went off, which struck the tick out; a repair may be over at once
                    all_events(w, g, f, x, tick)
            else:
                all_events(w, g, f, x, tick)
                slot = np.int64(-1)
        # the one place that settles: its code is large, and here it becomes part of the loop
        settle(w, g, f, x)
        if slot >= 0:
            clear_slot(w, slot)
        w[k.GOES_ON] = w[k.DUE_NOW]
        if not w[k.GOES_ON]:
            close_instant(w, g, f, x)
            if not w[k.GOES_ON]:
                guard(w, g, f, x)
        if w[k.MOVES] > w[k.ALLOWED]:
            w[k.STATUS] = k.CLOCK
    return w[k.STATUS]
