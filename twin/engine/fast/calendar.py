"""What is due: a tournament over all slots of the line, each with at most one tick.

The winner below a node is the slot with the earlier tick, of equals the lower one: rule T2's order.
A slot is moved, or struck out, in place; nothing stale stays behind and memory never grows.
Source: Knuth, TAOCP 3, 5.4.1 (tree of losers and winners).
"""

from twin.engine.kernel import inlined, kernel


@inlined
def plan_tick(due, win, slot, tick):
    """Set the tick at which a slot is due.

    due : (L,) int64 [tick]     by slot; written
    win : (2 L,) int64          winners; written
    slot : int64 [-]
    tick : int64 [tick]
    """
    due[slot] = tick
    node = (slot + due.size) >> 1
    while node >= 1:
        left = win[2 * node]
        right = win[2 * node + 1]
        first = left if due[left] <= due[right] else right
        # where another slot won before and still wins, nothing changes further up
        if first == win[node] and first != slot:
            break
        win[node] = first
        node >>= 1


@kernel
def open_calendar(due, win):
    """Build the tournament from the ticks.

    due : (L,) int64 [tick]     by slot
    win : (2 L,) int64          winners; written
    """
    size = due.size
    for slot in range(size):
        win[size + slot] = slot
    for node in range(size - 1, 0, -1):
        left = win[2 * node]
        right = win[2 * node + 1]
        win[node] = left if due[left] <= due[right] else right
