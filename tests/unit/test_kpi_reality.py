"""Simulated changes beside published averages: bands, bounds, what is out of reach."""

import math
from dataclasses import replace

import pytest

from kpi import Estimate, Ratio, relative_change
from kpi.reality import Bound, Check, Side, bound_of, checks_of, output_bound
from lines import Line, load
from lines.model import DatedOrder
from lines.packs import EffectsTable, pack_of

EFFECTS: EffectsTable = pack_of("effects", ()).content
LINE = """
line: reach
products: {part: {price: 100 KRW, material: 60 KRW}}
stations:
  a: {cycle: 36 s, quality: {defects: {burr: 2 %}}}
  b: {cycle: 30 s}
flow: ["source -> a -> [4] -> b -> sink"]
"""
SLOW_ARRIVALS = LINE.replace("flow:", "arrivals: {every: 72 s}\nflow:")


def exactly(value: float) -> Estimate:
    return Estimate(value, value, value, 5)


def side(line: Line, busy: dict[str, float], **figures: float) -> Side:
    states = {name: {"busy": exactly(share), "off": exactly(0.0)} for name, share in busy.items()}
    measured = {name: exactly(value) for name, value in figures.items()}
    return Side(line, measured, states, warmup_s=0.0, length_s=36_000.0)


def checked(before: Side, after: Side, **changes: Estimate) -> dict[str, Check]:
    return {one.figure: one for one in checks_of(EFFECTS, before, after, changes)}


def test_a_relative_change_is_that_of_the_means() -> None:
    found = relative_change([10.0, 20.0], [12.0, 24.0])
    assert found == Estimate(pytest.approx(0.2), pytest.approx(0.2), pytest.approx(0.2), 2)
    ratios = relative_change([Ratio(10, 1), Ratio(10, 3)], [Ratio(15, 1), Ratio(15, 3)])
    assert ratios is not None
    assert ratios.mean == pytest.approx(0.5)  # 30/4 over 20/4


def test_the_interval_of_a_relative_change_is_the_worked_one() -> None:
    # before 10, 10; after 11, 13: ratios 1.1 and 1.3, half width t(1) * 0.1 = 1.27
    found = relative_change([10.0, 10.0], [11.0, 13.0])
    assert found is not None
    assert found.mean == pytest.approx(0.2)
    assert found.high - found.mean == pytest.approx(12.7062 * 0.1, rel=1e-4)


def test_of_nothing_there_is_no_share() -> None:
    assert relative_change([0.0, 0.0], [1.0, 1.0]) is None
    assert relative_change([None], [1.0]) is None
    with pytest.raises(ValueError, match="cannot pair"):
        relative_change([1.0], [1.0, 2.0])


def test_output_is_bounded_by_the_narrowest_machines() -> None:
    line = load(LINE)  # 100 an hour at a, 120 at b
    before = side(line, {"a": 0.9, "b": 0.75}, throughput_per_hour=90.0)
    bound = output_bound(before, before)
    assert bound == Bound(pytest.approx(100.0), "machines", ("a",))


def test_the_busiest_station_of_the_run_may_say_less_than_the_flow() -> None:
    line = load(LINE)
    # a makes scrap, so that 80 an hour take 90 % of its time: 88.9 if it never waited
    before = side(line, {"a": 0.9, "b": 0.6}, throughput_per_hour=80.0)
    assert output_bound(before, before) == Bound(pytest.approx(80 / 0.9), "machines", ("a",))


def test_time_off_is_no_time_in_which_a_station_waits() -> None:
    line = load(LINE)
    states = {"busy": exactly(0.3), "off": exactly(0.6), "maintenance": exactly(0.1)}
    before = Side(line, {"throughput_per_hour": exactly(30.0)}, {"a": states}, 0.0, 3600.0)
    assert output_bound(before, before) == Bound(pytest.approx(30.0), "machines", ("a",))


def test_what_comes_in_bounds_a_line_of_fast_machines() -> None:
    line = load(SLOW_ARRIVALS)
    before = side(line, {"a": 0.5, "b": 0.4}, throughput_per_hour=49.0)
    assert output_bound(before, before) == Bound(pytest.approx(50.0), "demand", ())


def test_orders_bound_a_line_that_makes_nothing_without_them() -> None:
    orders = "".join(
        f"  - {{product: part, quantity: {quantity}, first: {hour} h}}\n"
        for quantity, hour in ((200, 0), (50, 9), (999, 11))
    )
    line = load(LINE.replace("flow:", f"orders:\n{orders}flow:"))
    before = side(line, {"a": 0.25, "b": 0.2}, throughput_per_hour=25.0)
    # 250 parts in ten hours; what is released an hour later is not among them
    assert output_bound(before, before) == Bound(25.0, "demand", ())
    listed = replace(
        line,
        orders=(),
        dated_orders=(DatedOrder("x", "part", 300, 0.0), DatedOrder("y", "part", 999, 36_001.0)),
    )
    before = side(listed, {"a": 0.25, "b": 0.2}, throughput_per_hour=25.0)
    assert output_bound(before, before) == Bound(30.0, "demand", ())


def test_repeated_orders_bound_by_their_mean_rate() -> None:
    orders = "orders:\n  - {product: part, quantity: 20, every: 2 h}\n"
    line = load(LINE.replace("flow:", f"{orders}flow:"))
    before = side(line, {"a": 0.1, "b": 0.1}, throughput_per_hour=9.0)
    assert output_bound(before, before) == Bound(pytest.approx(10.0), "demand", ())  # 20 in 2 h


def test_no_bound_lies_below_what_was_seen() -> None:
    line = load(SLOW_ARRIVALS)
    before = side(line, {"a": 0.5, "b": 0.4}, throughput_per_hour=49.0)
    after = side(line, {"a": 0.5, "b": 0.4}, throughput_per_hour=51.0)
    assert output_bound(before, after) == Bound(51.0, "demand", ())


def test_a_furnace_that_may_be_fuller_bounds_nothing() -> None:
    furnace = load(
        LINE.replace(
            "b: {cycle: 30 s}", "b: {type: batch, cycle: 30 s, batch: {size: 4, wait: 1 min}}"
        )
    )
    before = side(furnace, {"a": 0.5, "b": 1.0}, throughput_per_hour=40.0)
    assert output_bound(before, before) == Bound(pytest.approx(80.0), "machines", ("a",))


def test_an_average_beyond_the_bound_is_out_of_reach() -> None:
    line = load(LINE)
    before = side(line, {"a": 0.9, "b": 0.75}, throughput_per_hour=90.0)
    after = side(line, {"a": 0.95, "b": 0.8}, throughput_per_hour=95.0)
    check = checked(before, after, throughput_per_hour=exactly(95 / 90 - 1))["throughput_per_hour"]
    assert check.best == pytest.approx(100 / 90 - 1)  # 11 %, and the weakest average is 28.5 %
    assert (check.out_of_reach, check.standing) == (True, "weaker")
    slow = side(line, {"a": 0.7, "b": 0.5}, throughput_per_hour=70.0)
    check = checked(slow, slow)["throughput_per_hour"]
    assert check.best == pytest.approx(100 / 70 - 1)  # 43 %
    assert not check.out_of_reach


def test_a_share_ends_at_the_whole_and_a_cost_at_its_material() -> None:
    line = load(LINE)
    before = side(line, {}, orders_on_time=0.9, cost_per_good_part=65.0)
    checks = checked(before, before)
    assert checks["orders_on_time"].bound == Bound(1.0, "whole")
    assert checks["orders_on_time"].best == pytest.approx(1 / 0.9 - 1)
    assert checks["orders_on_time"].out_of_reach  # 11.1 %, the averages are 15.5 and 16.4 %
    assert checks["cost_per_good_part"].bound == Bound(60.0, "material")
    assert checks["cost_per_good_part"].best == pytest.approx(60 / 65 - 1)
    assert checks["cost_per_good_part"].out_of_reach  # -7.7 %, the averages are -15.5 and -15.9 %
    for cost in (90.0, 60 / (1 - 0.157)):  # the weakest average is still within reach
        dear = checked(side(line, {}, cost_per_good_part=cost), before)["cost_per_good_part"]
        assert not dear.out_of_reach


def test_defects_stay_where_no_cause_is_changed() -> None:
    line, cleaner = load(LINE), load(LINE.replace("burr: 2 %", "burr: 1 %"))
    before = side(line, {}, process_defects_ppm=20_000.0, finished_defects_ppm=20_000.0)
    same = checked(before, before)
    assert same["process_defects_ppm"].out_of_reach
    assert same["process_defects_ppm"].bound == Bound(20_000.0, "causes")
    assert not same["finished_defects_ppm"].out_of_reach  # a camera may find them
    after = side(cleaner, {}, process_defects_ppm=10_000.0)
    assert bound_of("process_defects_ppm", before, after) is None
    assert not checked(before, after)["process_defects_ppm"].out_of_reach


@pytest.mark.parametrize(
    ("low", "high", "standing"),
    [
        (0.20, 0.28, "weaker"),
        (0.20, 0.29, "overlaps"),
        (0.20, 0.40, "overlaps"),
        (0.29, 0.295, "within"),
        (0.295, 0.31, "overlaps"),
        (0.31, 0.40, "stronger"),
        (math.nan, math.nan, "within"),
    ],
)
def test_an_interval_has_to_leave_the_band(low: float, high: float, standing: str) -> None:
    line = load(LINE)
    before = side(line, {}, throughput_per_hour=10.0)
    change = Estimate(0.29, low, high, 5)
    assert checked(before, before, throughput_per_hour=change)["throughput_per_hour"].standing == (
        standing
    )


@pytest.mark.parametrize(
    ("mean", "standing"), [(-0.5, "stronger"), (-0.43, "within"), (-0.1, "weaker"), (0.2, "weaker")]
)
def test_where_less_is_better_the_band_is_turned_round(mean: float, standing: str) -> None:
    line = load(LINE)
    before = side(line, {}, finished_defects_ppm=10.0)
    check = checked(before, before, finished_defects_ppm=exactly(mean))["finished_defects_ppm"]
    assert check.standing == standing


def test_what_the_line_or_the_statistics_do_not_say_is_said() -> None:
    before = side(load(LINE), {})
    checks = checked(before, before)
    assert checks["expected_injuries_per_year"].standing == "not said"
    assert checks["kwh_per_good_part"].standing == "no band"
    assert checks["throughput_per_hour"].best is None
    assert not any(check.out_of_reach for check in checks.values())
