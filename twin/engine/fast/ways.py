"""Ways out: which link a finished part takes, and who may leave when there is room."""

import numpy as np

from kpi.ledger import AT_SCRAP, AT_SINK
from lines.states import BLOCKED, STARVED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.asking import content_of, queue_up, room_behind
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.cards import call_feeders, free_card, has_card
from twin.engine.fast.claims import drop_claims
from twin.engine.fast.contests import call_doors, contested_by, lay_claims, rouse
from twin.engine.fast.leavers import may_leave
from twin.engine.fast.stock import mark_takers, out, put
from twin.engine.fast.tell import change
from twin.engine.fast.work import way_out
from twin.engine.kernel import hot, inner

U = np.uint64


@hot
def made_room(w, g, f, x, q):
    """A part has been taken out of a buffer.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    place_q = at.place(g, q)
    if w[k.spot(w, q) + k.Q_CLAIM] >= 0:
        rouse(w, g, f, x, q)
    if g[place_q + p.Q_ASKED]:
        tell_room(w, g, x, q)


@inner
def tell_room(w, g, x, q):
    """Doors and, where there are cards, the stations that fill a buffer have a new chance.

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    q : int64 [-]       place
    """
    call_doors(w, g, x, q)
    call_feeders(w, g, x, q)


@hot
def has_room(w, g, f, x, exit_):
    """Whether a part could move to an exit now; no room at all needs a free machine (C7).

    w, g, f, x : arrays of the engine, see `tables`
    exit_ : int64 [-]    place, sink or scrap
    """
    if exit_ < 0:
        return exit_ > p.FIRST_HAUL or room_behind(w, g, at.end_of(g, exit_))
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
    if w[k.spot(w, q) + k.Q_TIME] != p.PLAIN:
        return False  # a belt whose beginning is not clear (B22)
    place_q = at.place(g, q)
    if g[place_q + p.Q_CAPACITY] != 0:
        return False  # all its room is kept for what vehicles bring
    first = g[place_q + p.Q_FIRST_CONSUMER]
    for i in range(first, first + g[place_q + p.Q_CONSUMERS]):
        s = g[U(g[at.AT_CONSUMER] + i)]
        station_s = at.station(g, s)
        gathers = g[station_s + p.S_TYPE] in (p.ASSEMBLY, p.BATCH) or g[station_s + p.S_GIVES_WAY]
        if w[k.stat(w, s) + k.T_FREE] > 0 and not gathers and has_card(w, g, s):
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
            content = content_of(w, g, at.end_of(g, exit_))
            if best < 0 or content < least:
                best = row
                least = content
    if best >= 0 and how == p.CYCLIC:
        w[stat_s + k.T_TURN] = best - first + 1
    return best


@hot
def offer(w, g, f, x, m, first, count):
    """Offer the finished part over these links; a machine behind one may take it (C7).

    Before a way is chosen, only over links to who gathers parts.

    w, g, f, x : arrays of the engine, see `tables`
    m, first, count : int64 [-]   machine, rows of the exits
    """
    lay_claims(w, g, f, x, m, first, count)
    w[k.mach(w, m) + k.W_SHOWN] = 1
    for i in range(count):
        q = at.end_of(g, at.exit_at(g, first + i))
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
    if w[k.mach(w, m) + k.W_STOPS]:
        w[k.stat(w, g[at.machine(g, m) + p.M_STATION]) + k.T_FREE] -= 1  # it takes nothing (B7)
    s = g[at.machine(g, m) + p.M_STATION]
    mark(x, w[k.TAKERS], s)
    if w[k.mach(w, m) + k.W_FLAGS] & uses.PLAN and w[k.mach(w, m) + k.W_PLANNED] > 0:
        mark(x, w[k.PLANNERS], m)  # C11
        w[k.PLANNING] = 1
        w[k.FIRST] = 1
    if w[k.mach(w, m) + k.W_FLAGS] & uses.STANDBY:
        plan_later(w, m, w[k.NOW] + g[at.station(g, s) + p.S_STANDBY_AFTER])


@hot
def empty(w, g, f, x, m):
    """The part has left the machine, which is free, or stands still; its claims others may have.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    give_claims_up(w, g, f, x, m)
    if w[k.mach(w, m) + k.W_FLAGS] & uses.MANY and next_in_turn(w, g, f, x, m):
        return
    w[k.mach(w, m) + k.W_PART] = -1
    if w[k.KANBAN]:
        free_card(w, g, x, m)
    if w[k.mach(w, m) + k.W_STATE] == BLOCKED:
        rest(w, g, f, x, m, BLOCKED)
    else:
        w[k.mach(w, m) + k.W_PHASE] = k.IDLE  # B16, B26


@hot
def give_claims_up(w, g, f, x, m):
    """A machine waits for no room any more; what it claimed others may have.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_OFFERS] > 0:
        w[mach_m + k.W_SHOWN] = 0
        drop_claims(w, m)
        several = w[mach_m + k.W_OFFERS] > 1
        first = w[mach_m + k.W_FIRST_CLAIM]
        count = w[mach_m + k.W_OFFERS]
        w[mach_m + k.W_OFFERS] = 0
        if several:
            for y in range(first, first + count):
                rouse(w, g, f, x, w[k.claim(w, y) + k.Y_PLACE])


@inner
def ask_for_transport(w, g, f, x, m, h):
    """A finished part waits for a vehicle now, and its room is kept (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m, h : int64 [-]    machine, link that a fleet serves
    """
    queue_up(w, g, x, m, h)
    give_claims_up(w, g, f, x, m)
    to = g[at.haul(g, h) + p.O_TO]
    if to >= 0:
        rouse(w, g, f, x, to)


@hot
def turn_on(w, g, f, x, m):
    """Let the next of several parts have its turn, and its way; says whether there is one (C12).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    part = w[k.part_row(w, w[mach_m + k.W_PART]) + k.P_NEXT]
    if part < 0:
        return False
    w[mach_m + k.W_PART] = part
    w[mach_m + k.W_TURN] += 1
    if w[mach_m + k.W_FLAGS] & uses.ROUTES:
        way_out(w, g, f, x, m, part, p.PASS)
    return True


@inner
def next_in_turn(w, g, f, x, m):
    """Of several parts that leave one by one the next has its turn; says whether there is one.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    if not turn_on(w, g, f, x, m):
        return False
    if w[k.mach(w, m) + k.W_STATE] == BLOCKED:
        change(w, g, m, BLOCKED, BLOCKED, -1)
    may_leave(w, g, f, x, m)
    return True


@hot
def go(w, g, f, x, m, exit_):
    """Hand the finished part over where it has room, or ask for transport there (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m, exit_ : int64 [-]   machine; place with room, sink, scrap or a link that a fleet serves
    """
    if exit_ <= p.FIRST_HAUL:
        ask_for_transport(w, g, f, x, m, p.FIRST_HAUL - exit_)
        return
    part = w[k.mach(w, m) + k.W_PART]
    empty(w, g, f, x, m)
    if exit_ >= 0:
        put(w, g, f, x, exit_, part)
        if w[k.spot(w, exit_) + k.Q_CLAIM] >= 0:
            rouse(w, g, f, x, exit_)
    else:
        out(w, g, f, x, m, part, AT_SINK if exit_ == p.TO_SINK else AT_SCRAP)


@hot
def go_one_way(w, g, f, x, m):
    """Hand a part over that has one way where there is room, else offer it; says whether (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    exit_ = w[mach_m + k.W_EXIT]
    if exit_ >= 0:
        spot_q = k.spot(w, exit_)
        room = w[spot_q + k.Q_ROOM]
        if room == 0 or 0 < room <= w[spot_q + k.Q_COUNT]:
            offer(w, g, f, x, m, w[mach_m + k.W_WAY], 1)
            return room == 0 and somebody_free(w, g, exit_)
        if w[spot_q + k.Q_CLAIM] >= 0 and contested_by(w, g, f, x, m, exit_):
            return True
    elif exit_ <= p.FIRST_HAUL:
        to = at.end_of(g, exit_)
        if not room_behind(w, g, to):
            offer(w, g, f, x, m, w[mach_m + k.W_WAY], 1)
            return False
        if to >= 0 and contested_by(w, g, f, x, m, to):
            return True
    go(w, g, f, x, m, exit_)
    return True


@inner
def leave_by_choice(w, g, f, x, m):
    """Choose a way with room for a part and let it go, else offer it; says whether it left (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    first = w[mach_m + k.W_WAY]
    count = w[mach_m + k.W_WAYS]
    row = choose(w, g, f, x, m, first, count)
    if row < 0:
        offer(w, g, f, x, m, first, count)
        return False
    exit_ = at.exit_at(g, row)
    if exit_ >= 0 and w[k.spot(w, exit_) + k.Q_ROOM] == 0:
        give_claims_up(w, g, f, x, m)  # what it has not chosen others may have
        offer(w, g, f, x, m, row, 1)
    else:
        go(w, g, f, x, m, exit_)
    return True
