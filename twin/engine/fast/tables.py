"""Where things lie: the plan and the floor as four flat arrays, and the way to each row.

A kernel that is handed eighty arrays compiles for minutes and pays for them at every call, so the
engine hands on four: `g` what is given (int64), `f` chances (float64), `w` the world that changes
(int64, books included) and `x` words (uint64: luck, ordered sets). Both int64 arrays begin with
single numbers, among them the position of each table. A function such as `mach(w, m)` gives the
position of a row; a column is added to it: `w[mach(w, m) + W_STATE]`.
"""

import numpy as np

from twin.engine.draws import pack_floats
from twin.engine.hours import edges_of
from twin.engine.kernel import hot
from twin.engine.plan import (
    A_COLUMNS,
    D_COLUMNS,
    F_COLUMNS,
    F_SLOT,
    FIRST_HAUL,
    I_COLUMNS,
    L_COLUMNS,
    M_COLUMNS,
    O_COLUMNS,
    O_FLEET,
    O_FROM,
    O_TO,
    Q_COLUMNS,
    Q_SLOT,
    R_COLUMNS,
    S_COLUMNS,
    S_WAIT_SLOT,
    U_COLUMNS,
    U_SLOT,
    X_COLUMNS,
    Floats,
    Ints,
    Plan,
)

U = np.uint64

# head of `g`: how many there are of each, then the position of each table
(
    STATIONS,
    MACHINES,
    MODES,
    PLACES,
    PRODUCTS,
    SOURCES,
    DOORS,
    CREWS,
    SKILLS,
    KINDS,
    PROMISE,
    # slots: vehicles behind machines, then clocks, calendars, arrivals
    FIRST_CALENDAR,
    FIRST_HOURS,
    FIRST_TIMED,
    FIRST_WAIT,
    FIRST_ORDER,
    FIRST_ARRIVAL,
    VEHICLES,
    FLEETS,
    HAULS,
    ORDERS,
    LOADS,
    LIMIT,
    GIVING_WAY,
    AT_STATION,
    AT_MACHINE,
    AT_OF_RANK,
    AT_POWER,
    AT_PART_ENERGY,
    AT_CYCLE,
    AT_MODE,
    AT_IN_PLACE,
    AT_NEED,
    AT_DEFECT_KIND,
    AT_PLACE,
    AT_CONSUMER,
    AT_ROUTE,
    AT_SOURCE_ROUTE,
    AT_ROUTE_EXIT,
    AT_SOURCE,
    AT_MIX_PRODUCT,
    AT_DOOR,
    AT_PLACE_DOOR,
    AT_CREW_SKILL,
    AT_CREW_CALENDAR,
    # of each calendar its first edge, and the end of the last; then the ticks of all edges
    AT_EDGES,
    AT_EDGE_TICKS,
    AT_PIECE,
    # whose each slot is behind those of machines and vehicles: mode, calendar, place, station, ...
    AT_OWNER,
    AT_CHANGE,
    AT_FLEET,
    AT_HAUL,
    AT_DRIVE,
    AT_VEHICLE_POWER,
    AT_FEEDER,
    AT_ORDER,
    AT_DATED,
    AT_ORDER_DUE,
    # of each load of the plant its calendar or -1, and its watts
    AT_BASE_LOAD,
    AT_GIVES_WAY,
    # of each place the links of fleets out of it, into it, and the fleets of both (see `grouped`)
    AT_FETCH,
    AT_BRING,
    AT_PLACE_FLEETS,
    # positions in `f`
    AT_CHANCE,
    AT_FINDS,
    AT_SCRAP,
    AT_DEFECT_CHANCE,
    AT_ROUTE_BELOW,
    AT_MIX_BELOW,
    AT_HASTE,
    AT_SLOWING,
    AT_TIRING,
    AT_RECALL,
    GIVEN_HEAD,
) = range(74)


def pack_given(plan: Plan, end: int) -> tuple[Ints, Floats]:
    """The arrays `g` and `f` of a plan, with working time up to tick `end`."""
    edges = edges_of(plan, end)
    machines = plan.machine.shape[0]
    clocks = int((plan.mode[:, F_SLOT] >= 0).sum())
    timed = np.flatnonzero(plan.place[:, Q_SLOT] >= 0)
    waiting = np.flatnonzero(plan.station[:, S_WAIT_SLOT] >= 0)
    vehicles = plan.vehicle.shape[0]
    orders = plan.order.shape[0]
    sizes = [machines + vehicles, clocks, len(edges), timed.size, waiting.size, orders]
    slots = np.cumsum(sizes)
    counts = [
        plan.station.shape[0],
        machines,
        plan.mode.shape[0],
        plan.place.shape[0],
        plan.cycle.shape[1],
        plan.source.shape[0],
        plan.door.shape[0],
        plan.crew_count.size,
        plan.crew_skill.shape[1],
        int(plan.sizes[3]),
        int(plan.sizes[2]),
        *slots,
        vehicles,
        plan.fleet.shape[0],
        plan.haul.shape[0],
        plan.order.shape[0],
        plan.base_load.shape[0],
        int(plan.limit_w[0]),
        plan.gives_way.size,
    ]
    ints = [
        plan.station,
        np.concatenate([plan.machine, plan.vehicle]),
        plan.of_rank,
        plan.power_w + plan.air_w,
        plan.part_energy_j,
        plan.cycle,
        plan.mode,
        plan.in_place,
        plan.need,
        plan.defect_kind,
        plan.place,
        plan.consumer,
        plan.route,
        plan.source_route,
        plan.route_exit,
        plan.source,
        plan.mix_product,
        plan.door,
        plan.place_door,
        plan.crew_skill,
        plan.crew_calendar,
        np.cumsum([0] + [ticks.size for ticks in edges]),
        np.concatenate([np.empty(0, np.int64), *edges]),
        plan.piece,
        _owners(plan, timed, waiting, len(edges)),
        plan.change,
        plan.fleet,
        plan.haul,
        plan.drive,
        plan.vehicle_w,
        plan.feeder,
        plan.order,
        plan.dated,
        plan.order_due,
        plan.base_load,
        plan.gives_way,
        *_carried(plan),
    ]
    floats = [
        pack_floats(plan.dist, plan.table),
        plan.chance,
        plan.finds,
        plan.mode_scrap,
        plan.defect_chance,
        plan.route_below,
        plan.mix_below,
        plan.haste,
        plan.slowing,
        plan.tiring,
        plan.mode_recall,
    ]
    in_g = GIVEN_HEAD + np.cumsum([0] + [table.size for table in ints])
    in_f = np.cumsum([table.size for table in floats])
    head = np.concatenate([counts, in_g[:-1], in_f[:-1]]).astype(np.int64)
    given = np.concatenate([head, *(table.ravel() for table in ints)])
    return given, np.concatenate([table.ravel() for table in floats])


def _owners(plan: Plan, timed: Ints, waiting: Ints, calendars: int) -> Ints:
    """Whose each slot is, from the first calendar clock on; each kind has its slots in order."""
    modes = np.flatnonzero(plan.mode[:, F_SLOT] >= 0)
    sources = np.flatnonzero(plan.source[:, U_SLOT] >= 0)
    orders = np.arange(plan.order.shape[0])
    return np.concatenate([modes, np.arange(calendars), timed, waiting, orders, sources])


def _carried(plan: Plan) -> tuple[Ints, Ints, Ints]:
    """Of each place the links of fleets that begin there, that end there, and their fleets."""
    places, hauls = plan.place.shape[0], np.arange(plan.haul.shape[0])
    begin, end, fleet = (plan.haul[:, column] for column in (O_FROM, O_TO, O_FLEET))
    fetched = begin >= 0
    ends = np.concatenate([begin[fetched], end[fetched]])
    pairs = np.unique(np.stack([ends, np.tile(fleet[fetched], 2)], axis=1), axis=0)
    return (
        grouped(begin, hauls, places),
        grouped(end, hauls, places),
        grouped(pairs[:, 0], pairs[:, 1], places),
    )


def grouped(keys: Ints, members: Ints, size: int) -> Ints:
    """Members by key as one table: where those of each key begin in it, then all members.

    Those of key i are rows table[i] to table[i + 1]; a key below 0 is none.
    """
    there = keys >= 0
    order = np.argsort(keys[there], kind="stable")
    first = np.searchsorted(keys[there][order], np.arange(size + 1))
    return np.concatenate([first + size + 1, members[there][order]])


@hot
def station(g, s):
    """Position of a station's row in what is given: the first table, so its beginning is known.

    g : (G,) int64
    s : int64 [-]
    """
    return U(GIVEN_HEAD + s * S_COLUMNS)


@hot
def machine(g, m):
    """Position of a machine's row in what is given; vehicles stand behind the machines.

    g : (G,) int64
    m : int64 [-]
    """
    return U(g[AT_MACHINE] + m * M_COLUMNS)


@hot
def mode(g, j):
    """Position of a failure mode's row in what is given.

    g : (G,) int64
    j : int64 [-]
    """
    return U(g[AT_MODE] + j * F_COLUMNS)


@hot
def fleet(g, n):
    """Position of a fleet's row in what is given.

    g : (G,) int64
    n : int64 [-]
    """
    return U(g[AT_FLEET] + n * L_COLUMNS)


@hot
def haul(g, h):
    """Position of the row of a link that a fleet serves in what is given.

    g : (G,) int64
    h : int64 [-]
    """
    return U(g[AT_HAUL] + h * O_COLUMNS)


@hot
def need(g, i):
    """Position of the row of something that an assembly needs in what is given.

    g : (G,) int64
    i : int64 [-]
    """
    return U(g[AT_NEED] + i * I_COLUMNS)


@hot
def place(g, q):
    """Position of a place's row in what is given.

    g : (G,) int64
    q : int64 [-]
    """
    return U(g[AT_PLACE] + q * Q_COLUMNS)


@hot
def source(g, u):
    """Position of a source's row in what is given.

    g : (G,) int64
    u : int64 [-]
    """
    return U(g[AT_SOURCE] + u * U_COLUMNS)


@hot
def door(g, d):
    """Position of a door's row in what is given.

    g : (G,) int64
    d : int64 [-]
    """
    return U(g[AT_DOOR] + d * X_COLUMNS)


@hot
def order(g, o):
    """Position of the row of an entry of orders in what is given.

    g : (G,) int64
    o : int64 [-]
    """
    return U(g[AT_ORDER] + o * A_COLUMNS)


@hot
def dated(g, row):
    """Position of the row of an order with a date in what is given.

    g : (G,) int64
    row : int64 [-]
    """
    return U(g[AT_DATED] + row * D_COLUMNS)


@hot
def route(g, s, verdict, product):
    """Position of the row that says where a station's parts may go.

    g : (G,) int64
    s, verdict, product : int64 [-]
    """
    return U(g[AT_ROUTE] + ((s * 2 + verdict) * g[PRODUCTS] + product) * R_COLUMNS)


@hot
def end_of(g, exit_):
    """Where an exit leads, over a fleet's link as well: a place, the sink or scrap.

    g : (G,) int64
    exit_ : int64 [-]
    """
    return exit_ if exit_ > FIRST_HAUL else g[haul(g, FIRST_HAUL - exit_) + O_TO]


@hot
def exit_at(g, row):
    """Where a row of the routes leads: a place, sink or scrap; for sources a door.

    g : (G,) int64
    row : int64 [-]
    """
    return g[U(g[AT_ROUTE_EXIT] + row)]
