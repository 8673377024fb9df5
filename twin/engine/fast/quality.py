"""What is wrong with a finished part, and what an inspection sees of it (B2, B3)."""

import numpy as np

from kpi.ledger import EVER_DEFECTIVE
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import next_uniform
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.tell import number_of, say
from twin.engine.kernel import inner

U = np.uint64


@inner
def chance_of(w, g, f, x, stream):
    """The next uniform of a stream, off the hot path.

    w, g, f, x : arrays of the engine, see `tables`
    stream : int64 [-]
    """
    return next_uniform(stream, w, w[k.AT_COUNT], x)


@inner
def give_defects(w, g, f, x, m, part):
    """Draw each kind of defect that this station can make; returns those made (B2).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]
    """
    row_part = k.part_row(w, part)
    machine_m = at.machine(g, m)
    s = g[machine_m + p.M_STATION]
    station_s = at.station(g, s)
    first = g[station_s + p.S_FIRST_DEFECT]
    made = 0
    own = 0
    mach_m = k.mach(w, m)
    worn = f[U(g[at.AT_CHANCE] + 3 * s + 2)] * w[mach_m + k.W_SINCE_RESET]
    w[mach_m + k.W_SINCE_RESET] += 1
    for i in range(g[station_s + p.S_DEFECTS]):
        kind = g[U(g[at.AT_DEFECT_KIND] + first + i)]
        own |= 1 << kind
        u = chance_of(w, g, f, x, g[machine_m + p.M_DEFECT_STREAM] + i)
        if u < f[U(g[at.AT_DEFECT_CHANCE] + first + i)] + worn:
            made |= 1 << kind
            w[U(w[k.B_DEFECTS] + m * g[at.KINDS] + kind)] += 1
    w[row_part + k.P_DEFECTS] = w[row_part + k.P_DEFECTS] & ~own | made
    if made:
        w[row_part + k.P_MARKS] |= EVER_DEFECTIVE
    return made


@inner
def freshness(w, g, f, m):
    """What is left of the sensitivity of an inspection that tires (B37).

    w : (W,) int64      world
    g : (G,) int64      given
    f : (F,) float64    what a tick of work takes
    m : int64 [-]       machine
    """
    machine_m = at.machine(g, m)
    loss = f[U(g[at.AT_TIRING] + g[machine_m + p.M_STATION])]
    if loss == 0.0:
        return 1.0
    began = w[U(w[k.AT_BEGAN] + g[machine_m + p.M_CALENDAR])]
    return max(1.0 - loss * float(w[k.NOW] - began), 0.0)


@inner
def inspect(w, g, f, x, m, part):
    """The verdict of an inspection; other stations pass everything (B3).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]
    """
    machine_m = at.machine(g, m)
    s = g[machine_m + p.M_STATION]
    if g[at.station(g, s) + p.S_TYPE] != p.INSPECTION or not w[k.mach(w, m) + k.W_INSPECTS]:
        return p.PASS
    defects = w[k.part_row(w, part) + k.P_DEFECTS]
    found = False
    if defects != 0:
        fresh = freshness(w, g, f, m)
        for kind in range(g[at.KINDS]):
            sensitivity = f[U(g[at.AT_FINDS] + s * g[at.KINDS] + kind)]
            if defects >> kind & 1 and sensitivity > 0.0:
                u = chance_of(w, g, f, x, g[machine_m + p.M_FIND_STREAM] + kind)
                found = found or u < sensitivity * fresh
    if not found and f[U(g[at.AT_CHANCE] + 3 * s)] > 0.0:
        found = (
            chance_of(w, g, f, x, g[machine_m + p.M_FALSE_STREAM]) < f[U(g[at.AT_CHANCE] + 3 * s)]
        )
    verdict = p.REJECT if found else p.PASS
    bad = 1 if defects != 0 else 0
    w[U(w[k.B_VERDICTS] + m * 4 + 2 * bad + verdict)] += 1
    say(w, t.VERDICT, m, number_of(w, part), verdict, bad)
    return verdict
