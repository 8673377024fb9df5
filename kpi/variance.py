"""Where the spread of an answer comes from: the luck of the plant, or what is not known.

Two levels: the uncertain parameters are drawn n times, and each draw is run m times with plant
luck of its own. The spread of an answer in one run is then the sum of a part within draws (the
plant) and a part between draws (the parameters), estimated without bias by the one-way analysis
of variance. What one parameter explains is the variance of its conditional mean, a parabola
fitted through the means of the draws, less what a fit to pure noise would explain; so waves in
the effect of a parameter count as interplay. Intervals leave one draw out at a time. Estimates
without bias may fall below 0 or above 1; an interval that holds 0 tells nothing apart from it.
Sources: Searle, Casella, McCulloch, *Variance Components* (1992), ch. 3; Saltelli et al., *Global
Sensitivity Analysis* (2008), ch. 1 and 4; Arvesen, Ann. Math. Stat. 40 (1969) 2076-2100.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.statistics import CONFIDENCE, ROUNDING, Estimate, student_t

FEWEST_DRAWS = 10
DEGREE = 2  # of the curve through the means of the draws

Array = NDArray[np.float64]


class Part(NamedTuple):
    """One origin of the spread of an answer."""

    variance: float  # [unit of the answer, squared]
    share: Estimate  # of the whole variance; n is the number of draws
    told_apart: bool  # whether the interval of the share lies above 0


class Origins(NamedTuple):
    """Where the spread of the answer of one run comes from; the shares sum to 1."""

    mean: float  # [unit of the answer]
    variance: float  # [unit of the answer, squared] of one run
    plant: Part  # luck of the plant, at known parameters
    parameters: dict[str, Part]  # each by itself
    interplay: Part  # of the parameters with each other, and what a parabola cannot follow

    def left_if_known(self, name: str) -> float:
        """The standard deviation expected to be left once this parameter is known exactly."""
        return math.sqrt(max(0.0, self.variance - self.parameters[name].variance))


def origins_of(answers: Array, parameters: Mapping[str, Array]) -> Origins | None:
    """Split the variance of an answer by where it comes from; None where it never varies.

    answers : (draws, runs) float64, the answer in every run at each draw of the parameters
    parameters : by name (draws) float64, what each draw took

    Raises
    ------
    ValueError
        When draws or runs are too few, or a parameter has another number of draws.
    """
    _check(answers, parameters)
    draws = answers.shape[0]
    parts = _parts(answers, parameters)
    total = float(parts[:2].sum())
    scale = float(np.abs(answers).max())
    if np.ptp(answers) <= ROUNDING * scale or total <= 0:
        return None
    kept = [np.arange(draws) != one for one in range(draws)]
    left = [_parts(answers[k], {n: row[k] for n, row in parameters.items()}) for k in kept]
    shares = [_shares(one) for one in left]
    found = [
        _part(variance, share, np.array([one[row] for one in shares]))
        for row, (variance, share) in enumerate(_listed(parts))
    ]
    named = dict(zip(parameters, found[1:-1], strict=True))
    return Origins(float(answers.mean()), total, found[0], named, found[-1])


def _check(answers: Array, parameters: Mapping[str, Array]) -> None:
    draws, runs = answers.shape
    if draws < FEWEST_DRAWS or runs < 2:
        raise ValueError(
            f"{draws} draws of {runs} runs; expected at least {FEWEST_DRAWS} draws of 2 runs"
        )
    for name, row in parameters.items():
        if row.shape != (draws,):
            raise ValueError(f"{name}: {row.size} values for {draws} draws")


def _parts(answers: Array, parameters: Mapping[str, Array]) -> Array:
    """The variances within draws, between draws, and of the conditional mean of each parameter."""
    runs = answers.shape[1]
    means = answers.mean(axis=1)
    within = float(answers.var(axis=1, ddof=1).mean())
    between = float(means.var(ddof=1)) - within / runs
    return np.array([within, between, *(_explained(means, row) for row in parameters.values())])


def _explained(means: Array, parameter: Array) -> float:
    """The variance of a parabola through the means, less what it would take from pure noise.

    With p terms beside the constant and s^2 the residual variance, the fitted sum of squares is
    p s^2 too large on average.
    """
    spread = float(np.ptp(parameter))
    if spread == 0:
        return 0.0
    place = (parameter - parameter.mean()) / spread
    design = np.vander(place, DEGREE + 1)
    fitted, _, rank, _ = np.linalg.lstsq(design, means, rcond=1e-9)
    curve = design @ fitted
    terms, draws = int(rank) - 1, means.size
    residual = float(((means - curve) ** 2).sum()) / (draws - 1 - terms)
    return (float(((curve - means.mean()) ** 2).sum()) - terms * residual) / (draws - 1)


def _listed(parts: Array) -> list[tuple[float, float]]:
    """Variance and share of the plant, of each parameter and of the interplay."""
    within, between, single = float(parts[0]), float(parts[1]), parts[2:]
    variances = [within, *(float(one) for one in single), between - float(single.sum())]
    return [(one, one / (within + between)) for one in variances]


def _shares(parts: Array) -> list[float]:
    return [share for _, share in _listed(parts)]


def _part(variance: float, share: float, left: Array) -> Part:
    """A share with the interval of its jackknife: n draws, each left out once."""
    n = left.size
    spread = math.sqrt((n - 1) / n * float(((left - left.mean()) ** 2).sum()))
    half = student_t(CONFIDENCE, n - 1) * spread
    return Part(variance, Estimate(share, share - half, share + half, n), share - half > 0)
