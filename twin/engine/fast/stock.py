"""Parts in memory, and the places and doors where they wait."""

from kpi.ledger import AT_SCRAP, AT_SINK, DEFECTIVE, LEAD_SUB_BITS
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import next_uniform
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.tell import book_inside, say
from twin.engine.kernel import inlined, kernel


@inlined
def new_part(w, source, product, entry):
    """Memory for one more part, numbered in order of arrival; -1 where the line overflows.

    w : World                       written
    source, product : int64 [-]
    entry : int64 [tick]            when its lead time begins, -1 if it has not yet
    """
    now = w.now
    now[k.HERE] += 1
    part = now[k.FREE_PART]
    if part >= 0:
        now[k.FREE_PART] = w.part[part, k.P_NEXT]
    else:
        part = now[k.FRESH_PART]
        now[k.FRESH_PART] = part + 1
    if now[k.HERE] > now[k.MOST] or part >= w.part.shape[0]:
        now[k.STATUS] = k.OVERFULL
        now[k.WHO] = source
        now[k.HERE] -= 1
        return -1
    row = w.part[part]
    row[k.P_NUMBER] = now[k.NUMBERS]
    now[k.NUMBERS] += 1
    row[k.P_PRODUCT] = product
    row[k.P_ENTRY] = entry
    row[k.P_SINCE] = now[k.NOW]
    row[k.P_DEFECTS] = 0
    row[k.P_MARKS] = 0
    row[k.P_NEXT] = -1
    return part


@inlined
def forget(w, part):
    """Give the memory of a part back.

    w : World           written
    part : int64 [-]
    """
    w.part[part, k.P_NEXT] = w.now[k.FREE_PART]
    w.now[k.FREE_PART] = part
    w.now[k.HERE] -= 1


@kernel
def product_by_mix(source, plan, w):
    """The product of a source's next part.

    source : int64 [-]
    plan : Plan
    w : World          written
    """
    first = plan.source[source, p.U_FIRST_MIX]
    size = plan.source[source, p.U_MIXES]
    if size > 1:
        stream = plan.source[source, p.U_MIX_STREAM]
        u = next_uniform(stream, w.count, w.words, plan.keys, w.luck)
        for row in range(first, first + size - 1):
            if u < plan.mix_below[row]:
                return plan.mix_product[row]
    return plan.mix_product[first + size - 1]


@inlined
def arrive(w, plan, book, source, product, entry):
    """A part at a source's door; of the given product, or where that is -1 of one by the mix.

    w : World, plan : Plan, book : Ledger
    source, product : int64 [-]
    entry : int64 [tick]
    """
    if product < 0:
        if plan.source[source, p.U_MIXES] > 1:
            product = product_by_mix(source, plan, w)
        else:
            product = plan.mix_product[plan.source[source, p.U_FIRST_MIX]]
    part = new_part(w, source, product, entry)
    if part >= 0:
        book.arrived[source, product] += 1
        say(w, t.ARRIVE, source, w.part[part, k.P_NUMBER], product, -1)
    return part


@inlined
def fetch(w, plan, book, x):
    """Let the first part at a door into the line (C3, C7).

    w : World, plan : Plan, book : Ledger
    x : int64 [-]   door
    """
    source = plan.door[x, p.X_SOURCE]
    if plan.door[x, p.X_ENDLESS]:
        part = arrive(w, plan, book, source, plan.door[x, p.X_PRODUCT], -1)
        if part < 0:
            return part
    else:
        part = w.gate[x, k.G_HEAD]
        w.gate[x, k.G_HEAD] = w.part[part, k.P_NEXT]
        w.gate[x, k.G_COUNT] -= 1
        if plan.source[source, p.U_LOST]:
            w.now[k.LOST_WAITING] -= 1
    product = w.part[part, k.P_PRODUCT]
    book.entered[source, product] += 1
    book_inside(w, book, 1)
    say(w, t.ENTER, source, w.part[part, k.P_NUMBER], product, -1)
    return part


@inlined
def mark_takers(w, plan, q):
    """Stations behind a place may take now.

    w : World, plan : Plan
    q : int64 [-]   place
    """
    first = plan.place[q, p.Q_FIRST_CONSUMER]
    for i in range(first, first + plan.place[q, p.Q_CONSUMERS]):
        s = plan.consumer[i]
        if w.stat[s, k.T_FREE] + w.stat[s, k.T_STANDBY] > 0:
            mark(w.takers, s)


@inlined
def put(w, plan, q, part):
    """Lay a part down in a buffer.

    w : World, plan : Plan
    q, part : int64 [-]
    """
    spot = w.spot
    now = w.now[k.NOW]
    count = spot[q, k.Q_COUNT]
    spot[q, k.Q_AREA] += count * (now - spot[q, k.Q_SINCE])
    spot[q, k.Q_SINCE] = now
    spot[q, k.Q_COUNT] = count + 1
    w.part[part, k.P_SINCE] = now
    w.part[part, k.P_NEXT] = -1
    if count == 0:
        spot[q, k.Q_HEAD] = part
    else:
        w.part[spot[q, k.Q_TAIL], k.P_NEXT] = part
    spot[q, k.Q_TAIL] = part
    say(w, t.PUT, q, w.part[part, k.P_NUMBER], w.part[part, k.P_PRODUCT], -1)
    mark_takers(w, plan, q)


@inlined
def pick_up(w, q):
    """Take the first part out of a buffer.

    w : World          written
    q : int64 [-]
    """
    spot = w.spot
    now = w.now[k.NOW]
    part = spot[q, k.Q_HEAD]
    count = spot[q, k.Q_COUNT]
    spot[q, k.Q_AREA] += count * (now - spot[q, k.Q_SINCE])
    spot[q, k.Q_SINCE] = now
    spot[q, k.Q_COUNT] = count - 1
    spot[q, k.Q_HEAD] = w.part[part, k.P_NEXT]
    say(w, t.TAKE, q, w.part[part, k.P_NUMBER], w.part[part, k.P_PRODUCT], -1)
    return part


@inlined
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


@inlined
def out(w, plan, book, m, part, fate):
    """A part leaves the line, to the sink or to scrap.

    w : World, plan : Plan, book : Ledger
    m, part, fate : int64 [-]
    """
    row = w.part[part]
    product = row[k.P_PRODUCT]
    marks = row[k.P_MARKS]
    if row[k.P_DEFECTS] != 0:
        marks |= DEFECTIVE
    lead = w.now[k.NOW] - row[k.P_ENTRY]
    book.fates[fate, product, marks] += 1
    if fate == AT_SINK:
        book.lead_ticks[product] += lead
        octave = max(bit_length(lead) - 1 - LEAD_SUB_BITS, 0)
        book.lead_bins[product, (octave << LEAD_SUB_BITS) + (lead >> octave)] += 1
        if lead <= plan.sizes[p.Z_PROMISE]:
            book.kept[product] += 1
    else:
        book.scrapped_at[m] += 1
    book_inside(w, book, -1)
    say(w, t.OUT, m, row[k.P_NUMBER], lead, (product * 2 + fate) * 8 + marks)
    forget(w, part)


__all__ = ["AT_SCRAP", "AT_SINK", "arrive", "fetch", "out", "pick_up", "put"]
