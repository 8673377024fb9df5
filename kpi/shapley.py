"""What each member of a package brings: alone, in the order given, and on average over all orders.

The members are numbered from 0 in the order in which they are put on. A package is judged from
the value of a figure with every subset of it, one number a replication, over the same luck.
Source: Shapley, *A value for n-person games*, Contributions to the Theory of Games II (1953).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from math import factorial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kpi.statistics import ROUNDING, Estimate, estimate

MOST_MEMBERS = 6

Subset = frozenset[int]
Row = NDArray[Any]  # (replications) values of a figure or of an effect, in its unit
Values = Mapping[Subset, Row]


class Contributions(NamedTuple):
    """Effects of the members of a package on one figure, in the order of the members."""

    single: tuple[Estimate, ...]  # each alone on the bare line
    sequential: tuple[Estimate, ...]  # each on top of those before it; they sum to the whole
    shapley: tuple[Estimate, ...]  # mean over all orders; they sum to the whole
    interaction: Estimate  # the whole less the sum of the single effects
    whole: Estimate


def subsets_of(members: int) -> list[Subset]:
    """All subsets of a package, the small ones first.

    Raises
    ------
    ValueError
        When there is no member, or more than `MOST_MEMBERS`, with the number of subsets.
    """
    if not 1 <= members <= MOST_MEMBERS:
        raise ValueError(
            f"{members} members have {2**members:,} subsets, each a study of its own; "
            f"expected 1 to {MOST_MEMBERS} members"
        )
    return [
        frozenset(chosen)
        for size in range(members + 1)
        for chosen in combinations(range(members), size)
    ]


def single_effects(values: Values, members: int) -> list[Row]:
    """What each member brings alone, replication by replication."""
    return [values[frozenset({one})] - values[frozenset()] for one in range(members)]


def sequential_effects(values: Values, members: int) -> list[Row]:
    """What each member brings on top of those before it, replication by replication."""
    return [
        values[frozenset(range(one + 1))] - values[frozenset(range(one))] for one in range(members)
    ]


def shapley_values(values: Values, members: int) -> list[Row]:
    """The mean, over all orders of the members, of what each brings on top of those before it.

    Before member i stands subset S in |S|! (n - 1 - |S|)! of the n! orders. The counts are whole
    numbers and divided once, so exact numbers stay exact.
    """
    found = []
    for one in range(members):
        before = [subset for subset in subsets_of(members) if one not in subset]
        total = sum(
            factorial(len(subset))
            * factorial(members - 1 - len(subset))
            * (values[subset | {one}] - values[subset])
            for subset in before
        )
        found.append(np.asarray(total) / factorial(members))
    return found


def whole_effect(values: Values, members: int) -> Row:
    """What all members bring together, replication by replication."""
    return np.asarray(values[frozenset(range(members))] - values[frozenset()])


def contributions(values: Values, members: int) -> Contributions:
    """Estimate every effect of a package over its replications.

    Raises
    ------
    ValueError
        When the value of a subset is missing, or the subsets differ in their replications.
    """
    _check(values, members)
    size = max(float(np.abs(row).max()) for row in values.values())
    single = single_effects(values, members)
    whole = whole_effect(values, members)
    return Contributions(
        single=_estimates(single, size),
        sequential=_estimates(sequential_effects(values, members), size),
        shapley=_estimates(shapley_values(values, members), size),
        interaction=_estimates([whole - sum(single)], size)[0],
        whole=_estimates([whole], size)[0],
    )


def _check(values: Values, members: int) -> None:
    missing = [sorted(subset) for subset in subsets_of(members) if subset not in values]
    if missing:
        raise ValueError(f"no values of the subsets {missing}")
    lengths = sorted({len(row) for row in values.values()})
    if len(lengths) != 1 or lengths == [0]:
        raise ValueError(f"subsets have {lengths} replications; expected one number, 1 or more")


def _estimates(rows: Sequence[Row], size: float) -> tuple[Estimate, ...]:
    """Estimate each effect; what is below the rounding of figures of this size is nothing."""
    found = []
    for row in rows:
        numbers = [float(value) for value in row]
        kept = [value if abs(value) > ROUNDING * size else 0.0 for value in numbers]
        made = estimate(kept)
        if made is None:
            raise AssertionError("plain numbers always have a mean")
        found.append(made)
    return tuple(found)
