"""Draws for the SimPy engine: the shared kernels, called one at a time."""

import numpy as np

from twin.engine import draws
from twin.engine.plan import Plan


class Chance:
    """The luck of one replication."""

    def __init__(self, plan: Plan, seed: int, replication: int) -> None:
        self.plan = plan
        self.count = np.zeros(plan.keys.size, np.int64)
        self.words = np.zeros((plan.keys.size, 4), np.uint64)
        self.luck = np.array([seed, replication], np.uint64)

    def uniform(self, stream: int) -> float:
        """A number between 0 and 1 from a stream."""
        return float(
            draws.draw_uniform(stream, self.count, self.words, self.plan.keys, self.luck)
        )

    def _value(self, stream: int, row: int) -> float:
        plan = self.plan
        return float(
            draws.draw_value(
                stream, row, self.count, self.words, plan.keys, self.luck, plan.dist, plan.table
            )
        )

    def ticks(self, stream: int, row: int) -> int:
        """A duration in ticks (rule T1)."""
        return int(max(self._value(stream, row), 0.0) + 0.5)

    def parts(self, stream: int, row: int, least: int) -> int:
        """A number of parts, rounded, at least `least`."""
        return max(int(max(self._value(stream, row), 0.0) + 0.5), least)
