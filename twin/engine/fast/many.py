"""Several parts in one machine: a batch, and the parts that come of taking one apart.

The first part stands for all; the others follow it in a chain, and leave after it one by one.
"""

import numpy as np

from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.parts import new_part
from twin.engine.fast.quality import give_defects
from twin.engine.fast.tell import book_inside, book_part_energy, number_of, say
from twin.engine.fast.visits import begin_anew
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def enter_others(w, g, m, part):
    """Of a batch all parts have entered the line by now; a part alone is followed by none.

    w : (W,) int64         world; written
    g : (G,) int64         given
    m, part : int64 [-]    machine, the part that stands for all
    """
    if g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_BATCH] == 1:
        w[k.part_row(w, part) + k.P_NEXT] = -1
    other = w[k.part_row(w, part) + k.P_NEXT]
    while other >= 0:
        row = k.part_row(w, other)
        if w[row + k.P_ENTRY] < 0:
            w[row + k.P_ENTRY] = w[k.NOW]
        other = w[row + k.P_NEXT]


@rare
def finish_others(w, g, f, x, m, part):
    """The other parts of a batch are finished too (B1, B2).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]    machine, the part that stands for all
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_TURN] = 0
    other = w[k.part_row(w, part) + k.P_NEXT]
    while other >= 0:
        product = w[k.part_row(w, other) + k.P_PRODUCT]
        w[U(w[mach_m + k.W_MADE] + product)] += 1
        made = 0
        if w[mach_m + k.W_FLAGS] & uses.QUALITY:
            made = give_defects(w, g, f, x, m, other)
        say(w, t.FINISH, m, number_of(w, other), product, made)
        if w[mach_m + k.W_FLAGS] & (uses.ENERGY | uses.DRIFT):
            book_part_energy(w, g, f, x, m)
        other = w[k.part_row(w, other) + k.P_NEXT]


@rare
def take_apart(w, g, f, x, m, part):
    """Make the parts of a disassembly; the first is the part itself (B38).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]    machine, the part that is taken apart
    """
    station_s = at.station(g, g[at.machine(g, m) + p.M_STATION])
    pieces = g[station_s + p.S_PIECES]
    row = k.part_row(w, part)
    whole = w[row + k.P_PRODUCT]
    last = row
    if pieces > 0:
        begin_anew(w, part)
    for number in range(pieces):
        piece = U(g[at.AT_PIECE] + (g[station_s + p.S_FIRST_PIECE] + number) * p.E_COLUMNS)
        product = g[piece + p.E_PRODUCT]
        if product < 0:
            product = whole
        if number == 0:
            w[row + k.P_PRODUCT] = product
            continue
        other = new_part(w, 0, product, w[row + k.P_ENTRY])
        if other < 0:
            return
        following = k.part_row(w, other)
        for column in (k.P_DEFECTS, k.P_MARKS, k.P_DUE):
            w[following + column] = w[row + column]
        w[U(w[k.B_SPLIT] + product)] += 1
        book_inside(w, 1)
        say(w, t.SPLIT, m, w[following + k.P_NUMBER], product, -1)
        w[last + k.P_NEXT] = other
        last = following
