"""Transport in settling: which vehicle goes for which part, and what it loads (C15, C16)."""

import numpy as np

from kpi.ledger import TASK_TRANSPORT
from lines.states import IDLE, WAITING_CREW
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.draws import to_ticks
from twin.engine.fast import tables as at
from twin.engine.fast import world as k
from twin.engine.fast.asking import keep_room, room_behind, unqueue
from twin.engine.fast.belts import timed_at_hand
from twin.engine.fast.bits import clear, least
from twin.engine.fast.claims import gives
from twin.engine.fast.people import ask, let_go
from twin.engine.fast.stock import pick_up
from twin.engine.fast.tell import number_of, say
from twin.engine.fast.trips import begin_step, drive, fleet_of, take_aboard, trip_on
from twin.engine.fast.ways import made_room
from twin.engine.fast.work import value_of
from twin.engine.kernel import inner, rare

U = np.uint64


@inner
def can_fetch(w, g, h):
    """Whether a part waits in a buffer for which no vehicle is on its way, and has room behind.

    w : (W,) int64    world
    g : (G,) int64    given
    h : int64 [-]     link that a fleet serves
    """
    haul_h = at.haul(g, h)
    q = g[haul_h + p.O_FROM]
    if q < 0:
        return False
    promised = w[U(w[k.AT_PROMISED] + q)]
    there = w[k.spot(w, q) + k.Q_COUNT]
    if w[k.spot(w, q) + k.Q_TIME] != p.PLAIN:
        there = timed_at_hand(w, g, q)
    if there <= promised:
        return False
    return room_behind(w, g, g[haul_h + p.O_TO])


@inner
def asked_since(w, q):
    """Since when the first part in a buffer waits for which no vehicle is on its way.

    w : (W,) int64    world
    q : int64 [-]     place
    """
    part = w[k.spot(w, q) + k.Q_HEAD]
    for _ in range(w[U(w[k.AT_PROMISED] + q)]):
        part = w[k.part_row(w, part) + k.P_NEXT]
    return w[k.part_row(w, part) + k.P_SINCE]


@inner
def next_asking(w, m):
    """The first machine from here on in the queue of a fleet that can hand a part over, or -1.

    w : (W,) int64    world
    m : int64 [-]     machine or -1
    """
    while m >= 0 and not gives(w, m):
        m = w[k.ride(w, m) + k.N_NEXT]
    return m


@inner
def nearest_free(w, g, n, stop):
    """The free vehicle of a fleet that is nearest to a stop, of equals the first, or -1.

    w : (W,) int64       world
    g : (G,) int64       given
    n, stop : int64 [-]  fleet, stop
    """
    row = at.fleet(g, n)
    best = -1
    least = k.NEVER
    first = g[at.MACHINES] + g[row + p.L_FIRST_VEHICLE]
    for m in range(first, first + g[row + p.L_VEHICLES]):
        mach_m = k.mach(w, m)
        if w[mach_m + k.W_PHASE] == k.STANDS and w[mach_m + k.W_STATE] == IDLE:
            ticks = drive(g, m, w[k.cart(w, m - g[at.MACHINES]) + k.C_STOP], stop)
            if ticks < least:
                best = m
                least = ticks
    return best


@inner
def dispatch(w, g, f, x, n):
    """Send the nearest free vehicle for the part asked for longest; says whether (C15).

    w, g, f, x : arrays of the engine, see `tables`
    n : int64 [-]    fleet
    """
    row = at.fleet(g, n)
    if nearest_free(w, g, n, 0) < 0:
        return False
    machine = next_asking(w, w[U(w[k.AT_CALLS] + 2 * n)])
    h = -1
    asked = k.NEVER
    if machine >= 0:
        h = w[k.ride(w, machine) + k.N_HAUL]
        asked = w[k.ride(w, machine) + k.N_ASKED]
    first = g[row + p.L_FIRST_HAUL]
    for other in range(first, first + g[row + p.L_HAULS]):
        if can_fetch(w, g, other):
            since = asked_since(w, g[at.haul(g, other) + p.O_FROM])
            if since < asked:
                h = other
                asked = since
                machine = -1
    if h < 0:
        return False
    m = nearest_free(w, g, n, g[at.haul(g, h) + p.O_PICK])
    if machine < 0:
        keep_room(w, g[at.haul(g, h) + p.O_TO])
        w[U(w[k.AT_PROMISED] + g[at.haul(g, h) + p.O_FROM])] += 1
    else:
        unqueue(w, n, machine)
        w[k.ride(w, machine) + k.N_VEHICLE] = m
    set_off(w, g, f, x, m, h, machine)
    return True


@inner
def set_off(w, g, f, x, m, h, machine):
    """Drive for a part, from where the last trip ended (B26).

    w, g, f, x : arrays of the engine, see `tables`
    m, h, machine : int64 [-]    vehicle, link, machine or -1
    """
    v = m - g[at.MACHINES]
    cart_v = k.cart(w, v)
    w[cart_v + k.C_HAUL] = h
    w[cart_v + k.C_MACHINE] = machine
    w[cart_v + k.C_SET_OUT] = w[k.NOW]
    ticks = drive(g, m, w[cart_v + k.C_STOP], g[at.haul(g, h) + p.O_PICK])
    number = number_of(w, w[k.mach(w, machine) + k.W_PART]) if machine >= 0 else -1
    w[k.MOVES] += 1
    w[U(w[k.B_TRIPS] + v)] += 1
    say(w, t.CALL, v, number, h, ticks)
    w[k.mach(w, m) + k.W_PHASE] = k.DRIVES
    w[k.mach(w, m) + k.W_LEFT] = ticks
    trip_on(w, g, f, x, m)


@inner
def can_load(w, g, v, machine):
    """Whether the part can be handed over; in a buffer it may have grown too old (B21).

    w : (W,) int64           world
    g : (G,) int64           given
    v, machine : int64 [-]   vehicle; machine or -1
    """
    if machine >= 0:
        return gives(w, machine)
    q = g[at.haul(g, w[k.cart(w, v) + k.C_HAUL]) + p.O_FROM]
    return w[k.spot(w, q) + k.Q_TIME] == p.PLAIN or timed_at_hand(w, g, q) > 0


@inner
def load(w, g, f, x, v):
    """A vehicle that has arrived begins to load if its part can be handed over (C16).

    w, g, f, x : arrays of the engine, see `tables`
    v : int64 [-]    vehicle
    """
    m = g[at.MACHINES] + v
    mach_m = k.mach(w, m)
    if w[mach_m + k.W_PHASE] != k.ARRIVED or w[mach_m + k.W_STATE] != WAITING_CREW:
        return False
    row = fleet_of(g, m)
    machine = w[k.cart(w, v) + k.C_MACHINE]
    asks = w[mach_m + k.W_TASK] >= 0
    if not can_load(w, g, v, machine):
        let_go(w, g, m)  # B29
        return asks
    if g[row + p.L_SKILL] >= 0 and not asks:
        ask(w, g, f, x, m, TASK_TRANSPORT, g[row + p.L_SKILL])
        return True
    if asks and w[mach_m + k.W_CREW] < 0:
        return False
    if machine < 0:
        load_from(w, g, f, x, v)
    else:
        load_at(w, g, v, machine)
    stream = g[at.machine(g, m) + p.M_LOAD_STREAM]
    ticks = to_ticks(value_of(w, g, f, x, stream, g[row + p.L_LOAD_DIST]))
    begin_step(w, g, m, k.LOADS, ticks)
    return True


@inner
def note_load(w, v, h, part, asked):
    """Book and tell that the loading of a part begins, and how long it has waited for that.

    w : (W,) int64             world; written
    v, h, part : int64 [-]     vehicle, link, part
    asked : int64 [tick]
    """
    waited = w[k.NOW] - asked
    w[U(w[k.B_CARRIED] + v)] += 1
    w[U(w[k.B_TRANSPORT_WAIT] + v)] += waited
    say(w, t.LOAD, v, number_of(w, part), waited, h)


@inner
def load_at(w, g, v, machine):
    """Load its part, and those of other machines that ask for the same and find room aboard.

    w : (W,) int64            world; written
    g : (G,) int64            given
    v, machine : int64 [-]
    """
    cart_v = k.cart(w, v)
    m = g[at.MACHINES] + v
    n = g[at.machine(g, m) + p.M_STATION]
    h = w[cart_v + k.C_HAUL]
    room = g[at.fleet(g, n) + p.L_CAPACITY] - 1
    note_load(w, v, h, w[k.mach(w, machine) + k.W_PART], w[k.ride(w, machine) + k.N_ASKED])
    w[k.ride(w, machine) + k.N_WITH] = -1
    last = machine
    other = next_asking(w, w[U(w[k.AT_CALLS] + 2 * n)])
    while other >= 0 and room > 0:
        ride_m = k.ride(w, other)
        following = next_asking(w, w[ride_m + k.N_NEXT])
        if w[ride_m + k.N_HAUL] == h:
            unqueue(w, n, other)
            w[ride_m + k.N_VEHICLE] = m
            w[k.ride(w, last) + k.N_WITH] = other
            w[ride_m + k.N_WITH] = -1
            note_load(w, v, h, w[k.mach(w, other) + k.W_PART], w[ride_m + k.N_ASKED])
            last = other
            room -= 1
        other = following


@inner
def load_from(w, g, f, x, v):
    """Load the part it came for out of the buffer, and more that find room at both ends.

    w, g, f, x : arrays of the engine, see `tables`
    v : int64 [-]    vehicle
    """
    h = w[k.cart(w, v) + k.C_HAUL]
    haul_h = at.haul(g, h)
    q = g[haul_h + p.O_FROM]
    w[U(w[k.AT_PROMISED] + q)] -= 1
    take_up(w, v, h, q)
    room = g[fleet_of(g, g[at.MACHINES] + v) + p.L_CAPACITY] - 1
    while room > 0 and can_fetch(w, g, h):
        keep_room(w, g[haul_h + p.O_TO])
        take_up(w, v, h, q)
        room -= 1
    made_room(w, g, f, x, q)


@inner
def take_up(w, v, h, q):
    """Take the first part out of a buffer.

    w : (W,) int64          world; written
    v, h, q : int64 [-]     vehicle, link, place
    """
    since = w[k.part_row(w, w[k.spot(w, q) + k.Q_HEAD]) + k.P_SINCE]
    part = pick_up(w, q)
    if w[k.part_row(w, part) + k.P_ENTRY] < 0:
        w[k.part_row(w, part) + k.P_ENTRY] = w[k.NOW]  # B26
    note_load(w, v, h, part, since)
    take_aboard(w, k.cart(w, v), part, -1 - q)


@rare
def transport(w, g, f, x):
    """The first move of a fleet or a vehicle that can be made; says whether there was one.

    w, g, f, x : arrays of the engine, see `tables`
    """
    n = least(x, w[k.CALLED])
    while n >= 0:
        if dispatch(w, g, f, x, n):
            return True
        clear(x, w[k.CALLED], n)
        n = least(x, w[k.CALLED])
    n = least(x, w[k.LOADERS])
    while n >= 0:
        first = g[at.fleet(g, n) + p.L_FIRST_VEHICLE]
        for v in range(first, first + g[at.fleet(g, n) + p.L_VEHICLES]):
            if load(w, g, f, x, v):
                return True
        clear(x, w[k.LOADERS], n)
        n = least(x, w[k.LOADERS])
    return False
