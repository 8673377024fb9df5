"""Guards: rings of machines of which none can ever move (C10)."""

import numpy as np

from lines.states import BLOCKED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.kernel import hot, inner, kernel

U = np.uint64


@inner
def ring(w, g, f, x):
    """A machine of those newly blocked that waits only for machines that wait too, or -1 (C10).

    w, g, f, x : arrays of the engine, see `tables`
    """
    # with time in places a ring may close without anybody being newly blocked
    for i in range(g[at.MACHINES] if w[k.TIMED] else w[k.NEWLY]):
        start = i if w[k.TIMED] else w[U(w[k.AT_NEWLY] + i)]
        s = g[at.machine(g, start) + p.M_STATION]
        blocked = w[k.mach(w, start) + k.W_STATE] == BLOCKED
        if g[at.station(g, s) + p.S_IN_LOOP] and blocked and is_stuck(w, g, start):
            return start
    return -1


@kernel
def is_stuck(w, g, start):
    """Whether no machine that could move is ever reached along claims.

    w : (W,) int64    world; its list of machines seen is written
    g : (G,) int64    given
    start : int64 [-]   machine
    """
    seen = w[k.AT_SEEN]
    ahead = seen + g[at.MACHINES]
    for m in range(g[at.MACHINES]):
        w[seen + m] = 0
    w[seen + start] = 1
    w[ahead] = start
    size = 1
    while size > 0:
        size -= 1
        mach_m = k.mach(w, w[ahead + size])
        first = w[mach_m + k.W_FIRST_CLAIM]
        for y in range(first, first + w[mach_m + k.W_OFFERS]):
            q = w[k.claim(w, y) + k.Y_PLACE]
            place_q = at.place(g, q)
            kind = g[place_q + p.Q_KIND]
            by_itself = kind == p.RUNNING_OFF or g[place_q + p.Q_MAX] >= 0
            full = w[k.spot(w, q) + k.Q_COUNT] >= g[place_q + p.Q_CAPACITY]
            if kind != p.PLAIN and (by_itself or not full):
                return False  # room may come by itself
            begin = g[place_q + p.Q_FIRST_CONSUMER]
            for c in range(begin, begin + g[place_q + p.Q_CONSUMERS]):
                station_s = at.station(g, g[U(g[at.AT_CONSUMER] + c)])
                head = g[station_s + p.S_FIRST_MACHINE]
                for other in range(head, head + g[station_s + p.S_MACHINES]):
                    if w[k.mach(w, other) + k.W_STATE] != BLOCKED:
                        return False
                    if not w[seen + other]:
                        w[seen + other] = 1
                        w[ahead + size] = other
                        size += 1
    return True


@hot
def guard(w, g, f, x):
    """Notice rings, and clocks that stand still (C10).

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.NEWLY] > 0 or w[k.TIMED]:
        stuck = ring(w, g, f, x)
        w[k.NEWLY] = 0
        if stuck >= 0:
            w[k.STATUS] = k.RING
            w[k.WHO] = stuck
