"""Failure and repair: the clocks of the modes, stopping and going on."""

from kpi.ledger import AT_SCRAP, TASK_REPAIR
from lines.states import BLOCKED, BUSY, DOWN, REPAIR, SETUP
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import to_ticks
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_tick
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.stock import mark_takers, out
from twin.engine.fast.tell import become, number_of, say
from twin.engine.fast.ways import may_leave, rest
from twin.engine.fast.work import chance_of, go_on, value_of
from twin.engine.kernel import kernel


@kernel
def wind(w, plan, f):
    """Draw the clock of a mode anew (B11).

    w : World, plan : Plan
    f : int64 [-]   mode
    """
    row = plan.mode[f]
    value = to_ticks(value_of(w, plan, row[p.F_EVERY_STREAM], row[p.F_EVERY_DIST]))
    if row[p.F_CLOCK] == p.CLOCK_CALENDAR:
        plan_tick(w.due, w.win, row[p.F_SLOT], w.now[k.NOW] + value)
    elif row[p.F_CLOCK] == p.CLOCK_PARTS:
        w.left[f] = max(value, 1)
    else:
        w.left[f] = value


@kernel
def wear(w, plan, m, worked):
    """Let the busy clocks of a machine run while it worked (B5).

    w : World, plan : Plan
    m : int64 [-]
    worked : int64 [tick]
    """
    first = plan.machine[m, p.M_FIRST_MODE]
    for f in range(first, first + plan.machine[m, p.M_MODES]):
        if plan.mode[f, p.F_CLOCK] == p.CLOCK_BUSY:
            w.left[f] -= worked


@kernel
def first_worn(w, plan, m):
    """The busy mode whose time is up; of several the first in the file (B5).

    w : World, plan : Plan
    m : int64 [-]
    """
    first = plan.machine[m, p.M_FIRST_MODE]
    for f in range(first, first + plan.machine[m, p.M_MODES]):
        if plan.mode[f, p.F_CLOCK] == p.CLOCK_BUSY and w.left[f] == 0:
            return f
    return -1


@kernel
def full_count(w, plan, m, step):
    """The first mode whose count of cycles is full, after counting `step` more, or -1 (B7).

    w : World, plan : Plan
    m, step : int64 [-]
    """
    reached = -1
    first = plan.machine[m, p.M_FIRST_MODE]
    for f in range(first, first + plan.machine[m, p.M_MODES]):
        if plan.mode[f, p.F_CLOCK] == p.CLOCK_PARTS:
            w.left[f] -= step
            if w.left[f] <= 0 and reached < 0:
                reached = f
    return reached


@kernel
def begin_repair(w, plan, book, m, f):
    """The repair begins (B10).

    w : World, plan : Plan, book : Ledger
    m, f : int64 [-]   machine, mode
    """
    # the time in the old state belongs to the old mode, so the new one is noted after
    become(w, plan, book, m, REPAIR, f)
    w.mach[m, k.W_MODE] = f
    row = plan.mode[f]
    ticks = to_ticks(value_of(w, plan, row[p.F_REPAIR_STREAM], row[p.F_REPAIR_DIST]))
    plan_tick(w.due, w.win, m, w.now[k.NOW] + ticks)


@kernel
def fail(w, plan, book, m, f):
    """The machine stops (B8); the part may be lost (B9); someone has to repair it (B10).

    w : World, plan : Plan, book : Ledger
    m, f : int64 [-]   machine, mode
    """
    mach = w.mach
    state = mach[m, k.W_STATE]
    if state in (BUSY, SETUP):
        worked = w.now[k.NOW] - mach[m, k.W_BEGAN]
        mach[m, k.W_LEFT] -= worked
        mach[m, k.W_BEGAN] = w.now[k.NOW]
        if state == BUSY:
            wear(w, plan, m, worked)
    plan_tick(w.due, w.win, m, k.NEVER)
    mark(w.takers, plan.machine[m, p.M_STATION])
    let_go(w, book, m)
    book.failures[f] += 1
    part = mach[m, k.W_PART]
    say(w, t.FAIL, f, number_of(w, part), m, -1)
    row = plan.mode[f]
    if state == BUSY and plan.mode_scrap[f] > 0.0:
        if chance_of(w, plan, row[p.F_SCRAP_STREAM]) < plan.mode_scrap[f]:
            mach[m, k.W_PART] = -1
            mach[m, k.W_PHASE] = k.IDLE
            out(w, plan, book, m, part, AT_SCRAP)
    if row[p.F_SKILL] < 0:
        begin_repair(w, plan, book, m, f)
    else:
        become(w, plan, book, m, DOWN, f)
        mach[m, k.W_MODE] = f
        ask(w, plan, m, TASK_REPAIR, row[p.F_SKILL])


@kernel
def end_repair(w, plan, book, m):
    """Repaired: the clock is drawn anew (B11), what fired meanwhile fires now (B6, B7).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    let_go(w, book, m)
    wind(w, plan, w.mach[m, k.W_MODE])
    first = plan.machine[m, p.M_FIRST_MODE]
    for f in range(first, first + plan.machine[m, p.M_MODES]):
        if w.pending[f]:
            w.pending[f] = 0
            fail(w, plan, book, m, f)
            return
    full = full_count(w, plan, m, 0)
    if full >= 0:
        fail(w, plan, book, m, full)
    else:
        _resume(w, plan, book, m)


@kernel
def _resume(w, plan, book, m):
    """Go on where the failure stopped the machine (B8).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    mach = w.mach
    phase = mach[m, k.W_PHASE]
    if phase == k.IDLE:
        rest(w, plan, book, m)
    elif phase == k.DONE:
        become(w, plan, book, m, BLOCKED, -1)
        may_leave(w, plan, m)
        first = mach[m, k.W_FIRST_CLAIM]
        for y in range(first, first + mach[m, k.W_OFFERS]):
            if plan.place[w.claim_place[y], p.Q_CAPACITY] == 0:
                mark_takers(w, plan, w.claim_place[y])
    else:
        go_on(w, plan, book, m)
