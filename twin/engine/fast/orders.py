"""Orders: when they come, what they bring, and when they are complete (B24, B25)."""

import numpy as np

from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import draw_value, to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.stock import bring, complete
from twin.engine.fast.tell import book_backlog, say
from twin.engine.kernel import inner, rare
from twin.engine.stuck import MOVES_A_PART

U = np.uint64


@rare
def plan_first_order(w, g, f, x, o):
    """Set the tick of the first order of an entry.

    w, g, f, x : arrays of the engine, see `tables`
    o : int64 [-]   entry
    """
    row = at.order(g, o)
    if g[row + p.A_ROWS] > 0:
        plan_later(w, g[row + p.A_SLOT], g[at.dated(g, g[row + p.A_FIRST_ROW]) + p.D_RELEASE])
    elif g[row + p.A_FIRST] >= 0:
        plan_later(w, g[row + p.A_SLOT], g[row + p.A_FIRST])
    else:
        plan_next_order(w, g, f, x, o)


@rare
def plan_next_order(w, g, f, x, o):
    """Draw the time to the next order of an entry, if there is one.

    w, g, f, x : arrays of the engine, see `tables`
    o : int64 [-]   entry
    """
    row = at.order(g, o)
    d = g[row + p.A_EVERY_DIST]
    tick = np.int64(k.NEVER)
    if d >= 0:
        every = draw_value(g[row + p.A_EVERY_STREAM], d, w, w[k.AT_COUNT], x, f)
        tick = w[k.NOW] + to_ticks(every)
    plan_later(w, g[row + p.A_SLOT], tick)


@rare
def order_event(w, g, f, x, o):
    """An order of an entry comes (B24).

    w, g, f, x : arrays of the engine, see `tables`
    o : int64 [-]   entry
    """
    row = at.order(g, o)
    if g[row + p.A_ROWS] > 0:
        dated_order(w, g, f, x, o)
        return
    stream = g[row + p.A_QUANTITY_STREAM]
    parts = draw_value(stream, g[row + p.A_QUANTITY_DIST], w, w[k.AT_COUNT], x, f)
    due = g[row + p.A_DUE]
    release(w, g, f, x, o, g[row + p.A_CLASS], g[row + p.A_PRODUCT], to_ticks(parts), due)
    plan_next_order(w, g, f, x, o)


@rare
def dated_order(w, g, f, x, o):
    """The next order of a file comes (B24).

    w, g, f, x : arrays of the engine, see `tables`
    o : int64 [-]   entry
    """
    row = at.order(g, o)
    number = w[k.NEXT_DATED]
    w[k.NEXT_DATED] = number + 1
    one = at.dated(g, g[row + p.A_FIRST_ROW] + number)
    parts = g[one + p.D_QUANTITY]
    release(w, g, f, x, o, g[one + p.D_CLASS], g[one + p.D_PRODUCT], parts, g[one + p.D_DUE])
    tick = np.int64(k.NEVER)
    if number + 1 < g[row + p.A_ROWS]:
        tick = g[at.dated(g, g[row + p.A_FIRST_ROW] + number + 1) + p.D_RELEASE]
    plan_later(w, g[row + p.A_SLOT], tick)


@rare
def release(w, g, f, x, o, kind, product, parts, due):
    """Release an order: its parts arrive at the doors of its source (B24).

    w, g, f, x : arrays of the engine, see `tables`
    o, kind, product, parts : int64 [-]   entry, class, product and number of parts
    due : int64 [tick]                    after the release, -1 without
    """
    i = w[k.FREE_ORDER]
    if i >= 0:
        w[k.FREE_ORDER] = w[k.order_row(w, i) + k.I_NEXT]
    else:
        i = w[k.FRESH_ORDER]
        if i >= w[k.ORDER_ROOM]:
            w[k.STATUS] = k.OVERFULL
            w[k.WHO] = g[at.order(g, o) + p.A_SOURCE]
            return
        w[k.FRESH_ORDER] = i + 1
    order_i = k.order_row(w, i)
    wanted = w[k.NOW] + due if due >= 0 else np.int64(-1)
    w[order_i + k.I_CLASS] = kind
    w[order_i + k.I_SOURCE] = g[at.order(g, o) + p.A_SOURCE]
    w[order_i + k.I_PRODUCT] = product
    w[order_i + k.I_LEFT] = parts
    w[order_i + k.I_RELEASED] = w[k.NOW]
    w[order_i + k.I_DUE] = wanted
    w[order_i + k.I_INSIDE] = 0
    w[order_i + k.I_REPLACE] = g[at.order(g, o) + p.A_REPLACE]
    w[order_i + k.I_PREV] = -1
    w[order_i + k.I_NEXT] = -1
    w[order_i + k.I_NUMBER] = w[k.ORDER_NUMBERS]
    w[k.ORDER_NUMBERS] += 1
    w[U(w[k.B_ORDERS_RELEASED] + kind)] += 1
    w[U(w[k.AT_TO_COME] + product)] -= 1
    bring_missing(w, g, f, x, product)
    book_backlog(w, w[k.NOW], 1)
    say(w, t.ORDER, kind, w[order_i + k.I_NUMBER], parts, wanted)
    if parts == 0:
        complete(w, g, i)
        w[order_i + k.I_NEXT] = w[k.FREE_ORDER]
        w[k.FREE_ORDER] = i
        return
    if w[order_i + k.I_REPLACE] == p.WITH_NEXT_ORDER:
        queue_up_order(w, i)
    extra = -(-parts * g[at.order(g, o) + p.A_ALLOWANCE] // p.MILLION)  # rounded up
    w[k.ALLOWED] += (MOVES_A_PART + g[at.STATIONS]) * (parts + extra)
    bring(w, g, f, x, i, parts + extra)


@inner
def queue_up_order(w, i):
    """Note an order whose scrapped parts come with later ones, behind those that are open.

    w : (W,) int64    world; written
    i : int64 [-]     order in memory
    """
    last = w[k.LAST_OPEN]
    w[k.order_row(w, i) + k.I_PREV] = last
    if last < 0:
        w[k.FIRST_OPEN] = i
    else:
        w[k.order_row(w, last) + k.I_NEXT] = i
    w[k.LAST_OPEN] = i


@rare
def bring_missing(w, g, f, x, product):
    """With an order of a product come the parts that earlier ones miss (B25).

    w, g, f, x : arrays of the engine, see `tables`
    product : int64 [-]
    """
    i = w[k.FIRST_OPEN]
    while i >= 0:
        order_i = k.order_row(w, i)
        missing = w[order_i + k.I_LEFT] - w[order_i + k.I_INSIDE]
        if w[order_i + k.I_PRODUCT] == product and missing > 0:
            w[k.ALLOWED] += (MOVES_A_PART + g[at.STATIONS]) * missing
            bring(w, g, f, x, i, missing)
        i = w[order_i + k.I_NEXT]
