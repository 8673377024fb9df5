"""What is due: a tournament over all slots of the line, each with at most one tick.

The winner below a node is the slot with the earlier tick, of equals the lower one: rule T2's order.
A slot is moved, or struck out, in place; nothing stale stays behind and memory never grows.
Source: Knuth, TAOCP 3, 5.4.1 (tree of losers and winners).
"""

import numpy as np

from twin.engine.fast.world import AT_DUE, AT_WIN, SLOTS
from twin.engine.kernel import hot, inner

U = np.uint64
_ONE = U(1)


@hot
def plan_tick(w, slot, tick):
    """Set the tick at which a slot is due.

    w : (W,) int64         world; written
    slot : int64 [-]
    tick : int64 [tick]
    """
    due = U(w[AT_DUE])
    win = U(w[AT_WIN])
    own = U(slot)
    w[due + own] = tick
    node = (own + U(w[SLOTS])) >> _ONE
    while node >= _ONE:
        pair = win + node + node
        left = U(w[pair])
        right = U(w[pair + _ONE])
        first = left if w[due + left] <= w[due + right] else right
        # where another slot won before and still wins, nothing changes further up
        if first != own and first == U(w[win + node]):
            break
        w[win + node] = first
        node = node >> _ONE


@inner
def plan_later(w, slot, tick):
    """The same as `plan_tick`, off the hot path.

    w : (W,) int64         world; written
    slot : int64 [-]
    tick : int64 [tick]
    """
    plan_tick(w, slot, tick)


@hot
def next_slot(w):
    """The slot that is due first.

    w : (W,) int64         world
    """
    return w[U(w[AT_WIN]) + _ONE]


@inner
def open_calendar(w):
    """Build the tournament from the ticks.

    w : (W,) int64         world; written
    """
    due = w[AT_DUE]
    win = w[AT_WIN]
    size = w[SLOTS]
    for slot in range(size):
        w[win + size + slot] = slot
    for node in range(size - 1, 0, -1):
        left = w[win + 2 * node]
        right = w[win + 2 * node + 1]
        w[win + node] = left if w[due + left] <= w[due + right] else right
