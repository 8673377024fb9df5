"""What chance may look like on the shop floor, and the mean of each shape.

A distribution is a name and a few numbers in base units; how it is drawn belongs to the engines,
how it is written in a file to `words.chances`.

kind              values                 kind          values
constant          (value,)               erlang        (mean, k)
exponential       (mean,)                uniform       (low, high)
normal            (mean, sd), cut at 0   triangular    (low, mode, high)
lognormal         (mean, cv)             beta-pert     (low, mode, high)
gamma             (mean, cv)             poisson       (mean,)
weibull           (mean, shape)          geometric     (mean,), counted from 1
hyperexponential  means and `weights`    empirical     values and `weights`
mixture           `parts` and `weights`
"""

from __future__ import annotations

from dataclasses import dataclass

KINDS: tuple[str, ...] = (
    "constant",
    "exponential",
    "normal",
    "lognormal",
    "gamma",
    "weibull",
    "erlang",
    "hyperexponential",
    "triangular",
    "uniform",
    "beta-pert",
    "poisson",
    "geometric",
    "empirical",
    "mixture",
)


@dataclass(frozen=True, slots=True)
class Distribution:
    """One shape of chance: its kind, its numbers in base units, its weights and parts."""

    kind: str
    values: tuple[float, ...] = ()
    weights: tuple[float, ...] = ()
    parts: tuple[Distribution, ...] = ()

    @property
    def is_constant(self) -> bool:
        """Say whether every draw gives the same number."""
        return self.kind == "constant"

    def mean(self) -> float:
        """Return the mean as written; of a normal, before it is cut at 0."""
        if self.kind == "mixture":
            return sum(w * part.mean() for w, part in zip(self.weights, self.parts, strict=True))
        if self.kind in ("hyperexponential", "empirical"):
            return sum(w * value for w, value in zip(self.weights, self.values, strict=True))
        if self.kind in ("triangular", "uniform"):
            return sum(self.values) / len(self.values)
        if self.kind == "beta-pert":
            low, mode, high = self.values
            return (low + 4.0 * mode + high) / 6.0
        return self.values[0]


def constant(value: float) -> Distribution:
    """Return the distribution that always gives this value."""
    return Distribution("constant", (value,))


def mixture(weights: tuple[float, ...], parts: tuple[Distribution, ...]) -> Distribution:
    """Return one flat mixture: a mixture inside it gives its parts to the whole."""
    flat: list[tuple[float, Distribution]] = []
    for weight, part in zip(weights, parts, strict=True):
        if part.kind == "mixture":
            flat += [(weight * w, p) for w, p in zip(part.weights, part.parts, strict=True)]
        else:
            flat.append((weight, part))
    return Distribution("mixture", (), tuple(w for w, _ in flat), tuple(p for _, p in flat))
