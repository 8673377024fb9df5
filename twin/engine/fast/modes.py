"""Failure and repair: the clocks of the modes, stopping and going on."""

import numpy as np

from kpi.ledger import AT_SCRAP, TASK_REPAIR
from lines.states import BLOCKED, BUSY, DOWN, MAINTENANCE, OFF, REPAIR, SETUP, STARVED, WAKING
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.foresight import draw_clock, fall_due, foresee
from twin.engine.fast.leavers import may_leave
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.quality import chance_of
from twin.engine.fast.stirring import call_carrier
from twin.engine.fast.stock import mark_takers, out
from twin.engine.fast.tell import become, book_waking, number_of, say
from twin.engine.fast.ways import rest
from twin.engine.fast.work import go_on, renew_by, value_of
from twin.engine.kernel import inner, rare

U = np.uint64


@rare
def wind(w, g, f, x, j):
    """Draw the clock of a mode anew (B11), and whether its failure will be foreseen (B36).

    w, g, f, x : arrays of the engine, see `tables`
    j : int64 [-]   mode
    """
    row = at.mode(g, j)
    if g[row + p.F_CLOCK] != p.CLOCK_FORESEEN:
        value = draw_clock(w, g, f, x, j)
        if g[row + p.F_FORESEEN] >= 0:
            foresee(w, g, f, x, j, value)


@inner
def wear(w, g, f, x, m, worked):
    """Let the busy clocks of a machine run while it worked (B5).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    worked : int64 [tick]
    """
    machine_m = at.machine(g, m)
    first = g[machine_m + p.M_FIRST_MODE]
    for j in range(first, first + g[machine_m + p.M_MODES]):
        if g[at.mode(g, j) + p.F_CLOCK] == p.CLOCK_BUSY:
            clock_j = k.clock(w, j)
            w[clock_j + k.K_LEFT] -= worked
            if w[clock_j + k.K_LEFT] <= w[clock_j + k.K_WARN]:
                fall_due(w, x, m, g[at.mode(g, j) + p.F_FORESEEN])


@inner
def stop_work(w, g, f, x, m):
    """Keep what is left of the work or set-up under way; busy clocks have run with work (B5, B8).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    worked = w[k.NOW] - w[mach_m + k.W_BEGAN]
    w[mach_m + k.W_LEFT] -= worked
    w[mach_m + k.W_BEGAN] = w[k.NOW]
    if w[mach_m + k.W_STATE] == BUSY:
        wear(w, g, f, x, m, worked)


@inner
def first_worn(w, g, f, x, m):
    """The busy mode whose time is up; of several the first in the file (B5).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    machine_m = at.machine(g, m)
    first = g[machine_m + p.M_FIRST_MODE]
    for j in range(first, first + g[machine_m + p.M_MODES]):
        if g[at.mode(g, j) + p.F_CLOCK] == p.CLOCK_BUSY and w[k.clock(w, j) + k.K_LEFT] == 0:
            return j
    return -1


@inner
def full_count(w, g, f, x, m, step):
    """The first mode whose count of cycles is full, after counting `step` more, or -1 (B7).

    w, g, f, x : arrays of the engine, see `tables`
    m, step : int64 [-]
    """
    machine_m = at.machine(g, m)
    reached = -1
    first = g[machine_m + p.M_FIRST_MODE]
    for j in range(first, first + g[machine_m + p.M_MODES]):
        clock_j = k.clock(w, j)
        if g[at.mode(g, j) + p.F_CLOCK] == p.CLOCK_PARTS:
            w[clock_j + k.K_LEFT] -= step
            if w[clock_j + k.K_LEFT] <= 0 and reached < 0:
                reached = j
    return reached


@inner
def begin_repair(w, g, f, x, m, j):
    """The repair begins (B10).

    w, g, f, x : arrays of the engine, see `tables`
    m, j : int64 [-]   machine, mode
    """
    row = at.mode(g, j)
    planned = g[row + p.F_CLOCK] >= p.CLOCK_PLANNED
    become(w, g, m, MAINTENANCE if planned else REPAIR, j)
    w[k.mach(w, m) + k.W_MODE] = j
    ticks = to_ticks(value_of(w, g, f, x, g[row + p.F_REPAIR_STREAM], g[row + p.F_REPAIR_DIST]))
    plan_later(w, m, w[k.NOW] + ticks)


@rare
def fail(w, g, f, x, m, j):
    """The machine stops (B8); the part may be lost (B9); someone has to repair it (B10).

    w, g, f, x : arrays of the engine, see `tables`
    m, j : int64 [-]   machine, mode
    """
    mach_m = k.mach(w, m)
    state = w[mach_m + k.W_STATE]
    if state in (BUSY, SETUP):
        stop_work(w, g, f, x, m)
    plan_later(w, m, k.NEVER)
    mark(x, w[k.TAKERS], g[at.machine(g, m) + p.M_STATION])
    let_go(w, g, m)
    call_carrier(w, g, x, m)
    if w[mach_m + k.W_STOPS]:
        w[mach_m + k.W_STOPS] = 0
        w[U(w[mach_m + k.W_STAT]) + k.T_FREE] += int(state == STARVED)
    w[U(w[k.B_FAILURES] + j)] += 1
    part = w[mach_m + k.W_PART]
    say(w, t.FAIL, j, number_of(w, part), m, -1)
    row = at.mode(g, j)
    loss = f[U(g[at.AT_SCRAP] + j)] if state == BUSY else 0.0
    if loss > 0.0 and chance_of(w, g, f, x, g[row + p.F_SCRAP_STREAM]) < loss:
        w[mach_m + k.W_PART] = -1
        w[mach_m + k.W_PHASE] = k.IDLE
        if w[mach_m + k.W_FLAGS] & uses.MANY:
            lose_others(w, g, f, x, m, part)
        else:
            out(w, g, f, x, m, part, AT_SCRAP)
    if g[row + p.F_SKILL] < 0:
        begin_repair(w, g, f, x, m, j)
    else:
        if w[mach_m + k.W_CLOSED]:
            become(w, g, m, OFF, -1)  # B16
        else:
            become(w, g, m, DOWN, j)
        w[mach_m + k.W_MODE] = j
        ask(w, g, f, x, m, TASK_REPAIR, g[row + p.F_SKILL])


@rare
def lose_others(w, g, f, x, m, part):
    """All parts of a batch go to scrap (B9).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]    machine, the part that stands for all
    """
    while part >= 0:
        following = w[k.part_row(w, part) + k.P_NEXT]
        out(w, g, f, x, m, part, AT_SCRAP)
        part = following


@rare
def end_repair(w, g, f, x, m):
    """Repaired: the clock is drawn anew (B11), what fired meanwhile fires now (B6, B7).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    machine_m = at.machine(g, m)
    let_go(w, g, m)
    mode = w[k.mach(w, m) + k.W_MODE]
    wind(w, g, f, x, mode)
    first = g[machine_m + p.M_FIRST_MODE]
    if g[at.mode(g, mode) + p.F_CLOCK] >= p.CLOCK_PLANNED:
        if g[at.mode(g, mode) + p.F_CLOCK] == p.CLOCK_PLANNED:
            renew_by(w, g, m, p.RESET_BY_MAINTENANCE)
        renew(w, g, f, x, first, g[at.mode(g, mode) + p.F_RENEWS])
    for j in range(first, first + g[machine_m + p.M_MODES]):
        clock_j = k.clock(w, j)
        if w[clock_j + k.K_PENDING]:
            w[clock_j + k.K_PENDING] = 0
            fail(w, g, f, x, m, j)
            return
    full = full_count(w, g, f, x, m, 0)
    if full >= 0:
        fail(w, g, f, x, m, full)
    else:
        resume(w, g, f, x, m)


@rare
def renew(w, g, f, x, first, bits):
    """Draw the clocks anew that maintenance renews; what they had to say is forgotten (C11).

    w, g, f, x : arrays of the engine, see `tables`
    first, bits : int64 [-]   first mode of the machine; which of its modes
    """
    j = first
    while bits > 0:
        if bits & 1:
            w[k.clock(w, j) + k.K_PENDING] = 0
            wind(w, g, f, x, j)
        bits >>= 1
        j += 1


@rare
def warm_up(w, g, m):
    """The machine has been off too long to go on as it is (B31).

    w : (W,) int64      world; written
    g : (G,) int64      given
    m : int64 [-]
    """
    station_s = at.station(g, g[at.machine(g, m) + p.M_STATION])
    become(w, g, m, WAKING, -1)
    plan_later(w, m, w[k.NOW] + g[station_s + p.S_WARM_TICKS])
    book_waking(w, m, g[station_s + p.S_WARM_ENERGY])


@inner
def resume(w, g, f, x, m):
    """Go on where a failure or the end of the working time stopped the machine (B8, B17).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    state = w[mach_m + k.W_STATE]
    phase = w[mach_m + k.W_PHASE]
    closed = w[mach_m + k.W_CLOSED]
    if closed and phase != k.UNLOADING:
        become(w, g, m, OFF, -1)
    elif w[mach_m + k.W_COLD] and not closed:
        warm_up(w, g, m)
    elif phase == k.IDLE:
        rest(w, g, f, x, m, state)
    elif phase == k.DONE:
        become(w, g, m, BLOCKED, -1)
    else:
        go_on(w, g, f, x, m, state)
    if phase == k.DONE:
        offer_again(w, g, f, x, m)


@rare
def offer_again(w, g, f, x, m):
    """A machine that has stood still can hand its part over again (B8, B17).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[k.ride(w, m) + k.N_HAUL] < 0:
        may_leave(w, g, f, x, m)
    else:
        call_carrier(w, g, x, m)
    first = w[mach_m + k.W_FIRST_CLAIM]
    for y in range(first, first + w[mach_m + k.W_OFFERS]):
        claim_y = k.claim(w, y)
        if g[at.place(g, w[claim_y + k.Y_PLACE]) + p.Q_CAPACITY] == 0:
            mark_takers(w, g, f, x, w[claim_y + k.Y_PLACE])
