"""Planned stops that are due, and failures that are foreseen: alarms, true and false (B18, B36)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.draws import draw_value, next_uniform, to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.people import is_there
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def draw_ticks(w, g, f, x, stream, row):
    """A duration, off the hot path.

    w, g, f, x : arrays of the engine, see `tables`
    stream, row : int64 [-]
    """
    return to_ticks(draw_value(stream, row, w, w[k.AT_COUNT], x, f))


@inner
def draw_clock(w, g, f, x, j):
    """Draw the clock of a mode and set it; returns what was drawn.

    w, g, f, x : arrays of the engine, see `tables`
    j : int64 [-]   mode
    """
    clock_j = k.clock(w, j)
    row = at.mode(g, j)
    value = draw_ticks(w, g, f, x, g[row + p.F_EVERY_STREAM], g[row + p.F_EVERY_DIST])
    if g[row + p.F_SLOT] >= 0:
        plan_later(w, g[row + p.F_SLOT], w[k.NOW] + value)
    elif g[row + p.F_CLOCK] == p.CLOCK_PARTS:
        w[clock_j + k.K_LEFT] = max(value, 1)
    else:
        w[clock_j + k.K_LEFT] = value
    return value


@rare
def fall_due(w, x, m, j):
    """A planned stop is due; a machine that is free stops for it in settling (B18, C11).

    w : (W,) int64      world; written
    x : (X,) uint64     ordered sets; written
    m, j : int64 [-]    machine, mode
    """
    clock_j = k.clock(w, j)
    if not w[clock_j + k.K_DUE]:
        w[clock_j + k.K_DUE] = 1
        w[k.mach(w, m) + k.W_PLANNED] += 1
        mark(x, w[k.PLANNERS], m)
        w[k.PLANNING] = 1
        w[k.FIRST] = 1


@rare
def strike_off(w, m, j):
    """A planned stop begins, or is needed no more; says whether it was due.

    w : (W,) int64      world; written
    m, j : int64 [-]    machine, mode
    """
    clock_j = k.clock(w, j)
    due = w[clock_j + k.K_DUE]
    w[clock_j + k.K_DUE] = 0
    w[k.mach(w, m) + k.W_PLANNED] -= due
    return due


@rare
def next_stop(w, g, m):
    """The first planned stop that is due and whose people are on duty, or -1 (C11).

    w : (W,) int64    world
    g : (G,) int64    given
    m : int64 [-]     machine
    """
    machine_m = at.machine(g, m)
    first = g[machine_m + p.M_FIRST_MODE]
    for j in range(first, first + g[machine_m + p.M_MODES]):
        if w[k.clock(w, j) + k.K_DUE] and is_there(w, g, g[at.mode(g, j) + p.F_SKILL]):
            return j
    return -1


@rare
def try_stops(w, g, x):
    """People have come on duty: machines may stop for what has been due so far (C11).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    """
    for m in range(g[at.MACHINES]):
        if w[k.mach(w, m) + k.W_PLANNED] > 0:
            mark(x, w[k.PLANNERS], m)
            w[k.PLANNING] = 1
            w[k.FIRST] = 1


@rare
def foresee(w, g, f, x, j, value):
    """A clock begins anew: alarms of before are answered, and chance says if one will come (B36).

    w, g, f, x : arrays of the engine, see `tables`
    j : int64 [-]           mode
    value : int64 [tick]    time to its failure on its own clock
    """
    row = at.mode(g, j)
    m = g[row + p.F_MACHINE]
    answer = g[row + p.F_FORESEEN]
    false = g[row + p.F_FALSE]
    strike_off(w, m, answer)
    if false >= 0 and strike_off(w, m, false):
        draw_clock(w, g, f, x, false)
    u = next_uniform(g[row + p.F_RECALL_STREAM], w, w[k.AT_COUNT], x)
    lead = draw_ticks(w, g, f, x, g[row + p.F_LEAD_STREAM], g[row + p.F_LEAD_DIST])
    foreseen = u < f[U(g[at.AT_RECALL] + j)]
    slot = g[at.mode(g, answer) + p.F_SLOT]
    if slot >= 0:
        plan_later(w, slot, w[k.NOW] + max(value - lead, 0) if foreseen else k.NEVER)
    else:
        w[k.clock(w, j) + k.K_WARN] = lead if foreseen else -1
        if foreseen and value <= lead:
            fall_due(w, x, m, answer)
