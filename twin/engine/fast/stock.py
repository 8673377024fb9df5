"""The places and doors where parts wait, the ends of the line, and what that means for orders."""

import numpy as np

from kpi.ledger import AT_SINK, DEFECTIVE, MARKS
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.belts import laid_down, picked
from twin.engine.fast.bits import mark
from twin.engine.fast.cards import free_card, give_back
from twin.engine.fast.doors import door_for
from twin.engine.fast.parts import arrive, come, forget
from twin.engine.fast.shelves import come_behind, put_up, shelves_at, stand_at, take_down
from twin.engine.fast.tell import book_backlog, book_inside, say
from twin.engine.fast.times import book_time
from twin.engine.kernel import hot, inner, rare

U = np.uint64


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


@rare
def go_by_number(w, q, part, last):
    """Let a part go before those that were laid down at the same tick and came later (C1).

    w : (W,) int64                world; written
    q, part, last : int64 [-]     place, part at its end, the part before it
    """
    spot_q = k.spot(w, q)
    number = w[k.part_row(w, part) + k.P_NUMBER]
    if w[spot_q + k.Q_TIME] > p.STAY or w[k.part_row(w, last) + k.P_NUMBER] < number:
        return
    before = np.int64(-1)
    other = w[spot_q + k.Q_HEAD]
    while w[k.part_row(w, other) + k.P_SINCE] < w[k.NOW] or (
        w[k.part_row(w, other) + k.P_NUMBER] < number
    ):
        before = other
        other = w[k.part_row(w, other) + k.P_NEXT]
    w[k.part_row(w, last) + k.P_NEXT] = -1
    w[spot_q + k.Q_TAIL] = last
    w[k.part_row(w, part) + k.P_NEXT] = other
    if before < 0:
        w[spot_q + k.Q_HEAD] = part
    else:
        w[k.part_row(w, before) + k.P_NEXT] = part
    if w[spot_q + k.Q_GREEN] == other:
        w[spot_q + k.Q_GREEN] = part
    if shelves_at(w, q):
        come_behind(w, other, part)
        come_behind(w, part, before)


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
    together = False
    last = w[spot_q + k.Q_TAIL]
    if count == 0:
        w[spot_q + k.Q_HEAD] = part
    else:
        row_last = k.part_row(w, last)
        w[row_last + k.P_NEXT] = part
        together = w[row_last + k.P_SINCE] == now
    if w[k.WATCHED]:
        laid_down(w, g, x, q, part)
    w[spot_q + k.Q_TAIL] = part
    if together:
        go_by_number(w, q, part, last)
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
def bring(w, g, f, x, i, parts):
    """Parts of an order arrive at the doors of its source (B24).

    w, g, f, x : arrays of the engine, see `tables`
    i, parts : int64 [-]   order in memory, how many parts
    """
    order_i = k.order_row(w, i)
    source = w[order_i + k.I_SOURCE]
    w[order_i + k.I_INSIDE] += parts
    for _ in range(parts):
        part = come(w, g, source, w[order_i + k.I_PRODUCT], w[k.NOW])
        if part < 0:
            return
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
    before = w[order_i + k.I_PREV]
    after = w[order_i + k.I_NEXT]
    if before >= 0:
        w[k.order_row(w, before) + k.I_NEXT] = after
    elif w[k.FIRST_OPEN] == i:
        w[k.FIRST_OPEN] = after
    if after >= 0:
        w[k.order_row(w, after) + k.I_PREV] = before
    elif w[k.LAST_OPEN] == i:
        w[k.LAST_OPEN] = before


@inner
def replace(w, g, f, x, i, missing):
    """Release what is missing, now or later, as the orders say; or end short (B25).

    w, g, f, x : arrays of the engine, see `tables`
    i, missing : int64 [-]   order in memory, how many parts
    """
    order_i = k.order_row(w, i)
    how = w[order_i + k.I_REPLACE]
    if how == p.AT_ONCE:
        bring(w, g, f, x, i, missing)
        return
    if w[order_i + k.I_INSIDE] > 0:
        return
    if how == p.NEVER:
        w[U(w[k.B_SHORT] + w[order_i + k.I_CLASS])] += missing
        say(w, t.SHORT, w[order_i + k.I_CLASS], w[order_i + k.I_NUMBER], missing, -1)
        w[order_i + k.I_LEFT] = 0
        complete(w, g, i)
    elif how != p.WITH_NEXT_ORDER or w[U(w[k.AT_TO_COME] + w[order_i + k.I_PRODUCT])] == 0:
        bring(w, g, f, x, i, missing)


@rare
def part_left(w, g, f, x, i, number, fate):
    """A part of an order has reached the sink, or scrap: then others may be released (B25).

    w, g, f, x : arrays of the engine, see `tables`
    i, number, fate : int64 [-]   order in memory, number of the part, end of the line
    """
    order_i = k.order_row(w, i)
    w[order_i + k.I_INSIDE] -= 1
    if fate == AT_SINK:
        if w[order_i + k.I_LEFT] == 0:
            w[U(w[k.B_SURPLUS] + w[order_i + k.I_CLASS])] += 1
            say(w, t.SURPLUS, w[order_i + k.I_CLASS], w[order_i + k.I_NUMBER], number, -1)
        else:
            w[order_i + k.I_LEFT] -= 1
            if w[order_i + k.I_LEFT] == 0:
                complete(w, g, i)
    missing = w[order_i + k.I_LEFT] - w[order_i + k.I_INSIDE]
    if missing > 0:
        replace(w, g, f, x, i, missing)
    if w[order_i + k.I_LEFT] == 0 and w[order_i + k.I_INSIDE] == 0:
        w[order_i + k.I_NEXT] = w[k.FREE_ORDER]
        w[k.FREE_ORDER] = i


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
    number = w[row + k.P_NUMBER]
    if w[row + k.P_CARD]:
        give_back(w, g, x)
    forget(w, part)
    if order >= 0:
        part_left(w, g, f, x, order, number, fate)
