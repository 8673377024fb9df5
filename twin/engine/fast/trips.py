"""Trips of vehicles: driving, loading, unloading, charging; failing and going on (B26 to B29).

A vehicle has the row of a machine behind the machines, for its clocks and the people at it, and a
row of its own for its trip.
"""

import numpy as np

from kpi.ledger import AT_SCRAP, AT_SINK, TASK_REPAIR, TASK_TRANSPORT
from lines.states import (
    CHARGING,
    DOWN,
    EMPTY,
    IDLE,
    LOADED,
    LOADING,
    REPAIR,
    UNLOADING,
    VEHICLE_STATES,
    WAITING_CREW,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.modes import first_worn, wear, wind
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.stirring import call_fleet
from twin.engine.fast.stock import out, put
from twin.engine.fast.tell import load_fell, say
from twin.engine.fast.ways import empty
from twin.engine.fast.work import soonest, value_of
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def turn(w, g, m, state, mode):
    """Change the state of a vehicle, book the time in the old one, and say so.

    w : (W,) int64       world; written
    g : (G,) int64       given
    m : int64 [-]        vehicle, counted on behind the machines
    state : int64 [-]    new state
    mode : int64 [-]     failure mode in down and repair, else -1
    """
    mach_m = k.mach(w, m)
    v = m - g[at.MACHINES]
    old = w[mach_m + k.W_STATE]
    spent = w[k.NOW] - w[mach_m + k.W_SINCE]
    w[U(w[k.B_VEHICLE_TICKS] + v * len(VEHICLE_STATES) + old)] += spent
    if old == REPAIR:
        w[U(w[k.B_REPAIR_TICKS] + w[mach_m + k.W_MODE])] += spent
    w[mach_m + k.W_SINCE] = w[k.NOW]
    w[mach_m + k.W_STATE] = state
    watts = g[at.AT_VEHICLE_POWER] + v * len(VEHICLE_STATES)
    step = g[U(watts + state)] - g[U(watts + old)]
    w[k.POWER] += step
    if w[k.POWERED] > 1 and step < 0:
        load_fell(w)
    say(w, t.VEHICLE, v, -1, state, mode)


@inner
def fleet_of(g, m):
    """Position of the row of a vehicle's fleet in what is given.

    g : (G,) int64
    m : int64 [-]    vehicle, counted on behind the machines
    """
    return at.fleet(g, g[at.machine(g, m) + p.M_STATION])


@inner
def drive(g, m, start, stop):
    """Ticks from one place of a vehicle's fleet to another.

    g : (G,) int64
    m, start, stop : int64 [-]
    """
    row = fleet_of(g, m)
    return g[U(g[at.AT_DRIVE] + g[row + p.L_FIRST_DRIVE] + start * g[row + p.L_STOPS] + stop)]


@inner
def run_trip(w, g, m):
    """Be in the step under way from now on; the earlier of its end and a busy failure is due (B27).

    w : (W,) int64    world; written
    g : (G,) int64    given
    m : int64 [-]     vehicle, counted on behind the machines
    """
    mach_m = k.mach(w, m)
    step = w[mach_m + k.W_PHASE]
    left = w[mach_m + k.W_LEFT]
    w[mach_m + k.W_BEGAN] = w[k.NOW]
    if step == k.STANDS:
        turn(w, g, m, IDLE, -1)
        return
    if step == k.ARRIVED:
        turn(w, g, m, WAITING_CREW, -1)
        return
    if step == k.CHARGES:
        turn(w, g, m, CHARGING, -1)
    else:
        state = EMPTY
        if step == k.LOADS:
            state = LOADING
        elif step == k.CARRIES:
            state = LOADED
        elif step == k.UNLOADS:
            state = UNLOADING
        turn(w, g, m, state, -1)
        left = soonest(w, g, m, left)
    plan_later(w, m, w[k.NOW] + left)


@inner
def trip_on(w, g, f, x, m):
    """Go on with the trip, once there is a driver where one is needed (B29).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]     vehicle, counted on behind the machines
    """
    mach_m = k.mach(w, m)
    step = w[mach_m + k.W_PHASE]
    skill = g[fleet_of(g, m) + p.L_SKILL]
    if skill >= 0 and w[mach_m + k.W_TASK] < 0 and step not in (k.STANDS, k.CHARGES):
        turn(w, g, m, WAITING_CREW, -1)
        ask(w, g, f, x, m, TASK_TRANSPORT, skill)
    else:
        run_trip(w, g, m)


@inner
def begin_step(w, g, m, step, ticks):
    """Begin a step of the trip that takes so long (B26).

    w : (W,) int64           world; written
    g : (G,) int64           given
    m, step : int64 [-]      vehicle, counted on behind the machines; step
    ticks : int64 [tick]
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_PHASE] = step
    w[mach_m + k.W_LEFT] = ticks
    run_trip(w, g, m)


@inner
def take_aboard(w, cart_v, part, machine):
    """Put a part behind those that a vehicle carries; it remembers the machine it came from.

    w : (W,) int64                  world; written
    cart_v : uint64 [-]             position of the vehicle's row
    part, machine : int64 [-]
    """
    row = k.part_row(w, part)
    w[row + k.P_NEXT] = -1
    w[row + k.P_SINCE] = machine
    if w[cart_v + k.C_FIRST] < 0:
        w[cart_v + k.C_FIRST] = part
    else:
        w[k.part_row(w, w[cart_v + k.C_LAST]) + k.P_NEXT] = part
    w[cart_v + k.C_LAST] = part


@rare
def fetch_loaded(w, g, f, x, cart_v):
    """What has been loaded leaves its machines; one that stands still meanwhile stays so (B26).

    w, g, f, x : arrays of the engine, see `tables`
    cart_v : uint64 [-]    position of the vehicle's row
    """
    machine = w[cart_v + k.C_MACHINE]
    w[cart_v + k.C_MACHINE] = -1
    while machine >= 0:
        ride_m = k.ride(w, machine)
        following = w[ride_m + k.N_WITH]
        w[ride_m + k.N_HAUL] = -1
        part = w[k.mach(w, machine) + k.W_PART]
        empty(w, g, f, x, machine)
        take_aboard(w, cart_v, part, machine)
        machine = following


@rare
def lay_down(w, g, f, x, cart_v):
    """What a vehicle carries has arrived: in its place, whose rooms were kept, or at an end.

    w, g, f, x : arrays of the engine, see `tables`
    cart_v : uint64 [-]    position of the vehicle's row
    """
    to = g[at.haul(g, w[cart_v + k.C_HAUL]) + p.O_TO]
    part = w[cart_v + k.C_FIRST]
    w[cart_v + k.C_FIRST] = -1
    while part >= 0:
        row = k.part_row(w, part)
        following = w[row + k.P_NEXT]
        if to >= 0:
            w[k.spot(w, to) + k.Q_ROOM] += 1
            put(w, g, f, x, to, part)
        else:
            fate = AT_SINK if to == p.TO_SINK else AT_SCRAP
            out(w, g, f, x, w[row + k.P_SINCE], part, fate)
        part = following


@rare
def end_step(w, g, f, x, m):
    """Arrived, loaded, arrived again, unloaded or charged: what comes next (B26, B28).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]     vehicle, counted on behind the machines
    """
    step = w[k.mach(w, m) + k.W_PHASE]
    cart_v = k.cart(w, m - g[at.MACHINES])
    haul_h = at.haul(g, max(w[cart_v + k.C_HAUL], 0))
    row = fleet_of(g, m)
    if step == k.CHARGES:
        begin_step(w, g, m, k.STANDS, 0)
    elif step == k.DRIVES:
        w[cart_v + k.C_STOP] = g[haul_h + p.O_PICK]
        begin_step(w, g, m, k.ARRIVED, 0)
    elif step == k.LOADS:
        fetch_loaded(w, g, f, x, cart_v)
        ticks = drive(g, m, g[haul_h + p.O_PICK], g[haul_h + p.O_DROP])
        begin_step(w, g, m, k.CARRIES, ticks)
    elif step == k.CARRIES:
        w[cart_v + k.C_STOP] = g[haul_h + p.O_DROP]
        stream = g[at.machine(g, m) + p.M_UNLOAD_STREAM]
        ticks = to_ticks(value_of(w, g, f, x, stream, g[row + p.L_UNLOAD_DIST]))
        begin_step(w, g, m, k.UNLOADS, ticks)
    else:
        lay_down(w, g, f, x, cart_v)
        end_trip(w, g, m, cart_v, row)


@inner
def end_trip(w, g, m, cart_v, row):
    """The driver goes; the vehicle is free, or charges first (B28, B29).

    w : (W,) int64              world; written
    g : (G,) int64              given
    m : int64 [-]               vehicle, counted on behind the machines
    cart_v, row : uint64 [-]    positions of the vehicle's row and of its fleet's
    """
    let_go(w, g, m)
    w[cart_v + k.C_HAUL] = -1
    w[cart_v + k.C_USED] += w[k.NOW] - w[cart_v + k.C_SET_OUT]
    if 0 <= g[row + p.L_RANGE] <= w[cart_v + k.C_USED]:
        w[cart_v + k.C_USED] = 0
        begin_step(w, g, m, k.CHARGES, g[row + p.L_CHARGE])
    else:
        begin_step(w, g, m, k.STANDS, 0)


@rare
def vehicle_event(w, g, f, x, m):
    """What is due at a vehicle: the end of a step or of a repair, or a busy failure (B26, B27).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]     vehicle, counted on behind the machines
    """
    mach_m = k.mach(w, m)
    state = w[mach_m + k.W_STATE]
    call_fleet(w, x, g[at.machine(g, m) + p.M_STATION])
    if state == REPAIR:
        end_vehicle_repair(w, g, f, x, m)
        return
    if state != CHARGING:
        if w[mach_m + k.W_BEGAN] + w[mach_m + k.W_LEFT] > w[k.NOW]:
            stop_trip(w, g, f, x, m)
            fail_vehicle(w, g, f, x, m, first_worn(w, g, f, x, m))
            return
        wear(w, g, f, x, m, w[mach_m + k.W_LEFT])
    w[mach_m + k.W_LEFT] = 0
    end_step(w, g, f, x, m)


@inner
def stop_trip(w, g, f, x, m):
    """Keep what is left of the step under way; busy clocks have run with it (B27).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]     vehicle, counted on behind the machines
    """
    mach_m = k.mach(w, m)
    spent = w[k.NOW] - w[mach_m + k.W_BEGAN]
    w[mach_m + k.W_LEFT] -= spent
    w[mach_m + k.W_BEGAN] = w[k.NOW]
    if w[mach_m + k.W_STATE] != CHARGING:
        wear(w, g, f, x, m, spent)


@rare
def fail_vehicle(w, g, f, x, m, j):
    """A vehicle stops where it is; someone has to repair it (B27).

    w, g, f, x : arrays of the engine, see `tables`
    m, j : int64 [-]     vehicle, counted on behind the machines; mode
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_STATE] in (EMPTY, LOADING, LOADED, UNLOADING, CHARGING):
        stop_trip(w, g, f, x, m)
    plan_later(w, m, k.NEVER)
    let_go(w, g, m)
    w[U(w[k.B_FAILURES] + j)] += 1
    say(w, t.FAIL, j, -1, m, -1)
    skill = g[at.mode(g, j) + p.F_SKILL]
    if skill < 0:
        repair_vehicle(w, g, f, x, m, j)
    else:
        turn(w, g, m, DOWN, j)
        w[mach_m + k.W_MODE] = j
        ask(w, g, f, x, m, TASK_REPAIR, skill)


@inner
def repair_vehicle(w, g, f, x, m, j):
    """The repair of a vehicle begins.

    w, g, f, x : arrays of the engine, see `tables`
    m, j : int64 [-]     vehicle, counted on behind the machines; mode
    """
    row = at.mode(g, j)
    turn(w, g, m, REPAIR, j)
    w[k.mach(w, m) + k.W_MODE] = j
    ticks = to_ticks(value_of(w, g, f, x, g[row + p.F_REPAIR_STREAM], g[row + p.F_REPAIR_DIST]))
    plan_later(w, m, w[k.NOW] + ticks)


@inner
def end_vehicle_repair(w, g, f, x, m):
    """Repaired: the clock is drawn anew, what fired meanwhile fires now, or the trip goes on.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]     vehicle, counted on behind the machines
    """
    machine_m = at.machine(g, m)
    let_go(w, g, m)
    wind(w, g, f, x, w[k.mach(w, m) + k.W_MODE])
    first = g[machine_m + p.M_FIRST_MODE]
    for j in range(first, first + g[machine_m + p.M_MODES]):
        clock_j = k.clock(w, j)
        if w[clock_j + k.K_PENDING]:
            w[clock_j + k.K_PENDING] = 0
            fail_vehicle(w, g, f, x, m, j)
            return
    trip_on(w, g, f, x, m)


@rare
def people_at_vehicle(w, g, f, x, m):
    """A driver or someone for the repair has come (C5).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]     vehicle, counted on behind the machines
    """
    mach_m = k.mach(w, m)
    call_fleet(w, x, g[at.machine(g, m) + p.M_STATION])
    if w[mach_m + k.W_TASK] == TASK_REPAIR:
        repair_vehicle(w, g, f, x, m, w[mach_m + k.W_MODE])
    else:
        run_trip(w, g, m)
