"""The serial line as one would write it in plain SimPy: a store a buffer, a process a station.

The yardstick of `fast_over_simpy`; nothing of the house is used here.
"""

import random
import time
from collections.abc import Generator
from typing import Any, NamedTuple

import simpy

CYCLE_S = 1.0


class Plain(NamedTuple):
    """What one run of the plain line says."""

    seconds: float
    operations: int
    made: int


class PlainLine:
    """A saturated serial line with exponential cycles, blocked after service."""

    def __init__(self, stations: int, room: int, seed: int) -> None:
        self.env = simpy.Environment()
        self.random = random.Random(seed)
        self.finished = [0] * stations
        buffers = [simpy.Store(self.env, capacity=room) for _ in range(stations - 1)]
        for station in range(stations):
            before = buffers[station - 1] if station else None
            after = buffers[station] if station < stations - 1 else None
            self.env.process(self.work(station, before, after))

    def work(
        self, station: int, before: simpy.Store | None, after: simpy.Store | None
    ) -> Generator[simpy.Event, Any, None]:
        """Take a part, work on it, hand it over, for ever."""
        part: object = None
        while True:
            if before is not None:
                part = yield before.get()
            yield self.env.timeout(self.random.expovariate(1 / CYCLE_S))
            self.finished[station] += 1
            if after is not None:
                yield after.put(part)


def run_plain(stations: int, room: int, length_s: float, seed: int) -> Plain:
    """Run the plain line from empty and take its processor time."""
    line = PlainLine(stations, room, seed)
    begin = time.process_time()
    line.env.run(until=length_s)
    seconds = time.process_time() - begin
    return Plain(seconds, sum(line.finished), line.finished[-1])
