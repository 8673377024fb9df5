"""What waits before a station: how many parts, since when, and whether they are enough (C1, C9)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.belts import timed_at_hand, timed_since
from twin.engine.fast.cards import is_open
from twin.engine.fast.claims import first_giver, offers
from twin.engine.fast.picking import count_of
from twin.engine.kernel import hot, inner, rare

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
    if w[spot_q + k.Q_TIME] != p.PLAIN:
        return timed_since(w, g, q)
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
        if not is_open(w, g[at.door(g, d) + p.X_SOURCE]):
            continue
        if g[at.door(g, d) + p.X_ENDLESS]:
            return w[k.NOW]
        if w[gate_d + k.G_COUNT] > 0:
            return w[k.part_row(w, w[gate_d + k.G_HEAD]) + k.P_SINCE]
    return -1


@hot
def at_hand(w, g, f, x, q, most):
    """How many parts could be taken from a place at this moment, counted at least up to `most`.

    w, g, f, x : arrays of the engine, see `tables`
    q, most : int64 [-]
    """
    place_q = at.place(g, q)
    spot_q = k.spot(w, q)
    if w[spot_q + k.Q_TIME] != p.PLAIN:
        return timed_at_hand(w, g, q)
    if g[place_q + p.Q_CAPACITY] != 0:
        return w[spot_q + k.Q_COUNT]
    there = 0
    y = w[spot_q + k.Q_CLAIM]
    while y >= 0 and there < most:
        if offers(w, w[k.claim(w, y) + k.Y_MACHINE], q):
            there += 1
        y = w[k.claim(w, y) + k.Y_NEXT]
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        if not is_open(w, g[at.door(g, d) + p.X_SOURCE]):
            continue
        if g[at.door(g, d) + p.X_ENDLESS]:
            return there + most
        there += w[k.gate(w, d) + k.G_COUNT]
    return there


@inner
def wait_over(w, g, f, x, s):
    """The tick at which the longest-waiting part has waited for its batch long enough, or NEVER.

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    oldest = k.NEVER
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        q = g[U(g[at.AT_IN_PLACE] + i)]
        since = waiting_since(w, g, f, x, q)
        if since >= 0:
            least = g[at.place(g, q) + p.Q_MIN] if w[k.spot(w, q) + k.Q_TIME] == p.STAY else 0
            oldest = min(oldest, since + least)
    if oldest == k.NEVER or g[station_s + p.S_WAIT] < 0:
        return k.NEVER
    return oldest + g[station_s + p.S_WAIT]


@rare
def batch_ready(w, g, f, x, s):
    """Whether a batch is full, or its first part has waited long enough (C12).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    size = g[station_s + p.S_BATCH]
    there = 0
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        there += at_hand(w, g, f, x, g[U(g[at.AT_IN_PLACE] + i)], size)
    return there >= size or (there > 0 and wait_over(w, g, f, x, s) <= w[k.NOW])


@rare
def set_complete(w, g, f, x, s):
    """Whether all parts that an assembly needs are there (C9).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_NEED]
    for i in range(first, first + g[station_s + p.S_NEEDS]):
        row = at.need(g, i)
        count = g[row + p.I_COUNT]
        q = g[row + p.I_PLACE]
        if q >= 0:
            if at_hand(w, g, f, x, q, count) < count:
                return False
        elif not enough_of(w, g, f, x, s, g[row + p.I_PRODUCT], count):
            return False
    return True


@inner
def enough_of(w, g, f, x, s, product, count):
    """Whether as many parts of a product could be taken over all links into a station (C9).

    w, g, f, x : arrays of the engine, see `tables`
    s, product, count : int64 [-]
    """
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        count -= count_of(w, g, f, x, g[U(g[at.AT_IN_PLACE] + i)], product)
        if count <= 0:
            return True
    return False


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
        spot_q = k.spot(w, q)
        if g[at.place(g, q) + p.Q_CAPACITY] != 0 and w[spot_q + k.Q_TIME] == p.PLAIN:
            return q if w[spot_q + k.Q_COUNT] > 0 else -1
    return longest_waiting(w, g, f, x, s)
