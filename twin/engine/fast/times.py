"""Times in the books: their bins of equal ratio, and the extremes."""

import numpy as np

from kpi.ledger import LEAD_BINS, LEAD_SUB_BITS
from twin.engine.kernel import hot, inner

U = np.uint64


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


@inner
def book_time(w, bins, extremes, who, ticks):
    """Book a time: in its bin, and where it is the least or the largest so far, or the first.

    w : (W,) int64                world; written
    bins, extremes : int64 [-]    where both tables begin
    who : int64 [-]               row of both
    ticks : int64 [tick]
    """
    octave = max(bit_length(ticks) - 1 - LEAD_SUB_BITS, 0)
    w[U(bins + who * LEAD_BINS + (octave << LEAD_SUB_BITS) + (ticks >> octave))] += 1
    least = U(extremes + 2 * who)
    largest = U(extremes + 2 * who + 1)
    if ticks > w[largest]:
        w[largest] = ticks
    if w[least] < 0 or ticks < w[least]:
        w[least] = ticks
