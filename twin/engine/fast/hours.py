"""Working time: machines that go off and on, people who come and go (B16, B17)."""

import numpy as np

from lines.states import BUSY, DOWN, OFF, SETUP, WAITING_CREW
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.claims import is_stopped
from twin.engine.fast.foresight import try_stops
from twin.engine.fast.modes import resume, stop_work
from twin.engine.fast.people import let_go
from twin.engine.fast.stirring import call_carrier
from twin.engine.fast.tell import become, load_fell
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def plan_edge(w, g, c):
    """Set the tick of a calendar's next edge.

    w : (W,) int64    world; written
    g : (G,) int64    given
    c : int64 [-]     calendar
    """
    edge = w[U(w[k.AT_EDGE] + c)]
    first = g[U(g[at.AT_EDGES] + c)]
    last = g[U(g[at.AT_EDGES] + c + 1)]
    tick = g[U(g[at.AT_EDGE_TICKS] + first + edge)] if first + edge < last else k.NEVER
    plan_later(w, g[at.FIRST_HOURS] + c, tick)


@rare
def turn_hours(w, g, f, x, c):
    """The working time of a calendar ends or begins, for some machines later (B16, B17, B32, C11).

    w, g, f, x : arrays of the engine, see `tables`
    c : int64 [-]     calendar
    """
    edge = w[U(w[k.AT_EDGE] + c)]
    at_work = edge & 1
    w[U(w[k.AT_EDGE] + c)] = edge + 1
    tick = g[at.AT_EDGE_TICKS] + g[U(g[at.AT_EDGES] + c)] + edge
    plan_edge(w, g, c)
    if at_work:
        w[U(w[k.AT_BEGAN] + c)] = w[k.NOW]
    for m in range(g[at.MACHINES]):
        if g[at.machine(g, m) + p.M_CALENDAR] == c:
            if at_work:
                begin_work(w, g, f, x, m, g[U(tick)] - g[U(tick - 1)])
            else:
                end_work(w, g, f, x, m)
    for row in range(g[at.LOADS]):
        load = g[at.AT_BASE_LOAD] + 2 * row
        if g[U(load)] == c:
            w[k.POWER] += g[U(load + 1)] if at_work else -g[U(load + 1)]  # B33
            load_fell(w)
    for crew in range(g[at.CREWS]):
        if g[U(g[at.AT_CREW_CALENDAR] + crew)] == c:
            w[U(w[k.AT_DUTY] + crew)] = at_work
            if at_work:
                try_stops(w, g, x)
    w[k.ASK] = 1
    w[k.RARE] = 1


@rare
def end_work(w, g, f, x, m):
    """The working time of a machine is over (B16).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_CLOSED] = 1
    state = w[mach_m + k.W_STATE]
    s = g[at.machine(g, m) + p.M_STATION]
    unloading = w[mach_m + k.W_PHASE] == k.UNLOADING
    if state in (BUSY, SETUP):
        if unloading or g[at.station(g, s) + p.S_FINISH]:
            return
        stop_work(w, g, f, x, m)
    elif state == DOWN:
        go_off(w, g, m)
        return
    elif is_stopped(w, m):
        return
    if not unloading:  # what waits to be unloaded waits on (B19)
        let_go(w, g, m)
    go_off(w, g, m)
    call_carrier(w, g, x, m)
    mark(x, w[k.TAKERS], s)


@inner
def go_off(w, g, m):
    """Nothing is due at a machine that is off.

    w : (W,) int64    world; written
    g : (G,) int64    given
    m : int64 [-]
    """
    become(w, g, m, OFF, -1)
    plan_later(w, m, k.NEVER)


@rare
def begin_work(w, g, f, x, m, pause):
    """The working time of a machine begins: it goes on where it stopped (B17, B31).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    pause : int64 [tick]    since the working time ended
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_CLOSED] = 0
    if w[mach_m + k.W_FLAGS] & uses.WARM_UP and w[mach_m + k.W_STATE] not in (BUSY, SETUP):
        after = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_COLD_AFTER]
        w[mach_m + k.W_COLD] |= int(pause >= after)
    if w[mach_m + k.W_STATE] != OFF:
        return
    if is_stopped(w, m):
        become(w, g, m, DOWN, w[mach_m + k.W_MODE])
    elif w[mach_m + k.W_TASK] >= 0 and not w[mach_m + k.W_COLD]:
        become(w, g, m, WAITING_CREW, -1)  # somebody may come to unload all the time (B19)
    else:
        let_go(w, g, m)
        resume(w, g, f, x, m)
