"""The numbers that a shape of chance is written by: one set of several, as textbooks give them.

Whatever the set, a shape is kept by its mean and one number more (`lines/distributions.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist

# Sets of words for each shape; one of them is given whole.
SETS: dict[str, tuple[tuple[str, ...], ...]] = {
    "exponential": (("mean",), ("rate",)),
    "normal": (("mean", "cv"), ("mean", "sd")),
    "lognormal": (("mean", "cv"), ("mean", "sd")),
    "gamma": (("mean", "cv"), ("mean", "sd"), ("shape", "scale")),
    "weibull": (("mean", "shape"), ("scale", "shape")),
    "erlang": (("mean", "k"),),
}
EXAMPLES = {
    "cv": "cv: 0.3",
    "shape": "shape: 1.6",
    "k": "k: 2",
    "rate": "rate: 12 per h",
}
LEAST_CV = 1e-6  # of a lognormal or gamma; below it every draw is the mean
MOST_CV = 100.0
NOTED = 0.01  # share of a normal below 0 from which on it is told
# Cephes, S. L. Moshier: the gamma function between 2 and 3 as a ratio of polynomials. Only + - * /
# are used, so that every processor finds the same mean.
_OVER = (
    1.60119522476751861407e-4,
    1.19135147006586384913e-3,
    1.04213797561761569935e-2,
    4.76367800457137231464e-2,
    2.07448227648435975150e-1,
    4.94214826801497100753e-1,
    9.99999999999999996796e-1,
)
_UNDER = (
    -2.31581873324120129819e-5,
    5.39605580493303397842e-4,
    -4.45641913851797240494e-3,
    1.18139785222060435552e-2,
    3.58236398605498653373e-2,
    -2.34591795718243348568e-1,
    7.14304917030273074085e-2,
    1.00000000000000000320e0,
)


def words_of(kind: str) -> tuple[str, ...]:
    """Return every word that a shape may be written by, each once."""
    return tuple(dict.fromkeys(word for words in SETS[kind] for word in words))


def sets_told(kind: str) -> str:
    """Return the sets as a sentence names them: `mean and cv, or mean and sd`."""
    return ", or ".join(" and ".join(words) for words in SETS[kind])


def numbers_of(kind: str, values: Mapping[str, float]) -> tuple[float, ...]:
    """Return the mean and the second number of a shape from one of its sets, whole.

    Returns
    -------
    The mean alone for an exponential; with it the sd of a normal, the cv of a lognormal or gamma,
    the shape of a Weibull, the stages of an Erlang.
    """
    if kind == "exponential":
        return (values["mean"] if "mean" in values else 1.0 / values["rate"],)
    if kind == "erlang":
        return values["mean"], float(values["k"])
    if kind == "weibull":
        shape = values["shape"]
        mean = values.get("mean")
        return (values["scale"] * gamma_function(1 + 1 / shape) if mean is None else mean), shape
    if "scale" in values:
        return values["shape"] * values["scale"], 1.0 / math.sqrt(values["shape"])
    mean = values["mean"]
    if kind == "normal":
        return mean, values["sd"] if "sd" in values else values["cv"] * mean
    return mean, values["cv"] if "cv" in values else values["sd"] / mean


def gamma_function(x: float) -> float:
    """Return the gamma function of a number above 0."""
    times = 1.0
    while x >= 3.0:
        x -= 1.0
        times *= x
    while x < 2.0:
        times /= x
        x += 1.0
    over = under = 0.0
    for factor in _OVER:
        over = over * (x - 2.0) + factor
    for factor in _UNDER:
        under = under * (x - 2.0) + factor
    return times * over / under


def below_zero(mean: float, sd: float) -> tuple[float, float]:
    """Return which share of a normal lies below 0, and the mean of the rest."""
    cut = NormalDist().cdf(-mean / sd)
    return cut, mean + sd * NormalDist().pdf(mean / sd) / (1.0 - cut)
