"""People: tasks that wait for a skill, and the crew members that are free."""

import numpy as np

from kpi.ledger import TASK_TRANSPORT, TASKS
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.tell import say
from twin.engine.kernel import hot, inner

U = np.uint64


@hot
def before(w, g, f, x, one, other):
    """Whether the task of one machine goes before that of another of the same kind (C5).

    w, g, f, x : arrays of the engine, see `tables`
    one, other : int64 [-]   machines
    """
    a = w[k.mach(w, one) + k.W_ASKED]
    b = w[k.mach(w, other) + k.W_ASKED]
    if a != b:
        return a < b
    return g[at.machine(g, one) + p.M_RANK] < g[at.machine(g, other) + p.M_RANK]


@hot
def ask(w, g, f, x, m, kind, skill):
    """Let a task wait for someone with the skill, behind those that go before it.

    w, g, f, x : arrays of the engine, see `tables`
    m, kind, skill : int64 [-]
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_TASK] = kind
    w[mach_m + k.W_SKILL] = skill
    w[mach_m + k.W_ASKED] = w[k.NOW]
    after = w[U(w[k.AT_TASK_TAIL] + kind * g[at.SKILLS] + skill)]
    while after >= 0 and before(w, g, f, x, m, after):
        after = w[k.mach(w, after) + k.W_PREV]
    following = (
        w[U(w[k.AT_TASK_HEAD] + kind * g[at.SKILLS] + skill)]
        if after < 0
        else w[k.mach(w, after) + k.W_NEXT]
    )
    w[mach_m + k.W_PREV] = after
    w[mach_m + k.W_NEXT] = following
    if after < 0:
        w[U(w[k.AT_TASK_HEAD] + kind * g[at.SKILLS] + skill)] = m
    else:
        w[k.mach(w, after) + k.W_NEXT] = m
    if following < 0:
        w[U(w[k.AT_TASK_TAIL] + kind * g[at.SKILLS] + skill)] = m
    else:
        w[k.mach(w, following) + k.W_PREV] = m
    w[k.ASK] = 1
    w[k.RARE] = 1


@hot
def strike_out(w, g, m):
    """Take the waiting task of a machine out of its queue.

    w : (W,) int64    world; written
    g : (G,) int64    given
    m : int64 [-]
    """
    row = k.mach(w, m)
    queue = w[row + k.W_TASK] * g[at.SKILLS] + w[row + k.W_SKILL]
    before_it = w[row + k.W_PREV]
    after_it = w[row + k.W_NEXT]
    if before_it < 0:
        w[U(w[k.AT_TASK_HEAD] + queue)] = after_it
    else:
        w[k.mach(w, before_it) + k.W_NEXT] = after_it
    if after_it < 0:
        w[U(w[k.AT_TASK_TAIL] + queue)] = before_it
    else:
        w[k.mach(w, after_it) + k.W_PREV] = before_it


@hot
def let_go(w, g, m):
    """Send the people at a machine back, or stop waiting for them.

    w : (W,) int64    world; written
    g : (G,) int64    given
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    kind = w[mach_m + k.W_TASK]
    if kind >= 0:
        crew = w[mach_m + k.W_CREW]
        if crew >= 0:
            w[U(w[k.B_CREW_TICKS] + crew * len(TASKS) + kind)] += (
                w[k.NOW] - w[mach_m + k.W_CREW_SINCE]
            )
            w[U(w[k.AT_FREE_CREW] + crew)] += 1
            w[mach_m + k.W_CREW] = -1
            w[k.ASK] = 1
            w[k.RARE] = 1
            say(w, t.RELEASE, crew, m, kind, -1)
        else:
            strike_out(w, g, m)
        w[mach_m + k.W_TASK] = -1


@inner
def free_crew(w, g, skill):
    """The first crew in the file with the skill and a free member, or -1.

    w : (W,) int64    world
    g : (G,) int64    given
    skill : int64 [-]
    """
    for crew in range(g[at.CREWS]):
        able = g[U(g[at.AT_CREW_SKILL] + crew * g[at.SKILLS] + skill)]
        if able and w[U(w[k.AT_FREE_CREW] + crew)] > 0 and w[U(w[k.AT_DUTY] + crew)]:
            return crew
    return -1


@inner
def is_there(w, g, skill):
    """Whether somebody with the skill, or anybody at all if it is -1, is on duty (C11).

    w : (W,) int64    world
    g : (G,) int64    given
    skill : int64 [-]
    """
    for crew in range(g[at.CREWS]):
        able = skill >= 0 and g[U(g[at.AT_CREW_SKILL] + crew * g[at.SKILLS] + skill)]
        if able and w[U(w[k.AT_DUTY] + crew)]:
            return True
    return skill < 0


@hot
def assign(w, g, f, x):
    """Give a free member to the first waiting task that one can do; the machine, or -1 (C5).

    w, g, f, x : arrays of the engine, see `tables`
    """
    kinds = TASK_TRANSPORT + 1 if g[at.FLEETS] else TASK_TRANSPORT
    for kind in range(kinds):
        chosen = -1
        by = -1
        for skill in range(g[at.SKILLS]):
            m = w[U(w[k.AT_TASK_HEAD] + kind * g[at.SKILLS] + skill)]
            if m >= 0 and (chosen < 0 or before(w, g, f, x, m, chosen)):
                crew = free_crew(w, g, skill)
                if crew >= 0:
                    chosen = m
                    by = crew
        if chosen >= 0:
            strike_out(w, g, chosen)
            w[U(w[k.AT_FREE_CREW] + by)] -= 1
            w[k.mach(w, chosen) + k.W_CREW] = by
            w[k.mach(w, chosen) + k.W_CREW_SINCE] = w[k.NOW]
            say(w, t.CLAIM, by, chosen, kind, -1)
            return chosen
    w[k.ASK] = 0
    return -1
