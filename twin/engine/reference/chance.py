"""Draws for the SimPy engine: the shared kernels, called one at a time."""

import numpy as np

from twin.engine import draws
from twin.engine.plan import Plan


class Chance:
    """The luck of one replication."""

    def __init__(self, plan: Plan, seed: int, replication: int) -> None:
        self.count = np.zeros(plan.keys.size, np.int64)
        self.luck = draws.pack_luck(plan.keys, seed, replication)
        self.floats = draws.pack_floats(plan.dist, plan.table)

    def uniform(self, stream: int) -> float:
        """A number between 0 and 1 from a stream."""
        return float(draws.draw_uniform(stream, self.count, 0, self.luck))

    def _value(self, stream: int, row: int) -> float:
        return float(draws.draw_value(stream, row, self.count, 0, self.luck, self.floats))

    def ticks(self, stream: int, row: int) -> int:
        """A duration in ticks (rule T1)."""
        return int(min(max(self._value(stream, row), 0.0), draws.LONGEST) + 0.5)

    def parts(self, stream: int, row: int, least: int) -> int:
        """A number of parts, rounded, at least `least`."""
        return max(self.ticks(stream, row), least)
