"""A trace as a table that people and other tools can read: names in the place of numbers."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, TextIO

from kpi.ledger import MARKS, TASKS, TICKS_PER_SECOND
from lines.states import STATES, VEHICLE_STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kpi.ledger import Frame
    from twin.engine.trace import Trace

    Cell = str | int
    Naming = Callable[[Frame, int], Cell]

HEADER = ("tick", "time_s", "event", "who", "part", "value", "mark")
VERDICTS = ("pass", "reject")
ENDS = ("sink", "scrap")


def write_trace(trace: Trace, frame: Frame, file: TextIO) -> None:
    """Write a trace as CSV, one row an event, in the order in which it happened."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(rows_of(trace, frame))


def rows_of(trace: Trace, frame: Frame) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows of a trace with names; the columns stand in `HEADER`."""
    from twin.engine.trace import EVENTS

    # one lookup an event and not one a cell: traces have millions of rows
    named = [tuple(NAMES[kind] for kind in event[1:]) for event in EVENTS]
    columns = (column.tolist() for column in trace)
    for tick, what, *numbers in zip(*columns, strict=True):
        time_s = f"{tick // TICKS_PER_SECOND}.{tick % TICKS_PER_SECOND:06d}"
        cells = (name(frame, one) for name, one in zip(named[what], numbers, strict=True))
        yield tick, time_s, EVENTS[what].name, *cells


def _number(_: Frame, number: int) -> Cell:
    """Return a number; nothing for what is none."""
    return "" if number < 0 else number


def _worker(frame: Frame, number: int) -> Cell:
    """Return the name of a machine or, behind them, of a vehicle; nothing for none."""
    if number < 0:
        return ""
    vehicle = number - len(frame.machines)
    return frame.machines[number] if vehicle < 0 else frame.vehicles[vehicle]


def _mode(frame: Frame, number: int) -> Cell:
    """Return the name of a failure mode; nothing for none."""
    return frame.modes[number][1] if number >= 0 else ""


def _defects(frame: Frame, number: int) -> Cell:
    """Return the kinds of defect in a sum of 2**kind."""
    return "+".join(kind for bit, kind in enumerate(frame.defects) if number >> bit & 1)


def _end(frame: Frame, number: int) -> Cell:
    """Return the product that left, and which way."""
    product, end = divmod(number // MARKS, len(ENDS))
    return f"{frame.products[product]}:{ENDS[end]}"


# How a number of each kind is named; `Event` says which kind stands in which column.
NAMES: dict[str, Naming] = {
    "class": lambda frame, number: frame.orders[number],
    "count": lambda _, number: number,
    "crew": lambda frame, number: frame.crews[number],
    "defects": _defects,
    "end": _end,
    "haul": lambda frame, number: frame.hauls[number],
    "machine": lambda frame, number: frame.machines[number],
    "mode": _mode,
    "nothing": lambda _, __: "",
    "part": _number,
    "place": lambda frame, number: frame.places[number],
    "product": lambda frame, number: frame.products[number],
    "source": lambda frame, number: frame.sources[number],
    "state": lambda _, number: STATES[number],
    "task": lambda _, number: TASKS[number],
    "ticks": _number,
    "truth": lambda _, number: "defective" if number else "",
    "vehicle": lambda frame, number: frame.vehicles[number],
    "vehicle state": lambda _, number: VEHICLE_STATES[number],
    "verdict": lambda _, number: VERDICTS[number],
    "worker": _worker,
}
