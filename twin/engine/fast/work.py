"""Work at a machine: taking a part in, setting up, the cycle, and what is decided at its end."""

import numpy as np

from kpi.ledger import (
    EVER_DEFECTIVE,
    QUARTER_TICKS,
    REWORKED,
    TASK_ATTEND,
    TASK_SETUP,
    TICKS_PER_SECOND,
)
from lines.states import BLOCKED, BUSY, SETUP, STARVED, WAITING_CREW
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import draw_four, draw_value, next_uniform, to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.tell import change, number_of, say
from twin.engine.kernel import hot, inner

U = np.uint64


@hot
def uniform(w, g, f, x, stream):
    """The next uniform of a stream.

    w, g, f, x : arrays of the engine, see `tables`
    stream : int64 [-]
    """
    return next_uniform(stream, w, w[k.AT_COUNT], x)


@inner
def chance_of(w, g, f, x, stream):
    """The next uniform of a stream, off the hot path.

    w, g, f, x : arrays of the engine, see `tables`
    stream : int64 [-]
    """
    return next_uniform(stream, w, w[k.AT_COUNT], x)


@hot
def value_of(w, g, f, x, stream, row):
    """The next value of a stream under a distribution, off the hot path.

    w, g, f, x : arrays of the engine, see `tables`
    stream, row : int64 [-]
    """
    return draw_value(stream, row, w, w[k.AT_COUNT], x, f)


@inner
def soonest(w, g, m, left):
    """The work left, or what is left until the first busy clock fires, if that is less (B5).

    w : (W,) int64          world
    g : (G,) int64          given
    m : int64 [-]           machine
    left : int64 [tick]     work left
    """
    machine_m = at.machine(g, m)
    first = g[machine_m + p.M_FIRST_MODE]
    for j in range(first, first + g[machine_m + p.M_MODES]):
        if g[at.mode(g, j) + p.F_CLOCK] == p.CLOCK_BUSY:
            left = min(left, w[k.clock(w, j) + k.K_LEFT])
    return left


@hot
def run_on(w, g, f, x, m, old):
    """Set up or work from now on; the earlier of its end and a busy failure is due (B1, B5).

    w, g, f, x : arrays of the engine, see `tables`
    m, old : int64 [-]    machine, its state so far
    """
    mach_m = k.mach(w, m)
    now = w[k.NOW]
    w[mach_m + k.W_BEGAN] = now
    left = w[mach_m + k.W_LEFT]
    if w[mach_m + k.W_PHASE] == k.SETTING_UP:
        change(w, g, m, old, SETUP, -1)
    else:
        change(w, g, m, old, BUSY, -1)
        if w[mach_m + k.W_FLAGS] & k.USES_WEAR:
            left = soonest(w, g, m, left)
    plan_tick(w, m, now + left)


@inner
def call_people(w, g, f, x, m, old):
    """Go on once the people are there that set-up or work needs (C8).

    w, g, f, x : arrays of the engine, see `tables`
    m, old : int64 [-]    machine, its state so far
    """
    mach_m = k.mach(w, m)
    station_s = at.station(g, g[at.machine(g, m) + p.M_STATION])
    setting_up = w[mach_m + k.W_PHASE] == k.SETTING_UP
    skill = g[station_s + (p.S_SETUP_SKILL if setting_up else p.S_CREW_SKILL)]
    if skill < 0 or not (setting_up or w[mach_m + k.W_INSPECTS]):
        run_on(w, g, f, x, m, old)
    else:
        change(w, g, m, old, WAITING_CREW, -1)
        plan_tick(w, m, k.NEVER)
        ask(w, g, f, x, m, TASK_SETUP if setting_up else TASK_ATTEND, skill)


@hot
def go_on(w, g, f, x, m, old):
    """Go on with set-up or work (C8).

    w, g, f, x : arrays of the engine, see `tables`
    m, old : int64 [-]    machine, its state so far
    """
    if w[k.mach(w, m) + k.W_FLAGS] & k.USES_CREW:
        call_people(w, g, f, x, m, old)
    else:
        run_on(w, g, f, x, m, old)


@inner
def in_sample(w, g, f, x, m):
    """Whether an inspection looks at this part (B3).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    machine_m = at.machine(g, m)
    chance = f[U(g[at.AT_CHANCE] + 3 * g[machine_m + p.M_STATION] + 1)]
    return int(chance_of(w, g, f, x, g[machine_m + p.M_SAMPLE_STREAM]) < chance)


@hot
def draw_ahead(w, f, x, m):
    """Draw the next four cycles of a machine whose cycles do not depend on the product.

    Which part comes next can only be known when the present draw is; a draw that lies ready when
    it is wanted keeps the logarithm out of that chain. They are the same draws, a little early.

    w : (W,) int64      world; written
    f : (F,) float64    distributions
    x : (X,) uint64     luck; written
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    stream = w[mach_m + k.W_STREAM]
    draw_four(stream, w[mach_m + k.W_DIST], w, w[k.AT_COUNT], x, f, mach_m + U(k.W_AHEAD))


@hot
def begin_cycle(w, g, f, x, m):
    """Draw the cycle, in ticks (T1); a part outside an inspection's sample has none (B3).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_PHASE] = k.WORKING
    flags = w[mach_m + k.W_FLAGS]
    if flags & k.USES_SAMPLE:
        w[mach_m + k.W_INSPECTS] = in_sample(w, g, f, x, m)
        if not w[mach_m + k.W_INSPECTS]:
            w[mach_m + k.W_LEFT] = 0
            return
    if flags & k.USES_ONE_CYCLE:
        used = w[mach_m + k.W_USED]
        w[mach_m + k.W_LEFT] = w[mach_m + k.W_AHEAD + U(used)]
        w[mach_m + k.W_USED] = used + 1 & 3
        if used == 3:
            draw_ahead(w, f, x, m)
    else:
        product = w[k.part_row(w, w[mach_m + k.W_PART]) + k.P_PRODUCT]
        d = g[U(w[mach_m + k.W_CYCLE] + product)]
        w[mach_m + k.W_LEFT] = to_ticks(value_of(w, g, f, x, w[mach_m + k.W_STREAM], d))


@inner
def begin_setup(w, g, f, x, m, part):
    """Begin to set up if the product differs from the one set up last; says whether (C8).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]
    """
    mach_m = k.mach(w, m)
    product = w[k.part_row(w, part) + k.P_PRODUCT]
    last = w[mach_m + k.W_LAST]
    w[mach_m + k.W_LAST] = product
    if last in (product, -1):
        return False
    w[U(w[k.B_SETUPS] + m)] += 1
    say(w, t.SET_UP, m, number_of(w, part), product, -1)
    w[mach_m + k.W_PHASE] = k.SETTING_UP
    machine_m = at.machine(g, m)
    row = g[at.station(g, g[machine_m + p.M_STATION]) + p.S_SETUP_DIST]
    w[mach_m + k.W_LEFT] = to_ticks(value_of(w, g, f, x, g[machine_m + p.M_SETUP_STREAM], row))
    return True


@inner
def renew_by(w, g, m, what):
    """As good as new, where this is what resets the drift of defects (B2).

    w : (W,) int64      world; written
    g : (G,) int64      given
    m, what : int64 [-]
    """
    if g[at.station(g, g[at.machine(g, m) + p.M_STATION]) + p.S_RESET] == what:
        w[k.mach(w, m) + k.W_SINCE_RESET] = 0


@hot
def begin(w, g, f, x, m, part):
    """Begin with a part that has been taken (C8).

    w, g, f, x : arrays of the engine, see `tables`
    m, part : int64 [-]
    """
    mach_m = k.mach(w, m)
    row_part = k.part_row(w, part)
    if w[row_part + k.P_ENTRY] < 0:
        w[row_part + k.P_ENTRY] = w[k.NOW]
    w[mach_m + k.W_PART] = part
    setting_up = False
    if w[mach_m + k.W_FLAGS] & k.USES_SETUP:
        setting_up = begin_setup(w, g, f, x, m, part)
    if not setting_up:
        begin_cycle(w, g, f, x, m)
    go_on(w, g, f, x, m, STARVED)


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
        for kind in range(g[at.KINDS]):
            sensitivity = f[U(g[at.AT_FINDS] + s * g[at.KINDS] + kind)]
            if defects >> kind & 1 and sensitivity > 0.0:
                u = chance_of(w, g, f, x, g[machine_m + p.M_FIND_STREAM] + kind)
                found = found or u < sensitivity
    if not found and f[U(g[at.AT_CHANCE] + 3 * s)] > 0.0:
        found = (
            chance_of(w, g, f, x, g[machine_m + p.M_FALSE_STREAM]) < f[U(g[at.AT_CHANCE] + 3 * s)]
        )
    verdict = p.REJECT if found else p.PASS
    bad = 1 if defects != 0 else 0
    w[U(w[k.B_VERDICTS] + m * 4 + 2 * bad + verdict)] += 1
    say(w, t.VERDICT, m, number_of(w, part), verdict, bad)
    return verdict


@inner
def choose_way(w, g, f, x, m, part, verdict):
    """Note the exits that are left to the part; one, where shares decide (B4).

    w, g, f, x : arrays of the engine, see `tables`
    m, part, verdict : int64 [-]
    """
    row_part = k.part_row(w, part)
    mach_m = k.mach(w, m)
    machine_m = at.machine(g, m)
    s = g[machine_m + p.M_STATION]
    route = at.route(g, s, verdict, w[row_part + k.P_PRODUCT])
    first = g[route + p.R_FIRST]
    count = g[route + p.R_COUNT]
    if g[route + p.R_HOW] == p.BY_SHARE:
        u = uniform(w, g, f, x, g[machine_m + p.M_SHARE_STREAM])
        last = first + count - 1
        while first < last and u >= f[U(g[at.AT_ROUTE_BELOW] + first)]:
            first += 1
        count = 1
    if verdict == p.REJECT and (not (count == 1 and at.exit_at(g, first) == p.TO_SCRAP)):
        w[row_part + k.P_MARKS] |= REWORKED
    w[mach_m + k.W_WAY] = first
    w[mach_m + k.W_WAYS] = count
    w[mach_m + k.W_EXIT] = at.exit_at(g, first)


@hot
def finish(w, g, f, x, m):
    """The cycle is over: quality, verdict and the way out are decided (B1 to B4).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    flags = w[mach_m + k.W_FLAGS]
    part = w[mach_m + k.W_PART]
    product = w[k.part_row(w, part) + k.P_PRODUCT]
    w[U(w[mach_m + k.W_MADE] + product)] += 1
    made = 0
    if flags & k.USES_QUALITY:
        made = give_defects(w, g, f, x, m, part)
    if w[k.TRACING]:
        say(w, t.FINISH, m, number_of(w, part), product, made)
    if flags & k.USES_ENERGY:
        book_part_energy(w, g, f, x, m)
    if flags & k.USES_ROUTES:
        choose_way(w, g, f, x, m, part, inspect(w, g, f, x, m, part))
    if flags & k.USES_CREW:
        let_go(w, g, m)
    w[mach_m + k.W_PHASE] = k.DONE
    w[mach_m + k.W_DONE] = w[k.NOW]
    change(w, g, m, BUSY, BLOCKED, -1)


@inner
def book_part_energy(w, g, f, x, m):
    """Book the energy that a finished cycle took beside the power of the states.

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    quarter = w[k.NOW] // QUARTER_TICKS
    w[U(w[k.B_LOAD_CURVE] + quarter)] += g[U(g[at.AT_PART_ENERGY] + m)] * TICKS_PER_SECOND
