"""The trace: what happened, a row an event, in the order in which it happened.

Both engines write the same rows. `part` is the number of a part, given at its arrival in order.

what      who       part     value            mark
STATE     machine   part     new state        failure mode (F) in down and repair, else -1
FINISH    machine   part     product          defects made, as a sum of 2**kind
VERDICT   machine   part     0 pass, 1 reject 1 if the part is defective in truth
FAIL      mode      part     machine          -1
SETUP     machine   part     product          -1
ARRIVE    source    part     product          -1
LOST      source    part     product          -1
ENTER     source    part     product          -1
PUT       place     part     product          -1
TAKE      place     part     product          -1
OUT       machine   part     lead time [tick] (product * 2 + 0 sink, 1 scrap) * 8 + marks
JOIN      machine   part     product          -1
CLAIM     crew      machine  task             -1
RELEASE   crew      machine  task             -1
SPLIT     machine   new part product          -1
VEHICLE   vehicle   -1       new state        failure mode (F) in down and repair, else -1
CALL      vehicle   part     haul             ticks that it drives to the part
LOAD      vehicle   part     time waited [tick] haul
ORDER     class     order    parts            tick by which it is wanted, -1 if by none
COMPLETE  class     order    lead time [tick] tick by which it was wanted, -1 if by none

Vehicles are machines behind the last machine where a machine is named; a part is -1 where it is
not known yet, a machine where there is none. Who a part leaves from (OUT) is a machine, or
-1 - place where it leaves a place by itself or a vehicle has fetched it there.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

EVENTS = (
    "state",
    "finish",
    "verdict",
    "fail",
    "setup",
    "arrive",
    "lost",
    "enter",
    "put",
    "take",
    "out",
    "join",
    "claim",
    "release",
    "split",
    "vehicle",
    "call",
    "load",
    "order",
    "complete",
)
(
    STATE,
    FINISH,
    VERDICT,
    FAIL,
    SET_UP,
    ARRIVE,
    LOST,
    ENTER,
    PUT,
    TAKE,
    OUT,
    JOIN,
    CLAIM,
    RELEASE,
    SPLIT,
    VEHICLE,
    CALL,
    LOAD,
    ORDER,
    COMPLETE,
) = range(len(EVENTS))

COLUMNS = ("tick", "what", "who", "part", "value", "mark")


class Trace(NamedTuple):
    """The events of one run, from tick 0; (N,) int64 columns."""

    tick: NDArray[np.int64]
    what: NDArray[np.int64]
    who: NDArray[np.int64]
    part: NDArray[np.int64]
    value: NDArray[np.int64]
    mark: NDArray[np.int64]


def trace_of(rows: NDArray[np.int64]) -> Trace:
    """The trace whose rows stand in an (N, 6) array."""
    return Trace(*(np.ascontiguousarray(rows[:, column]) for column in range(len(COLUMNS))))
