"""Choices of a way out: whose turn it is, and who goes first where room is contested (C2)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.cards import is_open
from twin.engine.fast.claims import chooses, gives, goes_before
from twin.engine.fast.contests import rooms
from twin.engine.fast.leavers import may_leave
from twin.engine.fast.ways import leave_by_choice, somebody_free
from twin.engine.kernel import hot, inner, rare

NOBODY = -1

U = np.uint64


@hot
def note_blocked(w, g, f, x, m):
    """A machine on a loop found no room; it may have closed a ring (C10).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    s = g[at.machine(g, m) + p.M_STATION]
    if g[at.station(g, s) + p.S_IN_LOOP]:
        # one that tries more than once is noted as often; past the end they are only counted
        if w[k.NEWLY] < g[at.MACHINES]:
            w[U(w[k.AT_NEWLY] + w[k.NEWLY])] = m
        w[k.NEWLY] += 1


@inner
def part_at_door(w, g, q):
    """Whether a part stands at some door of a place and may come in.

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]     place
    """
    place_q = at.place(g, q)
    if g[place_q + p.Q_CAPACITY] == 0:
        return False
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        there = g[at.door(g, d) + p.X_ENDLESS] or w[k.gate(w, d) + k.G_COUNT] > 0
        if there and is_open(w, g[at.door(g, d) + p.X_SOURCE]):
            return True
    return False


@inner
def first_to_choose(w, g, q):
    """The machine with a choice that goes before others which want the last room, or -1 (C2).

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]     place
    """
    room = rooms(w, q)
    if room <= 0:
        return NOBODY
    first = NOBODY
    y = w[k.spot(w, q) + k.Q_CLAIM]
    while y >= 0:
        m = w[k.claim(w, y) + k.Y_MACHINE]
        if gives(w, m):
            if chooses(w, m):
                room -= 1
                if first < 0:
                    first = m
            elif room < 1:
                return first
        y = w[k.claim(w, y) + k.Y_NEXT]
    return first if room < 1 and part_at_door(w, g, q) else NOBODY


@rare
def claim_room(w, g, f, x):
    """The part with a choice that goes first where room is contested leaves; says whether (C2).

    w, g, f, x : arrays of the engine, see `tables`
    """
    best = NOBODY
    i = 0
    while i < w[k.CONTESTS]:
        spot_i = U(w[k.AT_CONTEST] + i)
        q = w[spot_i]
        m = first_to_choose(w, g, q)
        if m < 0:
            w[k.spot(w, q) + k.Q_CONTESTED] = 0
            w[k.CONTESTS] -= 1
            w[spot_i] = w[U(w[k.AT_CONTEST] + w[k.CONTESTS])]
            continue
        if best < 0 or goes_before(w, g, f, x, m, best):
            best = m
        i += 1
    return best >= 0 and leave_by_choice(w, g, f, x, best)


@rare
def find_way(w, g, f, x):
    """The part with a choice that has waited longest, and has room, leaves; says whether (C2).

    w, g, f, x : arrays of the engine, see `tables`
    """
    listed = w[k.AT_CHOOSER]
    while w[k.CHOOSERS] > 0:
        spot_m = U(listed)
        for i in range(1, w[k.CHOOSERS]):
            if goes_before(w, g, f, x, w[U(listed + i)], w[spot_m]):
                spot_m = U(listed + i)
        m = w[spot_m]
        mach_m = k.mach(w, m)
        able = w[mach_m + k.W_WAYS] > 1 and gives(w, m) and w[k.ride(w, m) + k.N_HAUL] < 0
        shown = w[mach_m + k.W_SHOWN] != 0 and w[mach_m + k.W_OFFERS] == w[mach_m + k.W_WAYS]
        moved = able and leave_by_choice(w, g, f, x, m)
        if moved and w[mach_m + k.W_OFFERS] == 1:
            return True  # offered to a machine that is free; if that takes another part, once more
        w[mach_m + k.W_CHOOSES] = 0
        w[k.CHOOSERS] -= 1
        w[spot_m] = w[U(listed + w[k.CHOOSERS])]
        if moved:
            return True
        if able:
            note_blocked(w, g, f, x, m)
            if not shown:
                return True  # it is offered now to those who gather parts
    return False


@rare
def call_choosers(w, g, f, x, s):
    """A station has a free machine and nothing to take: parts with a choice may come to it (C2).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        q = g[U(g[at.AT_IN_PLACE] + i)]
        y = w[k.spot(w, q) + k.Q_CLAIM]
        if y >= 0 and g[at.place(g, q) + p.Q_CAPACITY] == 0 and somebody_free(w, g, q):
            while y >= 0:
                m = w[k.claim(w, y) + k.Y_MACHINE]
                if chooses(w, m) and gives(w, m):
                    may_leave(w, g, f, x, m)
                y = w[k.claim(w, y) + k.Y_NEXT]


@rare
def is_wanted(w, g, s):
    """Whether a part with a choice of ways, none with room, could come here once woken (C4).

    w : (W,) int64    world
    g : (G,) int64    given
    s : int64 [-]     station
    """
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        q = g[U(g[at.AT_IN_PLACE] + i)]
        y = w[k.spot(w, q) + k.Q_CLAIM] if g[at.place(g, q) + p.Q_CAPACITY] == 0 else -1
        while y >= 0:
            m = w[k.claim(w, y) + k.Y_MACHINE]
            if w[k.mach(w, m) + k.W_SHOWN] and gives(w, m):
                return True
            y = w[k.claim(w, y) + k.Y_NEXT]
    return False
