"""Cards: what lets parts of `source` into the line, and stations fill a buffer (C13, C14)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.stirring import call_fleets
from twin.engine.kernel import hot, inner, rare

U = np.uint64


@hot
def is_open(w, source):
    """Whether the parts of a source may enter: there is a card for one (C13).

    w : (W,) int64      world
    source : int64 [-]
    """
    return source != w[k.LIMITED] or w[k.CARDS] < w[k.LIMIT] or w[k.HELD_OPEN] > 0


@inner
def ready(w, g, x, s):
    """A station may find something to take now, if it has a machine for it.

    w : (W,) int64      world
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    s : int64 [-]
    """
    stat_s = k.stat(w, s)
    if w[stat_s + k.T_FREE] + w[stat_s + k.T_STANDBY] > 0:
        mark(x, w[k.TAKERS], s)


@rare
def give_back(w, g, x):
    """A part of the limited source has left the line, or is part of another: its card is free.

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    """
    w[k.CARDS] -= 1
    if w[k.CARDS] != w[k.LIMIT] - 1:
        return
    for d in range(g[at.DOORS]):
        door_d = at.door(g, d)
        if g[door_d + p.X_SOURCE] == w[k.LIMITED]:
            place_q = at.place(g, g[door_d + p.X_PLACE])
            if g[place_q + p.Q_CAPACITY] != 0:
                mark(x, w[k.DOORWAYS], d)
                w[k.ENTERING] = 1
                w[k.FIRST] = 1
            else:
                first = g[place_q + p.Q_FIRST_CONSUMER]
                for i in range(first, first + g[place_q + p.Q_CONSUMERS]):
                    ready(w, g, x, g[U(g[at.AT_CONSUMER] + i)])


@inner
def hold_open(w):
    """Let doors that are open stay so while an assembly takes several parts at once (C13).

    w : (W,) int64      world; written
    """
    w[k.HELD_OPEN] = int(w[k.LIMITED] >= 0 and w[k.CARDS] < w[k.LIMIT])


@inner
def has_card(w, g, s):
    """Whether a station that fills a buffer by cards has one for another part (C14).

    w : (W,) int64      world
    g : (G,) int64      given
    s : int64 [-]
    """
    q = g[at.station(g, s) + p.S_KANBAN]
    if q < 0:
        return True
    place_q = at.place(g, q)
    spot_q = k.spot(w, q)
    # what waits for a vehicle to the buffer, or is on one, has a room kept for it there
    used = w[spot_q + k.Q_COUNT] + g[place_q + p.Q_CAPACITY] - w[spot_q + k.Q_ROOM]
    first = g[place_q + p.Q_FIRST_FEEDER]
    for i in range(first, first + g[place_q + p.Q_FEEDERS]):
        station_f = at.station(g, g[U(g[at.AT_FEEDER] + i)])
        head = g[station_f + p.S_FIRST_MACHINE]
        for m in range(head, head + g[station_f + p.S_MACHINES]):
            h = w[k.ride(w, m) + k.N_HAUL]
            counted = h >= 0 and g[at.haul(g, h) + p.O_TO] == q
            used += int(w[k.mach(w, m) + k.W_PART] >= 0 and not counted)
    return used < g[place_q + p.Q_CAPACITY]


@rare
def call_feeders(w, g, x, q):
    """A card of a buffer is free: the stations that fill it may take (C14), fleets may bring.

    w : (W,) int64      world
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    q : int64 [-]       place
    """
    place_q = at.place(g, q)
    first = g[place_q + p.Q_FIRST_FEEDER]
    for i in range(first, first + g[place_q + p.Q_FEEDERS]):
        ready(w, g, x, g[U(g[at.AT_FEEDER] + i)])
    call_fleets(w, g, x, q)


@inner
def free_card(w, g, x, m):
    """A part has left a machine that fills a buffer by cards; it may go elsewhere (C14).

    w : (W,) int64      world
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    m : int64 [-]
    """
    q = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_KANBAN]
    if q >= 0:
        call_feeders(w, g, x, q)
