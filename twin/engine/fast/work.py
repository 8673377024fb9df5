"""Work at a machine: taking a part in, setting up, the cycle, and what is decided at its end."""

import numpy as np

from kpi.ledger import (
    REWORKED,
    TASK_ATTEND,
    TASK_SETUP,
    TASK_UNLOAD,
)
from lines.states import BLOCKED, BUSY, OFF, SETUP, STARVED, WAITING_CREW
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import draw_four, draw_value, next_uniform, to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.many import enter_others, finish_others, take_apart
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.quality import chance_of, give_defects, inspect
from twin.engine.fast.tell import book_part_energy, change, number_of, say
from twin.engine.fast.visits import note_visits
from twin.engine.kernel import hot, inner, rare

U = np.uint64


@hot
def uniform(w, g, f, x, stream):
    """The next uniform of a stream.

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
        if w[mach_m + k.W_FLAGS] & uses.WEAR:
            left = soonest(w, g, m, left)
    if left == 0:
        w[k.DUE_NOW] = 1
    plan_tick(w, m, now + left)


@inner
def call_people(w, g, f, x, m, old):
    """Go on once the people are there that set-up or work needs (C8).

    w, g, f, x : arrays of the engine, see `tables`
    m, old : int64 [-]    machine, its state so far
    """
    mach_m = k.mach(w, m)
    station_s = at.station(g, g[at.machine(g, m) + p.M_STATION])
    phase = w[mach_m + k.W_PHASE]
    setting_up = phase == k.SETTING_UP
    kind = TASK_ATTEND
    skill = g[station_s + p.S_CREW_SKILL]
    if setting_up:
        kind = TASK_SETUP
        skill = g[station_s + p.S_SETUP_SKILL]
    elif phase == k.LOADING:
        skill = g[station_s + p.S_LOAD_SKILL]
    elif phase == k.UNLOADING:
        kind = TASK_UNLOAD
        skill = g[station_s + p.S_UNLOAD_SKILL]
    if skill < 0 or not (setting_up or w[mach_m + k.W_INSPECTS]):
        run_on(w, g, f, x, m, old)
    else:
        closed = w[mach_m + k.W_CLOSED]  # what is to be unloaded waits also then (B19)
        change(w, g, m, old, OFF if closed else WAITING_CREW, -1)
        plan_tick(w, m, k.NEVER)
        ask(w, g, f, x, m, kind, skill)


@hot
def go_on(w, g, f, x, m, old):
    """Go on with set-up or work (C8).

    w, g, f, x : arrays of the engine, see `tables`
    m, old : int64 [-]    machine, its state so far
    """
    if w[k.mach(w, m) + k.W_FLAGS] & uses.CREW:
        call_people(w, g, f, x, m, old)
    else:
        run_on(w, g, f, x, m, old)


@inner
def begin_loading(w, g, f, x, m):
    """Keep the cycle for when the part has been loaded, where that is done by hand (B19).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    machine_m = at.machine(g, m)
    row = g[at.station(g, g[machine_m + p.M_STATION]) + p.S_LOAD_DIST]
    if row >= 0:
        mach_m = k.mach(w, m)
        w[mach_m + k.W_WORK] = w[mach_m + k.W_LEFT]
        w[mach_m + k.W_PHASE] = k.LOADING
        w[mach_m + k.W_LEFT] = to_ticks(value_of(w, g, f, x, g[machine_m + p.M_LOAD_STREAM], row))


@inner
def next_phase(w, g, f, x, m):
    """Loaded, or worked on and still to be unloaded: what comes next; says whether (B19).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    machine_m = at.machine(g, m)
    phase = w[mach_m + k.W_PHASE]
    if phase == k.LOADING:
        let_go(w, g, m)
        w[mach_m + k.W_PHASE] = k.WORKING
        w[mach_m + k.W_LEFT] = w[mach_m + k.W_WORK]
        return True
    row = g[at.station(g, g[machine_m + p.M_STATION]) + p.S_UNLOAD_DIST]
    if phase != k.WORKING or row < 0 or not w[mach_m + k.W_INSPECTS]:
        return False
    w[mach_m + k.W_PHASE] = k.UNLOADING
    w[mach_m + k.W_LEFT] = to_ticks(value_of(w, g, f, x, g[machine_m + p.M_UNLOAD_STREAM], row))
    return True


@inner
def in_sample(w, g, f, x, m):
    """Whether an inspection looks at this part (B3).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    machine_m = at.machine(g, m)
    chance = f[U(g[at.AT_CHANCE] + 3 * g[machine_m + p.M_STATION] + 1)]
    return int(chance_of(w, g, f, x, g[machine_m + p.M_SAMPLE_STREAM]) < chance)


@inner
def slow_down(w, g, f, m):
    """Make the cycle as long as wear has made it (B35).

    w : (W,) int64      world; written
    g : (G,) int64      given
    f : (F,) float64    what each part adds
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    slowing = f[U(g[at.AT_SLOWING] + g[at.machine(g, m) + p.M_STATION])]
    longer = 1.0 + slowing * float(w[mach_m + k.W_SLOWED_SINCE])
    w[mach_m + k.W_LEFT] = np.int64(float(w[mach_m + k.W_LEFT]) * longer + 0.5)


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
    if flags & uses.SAMPLE:
        w[mach_m + k.W_INSPECTS] = in_sample(w, g, f, x, m)
        if not w[mach_m + k.W_INSPECTS]:
            w[mach_m + k.W_LEFT] = 0
            return
    if flags & uses.ONE_CYCLE:
        used = w[mach_m + k.W_USED]
        w[mach_m + k.W_LEFT] = w[mach_m + k.W_AHEAD + U(used)]
        w[mach_m + k.W_USED] = used + 1 & 3
        if used == 3:
            draw_ahead(w, f, x, m)
    else:
        product = w[k.part_row(w, w[mach_m + k.W_PART]) + k.P_PRODUCT]
        d = g[U(w[mach_m + k.W_CYCLE] + product)]
        w[mach_m + k.W_LEFT] = to_ticks(value_of(w, g, f, x, w[mach_m + k.W_STREAM], d))
    if flags & (uses.HANDS | uses.DRIFT):
        if flags & uses.DRIFT:
            slow_down(w, g, f, m)
        begin_loading(w, g, f, x, m)


@rare
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
    station_s = at.station(g, g[machine_m + p.M_STATION])
    row = g[station_s + p.S_SETUP_DIST]
    if g[station_s + p.S_CHANGES] >= 0:
        change = (g[station_s + p.S_CHANGES] * g[at.PRODUCTS] + last) * g[at.PRODUCTS] + product
        row = g[U(g[at.AT_CHANGE] + change)]
    w[mach_m + k.W_LEFT] = to_ticks(value_of(w, g, f, x, g[machine_m + p.M_SETUP_STREAM], row))
    return True


@inner
def renew_by(w, g, m, what):
    """As good as new, where this is what resets the drift of defects or cycle (B2, B35).

    w : (W,) int64      world; written
    g : (G,) int64      given
    m, what : int64 [-]
    """
    station_s = at.station(g, g[at.machine(g, m) + p.M_STATION])
    if g[station_s + p.S_RESET] == what:
        w[k.mach(w, m) + k.W_SINCE_RESET] = 0
    if g[station_s + p.S_SLOW_RESET] == what:
        w[k.mach(w, m) + k.W_SLOWED_SINCE] = 0


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
    if w[mach_m + k.W_FLAGS] & (uses.MANY | uses.LOOP):
        if w[mach_m + k.W_FLAGS] & uses.MANY:
            enter_others(w, g, m, part)
        if w[mach_m + k.W_FLAGS] & uses.LOOP:
            note_visits(w, g, m, part)
    setting_up = False
    if w[mach_m + k.W_FLAGS] & uses.SETUP:
        setting_up = begin_setup(w, g, f, x, m, part)
    if not setting_up:
        begin_cycle(w, g, f, x, m)
    go_on(w, g, f, x, m, STARVED)


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
    if verdict == p.REJECT and (
        not (count == 1 and at.end_of(g, at.exit_at(g, first)) == p.TO_SCRAP)
    ):
        w[row_part + k.P_MARKS] |= REWORKED
    w[mach_m + k.W_WAY] = first
    w[mach_m + k.W_WAYS] = count
    w[mach_m + k.W_EXIT] = at.exit_at(g, first)


@inner
def way_out(w, g, f, x, m, part, verdict):
    """The way of the part whose turn it is; a piece may have one of its own (B4, B38).

    w, g, f, x : arrays of the engine, see `tables`
    m, part, verdict : int64 [-]
    """
    mach_m = k.mach(w, m)
    station_s = at.station(g, g[at.machine(g, m) + p.M_STATION])
    if g[station_s + p.S_PIECES] > 0:
        piece = g[station_s + p.S_FIRST_PIECE] + w[mach_m + k.W_TURN]
        row = g[U(g[at.AT_PIECE] + piece * p.E_COLUMNS) + p.E_EXIT]
        if row >= 0:
            w[mach_m + k.W_WAY] = row
            w[mach_m + k.W_WAYS] = 1
            w[mach_m + k.W_EXIT] = at.exit_at(g, row)
            return
    choose_way(w, g, f, x, m, part, verdict)


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
    if flags & uses.QUALITY:
        made = give_defects(w, g, f, x, m, part)
    if w[k.TRACING]:
        say(w, t.FINISH, m, number_of(w, part), product, made)
    if flags & (uses.ENERGY | uses.DRIFT):
        book_part_energy(w, g, f, x, m)
    if flags & uses.MANY:
        finish_others(w, g, f, x, m, part)
        take_apart(w, g, f, x, m, part)
    if flags & uses.ROUTES:
        way_out(w, g, f, x, m, part, inspect(w, g, f, x, m, part))
    if flags & uses.CREW:
        let_go(w, g, m)
    w[mach_m + k.W_PHASE] = k.DONE
    w[mach_m + k.W_DONE] = w[k.NOW]
    change(w, g, m, BUSY, BLOCKED, -1)
