"""Parts in memory, and the places and doors where they wait."""

import numpy as np

from kpi.ledger import AT_SINK, DEFECTIVE, LEAD_BINS, LEAD_SUB_BITS, MARKS
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import next_uniform
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.belts import laid_down, picked
from twin.engine.fast.bits import mark
from twin.engine.fast.tell import book_inside, say
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
        if g[at.source(g, source) + p.U_LOST]:
            w[k.LOST_WAITING] -= 1
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
    w[spot_q + k.Q_TAIL] = part
    if w[k.TRACING]:
        tell_part(w, t.PUT, q, part)
    if w[k.TIMED]:
        laid_down(w, q, part)
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
    if w[k.TIMED]:
        picked(w, q)
    return part


@hot
def bit_length(value):
    """Number of binary digits of a number that is not negative.

    value : int64 [-]
    """
    length = 0
    if value >= 1 << 32:
        value >>= 32
        length += 32
    if value >= 1 << 16:
        value >>= 16
        length += 16
    if value >= 1 << 8:
        value >>= 8
        length += 8
    if value >= 1 << 4:
        value >>= 4
        length += 4
    if value >= 1 << 2:
        value >>= 2
        length += 2
    if value >= 2:
        value >>= 1
        length += 1
    return length + value


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
    lead = w[k.NOW] - w[row + k.P_ENTRY]
    w[U(w[k.B_FATES] + (fate * g[at.PRODUCTS] + product) * MARKS + marks)] += 1
    if fate == AT_SINK:
        w[U(w[k.B_LEAD_TICKS] + product)] += lead
        octave = max(bit_length(lead) - 1 - LEAD_SUB_BITS, 0)
        w[
            U(w[k.B_LEAD_BINS] + product * LEAD_BINS + (octave << LEAD_SUB_BITS) + (lead >> octave))
        ] += 1
        if lead <= g[at.PROMISE]:
            w[U(w[k.B_KEPT] + product)] += 1
    else:
        w[U(w[k.B_SCRAPPED_AT] + m if m >= 0 else w[k.B_EXPIRED] - 1 - m)] += 1
    book_inside(w, -1)
    say(w, t.OUT, m, w[row + k.P_NUMBER], lead, (product * 2 + fate) * MARKS + marks)
    forget(w, part)
