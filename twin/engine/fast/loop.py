"""The event loop: from one due tick to the next, and the guards against being stuck."""

from lines.states import BLOCKED, BUSY, DOWN, REPAIR, SETUP, STANDBY, STARVED
from twin.engine import plan as p
from twin.engine.draws import draw_value, next_uniform, to_ticks
from twin.engine.fast import world as k
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import open_calendar, plan_tick
from twin.engine.fast.modes import end_repair, fail, first_worn, full_count, wear, wind
from twin.engine.fast.people import let_go
from twin.engine.fast.settle import settle
from twin.engine.fast.stock import arrive, mark_takers
from twin.engine.fast.tell import become, book_load, spread
from twin.engine.fast.ways import may_leave, rest
from twin.engine.fast.work import begin_cycle, finish, go_on
from twin.engine.kernel import inlined, kernel

MOST_SETTLES = 1_000_000


@inlined
def end_cycle(w, plan, book, m):
    """The cycle is over, or a busy clock fires (B1, B5, B7).

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    mach = w.mach
    if plan.machine[m, p.M_BUSY_MODES] > 0:
        if mach[m, k.W_BEGAN] + mach[m, k.W_LEFT] > w.now[k.NOW]:
            fail_worn(w, plan, book, m)
            return
        wear(w, plan, m, mach[m, k.W_LEFT])
    mach[m, k.W_LEFT] = 0
    finish(w, plan, book, m)
    if plan.machine[m, p.M_PART_MODES] > 0:
        full = full_count(w, plan, m, 1)
        if full >= 0:
            fail(w, plan, book, m, full)
            return
    may_leave(w, plan, m)


@kernel
def fail_worn(w, plan, book, m):
    """A busy clock has run down.

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    worked = w.now[k.NOW] - w.mach[m, k.W_BEGAN]
    w.mach[m, k.W_LEFT] -= worked
    w.mach[m, k.W_BEGAN] = w.now[k.NOW]
    wear(w, plan, m, worked)
    fail(w, plan, book, m, first_worn(w, plan, m))


@kernel
def other_event(w, plan, book, m):
    """What is due at a machine that is not at work.

    w : World, plan : Plan, book : Ledger
    m : int64 [-]
    """
    state = w.mach[m, k.W_STATE]
    if state == SETUP:
        let_go(w, book, m)  # B12
        begin_cycle(w, plan, m)
        go_on(w, plan, book, m)
    elif state == REPAIR:
        end_repair(w, plan, book, m)
    elif state == STARVED:
        become(w, plan, book, m, STANDBY, -1)  # B14
        mark(w.takers, plan.machine[m, p.M_STATION])
    else:
        rest(w, plan, book, m)  # B15


@kernel
def calendar_failure(w, plan, book, slot):
    """A calendar clock fires (B6).

    w : World, plan : Plan, book : Ledger
    slot : int64 [-]
    """
    for f in range(plan.mode.shape[0]):
        if plan.mode[f, p.F_SLOT] == slot:
            m = plan.mode[f, p.F_MACHINE]
            if w.mach[m, k.W_STATE] in (DOWN, REPAIR):
                w.pending[f] = 1
            else:
                fail(w, plan, book, m, f)
            return


@kernel
def arrival(w, plan, book, u):
    """A batch arrives at the doors of a source (B13).

    w : World, plan : Plan, book : Ledger
    u : int64 [-]
    """
    row = plan.source[u]
    size = draw_value(
        row[p.U_BATCH_STREAM], row[p.U_BATCH_DIST],
        w.count, w.words, plan.keys, w.luck, plan.dist, plan.table,
    )
    for _ in range(to_ticks(size)):
        part = arrive(w, plan, book, u, -1, w.now[k.NOW])
        if part < 0:
            return
        x = _door(w, plan, u, w.part[part, k.P_PRODUCT])
        if w.gate[x, k.G_COUNT] == 0:
            w.gate[x, k.G_HEAD] = part
        else:
            w.part[w.gate[x, k.G_TAIL], k.P_NEXT] = part
        w.gate[x, k.G_TAIL] = part
        w.gate[x, k.G_COUNT] += 1
        w.now[k.LOST_WAITING] += plan.source[u, p.U_LOST]
        q = plan.door[x, p.X_PLACE]
        if plan.place[q, p.Q_CAPACITY] == 0:
            mark_takers(w, plan, q)
        else:
            mark(w.doors, x)
    plan_next_arrival(w, plan, u)


@kernel
def plan_next_arrival(w, plan, u):
    """Draw the time to the next arrival.

    w : World, plan : Plan
    u : int64 [-]
    """
    row = plan.source[u]
    value = draw_value(
        row[p.U_EVERY_STREAM], row[p.U_EVERY_DIST],
        w.count, w.words, plan.keys, w.luck, plan.dist, plan.table,
    )
    plan_tick(w.due, w.win, row[p.U_SLOT], w.now[k.NOW] + to_ticks(value))


@kernel
def _door(w, plan, u, product):
    """The door at which a part of this product stands (B13).

    w : World, plan : Plan
    u, product : int64 [-]
    """
    route = plan.source_route[u, product]
    first = route[p.R_FIRST]
    count = route[p.R_COUNT]
    how = route[p.R_HOW]
    if how == p.BY_SHARE:
        stream = plan.source[u, p.U_SHARE_STREAM]
        chance = next_uniform(stream, w.count, w.words, plan.keys, w.luck)
        last = first + count - 1
        while first < last and chance >= plan.route_below[first]:
            first += 1
        return plan.route_exit[first]
    best = plan.route_exit[first]
    least = k.NEVER
    for row in range(first, first + count):
        x = plan.route_exit[row]
        waiting = w.gate[x, k.G_COUNT] + w.spot[plan.door[x, p.X_PLACE], k.Q_COUNT]
        if waiting < least:
            best = x
            least = waiting
    return best


@kernel
def ring(w, plan):
    """A machine of those newly blocked that waits only for machines that wait too, or -1 (C10).

    w : World, plan : Plan
    """
    size = w.mach.shape[0]
    for i in range(w.now[k.NEWLY]):
        start = w.newly[i]
        s = plan.machine[start, p.M_STATION]
        if plan.station[s, p.S_IN_LOOP] and w.mach[start, k.W_STATE] == BLOCKED:
            if _is_stuck(w, plan, start, size):
                return start
    return -1


@kernel
def _is_stuck(w, plan, start, size):
    """Whether no machine that could move is ever reached along claims.

    w : World, plan : Plan
    start, size : int64 [-]
    """
    seen = [False] * size
    ahead = [start]
    seen[start] = True
    while len(ahead) > 0:
        m = ahead.pop()
        first = w.mach[m, k.W_FIRST_CLAIM]
        for y in range(first, first + w.mach[m, k.W_OFFERS]):
            q = w.claim_place[y]
            begin = plan.place[q, p.Q_FIRST_CONSUMER]
            for c in range(begin, begin + plan.place[q, p.Q_CONSUMERS]):
                s = plan.consumer[c]
                head = plan.station[s, p.S_FIRST_MACHINE]
                for other in range(head, head + plan.station[s, p.S_MACHINES]):
                    if w.mach[other, k.W_STATE] != BLOCKED:
                        return False
                    if not seen[other]:
                        seen[other] = True
                        ahead.append(other)
    return True


@kernel
def open_line(w, plan, book):
    """Tick 0: wind the clocks, let sources begin, settle.

    w : World, plan : Plan, book : Ledger
    """
    machines = plan.machine.shape[0]
    open_calendar(w.due, w.win)
    for m in range(machines):
        w.now[k.POWER] += plan.power_w[m, STARVED]
        after = plan.station[plan.machine[m, p.M_STATION], p.S_STANDBY_AFTER]
        if after >= 0:
            plan_tick(w.due, w.win, m, after)
    for f in range(plan.mode.shape[0]):
        wind(w, plan, f)
    for u in range(plan.source.shape[0]):
        if plan.source[u, p.U_SLOT] >= 0:
            plan_next_arrival(w, plan, u)
    for s in range(plan.station.shape[0]):
        mark(w.takers, s)
    for x in range(plan.door.shape[0]):
        mark(w.doors, x)


@kernel
def close_books(w, plan, book, tick):
    """Bring every account up to a tick at which nothing due has happened yet (T4).

    w : World, plan : Plan, book : Ledger
    tick : int64 [tick]
    """
    for m in range(plan.machine.shape[0]):
        spent = tick - w.mach[m, k.W_SINCE]
        state = w.mach[m, k.W_STATE]
        book.state_ticks[m, state] += spent
        if state == REPAIR:
            book.repair_ticks[w.mach[m, k.W_MODE]] += spent
        w.mach[m, k.W_SINCE] = tick
        crew = w.mach[m, k.W_CREW]
        if crew >= 0:
            book.crew_ticks[crew, w.mach[m, k.W_TASK]] += tick - w.mach[m, k.W_CREW_SINCE]
            w.mach[m, k.W_CREW_SINCE] = tick
    for q in range(plan.place.shape[0]):
        spot = w.spot[q]
        book.place_area[q] = spot[k.Q_AREA] + spot[k.Q_COUNT] * (tick - spot[k.Q_SINCE])
        spot[k.Q_SINCE] = tick
        spot[k.Q_AREA] = 0
    now = w.now
    book.wip_area[0] += now[k.WIP] * (tick - now[k.WIP_SINCE])
    now[k.WIP_SINCE] = tick
    spread(book.load_curve, now[k.POWER_SINCE], tick, now[k.POWER])
    now[k.POWER_SINCE] = tick


@inlined
def guard(w, plan):
    """Notice rings, and clocks that stand still (C10).

    w : World, plan : Plan
    """
    now = w.now
    if now[k.NEWLY] > 0:
        stuck = ring(w, plan)
        now[k.NEWLY] = 0
        if stuck >= 0:
            now[k.STATUS] = k.RING
            now[k.WHO] = stuck


@kernel
def run_until(w, plan, book, limit):
    """Run the line up to a tick, and not into it; the status says how it ended.

    w : World, plan : Plan, book : Ledger
    limit : int64 [tick]
    """
    now = w.now
    machines = plan.machine.shape[0]
    calendars = int(plan.sizes[p.Z_SLOTS])
    for u in range(plan.source.shape[0]):
        if plan.source[u, p.U_SLOT] >= 0:
            calendars = min(calendars, plan.source[u, p.U_SLOT])
    due = w.due
    win = w.win
    if now[k.NOW] == 0 and now[k.BOOKING] == 0:
        now[k.BOOKING] = 1
        open_line(w, plan, book)
        settle(w, plan, book)
        guard(w, plan)
    while now[k.STATUS] == k.RUNNING:
        tick = due[win[1]]
        if tick >= limit:
            if tick == k.NEVER:
                now[k.STATUS] = k.STANDSTILL
            break
        if tick == now[k.NOW]:
            now[k.STILL] += 1
            if now[k.STILL] > MOST_SETTLES:
                now[k.STATUS] = k.CLOCK
                break
        else:
            now[k.STILL] = 0
            now[k.NOW] = tick
        book_load(w, book)
        while True:
            slot = win[1]
            if due[slot] != tick:
                break
            if slot < machines:
                plan_tick(due, win, slot, k.NEVER)
                if w.mach[slot, k.W_STATE] == BUSY:
                    end_cycle(w, plan, book, slot)
                else:
                    other_event(w, plan, book, slot)
            elif slot < calendars:
                plan_tick(due, win, slot, k.NEVER)
                calendar_failure(w, plan, book, slot)
            else:
                for u in range(plan.source.shape[0]):
                    if plan.source[u, p.U_SLOT] == slot:
                        arrival(w, plan, book, u)
            if now[k.STATUS] != k.RUNNING:
                break
        settle(w, plan, book)
        guard(w, plan)
    return now[k.STATUS]
