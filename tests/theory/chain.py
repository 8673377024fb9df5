"""Exact answers of small lines: the stationary chances of a Markov chain, solved directly."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np

State = TypeVar("State", bound=Hashable)


class Chain(Generic[State]):
    """A Markov chain in continuous time, explored from one state."""

    def __init__(
        self, start: State, moves: Callable[[State], Iterable[tuple[float, State]]]
    ) -> None:
        rows: dict[State, int] = {start: 0}
        found = [start]
        rates: list[tuple[int, int, float]] = []
        for state in found:  # grows while it is walked
            for rate, after in moves(state):
                if after not in rows:
                    rows[after] = len(found)
                    found.append(after)
                rates.append((rows[state], rows[after], rate))
        self.chances = dict(zip(found, _solve(len(found), rates), strict=True))

    def mean(self, value: Callable[[State], float]) -> float:
        """The mean of a value over time, in the long run."""
        return sum(chance * value(state) for state, chance in self.chances.items())


def _solve(size: int, rates: list[tuple[int, int, float]]) -> list[float]:
    """Chances that balance all flows and add up to one."""
    flows = np.zeros((size, size))
    for origin, target, rate in rates:
        flows[target, origin] += rate
        flows[origin, origin] -= rate
    flows[-1, :] = 1.0
    total = np.zeros(size)
    total[-1] = 1.0
    return [float(chance) for chance in np.linalg.solve(flows, total)]
