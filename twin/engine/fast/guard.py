"""Guards: rings of machines of which none can ever move (C10)."""

import numpy as np

from lines.states import BLOCKED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.asking import room_behind
from twin.engine.kernel import hot, inner, kernel

U = np.uint64


@inner
def ring(w, g, f, x):
    """A machine of those newly blocked that waits only for machines that wait too, or -1 (C10).

    w, g, f, x : arrays of the engine, see `tables`
    """
    for i in range(w[k.NEWLY]):
        start = w[U(w[k.AT_NEWLY] + i)]
        s = g[at.machine(g, start) + p.M_STATION]
        blocked = w[k.mach(w, start) + k.W_STATE] == BLOCKED
        if g[at.station(g, s) + p.S_IN_LOOP] and blocked and is_stuck(w, g, start):
            return start
    return -1


@inner
def ring_anywhere(w, g):
    """A machine that waits only for machines that wait too, or -1 (C10).

    w : (W,) int64    world
    g : (G,) int64    given
    """
    for m in range(g[at.MACHINES]):
        in_loop = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_IN_LOOP]
        if in_loop and w[k.mach(w, m) + k.W_STATE] == BLOCKED and is_stuck(w, g, m):
            return m
    return -1


@inner
def may_have_room(w, g, q):
    """Whether room may come by itself in a place with time (C10).

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]
    """
    place_q = at.place(g, q)
    by_itself = g[place_q + p.Q_KIND] == p.RUNNING_OFF or g[place_q + p.Q_MAX] >= 0
    return by_itself or w[k.spot(w, q) + k.Q_COUNT] < g[place_q + p.Q_CAPACITY]


@inner
def look_behind(w, g):
    """Whether a vehicle can still empty one of the places in the list; adds those behind them.

    w : (W,) int64    world; its list of places seen is written
    g : (G,) int64    given
    """
    listed = w[k.AT_SEEN] + 2 * g[at.MACHINES]
    size = w[listed]
    i = np.int64(1)
    while i <= size:
        q = w[listed + i]
        if w[U(w[k.AT_PROMISED] + q)] > 0:
            return True
        for h in range(g[at.HAULS]):
            haul_h = at.haul(g, h)
            to = g[haul_h + p.O_TO]
            if g[haul_h + p.O_FROM] == q:
                if room_behind(w, g, to):
                    return True
                known = False
                for j in range(1, size + 1):
                    known = known or w[listed + j] == to
                if not known:
                    size += 1
                    w[listed + size] = to
        i += 1
    w[listed] = size
    return False


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
    listed = w[k.AT_SEEN] + 2 * g[at.MACHINES]
    if w[k.ride(w, start) + k.N_HAUL] >= 0:
        return False
    while size > 0:
        size -= 1
        mach_m = k.mach(w, w[ahead + size])
        first = w[mach_m + k.W_FIRST_CLAIM]
        w[listed] = 0
        for y in range(first, first + w[mach_m + k.W_OFFERS]):
            q = w[k.claim(w, y) + k.Y_PLACE]
            w[listed] += 1
            w[listed + w[listed]] = q
        if g[at.HAULS] > 0 and look_behind(w, g):
            return False
        for i in range(1, w[listed] + 1):
            q = w[listed + i]
            place_q = at.place(g, q)
            if g[place_q + p.Q_KIND] != p.PLAIN and may_have_room(w, g, q):
                return False
            begin = g[place_q + p.Q_FIRST_CONSUMER]
            for c in range(begin, begin + g[place_q + p.Q_CONSUMERS]):
                station_s = at.station(g, g[U(g[at.AT_CONSUMER] + c)])
                head = g[station_s + p.S_FIRST_MACHINE]
                for other in range(head, head + g[station_s + p.S_MACHINES]):
                    if w[k.mach(w, other) + k.W_STATE] != BLOCKED:
                        return False
                    if w[k.ride(w, other) + k.N_HAUL] >= 0:
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
    anywhere = w[k.LOOK] or w[k.TIMED]  # rings may close without anybody newly blocked
    if w[k.NEWLY] > 0 or anywhere:
        stuck = ring_anywhere(w, g) if anywhere else ring(w, g, f, x)
        w[k.NEWLY] = 0
        if stuck >= 0:
            w[k.STATUS] = k.RING
            w[k.WHO] = stuck
