"""Taking parts in: what a free machine takes of what waits for it (C1, C7, C9, C12)."""

import numpy as np

from kpi.ledger import EVER_DEFECTIVE
from lines.states import STARVED
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.cards import give_back, has_card, hold_open, is_open
from twin.engine.fast.claims import first_giver, offers
from twin.engine.fast.limit import may_take
from twin.engine.fast.parts import forget
from twin.engine.fast.picking import best_of, bring_forward, goes_before
from twin.engine.fast.shelves import door_of, shelves_at
from twin.engine.fast.stock import fetch, pick_up
from twin.engine.fast.tell import book_inside, say
from twin.engine.fast.visits import begin_anew
from twin.engine.fast.waiting import batch_ready, next_link, set_complete
from twin.engine.fast.ways import empty, made_room
from twin.engine.fast.work import begin
from twin.engine.kernel import hot, inner, rare

NOBODY = -1

U = np.uint64


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
        there = g[at.door(g, d) + p.X_ENDLESS] or w[k.gate(w, d) + k.G_COUNT] > 0
        if there and is_open(w, g[at.door(g, d) + p.X_SOURCE]):
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


@rare
def take_out(w, g, f, x, q, part):
    """Take one of the parts that wait at a place, wherever it stands (C18).

    w, g, f, x : arrays of the engine, see `tables`
    q, part : int64 [-]
    """
    place_q = at.place(g, q)
    if g[place_q + p.Q_CAPACITY] != 0:
        spot_q = k.spot(w, q)
        bring_forward(w, spot_q + k.Q_HEAD, spot_q + k.Q_TAIL, shelves_at(w, q), part)
        return take_from(w, g, f, x, q)
    y = w[k.spot(w, q) + k.Q_CLAIM]
    while y >= 0:
        giver = w[k.claim(w, y) + k.Y_MACHINE]
        if w[k.mach(w, giver) + k.W_PART] == part and offers(w, giver, q):
            empty(w, g, f, x, giver)
            return part
        y = w[k.claim(w, y) + k.Y_NEXT]
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        if w[k.gate(w, d) + k.G_COUNT] > 0:
            gate_d = k.gate(w, d)
            shelves = w[gate_d + k.G_SHELF]
            if shelves and door_of(w, part) != d:
                continue
            if bring_forward(w, gate_d + k.G_HEAD, gate_d + k.G_TAIL, shelves, part):
                return fetch(w, g, f, x, d)
    return NOBODY


@rare
def take_foremost(w, g, f, x, s, m, product):
    """Take the part, of a product, that goes before all others; -1 where none waits (C9, C18).

    w, g, f, x : arrays of the engine, see `tables`
    s, m, product : int64 [-]   station, machine, product or -1 for any
    """
    station_s = at.station(g, s)
    best = NOBODY
    there = NOBODY
    first = g[station_s + p.S_FIRST_IN]
    for i in range(first, first + g[station_s + p.S_INS]):
        q = g[U(g[at.AT_IN_PLACE] + i)]
        part = best_of(w, g, f, x, m, q, product)
        # of equals on several links the one that stands first in the file
        if part >= 0 and (best < 0 or goes_before(w, g, f, x, m, part, best)):
            best = part
            there = q
    return take_out(w, g, f, x, there, best) if best >= 0 else NOBODY


@rare
def join(w, g, f, x, s, m):
    """Take every part that an assembly needs; they become one (C9).

    w, g, f, x : arrays of the engine, see `tables`
    s, m : int64 [-]   station, machine
    """
    station_s = at.station(g, s)
    whole = NOBODY
    others = NOBODY
    last = NOBODY
    hold_open(w)
    first = g[station_s + p.S_FIRST_NEED]
    for i in range(first, first + g[station_s + p.S_NEEDS]):
        row = at.need(g, i)
        for _ in range(g[row + p.I_COUNT]):
            if g[row + p.I_PLACE] >= 0:
                part = take_from(w, g, f, x, g[row + p.I_PLACE])
            else:
                part = take_foremost(w, g, f, x, s, m, g[row + p.I_PRODUCT])
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
    w[k.HELD_OPEN] = 0
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
        if w[other + k.P_CARD]:
            if w[row + k.P_CARD]:
                give_back(w, g, x)
            w[row + k.P_CARD] = 1
        forget(w, others)
        others = following
    begin_anew(w, whole)
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
        if w[k.mach(w, m) + k.W_STATE] == state and not w[k.mach(w, m) + k.W_STOPS]:
            return m
    return -1


@hot
def take(w, g, f, x, s):
    """Let the lowest-numbered free machine take what there is for it; says whether it did (C1).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    stat_s = k.stat(w, s)
    if w[stat_s + k.T_FREE] == 0:
        return False
    m = w[stat_s + k.T_FIRST]
    if w[stat_s + k.T_MACHINES] > 1:
        m = machine_in(w, g, f, x, s, STARVED)
    q = w[stat_s + k.T_ONLY]
    if q >= 0:
        if w[k.spot(w, q) + k.Q_COUNT] == 0:
            return False
        part = pick_up(w, q)
        made_room(w, g, f, x, q)
    else:
        part = find_part(w, g, f, x, s, m)
        if part < 0:
            return False
    w[k.MOVES] += 1
    begin(w, g, f, x, m, part)
    return True


@inner
def take_one(w, g, f, x, s, m):
    """The next part by the order in which a station takes them, or -1 (C1, C18).

    w, g, f, x : arrays of the engine, see `tables`
    s, m : int64 [-]   station, machine
    """
    if g[at.station(g, s) + p.S_PICK]:
        part = take_foremost(w, g, f, x, s, m, -1)
        if part != NOBODY:
            return part
    # of a source that is never empty no part waits, so it comes last
    q = next_link(w, g, f, x, s)
    return take_from(w, g, f, x, q) if q >= 0 else NOBODY


@rare
def gather(w, g, f, x, s, m):
    """Take the parts of a batch; the first leads a chain of them (C12).

    w, g, f, x : arrays of the engine, see `tables`
    s, m : int64 [-]   station, machine
    """
    lead = NOBODY
    last = NOBODY
    hold_open(w)
    for _ in range(g[at.station(g, s) + p.S_BATCH]):
        if next_link(w, g, f, x, s) < 0:
            break
        part = take_one(w, g, f, x, s, m)
        if part < 0:
            lead = part
            break
        w[k.part_row(w, part) + k.P_NEXT] = NOBODY
        if lead < 0:
            lead = part
        else:
            w[k.part_row(w, last) + k.P_NEXT] = part
        last = part
    w[k.HELD_OPEN] = 0
    return lead


@inner
def find_part(w, g, f, x, s, m):
    """What a machine takes where that is not the first part of one buffer, or -1 (C1, C7, C9).

    w, g, f, x : arrays of the engine, see `tables`
    s, m : int64 [-]   station, machine
    """
    if not has_card(w, g, s):
        return NOBODY
    if g[at.station(g, s) + p.S_GIVES_WAY] and not may_take(w, g, x, s):
        return NOBODY
    if g[at.station(g, s) + p.S_TYPE] == p.ASSEMBLY:
        return join(w, g, f, x, s, m) if set_complete(w, g, f, x, s) else NOBODY
    if g[at.station(g, s) + p.S_TYPE] == p.BATCH:
        return gather(w, g, f, x, s, m) if batch_ready(w, g, f, x, s) else NOBODY
    return take_one(w, g, f, x, s, m)
