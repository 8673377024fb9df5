"""Who waits for room: claims, and the order in which those who contest it go (C2)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.claims import chooses, drop_claims, gives, goes_before, lay_claim
from twin.engine.fast.leavers import may_leave
from twin.engine.kernel import hot, inner, rare

U = np.uint64


@inner
def rooms(w, q):
    """How many more parts find room in a place at this instant; of a belt at most one.

    w : (W,) int64    world
    q : int64 [-]     place
    """
    spot_q = k.spot(w, q)
    room = w[spot_q + k.Q_ROOM]
    if room < 0:
        return np.int64(k.NEVER)
    room -= w[spot_q + k.Q_COUNT]
    return min(room, 1) if w[spot_q + k.Q_TIME] > p.STAY else room


@inner
def rouse(w, g, f, x, q):
    """A place has room, or may have: those who wait for it longest may move.

    Machines with a choice of ways are asked as well, and each of them may take a room.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    room = rooms(w, q)
    y = w[k.spot(w, q) + k.Q_CLAIM]
    contested = False
    while y >= 0 and room > 0:
        m = w[k.claim(w, y) + k.Y_MACHINE]
        if gives(w, m):
            may_leave(w, g, f, x, m)
            if not chooses(w, m):
                break
            contested = True
            room -= 1
        y = w[k.claim(w, y) + k.Y_NEXT]
    if contested:
        contest(w, q)
    if w[k.spot(w, q) + k.Q_CONTESTED]:
        call_doors(w, g, x, q)


@inner
def contest(w, q):
    """Note that parts with a choice and others may want the same room (C2).

    w : (W,) int64      world; written
    q : int64 [-]       place
    """
    spot_q = k.spot(w, q)
    if not w[spot_q + k.Q_CONTESTED]:
        w[spot_q + k.Q_CONTESTED] = 1
        w[U(w[k.AT_CONTEST] + w[k.CONTESTS])] = q
        w[k.CONTESTS] += 1
        w[k.FIRST] = 1


@rare
def call_doors(w, g, x, q):
    """Parts at the doors of a place may enter now (C3).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    q : int64 [-]       place
    """
    place_q = at.place(g, q)
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        mark(x, w[k.DOORWAYS], g[U(g[at.AT_PLACE_DOOR] + i)])
        w[k.ENTERING] = 1
        w[k.FIRST] = 1


@rare
def is_left(w, g, f, x, q, m):
    """Whether there is more room than parts with a choice that stand before a part (C2).

    w, g, f, x : arrays of the engine, see `tables`
    q, m : int64 [-]   place, machine or -1 for a door
    """
    room = rooms(w, q)
    y = w[k.spot(w, q) + k.Q_CLAIM]
    while y >= 0:
        other = w[k.claim(w, y) + k.Y_MACHINE]
        if m >= 0 and goes_before(w, g, f, x, m, other):
            break
        room -= int(other != m and chooses(w, other) and gives(w, other))
        y = w[k.claim(w, y) + k.Y_NEXT]
    return room > 0


@hot
def lay_claims(w, g, f, x, m, first, count):
    """Queue up for all of these links, unless that has been done.

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
            lay_claim(w, g, f, x, y + i, at.end_of(g, at.exit_at(g, first + i)), m)


@inner
def begin_to_choose(w, g, f, x, m):
    """A machine with a choice of ways claims all of them, and waits for its turn to choose (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_OFFERS] == 0:
        claim_ways(w, g, f, x, m)
    if not w[mach_m + k.W_CHOOSES]:
        w[mach_m + k.W_CHOOSES] = 1
        w[U(w[k.AT_CHOOSER] + w[k.CHOOSERS])] = m
        w[k.CHOOSERS] += 1
        w[k.RARE] = 1


@rare
def claim_ways(w, g, f, x, m):
    """Queue up for all ways that lead to a place; an end of the line always has room.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    first = w[mach_m + k.W_WAY]
    count = w[mach_m + k.W_WAYS]
    for row in range(first, first + count):
        if at.end_of(g, at.exit_at(g, row)) < 0:
            return  # it never waits
    lay_claims(w, g, f, x, m, first, count)


@rare
def contested_by(w, g, f, x, m, q):
    """Whether the room in a place is wanted by parts with a choice that go first (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m, q : int64 [-]   machine, place
    """
    if w[k.spot(w, q) + k.Q_CLAIM] < 0 or is_left(w, g, f, x, q, m):
        return False
    contest(w, q)
    lay_claims(w, g, f, x, m, w[k.mach(w, m) + k.W_WAY], 1)
    return True
