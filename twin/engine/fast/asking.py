"""Transport that machines ask for: rooms kept at the other end, and the queue of a fleet."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.stirring import call_fleet, stir
from twin.engine.kernel import hot, inner

U = np.uint64


@inner
def room_behind(w, g, to):
    """Whether a fleet finds room at the end of a link; rooms kept for others are taken.

    w : (W,) int64    world
    g : (G,) int64    given
    to : int64 [-]    place, sink or scrap
    """
    if to < 0:
        return True
    room = w[k.spot(w, to) + k.Q_ROOM]
    return room < 0 or w[k.spot(w, to) + k.Q_COUNT] < room


@inner
def keep_room(w, to):
    """Keep a room for a part that a vehicle will bring.

    w : (W,) int64    world; written
    to : int64 [-]    place, sink or scrap
    """
    if to >= 0:
        w[k.spot(w, to) + k.Q_ROOM] -= 1
        stir(w, to)


@inner
def queue_up(w, g, x, m, h):
    """Keep the room for a finished part, which waits for a vehicle now; machines by rank (C15).

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    m, h : int64 [-]    machine, link that a fleet serves
    """
    haul_h = at.haul(g, h)
    queue = U(w[k.AT_CALLS] + 2 * g[haul_h + p.O_FLEET])
    ride_m = k.ride(w, m)
    keep_room(w, g[haul_h + p.O_TO])
    call_fleet(w, x, g[haul_h + p.O_FLEET])
    w[ride_m + k.N_HAUL] = h
    w[ride_m + k.N_ASKED] = w[k.NOW]
    w[ride_m + k.N_VEHICLE] = -1
    rank = w[k.mach(w, m) + k.W_RANK]
    after = w[queue + U(1)]
    while after >= 0 and w[k.ride(w, after) + k.N_ASKED] == w[k.NOW]:
        if w[k.mach(w, after) + k.W_RANK] < rank:
            break
        after = w[k.ride(w, after) + k.N_PREV]
    following = w[queue] if after < 0 else w[k.ride(w, after) + k.N_NEXT]
    w[ride_m + k.N_PREV] = after
    w[ride_m + k.N_NEXT] = following
    if after < 0:
        w[queue] = m
    else:
        w[k.ride(w, after) + k.N_NEXT] = m
    if following < 0:
        w[queue + U(1)] = m
    else:
        w[k.ride(w, following) + k.N_PREV] = m


@inner
def unqueue(w, n, m):
    """Take a machine out of the queue of those that ask a fleet.

    w : (W,) int64      world; written
    n, m : int64 [-]    fleet, machine
    """
    queue = U(w[k.AT_CALLS] + 2 * n)
    before_it = w[k.ride(w, m) + k.N_PREV]
    after_it = w[k.ride(w, m) + k.N_NEXT]
    if before_it < 0:
        w[queue] = after_it
    else:
        w[k.ride(w, before_it) + k.N_NEXT] = after_it
    if after_it < 0:
        w[queue + U(1)] = before_it
    else:
        w[k.ride(w, after_it) + k.N_PREV] = before_it


@hot
def content_of(w, g, q):
    """How many parts wait at an exit or have a room kept there (C2).

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]     place, sink or scrap
    """
    if q < 0:
        return np.int64(0)
    spot_q = k.spot(w, q)
    return w[spot_q + k.Q_COUNT] + g[at.place(g, q) + p.Q_CAPACITY] - w[spot_q + k.Q_ROOM]
