"""Distributions as rows of numbers, in ticks or parts.

Columns of a row: kind and four parameters.
constant value · exponential mean · normal mean, sd, –, share below 0 · lognormal mu, sigma ·
gamma shape, scale · weibull scale, 1/shape · erlang phase mean, k · triangular low, high, share
below the mode, (mode-low)/(high-low) · uniform low, high · beta-pert low, high, alpha, beta ·
poisson mean · geometric –, log(1-p) · empirical and mixture first row of the table, rows.
"""

import math

import numpy as np

from lines.distributions import Distribution
from twin.engine import draws, portable
from twin.engine.plan import Floats

Row = tuple[float, float, float, float, float]


class Tabulator:
    """Collects distributions, each once, and gives their row numbers."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.table: list[tuple[float, float]] = []
        self._known: dict[tuple[Distribution, float], int] = {}

    def row(self, distribution: Distribution, scale: float) -> int:
        """The row of a distribution whose values are multiplied by `scale` (ticks a second)."""
        known = (distribution, scale)
        if known not in self._known:
            values = self._composed(distribution, scale)
            self._known[known] = len(self.rows)
            self.rows.append(values)
        return self._known[known]

    def _composed(self, distribution: Distribution, scale: float) -> Row:
        kind = distribution.kind
        if kind == "empirical":
            values = [value * scale for value in distribution.values]
            return self._weighted(draws.EMPIRICAL, values, distribution.weights)
        if kind in ("mixture", "hyperexponential"):
            parts, weights = _flattened(distribution)
            rows = [float(self.row(part, scale)) for part in parts]
            return self._weighted(draws.MIXTURE, rows, weights)
        return plain_row(distribution, scale)

    def _weighted(self, kind: int, values: list[float], weights: tuple[float, ...]) -> Row:
        first = len(self.table)
        total = sum(weights)
        below = 0.0
        for value, weight in zip(values, weights, strict=True):
            below += weight
            self.table.append((value, below / total))
        return (float(kind), float(first), float(len(values)), 0.0, 0.0)

    def arrays(self) -> tuple[Floats, Floats]:
        """The distribution table (D, 5) and the table of weights (T, 2)."""
        rows = np.array(self.rows, dtype=np.float64).reshape(-1, 5)
        table = np.array(self.table, dtype=np.float64).reshape(-1, 2)
        return rows, table


def _flattened(distribution: Distribution) -> tuple[list[Distribution], tuple[float, ...]]:
    """A mixture without mixtures inside; a hyperexponential is one of exponentials."""
    if distribution.kind == "hyperexponential":
        parts = [Distribution("exponential", (mean,)) for mean in distribution.values]
        return parts, distribution.weights
    flat: list[Distribution] = []
    weights: list[float] = []
    for part, weight in zip(distribution.parts, distribution.weights, strict=True):
        if part.kind in ("hyperexponential", "mixture"):
            inner, shares = _flattened(part)
            flat += inner
            weights += [weight * share / sum(shares) for share in shares]
        elif part.kind == "empirical":
            total = sum(part.weights)
            flat += [Distribution("constant", (value,)) for value in part.values]
            weights += [weight * share / total for share in part.weights]
        else:
            flat.append(part)
            weights.append(weight)
    return flat, tuple(weights)


def plain_row(distribution: Distribution, scale: float) -> Row:
    """The row of a distribution that is not made of others."""
    kind = distribution.kind
    number = float(draws.KINDS.index(kind))
    v = distribution.values
    a = v[0] * scale
    if kind in ("constant", "exponential", "poisson"):
        return (number, a, 0.0, 0.0, 0.0)
    if kind == "geometric":
        rest = 1.0 - 1.0 / v[0]
        return (number, 0.0, portable.log(rest) if rest > 0 else 0.0, 0.0, 0.0)
    if kind == "uniform":
        return (number, a, v[1] * scale, 0.0, 0.0)
    if kind == "erlang":
        return (number, a / v[1], v[1], 0.0, 0.0)
    if kind == "weibull":
        return (number, a / portable.gamma_function(1.0 + 1.0 / v[1]), 1.0 / v[1], 0.0, 0.0)
    if v[1] == 0.0 and kind in ("normal", "lognormal", "gamma"):
        return (float(draws.CONSTANT), a, 0.0, 0.0, 0.0)
    if kind == "normal":
        return (number, a, v[1] * scale, 0.0, portable.normal_probability(-v[0] / v[1]))
    if kind == "lognormal":
        variance = portable.log(1.0 + v[1] * v[1])
        return (number, portable.log(a) - variance / 2.0, math.sqrt(variance), 0.0, 0.0)
    if kind == "gamma":
        shape = 1.0 / (v[1] * v[1])
        return (number, shape, a / shape, 0.0, 0.0)
    low, mode, high = (value * scale for value in v)
    middle = (mode - low) / (high - low)
    if kind == "triangular":
        return (number, low, high, middle, middle)
    return (number, low, high, 1.0 + 4.0 * middle, 1.0 + 4.0 * (1.0 - middle))
