"""Ways out: which link a finished part takes, and the claims of those that wait for room."""

import numpy as np

from kpi.ledger import AT_SCRAP, AT_SINK
from lines.states import BLOCKED, STARVED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.stock import mark_takers, out, put
from twin.engine.fast.tell import change
from twin.engine.kernel import hot, inner

U = np.uint64


@hot
def goes_before(w, g, f, x, one, other):
    """Whether a blocked machine leaves before another (C2).

    w, g, f, x : arrays of the engine, see `tables`
    one, other : int64 [-]   machines
    """
    a = w[k.mach(w, one) + k.W_DONE]
    b = w[k.mach(w, other) + k.W_DONE]
    if a != b:
        return a < b
    return g[at.machine(g, one) + p.M_RANK] < g[at.machine(g, other) + p.M_RANK]


@hot
def first_giver(w, q):
    """The claim on a place of the machine blocked longest that is able to move, or -1 (C7).

    w : (W,) int64    world
    q : int64 [-]
    """
    y = w[k.spot(w, q) + k.Q_CLAIM]
    while y >= 0 and w[k.mach(w, w[k.claim(w, y) + k.Y_MACHINE]) + k.W_STATE] != BLOCKED:
        y = w[k.claim(w, y) + k.Y_NEXT]
    return y


@hot
def lay_claim(w, g, f, x, y, q, m):
    """Queue a machine up for a place, behind those blocked longer.

    w, g, f, x : arrays of the engine, see `tables`
    y, q, m : int64 [-]   claim, place, machine
    """
    spot_q = k.spot(w, q)
    claim_y = k.claim(w, y)
    w[claim_y + k.Y_PLACE] = q
    w[claim_y + k.Y_MACHINE] = m
    after = w[spot_q + k.Q_LAST_CLAIM]
    while after >= 0 and goes_before(w, g, f, x, m, w[k.claim(w, after) + k.Y_MACHINE]):
        after = w[k.claim(w, after) + k.Y_PREV]
    following = w[spot_q + k.Q_CLAIM] if after < 0 else w[k.claim(w, after) + k.Y_NEXT]
    w[claim_y + k.Y_PREV] = after
    w[claim_y + k.Y_NEXT] = following
    if after < 0:
        w[spot_q + k.Q_CLAIM] = y
    else:
        w[k.claim(w, after) + k.Y_NEXT] = y
    if following < 0:
        w[spot_q + k.Q_LAST_CLAIM] = y
    else:
        w[k.claim(w, following) + k.Y_PREV] = y


@hot
def drop_claims(w, m):
    """Forget every claim of a machine.

    w : (W,) int64    world
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    first = w[mach_m + k.W_FIRST_CLAIM]
    for y in range(first, first + w[mach_m + k.W_OFFERS]):
        claim_y = k.claim(w, y)
        q = w[claim_y + k.Y_PLACE]
        spot_q = k.spot(w, q)
        before_it = w[claim_y + k.Y_PREV]
        after_it = w[claim_y + k.Y_NEXT]
        if before_it < 0:
            w[spot_q + k.Q_CLAIM] = after_it
        else:
            w[k.claim(w, before_it) + k.Y_NEXT] = after_it
        if after_it < 0:
            w[spot_q + k.Q_LAST_CLAIM] = before_it
        else:
            w[k.claim(w, after_it) + k.Y_PREV] = before_it


@inner
def _push(w, key):
    """Put a key into the heap of machines that finished before this tick.

    w : (W,) int64    world; written
    key : int64 [-]
    """
    heap = w[k.AT_OLDER]
    spot = w[k.OLDER]
    w[k.OLDER] = spot + 1
    while spot > 0:
        above = spot - 1 >> 1
        if w[heap + above] <= key:
            break
        w[heap + spot] = w[heap + above]
        spot = above
    w[heap + spot] = key


@inner
def pop_older(w, g):
    """The machine blocked longest of those that finished before this tick.

    w : (W,) int64    world; written
    g : (G,) int64    given
    """
    woken = w[k.WOKEN]
    if woken >= 0:
        w[k.WOKEN] = -1
        if w[k.OLDER] == 0:
            return woken
        mach_m = k.mach(w, woken)
        _push(w, w[mach_m + k.W_DONE] * g[at.MACHINES] + w[mach_m + k.W_RANK])
    heap = w[k.AT_OLDER]
    size = w[k.OLDER] - 1
    w[k.OLDER] = size
    rank = w[heap] % g[at.MACHINES]
    key = w[heap + size]
    spot = 0
    while True:
        below = 2 * spot + 1
        if below >= size:
            break
        if below + 1 < size and w[heap + below + 1] < w[heap + below]:
            below += 1
        if w[heap + below] >= key:
            break
        w[heap + spot] = w[heap + below]
        spot = below
    w[heap + spot] = key
    return g[U(g[at.AT_OF_RANK] + rank)]


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
            _push(w, done * g[at.MACHINES] + rank)


@inner
def rouse(w, g, f, x, q):
    """A place has room, or may have: whoever waits for it longest may move.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    capacity = g[at.place(g, q) + p.Q_CAPACITY]
    if capacity > 0 and w[k.spot(w, q) + k.Q_COUNT] < capacity:
        y = first_giver(w, q)
        if y >= 0:
            may_leave(w, g, f, x, w[k.claim(w, y) + k.Y_MACHINE])


@hot
def made_room(w, g, f, x, q):
    """A part has been taken out of a buffer.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    place_q = at.place(g, q)
    if w[k.spot(w, q) + k.Q_CLAIM] >= 0:
        rouse(w, g, f, x, q)
    if g[place_q + p.Q_DOORS] > 0:
        first = g[place_q + p.Q_FIRST_DOOR]
        for i in range(first, first + g[place_q + p.Q_DOORS]):
            mark(x, w[k.DOORWAYS], g[U(g[at.AT_PLACE_DOOR] + i)])
        w[k.RARE] = 1


@hot
def has_room(w, g, f, x, exit_):
    """Whether a part could move to an exit now; no room at all needs a free machine (C7).

    w, g, f, x : arrays of the engine, see `tables`
    exit_ : int64 [-]    place, sink or scrap
    """
    if exit_ < 0:
        return True
    spot_q = k.spot(w, exit_)
    capacity = w[spot_q + k.Q_ROOM]
    if capacity == 0:
        return somebody_free(w, g, exit_)
    return capacity < 0 or w[spot_q + k.Q_COUNT] < capacity


@inner
def somebody_free(w, g, q):
    """Whether a machine behind a link without room would take a part at once (C7).

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]     place
    """
    place_q = at.place(g, q)
    first = g[place_q + p.Q_FIRST_CONSUMER]
    for i in range(first, first + g[place_q + p.Q_CONSUMERS]):
        s = g[U(g[at.AT_CONSUMER] + i)]
        station_s = at.station(g, s)
        takes = g[station_s + p.S_TYPE] != p.ASSEMBLY and not g[station_s + p.S_GIVES_WAY]
        if takes and w[k.stat(w, s) + k.T_FREE] > 0:
            return True
    return False


@inner
def choose(w, g, f, x, m, first, count):
    """The row of the exit that a part takes of several, or -1 where none has room (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m, first, count : int64 [-]   machine, rows of its exits
    """
    s = g[at.machine(g, m) + p.M_STATION]
    stat_s = k.stat(w, s)
    how = g[at.station(g, s) + p.S_CHOOSE]
    turn = w[stat_s + k.T_TURN]
    best = -1
    least = 0
    for i in range(count):
        row = first + (turn + i) % count if how == p.CYCLIC else first + i
        exit_ = at.exit_at(g, row)
        if has_room(w, g, f, x, exit_):
            if how != p.LEAST_FULL:
                best = row
                break
            content = w[k.spot(w, exit_) + k.Q_COUNT] if exit_ >= 0 else 0
            if best < 0 or content < least:
                best = row
                least = content
    if best >= 0 and how == p.CYCLIC:
        w[stat_s + k.T_TURN] = best - first + 1
    return best


@hot
def offer(w, g, f, x, m, first, count):
    """Offer the finished part over these links; a machine behind one may take it (C7).

    w, g, f, x : arrays of the engine, see `tables`
    m, first, count : int64 [-]   machine, rows of the exits
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_OFFERS] != count or w[mach_m + k.W_OFFER] != first:
        if w[mach_m + k.W_OFFERS] > 0:
            drop_claims(w, m)
        w[mach_m + k.W_OFFER] = first
        w[mach_m + k.W_OFFERS] = count
        y = w[mach_m + k.W_FIRST_CLAIM]
        for i in range(count):
            lay_claim(w, g, f, x, y + i, at.exit_at(g, first + i), m)
    for i in range(count):
        q = at.exit_at(g, first + i)
        if g[at.place(g, q) + p.Q_CAPACITY] == 0:
            mark_takers(w, g, f, x, q)


@hot
def rest(w, g, f, x, m, old):
    """Nothing in the machine and nothing to do; after a while it may go to standby (B14).

    w, g, f, x : arrays of the engine, see `tables`
    m, old : int64 [-]    machine, its state so far
    """
    w[k.mach(w, m) + k.W_PHASE] = k.IDLE
    change(w, g, m, old, STARVED, -1)
    s = g[at.machine(g, m) + p.M_STATION]
    mark(x, w[k.TAKERS], s)
    if w[k.mach(w, m) + k.W_FLAGS] & k.USES_PLAN and w[k.mach(w, m) + k.W_PLANNED] >= 0:
        mark(x, w[k.PLANNERS], m)  # C11
        w[k.PLANNING] = 1
    if w[k.mach(w, m) + k.W_FLAGS] & k.USES_STANDBY:
        plan_later(w, m, w[k.NOW] + g[at.station(g, s) + p.S_STANDBY_AFTER])


@hot
def empty(w, g, f, x, m):
    """The part has left the machine, which is free; what it claimed others may have.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_PART] = -1
    if w[mach_m + k.W_OFFERS] > 0:
        drop_claims(w, m)
        several = w[mach_m + k.W_OFFERS] > 1
        first = w[mach_m + k.W_FIRST_CLAIM]
        count = w[mach_m + k.W_OFFERS]
        w[mach_m + k.W_OFFERS] = 0
        if several:
            for y in range(first, first + count):
                rouse(w, g, f, x, w[k.claim(w, y) + k.Y_PLACE])
    rest(w, g, f, x, m, BLOCKED)


@hot
def leave(w, g, f, x, m):
    """Hand the finished part over where there is room, else offer it (C2); says whether it left.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    first = w[mach_m + k.W_WAY]
    count = w[mach_m + k.W_WAYS]
    exit_ = w[mach_m + k.W_EXIT]
    row = first
    if count > 1:
        row = choose(w, g, f, x, m, first, count)
        exit_ = at.exit_at(g, max(row, first))
    if row < 0 or (count == 1 and not has_room(w, g, f, x, exit_)):
        offer(w, g, f, x, m, first, count)
        return False
    if exit_ >= 0 and w[k.spot(w, exit_) + k.Q_ROOM] == 0:
        offer(w, g, f, x, m, row, 1)
        return True
    part = w[mach_m + k.W_PART]
    empty(w, g, f, x, m)
    if exit_ >= 0:
        put(w, g, f, x, exit_, part)
        if w[k.spot(w, exit_) + k.Q_CLAIM] >= 0:
            rouse(w, g, f, x, exit_)
    else:
        out(w, g, f, x, m, part, AT_SINK if exit_ == p.TO_SINK else AT_SCRAP)
    return True
