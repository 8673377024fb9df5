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
    Reader = Callable[[Frame, int, int, int], tuple[Cell, Cell, Cell]]

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
    from twin.engine.trace import CLAIM, EVENTS, RELEASE

    columns = (column.tolist() for column in trace)
    for tick, what, who, part, value, mark in zip(*columns, strict=True):
        time_s = f"{tick // TICKS_PER_SECOND}.{tick % TICKS_PER_SECOND:06d}"
        event = EVENTS[what]
        people = what in (CLAIM, RELEASE)
        about: Cell = _worker(frame, part) if people else _or_nothing(part)
        named = _READERS[event](frame, who, value, mark)
        yield tick, time_s, event, named[0], about, named[1], named[2]


def _or_nothing(number: int) -> Cell:
    """Return a number; nothing for what is none."""
    return "" if number < 0 else number


def _worker(frame: Frame, number: int) -> Cell:
    """Return the name of a machine or, behind them, of a vehicle; nothing for none."""
    if number < 0:
        return ""
    vehicle = number - len(frame.machines)
    return frame.machines[number] if vehicle < 0 else frame.vehicles[vehicle]


def _state(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    mode = frame.modes[mark][1] if mark >= 0 else ""
    return frame.machines[who], STATES[value], mode


def _finish(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    made = [kind for bit, kind in enumerate(frame.defects) if mark >> bit & 1]
    return frame.machines[who], frame.products[value], "+".join(made)


def _verdict(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.machines[who], VERDICTS[value], "defective" if mark else ""


def _fail(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.modes[who][1], _worker(frame, value), ""


def _machine(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.machines[who], frame.products[value], ""


def _source(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.sources[who], frame.products[value], ""


def _place(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.places[who], frame.products[value], ""


def _out(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    product, end = divmod(mark // MARKS, len(ENDS))
    return _worker(frame, who), value, f"{frame.products[product]}:{ENDS[end]}"


def _crew(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.crews[who], TASKS[value], ""


def _vehicle(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    mode = frame.modes[mark][1] if mark >= 0 else ""
    return frame.vehicles[who], VEHICLE_STATES[value], mode


def _call(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.vehicles[who], frame.hauls[value], mark


def _load(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.vehicles[who], value, frame.hauls[mark]


def _order(frame: Frame, who: int, value: int, mark: int) -> tuple[Cell, Cell, Cell]:
    return frame.orders[who], value, _or_nothing(mark)


_READERS: dict[str, Reader] = {
    "state": _state,
    "finish": _finish,
    "verdict": _verdict,
    "fail": _fail,
    "setup": _machine,
    "arrive": _source,
    "lost": _source,
    "enter": _source,
    "put": _place,
    "take": _place,
    "out": _out,
    "join": _machine,
    "claim": _crew,
    "release": _crew,
    "vehicle": _vehicle,
    "call": _call,
    "load": _load,
    "order": _order,
    "complete": _order,
}
