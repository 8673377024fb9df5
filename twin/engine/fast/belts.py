"""What time does to the parts in a place: how long they stay, and how belts carry them."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.shelves import come_behind, put_up, shelves_at, take_down
from twin.engine.fast.stirring import call_fleets, stir
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def arrives(w, g, q):
    """The tick at which the first part on a belt is at the end (B22).

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]     place, with a part
    """
    spot_q = k.spot(w, q)
    place_q = at.place(g, q)
    since = w[k.part_row(w, w[spot_q + k.Q_HEAD]) + k.P_SINCE]
    tick = since + g[place_q + p.Q_MIN] + w[spot_q + k.Q_STOOD]
    if w[spot_q + k.Q_TIME] != p.STANDING:
        tick = max(tick, w[spot_q + k.Q_LAST_OUT] + g[place_q + p.Q_GAP])
    return tick


@inner
def ripe_at(w, g, q, part):
    """The tick at which a part in a buffer may be taken (B20).

    w : (W,) int64          world
    g : (G,) int64          given
    q, part : int64 [-]
    """
    return w[k.part_row(w, part) + k.P_SINCE] + g[at.place(g, q) + p.Q_MIN]


@inner
def timed_at_hand(w, g, q):
    """How many parts can be taken now from a place with time (B20, B22).

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    if w[spot_q + k.Q_COUNT] == 0:
        return 0
    if w[spot_q + k.Q_TIME] != p.STAY:
        return 1 if arrives(w, g, q) <= w[k.NOW] else 0
    return w[spot_q + k.Q_RIPE]


@inner
def timed_since(w, g, q):
    """Since when the first part of a place with time has waited to be taken, or -1.

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]
    """
    if timed_at_hand(w, g, q) == 0:
        return -1
    spot_q = k.spot(w, q)
    if w[spot_q + k.Q_TIME] != p.STAY:
        return arrives(w, g, q)
    return w[k.part_row(w, w[spot_q + k.Q_HEAD]) + k.P_SINCE]


@inner
def ripen(w, g, q):
    """Count the parts that may be taken by now; they come one after the other (B20).

    w : (W,) int64    world; written
    g : (G,) int64    given
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    while w[spot_q + k.Q_GREEN] >= 0 and ripe_at(w, g, q, w[spot_q + k.Q_GREEN]) <= w[k.NOW]:
        part = w[spot_q + k.Q_GREEN]
        w[spot_q + k.Q_RIPE] += 1
        w[spot_q + k.Q_GREEN] = w[k.part_row(w, part) + k.P_NEXT]
        if shelves_at(w, q):
            put_up(w, shelves_at(w, q), part)


@rare
def laid_down(w, g, x, q, part):
    """A part is laid down behind the last one; a belt has no room until it has moved on (B20, B22).

    w : (W,) int64          world; written
    g : (G,) int64          given
    x : (X,) uint64         ordered sets; written
    q, part : int64 [-]
    """
    spot_q = k.spot(w, q)
    stir(w, q)
    shelves = shelves_at(w, q)
    if shelves:
        come_behind(w, part, w[spot_q + k.Q_TAIL])
        if w[spot_q + k.Q_TIME] == p.PLAIN:
            put_up(w, shelves, part)
    if w[spot_q + k.Q_TIME] == p.STAY:
        if w[spot_q + k.Q_GREEN] < 0:
            w[spot_q + k.Q_GREEN] = part
            ripen(w, g, q)
    elif w[spot_q + k.Q_TIME] >= p.CLOSING_UP:
        stands = w[spot_q + k.Q_STANDS]
        clock = (w[k.NOW] if stands < 0 else stands) - w[spot_q + k.Q_STOOD]
        w[k.part_row(w, part) + k.P_SINCE] = clock
        w[spot_q + k.Q_LAST_IN] = clock
        w[spot_q + k.Q_ROOM] = 0
    if g[at.place(g, q) + p.Q_ASKED]:
        call_fleets(w, g, x, q)


@rare
def picked(w, q, part):
    """A part has been taken; a belt that stood still goes on (B23).

    w : (W,) int64         world; written
    q, part : int64 [-]
    """
    spot_q = k.spot(w, q)
    stir(w, q)
    if shelves_at(w, q):
        take_down(w, shelves_at(w, q), part)
    if w[spot_q + k.Q_TIME] == p.STAY:
        w[spot_q + k.Q_RIPE] -= 1
    elif w[spot_q + k.Q_TIME] >= p.CLOSING_UP:
        if w[spot_q + k.Q_STANDS] >= 0:
            w[spot_q + k.Q_STOOD] += w[k.NOW] - w[spot_q + k.Q_STANDS]
            w[spot_q + k.Q_STANDS] = -1
        w[spot_q + k.Q_LAST_OUT] = w[k.NOW]
