"""The books of one run, as integers, and the names of their axes.

Engines fill a `Ledger`; KPI families read it and nothing else. Its size does not depend on how
many parts were made. Letters of the axes: M machines, S stations, P products, K defect kinds,
F failure modes (one entry per machine and mode), Q places (links and named buffers), C crews,
U sources, W quarter hours of the clock from tick 0 on, V vehicles, L fleets, O links that fleets
serve, J classes of orders (an entry of the list, or product and late cost), B loads of the plant
beside its machines. Vehicles are numbered on behind the machines, and so are their failure modes.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TICKS_PER_SECOND = 1_000_000
TICKS_PER_HOUR = 3600 * TICKS_PER_SECOND
JOULES_PER_KWH = 3.6e6
QUARTER_TICKS = 900 * TICKS_PER_SECOND

TASKS: tuple[str, ...] = ("repair", "setup", "unload", "attend", "transport")
TASK_REPAIR, TASK_SETUP, TASK_UNLOAD, TASK_ATTEND, TASK_TRANSPORT = range(len(TASKS))

# The name of planned maintenance among the failure modes.
PLANNED = "(maintenance)"
# What is put behind a mode's name: planned stops that answer alarms, true and false ones.
FORESEEN, FALSE_ALARM = " (foreseen)", " (false alarm)"

# The marks of a part, added up: what the plant cannot see is in the books all the same.
DEFECTIVE, REWORKED, EVER_DEFECTIVE = 1, 2, 4
MARKS = 8
AT_SINK, AT_SCRAP = 0, 1
PASSED_GOOD, REJECTED_GOOD, PASSED_BAD, REJECTED_BAD = range(4)

# Lead times fall into bins of equal ratio: LEAD_SUB per doubling, exact below LEAD_SUB ticks.
LEAD_SUB_BITS = 7
LEAD_SUB = 1 << LEAD_SUB_BITS
LEAD_BINS = LEAD_SUB * 56
# An extreme of times of which there is none yet.
NO_TIME = -1


class Ledger(NamedTuple):
    """What happened between the warm-up tick and the end, in whole ticks, parts and watts."""

    span: Ints  # (1,) [tick] length of the time booked
    state_ticks: Ints  # (M, 11) [tick] by machine and state
    finished: Ints  # (M, P) cycles finished, by machine and product
    defects: Ints  # (M, K) defects made, by machine and kind
    verdicts: Ints  # (M, 4) inspections: passed good, rejected good, passed bad, rejected bad
    setups: Ints  # (M,) set-ups begun
    failures: Ints  # (F,) failures, by machine and mode
    repair_ticks: Ints  # (F,) [tick] time in repair or maintenance for this mode
    arrived: Ints  # (U, P) parts that came to a source's door (saturated: that were fetched)
    lost: Ints  # (U, P) parts turned away
    entered: Ints  # (U, P) parts that entered a buffer or a machine
    fates: Ints  # (2, P, 8) parts that left, by sink or scrap, product and marks
    scrapped_at: Ints  # (M,) parts scrapped out of this machine
    joined: Ints  # (P,) components that became part of another part
    split: Ints  # (P,) parts that came of taking another apart, beside the first
    expired: Ints  # (Q,) parts scrapped in this place, as they stayed too long
    lead_ticks: Ints  # (P,) [tick] sum of the lead times of parts at the sink
    lead_bins: Ints  # (P, LEAD_BINS) parts at the sink by lead time
    lead_extremes: Ints  # (P, 2) [tick] least and largest lead time at the sink, -1 without parts
    kept: Ints  # (P,) parts at the sink within the promised lead time
    place_area: Ints  # (Q,) [part tick] content of each place, over time
    wip_area: Ints  # (1,) [part tick] parts in machines and places, over time
    inside: Ints  # (2,) parts in machines and places at the warm-up tick and at the end
    load_curve: Ints  # (W,) [watt tick] energy in each quarter hour of the clock
    crew_ticks: Ints  # (C, 5) [tick] people's time at tasks, by crew and task
    vehicle_ticks: Ints  # (V, 9) [tick] by vehicle and state
    trips: Ints  # (V,) trips begun
    carried: Ints  # (V,) parts whose loading began
    transport_wait: Ints  # (V,) [tick] their time from asking for transport to that moment
    orders_released: Ints  # (J,) orders released
    orders_completed: Ints  # (J,) orders completed; the figures below are theirs
    orders_on_time: Ints  # (J,) orders completed when they were due or before
    order_lead_ticks: Ints  # (J,) [tick] sum of the times from release to completion
    tardy_ticks: Ints  # (J,) [tick] sum of the times from due to completion, 0 where on time
    tardy_bins: Ints  # (J, LEAD_BINS) orders that are wanted by some time, by how late they were
    tardy_extremes: Ints  # (J, 2) [tick] of these the least and the largest, -1 without orders
    backlog_curve: Ints  # (W,) [order tick] orders released and not complete; (0,) without orders
    overdue_area: Ints  # (J,) [order tick] of these the ones past their due time, over time
    short_parts: Ints  # (J,) parts that orders ended without, as scrapped ones are not replaced
    surplus_parts: Ints  # (J,) parts at the sink beyond what their orders asked for
    woken_j: Ints  # (M,) [J] energy of waking beside the states' power; (0,) where there is none


# Tables of words that a line need not use; digests leave them out where nothing stands in them.
WHERE_USED = frozenset(
    {
        "split",
        "expired",
        "vehicle_ticks",
        "trips",
        "carried",
        "transport_wait",
        "orders_released",
        "orders_completed",
        "orders_on_time",
        "order_lead_ticks",
        "tardy_ticks",
        "tardy_bins",
        "tardy_extremes",
        "backlog_curve",
        "overdue_area",
        "short_parts",
        "surplus_parts",
        "woken_j",
    }
)


class Frame(NamedTuple):
    """The names along the axes of a ledger, and the constants that turn ticks into meaning."""

    stations: tuple[str, ...]  # S, in the order of the file
    machines: tuple[str, ...]  # M, such as cast.1
    machine_station: tuple[int, ...]  # M -> S
    products: tuple[str, ...]  # P
    defects: tuple[str, ...]  # K
    modes: tuple[tuple[int, str], ...]  # F -> (machine, name of the mode)
    places: tuple[str, ...]  # Q, 'a->b' or the buffer's name
    place_consumers: tuple[tuple[int, ...], ...]  # Q -> stations that take from it
    crews: tuple[str, ...]  # C
    sources: tuple[str, ...]  # U
    power_w: Ints  # (M, 11) [W]
    part_energy_j: Ints  # (M,) [J] energy of each finished cycle beside the states' power
    begin: int  # [tick] warm-up tick: books begin
    end: int  # [tick] books end
    orders: tuple[str, ...] = ()  # J
    orders_late_per_day: tuple[float | None, ...] = ()  # J [currency/day] of an order past its due
    orders_due: tuple[bool, ...] = ()  # J, whether the orders are wanted by some time
    duty_ticks: tuple[int, ...] = ()  # (C,) [tick] working time of all members of each crew
    fleets: tuple[str, ...] = ()  # L
    vehicles: tuple[str, ...] = ()  # V, such as agv.1
    vehicle_fleet: tuple[int, ...] = ()  # V -> L
    hauls: tuple[str, ...] = ()  # O, fleet by fleet
    vehicle_w: Ints = np.zeros((0, 9), np.int64)  # (V, 9) [W] by state
    air_w: Ints | None = None  # (M, 11) [W] of the compressors for the air that machines use
    loads: tuple[str, ...] = ()  # B, leaks of air last
    load_w: Ints | None = None  # (B,) [W]
    load_ticks: tuple[int, ...] = ()  # (B,) [tick] how long each drew


def lead_bin(ticks: int) -> int:
    """The bin of a lead time in ticks; bins grow by 1/128 of a doubling."""
    octave = max(ticks.bit_length() - 1 - LEAD_SUB_BITS, 0)
    return (octave << LEAD_SUB_BITS) + (ticks >> octave)


def lead_bin_edges(index: int) -> tuple[int, int]:
    """First tick of bin `index` and first tick after it."""
    octave = max((index >> LEAD_SUB_BITS) - 1, 0)
    low = (index - (octave << LEAD_SUB_BITS)) << octave
    return low, low + (1 << octave)
