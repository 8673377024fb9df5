"""Settling an instant: who takes, leaves, enters, wakes and is given people (rule T3).

Only what has changed is visited: each kind of move has a set of those who may make it, which gives
its first member in the written order.
"""

import numpy as np

from kpi.ledger import EVER_DEFECTIVE
from lines.states import BLOCKED, DOWN, STANDBY, STARVED, WAITING_CREW, WAKING
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import clear, least, mark
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.modes import begin_repair
from twin.engine.fast.people import assign
from twin.engine.fast.stock import fetch, forget, pick_up, put
from twin.engine.fast.tell import become, book_inside, number_of, say
from twin.engine.fast.ways import empty, first_giver, leave, made_room, pop_older
from twin.engine.fast.work import begin, run_on
from twin.engine.kernel import hot, inner

NOBODY = -1

U = np.uint64


@inner
def waiting_since(w, g, f, x, q):
    """Since when the part that would be taken next from a place has waited, or -1 without one.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    place_q = at.place(g, q)
    if g[place_q + p.Q_CAPACITY] != 0:
        return (
            w[k.part_row(w, w[spot_q + k.Q_HEAD]) + k.P_SINCE] if w[spot_q + k.Q_COUNT] > 0 else -1
        )
    y = first_giver(w, q)
    if y >= 0:
        return w[k.mach(w, w[k.claim(w, y) + k.Y_MACHINE]) + k.W_DONE]
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        gate_d = k.gate(w, d)
        if g[at.door(g, d) + p.X_ENDLESS]:
            return w[k.NOW]
        if w[gate_d + k.G_COUNT] > 0:
            return w[k.part_row(w, w[gate_d + k.G_HEAD]) + k.P_SINCE]
    return -1


@inner
def enough(w, g, f, x, q, need):
    """Whether so many parts could be taken from a place at this moment.

    w, g, f, x : arrays of the engine, see `tables`
    q, need : int64 [-]
    """
    place_q = at.place(g, q)
    spot_q = k.spot(w, q)
    if g[place_q + p.Q_CAPACITY] != 0:
        return w[spot_q + k.Q_COUNT] >= need
    there = 0
    y = w[spot_q + k.Q_CLAIM]
    while y >= 0 and there < need:
        if w[k.mach(w, w[k.claim(w, y) + k.Y_MACHINE]) + k.W_STATE] == BLOCKED:
            there += 1
        y = w[k.claim(w, y) + k.Y_NEXT]
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        if g[at.door(g, d) + p.X_ENDLESS]:
            return True
        there += w[k.gate(w, d) + k.G_COUNT]
    return there >= need


@inner
def set_complete(w, g, f, x, s):
    """Whether all parts that an assembly needs are there (C9).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        if not enough(w, g, f, x, g[U(g[at.AT_IN_PLACE] + i)], g[U(g[at.AT_IN_NEED] + i)]):
            return False
    return True


@inner
def longest_waiting(w, g, f, x, s):
    """The place from which a station takes next, or -1 (C1).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    best = NOBODY
    oldest = k.NEVER
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        q = g[U(g[at.AT_IN_PLACE] + i)]
        since = waiting_since(w, g, f, x, q)
        if since >= 0 and since < oldest:
            best = q
            oldest = since
            if g[station_s + p.S_BY_LINK]:
                break
    return best


@hot
def next_link(w, g, f, x, s):
    """The place from which a machine or inspection takes next, or -1 (C1).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    if g[station_s + p.S_INS] == 1:
        q = g[U(g[at.AT_IN_PLACE] + g[station_s + p.S_FIRST_IN])]
        if g[at.place(g, q) + p.Q_CAPACITY] != 0:
            return q if w[k.spot(w, q) + k.Q_COUNT] > 0 else -1
    return longest_waiting(w, g, f, x, s)


@inner
def receive(w, g, f, x, q):
    """Take the next part over a link without room, from a machine or a door (C7).

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    place_q = at.place(g, q)
    y = first_giver(w, q)
    if y >= 0:
        giver = w[k.claim(w, y) + k.Y_MACHINE]
        part = w[k.mach(w, giver) + k.W_PART]
        empty(w, g, f, x, giver)
        return part
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        if g[at.door(g, d) + p.X_ENDLESS] or w[k.gate(w, d) + k.G_COUNT] > 0:
            return fetch(w, g, f, x, d)
    return -1


@hot
def take_from(w, g, f, x, q):
    """Take the next part from a place; -1 where the line overflows.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    if g[at.place(g, q) + p.Q_CAPACITY] == 0:
        return receive(w, g, f, x, q)
    part = pick_up(w, q)
    made_room(w, g, f, x, q)
    return part


@inner
def join(w, g, f, x, s, m):
    """Take every part that an assembly needs; they become one (C9).

    w, g, f, x : arrays of the engine, see `tables`
    s, m : int64 [-]   station, machine
    """
    station_s = at.station(g, s)
    whole = NOBODY
    others = NOBODY
    last = NOBODY
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        for _ in range(g[U(g[at.AT_IN_NEED] + i)]):
            part = take_from(w, g, f, x, g[U(g[at.AT_IN_PLACE] + i)])
            if part < 0:
                return part
            w[k.part_row(w, part) + k.P_NEXT] = NOBODY
            if whole < 0:
                whole = part
            elif others < 0:
                others = part
            else:
                w[k.part_row(w, last) + k.P_NEXT] = part
            if others >= 0:
                last = part
    row = k.part_row(w, whole)
    while others >= 0:
        other = k.part_row(w, others)
        following = w[other + k.P_NEXT]
        entry = w[other + k.P_ENTRY]
        if entry >= 0 and (w[row + k.P_ENTRY] < 0 or entry < w[row + k.P_ENTRY]):
            w[row + k.P_ENTRY] = entry
        w[row + k.P_DEFECTS] |= w[other + k.P_DEFECTS]
        w[row + k.P_MARKS] |= w[other + k.P_MARKS] & EVER_DEFECTIVE
        w[U(w[k.B_JOINED] + w[other + k.P_PRODUCT])] += 1
        book_inside(w, -1)
        say(w, t.JOIN, m, w[other + k.P_NUMBER], w[other + k.P_PRODUCT], -1)
        forget(w, others)
        others = following
    if g[station_s + p.S_MAKES] >= 0:
        w[row + k.P_PRODUCT] = g[station_s + p.S_MAKES]
    return whole


@hot
def machine_in(w, g, f, x, s, state):
    """The lowest-numbered machine of a station in a state, or -1.

    w, g, f, x : arrays of the engine, see `tables`
    s, state : int64 [-]
    """
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_MACHINE]
    for m in range(first, first + g[station_s + p.S_MACHINES]):
        if w[k.mach(w, m) + k.W_STATE] == state:
            return m
    return -1


@hot
def take(w, g, f, x, s):
    """Let the lowest-numbered free machine take what there is for it; says whether it did (C1).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    if w[k.stat(w, s) + k.T_FREE] == 0:
        return False
    if g[at.station(g, s) + p.S_TYPE] == p.ASSEMBLY:
        if not set_complete(w, g, f, x, s):
            return False
        m = machine_in(w, g, f, x, s, STARVED)
        part = join(w, g, f, x, s, m)
    else:
        q = next_link(w, g, f, x, s)
        if q < 0:
            return False
        m = machine_in(w, g, f, x, s, STARVED)
        part = take_from(w, g, f, x, q)
    if part < 0:
        return False
    begin(w, g, f, x, m, part)
    return True


@inner
def wake(w, g, f, x, s):
    """Wake one machine for a part that no free machine is there to take (C4).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    stat_s = k.stat(w, s)
    station_s = at.station(g, s)
    if w[stat_s + k.T_STANDBY] == 0 or w[stat_s + k.T_WAKING] > 0:
        return False
    if g[station_s + p.S_TYPE] == p.ASSEMBLY:
        if not set_complete(w, g, f, x, s):
            return False
    elif next_link(w, g, f, x, s) < 0:
        return False
    m = machine_in(w, g, f, x, s, STANDBY)
    become(w, g, m, WAKING, -1)
    plan_tick(w, m, w[k.NOW] + g[station_s + p.S_STANDBY_WAKE])
    return True


@inner
def enter(w, g, f, x, d):
    """Let a part at a door into a buffer with room (C3); says whether one went in.

    w, g, f, x : arrays of the engine, see `tables`
    d : int64 [-]   door
    """
    door_d = at.door(g, d)
    q = g[door_d + p.X_PLACE]
    capacity = g[at.place(g, q) + p.Q_CAPACITY]
    if capacity == 0 or not (g[door_d + p.X_ENDLESS] or w[k.gate(w, d) + k.G_COUNT] > 0):
        return False
    if capacity > 0 and w[k.spot(w, q) + k.Q_COUNT] >= capacity:
        return False
    part = fetch(w, g, f, x, d)
    if part < 0:
        return False
    put(w, g, f, x, q, part)
    return True


@inner
def turn_away(w, g, f, x):
    """Lose the parts at the doors of sources that do not wait (C6).

    w, g, f, x : arrays of the engine, see `tables`
    """
    for d in range(g[at.DOORS]):
        gate_d = k.gate(w, d)
        source = g[at.door(g, d) + p.X_SOURCE]
        if g[at.source(g, source) + p.U_LOST]:
            while w[gate_d + k.G_COUNT] > 0:
                part = w[gate_d + k.G_HEAD]
                row_part = k.part_row(w, part)
                w[gate_d + k.G_HEAD] = w[row_part + k.P_NEXT]
                w[gate_d + k.G_COUNT] -= 1
                product = w[row_part + k.P_PRODUCT]
                w[U(w[k.B_LOST] + source * g[at.PRODUCTS] + product)] += 1
                say(w, t.LOST, source, number_of(w, part), product, -1)
                forget(w, part)
    w[k.LOST_WAITING] = 0


@inner
def people_come(w, g, f, x, m):
    """A crew member has come to a machine (C5).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_STATE] == DOWN:
        begin_repair(w, g, f, x, m, w[mach_m + k.W_MODE])
    else:
        run_on(w, g, f, x, m, WAITING_CREW)


@hot
def next_leaver(w, g, f, x):
    """The machine that may leave before all others, or -1 (C2).

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.OLDER] > 0:
        return pop_older(w, g)
    rank = least(x, w[k.LEAVERS])
    if rank < 0:
        return rank
    clear(x, w[k.LEAVERS], rank)
    return g[U(g[at.AT_OF_RANK] + rank)]


@hot
def note_blocked(w, g, f, x, m):
    """A machine on a loop found no room; it may have closed a ring (C10).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    s = g[at.machine(g, m) + p.M_STATION]
    if g[at.station(g, s) + p.S_IN_LOOP] and w[k.NEWLY] < g[at.MACHINES]:
        w[U(w[k.AT_NEWLY] + w[k.NEWLY])] = m
        w[k.NEWLY] += 1


@hot
def settle(w, g, f, x):
    """Move what can move, in the order of rule T3, until nothing moves.

    w, g, f, x : arrays of the engine, see `tables`
    """
    while w[k.STATUS] == k.RUNNING:
        s = least(x, w[k.TAKERS])
        if s >= 0:
            taken = take(w, g, f, x, s)
            stat_s = k.stat(w, s)
            if not taken or w[stat_s + k.T_FREE] + w[stat_s + k.T_STANDBY] == 0:
                clear(x, w[k.TAKERS], s)
                if w[stat_s + k.T_STANDBY] > 0:
                    mark(x, w[k.WAKERS], s)
            continue
        m = next_leaver(w, g, f, x)
        if m >= 0:
            w[k.mach(w, m) + k.W_QUEUED] = 0
            if w[k.mach(w, m) + k.W_STATE] == BLOCKED and (not leave(w, g, f, x, m)):
                note_blocked(w, g, f, x, m)
            continue
        d = least(x, w[k.DOORWAYS])
        if d >= 0:
            if not enter(w, g, f, x, d):
                clear(x, w[k.DOORWAYS], d)
            continue
        s = least(x, w[k.WAKERS])
        if s >= 0:
            if not wake(w, g, f, x, s):
                clear(x, w[k.WAKERS], s)
            continue
        if w[k.ASK]:
            m = assign(w, g, f, x)
            if m >= 0:
                people_come(w, g, f, x, m)
            continue
        break
    if w[k.LOST_WAITING] > 0:
        turn_away(w, g, f, x)
