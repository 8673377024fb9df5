"""Guards: rings of machines of which none can ever move (C10)."""

import numpy as np

from lines.states import BLOCKED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.asking import room_behind
from twin.engine.fast.stirring import all_quiet, stir
from twin.engine.kernel import hot, inner, kernel, rare

U = np.uint64


@inner
def waits_in_ring(w, g, m):
    """Whether a machine waits only for machines that wait too (C10).

    w : (W,) int64    world
    g : (G,) int64    given
    m : int64 [-]
    """
    in_loop = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_IN_LOOP]
    return in_loop and w[k.mach(w, m) + k.W_STATE] == BLOCKED and is_stuck(w, g, m)


@inner
def ring(w, g):
    """A machine of those newly blocked that waits only for machines that wait too, or -1 (C10).

    w : (W,) int64    world
    g : (G,) int64    given
    """
    if w[k.NEWLY] > g[at.MACHINES]:
        return ring_anywhere(w, g)
    for i in range(w[k.NEWLY]):
        m = w[U(w[k.AT_NEWLY] + i)]
        if waits_in_ring(w, g, m):
            return m
    return -1


@rare
def ring_around(w, g):
    """The same of machines that wait for a place in which something has happened, or -1 (C10).

    A ring closes without anybody newly blocked where a place with time becomes full, or where no
    vehicle can empty a place any more, which may be felt in others that are emptied into it.

    w : (W,) int64    world; its list of places grows
    g : (G,) int64    given
    """
    bring = g[at.AT_BRING]
    i = 0
    while i < w[k.STIRRED]:
        q = w[U(w[k.AT_STIRRED] + i)]
        i += 1
        if g[at.place(g, q) + p.Q_KIND] != p.PLAIN and may_have_room(w, g, q):
            continue
        y = w[k.spot(w, q) + k.Q_CLAIM]
        while y >= 0:
            m = w[k.claim(w, y) + k.Y_MACHINE]
            if waits_in_ring(w, g, m):
                return m
            y = w[k.claim(w, y) + k.Y_NEXT]
        for j in range(g[U(bring + q)], g[U(bring + q + 1)]):
            origin = g[at.haul(g, g[U(bring + j)]) + p.O_FROM]
            if origin >= 0:
                stir(w, origin)
    return -1


@rare
def ring_anywhere(w, g):
    """A machine that waits only for machines that wait too, or -1 (C10).

    w : (W,) int64    world
    g : (G,) int64    given
    """
    for m in range(g[at.MACHINES]):
        if waits_in_ring(w, g, m):
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


@rare
def look_behind(w, g):
    """Whether a vehicle can still empty one of the places in the list; adds those behind them.

    w : (W,) int64    world; its list of places seen is written
    g : (G,) int64    given
    """
    listed = w[k.AT_SEEN] + 2 * g[at.MACHINES]
    size = w[listed]
    fetch = g[at.AT_FETCH]
    i = np.int64(1)
    while i <= size:
        q = w[listed + i]
        if w[U(w[k.AT_PROMISED] + q)] > 0:
            return True
        for h in range(g[U(fetch + q)], g[U(fetch + q + 1)]):
            to = g[at.haul(g, g[U(fetch + h)]) + p.O_TO]
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
    # a number of its own for every search: nobody has to forget the machines seen before
    stamp = w[k.STAMP] + 1
    w[k.STAMP] = stamp
    w[seen + start] = stamp
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
                    if w[seen + other] != stamp:
                        w[seen + other] = stamp
                        w[ahead + size] = other
                        size += 1
    return True


@rare
def look_for_ring(w, g):
    """Stop the run where a ring has closed; then nothing has happened any more.

    w : (W,) int64    world; written
    g : (G,) int64    given
    """
    stuck = ring(w, g)
    if stuck < 0:
        stuck = ring_around(w, g)
    w[k.NEWLY] = 0
    all_quiet(w)
    if stuck >= 0:
        w[k.STATUS] = k.RING
        w[k.WHO] = stuck


@hot
def guard(w, g, f, x):
    """Notice rings (C10).

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.NEWLY] > 0 or w[k.STIRRED] > 0:
        look_for_ring(w, g)
