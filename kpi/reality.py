"""Reality check: simulated changes beside what studies of many plants found on average.

Each figure is held against the band of the published averages, and against what the line could do
at all: more than its narrowest machines or its orders allow no retrofit brings, whatever the
average says.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from kpi.registry import REGISTRY, Better
from kpi.statistics import Estimate
from lines.errors import LineError, hint
from lines.graph import capacity_bound
from lines.places import problem_at

if TYPE_CHECKING:
    from lines.machinery import Drift
    from lines.model import Line, Order
    from lines.packs import EffectsTable, Fact

OUTPUT, COST = "throughput_per_hour", "cost_per_good_part"
SECONDS_PER_HOUR = 3600.0
PROCESS_DEFECTS = "process_defects_ppm"
ROUNDING = 1e-9
# Which of the changes is nearest to the good, and how the simulated one lies to the band.
Standing = Literal["weaker", "within", "overlaps", "stronger", "no band", "not said"]
Limit = Literal["machines", "demand", "whole", "material", "causes"]


class Side(NamedTuple):
    """One side of a comparison: its line, its figures, and the time of its stations by state.

    `warmup_s` and `length_s` say how long it ran before the books opened, and with them open.
    """

    line: Line
    figures: Mapping[str, Estimate | None]
    stations: Mapping[str, Mapping[str, Estimate]]
    warmup_s: float
    length_s: float


class Bound(NamedTuple):
    """The best that a line could do of a figure, and what keeps it from more."""

    value: float  # in the unit of the figure
    limit: Limit
    stations: tuple[str, ...] = ()


class Check(NamedTuple):
    """One figure beside the published averages.

    `best` is the relative change to the bound of the line; the average is out of reach where even
    the weakest published one lies beyond it.
    """

    yardstick: str
    figure: str
    change: Estimate | None  # relative, after minus before over before
    counted: dict[str, Fact]  # changes of the studies that make the band
    beside: dict[str, Fact]  # of the others
    standing: Standing
    bound: Bound | None
    best: float | None
    out_of_reach: bool


def checks_of(
    table: EffectsTable, before: Side, after: Side, changes: Mapping[str, Estimate | None]
) -> tuple[Check, ...]:
    """Return every figure that the effects speak of; LineError where one of them is no figure.

    changes : relative changes by figure, see `relative_change`
    """
    refuse_strangers(table)
    return tuple(
        _check(table, name, figure.name, (before, after), changes.get(figure.name))
        for name, yardstick in table.yardsticks.items()
        for figure in yardstick.figures
    )


def refuse_strangers(table: EffectsTable) -> None:
    """Raise LineError where a yardstick names a figure that nobody measures."""
    named = [figure for one in table.yardsticks.values() for figure in one.figures]
    told = "no such key figure, see `twin kpi`"
    strangers = [one for one in named if one.name not in REGISTRY]
    if strangers:
        raise LineError(
            problem_at(one.place, one.path, told + hint(one.name, REGISTRY)) for one in strangers
        )


def _check(
    table: EffectsTable,
    yardstick: str,
    figure: str,
    sides: tuple[Side, Side],
    change: Estimate | None,
) -> Check:
    counted, beside = table.told_of(yardstick, True), table.told_of(yardstick, False)
    better = REGISTRY[figure].better
    averages = [fact.value for fact in counted.values()]
    bound = bound_of(figure, *sides)
    old = sides[0].figures.get(figure)
    best = None
    if bound is not None and old is not None and old.mean:
        best = bound.value / old.mean - 1
    weakest = _weakest(averages, better)
    beyond = best is not None and weakest is not None and _is_nearer(weakest, best, better)
    standing = _standing(change, averages, better)
    return Check(yardstick, figure, change, counted, beside, standing, bound, best, beyond)


def _weakest(averages: Sequence[float], better: Better) -> float | None:
    """Return the published change that asks least."""
    if not averages:
        return None
    return max(averages) if better == "lower" else min(averages)


def _is_nearer(one: float, other: float, better: Better) -> bool:
    """Say whether a change is further on the way to the good than another, beyond rounding."""
    step = other - one if better == "lower" else one - other
    return step > ROUNDING


def _standing(change: Estimate | None, averages: Sequence[float], better: Better) -> Standing:
    """Say how a change lies to the band of the averages, by its whole interval.

    An interval that is partly inside says that the two cannot be told apart.
    """
    if not averages:
        return "no band"
    if change is None:
        return "not said"
    low, high = _ends(change)
    if high < min(averages):
        return "stronger" if better == "lower" else "weaker"
    if low > max(averages):
        return "weaker" if better == "lower" else "stronger"
    return "within" if min(averages) <= low and high <= max(averages) else "overlaps"


def _ends(change: Estimate) -> tuple[float, float]:
    """The interval of a change; the mean alone where one replication tells of no interval."""
    if math.isnan(change.low):
        return change.mean, change.mean
    return change.low, change.high


def bound_of(figure: str, before: Side, after: Side) -> Bound | None:
    """Return the best that the line after its retrofits could do of a figure; None where unknown.

    Output is bounded by machines and by what comes in, a share by the whole, the cost of a good
    part by its material. Where nothing changes that causes defects, as many are made as before.
    """
    old = before.figures.get(figure)
    if old is None:
        return None
    if figure == OUTPUT:
        return output_bound(before, after)
    kpi = REGISTRY[figure]
    if kpi.unit == "share" and kpi.better == "higher":
        return Bound(1.0, "whole")
    if figure == COST:
        return _material_bound(after.line)
    if figure == PROCESS_DEFECTS and _causes(before.line) == _causes(after.line):
        new = after.figures.get(figure)
        return Bound(min(old.mean, old.mean if new is None else new.mean), "causes")
    return None


def output_bound(before: Side, after: Side) -> Bound | None:
    """Return the most parts per hour that could leave the line, of two upper bounds the lower.

    By maximum flow: nobody fails, waits or scraps (`lines.graph.capacity_bound`). By the busiest
    station as it was simulated: output over the share of its working time at work on parts, which
    is the output if it never waited, failed or changed over, with the mix and the losses as they
    are. By orders: where all parts are made to order, those released until the end. No bound lies
    below what was simulated.
    """
    flow = capacity_bound(after.line)
    limit: Limit = "machines" if flow.limiting else "demand"
    bounds = [Bound(flow.parts_per_hour, limit, flow.limiting)]
    output = after.figures.get(OUTPUT)
    if output is not None:
        bounds += [
            Bound(output.mean / busy, "machines", (name,))
            for name, busy in _busy_shares(after).items()
            if busy > 0
        ]
    ordered = _ordered(after.line, after.warmup_s + after.length_s)
    bounds.append(Bound(ordered * SECONDS_PER_HOUR / after.length_s, "demand"))
    least = min(bounds)
    if math.isinf(least.value):
        return None
    seen = [side.figures.get(OUTPUT) for side in (before, after)]
    most_seen = max((one.mean for one in seen if one is not None), default=0.0)
    return least._replace(value=max(least.value, most_seen))


def _ordered(line: Line, until_s: float) -> float:
    """Parts of all orders released in this time; no bound where parts come without an order.

    Nor is there one where parts are put together or taken apart: orders count what comes in.
    """
    if not all(source.to_order for source in line.sources.values()) or any(
        one.parts_made or one.needs or one.needs_products for one in line.stations.values()
    ):
        return math.inf
    listed = sum(one.quantity for one in line.dated_orders if one.release_s <= until_s)
    return listed + sum(one.quantity.mean() * _times(one, until_s) for one in line.orders)


def _times(order: Order, until_s: float) -> float:
    """How often an order comes in this time, at most on average."""
    first_s = order.first_s or 0.0
    if first_s > until_s:
        return 0.0
    return 1.0 if order.every is None else (until_s - first_s) / order.every.mean() + 1.0


def _busy_shares(side: Side) -> dict[str, float]:
    """Share of its working time that a station is at work on parts.

    Furnaces are left out: with fuller batches they would pass more in the same time.
    """
    shares = {}
    for name, states in side.stations.items():
        if side.line.stations[name].batch.size > 1:
            continue
        away = sum(states[state].mean for state in ("off", "maintenance") if state in states)
        if "busy" in states and away < 1:
            shares[name] = states["busy"].mean / (1 - away)
    return shares


def _causes(line: Line) -> dict[str, tuple[dict[str, float], Drift | None]]:
    """What makes defects, by station."""
    stations = line.stations.items()
    return {name: (one.defects, one.drift) for name, one in stations if one.defects}


def _material_bound(line: Line) -> Bound | None:
    """No good part costs less than the material of the cheapest product."""
    known = [one.material for one in line.products.values() if one.material is not None]
    return Bound(min(known), "material") if len(known) == len(line.products) else None
