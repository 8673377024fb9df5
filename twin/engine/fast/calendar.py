"""What is due: a tournament over all slots of the line, each with at most one tick.

The winner below a node is the slot with the earlier tick, of equals the lower one: rule T2's order.
A slot is moved, or struck out, in place; nothing stale stays behind and memory never grows.
Source: Knuth, TAOCP 3, 5.4.1 (tree of losers and winners).
"""

import numpy as np

from twin.engine.fast.world import AT_DUE, AT_WIN, DUE_NOW, NEVER, NOW, SLOTS
from twin.engine.kernel import hot, inner

U = np.uint64
_ZERO = U(0)
_ONE = U(1)
_SIGN = U(63)


@hot
def plan_tick(w, slot, tick):
    """Set the tick at which a slot is due.

    w : (W,) int64         world; written
    slot : int64 [-]
    tick : int64 [tick]
    """
    due = U(w[AT_DUE])
    win = U(w[AT_WIN])
    first = U(slot)
    w[due + first] = tick
    soonest = U(tick)
    node = first + U(w[SLOTS])
    # Which of two is first cannot be foreseen, so it is chosen by arithmetic, without a branch:
    # the sign of a difference, unsigned, in which the compiler sees no comparison. From a right
    # child the other slot is the lower one, which comes first where both are due at one tick.
    # What the slot meets on its way up does not depend on how it fares, so nothing waits.
    while node > _ONE:
        other = U(w[win + (node ^ _ONE)])
        at = U(w[due + other])
        other_first = _ZERO - ((at - soonest - (node & _ONE)) >> _SIGN)
        soonest ^= (soonest ^ at) & other_first
        first ^= (first ^ other) & other_first
        node = node >> _ONE
        w[win + node] = first


@inner
def plan_later(w, slot, tick):
    """The same as `plan_tick`, off the hot path; notes what is due at this very tick.

    w : (W,) int64         world; written
    slot : int64 [-]
    tick : int64 [tick]
    """
    if tick == w[NOW]:
        w[DUE_NOW] = 1
    plan_tick(w, slot, tick)


@hot
def next_slot(w):
    """The slot that is due first.

    w : (W,) int64         world
    """
    return w[U(w[AT_WIN]) + _ONE]


@hot
def second_tick(w, slot):
    """The tick at which the next slot after the first one is due.

    w : (W,) int64         world
    slot : int64 [-]       the slot that is due first
    """
    due = U(w[AT_DUE])
    win = U(w[AT_WIN])
    node = U(slot) + U(w[SLOTS])
    soonest = np.int64(NEVER)
    while node > _ONE:
        soonest = min(soonest, w[due + U(w[win + (node ^ _ONE)])])
        node = node >> _ONE
    return soonest


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
