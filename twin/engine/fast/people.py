"""People: tasks that wait for a skill, and the crew members that are free."""

from kpi.ledger import TASK_ATTEND, TASK_REPAIR, TASK_SETUP
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import world as k
from twin.engine.fast.tell import say
from twin.engine.kernel import inlined, kernel


@inlined
def before(w, plan, one, other):
    """Whether the task of one machine goes before that of another of the same kind (C5).

    w : World, plan : Plan
    one, other : int64 [-]   machines
    """
    a = w.mach[one, k.W_ASKED]
    b = w.mach[other, k.W_ASKED]
    if a != b:
        return a < b
    return plan.machine[one, p.M_RANK] < plan.machine[other, p.M_RANK]


@inlined
def ask(w, plan, m, kind, skill):
    """Let a task wait for someone with the skill, behind those that go before it.

    w : World, plan : Plan
    m, kind, skill : int64 [-]
    """
    mach = w.mach
    mach[m, k.W_TASK] = kind
    mach[m, k.W_SKILL] = skill
    mach[m, k.W_ASKED] = w.now[k.NOW]
    after = w.task_tail[kind, skill]
    while after >= 0 and before(w, plan, m, after):
        after = mach[after, k.W_PREV]
    following = w.task_head[kind, skill] if after < 0 else mach[after, k.W_NEXT]
    mach[m, k.W_PREV] = after
    mach[m, k.W_NEXT] = following
    if after < 0:
        w.task_head[kind, skill] = m
    else:
        mach[after, k.W_NEXT] = m
    if following < 0:
        w.task_tail[kind, skill] = m
    else:
        mach[following, k.W_PREV] = m
    w.now[k.ASK] = 1


@inlined
def strike_out(mach, heads, tails, m):
    """Take the waiting task of a machine out of its queue.

    mach : (M, W_COLUMNS) int64    written
    heads, tails : (5, A) int64    written
    m : int64 [-]
    """
    kind = mach[m, k.W_TASK]
    skill = mach[m, k.W_SKILL]
    before_it = mach[m, k.W_PREV]
    after_it = mach[m, k.W_NEXT]
    if before_it < 0:
        heads[kind, skill] = after_it
    else:
        mach[before_it, k.W_NEXT] = after_it
    if after_it < 0:
        tails[kind, skill] = before_it
    else:
        mach[after_it, k.W_PREV] = before_it


@inlined
def let_go(w, book, m):
    """Send the people at a machine back, or stop waiting for them.

    w : World, book : Ledger
    m : int64 [-]
    """
    mach = w.mach
    kind = mach[m, k.W_TASK]
    if kind >= 0:
        crew = mach[m, k.W_CREW]
        if crew >= 0:
            book.crew_ticks[crew, kind] += w.now[k.NOW] - mach[m, k.W_CREW_SINCE]
            w.free_crew[crew] += 1
            mach[m, k.W_CREW] = -1
            w.now[k.ASK] = 1
            say(w, t.RELEASE, crew, m, kind, -1)
        else:
            strike_out(mach, w.task_head, w.task_tail, m)
        mach[m, k.W_TASK] = -1


@kernel
def free_crew(skill, free, skills):
    """The first crew in the file with the skill and a free member, or -1.

    skill : int64 [-]
    free : (C,) int64 [person]
    skills : (C, A) int64
    """
    for crew in range(free.size):
        if free[crew] > 0 and skills[crew, skill]:
            return crew
    return -1


@inlined
def assign(w, plan):
    """Give a free member to the first waiting task that one can do; the machine, or -1 (C5).

    w : World, plan : Plan
    """
    for kind in (TASK_REPAIR, TASK_SETUP, TASK_ATTEND):
        chosen = -1
        by = -1
        for skill in range(w.task_head.shape[1]):
            m = w.task_head[kind, skill]
            if m >= 0 and (chosen < 0 or before(w, plan, m, chosen)):
                crew = free_crew(skill, w.free_crew, plan.crew_skill)
                if crew >= 0:
                    chosen = m
                    by = crew
        if chosen >= 0:
            strike_out(w.mach, w.task_head, w.task_tail, chosen)
            w.free_crew[by] -= 1
            w.mach[chosen, k.W_CREW] = by
            w.mach[chosen, k.W_CREW_SINCE] = w.now[k.NOW]
            say(w, t.CLAIM, by, chosen, kind, -1)
            return chosen
    w.now[k.ASK] = 0
    return -1
