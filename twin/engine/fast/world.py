"""The floor as arrays: everything that changes while the fast engine runs.

Tables of int64 have named columns. Letters of the axes as in `plan`; L calendar slots, N parts in
memory, B words of an ordered set, Y claims (one a machine and way out), R rows of the trace.
"""

from typing import NamedTuple

import numpy as np

from kpi.ledger import LEAD_BINS, MARKS, QUARTER_TICKS, TASKS, Ledger
from lines.states import BLOCKED, STATES
from twin.engine import plan as p
from twin.engine.fast.bits import bits_for
from twin.engine.plan import Ints, Plan, Words
from twin.engine.stuck import most_parts

NEVER = np.int64(1) << np.int64(62)

# phases of a machine: what it would be doing if nothing kept it from it
IDLE, SETTING_UP, WORKING, DONE = range(4)

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
    W_COLUMNS,
) = range(24)

# columns of `stat`: machines of a station by what they are free for, and whose turn a link is
T_FREE, T_STANDBY, T_WAKING, T_TURN, T_COLUMNS = range(5)

# columns of `spot`, the state of a place
(
    Q_COUNT,
    Q_HEAD,
    Q_TAIL,
    Q_SINCE,
    Q_AREA,
    Q_CLAIM,
    Q_LAST_CLAIM,
    Q_SPOT_COLUMNS,
) = range(8)

# columns of `gate`, the state of a door
G_COUNT, G_HEAD, G_TAIL, G_COLUMNS = range(4)

# columns of `part`
P_NUMBER, P_PRODUCT, P_ENTRY, P_SINCE, P_DEFECTS, P_MARKS, P_NEXT, P_COLUMNS = range(8)

# columns of `claim`
Y_MACHINE, Y_NEXT, Y_PREV, Y_COLUMNS = range(4)

# places in `now`, the few single numbers
(
    NOW,
    NUMBERS,
    FREE_PART,
    FRESH_PART,
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
    STILL,
    BEGIN,
    END,
    NEWLY,
    BOOKING,
    NOW_COLUMNS,
) = range(23)

# what ends a run
RUNNING, ENDED, RING, STANDSTILL, CLOCK, OVERFULL = range(6)


class World(NamedTuple):
    """The state of one run."""

    now: Ints  # (NOW_COLUMNS,)
    mach: Ints  # (M, W_COLUMNS)
    stat: Ints  # (S, T_COLUMNS)
    spot: Ints  # (Q, Q_SPOT_COLUMNS)
    gate: Ints  # (X, G_COLUMNS)
    part: Ints  # (N, P_COLUMNS)
    claim: Ints  # (Y, Y_COLUMNS)
    claim_place: Ints  # (Y,) the place claimed
    left: Ints  # (F,) [tick or part] until a busy or parts clock fires
    pending: Ints  # (F,) 1 where a calendar clock fired while the machine was down
    due: Ints  # (L,) [tick] by slot
    win: Ints  # (2 L,) the tournament: which slot is due first below each node
    takers: Words  # (B,) stations that may take
    leavers: Words  # (B,) ranks of machines that finished at this tick
    doors: Words  # (B,) doors whose parts may enter
    wakers: Words  # (B,) stations that may wake a machine
    older: Ints  # (M,) heap of `since * 2**k + rank` of machines that finished before
    newly: Ints  # (M,) machines that found no room at this tick
    free_crew: Ints  # (C,) members free
    task_head: Ints  # (5, A) first waiting task by kind and skill, as a machine
    task_tail: Ints  # (5, A)
    count: Ints  # (streams,) draws made
    words: Words  # (streams, 4)
    luck: Words  # (2,) seed, replication
    rows: Ints  # (R, 6) trace


def slots_power(slots: int) -> int:
    """The smallest power of two that holds so many slots, at least 2."""
    size = 2
    while size < slots:
        size *= 2
    return size


def new_world(plan: Plan, seed: int, replication: int, begin: int, end: int, rows: int) -> World:
    """An empty floor at tick 0."""
    machines, stations = plan.machine.shape[0], plan.station.shape[0]
    size = slots_power(int(plan.sizes[p.Z_SLOTS]))
    ways = plan.route[..., p.R_COUNT].max(axis=(1, 2)) if stations else np.zeros(0, np.int64)
    claims = ways[plan.machine[:, p.M_STATION]]
    most = most_parts(end)
    bounded = int(plan.sizes[p.Z_PARTS])
    mach = np.full((machines, W_COLUMNS), -1, np.int64)
    for column in (W_STATE, W_SINCE, W_PHASE, W_OFFERS, W_QUEUED, W_LEFT):
        mach[:, column] = 0
    mach[:, W_FIRST_CLAIM] = np.cumsum(claims) - claims
    now = np.zeros(NOW_COLUMNS, np.int64)
    now[FREE_PART], now[MOST], now[TRACING] = -1, most, int(rows > 0)
    now[BEGIN], now[END] = begin, end
    spot = np.full((plan.place.shape[0], Q_SPOT_COLUMNS), -1, np.int64)
    spot[:, [Q_COUNT, Q_SINCE, Q_AREA]] = 0
    gate = np.full((plan.door.shape[0], G_COLUMNS), -1, np.int64)
    gate[:, G_COUNT] = 0
    skills = max(plan.crew_skill.shape[1], 1)
    stat = np.zeros((stations, T_COLUMNS), np.int64)
    stat[:, T_FREE] = plan.station[:, p.S_MACHINES]
    return World(
        now=now,
        mach=mach,
        stat=stat,
        spot=spot,
        gate=gate,
        part=np.empty((most if bounded < 0 else min(bounded, most) + 1, P_COLUMNS), np.int64),
        claim=np.full((int(claims.sum()) + 1, Y_COLUMNS), -1, np.int64),
        claim_place=np.full(int(claims.sum()) + 1, -1, np.int64),
        left=np.zeros(plan.mode.shape[0] + 1, np.int64),
        pending=np.zeros(plan.mode.shape[0] + 1, np.int64),
        due=np.full(size, NEVER, np.int64),
        win=np.zeros(2 * size, np.int64),
        takers=bits_for(stations),
        leavers=bits_for(machines),
        doors=bits_for(plan.door.shape[0]),
        wakers=bits_for(stations),
        older=np.zeros(machines + 1, np.int64),
        newly=np.zeros(machines + 1, np.int64),
        free_crew=plan.crew_count.copy(),
        task_head=np.full((len(TASKS), skills), -1, np.int64),
        task_tail=np.full((len(TASKS), skills), -1, np.int64),
        count=np.zeros(plan.keys.size, np.int64),
        words=np.zeros((plan.keys.size, 4), np.uint64),
        luck=np.array([seed, replication], np.uint64),
        rows=np.empty((max(rows, 1), 6), np.int64),
    )


def new_books(plan: Plan, end: int) -> Ledger:
    """Empty books."""

    def zeros(*shape: int) -> Ints:
        return np.zeros(shape, np.int64)

    machines, products = plan.machine.shape[0], plan.cycle.shape[1]
    sources, modes = plan.source.shape[0], plan.mode.shape[0]
    return Ledger(
        span=zeros(1),
        state_ticks=zeros(machines, len(STATES)),
        finished=zeros(machines, products),
        defects=zeros(machines, int(plan.sizes[p.Z_DEFECTS])),
        verdicts=zeros(machines, 4),
        setups=zeros(machines),
        failures=zeros(modes),
        repair_ticks=zeros(modes),
        arrived=zeros(sources, products),
        lost=zeros(sources, products),
        entered=zeros(sources, products),
        fates=zeros(2, products, MARKS),
        scrapped_at=zeros(machines),
        joined=zeros(products),
        lead_ticks=zeros(products),
        lead_bins=zeros(products, LEAD_BINS),
        kept=zeros(products),
        place_area=zeros(plan.place.shape[0]),
        wip_area=zeros(1),
        inside=zeros(2),
        load_curve=zeros(-(-end // QUARTER_TICKS)),
        crew_ticks=zeros(plan.crew_count.size, len(TASKS)),
    )
