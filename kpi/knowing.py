"""What knowing would be worth to whoever goes ahead where the answer is above 0 on average.

Without knowing more, one goes ahead or not for good; who knows a parameter goes ahead only where
the answer to be expected at its value is above 0. The difference, on average, is the worth of that
knowledge: never below 0, and nothing where no value of the parameter turns the decision. What is to
be expected at a value is read from the parameter's curve (see `variance`), shrunk so that its
variance is the one without bias; for all parameters at once from the means of the draws, shrunk
likewise. Intervals leave one draw out at a time. Where the mean itself is near 0 the estimates are
low, with 40 draws by a fifth for everything and by more for a parameter of little worth: the draws
that value the knowledge have also taken the decision, and taken it well for themselves.
Sources: Raiffa, Schlaifer, *Applied Statistical Decision Theory* (1961), ch. 4; Strong, Oakley,
Brennan, Med. Decis. Making 34 (2014) 311-326 (by regression).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from kpi.statistics import CONFIDENCE, Estimate, student_t
from kpi.variance import Array, check_draws, curves_of, luck_and_rest


class Knowing(NamedTuple):
    """What it would be worth to know, in the unit of the answer; n is the number of draws."""

    now: float  # what the decision brings on average without knowing more
    parameters: dict[str, Estimate]
    groups: dict[str, Estimate]  # all parameters of a group, what they do only together left out
    everything: Estimate  # all parameters with their interplay
    luck_too: Estimate  # and the luck of the run: more than anybody can know beforehand


def worth_of_knowing(
    answers: Array,
    parameters: Mapping[str, Array],
    groups: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Knowing:
    """What it would be worth to know each parameter, each group of them, and everything.

    answers : (draws, runs) float64, the answer in every run at each draw of the parameters
    parameters : by name (draws) float64, what each draw took

    Raises
    ------
    ValueError
        When draws or runs are too few, or a parameter has another number of draws.
    """
    check_draws(answers, parameters)
    draws = answers.shape[0]
    places = list(parameters)
    sets = [[number] for number in range(len(places))]
    sets += [[places.index(name) for name in names] for names in groups.values()]
    rows = list(parameters.values())
    whole = _gains(answers, rows, sets)
    kept = [np.arange(draws) != one for one in range(draws)]
    left = np.array([_gains(answers[k], [row[k] for row in rows], sets) for k in kept])
    found = [_estimate(gain, left[:, column]) for column, gain in enumerate(whole)]
    return Knowing(
        now=max(0.0, float(answers.mean())),
        parameters=dict(zip(places, found, strict=False)),
        groups=dict(zip(groups, found[len(places) :], strict=False)),
        everything=found[-2],
        luck_too=found[-1],
    )


def _gains(answers: Array, rows: Sequence[Array], sets: Sequence[Sequence[int]]) -> list[float]:
    """The gains of knowing each set of parameters, all of them, and the luck too."""
    means, mean = answers.mean(axis=1), float(answers.mean())
    curves = [_together(curve.values, curve.variance) for curve in curves_of(means, rows)]
    gains = [_gain(mean + sum((curves[one] for one in some), np.zeros(1))) for some in sets]
    everything = mean + _together(means - mean, luck_and_rest(answers)[1])
    return [*gains, _gain(everything), _gain(answers)]


def _together(curve: Array, variance: float) -> Array:
    """A curve of mean 0 drawn together, or apart, to the variance given; to nothing below 0."""
    own = float((curve**2).sum()) / (curve.size - 1)
    shrunk: Array = curve * math.sqrt(max(0.0, variance) / own) if own > 0 else curve
    return shrunk


def _gain(expected: Array) -> float:
    """How much better it is to decide at each value than once for all."""
    return float(np.maximum(0.0, expected).mean()) - max(0.0, float(expected.mean()))


def _estimate(gain: float, left: Array) -> Estimate:
    """A gain with the interval of its jackknife, cut at 0, below which no knowledge leads."""
    n = left.size
    spread = math.sqrt((n - 1) / n * float(((left - left.mean()) ** 2).sum()))
    half = student_t(CONFIDENCE, n - 1) * spread
    return Estimate(max(0.0, gain), max(0.0, gain - half), gain + half, n)
