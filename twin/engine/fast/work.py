"""Work at a machine: taking a part in, setting up, the cycle, and what is decided at its end."""

from kpi.ledger import (
    EVER_DEFECTIVE,
    QUARTER_TICKS,
    REWORKED,
    TASK_ATTEND,
    TASK_SETUP,
    TICKS_PER_SECOND,
)
from lines.states import BLOCKED, BUSY, SETUP, WAITING_CREW
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import draw, draw_value, next_uniform, to_ticks
from twin.engine.fast import world as k
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.tell import become, number_of, say
from twin.engine.kernel import inlined, kernel


@inlined
def uniform(w, plan, stream):
    """The next uniform of a stream.

    w : World, plan : Plan
    stream : int64 [-]
    """
    return next_uniform(stream, w.count, w.words, plan.keys, w.luck)


@kernel
def chance_of(w, plan, stream):
    """The next uniform of a stream, off the hot path.

    w : World, plan : Plan
    stream : int64 [-]
    """
    return next_uniform(stream, w.count, w.words, plan.keys, w.luck)


@inlined
def value_of(w, plan, stream, row):
    """The next value of a stream under a distribution, off the hot path.

    w : World, plan : Plan
    stream, row : int64 [-]
    """
    return draw_value(stream, row, w.count, w.words, plan.keys, w.luck, plan.dist, plan.table)


@inlined
def run_on(w, plan, book, m):
    """Set up or work from now on; the earlier of its end and a busy failure is due (B1, B5).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    mach = w.mach
    now = w.now[k.NOW]
    mach[m, k.W_BEGAN] = now
    left = mach[m, k.W_LEFT]
    setting_up = mach[m, k.W_PHASE] == k.SETTING_UP
    become(w, plan, book, m, SETUP if setting_up else BUSY, -1)
    if not setting_up and plan.machine[m, p.M_BUSY_MODES] > 0:
        first = plan.machine[m, p.M_FIRST_MODE]
        for f in range(first, first + plan.machine[m, p.M_MODES]):
            if plan.mode[f, p.F_CLOCK] == p.CLOCK_BUSY:
                left = min(left, w.left[f])
    plan_tick(w.due, w.win, m, now + left)


@inlined
def go_on(w, plan, book, m):
    """Go on with set-up or work, once the people it needs are there (C8).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    s = plan.machine[m, p.M_STATION]
    setting_up = w.mach[m, k.W_PHASE] == k.SETTING_UP
    skill = plan.station[s, p.S_SETUP_SKILL if setting_up else p.S_CREW_SKILL]
    if skill < 0 or not (setting_up or w.mach[m, k.W_INSPECTS]):
        run_on(w, plan, book, m)
    else:
        become(w, plan, book, m, WAITING_CREW, -1)
        plan_tick(w.due, w.win, m, k.NEVER)
        ask(w, plan, m, TASK_SETUP if setting_up else TASK_ATTEND, skill)


@inlined
def begin_cycle(w, plan, m):
    """Draw the cycle; a part outside an inspection's sample passes without one (B3).

    w : World, plan : Plan
    m : int64 [-]
    """
    mach = w.mach
    row = plan.machine[m]
    s = row[p.M_STATION]
    mach[m, k.W_PHASE] = k.WORKING
    inspects = 1
    if plan.station[s, p.S_TYPE] == p.INSPECTION and plan.chance[s, 1] < 1.0:
        inspects = int(chance_of(w, plan, row[p.M_SAMPLE_STREAM]) < plan.chance[s, 1])
    mach[m, k.W_INSPECTS] = inspects
    if inspects:
        d = plan.cycle[s, w.part[mach[m, k.W_PART], k.P_PRODUCT]]
        stream = row[p.M_CYCLE_STREAM]
        mach[m, k.W_LEFT] = to_ticks(
            draw(stream, d, w.count, w.words, plan.keys, w.luck, plan.dist, plan.table)
        )
    else:
        mach[m, k.W_LEFT] = 0


@inlined
def begin(w, plan, book, m, part):
    """Begin with a part that has been taken: set up first if the product differs (C8).

    w : World, plan : Plan, book : Ledger
    m, part : int64 [-]
    """
    mach = w.mach
    if w.part[part, k.P_ENTRY] < 0:
        w.part[part, k.P_ENTRY] = w.now[k.NOW]
    mach[m, k.W_PART] = part
    product = w.part[part, k.P_PRODUCT]
    last = mach[m, k.W_LAST]
    mach[m, k.W_LAST] = product
    s = plan.machine[m, p.M_STATION]
    if last != product and last >= 0 and plan.station[s, p.S_SETUP_DIST] >= 0:
        book.setups[m] += 1
        say(w, t.SET_UP, m, number_of(w, part), product, -1)
        mach[m, k.W_PHASE] = k.SETTING_UP
        stream = plan.machine[m, p.M_SETUP_STREAM]
        value = value_of(w, plan, stream, plan.station[s, p.S_SETUP_DIST])
        mach[m, k.W_LEFT] = to_ticks(value)
    else:
        begin_cycle(w, plan, m)
    go_on(w, plan, book, m)


@kernel
def give_defects(w, plan, book, m, part):
    """Draw each kind of defect that this station can make; returns those made (B2).

    w : World, plan : Plan, book : Ledger
    m, part : int64 [-]
    """
    s = plan.machine[m, p.M_STATION]
    first = plan.station[s, p.S_FIRST_DEFECT]
    made = 0
    own = 0
    for i in range(plan.station[s, p.S_DEFECTS]):
        kind = plan.defect_kind[first + i]
        own |= 1 << kind
        u = chance_of(w, plan, plan.machine[m, p.M_DEFECT_STREAM] + i)
        if u < plan.defect_chance[first + i]:
            made |= 1 << kind
            book.defects[m, kind] += 1
    w.part[part, k.P_DEFECTS] = w.part[part, k.P_DEFECTS] & ~own | made
    if made:
        w.part[part, k.P_MARKS] |= EVER_DEFECTIVE
    return made


@kernel
def inspect(w, plan, book, m, part):
    """The verdict of an inspection (B3).

    w : World, plan : Plan, book : Ledger
    m, part : int64 [-]
    """
    s = plan.machine[m, p.M_STATION]
    defects = w.part[part, k.P_DEFECTS]
    found = False
    if defects != 0:
        for kind in range(plan.sizes[p.Z_DEFECTS]):
            sensitivity = plan.finds[s, kind]
            if defects >> kind & 1 and sensitivity > 0.0:
                u = chance_of(w, plan, plan.machine[m, p.M_FIND_STREAM] + kind)
                found = found or u < sensitivity
    if not found and plan.chance[s, 0] > 0.0:
        found = chance_of(w, plan, plan.machine[m, p.M_FALSE_STREAM]) < plan.chance[s, 0]
    verdict = p.REJECT if found else p.PASS
    bad = 1 if defects != 0 else 0
    book.verdicts[m, 2 * bad + verdict] += 1
    say(w, t.VERDICT, m, number_of(w, part), verdict, bad)
    return verdict


@inlined
def choose_way(w, plan, m, part, verdict):
    """Note the exits that are left to the part; one, where shares decide (B4).

    w : World, plan : Plan
    m, part, verdict : int64 [-]
    """
    s = plan.machine[m, p.M_STATION]
    route = plan.route[s, verdict, w.part[part, k.P_PRODUCT]]
    first = route[p.R_FIRST]
    count = route[p.R_COUNT]
    if route[p.R_HOW] == p.BY_SHARE:
        u = uniform(w, plan, plan.machine[m, p.M_SHARE_STREAM])
        last = first + count - 1
        while first < last and u >= plan.route_below[first]:
            first += 1
        count = 1
    if verdict == p.REJECT and not (count == 1 and plan.route_exit[first] == p.TO_SCRAP):
        w.part[part, k.P_MARKS] |= REWORKED
    w.mach[m, k.W_WAY] = first
    w.mach[m, k.W_WAYS] = count


@inlined
def finish(w, plan, book, m):
    """The cycle is over: quality, verdict and the way out are decided (B1 to B4).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    mach = w.mach
    part = mach[m, k.W_PART]
    s = plan.machine[m, p.M_STATION]
    product = w.part[part, k.P_PRODUCT]
    book.finished[m, product] += 1
    made = 0
    if plan.station[s, p.S_DEFECTS] > 0:
        made = give_defects(w, plan, book, m, part)
    say(w, t.FINISH, m, number_of(w, part), product, made)
    if plan.part_energy_j[m] != 0:
        book_part_energy(w, plan, book, m)
    verdict = p.PASS
    if plan.station[s, p.S_TYPE] == p.INSPECTION and mach[m, k.W_INSPECTS]:
        verdict = inspect(w, plan, book, m, part)
    choose_way(w, plan, m, part, verdict)
    let_go(w, book, m)
    mach[m, k.W_PHASE] = k.DONE
    mach[m, k.W_DONE] = w.now[k.NOW]
    become(w, plan, book, m, BLOCKED, -1)


@kernel
def book_part_energy(w, plan, book, m):
    """Book the energy that a finished cycle took beside the power of the states.

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    quarter = w.now[k.NOW] // QUARTER_TICKS
    book.load_curve[quarter] += plan.part_energy_j[m] * TICKS_PER_SECOND
