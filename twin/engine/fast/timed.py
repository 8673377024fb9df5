"""Alarms: what happens by itself in places with time and to batches that wait.

When an instant is settled, a place in which something has happened is asked when it changes next
(B20 to B23), and so is every batch that may wait (C12).
"""

import numpy as np

from kpi.ledger import AT_SCRAP, AT_SINK
from twin.engine import plan as p
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.belts import arrives, ripe_at, ripen, timed_at_hand
from twin.engine.fast.bits import mark
from twin.engine.fast.calendar import plan_later
from twin.engine.fast.stirring import call_fleets, stir
from twin.engine.fast.stock import mark_takers, out, pick_up
from twin.engine.fast.waiting import wait_over
from twin.engine.fast.ways import made_room
from twin.engine.kernel import inner, rare

U = np.uint64


@rare
def alarm(w, g, f, x, slot):
    """What is due in a place, or the wait of a batch is over.

    w, g, f, x : arrays of the engine, see `tables`
    slot : int64 [-]
    """
    plan_later(w, slot, k.NEVER)
    owner = g[U(g[at.AT_OWNER] + slot - g[at.FIRST_CALENDAR])]
    if slot >= g[at.FIRST_WAIT]:
        mark(x, w[k.TAKERS], owner)
        return
    q = owner
    stir(w, q)
    spot_q = k.spot(w, q)
    if w[spot_q + k.Q_TIME] == p.STAY:
        ripen(w, g, q)
        spoil(w, g, f, x, q)
    else:
        if w[spot_q + k.Q_TIME] == p.RUNNING_OFF:
            run_off(w, g, f, x, q)
        clear_beginning(w, g, f, x, q)
    if g[at.place(g, q) + p.Q_ASKED]:
        call_fleets(w, g, x, q)
    mark_takers(w, g, f, x, q)


@inner
def spoil(w, g, f, x, q):
    """Scrap what has been in a buffer too long (B21).

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    most = g[at.place(g, q) + p.Q_MAX]
    while most >= 0 and w[spot_q + k.Q_COUNT] > 0:
        if w[k.part_row(w, w[spot_q + k.Q_HEAD]) + k.P_SINCE] + most > w[k.NOW]:
            break
        out(w, g, f, x, -1 - q, pick_up(w, q), AT_SCRAP)
        made_room(w, g, f, x, q)


@inner
def run_off(w, g, f, x, q):
    """Parts at the end of a belt that leads to the sink leave the line (B22).

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    while timed_at_hand(w, g, q) > 0:
        out(w, g, f, x, -1 - q, pick_up(w, q), AT_SINK)
        made_room(w, g, f, x, q)


@inner
def clear_beginning(w, g, f, x, q):
    """A belt has room again once the last part has moved on (B22).

    w, g, f, x : arrays of the engine, see `tables`
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    place_q = at.place(g, q)
    tick = w[spot_q + k.Q_LAST_IN] + g[place_q + p.Q_GAP] + w[spot_q + k.Q_STOOD]
    if w[spot_q + k.Q_ROOM] == 0 and w[spot_q + k.Q_STANDS] < 0 and tick <= w[k.NOW]:
        w[spot_q + k.Q_ROOM] = g[place_q + p.Q_CAPACITY]
        made_room(w, g, f, x, q)


@inner
def sooner(w, tick, soonest):
    """The earlier of two ticks, if it is still to come.

    w : (W,) int64                  world
    tick, soonest : int64 [tick]
    """
    return tick if w[k.NOW] < tick < soonest else soonest


@inner
def stay_changes(w, g, q):
    """When the next part of a buffer is ripe, or the first too old, or NEVER.

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    soonest = np.int64(k.NEVER)
    if w[spot_q + k.Q_COUNT] > 0 and g[at.place(g, q) + p.Q_MAX] >= 0:
        since = w[k.part_row(w, w[spot_q + k.Q_HEAD]) + k.P_SINCE]
        soonest = sooner(w, since + g[at.place(g, q) + p.Q_MAX], soonest)
    if w[spot_q + k.Q_GREEN] >= 0:
        soonest = sooner(w, ripe_at(w, g, q, w[spot_q + k.Q_GREEN]), soonest)
    return soonest


@inner
def belt_changes(w, g, q):
    """When a part comes to the end of a belt, or its beginning is clear, or NEVER.

    w : (W,) int64    world
    g : (G,) int64    given
    q : int64 [-]
    """
    spot_q = k.spot(w, q)
    soonest = np.int64(k.NEVER)
    if w[spot_q + k.Q_STANDS] >= 0:
        return soonest
    gap = g[at.place(g, q) + p.Q_GAP]
    soonest = sooner(w, w[spot_q + k.Q_LAST_IN] + gap + w[spot_q + k.Q_STOOD], soonest)
    if w[spot_q + k.Q_COUNT] > 0:
        soonest = sooner(w, arrives(w, g, q), soonest)
    return soonest


@rare
def set_alarms(w, g, f, x):
    """An instant is settled: belts stand whose end waits, and alarms are set anew.

    Only of places in which something has happened: what was to come in others is still to come.

    w, g, f, x : arrays of the engine, see `tables`
    """
    for i in range(w[k.STIRRED]):
        q = w[U(w[k.AT_STIRRED] + i)]
        spot_q = k.spot(w, q)
        kind = w[spot_q + k.Q_TIME]
        if kind == p.PLAIN:
            continue
        if kind == p.STAY:
            tick = stay_changes(w, g, q)
        else:
            stands = w[spot_q + k.Q_STANDS] >= 0
            if kind == p.STANDING and not stands and timed_at_hand(w, g, q) > 0:
                w[spot_q + k.Q_STANDS] = w[k.NOW]  # B23
            tick = belt_changes(w, g, q)
        slot = g[at.place(g, q) + p.Q_SLOT]
        if w[U(w[k.AT_DUE] + slot)] != tick:
            plan_later(w, slot, tick)


@rare
def set_waits(w, g, f, x):
    """An instant is settled: each batch that may wait is asked when it has waited long enough.

    What waits for it may change in many ways, and when nothing is due any more depends on it too
    (C10), so all are asked; they are few.

    w, g, f, x : arrays of the engine, see `tables`
    """
    for slot in range(g[at.FIRST_WAIT], g[at.FIRST_ORDER]):
        over = wait_over(w, g, f, x, g[U(g[at.AT_OWNER] + slot - g[at.FIRST_CALENDAR])])
        tick = over if over > w[k.NOW] else k.NEVER
        if w[U(w[k.AT_DUE] + slot)] != tick:
            plan_later(w, slot, tick)
