"""Product queues beside a queue: of each product the parts that wait, in the order of C18.

A queue keeps its parts as they came, whatever they are. Assemblies by product (C9) ask how many
parts of one product are there and which goes first; a station that dispatches (C18) asks which part
of all goes first. Such a queue keeps beside it a list of each product, by since and number, and,
where some station behind it dispatches by dates, a heap of each product by due date. So the cost of
a take grows with the number of products that wait, and the logarithm of the parts.
"""

import numpy as np

from twin.engine.fast import world as k
from twin.engine.fast.due_heaps import J_BEFORE, J_DOOR, J_LEFT, J_RIGHT, insert, node, remove
from twin.engine.kernel import inner
from twin.engine.plan import columns

# Before the lists of a queue stands how many products wait there, and whether it has heaps.
SHELF_HEAD = 2
# columns of a list: how many parts stand there, the first and the last of them, the root of the
# heap; where its product stands among those that wait, and one entry of the list of those
H_COUNT, H_FIRST, H_LAST, H_ROOT, H_SPOT, H_WAITING, H_COLUMNS = columns(7)

U = np.uint64


@inner
def stand_at(w, part, d):
    """Note at which door a part stands.

    w : (W,) int64           world; written
    part, d : int64 [-]      part, door
    """
    w[node(w, part) + J_DOOR] = d


@inner
def door_of(w, part):
    """The door at which a part stands, where that has been noted.

    w : (W,) int64
    part : int64 [-]
    """
    return w[node(w, part) + J_DOOR]


@inner
def come_behind(w, part, last):
    """Note behind which part another one queues up.

    w : (W,) int64             world; written
    part, last : int64 [-]     part, and the last of a queue so far, if there is one
    """
    w[node(w, part) + J_BEFORE] = last


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
    return shelf_of(shelves, w[k.part_row(w, part) + k.P_PRODUCT])


@inner
def shelf_of(shelves, product):
    """Position of the shelf of a product.

    shelves, product : int64 [-]     where the shelves of the queue begin, product
    """
    return U(shelves + SHELF_HEAD + product * H_COLUMNS)


@inner
def how_many_wait(w, shelves):
    """How many products wait in a queue.

    w : (W,) int64          world
    shelves : int64 [-]     where the shelves of the queue begin
    """
    return w[U(shelves)]


@inner
def foremost(w, shelves, i, by_date):
    """Of the product that stands i-th among those that wait, the part that goes first (C18).

    w : (W,) int64          world
    shelves, i : int64 [-]  where the shelves of the queue begin
    by_date : bool          whether the due date decides, or since when the parts wait
    """
    product = w[shelf_of(shelves, i) + H_WAITING]
    return w[shelf_of(shelves, product) + (H_ROOT if by_date else H_FIRST)]


@inner
def put_up(w, shelves, part):
    """Set a part that joins a queue, or is ripe by now, on its shelf.

    Of parts that came at one tick the lower number is taken first (C18), so they stand by number.

    w : (W,) int64                world; written
    shelves, part : int64 [-]     where the shelves of the queue begin, part
    """
    at = shelf(w, shelves, part)
    own = node(w, part)
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
        after = w[node(w, after) + J_LEFT]
    w[own + J_LEFT] = after
    w[own + J_RIGHT] = following
    if after < 0:
        w[at + H_FIRST] = part
    else:
        w[node(w, after) + J_RIGHT] = part
    if following < 0:
        w[at + H_LAST] = part
    else:
        w[node(w, following) + J_LEFT] = part
    if w[at + H_COUNT] == 0:
        product = w[row + k.P_PRODUCT]
        w[at + H_SPOT] = w[U(shelves)]
        w[shelf_of(shelves, w[U(shelves)]) + H_WAITING] = product
        w[U(shelves)] += 1
    w[at + H_COUNT] += 1
    if w[U(shelves + 1)]:
        w[at + H_ROOT] = insert(w, w[at + H_ROOT], part)


@inner
def take_down(w, shelves, part):
    """Take a part off its shelf.

    w : (W,) int64                world; written
    shelves, part : int64 [-]     where the shelves of the queue begin, part
    """
    at = shelf(w, shelves, part)
    own = node(w, part)
    before = w[own + J_LEFT]
    following = w[own + J_RIGHT]
    if before < 0:
        w[at + H_FIRST] = following
    else:
        w[node(w, before) + J_RIGHT] = following
    if following < 0:
        w[at + H_LAST] = before
    else:
        w[node(w, following) + J_LEFT] = before
    w[at + H_COUNT] -= 1
    if w[at + H_COUNT] == 0:
        w[U(shelves)] -= 1
        other = w[shelf_of(shelves, w[U(shelves)]) + H_WAITING]
        w[shelf_of(shelves, w[at + H_SPOT]) + H_WAITING] = other
        w[shelf_of(shelves, other) + H_SPOT] = w[at + H_SPOT]
    if w[U(shelves + 1)]:
        w[at + H_ROOT] = remove(w, w[at + H_ROOT], part)


@inner
def first_like(w, shelves, product):
    """The part of a product that goes first, or -1.

    w : (W,) int64                   world
    shelves, product : int64 [-]     where the shelves of the queue begin, product
    """
    return w[shelf_of(shelves, product) + H_FIRST]


@inner
def how_many_like(w, shelves, product):
    """How many parts of a product can be taken from a queue.

    w : (W,) int64                   world
    shelves, product : int64 [-]     where the shelves of the queue begin, product
    """
    return w[shelf_of(shelves, product) + H_COUNT]


@inner
def one_before(w, shelves, part):
    """The part before another one in its queue that is not its head, where there are shelves.

    w : (W,) int64                world
    shelves, part : int64 [-]     where the shelves of the queue begin, or 0, part
    """
    return w[node(w, part) + J_BEFORE] if shelves else np.int64(-1)
