"""Heaps of waiting parts by due date: the part that is wanted first, with any part removed.

Pairing heaps over columns beside the parts (Fredman, Sedgewick, Sleator, Tarjan 1986): inserting
costs one comparison, removing the logarithm of what waits, amortised.
"""

import numpy as np

from twin.engine.fast import world as k
from twin.engine.kernel import inner, rare
from twin.engine.plan import columns

# of each part the one before it in its queue, those beside it in its list, the door at which it
# stands (see `shelves`); then its first child in a heap, its next sibling, and the one before it or
# its parent
J_BEFORE, J_LEFT, J_RIGHT, J_DOOR, J_CHILD, J_NEXT, J_PREV, J_COLUMNS = columns(8)
NOBODY = np.int64(-1)

U = np.uint64


@inner
def node(w, part):
    """Position of the columns beside a part.

    w : (W,) int64
    part : int64 [-]
    """
    return U(w[k.AT_BESIDE] + part * J_COLUMNS)


@inner
def is_wanted_before(w, one, other):
    """Whether a part of a product goes before another by its date, then as they came (C18).

    w : (W,) int64              world
    one, other : int64 [-]      parts
    """
    a = k.part_row(w, one)
    b = k.part_row(w, other)
    due_a = w[a + k.P_DUE] if w[a + k.P_DUE] >= 0 else k.NEVER
    due_b = w[b + k.P_DUE] if w[b + k.P_DUE] >= 0 else k.NEVER
    if due_a != due_b:
        return due_a < due_b
    if w[a + k.P_SINCE] != w[b + k.P_SINCE]:
        return w[a + k.P_SINCE] < w[b + k.P_SINCE]
    return w[a + k.P_NUMBER] < w[b + k.P_NUMBER]


@inner
def meld(w, one, other):
    """One heap of two; either may be empty.

    w : (W,) int64              world; written
    one, other : int64 [-]      roots, or -1
    """
    if one < 0:
        return other
    if other < 0:
        return one
    if is_wanted_before(w, other, one):
        one, other = other, one
    child = w[node(w, one) + J_CHILD]
    w[node(w, other) + J_NEXT] = child
    w[node(w, other) + J_PREV] = one
    if child >= 0:
        w[node(w, child) + J_PREV] = other
    w[node(w, one) + J_CHILD] = other
    return one


@inner
def insert(w, root, part):
    """Put a part into a heap; returns the root.

    w : (W,) int64              world; written
    root, part : int64 [-]      root or -1, part
    """
    own = node(w, part)
    w[own + J_CHILD] = NOBODY
    w[own + J_NEXT] = NOBODY
    w[own + J_PREV] = NOBODY
    return meld(w, root, part)


@rare
def join_children(w, first):
    """One heap of a row of heaps: pairs from the left, then all from the right.

    w : (W,) int64          world; written
    first : int64 [-]       first of the row, or -1
    """
    paired = NOBODY
    while first >= 0:
        second = w[node(w, first) + J_NEXT]
        rest = NOBODY
        w[node(w, first) + J_NEXT] = NOBODY
        w[node(w, first) + J_PREV] = NOBODY
        if second >= 0:
            rest = w[node(w, second) + J_NEXT]
            w[node(w, second) + J_NEXT] = NOBODY
            w[node(w, second) + J_PREV] = NOBODY
        pair = meld(w, first, second)
        w[node(w, pair) + J_NEXT] = paired
        paired = pair
        first = rest
    root = NOBODY
    while paired >= 0:
        following = w[node(w, paired) + J_NEXT]
        w[node(w, paired) + J_NEXT] = NOBODY
        root = meld(w, root, paired)
        paired = following
    return root


@inner
def remove(w, root, part):
    """Take a part out of a heap, wherever it stands; returns the root.

    w : (W,) int64              world; written
    root, part : int64 [-]
    """
    own = node(w, part)
    below = join_children(w, w[own + J_CHILD])
    if root == part:
        return below
    before = w[own + J_PREV]
    after = w[own + J_NEXT]
    if w[node(w, before) + J_CHILD] == part:
        w[node(w, before) + J_CHILD] = after
    else:
        w[node(w, before) + J_NEXT] = after
    if after >= 0:
        w[node(w, after) + J_PREV] = before
    return meld(w, root, below)
