"""Small lines on one engine, told in seconds and words, for tests whose answer fits in the head."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from one_path import S, assert_lawful

from kpi.ledger import MARKS, TASKS, Frame, Ledger
from lines import load
from lines.states import STATES, VEHICLE_STATES
from twin.engine import Trace, simulate
from twin.engine import trace as t
from twin.engine.simulate import Controller

on_both_engines = pytest.mark.parametrize("engine", ["reference", "fast"])


class Left(NamedTuple):
    """A part that left: when, whether to the sink or to scrap, its lead time and its marks."""

    second: float
    fate: str
    lead_s: float
    marks: int


class Run:
    """What happened, by names and in seconds."""

    def __init__(self, ledger: Ledger, frame: Frame, trace: Trace) -> None:
        self.ledger = ledger
        self.frame = frame
        self.rows = [tuple(int(v) for v in row) for row in zip(*trace, strict=True)]

    def spells(self, machine: str) -> list[tuple[float, str]]:
        """When a machine went into which state; what lasted no time is left out."""
        number = self.frame.machines.index(machine)
        told: list[tuple[float, str]] = [(0.0, "starved")]
        for tick, what, who, _, state, _ in self.rows:
            if what == t.STATE and who == number:
                if told[-1][0] == tick / S:
                    told.pop()
                if not told or told[-1][1] != STATES[state]:
                    told.append((tick / S, STATES[state]))
        return told

    def trips(self, vehicle: str) -> list[tuple[float, str]]:
        """When a vehicle went into which state; what lasted no time is left out."""
        number = self.frame.vehicles.index(vehicle)
        told: list[tuple[float, str]] = [(0.0, "idle")]
        for tick, what, who, _, state, _ in self.rows:
            if what == t.VEHICLE and who == number:
                if told[-1][0] == tick / S:
                    told.pop()
                if not told or told[-1][1] != VEHICLE_STATES[state]:
                    told.append((tick / S, VEHICLE_STATES[state]))
        return told

    def seconds(self, what: int, who: int | None = None) -> list[float]:
        """When something of a kind happened, to everyone or to one."""
        return [row[0] / S for row in self.rows if row[1] == what and who in (None, row[2])]

    def taken(self, machine: str) -> list[int]:
        """The numbers of the parts that a machine worked on, in order."""
        number = self.frame.machines.index(machine)
        return [row[3] for row in self.rows if row[1] == t.FINISH and row[2] == number]

    def left(self) -> list[Left]:
        """The parts that left the line, in order."""
        return [
            Left(row[0] / S, ("sink", "scrap")[row[5] // MARKS % 2], row[4] / S, row[5] % MARKS)
            for row in self.rows
            if row[1] == t.OUT
        ]

    def put(self, place: str) -> list[tuple[float, int]]:
        """When which part was laid down in a place."""
        number = self.frame.places.index(place)
        return [(row[0] / S, row[3]) for row in self.rows if row[1] == t.PUT and row[2] == number]

    def claims(self) -> list[tuple[float, str, str]]:
        """When people came to which machine, and for what."""
        return [
            (row[0] / S, (*self.frame.machines, *self.frame.vehicles)[row[3]], TASKS[row[4]])
            for row in self.rows
            if row[1] == t.CLAIM
        ]


def told_run(
    text: str,
    until_s: float,
    engine: str,
    warmup_s: float = 0.0,
    promise_s: float | None = None,
    controllers: Sequence[Controller] = (),
) -> Run:
    """Run a line from its text, with books from the warm-up to `until_s`."""
    line = load(text)
    length_s = until_s - warmup_s
    run = simulate(line, 1, 0, warmup_s, length_s, engine, True, promise_s, controllers)
    assert run.trace is not None
    assert_lawful(run.ledger)
    return Run(run.ledger, run.frame, run.trace)
