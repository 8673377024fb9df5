"""Shelves: of each product the parts in a queue, where assemblies take by product (C9).

A queue keeps its parts as they came, whatever they are; what a need asks for is how many of one
product are there, and which of them goes first. A queue before such an assembly keeps a shelf of
each product beside it, so that nobody searches it.
"""

import numpy as np

from twin.engine.fast import world as k
from twin.engine.kernel import inner
from twin.engine.plan import columns

# columns of a shelf: how many parts stand there, the first and the last of them
H_COUNT, H_FIRST, H_LAST, H_COLUMNS = columns(4)
# of each part the one before it in its queue, and those beside it on its shelf
J_BEFORE, J_LEFT, J_RIGHT, J_COLUMNS = columns(4)

U = np.uint64


@inner
def beside(w, part):
    """Position of the row that says what stands around a part.

    w : (W,) int64
    part : int64 [-]
    """
    return U(w[k.AT_BESIDE] + part * J_COLUMNS)


@inner
def come_behind(w, part, last):
    """Note behind which part another one queues up.

    w : (W,) int64             world; written
    part, last : int64 [-]     part, and the last of a queue so far, if there is one
    """
    w[beside(w, part) + J_BEFORE] = last


@inner
def shelves_at(w, q):
    """Where the shelves of a place begin, or 0 where it has none.

    w : (W,) int64    world
    q : int64 [-]
    """
    return w[U(w[k.AT_SHELVED] + q)]


@inner
def shelf(w, shelves, part):
    """Position of the shelf on which a part stands.

    w : (W,) int64                world
    shelves, part : int64 [-]     where the shelves of the queue begin, part
    """
    return U(shelves + w[k.part_row(w, part) + k.P_PRODUCT] * H_COLUMNS)


@inner
def put_up(w, shelves, part):
    """Set a part that joins a queue, or is ripe by now, on its shelf.

    Of parts that came at one tick the lower number is taken first (C18), so they stand by number.

    w : (W,) int64                world; written
    shelves, part : int64 [-]     where the shelves of the queue begin, part
    """
    at = shelf(w, shelves, part)
    own = beside(w, part)
    row = k.part_row(w, part)
    after = w[at + H_LAST]
    following = np.int64(-1)
    while after >= 0:
        other = k.part_row(w, after)
        if w[other + k.P_SINCE] != w[row + k.P_SINCE]:
            break
        if w[other + k.P_NUMBER] < w[row + k.P_NUMBER]:
            break
        following = after
        after = w[beside(w, after) + J_LEFT]
    w[own + J_LEFT] = after
    w[own + J_RIGHT] = following
    if after < 0:
        w[at + H_FIRST] = part
    else:
        w[beside(w, after) + J_RIGHT] = part
    if following < 0:
        w[at + H_LAST] = part
    else:
        w[beside(w, following) + J_LEFT] = part
    w[at + H_COUNT] += 1


@inner
def take_down(w, shelves, part):
    """Take a part off its shelf.

    w : (W,) int64                world; written
    shelves, part : int64 [-]     where the shelves of the queue begin, part
    """
    at = shelf(w, shelves, part)
    own = beside(w, part)
    before = w[own + J_LEFT]
    following = w[own + J_RIGHT]
    if before < 0:
        w[at + H_FIRST] = following
    else:
        w[beside(w, before) + J_RIGHT] = following
    if following < 0:
        w[at + H_LAST] = before
    else:
        w[beside(w, following) + J_LEFT] = before
    w[at + H_COUNT] -= 1


@inner
def first_like(w, shelves, product):
    """The part of a product that goes first, or -1.

    w : (W,) int64                   world
    shelves, product : int64 [-]     where the shelves of the queue begin, product
    """
    return w[U(shelves + product * H_COLUMNS) + H_FIRST]


@inner
def how_many_like(w, shelves, product):
    """How many parts of a product can be taken from a queue.

    w : (W,) int64                   world
    shelves, product : int64 [-]     where the shelves of the queue begin, product
    """
    return w[U(shelves + product * H_COLUMNS) + H_COUNT]


@inner
def one_before(w, shelves, part):
    """The part before another one in its queue, where that is known at once, else -1.

    w : (W,) int64                world
    shelves, part : int64 [-]     where the shelves of the queue begin, or 0, part
    """
    if shelves and w[shelf(w, shelves, part) + H_FIRST] == part:
        return w[beside(w, part) + J_BEFORE]
    return -1
