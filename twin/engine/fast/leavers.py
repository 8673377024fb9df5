"""Machines that may hand a part over at this instant, the one blocked longest first (C2)."""

import numpy as np

from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import clear, least, mark
from twin.engine.fast.claims import goes_before
from twin.engine.kernel import hot, inner

U = np.uint64


@inner
def _push(w, g, f, x, m):
    """Put a machine into the heap of those that finished before this tick, by C2.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    heap = w[k.AT_OLDER]
    spot = w[k.OLDER]
    w[k.OLDER] = spot + 1
    while spot > 0:
        above = spot - 1 >> 1
        if not goes_before(w, g, f, x, m, w[heap + above]):
            break
        w[heap + spot] = w[heap + above]
        spot = above
    w[heap + spot] = m


@inner
def pop_older(w, g, f, x):
    """The machine blocked longest of those that finished before this tick.

    w, g, f, x : arrays of the engine, see `tables`
    """
    woken = w[k.WOKEN]
    if woken >= 0:
        w[k.WOKEN] = -1
        if w[k.OLDER] == 0:
            return woken
        _push(w, g, f, x, woken)
    heap = w[k.AT_OLDER]
    size = w[k.OLDER] - 1
    w[k.OLDER] = size
    first = w[heap]
    last = w[heap + size]
    spot = 0
    while True:
        below = 2 * spot + 1
        if below >= size:
            break
        if below + 1 < size and goes_before(w, g, f, x, w[heap + below + 1], w[heap + below]):
            below += 1
        if not goes_before(w, g, f, x, w[heap + below], last):
            break
        w[heap + spot] = w[heap + below]
        spot = below
    w[heap + spot] = last
    return first


@hot
def may_leave(w, g, f, x, m):
    """A blocked machine has a new chance to hand its part over.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_QUEUED] == 0:
        w[mach_m + k.W_QUEUED] = 1
        rank = w[mach_m + k.W_RANK]
        done = w[mach_m + k.W_DONE]
        if done == w[k.NOW]:
            # mostly one machine finishes at a tick; it needs no place in the set
            if w[k.FRESH] < 0:
                w[k.FRESH] = m
            else:
                mark(x, w[k.LEAVERS], rank)
                w[k.CROWD] = 1
        elif w[k.WOKEN] < 0:
            w[k.WOKEN] = m
        else:
            _push(w, g, f, x, m)


@inner
def next_of_crowd(w, g, x):
    """The machine of the lowest rank of several that finished at this tick, or -1.

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    """
    rank = least(x, w[k.LEAVERS])
    fresh = w[k.FRESH]
    if rank < 0 or (fresh >= 0 and w[k.mach(w, fresh) + k.W_RANK] < rank):
        w[k.FRESH] = -1
        w[k.CROWD] = int(rank >= 0)
        return fresh
    clear(x, w[k.LEAVERS], rank)
    return g[U(g[at.AT_OF_RANK] + rank)]


@hot
def next_leaver(w, g, f, x):
    """The machine that may leave before all others, or -1 (C2).

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.WOKEN] >= 0 or w[k.OLDER] > 0:
        return pop_older(w, g, f, x)
    if w[k.CROWD]:
        return next_of_crowd(w, g, x)
    fresh = w[k.FRESH]
    w[k.FRESH] = -1
    return fresh
