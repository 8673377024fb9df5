"""Parts in memory: made when they come, forgotten when they have left."""

import numpy as np

from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import next_uniform
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.tell import say
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
