"""The floor: everything that changes while the fast engine runs, in the arrays `w` and `x`.

`w` begins with single numbers, among them the position of each table; the books of the run are
the last tables, so that a `Ledger` is a set of views into it. Parts come behind all else, in
memory that is only touched as far as it is used.
"""

import numpy as np

from twin.engine.kernel import hot, inlined
from twin.engine.plan import columns

NEVER = 1 << 62
U = np.uint64

# head of `w`: single numbers
(
    NOW,
    NUMBERS,
    FREE_PART,
    FRESH_PART,
    PART_ROOM,
    HERE,
    MOST,
    WIP,
    WIP_SINCE,
    POWER,
    POWER_SINCE,
    TRACING,
    ROWS,
    STATUS,
    WHO,
    ASK,
    LOST_WAITING,
    OLDER,
    MOVES,
    ALLOWED,
    NEWLY,
    OPEN,
    SLOTS,
    # where the ordered sets begin in `x`
    TAKERS,
    LEAVERS,
    DOORWAYS,
    WAKERS,
    PLANNERS,
    PARKED,
    CALLED,
    LOADERS,
    COUNTED,
    # where each table begins
    AT_MACH,
    AT_STAT,
    AT_SPOT,
    AT_GATE,
    AT_CLAIM,
    AT_CLOCK,
    AT_DUE,
    AT_WIN,
    AT_OLDER,
    AT_NEWLY,
    AT_SEEN,
    AT_FREE_CREW,
    AT_DUTY,
    AT_EDGE,
    AT_BEGAN,
    AT_TASK_HEAD,
    AT_TASK_TAIL,
    AT_COUNT,
    AT_RIDE,
    AT_CART,
    # of each fleet the first and the last machine that ask; of each place parts promised
    AT_CALLS,
    AT_PROMISED,
    AT_STIRRED,
    AT_SHELVED,
    AT_SHELF,
    # machines whose part has a choice of ways, places whose last room is contested
    AT_CHOOSER,
    AT_CONTEST,
    # of each product how many orders are still to come
    AT_TO_COME,
    # the books, in the order of the ledger
    B_SPAN,
    B_STATE_TICKS,
    B_FINISHED,
    B_DEFECTS,
    B_VERDICTS,
    B_SETUPS,
    B_FAILURES,
    B_REPAIR_TICKS,
    B_ARRIVED,
    B_LOST,
    B_ENTERED,
    B_FATES,
    B_SCRAPPED_AT,
    B_JOINED,
    B_SPLIT,
    B_EXPIRED,
    B_LEAD_TICKS,
    B_LEAD_BINS,
    B_LEAD_EXTREMES,
    B_KEPT,
    B_PLACE_AREA,
    B_WIP_AREA,
    B_INSIDE,
    B_LOAD_CURVE,
    B_CREW_TICKS,
    B_VEHICLE_TICKS,
    B_TRIPS,
    B_CARRIED,
    B_TRANSPORT_WAIT,
    B_ORDERS_RELEASED,
    B_ORDERS_COMPLETED,
    B_ORDERS_ON_TIME,
    B_ORDER_LEAD_TICKS,
    B_TARDY_TICKS,
    B_TARDY_BINS,
    B_TARDY_EXTREMES,
    B_BACKLOG_CURVE,
    B_OVERDUE_AREA,
    B_SHORT,
    B_SURPLUS,
    B_WOKEN,
    AT_PART,
    AT_ROWS,
    ROW_ROOM,
    POWERED,
    FRESH,
    CROWD,
    WOKEN,
    RARE,
    PLANNING,
    # whether more is kept of some place than what lies there; in how many something has happened
    WATCHED,
    STIRRED,
    STAMP,
    # what is kept beside each part: its neighbours on shelves; where it has been, in so many words
    AT_BESIDE,
    AT_VISITS,
    VISIT_WORDS,
    AT_ORDER_ROW,
    ORDER_ROOM,
    FREE_ORDER,
    FRESH_ORDER,
    ORDER_NUMBERS,
    OPEN_ORDERS,
    BACKLOG_SINCE,
    NEXT_DATED,
    BOOKED_FROM,
    # the first and the last of the open orders that wait for later ones
    FIRST_OPEN,
    LAST_OPEN,
    # cards: the source that has them (-1 none), their number, how many are out
    LIMITED,
    LIMIT,
    CARDS,
    HELD_OPEN,
    KANBAN,
    HELD,
    PASS,
    # watts to come without another decision (C17)
    COMING,
    # whether something has fallen due at this very tick, and the instant goes on; whether parts
    # may enter; whether counts are full; how many choose their way, how many places are contested
    DUE_NOW,
    GOES_ON,
    FIRST,
    ENTERING,
    STOPPING,
    CHOOSERS,
    CONTESTS,
    WORLD_HEAD,
) = range(143)

# phases of a machine: what it would be doing if nothing kept it from it; and of a vehicle
IDLE, SETTING_UP, WORKING, DONE, LOADING, UNLOADING = range(6)
STANDS, DRIVES, ARRIVED, LOADS, CARRIES, UNLOADS, CHARGES = range(7)

# columns of `mach`
(
    W_STATE,
    W_SINCE,
    W_PHASE,
    W_PART,
    W_LEFT,
    W_BEGAN,
    W_INSPECTS,
    W_LAST,
    W_DONE,
    W_WAY,
    W_WAYS,
    W_OFFER,
    W_OFFERS,
    W_QUEUED,
    W_MODE,
    W_CREW,
    W_CREW_SINCE,
    W_TASK,
    W_SKILL,
    W_ASKED,
    W_NEXT,
    W_PREV,
    W_FIRST_CLAIM,
    # what a machine needs at every cycle, noted once: positions of rows, and which words it uses
    W_RANK,
    W_FLAGS,
    W_STAT,
    W_TIMES,
    W_MADE,
    W_WATTS,
    W_CYCLE,
    W_STREAM,
    W_EXIT,
    W_DIST,
    W_CLOSED,
    W_PLANNED,
    W_SINCE_RESET,
    W_WORK,
    W_COLD,
    # the next four cycles, where they do not depend on the product, and how many are used up
    W_AHEAD,
    W_AHEAD_1,
    W_AHEAD_2,
    W_AHEAD_3,
    W_USED,
    # which part of those that leave one by one has its turn
    W_TURN,
    W_SLOWED_SINCE,
    # whether it stops at the end of the instant, as its count is full (B7); whether it stands in
    # the list of those that choose; whether its part is offered before that (C7)
    W_STOPS,
    W_CHOOSES,
    W_SHOWN,
    W_COLUMNS,
) = columns(49)

# whether some station was held back by the limit (C17), and whether the load fell since
FREELY, HELD_BACK, HELD_AND_FELL = range(3)

# columns of `stat`: machines starved, on standby, waking; whose turn it is; the only buffer, if so
T_FREE, T_STANDBY, T_WAKING, T_TURN, T_ONLY, T_FIRST, T_MACHINES, T_COLUMNS = columns(8)

# columns of `spot`, the state of a place
(
    Q_COUNT,
    Q_HEAD,
    Q_TAIL,
    Q_SINCE,
    Q_CLAIM,
    Q_LAST_CLAIM,
    Q_ROOM,
    Q_BEHIND,
    # of places with time: what it does there, the belt's clock when the last part came, the tick
    # when one went last, how long the belt has stood, and since when it stands, or -1
    Q_TIME,
    Q_LAST_IN,
    Q_LAST_OUT,
    Q_STOOD,
    Q_STANDS,
    # of buffers with a stay: how many parts may be taken, and the first that may not, or -1
    Q_RIPE,
    Q_GREEN,
    # whether something has happened there, where that is noted
    Q_NOTED,
    # of a link without room whether what is behind gathers parts, or comes last (C7); if contested
    Q_GATHERS,
    Q_CONTESTED,
    SPOT_COLUMNS,
) = columns(19)

# columns of `gate`, the state of a door
G_COUNT, G_HEAD, G_TAIL, G_SHELF, G_COLUMNS = columns(5)

# columns of `ride`, one row a machine: the link over which it waits for transport, since when, its
# vehicle, its neighbours in the fleet's queue, the next machine loaded with it
N_HAUL, N_ASKED, N_VEHICLE, N_NEXT, N_PREV, N_WITH, N_COLUMNS = columns(7)

# columns of `cart`, one row a vehicle: where it stands, its trip, what it loads or carries
C_STOP, C_HAUL, C_MACHINE, C_SET_OUT, C_USED, C_FIRST, C_LAST, C_COUNT, C_COLUMNS = columns(9)

# columns of `part`
(
    P_NUMBER,
    P_PRODUCT,
    P_ENTRY,
    P_SINCE,
    P_DEFECTS,
    P_MARKS,
    P_NEXT,
    P_DUE,
    P_ORDER,
    P_CARD,
    P_COLUMNS,
) = columns(11)

# columns of an open order in memory
(
    I_CLASS,
    I_SOURCE,
    I_PRODUCT,
    I_LEFT,
    I_RELEASED,
    I_DUE,
    I_NUMBER,
    I_NEXT,
    I_INSIDE,
    I_REPLACE,
    I_PREV,
    I_COLUMNS,
) = columns(12)

# columns of `claim`: one row a machine and way out
Y_MACHINE, Y_PLACE, Y_NEXT, Y_PREV, Y_COLUMNS = columns(5)

# columns of `clock`: what is left of it, or until its alarm (-1 none); what fired in vain or is due
K_LEFT, K_PENDING, K_WARN, K_DUE, K_COLUMNS = columns(5)

# how a run stands
RUNNING, RING, STANDSTILL, CLOCK, OVERFULL = range(5)


@inlined
def mach(w, m):
    """Position of a machine's row in the world: the first table, so its beginning is known."""
    return U(WORLD_HEAD + m * W_COLUMNS)


@hot
def stat(w, s):
    """Position of a station's row in the world."""
    return U(w[AT_STAT] + s * T_COLUMNS)


@hot
def spot(w, q):
    """Position of a place's row in the world."""
    return U(w[AT_SPOT] + q * SPOT_COLUMNS)


@hot
def gate(w, d):
    """Position of a door's row in the world."""
    return U(w[AT_GATE] + d * G_COLUMNS)


@inlined
def claim(w, y):
    """Position of a claim's row in the world."""
    return U(w[AT_CLAIM] + y * Y_COLUMNS)


@hot
def clock(w, j):
    """Position of a failure mode's row in the world."""
    return U(w[AT_CLOCK] + j * K_COLUMNS)


@inlined
def ride(w, m):
    """Position of the row in the world that says how a machine waits for transport."""
    return U(w[AT_RIDE] + m * N_COLUMNS)


@inlined
def cart(w, v):
    """Position of a vehicle's row in the world, beside the one it has as a machine."""
    return U(w[AT_CART] + v * C_COLUMNS)


@hot
def part_row(w, part):
    """Position of a part's row in the world."""
    return U(w[AT_PART] + part * P_COLUMNS)


@hot
def order_row(w, i):
    """Position of an open order's row in the world."""
    return U(w[AT_ORDER_ROW] + i * I_COLUMNS)
