"""Doors: where the parts of a source stand until the line has room for them (B13)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.draws import next_uniform
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.kernel import rare

U = np.uint64


@rare
def door_for(w, g, f, x, u, product):
    """The door at which a part of this product stands (B13).

    w, g, f, x : arrays of the engine, see `tables`
    u, product : int64 [-]
    """
    route = U(g[at.AT_SOURCE_ROUTE] + (u * g[at.PRODUCTS] + product) * p.R_COLUMNS)
    first = g[route + p.R_FIRST]
    count = g[route + p.R_COUNT]
    how = g[route + p.R_HOW]
    if how == p.BY_SHARE:
        stream = g[at.source(g, u) + p.U_SHARE_STREAM]
        chance = next_uniform(stream, w, w[k.AT_COUNT], x)
        last = first + count - 1
        while first < last and chance >= f[U(g[at.AT_ROUTE_BELOW] + first)]:
            first += 1
        return at.exit_at(g, first)
    best = at.exit_at(g, first)
    least = k.NEVER
    for row in range(first, first + count):
        d = at.exit_at(g, row)
        waiting = (
            w[k.gate(w, d) + k.G_COUNT] + w[k.spot(w, g[at.door(g, d) + p.X_PLACE]) + k.Q_COUNT]
        )
        if waiting < least:
            best = d
            least = waiting
    return best
