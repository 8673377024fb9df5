"""The plan of a line: everything an engine knows about it, as plain arrays in ticks.

Letters of the axes: S stations in the order of the file, M machines (station by station, by
number), P products, K defect kinds, F failure modes (one entry per machine and mode), Q places
(links and named buffers), X doors (a source and one of its links), U sources, C crews, A skills,
D distributions, N streams, T rows of weights, V vehicles (fleet by fleet), L fleets, O hauls (links
that a fleet serves, fleet by fleet), A entries of orders, B orders with dates (rows of a file), J
classes of orders. Vehicles are numbered on behind the machines. `-1` means "none" wherever an index
can be missing.
Tables of int64 have named columns, listed here above each field.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Words = NDArray[np.uint64]


def columns(count: int) -> tuple[Any, ...]:
    """Numbers of the columns of a table, then how many there are.

    Columns are unsigned: a signed index into an array costs compiled code a test for negative
    values at every access.
    """
    return (*(np.uint64(column) for column in range(count - 1)), count - 1)


# columns of `station`; S_IN_LOOP numbers from 1 on those to which a part may come again
(
    S_FIRST_MACHINE,
    S_MACHINES,
    S_TYPE,
    S_FIRST_IN,
    S_INS,
    S_FIRST_NEED,
    S_NEEDS,
    S_CHOOSE,
    S_BY_LINK,
    S_SETUP_DIST,
    S_SETUP_SKILL,
    S_CREW_SKILL,
    S_STANDBY_AFTER,
    S_STANDBY_WAKE,
    S_IN_LOOP,
    S_FIRST_DEFECT,
    S_DEFECTS,
    S_MAKES,
    S_CALENDAR,
    S_FINISH,
    S_RESET,
    S_LOAD_DIST,
    S_LOAD_SKILL,
    S_UNLOAD_DIST,
    S_UNLOAD_SKILL,
    S_BATCH,
    S_WAIT,
    S_WAIT_SLOT,
    S_FIRST_PIECE,
    S_PIECES,
    S_PICK,
    S_CHANGES,
    S_SLOW_RESET,
    S_KANBAN,
    S_WAKE_ENERGY,
    S_WARM_TICKS,
    S_WARM_ENERGY,
    S_COLD_AFTER,
    S_GIVES_WAY,
    S_RELEASES,
    S_COLUMNS,
) = columns(41)
# which of all waiting parts a machine takes, where not the first one of a link
PICK_NONE, PICK_BY_WORK, PICK_BY_DATE, PICK_BY_RATIO, PICK_BY_SETUP, PICK_BY_PRIORITY = range(6)
RESET_BY_SETUP, RESET_BY_MAINTENANCE = range(2)
MACHINE, INSPECTION, ASSEMBLY, BATCH, DISASSEMBLY = range(5)
LEAST_FULL, CYCLIC, FIRST = range(3)

# columns of `machine`
(
    M_STATION,
    M_RANK,
    M_CYCLE_STREAM,
    M_SHARE_STREAM,
    M_SETUP_STREAM,
    M_SAMPLE_STREAM,
    M_FALSE_STREAM,
    M_DEFECT_STREAM,
    M_FIND_STREAM,
    M_FIRST_MODE,
    M_MODES,
    M_BUSY_MODES,
    M_PART_MODES,
    M_LOAD_STREAM,
    M_UNLOAD_STREAM,
    M_CALENDAR,
    M_COLUMNS,
) = columns(17)

# columns of `need`; of one in-link, or over all of them parts of one product; the other is -1
I_PLACE, I_PRODUCT, I_COUNT, I_COLUMNS = columns(4)

# columns of `mode`
(
    F_MACHINE,
    F_CLOCK,
    F_EVERY_DIST,
    F_EVERY_STREAM,
    F_REPAIR_DIST,
    F_REPAIR_STREAM,
    F_SKILL,
    F_SCRAP_STREAM,
    F_SLOT,
    F_RENEWS,
    F_FORESEEN,
    F_FALSE,
    F_RECALL_STREAM,
    F_LEAD_DIST,
    F_LEAD_STREAM,
    F_COLUMNS,
) = columns(16)
# Planned maintenance is a mode too; F_RENEWS says by bits which of its machine's modes it renews.
# So are the stops that answer alarms: F_FORESEEN and F_FALSE of the mode that is foreseen lead to
# them; the first has no clock of its own. From CLOCK_PLANNED on all are planned stops.
CLOCK_BUSY, CLOCK_CALENDAR, CLOCK_PARTS, CLOCK_PLANNED, CLOCK_FORESEEN, CLOCK_FALSE = range(6)

# columns of `place`; capacity -1 is unlimited; feeders fill it by cards, and Q_ASKED says whether
# doors, feeders or fleets that empty a buffer ask for its room, or fleets for what lies there
(
    Q_CAPACITY,
    Q_FIRST_CONSUMER,
    Q_CONSUMERS,
    Q_FIRST_DOOR,
    Q_DOORS,
    Q_KIND,
    Q_MIN,
    Q_MAX,
    Q_GAP,
    Q_SLOT,
    Q_FIRST_FEEDER,
    Q_FEEDERS,
    Q_ASKED,
    Q_COLUMNS,
) = columns(14)
UNLIMITED = -1
# what time does to the parts in a place: nothing; they must or may stay; or they travel, close up
# or stand still while the end waits, or run off the end into the sink
PLAIN, STAY, CLOSING_UP, STANDING, RUNNING_OFF = range(5)

# columns of `piece`: what a disassembly makes, in order; the product, -1 as before, and the row of
# `route_exit` where it goes, -1 by the routes
E_PRODUCT, E_EXIT, E_COLUMNS = columns(3)

# exits hold a place, or one of these ends of the line; below them stand hauls, FIRST_HAUL - haul
TO_SINK, TO_SCRAP = -1, -2
FIRST_HAUL = -3

# columns of `route` and of `source_route`: rows of `route_exit`, and how to choose among them
R_FIRST, R_COUNT, R_HOW, R_COLUMNS = columns(4)
BY_SHARE, BY_CHOICE = range(2)
PASS, REJECT = range(2)

# columns of `source`
(
    U_EVERY_DIST,
    U_EVERY_STREAM,
    U_BATCH_DIST,
    U_BATCH_STREAM,
    U_MIX_STREAM,
    U_FIRST_MIX,
    U_MIXES,
    U_LOST,
    U_SHARE_STREAM,
    U_SLOT,
    U_DUE,
    U_LIMIT,
    U_COLUMNS,
) = columns(13)

# columns of `door`; one that is endless has a mix of its own: what may go through it
X_SOURCE, X_PLACE, X_FIRST_MIX, X_MIXES, X_ENDLESS, X_COLUMNS = columns(6)

# columns of `fleet`: its vehicles, hauls and places, and where its ticks between places begin
(
    L_FIRST_VEHICLE,
    L_VEHICLES,
    L_LOAD_DIST,
    L_UNLOAD_DIST,
    L_CAPACITY,
    L_RANGE,
    L_CHARGE,
    L_SKILL,
    L_FIRST_HAUL,
    L_HAULS,
    L_STOPS,
    L_FIRST_DRIVE,
    L_COLUMNS,
) = columns(13)

# columns of `haul`: from a station or a place to a place or an end of the line; its two stops
O_FLEET, O_STATION, O_FROM, O_TO, O_PICK, O_DROP, O_COLUMNS = columns(7)

# The last calendars of a plan are its late ones: another one's, less its beginning after a pause.

# columns of `shift`: ticks since the midnight at which its weekday begins
H_CALENDAR, H_WEEKDAY, H_BEGIN, H_END, H_COLUMNS = columns(5)


# columns of `order`: orders that come again and again, or (A_ROWS above 0) rows of `dated`
(
    A_PRODUCT,
    A_QUANTITY_DIST,
    A_QUANTITY_STREAM,
    A_EVERY_DIST,
    A_EVERY_STREAM,
    A_FIRST,
    A_DUE,
    A_CLASS,
    A_SLOT,
    A_SOURCE,
    A_FIRST_ROW,
    A_ROWS,
    A_REPLACE,
    A_ALLOWANCE,
    A_COLUMNS,
) = columns(15)
# how scrapped parts of an order are replaced; the allowance is in millionths of the quantity
IN_ONE_LOT, AT_ONCE, WITH_NEXT_ORDER, NEVER = range(4)
MILLION = 1_000_000

# columns of `dated`, sorted by release; due counts from it
D_RELEASE, D_PRODUCT, D_QUANTITY, D_DUE, D_CLASS, D_COLUMNS = columns(6)


class Plan(NamedTuple):
    """A line compiled for the engines."""

    station: Ints  # (S, S_COLUMNS)
    chance: Floats  # (S, 3) false rejects, sample, what each part adds to the chances of defects
    finds: Floats  # (S, K) sensitivity of an inspection by defect kind
    cycle: Ints  # (S, P) -> D
    machine: Ints  # (M, M_COLUMNS)
    of_rank: Ints  # (M,) machine of each rank: canonical station order, then number
    power_w: Ints  # (M, 11) [W] by state
    air_w: Ints  # (M, 11) [W] of the compressors, for the air that the machine uses, by state
    base_load: Ints  # (L, 2) calendar, or -1 for always, and watts of the plant beside machines
    limit_w: Ints  # (1,) [W] above which stations that give way start nothing
    gives_way: Ints  # (L,) -> S, stations that give way to the limit, the last to do so first
    part_energy_j: Ints  # (M,) [J] for each finished cycle
    mode: Ints  # (F, F_COLUMNS)
    mode_scrap: Floats  # (F,) chance that the part goes to scrap
    mode_recall: Floats  # (F,) chance that the failure is foreseen
    in_place: Ints  # (sum of in-links,) -> Q, by station in the order of the file
    need: Ints  # (N, I_COLUMNS) what assemblies take at one moment, by station
    defect_kind: Ints  # (sum of kinds made,) -> K
    defect_chance: Floats  # (sum of kinds made,)
    place: Ints  # (Q, Q_COLUMNS)
    piece: Ints  # (N, E_COLUMNS) parts made by taking one apart, by station
    consumer: Ints  # (sum of consumers,) -> S, by place, in the order of the file
    route: Ints  # (S, 2, P, R_COLUMNS) by verdict and product
    source_route: Ints  # (U, P, R_COLUMNS); its exits are doors
    route_exit: Ints  # (sum,) place, TO_SINK or TO_SCRAP; for sources a door
    route_below: Floats  # (sum,) cumulative shares
    source: Ints  # (U, U_COLUMNS)
    mix_product: Ints  # (sum of mixes,) -> P
    mix_below: Floats  # (sum of mixes,) cumulative shares
    door: Ints  # (X, X_COLUMNS)
    place_door: Ints  # (X,) doors sorted by place
    crew_count: Ints  # (C,)
    crew_skill: Ints  # (C, A) 1 where the crew has the skill
    crew_calendar: Ints  # (C,) -> calendar
    shift: Ints  # (H, H_COLUMNS) pieces of working time, by calendar and weekday
    late: Ints  # (L, 3) calendars that begin later: of which, ticks later, after which pause
    holiday: Ints  # (N,) [day] days from tick 0 on which no shift begins
    dist: Floats  # (D, 5) kind and parameters in ticks, parts or 1
    table: Floats  # (T, 2) value, cumulative weight
    keys: Words  # (N,) key of each stream
    haste: Floats  # (S, P) what the station's dispatch knows of each product, in ticks or ranks
    change: Ints  # (stations with times by change, P, P) -> D, from the last product to this one
    slowing: Floats  # (S,) share that each part since the last reset adds to the cycle
    tiring: Floats  # (S,) [1/tick] share of its sensitivity that an inspection loses
    vehicle: Ints  # (V, M_COLUMNS) the columns of a machine; its fleet stands for the station
    fleet: Ints  # (L, L_COLUMNS)
    haul: Ints  # (O, O_COLUMNS)
    drive: Ints  # (sum of stops squared,) [tick] from each stop of a fleet to each
    vehicle_w: Ints  # (V, 9) [W] by state of a vehicle
    feeder: Ints  # (sum of feeders,) -> S, by place, in the order of the file
    order: Ints  # (A, A_COLUMNS)
    dated: Ints  # (B, D_COLUMNS) [tick] where it says when
    order_due: Ints  # (J,) 1 where the orders of a class are wanted by some tick
    sizes: Ints  # (6,) slots, most parts in bounded places or -1, promise, K, calendars, weekday


# weekday: that of tick 0, Monday being 0
Z_SLOTS, Z_PARTS, Z_PROMISE, Z_DEFECTS, Z_CALENDARS, Z_WEEKDAY = range(6)


def has_waking_energy(plan: Plan) -> bool:
    """Whether waking or warming up takes energy of its own at some station."""
    return bool((plan.station[:, [int(S_WAKE_ENERGY), int(S_WARM_ENERGY)]] > 0).any())
