"""Arrivals: batches of parts that come to the doors of the line by the clock (B13)."""

import numpy as np

from twin.engine import plan as p
from twin.engine.draws import draw_value, next_uniform, to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.stock import arrive, mark_takers
from twin.engine.kernel import inner

U = np.uint64


@inner
def arrival(w, g, f, x, u):
    """A batch arrives at the doors of a source (B13).

    w, g, f, x : arrays of the engine, see `tables`
    u : int64 [-]
    """
    source_u = at.source(g, u)
    row = source_u
    size = draw_value(g[row + p.U_BATCH_STREAM], g[row + p.U_BATCH_DIST], w, w[k.AT_COUNT], x, f)
    for _ in range(to_ticks(size)):
        part = arrive(w, g, f, x, u, g[row + p.U_FIRST_MIX], g[row + p.U_MIXES], w[k.NOW])
        if part < 0:
            return
        if g[source_u + p.U_DUE] >= 0:
            w[k.part_row(w, part) + k.P_DUE] = w[k.NOW] + g[source_u + p.U_DUE]  # B36
        d = _door(w, g, f, x, u, w[k.part_row(w, part) + k.P_PRODUCT])
        gate_d = k.gate(w, d)
        if w[gate_d + k.G_COUNT] == 0:
            w[gate_d + k.G_HEAD] = part
        else:
            w[k.part_row(w, w[gate_d + k.G_TAIL]) + k.P_NEXT] = part
        w[gate_d + k.G_TAIL] = part
        w[gate_d + k.G_COUNT] += 1
        w[k.LOST_WAITING] += g[source_u + p.U_LOST]
        q = g[at.door(g, d) + p.X_PLACE]
        if g[at.place(g, q) + p.Q_CAPACITY] == 0:
            mark_takers(w, g, f, x, q)
        else:
            mark(x, w[k.DOORWAYS], d)
            w[k.RARE] = 1
    plan_next_arrival(w, g, f, x, u)


@inner
def plan_next_arrival(w, g, f, x, u):
    """Draw the time to the next arrival.

    w, g, f, x : arrays of the engine, see `tables`
    u : int64 [-]
    """
    row = at.source(g, u)
    value = draw_value(g[row + p.U_EVERY_STREAM], g[row + p.U_EVERY_DIST], w, w[k.AT_COUNT], x, f)
    plan_later(w, g[row + p.U_SLOT], w[k.NOW] + to_ticks(value))


@inner
def _door(w, g, f, x, u, product):
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
