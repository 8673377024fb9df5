"""Claims: the machines that wait for a place, in the order in which they leave (C2, C7)."""

import numpy as np

from lines.states import BLOCKED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.kernel import hot

U = np.uint64


@hot
def goes_before(w, g, f, x, one, other):
    """Whether a blocked machine leaves before another (C2).

    w, g, f, x : arrays of the engine, see `tables`
    one, other : int64 [-]   machines
    """
    a = w[k.mach(w, one) + k.W_DONE]
    b = w[k.mach(w, other) + k.W_DONE]
    if a != b:
        return a < b
    return g[at.machine(g, one) + p.M_RANK] < g[at.machine(g, other) + p.M_RANK]


@hot
def first_giver(w, q):
    """The claim on a place of the machine blocked longest that is able to move, or -1 (C7).

    w : (W,) int64    world
    q : int64 [-]
    """
    y = w[k.spot(w, q) + k.Q_CLAIM]
    while y >= 0 and w[k.mach(w, w[k.claim(w, y) + k.Y_MACHINE]) + k.W_STATE] != BLOCKED:
        y = w[k.claim(w, y) + k.Y_NEXT]
    return y


@hot
def lay_claim(w, g, f, x, y, q, m):
    """Queue a machine up for a place, behind those blocked longer.

    w, g, f, x : arrays of the engine, see `tables`
    y, q, m : int64 [-]   claim, place, machine
    """
    spot_q = k.spot(w, q)
    claim_y = k.claim(w, y)
    w[claim_y + k.Y_PLACE] = q
    w[claim_y + k.Y_MACHINE] = m
    after = w[spot_q + k.Q_LAST_CLAIM]
    while after >= 0 and goes_before(w, g, f, x, m, w[k.claim(w, after) + k.Y_MACHINE]):
        after = w[k.claim(w, after) + k.Y_PREV]
    following = w[spot_q + k.Q_CLAIM] if after < 0 else w[k.claim(w, after) + k.Y_NEXT]
    w[claim_y + k.Y_PREV] = after
    w[claim_y + k.Y_NEXT] = following
    if after < 0:
        w[spot_q + k.Q_CLAIM] = y
    else:
        w[k.claim(w, after) + k.Y_NEXT] = y
    if following < 0:
        w[spot_q + k.Q_LAST_CLAIM] = y
    else:
        w[k.claim(w, following) + k.Y_PREV] = y


@hot
def drop_claims(w, m):
    """Forget every claim of a machine.

    w : (W,) int64    world
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    first = w[mach_m + k.W_FIRST_CLAIM]
    for y in range(first, first + w[mach_m + k.W_OFFERS]):
        claim_y = k.claim(w, y)
        q = w[claim_y + k.Y_PLACE]
        spot_q = k.spot(w, q)
        before_it = w[claim_y + k.Y_PREV]
        after_it = w[claim_y + k.Y_NEXT]
        if before_it < 0:
            w[spot_q + k.Q_CLAIM] = after_it
        else:
            w[k.claim(w, before_it) + k.Y_NEXT] = after_it
        if after_it < 0:
            w[spot_q + k.Q_LAST_CLAIM] = before_it
        else:
            w[k.claim(w, after_it) + k.Y_PREV] = before_it
