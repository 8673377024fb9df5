"""A routed line as one would write it in plain SimPy: stores, crews as resources, processes.

The yardstick of `routed_fast_over_simpy`; nothing of the house is used here. `TEXT` is the same
line in the words of the house.
"""

import random
import time
from collections.abc import Generator
from typing import Any, NamedTuple

import simpy

TEXT = """
line: routed
products: {shaft: {}, flange: {}, plate: {}}
arrivals: {every: {exponential: 24 s}, mix: {shaft: 30 %, flange: 30 %, plate: 40 %}}
crews:
  fitters: {count: 2, skills: [repair]}
  setters: {count: 1, skills: [setup]}
buffers: {rack: {capacity: 10}}
stations:
  saw:
    machines: 2
    cycle: {exponential: 30 s}
    failures:
      stop: &stop
        {every: {exponential: 20 min}, repair: {exponential: 2 min}, crew: {skill: repair}}
  lathe:
    machines: 2
    cycle: {exponential: 40 s}
    setup: {time: {exponential: 30 s}, crew: {skill: setup}}
    failures: {stop: *stop}
  mill: {machines: 2, cycle: {exponential: 60 s}, failures: {stop: *stop}}
  wash: {cycle: {exponential: 12 s}}
  test: {cycle: {exponential: 14 s}}
  rework: {cycle: {exponential: 60 s}}
  pack: {cycle: {exponential: 16 s}}
flow:
  - source -> [] -> saw
  - saw -> lathe: {buffer: 10}
  - saw -> mill: {product: plate, buffer: 10}
  - lathe -> rack
  - mill -> rack
  - rack -> wash -> [10] -> test
  - test -> pack: {share: 92 %, buffer: 10}
  - test -> rework: {share: 8 %, buffer: unlimited}
  - rework -> rack
  - pack -> sink
"""
MIX = (("shaft", 0.3), ("flange", 0.3), ("plate", 0.4))
FOREVER = float("inf")


class Routed(NamedTuple):
    """What one run of the plain line says."""

    seconds: float
    operations: int
    made: int


class RoutedLine:
    """Machines with failures, set-ups and crews, blocked after service."""

    def __init__(self, seed: int) -> None:
        self.env = simpy.Environment()
        self.random = random.Random(seed)
        self.operations = self.made = 0
        self.fitters = simpy.Resource(self.env, 2)
        self.setters = simpy.Resource(self.env, 1)
        rooms = {"saw": FOREVER, "rework": FOREVER}
        names = ("saw", "lathe", "mill", "rack", "test", "rework", "pack")
        self.stores = {n: simpy.Store(self.env, rooms.get(n, 10)) for n in names}
        self.env.process(self.arrive())
        for name, mean, setup in (("saw", 30, 0), ("lathe", 40, 30), ("mill", 60, 0)):
            for _ in range(2):
                self.env.process(self.work(name, mean, 1200, setup))
        for name, mean in (("rack", 12), ("test", 14), ("rework", 60), ("pack", 16)):
            self.env.process(self.work(name, mean, 0, 0))

    def draw(self, mean: float) -> float:
        """An exponential time."""
        return self.random.expovariate(1 / mean)

    def arrive(self) -> Generator[simpy.Event, Any, None]:
        """Bring a part of some product, for ever."""
        while True:
            yield self.env.timeout(self.draw(24))
            product = self.random.choices(*zip(*MIX, strict=True))[0]
            yield self.stores["saw"].put(product)

    def way(self, name: str, product: str) -> str | None:
        """The store behind a machine; None behind the last."""
        if name == "saw":
            return "mill" if product == "plate" else "lathe"
        if name == "test":
            return "pack" if self.random.random() < 0.92 else "rework"
        return {"lathe": "rack", "mill": "rack", "rack": "test", "rework": "rack"}.get(name)

    def work(
        self, name: str, mean: float, between: float, setup: float
    ) -> Generator[simpy.Event, Any, None]:
        """Take a part, set up, work on it and be repaired, hand it over, for ever."""
        up = self.draw(between) if between else FOREVER
        last: str | None = None
        while True:
            product = yield self.stores[name].get()
            if setup and last not in (None, product):
                with self.setters.request() as setter:
                    yield setter
                    yield self.env.timeout(self.draw(setup))
            last = product
            left = self.draw(mean)
            while up < left:
                yield self.env.timeout(up)
                left -= up
                with self.fitters.request() as fitter:
                    yield fitter
                    yield self.env.timeout(self.draw(120))
                up = self.draw(between)
            yield self.env.timeout(left)
            up -= left
            self.operations += 1
            behind = self.way(name, product)
            if behind is None:
                self.made += 1
            else:
                yield self.stores[behind].put(product)


def run_routed(length_s: float, seed: int) -> Routed:
    """Run the plain line from empty and take its processor time."""
    line = RoutedLine(seed)
    begin = time.process_time()
    line.env.run(until=length_s)
    return Routed(time.process_time() - begin, line.operations, line.made)
