"""Setting up the floor: the arrays of a run at tick 0, with empty books."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.ledger import LEAD_BINS, MARKS, QUARTER_TICKS, TASKS, Ledger
from lines.states import STATES, VEHICLE_STATES
from twin.engine import plan as p
from twin.engine.draws import X_KEYS, pack_luck
from twin.engine.fast import uses
from twin.engine.fast import world as k
from twin.engine.fast.bits import upper_words, words_for
from twin.engine.fast.due_heaps import J_COLUMNS
from twin.engine.fast.shelves import H_COLUMNS, H_FIRST, H_LAST, H_ROOT, SHELF_HEAD
from twin.engine.fast.stirring import QUIET
from twin.engine.fast.tables import AT_CYCLE, AT_POWER, pack_given
from twin.engine.fast.visits import BITS
from twin.engine.plan import Ints, Plan, Words
from twin.engine.stuck import most_parts

SKILLS_OF = [p.S_CREW_SKILL, p.S_SETUP_SKILL, p.S_LOAD_SKILL, p.S_UNLOAD_SKILL]


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
    vehicles, quarters = plan.vehicle.shape[0], -(-end // QUARTER_TICKS)
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
        (plan.place.shape[0],),
        (products,),
        (products, LEAD_BINS),
        (products, 2),
        (products,),
        (plan.place.shape[0],),
        (1,),
        (2,),
        (quarters,),
        (plan.crew_count.size, len(TASKS)),
        (vehicles, len(VEHICLE_STATES)),
        (vehicles,),
        (vehicles,),
        (vehicles,),
        *([(plan.order_due.size,)] * 5),
        (plan.order_due.size, LEAD_BINS),
        (plan.order_due.size, 2),
        (quarters if plan.order_due.size else 0,),
        *([(plan.order_due.size,)] * 3),
        (machines if p.has_waking_energy(plan) else 0,),
    ]


def _slots(plan: Plan) -> int:
    """The smallest power of two that holds every calendar slot."""
    size = 2
    while size < plan.sizes[p.Z_SLOTS]:
        size *= 2
    return size


def new_world(plan: Plan, seed: int, replication: int, end: int, rows: int) -> World:
    """An empty floor at tick 0, with empty books up to tick `end`."""
    g, f = pack_given(plan, end)
    machines, stations, slots = plan.machine.shape[0], plan.station.shape[0], _slots(plan)
    places, doors = plan.place.shape[0], plan.door.shape[0]
    vehicles = plan.vehicle.shape[0]
    ways = plan.route[..., p.R_COUNT].max(axis=(1, 2))[plan.machine[:, p.M_STATION]]
    tasks = len(TASKS) * plan.crew_skill.shape[1]
    shelves = sum(map(len, _with_shelves(plan)))
    shapes = _book_shapes(plan, end)
    tables = [
        (machines + vehicles) * k.W_COLUMNS,
        stations * k.T_COLUMNS,
        places * k.SPOT_COLUMNS,
        doors * k.G_COLUMNS,
        int(ways.sum()) * k.Y_COLUMNS,
        plan.mode.shape[0] * k.K_COLUMNS,
        slots,
        2 * slots,
        machines + 1,
        machines,
        2 * (machines + places) + int(ways.max()) + 1,
        plan.crew_count.size,
        plan.crew_count.size,
        int(plan.sizes[p.Z_CALENDARS]),
        int(plan.sizes[p.Z_CALENDARS]),
        tasks,
        tasks,
        plan.keys.size,
        machines * k.N_COLUMNS,
        vehicles * k.C_COLUMNS,
        2 * plan.fleet.shape[0],
        places,
        places,
        places,
        shelves * _shelf_size(plan),
        machines,
        places,
        plan.cycle.shape[1],
        *(int(np.prod(shape)) for shape in shapes),
    ]
    at = k.WORLD_HEAD + np.cumsum([0, *tables])
    most, bounded = most_parts(end), int(plan.sizes[p.Z_PARTS])
    room = most if bounded < 0 else min(bounded, most) + 1
    at_orders = int(at[-1]) + room * k.P_COLUMNS
    # an open order has a part at least, and one without any is complete at once
    orders = room + 1 if plan.order.shape[0] else 0
    at_beside = at_orders + orders * k.I_COLUMNS
    at_visits = at_beside + (room * J_COLUMNS if shelves else 0)
    visit_words = -(-int(plan.station[:, p.S_IN_LOOP].max(initial=0)) // BITS)
    at_rows = at_visits + room * visit_words
    w = np.empty(at_rows + 6 * rows, np.int64)
    w[: at[-1]] = 0
    w[k.AT_MACH : k.AT_PART + 1] = at
    w[[k.FREE_PART, k.PART_ROOM, k.MOST, k.TRACING, k.SLOTS]] = -1, room, most, int(rows > 0), slots
    w[[k.AT_ROWS, k.ROW_ROOM]] = at_rows, rows
    w[[k.AT_ORDER_ROW, k.ORDER_ROOM, k.FREE_ORDER]] = at_orders, orders, -1
    w[[k.AT_BESIDE, k.AT_VISITS, k.VISIT_WORDS]] = at_beside, at_visits, visit_words
    fleets = plan.fleet.shape[0]
    by_limit = plan.gives_way.size
    members = (stations, machines, doors, stations, machines, by_limit, fleets, fleets, machines)
    sizes = [words_for(size) for size in members]
    sets = X_KEYS + 5 * plan.keys.size + np.cumsum([0, *sizes])
    w[k.TAKERS : k.COUNTED + 1] = sets[:-1]
    x = pack_luck(plan.keys, seed, replication, int(sum(sizes)))
    for start, size in zip(sets[:-1], members, strict=True):
        x[start] = upper_words(size)
    world = World(w, g, f, x, _views(w, shapes))
    _furnish(world, plan, np.cumsum(ways) - ways)
    return world


def _views(w: Ints, shapes: list[tuple[int, ...]]) -> Ledger:
    tables = []
    for number, shape in enumerate(shapes):
        start = int(w[k.B_SPAN + number])
        tables.append(w[start : start + int(np.prod(shape))].reshape(shape))
    return Ledger(*tables)


def trace_rows(world: World, written: int) -> Ints:
    """The (N, 6) rows of the trace."""
    start = int(world.w[k.AT_ROWS])
    return world.w[start : start + 6 * written].reshape(written, 6).copy()


def _furnish(world: World, plan: Plan, first_claim: Ints) -> None:
    """Fill in what does not begin at zero."""
    w = world.w

    def table(at: int, columns: int, size: int) -> Ints:
        start = int(w[at])
        return w[start : start + size * columns].reshape(size, columns)

    machines = plan.machine.shape[0]
    both = table(k.AT_MACH, k.W_COLUMNS, machines + plan.vehicle.shape[0])
    both[machines:, k.W_RANK] = plan.vehicle[:, p.M_RANK]
    mach = both[:machines]
    for column in (
        k.W_PART,
        k.W_LAST,
        k.W_OFFER,
        k.W_MODE,
        k.W_CREW,
        k.W_TASK,
        k.W_NEXT,
        k.W_PREV,
    ):
        both[:, column] = -1
    mach[:, k.W_FIRST_CLAIM] = first_claim
    mach[:, k.W_INSPECTS] = 1
    mach[:, k.W_RANK] = plan.machine[:, p.M_RANK]
    of = plan.machine[:, p.M_STATION]
    number = np.arange(machines)
    products = plan.cycle.shape[1]
    mach[:, k.W_STAT] = w[k.AT_STAT] + of * k.T_COLUMNS
    mach[:, k.W_TIMES] = w[k.B_STATE_TICKS] + number * len(STATES)
    mach[:, k.W_MADE] = w[k.B_FINISHED] + number * products
    mach[:, k.W_WATTS] = world.g[AT_POWER] + number * len(STATES)
    mach[:, k.W_CYCLE] = world.g[AT_CYCLE] + of * products
    mach[:, k.W_WAY] = plan.route[of, 0, 0, p.R_FIRST]
    mach[:, k.W_WAYS] = plan.route[of, 0, 0, p.R_COUNT]
    mach[:, k.W_FLAGS] = _flags(plan)
    mach[:, k.W_STREAM] = plan.machine[:, p.M_CYCLE_STREAM]
    mach[:, k.W_DIST] = plan.cycle[of, 0]
    mach[:, k.W_EXIT] = plan.route_exit[mach[:, k.W_WAY]]
    table(k.AT_CLOCK, k.K_COLUMNS, plan.mode.shape[0])[:, k.K_WARN] = -1
    # 2 where some station waits for the load to fall
    draws = (plan.power_w + plan.air_w).any() or plan.vehicle_w.any()
    w[k.POWERED] = int(draws) + int(plan.gives_way.size > 0)
    w[w[k.AT_RIDE] : w[k.AT_CART]] = -1
    cart = table(k.AT_CART, k.C_COLUMNS, plan.vehicle.shape[0])
    cart[:, [k.C_HAUL, k.C_MACHINE, k.C_FIRST]] = -1
    w[w[k.AT_CALLS] : w[k.AT_PROMISED]] = -1
    w[[k.FRESH, k.WOKEN, k.PASS, k.FIRST_OPEN, k.LAST_OPEN]] = -1
    w[w[k.AT_TO_COME] :][:products] = _to_come(plan)
    limits = plan.source[:, p.U_LIMIT]
    w[k.LIMITED] = int(limits.argmax()) if (limits > 0).any() else -1
    w[k.LIMIT] = limits.max(initial=-1)
    w[k.KANBAN] = int(plan.feeder.size > 0)
    stat = table(k.AT_STAT, k.T_COLUMNS, plan.station.shape[0])
    stat[:, k.T_FREE] = plan.station[:, p.S_MACHINES]
    stat[:, k.T_FIRST] = plan.station[:, p.S_FIRST_MACHINE]
    stat[:, k.T_MACHINES] = plan.station[:, p.S_MACHINES]
    stat[:, k.T_ONLY] = _only_buffers(plan)
    spot = table(k.AT_SPOT, k.SPOT_COLUMNS, plan.place.shape[0])
    spot[:, [k.Q_CLAIM, k.Q_LAST_CLAIM]] = -1
    spot[:, k.Q_ROOM] = plan.place[:, p.Q_CAPACITY]
    spot[:, k.Q_TIME] = plan.place[:, p.Q_KIND]
    spot[:, [k.Q_LAST_IN, k.Q_LAST_OUT, k.Q_STANDS, k.Q_GREEN]] = -k.NEVER, -k.NEVER, -1, -1
    timed = plan.place[:, p.Q_KIND] != p.PLAIN
    spot[timed, k.Q_NOTED] = QUIET
    fetched = plan.haul[plan.haul[:, p.O_FROM] >= 0]
    if plan.station[:, p.S_IN_LOOP].any():
        # a ring may close behind a buffer that a fleet empties without any machine finding it full
        ends = fetched[:, [p.O_FROM, p.O_TO]]
        spot[ends[ends >= 0], k.Q_NOTED] = QUIET
    shelved, at_doors = _with_shelves(plan)
    w[k.WATCHED] = int(timed.any() or fetched.size > 0 or len(shelved) > 0)
    size = _shelf_size(plan)
    shelf = w[w[k.AT_SHELF] : w[k.AT_SHELF] + (len(shelved) + len(at_doors)) * size]
    shelf = shelf.reshape(-1, size)
    lists = shelf[:, SHELF_HEAD:].reshape(len(shelf), products, H_COLUMNS)
    lists[:, :, [H_FIRST, H_LAST, H_ROOT]] = -1
    dated = _dated(plan)
    of_doors = plan.door[np.array(at_doors, np.int64), p.X_PLACE]
    shelf[:, 1] = dated[np.concatenate([np.array(shelved, np.int64), of_doors])]
    starts = w[k.AT_SHELF] + np.arange(len(shelf)) * size
    w[w[k.AT_SHELVED] + np.array(shelved, np.int64)] = starts[: len(shelved)]
    table(k.AT_GATE, k.G_COLUMNS, plan.door.shape[0])[at_doors, k.G_SHELF] = starts[len(shelved) :]
    alone = plan.place[:, p.Q_CONSUMERS] == 1
    first = plan.place[alone, p.Q_FIRST_CONSUMER]
    spot[:, k.Q_BEHIND] = -1
    spot[alone, k.Q_BEHIND] = plan.consumer[first]
    spot[:, k.Q_GATHERS] = _gathers(plan)
    w[w[k.AT_DUE] : w[k.AT_DUE] + w[k.SLOTS]] = k.NEVER
    w[w[k.AT_FREE_CREW] : w[k.AT_DUTY]] = plan.crew_count
    w[w[k.AT_DUTY] : w[k.AT_EDGE]] = 1
    w[w[k.AT_TASK_HEAD] : w[k.AT_COUNT]] = -1


def _to_come(plan: Plan) -> Ints:
    """How many orders of each product come in a run; those that come again never end."""
    to_come = np.bincount(plan.dated[:, p.D_PRODUCT], minlength=plan.cycle.shape[1])
    entries = plan.order[plan.order[:, p.A_ROWS] == 0]
    again = np.where(entries[:, p.A_EVERY_DIST] >= 0, 1 << 40, 1)
    np.add.at(to_come, entries[:, p.A_PRODUCT], again)
    return to_come


def _shelf_size(plan: Plan) -> int:
    """How many numbers the product queues beside one queue take."""
    return int(SHELF_HEAD + plan.cycle.shape[1] * H_COLUMNS)


def _dated(plan: Plan) -> NDArray[np.bool_]:
    """Whether some station behind each place dispatches by dates (C18)."""
    dated = np.zeros(plan.place.shape[0], bool)
    for row in plan.station[np.isin(plan.station[:, p.S_PICK], (p.PICK_BY_DATE, p.PICK_BY_RATIO))]:
        dated[plan.in_place[row[p.S_FIRST_IN] : row[p.S_FIRST_IN] + row[p.S_INS]]] = True
    return dated


def _with_shelves(plan: Plan) -> tuple[list[int], list[int]]:
    """The places and doors before stations that take by product or dispatch, where parts queue."""
    places: set[int] = set()
    for row in plan.station:
        needs = plan.need[row[p.S_FIRST_NEED] : row[p.S_FIRST_NEED] + row[p.S_NEEDS]]
        if row[p.S_PICK] != p.PICK_NONE or (needs[:, p.I_PRODUCT] >= 0).any():
            ins = plan.in_place[row[p.S_FIRST_IN] : row[p.S_FIRST_IN] + row[p.S_INS]]
            places.update(int(q) for q in ins)
    belts = plan.place[:, p.Q_KIND] > p.STAY  # of a belt at most one part can be taken
    rooms = plan.place[:, p.Q_CAPACITY] != 0
    doors = [
        d
        for d, row in enumerate(plan.door)
        if row[p.X_PLACE] in places
        and not rooms[row[p.X_PLACE]]
        and not row[p.X_ENDLESS]
        and not plan.source[row[p.X_SOURCE], p.U_LOST]
    ]
    return [q for q in sorted(places) if rooms[q] and not belts[q]], doors


def _flags(plan: Plan) -> Ints:
    """Which words of the format the station of each machine uses."""
    of = plan.machine[:, p.M_STATION]
    station = plan.station[of]
    routes = plan.route[of].reshape(of.size, -1, p.R_COLUMNS)
    differ = (routes != routes[:, :1]).any(axis=(1, 2)) | (routes[:, 0, p.R_HOW] == p.BY_SHARE)
    inspects = station[:, p.S_TYPE] == p.INSPECTION
    cycles = plan.cycle[of]
    hands = (station[:, p.S_LOAD_DIST] >= 0) | (station[:, p.S_UNLOAD_DIST] >= 0)
    used_by = (
        (uses.QUALITY, (station[:, p.S_DEFECTS] > 0) | inspects),
        (uses.ENERGY, plan.part_energy_j > 0),
        (uses.ROUTES, differ | inspects | _own_ways(plan)[of]),
        (uses.MANY, (station[:, p.S_BATCH] > 1) | (station[:, p.S_PIECES] > 0)),
        (uses.CREW, (station[:, SKILLS_OF] >= 0).any(axis=1)),
        (uses.HANDS, hands),
        (uses.DRIFT, station[:, p.S_SLOW_RESET] >= 0),
        (uses.SETUP, station[:, p.S_SETUP_DIST] >= 0),
        (uses.WEAR, plan.machine[:, p.M_BUSY_MODES] > 0),
        (uses.COUNT, plan.machine[:, p.M_PART_MODES] > 0),
        (uses.SAMPLE, inspects & (plan.chance[of, 1] < 1.0)),
        (uses.STANDBY, station[:, p.S_STANDBY_AFTER] >= 0),
        (uses.HOURS, station[:, p.S_CALENDAR] >= 0),
        (uses.PLAN, _planned(plan) > 0),
        (uses.RELEASE, station[:, p.S_RELEASES] > 0),
        (uses.WARM_UP, station[:, p.S_WARM_TICKS] >= 0),
        (uses.LOOP, station[:, p.S_IN_LOOP] > 0),
        (uses.ONE_CYCLE, (cycles == cycles[:, :1]).all(axis=1)),
    )
    flags = np.zeros(of.size, np.int64)
    for flag, used in used_by:
        flags += flag * used
    return flags


def _gathers(plan: Plan) -> NDArray[np.bool_]:
    """Whether all that is behind each place takes by a rule of its own (C7)."""
    kinds = np.isin(plan.station[:, p.S_TYPE], (p.ASSEMBLY, p.BATCH))
    gathers = kinds | (plan.station[:, p.S_GIVES_WAY] > 0)
    behind = [
        plan.consumer[row[p.Q_FIRST_CONSUMER] : row[p.Q_FIRST_CONSUMER] + row[p.Q_CONSUMERS]]
        for row in plan.place
    ]
    return np.array([gathers[stations].all() for stations in behind], bool)


def _own_ways(plan: Plan) -> NDArray[np.bool_]:
    """Whether a station makes parts that have a way of their own."""
    own = [
        plan.piece[row[p.S_FIRST_PIECE] : row[p.S_FIRST_PIECE] + row[p.S_PIECES], p.E_EXIT] >= 0
        for row in plan.station
    ]
    return np.array([exits.any() for exits in own], bool)


def _planned(plan: Plan) -> Ints:
    """How many planned stops each machine has."""
    planned = plan.mode[plan.mode[:, p.F_CLOCK] >= p.CLOCK_PLANNED, p.F_MACHINE]
    return np.bincount(planned, minlength=plan.machine.shape[0])


def _only_buffers(plan: Plan) -> Ints:
    """The one buffer from which each station takes, or -1 where that is not so simple."""
    only = np.full(plan.station.shape[0], -1, np.int64)
    for s, row in enumerate(plan.station):
        one_by_one = row[p.S_TYPE] not in (p.ASSEMBLY, p.BATCH) and not row[p.S_PICK]
        freely = row[p.S_KANBAN] < 0 and not row[p.S_GIVES_WAY]
        if row[p.S_INS] == 1 and one_by_one and freely:
            q = plan.in_place[row[p.S_FIRST_IN]]
            plain = plan.place[q, p.Q_CAPACITY] != 0 and plan.place[q, p.Q_KIND] == p.PLAIN
            only[s] = q if plain else -1
    return only
