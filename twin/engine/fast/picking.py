"""Picking: which of all parts that wait a machine takes, where its station dispatches so (C18)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.belts import timed_at_hand
from twin.engine.fast.cards import is_open
from twin.engine.fast.claims import offers
from twin.engine.fast.shelves import (
    come_behind,
    first_like,
    foremost,
    how_many_like,
    how_many_wait,
    one_before,
    shelves_at,
)
from twin.engine.kernel import inner, rare

NOBODY = -1
NEVER = np.inf

U = np.uint64


@inner
def urgency(w, g, f, x, m, part):
    """What decides by the dispatch of the machine's station; the smallest goes first.

    Where the station does not pick all are equal, so that the longest waiting goes first.

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]
    """
    row_part = k.part_row(w, part)
    product = w[row_part + k.P_PRODUCT]
    s = g[at.machine(g, m) + p.M_STATION]
    how = g[at.station(g, s) + p.S_PICK]
    if how == p.PICK_NONE:
        return 0.0
    if how == p.PICK_BY_SETUP:
        return 0.0 if product == w[k.mach(w, m) + k.W_LAST] else 1.0
    haste = f[U(g[at.AT_HASTE] + s * g[at.PRODUCTS] + product)]
    if how in (p.PICK_BY_WORK, p.PICK_BY_PRIORITY):
        return haste
    due = w[row_part + k.P_DUE]
    if due < 0:
        return NEVER
    if how == p.PICK_BY_DATE:
        return float(due)
    return float(due - w[k.NOW]) / haste


@inner
def goes_before(w, g, f, x, m, one, other):
    """Whether a machine takes one waiting part before another, as far as not their link decides.

    w, g, f, x : arrays of the engine, see `tables`
    m, one, other : int64 [-]   machine, parts
    """
    a = urgency(w, g, f, x, m, one)
    b = urgency(w, g, f, x, m, other)
    if a != b:
        return a < b
    return w[k.part_row(w, one) + k.P_SINCE] < w[k.part_row(w, other) + k.P_SINCE]


@inner
def better(w, g, f, x, m, best, part):
    """The better of two parts at one place; of equals the one that came first (C18).

    w, g, f, x : arrays of the engine, see `tables`
    m, best, part : int64 [-]   machine, parts; best may be -1
    """
    if best < 0 or goes_before(w, g, f, x, m, part, best):
        return part
    if goes_before(w, g, f, x, m, best, part):
        return best
    lower = w[k.part_row(w, part) + k.P_NUMBER] < w[k.part_row(w, best) + k.P_NUMBER]
    return part if lower else best


@inner
def is_of(w, part, product):
    """Whether a part is of a product; of -1 every part is.

    w : (W,) int64               world
    part, product : int64 [-]
    """
    return product < 0 or w[k.part_row(w, part) + k.P_PRODUCT] == product


@inner
def best_of_queue(w, g, f, x, m, shelves, product, best):
    """The best so far or of a queue that keeps its products apart, if a part there is better (C18).

    Of each product one part comes into question: the first by date, or the longest waiting.

    w, g, f, x : arrays of the engine, see `tables`
    m, shelves, product, best : int64 [-]   machine, where the shelves begin, product or -1, part
    """
    if product >= 0:
        part = first_like(w, shelves, product)
        return better(w, g, f, x, m, best, part) if part >= 0 else best
    how = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_PICK]
    by_date = how in (p.PICK_BY_DATE, p.PICK_BY_RATIO)
    for i in range(how_many_wait(w, shelves)):
        best = better(w, g, f, x, m, best, foremost(w, shelves, i, by_date))
    return best


@rare
def best_of(w, g, f, x, m, q, product):
    """The part of one place that a machine would take first, or -1 where none waits there.

    What only an endless door could give is no part yet.

    w, g, f, x : arrays of the engine, see `tables`
    m, q, product : int64 [-]   machine, place, product that it must be of or -1
    """
    place_q = at.place(g, q)
    spot_q = k.spot(w, q)
    best = NOBODY
    if g[place_q + p.Q_CAPACITY] != 0:
        part = w[spot_q + k.Q_HEAD]
        if shelves_at(w, q):
            return best_of_queue(w, g, f, x, m, shelves_at(w, q), product, best)
        there = w[spot_q + k.Q_COUNT]
        if w[spot_q + k.Q_TIME] != p.PLAIN:
            there = timed_at_hand(w, g, q)
        for _ in range(there):
            if is_of(w, part, product):
                best = better(w, g, f, x, m, best, part)
            part = w[k.part_row(w, part) + k.P_NEXT]
        return best
    y = w[spot_q + k.Q_CLAIM]
    while y >= 0:
        other = w[k.claim(w, y) + k.Y_MACHINE]
        giver = k.mach(w, other)
        part = w[giver + k.W_PART]
        if offers(w, other, q) and is_of(w, part, product):
            # it waits since it was finished; until it leaves nobody else asks since when
            w[k.part_row(w, part) + k.P_SINCE] = w[giver + k.W_DONE]
            best = better(w, g, f, x, m, best, part)
        y = w[k.claim(w, y) + k.Y_NEXT]
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        if not is_open(w, g[at.door(g, d) + p.X_SOURCE]):
            continue
        gate_d = k.gate(w, d)
        if w[gate_d + k.G_SHELF]:
            best = best_of_queue(w, g, f, x, m, w[gate_d + k.G_SHELF], product, best)
            continue
        part = w[gate_d + k.G_HEAD]
        for _ in range(w[gate_d + k.G_COUNT]):
            if is_of(w, part, product):
                best = better(w, g, f, x, m, best, part)
            part = w[k.part_row(w, part) + k.P_NEXT]
    return best


@rare
def count_of(w, g, f, x, q, product):
    """How many parts of a product could be taken from a place at this moment (C9).

    w, g, f, x : arrays of the engine, see `tables`
    q, product : int64 [-]
    """
    place_q = at.place(g, q)
    spot_q = k.spot(w, q)
    found = 0
    if g[place_q + p.Q_CAPACITY] != 0:
        if shelves_at(w, q):
            return how_many_like(w, shelves_at(w, q), product)
        there = w[spot_q + k.Q_COUNT]
        if w[spot_q + k.Q_TIME] != p.PLAIN:
            there = timed_at_hand(w, g, q)
        return count_in_queue(w, w[spot_q + k.Q_HEAD], there, product)
    y = w[spot_q + k.Q_CLAIM]
    while y >= 0:
        giver = w[k.claim(w, y) + k.Y_MACHINE]
        if offers(w, giver, q):
            found += int(is_of(w, w[k.mach(w, giver) + k.W_PART], product))
        y = w[k.claim(w, y) + k.Y_NEXT]
    first = g[place_q + p.Q_FIRST_DOOR]
    for i in range(first, first + g[place_q + p.Q_DOORS]):
        d = g[U(g[at.AT_PLACE_DOOR] + i)]
        if is_open(w, g[at.door(g, d) + p.X_SOURCE]):
            gate_d = k.gate(w, d)
            if w[gate_d + k.G_SHELF]:
                found += how_many_like(w, w[gate_d + k.G_SHELF], product)
            else:
                found += count_in_queue(w, w[gate_d + k.G_HEAD], w[gate_d + k.G_COUNT], product)
    return found


@inner
def count_in_queue(w, part, there, product):
    """How many parts of a product are among the first of a queue.

    w : (W,) int64                       world
    part, there, product : int64 [-]     the first, how many to look at
    """
    found = 0
    for _ in range(there):
        found += int(is_of(w, part, product))
        part = w[k.part_row(w, part) + k.P_NEXT]
    return found


@inner
def bring_forward(w, head, tail, shelves, part):
    """Let a part go to the head of its queue, from where it is taken; says whether it was there.

    w : (W,) int64              world; written
    head, tail : uint64 [-]     where the queue, which is not empty, keeps its ends
    shelves, part : int64 [-]   where its shelves begin, or 0, part
    """
    first = w[head]
    if first == part:
        return True
    before = one_before(w, shelves, part)
    if before < 0:
        before = first
        while before != w[tail] and w[k.part_row(w, before) + k.P_NEXT] != part:
            before = w[k.part_row(w, before) + k.P_NEXT]
        if before == w[tail]:
            return False
    following = w[k.part_row(w, part) + k.P_NEXT]
    w[k.part_row(w, before) + k.P_NEXT] = following
    w[k.part_row(w, part) + k.P_NEXT] = first
    w[head] = part
    if w[tail] == part:
        w[tail] = before
    elif shelves:
        come_behind(w, following, before)
    if shelves:
        come_behind(w, first, part)
    return True
