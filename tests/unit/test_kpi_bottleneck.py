"""The shifting bottleneck on periods that can be drawn on one line of paper."""

import numpy as np
import pytest

from kpi import BottleneckShare, active_intervals, bottleneck_shares
from lines.states import BLOCKED, BUSY, DOWN, REPAIR, STARVED


def shares(*periods, begin=0, finish=100, machine_station=(0, 1, 2), stations=("a", "b", "c")):
    table = np.array(periods, dtype=np.int64).reshape(-1, 3)
    return bottleneck_shares(
        table[:, 0],
        table[:, 1],
        table[:, 2],
        begin=begin,
        finish=finish,
        stations=stations,
        machine_station=machine_station,
    )


def test_the_longest_active_period_is_the_sole_bottleneck():
    found = shares((0, 0, 100), (1, 10, 30), (1, 50, 90))
    assert found["a"] == BottleneckShare(1.0, 0.0)
    assert found["b"] == BottleneckShare(0.0, 0.0)


def test_where_two_bottlenecks_overlap_it_is_shifting():
    found = shares((0, 0, 60), (1, 50, 100))
    assert found["a"] == pytest.approx((0.5, 0.1))
    assert found["b"] == pytest.approx((0.4, 0.1))


def test_a_period_covered_by_longer_ones_is_never_the_bottleneck():
    found = shares((0, 0, 50), (1, 45, 100), (2, 40, 60))
    assert found["c"] == BottleneckShare(0.0, 0.0)
    assert found["a"] == pytest.approx((0.45, 0.05))


def test_three_periods_in_a_chain_shift_where_they_overlap():
    found = shares((0, 0, 40), (1, 30, 70), (2, 60, 100))
    assert found["a"] == pytest.approx((0.3, 0.1))
    assert found["b"] == pytest.approx((0.2, 0.2))
    assert found["c"] == pytest.approx((0.3, 0.1))


def test_while_nobody_is_active_nobody_is_the_bottleneck():
    found = shares((0, 0, 20), (1, 80, 100))
    assert sum(one.sole for one in found.values()) == pytest.approx(0.4)


def test_an_interruption_of_no_length_does_not_end_a_period():
    found = shares((0, 0, 30), (0, 30, 60), (1, 10, 55))
    assert found["a"].sole == pytest.approx(0.6)
    assert found["b"] == BottleneckShare(0.0, 0.0)


def test_periods_are_cut_to_the_window():
    found = shares((0, 0, 60), (1, 40, 100), begin=50, finish=100)
    assert found["a"] == BottleneckShare(0.0, 0.0)
    assert found["b"] == BottleneckShare(1.0, 0.0)


def test_two_machines_of_one_station_are_one_bottleneck():
    found = shares((0, 0, 60), (1, 50, 100), machine_station=(0, 0), stations=("a",))
    assert found["a"] == BottleneckShare(1.0, 0.0)


def test_without_periods_no_share_is_above_zero():
    assert shares()["a"] == BottleneckShare(0.0, 0.0)


def brute_force(periods, finish):
    """Shares by looking at every tick: who is longest at some tick, then who is under way."""
    winners = set()
    for tick in range(finish):
        under_way = [one for one in periods if one[1] <= tick < one[2]]
        if under_way:
            winners.add(min(under_way, key=lambda one: (one[1] - one[2], one[1], one[2], one[0])))
    sole, shifting = np.zeros(3), np.zeros(3)
    for tick in range(finish):
        owners = {one[0] for one in winners if one[1] <= tick < one[2]}
        for owner in owners:
            (sole if len(owners) == 1 else shifting)[owner] += 1 / finish
    return sole, shifting


def test_any_periods_give_what_looking_at_every_tick_gives():
    rng = np.random.default_rng(2)
    for _ in range(100):
        periods = []
        for machine in range(3):
            edges = sorted(rng.choice(np.arange(60), 8, replace=False).tolist())
            periods += [(machine, edges[i], edges[i + 1]) for i in range(0, 8, 2)]
        found = shares(*periods, finish=60)
        sole, shifting = brute_force(periods, 60)
        assert [one.sole for one in found.values()] == pytest.approx(sole)
        assert [one.shifting for one in found.values()] == pytest.approx(shifting)


def test_a_machine_is_active_at_work_and_down_and_not_while_waiting():
    rows = [
        (5, 0, BUSY),
        (7, 1, BUSY),
        (10, 0, DOWN),
        (12, 0, REPAIR),
        (20, 0, BLOCKED),
        (25, 0, STARVED),
        (30, 0, BUSY),
    ]
    tick, machine, state = (np.array(column, np.int64) for column in zip(*rows, strict=True))
    who, start, end = active_intervals(tick, machine, state, machines=3, end=40)
    found = sorted(zip(who.tolist(), start.tolist(), end.tolist(), strict=True))
    assert found == [(0, 5, 20), (0, 30, 40), (1, 7, 40)]
