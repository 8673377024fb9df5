"""Which station holds the line back, moment by moment: the shifting-bottleneck method.

A machine is active while it does not wait for another: at work, in set-up, down or in repair. At
any moment the machine in the longest unbroken active period is the bottleneck. Where such a period
overlaps the next one the bottleneck is shifting between them, elsewhere it is sole.
Source: Roser, Nakano, Tanaka, *Shifting bottleneck detection*, Winter Simulation Conference 2002.
"""

import heapq
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from kpi.ledger import Ints
from lines.states import ACTIVE


class BottleneckShare(NamedTuple):
    """Shares of the window in which a station was the sole or a shifting bottleneck."""

    sole: float
    shifting: float


class Period(NamedTuple):
    """An unbroken active period of one machine, in ticks."""

    start: int
    end: int
    machine: int


def bottleneck_shares(
    machine: Ints,
    start: Ints,
    end: Ints,
    *,
    begin: int,
    finish: int,
    stations: Sequence[str],
    machine_station: Sequence[int],
) -> dict[str, BottleneckShare]:
    """Sole and shifting share of each station within a window.

    machine, start, end : (N,) int64 [-, tick, tick]   active intervals, in any order
    begin, finish : [tick]   the window; intervals are cut to it
    stations, machine_station : names, and the station index of each machine
    """
    periods = merge(machine, start, end, begin, finish)
    sole = [0] * len(stations)
    shifting = [0] * len(stations)
    for ticks, owners in _moments(_longest(periods), machine_station):
        for station in owners:
            (sole if len(owners) == 1 else shifting)[station] += ticks
    window = max(finish - begin, 1)
    return {
        name: BottleneckShare(sole[s] / window, shifting[s] / window)
        for s, name in enumerate(stations)
    }


def active_intervals(
    tick: Ints, machine: Ints, state: Ints, *, machines: int, end: int
) -> tuple[Ints, Ints, Ints]:
    """Active intervals (machine, start, end) of a trace's state rows, each (N,) int64.

    tick, machine, state : (N,) int64   changes of state in order of time; machines begin starved
    """
    since = [-1] * machines
    rows: list[tuple[int, int, int]] = []
    changes = zip(tick.tolist(), machine.tolist(), state.tolist(), strict=True)
    for now, who, value in changes:
        active = value in ACTIVE
        if active and since[who] < 0:
            since[who] = now
        elif not active and since[who] >= 0:
            rows.append((who, since[who], now))
            since[who] = -1
    rows += [(who, begun, end) for who, begun in enumerate(since) if begun >= 0]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def merge(machine: Ints, start: Ints, end: Ints, begin: int, finish: int) -> list[Period]:
    """Active periods cut to the window, in order of start; interruptions of no length closed."""
    low, high = np.maximum(start, begin), np.minimum(end, finish)
    kept = low < high
    rows = sorted(zip(machine[kept].tolist(), low[kept].tolist(), high[kept].tolist(), strict=True))
    periods: list[Period] = []
    for who, first, last in rows:
        if periods and periods[-1].machine == who and first <= periods[-1].end:
            periods[-1] = periods[-1]._replace(end=max(last, periods[-1].end))
        else:
            periods.append(Period(first, last, who))
    return sorted(periods)


def _longest(periods: Sequence[Period]) -> list[Period]:
    """The periods that are the longest of those under way at some moment, in order of start.

    periods : in order of start. Of equally long ones the earlier counts, then the lower machine.
    """
    under_way: list[tuple[int, Period]] = []
    found: set[Period] = set()
    for index, period in enumerate(periods):
        heapq.heappush(under_way, (period.start - period.end, period))
        now = period.start
        until = periods[index + 1].start if index + 1 < len(periods) else None
        while under_way and (until is None or now < until):
            top = under_way[0][1]
            if top.end <= now:
                heapq.heappop(under_way)
                continue
            found.add(top)
            now = top.end
    return sorted(found)


def _moments(
    bottlenecks: Sequence[Period], machine_station: Sequence[int]
) -> Iterator[tuple[int, frozenset[int]]]:
    """Stretches of time [tick] and the stations whose bottleneck periods cover each."""
    changes = sorted(
        [(period.start, 1, machine_station[period.machine]) for period in bottlenecks]
        + [(period.end, -1, machine_station[period.machine]) for period in bottlenecks]
    )
    covering: dict[int, int] = {}
    before = changes[0][0] if changes else 0
    for now, step, station in changes:
        if now > before and covering:
            yield now - before, frozenset(covering)
        before = now
        covering[station] = covering.get(station, 0) + step
        if covering[station] == 0:
            del covering[station]
