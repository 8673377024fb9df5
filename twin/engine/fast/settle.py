"""Settling an instant: who takes, leaves, enters, wakes and is given people (rule T3).

Only what has changed is visited: each kind of move has a set of those who may make it, which gives
its first member in the written order.
"""

from kpi.ledger import EVER_DEFECTIVE
from lines.states import BLOCKED, DOWN, STANDBY, STARVED, WAKING
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import world as k
from twin.engine.fast.bits import clear, least, mark
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.modes import begin_repair
from twin.engine.fast.people import assign
from twin.engine.fast.stock import fetch, forget, pick_up, put
from twin.engine.fast.tell import become, book_inside, number_of, say
from twin.engine.fast.ways import empty, first_giver, leave, made_room, pop_older
from twin.engine.fast.work import begin, run_on
from twin.engine.kernel import inlined, kernel

NOBODY = -1


@kernel
def waiting_since(w, plan, q):
    """Since when the part that would be taken next from a place has waited, or -1 without one.

    w : World, plan : Plan
    q : int64 [-]
    """
    if plan.place[q, p.Q_CAPACITY] != 0:
        return w.part[w.spot[q, k.Q_HEAD], k.P_SINCE] if w.spot[q, k.Q_COUNT] > 0 else -1
    y = first_giver(w, q)
    if y >= 0:
        return w.mach[w.claim[y, k.Y_MACHINE], k.W_DONE]
    first = plan.place[q, p.Q_FIRST_DOOR]
    for i in range(first, first + plan.place[q, p.Q_DOORS]):
        x = plan.place_door[i]
        if plan.door[x, p.X_ENDLESS]:
            return w.now[k.NOW]
        if w.gate[x, k.G_COUNT] > 0:
            return w.part[w.gate[x, k.G_HEAD], k.P_SINCE]
    return -1


@kernel
def enough(w, plan, q, need):
    """Whether so many parts could be taken from a place at this moment.

    w : World, plan : Plan
    q, need : int64 [-]
    """
    if plan.place[q, p.Q_CAPACITY] != 0:
        return w.spot[q, k.Q_COUNT] >= need
    there = 0
    y = w.spot[q, k.Q_CLAIM]
    while y >= 0 and there < need:
        if w.mach[w.claim[y, k.Y_MACHINE], k.W_STATE] == BLOCKED:
            there += 1
        y = w.claim[y, k.Y_NEXT]
    first = plan.place[q, p.Q_FIRST_DOOR]
    for i in range(first, first + plan.place[q, p.Q_DOORS]):
        x = plan.place_door[i]
        if plan.door[x, p.X_ENDLESS]:
            return True
        there += w.gate[x, k.G_COUNT]
    return there >= need


@kernel
def set_complete(w, plan, s):
    """Whether all parts that an assembly needs are there (C9).

    w : World, plan : Plan
    s : int64 [-]
    """
    first = plan.station[s, p.S_FIRST_IN]
    for i in range(first, first + plan.station[s, p.S_INS]):
        if not enough(w, plan, plan.in_place[i], plan.in_need[i]):
            return False
    return True


@kernel
def longest_waiting(w, plan, s):
    """The place from which a station takes next, or -1 (C1).

    w : World, plan : Plan
    s : int64 [-]
    """
    best = NOBODY
    oldest = k.NEVER
    first = plan.station[s, p.S_FIRST_IN]
    for i in range(first, first + plan.station[s, p.S_INS]):
        q = plan.in_place[i]
        since = waiting_since(w, plan, q)
        if since >= 0 and since < oldest:
            best = q
            oldest = since
            if plan.station[s, p.S_BY_LINK]:
                break
    return best


@inlined
def next_link(w, plan, s):
    """The place from which a machine or inspection takes next, or -1 (C1).

    w : World, plan : Plan
    s : int64 [-]
    """
    if plan.station[s, p.S_INS] == 1:
        q = plan.in_place[plan.station[s, p.S_FIRST_IN]]
        if plan.place[q, p.Q_CAPACITY] != 0:
            return q if w.spot[q, k.Q_COUNT] > 0 else -1
    return longest_waiting(w, plan, s)


@kernel
def receive(w, plan, book, q):
    """Take the next part over a link without room, from a machine or a door (C7).

    w : World, plan : Plan, book : Ledger
    q : int64 [-]
    """
    y = first_giver(w, q)
    if y >= 0:
        giver = w.claim[y, k.Y_MACHINE]
        part = w.mach[giver, k.W_PART]
        empty(w, plan, book, giver)
        return part
    first = plan.place[q, p.Q_FIRST_DOOR]
    for i in range(first, first + plan.place[q, p.Q_DOORS]):
        x = plan.place_door[i]
        if plan.door[x, p.X_ENDLESS] or w.gate[x, k.G_COUNT] > 0:
            return fetch(w, plan, book, x)
    return -1


@inlined
def take_from(w, plan, book, q):
    """Take the next part from a place; -1 where the line overflows.

    w : World, plan : Plan, book : Ledger
    q : int64 [-]
    """
    if plan.place[q, p.Q_CAPACITY] == 0:
        return receive(w, plan, book, q)
    part = pick_up(w, q)
    made_room(w, plan, q)
    return part


@kernel
def join(w, plan, book, s, m):
    """Take every part that an assembly needs; they become one (C9).

    w : World, plan : Plan, book : Ledger
    s, m : int64 [-]   station, machine
    """
    whole = NOBODY
    others = NOBODY
    last = NOBODY
    first = plan.station[s, p.S_FIRST_IN]
    for i in range(first, first + plan.station[s, p.S_INS]):
        for _ in range(plan.in_need[i]):
            part = take_from(w, plan, book, plan.in_place[i])
            if part < 0:
                return part
            w.part[part, k.P_NEXT] = NOBODY
            if whole < 0:
                whole = part
            elif others < 0:
                others = part
            else:
                w.part[last, k.P_NEXT] = part
            if others >= 0:
                last = part
    row = w.part[whole]
    while others >= 0:
        other = w.part[others]
        following = other[k.P_NEXT]
        entry = other[k.P_ENTRY]
        if entry >= 0 and (row[k.P_ENTRY] < 0 or entry < row[k.P_ENTRY]):
            row[k.P_ENTRY] = entry
        row[k.P_DEFECTS] |= other[k.P_DEFECTS]
        row[k.P_MARKS] |= other[k.P_MARKS] & EVER_DEFECTIVE
        book.joined[other[k.P_PRODUCT]] += 1
        book_inside(w, book, -1)
        say(w, t.JOIN, m, other[k.P_NUMBER], other[k.P_PRODUCT], -1)
        forget(w, others)
        others = following
    if plan.station[s, p.S_MAKES] >= 0:
        row[k.P_PRODUCT] = plan.station[s, p.S_MAKES]
    return whole


@inlined
def machine_in(w, plan, s, state):
    """The lowest-numbered machine of a station in a state, or -1.

    w : World, plan : Plan
    s, state : int64 [-]
    """
    first = plan.station[s, p.S_FIRST_MACHINE]
    for m in range(first, first + plan.station[s, p.S_MACHINES]):
        if w.mach[m, k.W_STATE] == state:
            return m
    return -1


@inlined
def take(w, plan, book, s):
    """Let the lowest-numbered free machine take what there is for it; says whether it did (C1).

    w : World, plan : Plan, book : Ledger
    s : int64 [-]
    """
    if w.stat[s, k.T_FREE] == 0:
        return False
    if plan.station[s, p.S_TYPE] == p.ASSEMBLY:
        if not set_complete(w, plan, s):
            return False
        m = machine_in(w, plan, s, STARVED)
        part = join(w, plan, book, s, m)
    else:
        q = next_link(w, plan, s)
        if q < 0:
            return False
        m = machine_in(w, plan, s, STARVED)
        part = take_from(w, plan, book, q)
    if part < 0:
        return False
    begin(w, plan, book, m, part)
    return True


@kernel
def wake(w, plan, book, s):
    """Wake one machine for a part that no free machine is there to take (C4).

    w : World, plan : Plan, book : Ledger
    s : int64 [-]
    """
    if w.stat[s, k.T_STANDBY] == 0 or w.stat[s, k.T_WAKING] > 0:
        return False
    if plan.station[s, p.S_TYPE] == p.ASSEMBLY:
        if not set_complete(w, plan, s):
            return False
    elif next_link(w, plan, s) < 0:
        return False
    m = machine_in(w, plan, s, STANDBY)
    become(w, plan, book, m, WAKING, -1)
    plan_tick(w.due, w.win, m, w.now[k.NOW] + plan.station[s, p.S_STANDBY_WAKE])
    return True


@kernel
def enter(w, plan, book, x):
    """Let a part at a door into a buffer with room (C3); says whether one went in.

    w : World, plan : Plan, book : Ledger
    x : int64 [-]   door
    """
    q = plan.door[x, p.X_PLACE]
    capacity = plan.place[q, p.Q_CAPACITY]
    if capacity == 0 or not (plan.door[x, p.X_ENDLESS] or w.gate[x, k.G_COUNT] > 0):
        return False
    if capacity > 0 and w.spot[q, k.Q_COUNT] >= capacity:
        return False
    part = fetch(w, plan, book, x)
    if part < 0:
        return False
    put(w, plan, q, part)
    return True


@kernel
def turn_away(w, plan, book):
    """Lose the parts at the doors of sources that do not wait (C6).

    w : World, plan : Plan, book : Ledger
    """
    for x in range(plan.door.shape[0]):
        source = plan.door[x, p.X_SOURCE]
        if plan.source[source, p.U_LOST]:
            while w.gate[x, k.G_COUNT] > 0:
                part = w.gate[x, k.G_HEAD]
                w.gate[x, k.G_HEAD] = w.part[part, k.P_NEXT]
                w.gate[x, k.G_COUNT] -= 1
                product = w.part[part, k.P_PRODUCT]
                book.lost[source, product] += 1
                say(w, t.LOST, source, number_of(w, part), product, -1)
                forget(w, part)
    w.now[k.LOST_WAITING] = 0


@kernel
def people_come(w, plan, book, m):
    """A crew member has come to a machine (C5).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    if w.mach[m, k.W_STATE] == DOWN:
        begin_repair(w, plan, book, m, w.mach[m, k.W_MODE])
    else:
        run_on(w, plan, book, m)


@inlined
def next_leaver(w, plan):
    """The machine that may leave before all others, or -1 (C2).

    w : World, plan : Plan
    """
    if w.now[k.OLDER] > 0:
        return pop_older(w, plan)
    rank = least(w.leavers)
    if rank < 0:
        return rank
    clear(w.leavers, rank)
    return plan.of_rank[rank]


@inlined
def note_blocked(w, plan, m):
    """A machine on a loop found no room; it may have closed a ring (C10).

    w : World, plan : Plan
    m : int64 [-]
    """
    s = plan.machine[m, p.M_STATION]
    if plan.station[s, p.S_IN_LOOP] and w.now[k.NEWLY] < w.newly.size:
        w.newly[w.now[k.NEWLY]] = m
        w.now[k.NEWLY] += 1


@inlined
def settle(w, plan, book):
    """Move what can move, in the order of rule T3, until nothing moves.

    w : World, plan : Plan, book : Ledger
    """
    while w.now[k.STATUS] == k.RUNNING:
        s = least(w.takers)
        if s >= 0:
            if not take(w, plan, book, s):
                clear(w.takers, s)
                if w.stat[s, k.T_STANDBY] > 0:
                    mark(w.wakers, s)
            continue
        m = next_leaver(w, plan)
        if m >= 0:
            w.mach[m, k.W_QUEUED] = 0
            if w.mach[m, k.W_STATE] == BLOCKED and not leave(w, plan, book, m):
                note_blocked(w, plan, m)
            continue
        x = least(w.doors)
        if x >= 0:
            if not enter(w, plan, book, x):
                clear(w.doors, x)
            continue
        s = least(w.wakers)
        if s >= 0:
            if not wake(w, plan, book, s):
                clear(w.wakers, s)
            continue
        if w.now[k.ASK]:
            m = assign(w, plan)
            if m >= 0:
                people_come(w, plan, book, m)
            continue
        break
    if w.now[k.LOST_WAITING] > 0:
        turn_away(w, plan, book)
