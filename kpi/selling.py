"""How many good parts of a year are sold: those that somebody buys.

Whether a side is held back by the demand is decided by the means over all replications, so that
luck of single runs is not cut on one side.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from kpi.ledger import Floats

Made = Sequence[Floats]  # of each replication, (P,) [parts/year] good parts by product
Sold = tuple[list[Floats], list[Floats]]  # before and after, of the same form
Demand = float | Mapping[str, float] | None  # [parts/year] of all products, of each, not stated


def sold_of(
    names: Sequence[str], before: Made, after: Made, demand: Demand, *, to_order: bool
) -> Sold:
    """Parts sold in a year, by product, of each replication of both sides.

    names : the products of both sides. Without a demand, of all products or of one, that is what
    is made before, and less where less is made after; a line that works `to_order` sells all.
    """
    if isinstance(demand, (int, float)):
        return _of_all(before, after, float(demand))
    unsaid = list(before), list(after)
    if not to_order:
        more = np.mean(after, axis=0) > np.mean(before, axis=0)
        pairs = zip(before, after, strict=True)
        unsaid = list(before), [np.where(more, old, new) for old, new in pairs]
    if demand is None:
        return unsaid
    stated = np.array([name in demand for name in names])
    wanted = np.array([demand.get(name, 0.0) for name in names])
    sides = zip((before, after), unsaid, strict=True)
    sold = [_by_product(made, rest, stated, wanted) for made, rest in sides]
    return sold[0], sold[1]


def _of_all(before: Made, after: Made, demand: float) -> Sold:
    """One demand for all products together: that of each is its share of what is made before.

    So no product is sold of which fewer are made, whatever else there is more of. Products of which
    none is made before take what the others leave of the demand.
    """
    old, new = np.mean(before, axis=0), np.mean(after, axis=0)
    every, fresh = np.full(old.shape, True), old == 0.0
    wanted = demand * old / old.sum()
    left = demand - float(np.minimum(wanted, new).sum())
    if fresh.any() and new[fresh].sum() > 0.0:
        wanted = np.where(fresh, left * new / new[fresh].sum(), wanted)
    sold = [_by_product(made, made, every, wanted) for made in (before, after)]
    return sold[0], sold[1]


def _by_product(made: Made, unsaid: Made, stated: Floats, wanted: Floats) -> list[Floats]:
    """A demand for some products; the others are sold as where nobody states one."""
    held = np.mean(made, axis=0) > wanted
    return [
        np.where(stated, np.where(held, wanted, one), rest)
        for one, rest in zip(made, unsaid, strict=True)
    ]
