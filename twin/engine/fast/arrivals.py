"""Arrivals: batches of parts that come to the doors of the line by the clock (B13)."""

from twin.engine import plan as p
from twin.engine.draws import draw_value, to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.parts import arrive
from twin.engine.fast.stock import stand
from twin.engine.kernel import inner, rare
from twin.engine.stuck import MOVES_A_PART


@rare
def arrival(w, g, f, x, u):
    """A batch arrives at the doors of a source (B13).

    w, g, f, x : arrays of the engine, see `tables`
    u : int64 [-]
    """
    row = at.source(g, u)
    size = draw_value(g[row + p.U_BATCH_STREAM], g[row + p.U_BATCH_DIST], w, w[k.AT_COUNT], x, f)
    w[k.ALLOWED] += (MOVES_A_PART + g[at.STATIONS]) * to_ticks(size)
    for _ in range(to_ticks(size)):
        part = arrive(w, g, f, x, u, g[row + p.U_FIRST_MIX], g[row + p.U_MIXES], w[k.NOW])
        if part < 0:
            return
        if g[row + p.U_DUE] >= 0:
            w[k.part_row(w, part) + k.P_DUE] = w[k.NOW] + g[row + p.U_DUE]  # B34
        stand(w, g, f, x, u, part)
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
