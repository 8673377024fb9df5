"""Ways out: which link a finished part takes, and the claims of those that wait for room."""

from kpi.ledger import AT_SCRAP, AT_SINK
from lines.states import BLOCKED, STARVED
from twin.engine import plan as p
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.stock import mark_takers, out, put
from twin.engine.fast.tell import become
from twin.engine.kernel import inlined, kernel


@inlined
def goes_before(w, plan, one, other):
    """Whether a blocked machine leaves before another (C2).

    w : World, plan : Plan
    one, other : int64 [-]   machines
    """
    a = w.mach[one, k.W_DONE]
    b = w.mach[other, k.W_DONE]
    if a != b:
        return a < b
    return plan.machine[one, p.M_RANK] < plan.machine[other, p.M_RANK]


@inlined
def first_giver(w, q):
    """The claim on a place of the machine blocked longest that is able to move, or -1 (C7).

    w : World         read
    q : int64 [-]
    """
    y = w.spot[q, k.Q_CLAIM]
    while y >= 0 and w.mach[w.claim[y, k.Y_MACHINE], k.W_STATE] != BLOCKED:
        y = w.claim[y, k.Y_NEXT]
    return y


@inlined
def lay_claim(w, plan, y, q, m):
    """Queue a machine up for a place, behind those blocked longer.

    w : World, plan : Plan
    y, q, m : int64 [-]   claim, place, machine
    """
    claim = w.claim
    w.claim_place[y] = q
    claim[y, k.Y_MACHINE] = m
    after = w.spot[q, k.Q_LAST_CLAIM]
    while after >= 0 and goes_before(w, plan, m, claim[after, k.Y_MACHINE]):
        after = claim[after, k.Y_PREV]
    following = w.spot[q, k.Q_CLAIM] if after < 0 else claim[after, k.Y_NEXT]
    claim[y, k.Y_PREV] = after
    claim[y, k.Y_NEXT] = following
    if after < 0:
        w.spot[q, k.Q_CLAIM] = y
    else:
        claim[after, k.Y_NEXT] = y
    if following < 0:
        w.spot[q, k.Q_LAST_CLAIM] = y
    else:
        claim[following, k.Y_PREV] = y


@inlined
def drop_claims(w, m):
    """Forget every claim of a machine.

    w : World         written
    m : int64 [-]
    """
    claim = w.claim
    first = w.mach[m, k.W_FIRST_CLAIM]
    for y in range(first, first + w.mach[m, k.W_OFFERS]):
        q = w.claim_place[y]
        before_it = claim[y, k.Y_PREV]
        after_it = claim[y, k.Y_NEXT]
        if before_it < 0:
            w.spot[q, k.Q_CLAIM] = after_it
        else:
            claim[before_it, k.Y_NEXT] = after_it
        if after_it < 0:
            w.spot[q, k.Q_LAST_CLAIM] = before_it
        else:
            claim[after_it, k.Y_PREV] = before_it


@kernel
def _push(heap, size, key):
    """Put a key into a heap.

    heap : (M,) int64   written
    size : int64 [-]    keys in it
    key : int64 [-]
    """
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if heap[above] <= key:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = key


@kernel
def pop_older(w, plan):
    """The machine blocked longest of those that finished before this tick.

    w : World, plan : Plan
    """
    heap = w.older
    size = w.now[k.OLDER] - 1
    w.now[k.OLDER] = size
    rank = heap[0] % plan.of_rank.size
    key = heap[size]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[at] = heap[below]
        at = below
    heap[at] = key
    return plan.of_rank[rank]


@inlined
def may_leave(w, plan, m):
    """A blocked machine has a new chance to hand its part over.

    w : World, plan : Plan
    m : int64 [-]
    """
    if w.mach[m, k.W_QUEUED] == 0:
        w.mach[m, k.W_QUEUED] = 1
        rank = plan.machine[m, p.M_RANK]
        done = w.mach[m, k.W_DONE]
        if done == w.now[k.NOW]:
            mark(w.leavers, rank)
        else:
            _push(w.older, w.now[k.OLDER], done * plan.of_rank.size + rank)
            w.now[k.OLDER] += 1


@kernel
def rouse(w, plan, q):
    """A place has room, or may have: whoever waits for it longest may move.

    w : World, plan : Plan
    q : int64 [-]
    """
    capacity = plan.place[q, p.Q_CAPACITY]
    if capacity > 0 and w.spot[q, k.Q_COUNT] < capacity:
        y = first_giver(w, q)
        if y >= 0:
            may_leave(w, plan, w.claim[y, k.Y_MACHINE])


@inlined
def made_room(w, plan, q):
    """A part has been taken out of a buffer.

    w : World, plan : Plan
    q : int64 [-]
    """
    if w.spot[q, k.Q_CLAIM] >= 0:
        rouse(w, plan, q)
    if plan.place[q, p.Q_DOORS] > 0:
        first = plan.place[q, p.Q_FIRST_DOOR]
        for i in range(first, first + plan.place[q, p.Q_DOORS]):
            mark(w.doors, plan.place_door[i])


@inlined
def has_room(w, plan, exit_):
    """Whether a part could move to an exit now; no room at all needs a free machine (C7).

    w : World, plan : Plan
    exit_ : int64 [-]    place, sink or scrap
    """
    if exit_ < 0:
        return True
    capacity = plan.place[exit_, p.Q_CAPACITY]
    if capacity != 0:
        return capacity < 0 or w.spot[exit_, k.Q_COUNT] < capacity
    first = plan.place[exit_, p.Q_FIRST_CONSUMER]
    for i in range(first, first + plan.place[exit_, p.Q_CONSUMERS]):
        s = plan.consumer[i]
        if w.stat[s, k.T_FREE] > 0 and plan.station[s, p.S_TYPE] != p.ASSEMBLY:
            return True
    return False


@kernel
def choose(w, plan, m, first, count):
    """The row of the exit that a part takes of several, or -1 where none has room (C2).

    w : World, plan : Plan
    m, first, count : int64 [-]   machine, rows of its exits
    """
    s = plan.machine[m, p.M_STATION]
    how = plan.station[s, p.S_CHOOSE]
    turn = w.stat[s, k.T_TURN]
    best = -1
    least = 0
    for i in range(count):
        row = first + (turn + i) % count if how == p.CYCLIC else first + i
        exit_ = plan.route_exit[row]
        if has_room(w, plan, exit_):
            if how != p.LEAST_FULL:
                best = row
                break
            content = w.spot[exit_, k.Q_COUNT] if exit_ >= 0 else 0
            if best < 0 or content < least:
                best = row
                least = content
    if best >= 0 and how == p.CYCLIC:
        w.stat[s, k.T_TURN] = best - first + 1
    return best


@inlined
def offer(w, plan, m, first, count):
    """Offer the finished part over these links; a machine behind one may take it (C7).

    w : World, plan : Plan
    m, first, count : int64 [-]   machine, rows of the exits
    """
    mach = w.mach
    if mach[m, k.W_OFFERS] != count or mach[m, k.W_OFFER] != first:
        if mach[m, k.W_OFFERS] > 0:
            drop_claims(w, m)
        mach[m, k.W_OFFER] = first
        mach[m, k.W_OFFERS] = count
        y = mach[m, k.W_FIRST_CLAIM]
        for i in range(count):
            lay_claim(w, plan, y + i, plan.route_exit[first + i], m)
    for i in range(count):
        q = plan.route_exit[first + i]
        if plan.place[q, p.Q_CAPACITY] == 0:
            mark_takers(w, plan, q)


@inlined
def rest(w, plan, book, m):
    """Nothing in the machine and nothing to do; after a while it may go to standby (B14).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    w.mach[m, k.W_PHASE] = k.IDLE
    become(w, plan, book, m, STARVED, -1)
    s = plan.machine[m, p.M_STATION]
    mark(w.takers, s)
    after = plan.station[s, p.S_STANDBY_AFTER]
    if after >= 0:
        plan_tick(w.due, w.win, m, w.now[k.NOW] + after)


@inlined
def empty(w, plan, book, m):
    """The part has left the machine, which is free; what it claimed others may have.

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    mach = w.mach
    mach[m, k.W_PART] = -1
    if mach[m, k.W_OFFERS] > 0:
        drop_claims(w, m)
        several = mach[m, k.W_OFFERS] > 1
        first = mach[m, k.W_FIRST_CLAIM]
        count = mach[m, k.W_OFFERS]
        mach[m, k.W_OFFERS] = 0
        if several:
            for y in range(first, first + count):
                rouse(w, plan, w.claim_place[y])
    rest(w, plan, book, m)


@inlined
def leave(w, plan, book, m):
    """Hand the finished part over where there is room, else offer it (C2); says whether it left.

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    first = w.mach[m, k.W_WAY]
    count = w.mach[m, k.W_WAYS]
    if count == 1:
        row = first if has_room(w, plan, plan.route_exit[first]) else -1
    else:
        row = choose(w, plan, m, first, count)
    if row < 0:
        offer(w, plan, m, first, count)
        return False
    exit_ = plan.route_exit[row]
    if exit_ >= 0 and plan.place[exit_, p.Q_CAPACITY] == 0:
        offer(w, plan, m, row, 1)
        return True
    part = w.mach[m, k.W_PART]
    empty(w, plan, book, m)
    if exit_ >= 0:
        put(w, plan, exit_, part)
        if w.spot[exit_, k.Q_CLAIM] >= 0:
            rouse(w, plan, exit_)
    else:
        out(w, plan, book, m, part, AT_SINK if exit_ == p.TO_SINK else AT_SCRAP)
    return True
