"""Claims: the machines that wait for a place, in the order in which they leave (C2, C7)."""

import numpy as np

from kpi.ledger import TASK_REPAIR
from lines.states import BLOCKED, MAINTENANCE, REPAIR
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.kernel import hot, inner

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


@inner
def is_stopped(w, m):
    """Whether a machine is being repaired or maintained, or waits for that.

    w : (W,) int64    world
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    return w[mach_m + k.W_TASK] == TASK_REPAIR or w[mach_m + k.W_STATE] in (REPAIR, MAINTENANCE)


@inner
def gives_at_rest(w, m):
    """Whether a machine that is off, warms up or is down could hand a finished part over (B16).

    w : (W,) int64    world
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_PHASE] != k.DONE:
        return False
    return w[mach_m + k.W_FLAGS] & uses.RELEASE != 0 or not is_stopped(w, m)


@hot
def gives(w, m):
    """Whether a machine could hand a finished part over (C2).

    w : (W,) int64    world
    m : int64 [-]
    """
    return w[k.mach(w, m) + k.W_STATE] == BLOCKED or gives_at_rest(w, m)


@hot
def chooses(w, m):
    """Whether a machine claims several ways of which none has been chosen (C2).

    w : (W,) int64    world
    m : int64 [-]
    """
    return w[k.mach(w, m) + k.W_OFFERS] > 1


@hot
def offers(w, m, q):
    """Whether a machine behind a link could take the part of one that claims it (C7).

    w : (W,) int64     world
    m, q : int64 [-]   machine, place
    """
    if not gives(w, m):
        return False
    return not chooses(w, m) or (
        w[k.mach(w, m) + k.W_SHOWN] != 0 and w[k.spot(w, q) + k.Q_GATHERS] != 0
    )


@hot
def first_giver(w, q):
    """The claim on a link without room of the machine blocked longest that offers its part (C7).

    w : (W,) int64    world
    q : int64 [-]     place; -1 comes back where there is none
    """
    y = w[k.spot(w, q) + k.Q_CLAIM]
    while y >= 0 and not offers(w, w[k.claim(w, y) + k.Y_MACHINE], q):
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
