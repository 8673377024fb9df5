"""A trace written as a table and read again: nothing is lost of what has a name of its own."""

import csv
import io

import numpy as np

from kpi.ledger import TASKS, Frame
from lines.states import STATES, VEHICLE_STATES
from twin.engine import Trace
from twin.engine.trace import EVENTS
from twin.tracefile import HEADER, VERDICTS, write_trace


def axes_of(frame: Frame) -> dict[str, tuple[str, ...]]:
    """The names of each kind whose numbers a reader can find again."""
    return {
        "class": frame.orders,
        "crew": frame.crews,
        "haul": frame.hauls,
        "machine": frame.machines,
        "place": frame.places,
        "product": frame.products,
        "source": frame.sources,
        "state": STATES,
        "task": TASKS,
        "vehicle": frame.vehicles,
        "vehicle state": VEHICLE_STATES,
        "verdict": VERDICTS,
        "worker": (*frame.machines, *frame.vehicles),
    }


def assert_can_be_exported(trace: Trace, frame: Frame) -> None:
    """Write a trace and read it again, row by row and cell by cell."""
    file = io.StringIO()
    write_trace(trace, frame, file)
    head, *rows = csv.reader(io.StringIO(file.getvalue()))
    assert tuple(head) == HEADER
    assert len(rows) == len(trace.tick)
    axes, names = axes_of(frame), [event.name for event in EVENTS]
    for (tick, _, event, *cells), whole in zip(rows, np.stack(trace, axis=1).tolist(), strict=True):
        what = names.index(event)
        assert [int(tick), what] == whole[:2]
        for kind, cell, number in zip(EVENTS[what][1:], cells, whole[2:], strict=True):
            if kind in axes:
                assert cell == (axes[kind][number] if number >= 0 else "")
            elif kind in ("part", "ticks", "count"):
                assert cell == (str(number) if number >= 0 else "")
