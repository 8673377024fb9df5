"""A trace with names in the place of numbers."""

import io

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of
from exported import assert_can_be_exported

from kpi.ledger import TASK_REPAIR
from lines import load
from lines.distributions import constant
from lines.machinery import Failure
from lines.model import Crew
from lines.states import BUSY, REPAIR
from twin.engine import compile_plan, run
from twin.engine import trace as t
from twin.tracefile import HEADER, NAMES, rows_of, write_trace

JAM = Failure("jam", constant(10.0), constant(5.0), crew="repair")
LINE = line_of(
    station_of("press", failures=(JAM,), defects={"burr": 0.1, "crack": 0.1}),
    station_of("drill"),
    crews={"fitters": Crew(1, None, ("repair",))},
)
FRAME = blank_books(LINE).frame
ROWS = [
    (0, t.ENTER, 0, 0, 0, -1),
    (0, t.STATE, 0, 0, BUSY, -1),
    (1_500_000, t.FAIL, 0, 0, 0, -1),
    (1_500_000, t.CLAIM, 0, 0, TASK_REPAIR, -1),
    (1_500_000, t.STATE, 0, 0, REPAIR, 0),
    (2_000_000, t.FINISH, 0, 0, 0, 0b11),
    (2_000_000, t.VERDICT, 0, 0, 1, 1),
    (2_000_001, t.OUT, 0, 0, 2_000_001, (0 * 2 + 1) * 8 + 5),
]
TRACE = t.trace_of(np.array(ROWS, np.int64))


def test_every_event_is_told_with_names():
    assert [row[2:] for row in rows_of(TRACE, FRAME)] == [
        ("enter", "source", 0, "part", ""),
        ("state", "press.0", 0, "busy", ""),
        ("fail", "jam", 0, "press.0", ""),
        ("claim", "fitters", "press.0", "repair", ""),
        ("state", "press.0", 0, "repair", "jam"),
        ("finish", "press.0", 0, "part", "burr+crack"),
        ("verdict", "press.0", 0, "reject", "defective"),
        ("out", "press.0", 0, 2_000_001, "part:scrap"),
    ]


def test_time_is_written_in_ticks_and_in_seconds_without_rounding():
    file = io.StringIO()
    write_trace(TRACE, FRAME, file)
    lines = file.getvalue().splitlines()
    assert lines[0] == ",".join(HEADER)
    assert lines[3].startswith("1500000,1.500000,fail,")
    assert lines[-1].startswith("2000001,2.000001,out,")


def test_every_number_of_every_event_has_a_name():
    assert {kind for event in t.EVENTS for kind in event[1:]} == NAMES.keys()
    assert len({event.name for event in t.EVENTS}) == len(t.EVENTS) == t.SURPLUS + 1


TAKEN_APART = """line: apart
stations:
  press: {cycle: 2 s}
  cut: {type: disassembly, cycle: 3 s, makes: {part: 2}}
flow: ["source -> press -> [4] -> cut -> sink"]
"""


@pytest.mark.parametrize("engine", ["fast", "reference"])
def test_a_trace_with_a_disassembly_can_be_exported(engine):
    left = run(compile_plan(load(TAKEN_APART)), 1, 0, 0, 60_000_000, engine, True)
    told = [row for row in rows_of(left.trace, left.frame) if row[2] == "split"]
    assert told[0][3:] == ("cut", 3, "part", "")
    assert_can_be_exported(left.trace, left.frame)
