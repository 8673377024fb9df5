"""What replications allow us to say: estimates with 95 % intervals, paired differences, verdicts.

A ratio is estimated as the sum of its numerators over the sum of its denominators; its spread
comes from the linearised residuals (numerator - R x denominator) / mean denominator of the
replications. A plain number is a ratio over one. Law, *Simulation Modeling and Analysis*, ch. 9;
Cochran, *Sampling Techniques*, ch. 6.
"""

import math
from collections.abc import Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import Literal, NamedTuple

from kpi.books import Figure, Ratio
from kpi.registry import Better

CONFIDENCE = 0.95
# Two figures that agree to this share of their size differ by rounding, not by the plant.
ROUNDING = 1e-12

Verdict = Literal["better", "worse", "unchanged", "not resolved"]


class Estimate(NamedTuple):
    """A mean over `n` replications and its 95 % interval, not a number (nan) from one alone."""

    mean: float
    low: float
    high: float
    n: int


def estimate(values: Sequence[Figure]) -> Estimate | None:
    """Mean and interval of one figure over its replications.

    None when there is no replication, when the figure cannot be said in one of them, or when its
    denominators add up to nothing.
    """
    linear = _linearise(values)
    if linear is None:
        return None
    mean, residuals = linear
    return _interval(mean, residuals)


def difference(before: Sequence[Figure], after: Sequence[Figure]) -> Estimate | None:
    """What changed from `before` to `after`, replications paired by their common draws.

    Raises
    ------
    ValueError
        When the two sides do not have the same number of replications.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} replications before cannot pair with {len(after)} after")
    old, new = _linearise(before), _linearise(after)
    if old is None or new is None:
        return None
    change = new[0] - old[0]
    if abs(change) <= ROUNDING * max(abs(old[0]), abs(new[0])):
        change = 0.0
    return _interval(change, [b - a for a, b in zip(old[1], new[1], strict=True)])


def relative_change(before: Sequence[Figure], after: Sequence[Figure]) -> Estimate | None:
    """By which share of `before` a figure changed, (after - before) / before, paired likewise.

    The residual of a replication is (e_after - Q x e_before) / before, with Q = after / before.
    None also where before is nothing, of which there is no share.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} replications before cannot pair with {len(after)} after")
    old, new = _linearise(before), _linearise(after)
    if old is None or new is None or old[0] == 0:
        return None
    whole = new[0] / old[0]
    pairs = zip(old[1], new[1], strict=True)
    return _interval(whole - 1, [(b - whole * a) / old[0] for a, b in pairs])


def wilson(hits: int, n: int) -> Estimate:
    """The share of `n` replications in which something is so, and its 95 % score interval.

    Unlike the interval of a mean it stays within 0 and 1, and does not shrink to nothing where
    all or none are so.
    Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.

    Raises
    ------
    ValueError
        When there is no replication, or more hits than replications.
    """
    if not 0 <= hits <= n or n == 0:
        raise ValueError(f"no share of {hits} in {n}")
    z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    share, spread = hits / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt((share * (1 - share) + spread / 4) / n)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return Estimate(share, 0.0 if hits == 0 else low, 1.0 if hits == n else high, n)


def linear_values(values: Sequence[Figure]) -> list[float] | None:
    """One number a replication whose plain mean is the ratio of sums; None where it has none.

    Each is the ratio of sums plus the replication's residual, so that sums and differences of
    such numbers have the estimates, and the intervals, of the ratios they stand for.
    """
    linear = _linearise(values)
    return None if linear is None else [linear[0] + residual for residual in linear[1]]


def verdict(change: Estimate | None, better: Better) -> Verdict:
    """Whether a difference is for the better, for the worse, nothing at all, or lost in the noise.

    Resolved means that the interval leaves zero out; unchanged, that it is zero and nothing else:
    every replication has the same figure on both sides. A figure without a good direction is
    never better or worse.
    """
    if change is None or better == "neither":
        return "not resolved"
    if change.low == change.high == 0:
        return "unchanged"
    if change.low > 0:
        return "better" if better == "higher" else "worse"
    if change.high < 0:
        return "better" if better == "lower" else "worse"
    return "not resolved"


def _linearise(values: Sequence[Figure]) -> tuple[float, list[float]] | None:
    """The ratio of sums and the residual of each replication; None where it cannot be said."""
    ratios: list[Ratio] = []
    for value in values:
        if value is None:
            return None
        ratios.append(value if isinstance(value, Ratio) else Ratio(value, 1.0))
    whole = math.fsum(ratio.denominator for ratio in ratios)
    if whole == 0:
        return None
    mean = math.fsum(ratio.numerator for ratio in ratios) / whole
    size = whole / len(ratios)
    return mean, [(ratio.numerator - mean * ratio.denominator) / size for ratio in ratios]


def _interval(mean: float, residuals: Sequence[float]) -> Estimate:
    """The 95 % t-interval of a mean whose residuals add up to zero."""
    n = len(residuals)
    if n < 2:
        return Estimate(mean, math.nan, math.nan, n)
    variance = math.fsum(residual * residual for residual in residuals) / (n - 1)
    half = student_t(CONFIDENCE, n - 1) * math.sqrt(variance / n)
    return Estimate(mean, mean - half, mean + half, n)


@lru_cache(maxsize=256)
def student_t(confidence: float, degrees: int) -> float:
    """The t below which the size of a Student-t number stays with this confidence.

    confidence : between 0 and 1, such as 0.95
    degrees : whole degrees of freedom, at least 1
    Source: the finite series of Abramowitz and Stegun, 26.7.3 and 26.7.4, turned round by halving
    the angle until no number lies between.
    """
    if not 0 < confidence < 1 or degrees < 1:
        raise ValueError(f"no Student-t quantile for {confidence} with {degrees} degrees")
    low, high = 0.0, math.pi / 2
    while low < (middle := (low + high) / 2) < high:
        if _central_share(middle, degrees) < confidence:
            low = middle
        else:
            high = middle
    return math.sqrt(degrees) * math.tan(high)


def _central_share(angle: float, degrees: int) -> float:
    """Chance that |t| stays below sqrt(degrees) x tan(angle)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    first = 1 if degrees % 2 == 0 else 2
    term = 1.0 if first == 1 else cosine
    terms = [term] if degrees > 1 else []
    for k in range(first, degrees - 2, 2):
        term *= k / (k + 1) * cosine * cosine
        terms.append(term)
    series = sine * math.fsum(terms)
    return series if first == 1 else 2 / math.pi * (angle + series)
