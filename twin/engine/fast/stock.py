"""Parts in memory, and the places and doors where they wait."""

import numpy as np

from kpi.ledger import AT_SINK, DEFECTIVE, MARKS
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import next_uniform
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.belts import laid_down, picked
from twin.engine.fast.bits import mark
from twin.engine.fast.cards import free_card, give_back
from twin.engine.fast.doors import door_for
from twin.engine.fast.shelves import come_behind, put_up, stand_at, take_down
from twin.engine.fast.tell import book_backlog, book_inside, say
from twin.engine.fast.times import book_time
from twin.engine.fast.visits import begin_anew
from twin.engine.kernel import hot, inner

U = np.uint64


@hot
def new_part(w, source, product, entry):
    """Memory for one more part, numbered in order of arrival; -1 where the line overflows.

    w : (W,) int64    world
    source, product : int64 [-]
    entry : int64 [tick]            when its lead time begins, -1 if it has not yet
    """
    w[k.HERE] += 1
    part = w[k.FREE_PART]
    if part >= 0:
        w[k.FREE_PART] = w[k.part_row(w, part) + k.P_NEXT]
    else:
        part = w[k.FRESH_PART]
        w[k.FRESH_PART] = part + 1
    if w[k.HERE] > w[k.MOST] or part >= w[k.PART_ROOM]:
        w[k.STATUS] = k.OVERFULL
        w[k.WHO] = source
        w[k.HERE] -= 1
        return -1
    row = k.part_row(w, part)
    w[row + k.P_NUMBER] = w[k.NUMBERS]
    w[k.NUMBERS] += 1
    w[row + k.P_PRODUCT] = product
    w[row + k.P_ENTRY] = entry
    w[row + k.P_SINCE] = w[k.NOW]
    w[row + k.P_DEFECTS] = 0
    w[row + k.P_MARKS] = 0
    w[row + k.P_NEXT] = -1
    w[row + k.P_DUE] = -1
    w[row + k.P_ORDER] = -1
    w[row + k.P_CARD] = 0
    begin_anew(w, part)
    return part


@hot
def forget(w, part):
    """Give the memory of a part back.

    w : (W,) int64    world
    part : int64 [-]
    """
    w[k.part_row(w, part) + k.P_NEXT] = w[k.FREE_PART]
    w[k.FREE_PART] = part
    w[k.HERE] -= 1


@inner
def product_by_mix(w, g, f, x, source, first, size):
    """The product of a source's next part.

    w, g, f, x : arrays of the engine, see `tables`
    source, first, size : int64 [-]   source, rows of its mix or of its door's
    """
    u = next_uniform(g[at.source(g, source) + p.U_MIX_STREAM], w, w[k.AT_COUNT], x)
    for row in range(first, first + size - 1):
        if u < f[U(g[at.AT_MIX_BELOW] + row)]:
            return g[U(g[at.AT_MIX_PRODUCT] + row)]
    return g[U(g[at.AT_MIX_PRODUCT] + first + size - 1)]


@hot
def arrive(w, g, f, x, source, first, size, entry):
    """A part at a source's door, of a product by the mix.

    w, g, f, x : arrays of the engine, see `tables`
    source, first, size : int64 [-]   source, rows of the mix
    entry : int64 [tick]
    """
    if size > 1:
        product = product_by_mix(w, g, f, x, source, first, size)
    else:
        product = g[U(g[at.AT_MIX_PRODUCT] + first)]
    return come(w, g, source, product, entry)


@hot
def come(w, g, source, product, entry):
    """A part of a product at a source's door.

    w : (W,) int64    world; written
    g : (G,) int64    given
    source, product : int64 [-]
    entry : int64 [tick]
    """
    part = new_part(w, source, product, entry)
    if part >= 0:
        w[U(w[k.B_ARRIVED] + source * g[at.PRODUCTS] + product)] += 1
        say(w, t.ARRIVE, source, w[k.part_row(w, part) + k.P_NUMBER], product, -1)
    return part


@hot
def fetch(w, g, f, x, d):
    """Let the first part at a door into the line (C3, C7).

    w, g, f, x : arrays of the engine, see `tables`
    d : int64 [-]   door
    """
    gate_d = k.gate(w, d)
    door_d = at.door(g, d)
    source = g[door_d + p.X_SOURCE]
    if g[door_d + p.X_ENDLESS]:
        part = arrive(w, g, f, x, source, g[door_d + p.X_FIRST_MIX], g[door_d + p.X_MIXES], -1)
        if part < 0:
            return part
    else:
        part = w[gate_d + k.G_HEAD]
        w[gate_d + k.G_HEAD] = w[k.part_row(w, part) + k.P_NEXT]
        w[gate_d + k.G_COUNT] -= 1
        if w[gate_d + k.G_SHELF]:
            take_down(w, w[gate_d + k.G_SHELF], part)
        if g[at.source(g, source) + p.U_LOST]:
            w[k.LOST_WAITING] -= 1
    if source == w[k.LIMITED]:
        w[k.part_row(w, part) + k.P_CARD] = 1
        w[k.CARDS] += 1
    product = w[k.part_row(w, part) + k.P_PRODUCT]
    w[U(w[k.B_ENTERED] + source * g[at.PRODUCTS] + product)] += 1
    book_inside(w, 1)
    say(w, t.ENTER, source, w[k.part_row(w, part) + k.P_NUMBER], product, -1)
    return part


@inner
def mark_any(w, g, f, x, q):
    """Each of several stations behind a place may take now.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]   place
    """
    place_q = at.place(g, q)
    first = g[place_q + p.Q_FIRST_CONSUMER]
    for i in range(first, first + g[place_q + p.Q_CONSUMERS]):
        s = g[U(g[at.AT_CONSUMER] + i)]
        stat_s = k.stat(w, s)
        if w[stat_s + k.T_FREE] + w[stat_s + k.T_STANDBY] > 0:
            mark(x, w[k.TAKERS], s)


@hot
def mark_takers(w, g, f, x, q):
    """Stations behind a place may take now; mostly there is one.

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]   place
    """
    s = w[k.spot(w, q) + k.Q_BEHIND]
    if s < 0:
        mark_any(w, g, f, x, q)
    else:
        stat_s = k.stat(w, s)
        if w[stat_s + k.T_FREE] + w[stat_s + k.T_STANDBY] > 0:
            mark(x, w[k.TAKERS], s)


@inner
def tell_part(w, what, who, part):
    """Tell what happened to a part at a place.

    w : (W,) int64    world; written
    what, who, part : int64 [-]
    """
    row = k.part_row(w, part)
    say(w, what, who, w[row + k.P_NUMBER], w[row + k.P_PRODUCT], -1)


@hot
def put(w, g, f, x, q, part):
    """Lay a part down in a buffer.

    w, g, f, x : arrays of the engine, see `tables`
    q, part : int64 [-]
    """
    row_part = k.part_row(w, part)
    spot_q = k.spot(w, q)
    now = w[k.NOW]
    count = w[spot_q + k.Q_COUNT]
    w[U(w[k.B_PLACE_AREA] + q)] += count * (now - w[spot_q + k.Q_SINCE])
    w[spot_q + k.Q_SINCE] = now
    w[spot_q + k.Q_COUNT] = count + 1
    w[row_part + k.P_SINCE] = now
    w[row_part + k.P_NEXT] = -1
    if count == 0:
        w[spot_q + k.Q_HEAD] = part
    else:
        w[k.part_row(w, w[spot_q + k.Q_TAIL]) + k.P_NEXT] = part
    if w[k.WATCHED]:
        laid_down(w, g, x, q, part)
    w[spot_q + k.Q_TAIL] = part
    if w[k.TRACING]:
        tell_part(w, t.PUT, q, part)
    mark_takers(w, g, f, x, q)


@hot
def pick_up(w, q):
    """Take the first part out of a buffer.

    w : (W,) int64    world
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    now = w[k.NOW]
    part = w[spot_q + k.Q_HEAD]
    row_part = k.part_row(w, part)
    count = w[spot_q + k.Q_COUNT]
    w[U(w[k.B_PLACE_AREA] + q)] += count * (now - w[spot_q + k.Q_SINCE])
    w[spot_q + k.Q_SINCE] = now
    w[spot_q + k.Q_COUNT] = count - 1
    w[spot_q + k.Q_HEAD] = w[row_part + k.P_NEXT]
    if w[k.TRACING]:
        tell_part(w, t.TAKE, q, part)
    if w[k.WATCHED]:
        picked(w, q, part)
    return part


@inner
def stand(w, g, f, x, source, part):
    """Let a part that has come stand at a door of its source (B13).

    w, g, f, x : arrays of the engine, see `tables`
    source, part : int64 [-]
    """
    d = door_for(w, g, f, x, source, w[k.part_row(w, part) + k.P_PRODUCT])
    gate_d = k.gate(w, d)
    if w[gate_d + k.G_COUNT] == 0:
        w[gate_d + k.G_HEAD] = part
    else:
        w[k.part_row(w, w[gate_d + k.G_TAIL]) + k.P_NEXT] = part
    if w[gate_d + k.G_SHELF]:
        come_behind(w, part, w[gate_d + k.G_TAIL])
        stand_at(w, part, d)
        put_up(w, w[gate_d + k.G_SHELF], part)
    w[gate_d + k.G_TAIL] = part
    w[gate_d + k.G_COUNT] += 1
    w[k.LOST_WAITING] += g[at.source(g, source) + p.U_LOST]
    q = g[at.door(g, d) + p.X_PLACE]
    if g[at.place(g, q) + p.Q_CAPACITY] == 0:
        mark_takers(w, g, f, x, q)
    else:
        mark(x, w[k.DOORWAYS], d)
        w[k.ENTERING] = 1
        w[k.FIRST] = 1


@inner
def bring(w, g, f, x, i):
    """A part of an order arrives at the doors of its source (B24).

    w, g, f, x : arrays of the engine, see `tables`
    i : int64 [-]   order in memory
    """
    order_i = k.order_row(w, i)
    source = w[order_i + k.I_SOURCE]
    part = come(w, g, source, w[order_i + k.I_PRODUCT], w[k.NOW])
    if part >= 0:
        row = k.part_row(w, part)
        w[row + k.P_ORDER] = i
        w[row + k.P_DUE] = w[order_i + k.I_DUE]
        stand(w, g, f, x, source, part)


@inner
def complete(w, g, i):
    """All parts of an order have come (B25).

    w : (W,) int64    world; written
    g : (G,) int64    given
    i : int64 [-]     order in memory
    """
    order_i = k.order_row(w, i)
    kind = w[order_i + k.I_CLASS]
    due = w[order_i + k.I_DUE]
    lead = w[k.NOW] - w[order_i + k.I_RELEASED]
    w[U(w[k.B_ORDERS_COMPLETED] + kind)] += 1
    w[U(w[k.B_ORDER_LEAD_TICKS] + kind)] += lead
    if due < 0 or w[k.NOW] <= due:
        w[U(w[k.B_ORDERS_ON_TIME] + kind)] += 1
    else:
        w[U(w[k.B_TARDY_TICKS] + kind)] += w[k.NOW] - due
        w[U(w[k.B_OVERDUE_AREA] + kind)] += w[k.NOW] - max(due, w[k.BOOKED_FROM])
    if due >= 0:
        late = max(w[k.NOW] - due, 0)
        book_time(w, w[k.B_TARDY_BINS], w[k.B_TARDY_EXTREMES], kind, late)
    book_backlog(w, w[k.NOW], -1)
    say(w, t.COMPLETE, kind, w[order_i + k.I_NUMBER], lead, due)
    w[order_i + k.I_NEXT] = w[k.FREE_ORDER]
    w[k.FREE_ORDER] = i


@inner
def part_left(w, g, f, x, i, fate):
    """A part of an order has reached the sink, or scrap: then another one is released (B25).

    w, g, f, x : arrays of the engine, see `tables`
    i, fate : int64 [-]   order in memory, end of the line
    """
    if fate != AT_SINK:
        bring(w, g, f, x, i)
        return
    left = w[k.order_row(w, i) + k.I_LEFT] - 1
    w[k.order_row(w, i) + k.I_LEFT] = left
    if left == 0:
        complete(w, g, i)


@hot
def out(w, g, f, x, m, part, fate):
    """A part leaves the line, to the sink or to scrap.

    w, g, f, x : arrays of the engine, see `tables`
    m, part, fate : int64 [-]    machine or, out of a place, -1 - place
    """
    row = k.part_row(w, part)
    product = w[row + k.P_PRODUCT]
    marks = w[row + k.P_MARKS]
    if w[row + k.P_DEFECTS] != 0:
        marks |= DEFECTIVE
    lead = 0  # of what nothing ever took (B21)
    if w[row + k.P_ENTRY] >= 0:
        lead = w[k.NOW] - w[row + k.P_ENTRY]
    w[U(w[k.B_FATES] + (fate * g[at.PRODUCTS] + product) * MARKS + marks)] += 1
    if fate == AT_SINK:
        w[U(w[k.B_LEAD_TICKS] + product)] += lead
        book_time(w, w[k.B_LEAD_BINS], w[k.B_LEAD_EXTREMES], product, lead)
        if lead <= g[at.PROMISE]:
            w[U(w[k.B_KEPT] + product)] += 1
    else:
        w[U(w[k.B_SCRAPPED_AT] + m if m >= 0 else w[k.B_EXPIRED] - 1 - m)] += 1
        if w[k.KANBAN] and m >= 0:
            free_card(w, g, x, m)
    book_inside(w, -1)
    say(w, t.OUT, m, w[row + k.P_NUMBER], lead, (product * 2 + fate) * MARKS + marks)
    order = w[row + k.P_ORDER]
    if w[row + k.P_CARD]:
        give_back(w, g, x)
    forget(w, part)
    if order >= 0:
        part_left(w, g, f, x, order, fate)
