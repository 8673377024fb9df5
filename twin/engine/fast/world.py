"""The floor: everything that changes while the fast engine runs, in the arrays `w` and `x`.

`w` begins with single numbers, among them the position of each table; the books of the run are
the last tables, so that a `Ledger` is a set of views into it. Parts come behind all else, in
memory that is only touched as far as it is used.
"""

from typing import NamedTuple

import numpy as np

from kpi.ledger import LEAD_BINS, MARKS, QUARTER_TICKS, TASKS, Ledger
from lines.states import STATES
from twin.engine import plan as p
from twin.engine.draws import X_KEYS, pack_luck
from twin.engine.fast.bits import upper_words, words_for
from twin.engine.fast.tables import AT_CYCLE, AT_POWER, pack_given
from twin.engine.kernel import hot, inlined
from twin.engine.plan import Ints, Plan, Words, columns
from twin.engine.stuck import most_parts

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
    STILL,
    NEWLY,
    OPEN,
    SLOTS,
    # where the ordered sets begin in `x`
    TAKERS,
    LEAVERS,
    DOORWAYS,
    WAKERS,
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
    AT_TASK_HEAD,
    AT_TASK_TAIL,
    AT_COUNT,
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
    B_LEAD_TICKS,
    B_LEAD_BINS,
    B_KEPT,
    B_PLACE_AREA,
    B_WIP_AREA,
    B_INSIDE,
    B_LOAD_CURVE,
    B_CREW_TICKS,
    AT_PART,
    AT_ROWS,
    ROW_ROOM,
    POWERED,
    WORLD_HEAD,
) = range(68)

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
    # what a machine needs at every cycle, noted once: positions of rows, and which words it uses
    W_RANK,
    W_FLAGS,
    W_STAT,
    W_TIMES,
    W_MADE,
    W_WATTS,
    W_CYCLE,
    W_COLUMNS,
) = columns(31)

# flags of a machine: the words of the format that its station uses; others cost it nothing
USES_QUALITY = 1
USES_ENERGY = 2
USES_ROUTES = 4
USES_CREW = 8
USES_SETUP = 16
USES_WEAR = 32
USES_COUNT = 64
USES_SAMPLE = 128
USES_STANDBY = 256

# columns of `stat`: machines of a station that are starved, on standby, waking; whose turn it is
# and of a station that takes from one buffer only that buffer, with its machines
T_FREE, T_STANDBY, T_WAKING, T_TURN, T_ONLY, T_FIRST, T_MACHINES, T_COLUMNS = columns(8)

# columns of `spot`, the state of a place
(
    Q_COUNT,
    Q_HEAD,
    Q_TAIL,
    Q_SINCE,
    Q_CLAIM,
    Q_LAST_CLAIM,
    SPOT_COLUMNS,
) = columns(7)

# columns of `gate`, the state of a door
G_COUNT, G_HEAD, G_TAIL, G_COLUMNS = columns(4)

# columns of `part`
P_NUMBER, P_PRODUCT, P_ENTRY, P_SINCE, P_DEFECTS, P_MARKS, P_NEXT, P_SPARE, P_COLUMNS = columns(9)

# columns of `claim`: one row a machine and way out
Y_MACHINE, Y_PLACE, Y_NEXT, Y_PREV, Y_COLUMNS = columns(5)

# columns of `clock`: what is left of a busy or parts clock; whether a calendar clock fired in vain
K_LEFT, K_PENDING, K_COLUMNS = columns(3)

# how a run stands
RUNNING, RING, STANDSTILL, CLOCK, OVERFULL = range(5)


class World(NamedTuple):
    """The arrays of one run, see `tables`."""

    w: Ints
    g: Ints
    f: p.Floats
    x: Words
    books: Ledger  # views into w


def _book_shapes(plan: Plan, end: int) -> list[tuple[int, ...]]:
    """Shapes of the ledger's tables, in its order."""
    machines, products = plan.machine.shape[0], plan.cycle.shape[1]
    sources, modes = plan.source.shape[0], plan.mode.shape[0]
    return [
        (1,),
        (machines, len(STATES)),
        (machines, products),
        (machines, int(plan.sizes[p.Z_DEFECTS])),
        (machines, 4),
        (machines,),
        (modes,),
        (modes,),
        (sources, products),
        (sources, products),
        (sources, products),
        (2, products, MARKS),
        (machines,),
        (products,),
        (products,),
        (products, LEAD_BINS),
        (products,),
        (plan.place.shape[0],),
        (1,),
        (2,),
        (-(-end // QUARTER_TICKS),),
        (plan.crew_count.size, len(TASKS)),
    ]


def _slots(plan: Plan) -> int:
    """The smallest power of two that holds every calendar slot."""
    size = 2
    while size < plan.sizes[p.Z_SLOTS]:
        size *= 2
    return size


def new_world(plan: Plan, seed: int, replication: int, end: int, rows: int) -> World:
    """An empty floor at tick 0, with empty books up to tick `end`."""
    g, f = pack_given(plan)
    machines, stations, slots = plan.machine.shape[0], plan.station.shape[0], _slots(plan)
    places, doors = plan.place.shape[0], plan.door.shape[0]
    ways = plan.route[..., p.R_COUNT].max(axis=(1, 2))[plan.machine[:, p.M_STATION]]
    tasks = len(TASKS) * plan.crew_skill.shape[1]
    shapes = _book_shapes(plan, end)
    tables = [
        machines * W_COLUMNS,
        stations * T_COLUMNS,
        places * SPOT_COLUMNS,
        doors * G_COLUMNS,
        int(ways.sum()) * Y_COLUMNS,
        plan.mode.shape[0] * K_COLUMNS,
        slots,
        2 * slots,
        machines + 1,
        machines,
        2 * machines,
        plan.crew_count.size,
        tasks,
        tasks,
        plan.keys.size,
        *(int(np.prod(shape)) for shape in shapes),
    ]
    at = WORLD_HEAD + np.cumsum([0, *tables])
    most, bounded = most_parts(end), int(plan.sizes[p.Z_PARTS])
    room = most if bounded < 0 else min(bounded, most) + 1
    at_rows = int(at[-1]) + room * P_COLUMNS
    w = np.empty(at_rows + 6 * rows, np.int64)
    w[: at[-1]] = 0
    w[AT_MACH : AT_PART + 1] = at
    w[[FREE_PART, PART_ROOM, MOST, TRACING, SLOTS]] = -1, room, most, int(rows > 0), slots
    w[[AT_ROWS, ROW_ROOM]] = at_rows, rows
    sizes = [words_for(size) for size in (stations, machines, doors, stations)]
    sets = X_KEYS + 5 * plan.keys.size + np.cumsum([0, *sizes])
    w[TAKERS : WAKERS + 1] = sets[:-1]
    x = pack_luck(plan.keys, seed, replication, int(sum(sizes)))
    for start, size in zip(sets[:-1], (stations, machines, doors, stations), strict=True):
        x[start] = upper_words(size)
    world = World(w, g, f, x, _views(w, shapes))
    _furnish(world, plan, np.cumsum(ways) - ways)
    return world


def _views(w: Ints, shapes: list[tuple[int, ...]]) -> Ledger:
    tables = []
    for number, shape in enumerate(shapes):
        start = int(w[B_SPAN + number])
        tables.append(w[start : start + int(np.prod(shape))].reshape(shape))
    return Ledger(*tables)


def trace_rows(world: World, written: int) -> Ints:
    """The (N, 6) rows of the trace."""
    start = int(world.w[AT_ROWS])
    return world.w[start : start + 6 * written].reshape(written, 6).copy()


def _furnish(world: World, plan: Plan, first_claim: Ints) -> None:
    """Fill in what does not begin at zero."""
    w = world.w

    def table(at: int, columns: int, size: int) -> Ints:
        start = int(w[at])
        return w[start : start + size * columns].reshape(size, columns)

    machines = plan.machine.shape[0]
    mach = table(AT_MACH, W_COLUMNS, machines)
    for column in (W_PART, W_LAST, W_OFFER, W_MODE, W_CREW, W_TASK, W_NEXT, W_PREV):
        mach[:, column] = -1
    mach[:, W_FIRST_CLAIM] = first_claim
    mach[:, W_INSPECTS] = 1
    mach[:, W_RANK] = plan.machine[:, p.M_RANK]
    of = plan.machine[:, p.M_STATION]
    number = np.arange(machines)
    products = plan.cycle.shape[1]
    mach[:, W_STAT] = w[AT_STAT] + of * T_COLUMNS
    mach[:, W_TIMES] = w[B_STATE_TICKS] + number * len(STATES)
    mach[:, W_MADE] = w[B_FINISHED] + number * products
    mach[:, W_WATTS] = world.g[AT_POWER] + number * len(STATES)
    mach[:, W_CYCLE] = world.g[AT_CYCLE] + of * products
    mach[:, W_WAY] = plan.route[of, 0, 0, p.R_FIRST]
    mach[:, W_WAYS] = plan.route[of, 0, 0, p.R_COUNT]
    mach[:, W_FLAGS] = _flags(plan)
    w[POWERED] = int(plan.power_w.any())
    stat = table(AT_STAT, T_COLUMNS, plan.station.shape[0])
    stat[:, T_FREE] = plan.station[:, p.S_MACHINES]
    stat[:, T_FIRST] = plan.station[:, p.S_FIRST_MACHINE]
    stat[:, T_MACHINES] = plan.station[:, p.S_MACHINES]
    stat[:, T_ONLY] = _only_buffers(plan)
    spot = table(AT_SPOT, SPOT_COLUMNS, plan.place.shape[0])
    spot[:, [Q_CLAIM, Q_LAST_CLAIM]] = -1
    w[w[AT_DUE] : w[AT_DUE] + w[SLOTS]] = NEVER
    w[w[AT_FREE_CREW] : w[AT_TASK_HEAD]] = plan.crew_count
    w[w[AT_TASK_HEAD] : w[AT_COUNT]] = -1


def _flags(plan: Plan) -> Ints:
    """Which words of the format the station of each machine uses."""
    of = plan.machine[:, p.M_STATION]
    station = plan.station[of]
    routes = plan.route[of].reshape(of.size, -1, p.R_COLUMNS)
    differ = (routes != routes[:, :1]).any(axis=(1, 2)) | (routes[:, 0, p.R_HOW] == p.BY_SHARE)
    inspects = station[:, p.S_TYPE] == p.INSPECTION
    uses = (
        (USES_QUALITY, (station[:, p.S_DEFECTS] > 0) | inspects),
        (USES_ENERGY, plan.part_energy_j > 0),
        (USES_ROUTES, differ | inspects),
        (USES_CREW, (station[:, p.S_CREW_SKILL] >= 0) | (station[:, p.S_SETUP_SKILL] >= 0)),
        (USES_SETUP, station[:, p.S_SETUP_DIST] >= 0),
        (USES_WEAR, plan.machine[:, p.M_BUSY_MODES] > 0),
        (USES_COUNT, plan.machine[:, p.M_PART_MODES] > 0),
        (USES_SAMPLE, inspects & (plan.chance[of, 1] < 1.0)),
        (USES_STANDBY, station[:, p.S_STANDBY_AFTER] >= 0),
    )
    flags = np.zeros(of.size, np.int64)
    for flag, used in uses:
        flags += flag * used
    return flags


def _only_buffers(plan: Plan) -> Ints:
    """The one buffer from which each station takes, or -1 where that is not so simple."""
    only = np.full(plan.station.shape[0], -1, np.int64)
    for s, row in enumerate(plan.station):
        if row[p.S_INS] == 1 and row[p.S_TYPE] != p.ASSEMBLY:
            q = plan.in_place[row[p.S_FIRST_IN]]
            only[s] = q if plan.place[q, p.Q_CAPACITY] != 0 else -1
    return only


@inlined
def mach(w, m):
    """Position of a machine's row in the world.

    w : (W,) int64
    m : int64 [-]
    """
    return U(w[AT_MACH] + m * W_COLUMNS)


@hot
def stat(w, s):
    """Position of a station's row in the world.

    w : (W,) int64
    s : int64 [-]
    """
    return U(w[AT_STAT] + s * T_COLUMNS)


@hot
def spot(w, q):
    """Position of a place's row in the world.

    w : (W,) int64
    q : int64 [-]
    """
    return U(w[AT_SPOT] + q * SPOT_COLUMNS)


@hot
def gate(w, d):
    """Position of a door's row in the world.

    w : (W,) int64
    d : int64 [-]
    """
    return U(w[AT_GATE] + d * G_COLUMNS)


@inlined
def claim(w, y):
    """Position of a claim's row in the world.

    w : (W,) int64
    y : int64 [-]
    """
    return U(w[AT_CLAIM] + y * Y_COLUMNS)


@hot
def clock(w, j):
    """Position of a failure mode's row in the world.

    w : (W,) int64
    j : int64 [-]
    """
    return U(w[AT_CLOCK] + j * K_COLUMNS)


@hot
def part_row(w, part):
    """Position of a part's row in the world.

    w : (W,) int64
    part : int64 [-]
    """
    return U(w[AT_PART] + part * P_COLUMNS)
