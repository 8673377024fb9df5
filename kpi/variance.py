"""Where the spread of an answer comes from: the luck of the plant, or what is not known.

Two levels: the uncertain parameters are drawn n times, and each draw is run m times with plant
luck of its own. The spread of an answer in one run is then the sum of a part within draws (the
plant) and a part between draws (the parameters), estimated without bias by the one-way analysis
of variance. What one parameter explains is the variance of its own curve, where a sum of
parabolas, one a parameter, is fitted through the means of the draws; less what such a curve would
take from pure noise. Waves in the effect of a parameter so count as interplay. Intervals leave
one draw out at a time. Estimates without bias may fall below 0 or above 1; an interval that holds
0 tells nothing apart from it.
Sources: Searle, Casella, McCulloch, *Variance Components* (1992), ch. 3; Saltelli et al., *Global
Sensitivity Analysis* (2008), ch. 1 and 4; Arvesen, Ann. Math. Stat. 40 (1969) 2076-2100.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.statistics import CONFIDENCE, ROUNDING, Estimate, student_t

FEWEST_DRAWS = 10
DEGREE = 2  # of a parameter's curve

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
    groups: dict[str, Part]  # of parameters, each by itself, summed up
    interplay: Part  # of the parameters with each other, and what a parabola cannot follow

    def left_if_known(self, name: str) -> float:
        """The standard deviation expected to be left once this parameter is known exactly.

        To know more never spreads the answer and never stills the plant, so what is left lies
        between the plant's part and the whole, whatever the estimates say.
        """
        return self._left_without(self.parameters[name])

    def left_if_all_known(self, group: str) -> float:
        """The same for all parameters of a group, what only their interplay takes left out."""
        return self._left_without(self.groups[group])

    def _left_without(self, part: Part) -> float:
        left = self.variance - max(0.0, part.variance)
        return math.sqrt(min(self.variance, max(self.plant.variance, left)))


def origins_of(
    answers: Array,
    parameters: Mapping[str, Array],
    groups: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Origins | None:
    """Split the variance of an answer by where it comes from; None where it never varies.

    answers : (draws, runs) float64, the answer in every run at each draw of the parameters
    parameters : by name (draws) float64, what each draw took
    groups : by name the parameters whose parts are also told together

    Raises
    ------
    ValueError
        When draws or runs are too few, or a parameter has another number of draws.
    """
    check_draws(answers, parameters)
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
    places = list(parameters)
    grouped = {
        group: _summed(parts, left, [2 + places.index(name) for name in names])
        for group, names in groups.items()
    }
    return Origins(float(answers.mean()), total, found[0], named, grouped, found[-1])


def fewest_draws(parameters: int) -> int:
    """How many draws at least: twice as many as the curves have terms, and not less than ten."""
    return max(FEWEST_DRAWS, 2 * (1 + DEGREE * parameters))


def check_draws(answers: Array, parameters: Mapping[str, Array]) -> None:
    """Refuse draws or runs that are too few, and parameters of another number of draws."""
    draws, runs = answers.shape
    fewest = fewest_draws(len(parameters))
    if draws < fewest or runs < 2:
        raise ValueError(
            f"{draws} draws of {runs} runs; expected at least {fewest} draws of 2 runs"
        )
    for name, row in parameters.items():
        if row.shape != (draws,):
            raise ValueError(f"{name}: {row.size} values for {draws} draws")


def luck_and_rest(answers: Array) -> tuple[float, float]:
    """The variance within draws and, without bias, that of what the draws would come to."""
    within = float(answers.var(axis=1, ddof=1).mean())
    return within, float(answers.mean(axis=1).var(ddof=1)) - within / answers.shape[1]


def _parts(answers: Array, parameters: Mapping[str, Array]) -> Array:
    """The variances within draws, between draws, and of the conditional mean of each parameter."""
    means = answers.mean(axis=1)
    within, between = luck_and_rest(answers)
    explained = [curve.variance for curve in curves_of(means, list(parameters.values()))]
    return np.array([within, between, *explained])


class Curve(NamedTuple):
    """What an answer follows as one parameter alone goes up and down."""

    values: Array  # (draws) float64, beside the mean of the answer; their mean is 0
    variance: float  # without bias: what such a curve would take from pure noise is taken off


def curves_of(means: Array, parameters: Sequence[Array]) -> list[Curve]:
    """The curve of each parameter through the mean answers of the draws, fitted together.

    A curve with matrix D of centred terms, fitted with covariance s^2 C of its coefficients, is
    s^2 trace(D C D') too large in its sum of squares on average, s^2 the residual variance.
    """
    terms = [_terms(row) for row in parameters]
    design = np.hstack([np.ones((means.size, 1)), *terms])
    inverse = np.linalg.pinv(design)
    coefficients, covariance = inverse @ means, inverse @ inverse.T
    degrees = means.size - round(float((design * inverse.T).sum()))  # the trace is the rank
    residual = float(((means - design @ coefficients) ** 2).sum()) / degrees
    found, at = [], 1
    for columns in terms:
        mine = slice(at, at + columns.shape[1])
        at = mine.stop
        curve = columns @ coefficients[mine]
        noise = residual * float(((columns @ covariance[mine, mine]) * columns).sum())
        variance = (float((curve**2).sum()) - noise) / (means.size - 1)
        found.append(Curve(curve, variance))
    return found


def _terms(parameter: Array) -> Array:
    """The centred terms of a curve, (draws, terms): no more than its values can tell apart."""
    place = parameter - parameter.mean()
    terms = min(DEGREE, np.unique(parameter).size - 1)
    columns = np.empty((parameter.size, terms))
    for column in range(terms):
        power = (place / float(np.abs(place).max())) ** (column + 1)
        columns[:, column] = power - power.mean()
    return columns


def _listed(parts: Array) -> list[tuple[float, float]]:
    """Variance and share of the plant, of each parameter and of the interplay."""
    within, between, single = float(parts[0]), float(parts[1]), parts[2:]
    variances = [within, *(float(one) for one in single), between - float(single.sum())]
    return [(one, one / (within + between)) for one in variances]


def _summed(parts: Array, left: Sequence[Array], rows: Sequence[int]) -> Part:
    """Some parameters' parts together, as a share of the whole."""
    variance = float(parts[rows].sum())
    shares = [float(one[rows].sum() / one[:2].sum()) for one in left]
    return _part(variance, variance / float(parts[:2].sum()), np.array(shares))


def _shares(parts: Array) -> list[float]:
    return [share for _, share in _listed(parts)]


def _part(variance: float, share: float, left: Array) -> Part:
    """A share with the interval of its jackknife: n draws, each left out once."""
    n = left.size
    spread = math.sqrt((n - 1) / n * float(((left - left.mean()) ** 2).sum()))
    half = student_t(CONFIDENCE, n - 1) * spread
    return Part(variance, Estimate(share, share - half, share + half, n), share - half > 0)
