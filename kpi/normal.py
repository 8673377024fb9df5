"""Energy normalised for output and mix: what the plant of before would have drawn for this output.

A comparison of two periods credits a retrofit with energy that was saved because less was made. The
way out is a baseline: ordinary least squares of the energy of a day (or of a week, where parts are
few) on the good parts of that day,

    E = a + h x working hours + sum over products of b_p x output_p,

fitted to the days before. Put at the output of the side after it gives the adjusted baseline, and
what that side draws less is the energy avoided. The working hours of the calendars keep apart what
a part draws from what a day at work draws: without them the parts of a week would be credited with
all that is off at its end.

Sources: the idea of IPMVP option C and of the energy baseline of ISO 50006; the formulas are those
of any textbook of linear regression. The limits R2 >= 0.75 and CV(RMSE) <= 25 % are those that
public tools of measurement and verification use; they are rules of thumb, not law (grade C).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kpi.ledger import Floats
from kpi.statistics import ROUNDING, student_t

LEAST_R2, MOST_CV = 0.75, 0.25
SPARE_DAYS = 6  # days beyond the number of coefficients, below which nothing is fitted
MOST_CONDITION = 30.0  # of the mix, above which products cannot be told apart (Belsley's rule)
CONFIDENCE = 0.95
CONSTANT, HOURS, ALL_PARTS = "(constant)", "(an hour)", "(a part)"


class NoBaseline(ValueError):
    """Nothing can be fitted: `few` days, or output that is `constant` from day to day."""

    def __init__(self, why: str, days: int, needed: int) -> None:
        """Keep why, how many days there are, and how many it takes."""
        super().__init__(f"no baseline from {days} days ({why}); it takes {needed}")
        self.why, self.days, self.needed = why, days, needed


@dataclass(frozen=True, slots=True)
class Baseline:
    """A line through the days before: what a day draws, and what a part adds.

    `names` are `CONSTANT`, `HOURS` where days differ in their working hours, and then products, or
    `ALL_PARTS` where products could not be told apart.
    """

    names: tuple[str, ...]  # k
    coefficients: Floats  # (k,) [kWh] of a day, an hour at work, then of a part
    errors: Floats  # (k,) standard errors, in the same units
    spread: Floats  # (k, k) inverse of X'X
    days: int
    degrees: int  # of freedom of the residuals
    noise_kwh: float  # standard deviation of a day about the line
    r2: float
    cv: float  # noise over the mean of a day
    memory: float  # correlation of a day's residual with the next day's, 0 where below
    bias: float  # sum of (fitted - measured) over the sum measured; 0 but for rounding
    merged: bool  # whether all products are taken together
    unmade: tuple[str, ...]  # products of which no part was made before
    reach: dict[str, tuple[float, float]]  # least and most of a day, by name

    @property
    def fits(self) -> bool:
        """Whether the fit meets the usual tests."""
        return self.r2 >= LEAST_R2 and self.cv <= MOST_CV


class Adjusted(NamedTuple):
    """The baseline at another output, over the time booked [kWh], its half width at 95 %."""

    kwh: float
    half_kwh: float
    outside: tuple[str, ...]  # names whose mean output a day no day before had
    unknown: tuple[str, ...]  # products made now and never before: the baseline knows nothing


def fit_baseline(
    kwh: Floats,
    output: Floats,
    products: Sequence[str],
    runs: int = 1,
    *,
    own_levels: bool = False,
    hours: Floats | None = None,
) -> Baseline:
    """Fit the baseline to days.

    kwh : (n,) float64 [kWh] of each day
    output : (n, P) float64 good parts of each day by product
    runs : how many stretches of equal length, one behind the other, the days are; within each a
        day follows on the one before
    own_levels : whether each run has a constant of its own, as where each is a plant of its own
        (numbers in doubt are drawn anew); the constant told is their mean
    hours : (n,) float64 [h] working time of each day by the calendars; left out where it is the
        same every day, or goes up and down with the parts

    Raises
    ------
    NoBaseline
        Where there are too few days, or all of them make the same.
    """
    made = output.sum(axis=0) > 0
    columns = output[:, made].astype(np.float64)
    names = [name for name, any_ in zip(products, made, strict=True) if any_]
    unmade = tuple(name for name in products if name not in names)
    needed = 2 + SPARE_DAYS
    if len(kwh) < needed:
        raise NoBaseline("few", len(kwh), needed)
    total = columns.sum(axis=1, keepdims=True)
    level = np.repeat(np.eye(runs), len(kwh) // runs, axis=0) if own_levels else None
    levels = 1 if level is None else runs
    if not names or not np.any(np.abs(_about(total, level)) > ROUNDING * total.max()):
        raise NoBaseline("constant", len(kwh), needed)
    if len(kwh) < levels + 1 + SPARE_DAYS:
        raise NoBaseline("few", len(kwh), levels + 1 + SPARE_DAYS)
    for chosen in _choices(columns, names, hours):
        few = len(kwh) < levels + len(chosen.names) + SPARE_DAYS
        if not few and _condition(_about(chosen.columns, level)) <= MOST_CONDITION:
            break
    return _fitted(kwh, chosen.columns, chosen.names, _Taken(chosen.merged, unmade, runs, level))


class _Choice(NamedTuple):
    """Columns of a fit beside its constant, by name."""

    columns: Floats
    names: list[str]
    merged: bool  # whether all products are taken together


def _choices(columns: Floats, names: list[str], hours: Floats | None) -> Iterator[_Choice]:
    """What a baseline may rest on, the most telling first; the last one is always told apart.

    Hours that are the same every day say nothing and are left out.
    """
    ways = [(columns, names, False)]
    if len(names) > 1:
        ways.append((columns.sum(axis=1, keepdims=True), [ALL_PARTS], True))
    if hours is not None and float(np.ptp(hours)) > ROUNDING * float(hours.max()):
        for parts, told, merged in ways:
            yield _Choice(np.column_stack([hours, parts]), [HOURS, *told], merged)
    for parts, told, merged in ways:
        yield _Choice(parts, told, merged)


def _about(columns: Floats, level: Floats | None) -> Floats:
    """Columns about their means, those of each run where each has its own constant."""
    level = np.ones((len(columns), 1)) if level is None else level
    centred: Floats = columns - level @ (level.T @ columns / level.sum(axis=0)[:, None])
    return centred


def _condition(centred: Floats) -> float:
    """Condition number of columns about their means, each of length 1."""
    length = np.sqrt((centred**2).sum(axis=0))
    if (length == 0).any():
        return math.inf
    return float(np.linalg.cond(centred / length))


class _Taken(NamedTuple):
    """What of the days and products is in a fit."""

    merged: bool
    unmade: tuple[str, ...]
    runs: int
    level: Floats | None  # (n, runs) which run a day belongs to, where each has its own constant


def _memory(left: Floats, runs: int) -> float:
    """Correlation of the residuals with those of the next day, within each run; 0 where below."""
    rows = left.reshape(runs, -1)
    whole = float((rows**2).sum())
    return max(float((rows[:, :-1] * rows[:, 1:]).sum()) / whole, 0.0) if whole > 0 else 0.0


def _fitted(kwh: Floats, columns: Floats, names: Sequence[str], taken: _Taken) -> Baseline:
    """Least squares of the energy on a constant and these columns."""
    level = np.ones((len(kwh), 1)) if taken.level is None else taken.level
    table = np.column_stack([level, columns])
    # the constants, one or one a run, count by their mean
    gather = np.zeros((table.shape[1], 1 + columns.shape[1]))
    gather[: level.shape[1], 0] = 1.0 / level.shape[1]
    gather[level.shape[1] :, 1:] = np.eye(columns.shape[1])
    spread = gather.T @ np.linalg.inv(table.T @ table) @ gather
    found: Floats = np.linalg.lstsq(table, kwh, rcond=None)[0].astype(np.float64)
    left = kwh - table @ found
    mean = level @ (level.T @ kwh / level.sum(axis=0))
    within, about = float(left @ left), float(((kwh - mean) ** 2).sum())
    degrees = len(kwh) - table.shape[1]
    noise = math.sqrt(within / degrees)
    total = float(kwh.sum())
    low, high = columns.min(axis=0).tolist(), columns.max(axis=0).tolist()
    return Baseline(
        names=(CONSTANT, *names),
        coefficients=gather.T @ found,
        errors=noise * np.sqrt(np.diag(spread)),
        spread=spread,
        days=len(kwh),
        degrees=degrees,
        noise_kwh=noise,
        r2=1.0 - within / about if about > 0 else 0.0,
        cv=noise / float(kwh.mean()) if total > 0 else 0.0,
        memory=_memory(left, taken.runs),
        bias=-float(left.sum()) / total if total > 0 else 0.0,
        merged=taken.merged,
        unmade=taken.unmade,
        reach=dict(zip(names, zip(low, high, strict=True), strict=True)),
    )


def adjusted(
    baseline: Baseline,
    output: Mapping[str, float],
    days: float,
    times: int = 1,
    hours: float = 0.0,
) -> Adjusted:
    """Put the baseline at another output.

    output : good parts over the time booked, by product; the mean over `times` replications
    days : length of the time booked
    times : replications whose mean is asked for; each has days of its own luck
    hours : [h] working time over the time booked, by the calendars of the days before

    The half width holds what is not known of the line and the luck of the days:
    t x noise x sqrt((days / times + x' (X'X)^-1 x) (1 + r) / (1 - r)), with x the constant and the
    output. The last factor allows for days that resemble the day before, r being the correlation
    of their residuals: so many fewer days are worth anything (as ASHRAE guideline 14 has it).
    """
    parts = sum(output.values())
    taken = {**output, HOURS: hours, ALL_PARTS: parts}
    at = {name: taken.get(name, 0.0) for name in baseline.names[1:]}
    x = np.array([days, *at.values()])
    luck = (1.0 + baseline.memory) / max(1.0 - baseline.memory, 1e-9)
    width = math.sqrt((days / times + float(x @ baseline.spread @ x)) * luck)
    outside = tuple(
        name
        for name, amount in at.items()
        if not baseline.reach[name][0] <= amount / days <= baseline.reach[name][1]
    )
    known = {*baseline.names, *(() if not baseline.merged else output)}
    return Adjusted(
        kwh=float(x @ baseline.coefficients),
        half_kwh=student_t(CONFIDENCE, baseline.degrees) * baseline.noise_kwh * width,
        outside=outside,
        unknown=tuple(name for name, amount in output.items() if amount and name not in known),
    )
