"""The limit of the plant's power: stations that give way to it start last, or not yet (C17)."""

import numpy as np

from lines.states import BUSY, STANDBY, STARVED, STATES
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import clear, least, mark
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def under_limit(w, g, s, state):
    """Whether a machine of a station, in this state, may start a cycle under the limit (C17).

    w : (W,) int64      world
    g : (G,) int64      given
    s, state : int64 [-]
    """
    watts = g[at.AT_POWER] + g[at.station(g, s) + p.S_FIRST_MACHINE] * len(STATES)
    counted = w[k.POWER] + w[k.COMING]
    return counted + g[U(watts + BUSY)] - g[U(watts + state)] <= g[at.LIMIT]


@inner
def hold_back(w):
    """Somebody waits for the load to fall.

    w : (W,) int64      world; written
    """
    if w[k.HELD] == k.FREELY:
        w[k.HELD] = k.HELD_BACK


@rare
def park(w, g, x, s):
    """Let a station that gives way wait until nothing else moves (C17).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    s : int64 [-]
    """
    for turn in range(g[at.GIVING_WAY]):
        if g[U(g[at.AT_GIVES_WAY] + turn)] == s:
            mark(x, w[k.PARKED], turn)
    w[k.RARE] = 1


@rare
def may_take(w, g, x, s):
    """Whether a station that gives way may take now: it comes last, and keeps to the limit (C17).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    s : int64 [-]
    """
    if w[k.PASS] != s:
        park(w, g, x, s)
        return False
    if under_limit(w, g, s, STARVED):
        w[k.PASS] = -1
        return True
    hold_back(w)
    return False


@rare
def may_wake(w, g, x, s):
    """The same for a machine on standby; one that is free already waits for the limit (C17).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    s : int64 [-]
    """
    if w[k.PASS] != s:
        park(w, g, x, s)
        return False
    if w[k.stat(w, s) + k.T_FREE] == 0 and under_limit(w, g, s, STANDBY):
        w[k.PASS] = -1
        return True
    hold_back(w)
    return False


@rare
def let_pass(w, g, x):
    """When nothing else moves, let the next of those that give way try; says whether (C17).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    """
    w[k.PASS] = -1
    if w[k.HELD] == k.HELD_AND_FELL:
        try_again(w, g, x)
    turn = least(x, w[k.PARKED])
    if turn < 0:
        return False
    clear(x, w[k.PARKED], turn)
    w[k.PASS] = g[U(g[at.AT_GIVES_WAY] + turn)]
    mark(x, w[k.TAKERS], w[k.PASS])
    return True


@rare
def try_again(w, g, x):
    """The load has fallen: whoever it held back may take now.

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    """
    w[k.HELD] = k.FREELY
    for turn in range(g[at.GIVING_WAY]):
        stat_s = k.stat(w, g[U(g[at.AT_GIVES_WAY] + turn)])
        if w[stat_s + k.T_FREE] + w[stat_s + k.T_STANDBY] > 0:
            mark(x, w[k.PARKED], turn)
