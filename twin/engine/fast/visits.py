"""Which stations have taken a part before: what comes to one again is no first pass (C19)."""

import numpy as np

from kpi.ledger import REWORKED
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.kernel import hot, rare

U = np.uint64
# stations noted in one word: the sign is left out
BITS = 63


@hot
def begin_anew(w, part):
    """A part that is new has been nowhere; lines without loops keep no words of that.

    w : (W,) int64    world; written
    part : int64 [-]
    """
    words = w[k.VISIT_WORDS]
    first = w[k.AT_VISITS] + part * words
    for word in range(first, first + words):
        w[U(word)] = 0


@rare
def note_visits(w, g, m, part):
    """Note that a station in a loop takes a part, or all parts of a batch.

    w : (W,) int64         world; written
    g : (G,) int64         given
    m, part : int64 [-]    machine, the part that stands for all
    """
    number = g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_IN_LOOP] - 1
    bit = np.int64(1) << number % BITS
    many = w[k.mach(w, m) + k.W_FLAGS] & uses.MANY
    while part >= 0:
        row = k.part_row(w, part)
        word = U(w[k.AT_VISITS] + part * w[k.VISIT_WORDS] + number // BITS)
        if w[word] & bit:
            w[row + k.P_MARKS] |= REWORKED
        w[word] |= bit
        part = w[row + k.P_NEXT] if many else -1
