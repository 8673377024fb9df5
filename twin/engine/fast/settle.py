"""Settling an instant: who takes, leaves, enters, wakes and is given people (rule T3).

Only what has changed is visited: each kind of move has a set of those who may make it, which gives
its first member in the written order.
"""

import numpy as np

from kpi.ledger import TASK_REPAIR
from lines.states import STANDBY, STARVED, WAKING
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.bits import clear, least, mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.cards import has_card, is_open
from twin.engine.fast.choices import (
    call_choosers,
    claim_room,
    find_way,
    is_wanted,
    note_blocked,
)
from twin.engine.fast.claims import gives
from twin.engine.fast.contests import begin_to_choose, contest, is_left
from twin.engine.fast.foresight import next_stop, strike_off
from twin.engine.fast.hauling import transport
from twin.engine.fast.intake import machine_in, take
from twin.engine.fast.leavers import next_leaver
from twin.engine.fast.limit import let_pass, may_wake
from twin.engine.fast.modes import begin_repair, fail, full_count
from twin.engine.fast.parts import forget
from twin.engine.fast.people import assign
from twin.engine.fast.stock import fetch, put
from twin.engine.fast.tell import become, book_waking, number_of, say
from twin.engine.fast.timed import set_alarms, set_waits
from twin.engine.fast.trips import people_at_vehicle
from twin.engine.fast.waiting import batch_ready, next_link, set_complete
from twin.engine.fast.ways import go_one_way
from twin.engine.fast.work import run_on
from twin.engine.kernel import hot, inner, rare

U = np.uint64


@rare
def wake(w, g, f, x, s):
    """Wake one machine for a part that no free machine is there to take (C4).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    stat_s = k.stat(w, s)
    station_s = at.station(g, s)
    if w[stat_s + k.T_STANDBY] == 0 or w[stat_s + k.T_WAKING] > 0 or not has_card(w, g, s):
        return False
    if g[station_s + p.S_TYPE] == p.ASSEMBLY:
        if not set_complete(w, g, f, x, s):
            return False
    elif g[station_s + p.S_TYPE] == p.BATCH:
        if not batch_ready(w, g, f, x, s):
            return False
    elif next_link(w, g, f, x, s) < 0 and not is_wanted(w, g, s):
        return False
    if g[station_s + p.S_GIVES_WAY] and not may_wake(w, g, x, s):
        return False
    m = machine_in(w, g, f, x, s, STANDBY)
    become(w, g, m, WAKING, -1)
    plan_later(w, m, w[k.NOW] + g[station_s + p.S_STANDBY_WAKE])
    book_waking(w, m, g[station_s + p.S_WAKE_ENERGY])
    return True


@inner
def enter(w, g, f, x, d):
    """Let a part at a door into a buffer with room (C3); says whether one went in.

    w, g, f, x : arrays of the engine, see `tables`
    d : int64 [-]   door
    """
    door_d = at.door(g, d)
    q = g[door_d + p.X_PLACE]
    room = w[k.spot(w, q) + k.Q_ROOM]
    if room == 0 or not (g[door_d + p.X_ENDLESS] or w[k.gate(w, d) + k.G_COUNT] > 0):
        return False
    if not is_open(w, g[door_d + p.X_SOURCE]):
        return False
    if room > 0 and w[k.spot(w, q) + k.Q_COUNT] >= room:
        return False
    if w[k.spot(w, q) + k.Q_CLAIM] >= 0 and not is_left(w, g, f, x, q, -1):
        contest(w, q)
        return False
    part = fetch(w, g, f, x, d)
    if part < 0:
        return False
    put(w, g, f, x, q, part)
    return True


@rare
def turn_away(w, g, f, x):
    """Lose the parts at the doors of sources that do not wait (C6).

    w, g, f, x : arrays of the engine, see `tables`
    """
    for d in range(g[at.DOORS]):
        gate_d = k.gate(w, d)
        source = g[at.door(g, d) + p.X_SOURCE]
        if g[at.source(g, source) + p.U_LOST]:
            while w[gate_d + k.G_COUNT] > 0:
                part = w[gate_d + k.G_HEAD]
                row_part = k.part_row(w, part)
                w[gate_d + k.G_HEAD] = w[row_part + k.P_NEXT]
                w[gate_d + k.G_COUNT] -= 1
                product = w[row_part + k.P_PRODUCT]
                w[U(w[k.B_LOST] + source * g[at.PRODUCTS] + product)] += 1
                say(w, t.LOST, source, number_of(w, part), product, -1)
                forget(w, part)
    w[k.LOST_WAITING] = 0


@inner
def people_come(w, g, f, x, m):
    """A crew member has come to a machine (C5).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_TASK] == TASK_REPAIR:
        begin_repair(w, g, f, x, m, w[mach_m + k.W_MODE])
    else:
        run_on(w, g, f, x, m, w[mach_m + k.W_STATE])


@rare
def maintain(w, g, f, x):
    """The first free machine in the file whose maintenance is due, with people, stops (C11).

    w, g, f, x : arrays of the engine, see `tables`
    """
    while True:
        m = least(x, w[k.PLANNERS])
        if m < 0:
            w[k.PLANNING] = 0
            return False
        clear(x, w[k.PLANNERS], m)
        mach_m = k.mach(w, m)
        free = w[mach_m + k.W_STATE] in (STARVED, STANDBY) and not w[mach_m + k.W_STOPS]
        j = next_stop(w, g, m) if w[mach_m + k.W_PLANNED] > 0 and free else -1
        if j >= 0:
            strike_off(w, m, j)
            fail(w, g, f, x, m, j)
            return True


@hot
def move_out(w, g, f, x, m):
    """Let a finished part go where it must, or begin to choose where it has a choice (C2).

    w, g, f, x : arrays of the engine, see `tables`
    m : int64 [-]
    """
    mach_m = k.mach(w, m)
    w[mach_m + k.W_QUEUED] = 0
    if gives(w, m):
        if w[mach_m + k.W_WAYS] > 1:
            begin_to_choose(w, g, f, x, m)
        elif not go_one_way(w, g, f, x, m):
            note_blocked(w, g, f, x, m)


@rare
def let_in(w, g, f, x):
    """The first door with a part whose buffer has room lets it in (C3); says whether one did.

    w, g, f, x : arrays of the engine, see `tables`
    """
    d = least(x, w[k.DOORWAYS])
    if d < 0:
        w[k.ENTERING] = 0
    elif not enter(w, g, f, x, d):
        clear(x, w[k.DOORWAYS], d)


@hot
def take_next(w, g, f, x, s):
    """Let a station take, if it can; says whether it did (C1).

    w, g, f, x : arrays of the engine, see `tables`
    s : int64 [-]
    """
    taken = take(w, g, f, x, s)
    stat_s = k.stat(w, s)
    if not taken or w[stat_s + k.T_FREE] + w[stat_s + k.T_STANDBY] == 0:
        clear(x, w[k.TAKERS], s)
        if w[stat_s + k.T_STANDBY] > 0:
            mark(x, w[k.WAKERS], s)
            w[k.RARE] = 1
        if not taken and w[stat_s + k.T_ONLY] < 0 and w[stat_s + k.T_FREE] > 0:
            call_choosers(w, g, f, x, s)
    return taken


@rare
def move_first(w, g, f, x):
    """What comes before takes: parts that enter, maintenance, contested room (T3).

    Says whether settling should begin again; nothing of the kind is left where it says no, or
    something has fallen due at this very tick.

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.ENTERING]:
        let_in(w, g, f, x)
        return True
    chosen = w[k.PLANNING] and maintain(w, g, f, x)
    if not chosen:
        chosen = w[k.CONTESTS] > 0 and claim_room(w, g, f, x)
    if chosen:
        return w[k.DUE_NOW] == 0
    w[k.FIRST] = 0
    return False


@inner
def choose_later(w, g, f, x):
    """The choices after maintenance, contested room and takes (T3); says whether one was made.

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.CHOOSERS] > 0 and find_way(w, g, f, x):
        return True
    while True:
        s = least(x, w[k.WAKERS])
        if s < 0:
            break
        if wake(w, g, f, x, s):
            return True
        clear(x, w[k.WAKERS], s)
    while w[k.ASK]:
        m = assign(w, g, f, x)
        if m >= g[at.MACHINES]:
            people_at_vehicle(w, g, f, x, m)
            return True
        if m >= 0:
            people_come(w, g, f, x, m)
            return True
    if g[at.FLEETS] and transport(w, g, f, x):
        return True
    return g[at.GIVING_WAY] > 0 and let_pass(w, g, x)


@hot
def settle(w, g, f, x):
    """Forced moves until none is left, then one choice; again, until nothing moves (T3).

    It ends early where a choice has made something fall due at this very tick.

    w, g, f, x : arrays of the engine, see `tables`
    """
    w[k.DUE_NOW] = 0
    while w[k.STATUS] == k.RUNNING:
        m = next_leaver(w, g, f, x)
        if m >= 0:
            move_out(w, g, f, x, m)
            continue
        if w[k.FIRST]:
            if move_first(w, g, f, x):
                continue
            if w[k.DUE_NOW]:
                break
        s = least(x, w[k.TAKERS])
        if s >= 0:
            if take_next(w, g, f, x, s) and w[k.DUE_NOW]:
                break
            continue
        if not w[k.RARE]:
            break
        if not choose_later(w, g, f, x):
            w[k.RARE] = 0
        if w[k.DUE_NOW]:
            break


@rare
def stop_by_count(w, g, f, x):
    """When nothing else moves, machines whose count of parts is full stop (B7).

    w, g, f, x : arrays of the engine, see `tables`
    """
    m = least(x, w[k.COUNTED])
    while m >= 0:
        clear(x, w[k.COUNTED], m)
        if w[k.mach(w, m) + k.W_STOPS]:
            fail(w, g, f, x, m, full_count(w, g, f, x, m, 0))
            w[k.GOES_ON] = 1
        m = least(x, w[k.COUNTED])


@hot
def close_instant(w, g, f, x):
    """Nothing moves any more: stops by count, lost parts, alarms; the instant may go on (B7, C6).

    w, g, f, x : arrays of the engine, see `tables`
    """
    if w[k.STOPPING]:
        w[k.STOPPING] = 0
        stop_by_count(w, g, f, x)
        if w[k.GOES_ON]:
            return
    if w[k.LOST_WAITING] > 0:
        turn_away(w, g, f, x)
    if w[k.STIRRED] > 0:
        set_alarms(w, g, f, x)
    if g[at.FIRST_ORDER] > g[at.FIRST_WAIT]:
        set_waits(w, g, f, x)
