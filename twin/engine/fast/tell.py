"""Telling: rows of the trace, and the books by state, load and parts inside."""

import numpy as np

from kpi.ledger import QUARTER_TICKS, TICKS_PER_SECOND
from lines.states import BUSY, MAINTENANCE, REPAIR, SETUP, STANDBY, STARVED, WAITING_CREW, WAKING
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.kernel import hot, inner, rare

U = np.uint64


@inner
def _row(w, what, who, part, value, mark):
    """Write a row of the trace, or only count it where there is no room for more.

    w : (W,) int64    world; written
    what, who, part, value, mark : int64 [-]
    """
    number = w[k.ROWS]
    w[k.ROWS] = number + 1
    if number < w[k.ROW_ROOM]:
        row = w[k.AT_ROWS] + 6 * number
        w[row] = w[k.NOW]
        w[row + 1] = what
        w[row + 2] = who
        w[row + 3] = part
        w[row + 4] = value
        w[row + 5] = mark


@hot
def say(w, what, who, part, value, mark):
    """Tell what happened, if anybody listens.

    w : (W,) int64    world
    what, who, part, value, mark : int64 [-]      columns of the trace
    """
    if w[k.TRACING]:
        _row(w, what, who, part, value, mark)


@hot
def number_of(w, part):
    """The number of a part in memory, or -1 without one.

    w : (W,) int64    world
    part : int64 [-]    place in memory
    """
    return w[k.part_row(w, part) + k.P_NUMBER] if part >= 0 else -1


@inner
def spread(w, curve, level, since, until):
    """Add a load or a number that stood for a time to the quarter hours of the clock it fell into.

    w : (W,) int64                 world; written
    curve : int64 [-]              where the curve begins
    level : int64 [W or order]
    since, until : int64 [tick]
    """
    while since < until:
        quarter = since // QUARTER_TICKS
        edge = min((quarter + 1) * QUARTER_TICKS, until)
        w[U(curve + quarter)] += level * (edge - since)
        since = edge


@hot
def book_load(w, tick):
    """Bring the load curve up to a tick.

    w : (W,) int64         world; written
    tick : int64 [tick]
    """
    if w[k.POWER] != 0:
        spread(w, w[k.B_LOAD_CURVE], w[k.POWER], w[k.POWER_SINCE], tick)
    w[k.POWER_SINCE] = tick


@inner
def book_waking(w, m, joules):
    """Book the energy that waking up takes beside the power of the state (B30).

    w : (W,) int64      world; written
    m : int64 [-]       machine
    joules : int64 [J]  not above 0 where there is none
    """
    if joules > 0:
        w[U(w[k.B_LOAD_CURVE] + w[k.NOW] // QUARTER_TICKS)] += joules * TICKS_PER_SECOND
        w[U(w[k.B_WOKEN] + m)] += joules


@inner
def load_fell(w):
    """Stations that the limit holds back may try again (C17).

    w : (W,) int64      world; written
    """
    if w[k.HELD]:
        w[k.HELD] = k.HELD_AND_FELL
        w[k.RARE] = 1


@inner
def to_come(g, watts, state):
    """How much more a machine will draw without another decision, as it is in this state (C17).

    g : (G,) int64              given
    watts, state : int64 [-]    where its power by state lies; its state
    """
    if state in (SETUP, WAITING_CREW):
        return max(g[U(watts + BUSY)] - g[U(watts + state)], 0)
    return 0


@rare
def note_coming(w, g, watts, old, state, step):
    """Count what a machine will draw in its new state; if that is less, others may start (C17).

    w : (W,) int64                   world; written
    g : (G,) int64                   given
    watts, old, state : int64 [-]    where its power by state lies; its states
    step : int64 [W]                 by how much it draws more now
    """
    coming = to_come(g, watts, state) - to_come(g, watts, old)
    w[k.COMING] += coming
    if step + coming < 0:
        load_fell(w)


@hot
def change(w, g, m, old, state, mode):
    """Change the state of a machine, book the time in the old one, and say so.

    Where the old state is known it is written at the call, and its cases fall away.

    w : (W,) int64       world; written
    g : (G,) int64       given
    m : int64 [-]        machine
    old : int64 [-]      state so far
    state : int64 [-]    new state
    mode : int64 [-]     failure mode in down and repair, else -1
    """
    mach_m = k.mach(w, m)
    now = w[k.NOW]
    spent = now - w[mach_m + k.W_SINCE]
    w[U(w[mach_m + k.W_TIMES] + old)] += spent
    if old in (REPAIR, MAINTENANCE):
        w[U(w[k.B_REPAIR_TICKS] + w[mach_m + k.W_MODE])] += spent
    w[mach_m + k.W_SINCE] = now
    stat_s = U(w[mach_m + k.W_STAT])
    if old == STARVED:
        w[stat_s + k.T_FREE] -= 1
    elif old == STANDBY:
        w[stat_s + k.T_STANDBY] -= 1
    elif old == WAKING:
        w[stat_s + k.T_WAKING] -= 1
    if state == STARVED:
        w[stat_s + k.T_FREE] += 1
    elif state == STANDBY:
        w[stat_s + k.T_STANDBY] += 1
    elif state == WAKING:
        w[stat_s + k.T_WAKING] += 1
    w[mach_m + k.W_STATE] = state
    powered = w[k.POWERED]
    if powered:
        watts = w[mach_m + k.W_WATTS]
        step = g[U(watts + state)] - g[U(watts + old)]
        w[k.POWER] += step
        if powered > 1:
            note_coming(w, g, watts, old, state, step)
    if w[k.TRACING]:
        _row(w, t.STATE, m, number_of(w, w[mach_m + k.W_PART]), state, mode)


@inner
def become(w, g, m, state, mode):
    """The same off the hot path, whatever the state so far.

    w : (W,) int64       world; written
    g : (G,) int64       given
    m : int64 [-]        machine
    state : int64 [-]    new state
    mode : int64 [-]     failure mode in down and repair, else -1
    """
    change(w, g, m, w[k.mach(w, m) + k.W_STATE], state, mode)


@hot
def book_inside(w, step):
    """Book the parts inside up to now, and change their number.

    w : (W,) int64    world; written
    step : int64 [part]
    """
    w[U(w[k.B_WIP_AREA])] += w[k.WIP] * (w[k.NOW] - w[k.WIP_SINCE])
    w[k.WIP_SINCE] = w[k.NOW]
    w[k.WIP] += step


@inner
def book_part_energy(w, g, f, x, m):
    """Book the energy that a finished cycle took beside the power of the states, and its wear.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    w[k.mach(w, m) + k.W_SLOWED_SINCE] += 1
    quarter = w[k.NOW] // QUARTER_TICKS
    w[U(w[k.B_LOAD_CURVE] + quarter)] += g[U(g[at.AT_PART_ENERGY] + m)] * TICKS_PER_SECOND


@inner
def book_backlog(w, tick, step):
    """Book the open orders up to a tick, and change their number.

    w : (W,) int64         world; written
    tick : int64 [tick]
    step : int64 [order]
    """
    if w[k.OPEN_ORDERS] != 0:  # a line without orders has no curve of them
        spread(w, w[k.B_BACKLOG_CURVE], w[k.OPEN_ORDERS], w[k.BACKLOG_SINCE], tick)
    w[k.BACKLOG_SINCE] = tick
    w[k.OPEN_ORDERS] += step
