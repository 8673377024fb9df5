"""Places in which something has happened at this instant, and fleets that may have a new move.

Whoever looked at every place and every fleet at every tick would pay for the length of the line.
"""

import numpy as np

from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.kernel import inner, rare

# what `Q_NOTED` says of a place
UNNOTED, QUIET, STIRRED = range(3)

U = np.uint64


@inner
def stir(w, q):
    """Note that something has happened in a place, if that matters, once an instant.

    w : (W,) int64    world; written
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    if w[spot_q + k.Q_NOTED] == QUIET:
        w[spot_q + k.Q_NOTED] = STIRRED
        w[U(w[k.AT_STIRRED] + w[k.STIRRED])] = q
        w[k.STIRRED] += 1


@inner
def all_quiet(w):
    """Forget in which places something has happened.

    w : (W,) int64    world; written
    """
    for i in range(w[k.STIRRED]):
        w[k.spot(w, w[U(w[k.AT_STIRRED] + i)]) + k.Q_NOTED] = QUIET
    w[k.STIRRED] = 0


@inner
def call_fleet(w, x, n):
    """A fleet may have something to fetch or to load now (C15, C16).

    w : (W,) int64      world; written
    x : (X,) uint64     ordered sets; written
    n : int64 [-]       fleet
    """
    mark(x, w[k.CALLED], n)
    mark(x, w[k.LOADERS], n)
    w[k.RARE] = 1


@rare
def call_fleets(w, g, x, q):
    """The fleets that empty a place, or bring to it what they fetch from one, may have a new move.

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    q : int64 [-]       place
    """
    table = g[at.AT_PLACE_FLEETS]
    for i in range(g[U(table + q)], g[U(table + q + 1)]):
        call_fleet(w, x, g[U(table + i)])


@inner
def call_carrier(w, g, x, m):
    """A machine can hand its part over again, or cannot any more, which its fleet should know.

    w : (W,) int64      world; written
    g : (G,) int64      given
    x : (X,) uint64     ordered sets; written
    m : int64 [-]
    """
    h = w[k.ride(w, m) + k.N_HAUL]
    if h >= 0:
        call_fleet(w, x, g[at.haul(g, h) + p.O_FLEET])
