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
SHORT     class     order    parts missing    -1
SURPLUS   class     order    part             -1

Vehicles are machines behind the last machine where a machine is named; a part is -1 where it is
not known yet, a machine where there is none. Who a part leaves from (OUT) is a machine, or
-1 - place where it leaves a place by itself or a vehicle has fetched it there.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Event(NamedTuple):
    """What happened, and what the numbers of its row are: the kind of thing each of them names."""

    name: str
    who: str
    part: str
    value: str
    mark: str


# Everything that an engine writes and a reader can name, in the order of the numbers below.
# `twin/tracefile.py` names the kinds of numbers; a test holds that it knows all of them.
EVENTS = (
    Event("state", "machine", "part", "state", "mode"),
    Event("finish", "machine", "part", "product", "defects"),
    Event("verdict", "machine", "part", "verdict", "truth"),
    Event("fail", "mode", "part", "worker", "nothing"),
    Event("setup", "machine", "part", "product", "nothing"),
    Event("arrive", "source", "part", "product", "nothing"),
    Event("lost", "source", "part", "product", "nothing"),
    Event("enter", "source", "part", "product", "nothing"),
    Event("put", "place", "part", "product", "nothing"),
    Event("take", "place", "part", "product", "nothing"),
    Event("out", "worker", "part", "ticks", "end"),
    Event("join", "machine", "part", "product", "nothing"),
    Event("claim", "crew", "worker", "task", "nothing"),
    Event("release", "crew", "worker", "task", "nothing"),
    Event("split", "machine", "part", "product", "nothing"),
    Event("vehicle", "vehicle", "part", "vehicle state", "mode"),
    Event("call", "vehicle", "part", "haul", "ticks"),
    Event("load", "vehicle", "part", "ticks", "haul"),
    Event("order", "class", "part", "count", "ticks"),
    Event("complete", "class", "part", "ticks", "ticks"),
    Event("short", "class", "part", "count", "nothing"),
    Event("surplus", "class", "part", "part", "nothing"),
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
    SHORT,
    SURPLUS,
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
