"""The baseline by hand: a line through points, its errors, where it may be put, its refusals."""

import math
from dataclasses import replace

import numpy as np
import pytest

from kpi.normal import ALL_PARTS, CONSTANT, HOURS, NoBaseline, adjusted, fit_baseline

# Five pairs of days about E = 100 + 2 x output, one above and one below by 3.
OUTPUT = np.array([10.0, 10.0, 20.0, 20.0, 30.0, 30.0, 40.0, 40.0, 50.0, 50.0])
KWH = 100.0 + 2.0 * OUTPUT + np.array([3.0, -3.0] * 5)


def fitted():
    return fit_baseline(KWH, OUTPUT[:, None], ["part"])


def test_the_line_and_its_errors_by_hand():
    line = fitted()
    assert line.names == (CONSTANT, "part")
    assert line.coefficients == pytest.approx([100.0, 2.0])
    # 10 residuals of 3 on 8 degrees of freedom; sum of (x - 30)^2 is 2 x (400 + 100) x 2 = 2,000
    noise = math.sqrt(90.0 / 8.0)
    assert line.noise_kwh == pytest.approx(noise)
    assert line.errors[1] == pytest.approx(noise / math.sqrt(2000.0))
    assert line.errors[0] == pytest.approx(noise * math.sqrt(1 / 10 + 30.0**2 / 2000.0))
    # about the mean of 160: 4 x 2,000 of the line and 90 of the residuals
    assert line.r2 == pytest.approx(8000.0 / 8090.0)
    assert line.cv == pytest.approx(noise / 160.0)
    assert line.bias == pytest.approx(0.0, abs=1e-12)
    assert line.fits


def test_the_adjusted_baseline_of_a_day_is_the_prediction_of_the_textbook():
    at = adjusted(fitted(), {"part": 40.0}, days=1.0)
    assert at.kwh == pytest.approx(180.0)
    noise = math.sqrt(90.0 / 8.0)
    t = 2.306004  # 95 %, 8 degrees of freedom
    half = t * noise * math.sqrt(1 + 1 / 10 + 10.0**2 / 2000.0)
    assert at.half_kwh == pytest.approx(half, rel=1e-6)
    assert (at.outside, at.unknown) == ((), ())


def test_many_days_and_replications_leave_the_error_of_the_line():
    # ten days of 40 in the mean of four replications: 10 / 4 of luck, 100 times the line's own
    at = adjusted(fitted(), {"part": 400.0}, days=10.0, times=4)
    assert at.kwh == pytest.approx(1800.0)
    half = 2.306004 * math.sqrt(90.0 / 8.0) * math.sqrt(10 / 4 + 100 * (1 / 10 + 100.0 / 2000.0))
    assert at.half_kwh == pytest.approx(half, rel=1e-6)


def test_days_that_resemble_the_day_before_widen_the_interval():
    kwh = 100.0 + 2.0 * np.array([10.0, 20.0] * 6) + np.array([3.0, 3.0, 3.0, -3.0, -3.0, -3.0] * 2)
    one = fit_baseline(kwh, np.array([[10.0], [20.0]] * 6), ["part"])
    # at the output of 10 it is 3, 3, -3 twice, at 20 it is 3, -3, -3: their means are 1 and -1
    left = np.array([2, 4, 2, -2, -4, -2] * 2, dtype=float)
    assert one.memory == pytest.approx((left[:-1] * left[1:]).sum() / (left**2).sum())
    two = fit_baseline(kwh, np.array([[10.0], [20.0]] * 6), ["part"], runs=2)
    halves = left.reshape(2, 6)
    assert two.memory == pytest.approx((halves[:, :-1] * halves[:, 1:]).sum() / (left**2).sum())
    plain = replace(two, memory=0.0)
    wide, narrow = (adjusted(b, {"part": 15.0}, 1.0).half_kwh for b in (two, plain))
    assert wide / narrow == pytest.approx(math.sqrt((1 + two.memory) / (1 - two.memory)))


def test_output_that_no_day_had_is_outside():
    assert adjusted(fitted(), {"part": 51.0}, days=1.0).outside == ("part",)
    assert adjusted(fitted(), {"part": 9.0}, days=1.0).outside == ("part",)


def test_products_have_their_own_coefficients():
    rng = np.random.default_rng(1)
    output = rng.integers(0, 50, (40, 2)).astype(float)
    kwh = 10.0 + output @ [2.0, 5.0]
    line = fit_baseline(kwh, output, ["a", "b"])
    assert line.coefficients == pytest.approx([10.0, 2.0, 5.0])
    assert line.r2 == pytest.approx(1.0)
    assert adjusted(line, {"a": 100.0, "b": 0.0}, days=2.0).kwh == pytest.approx(220.0)


def test_a_mix_that_never_changes_is_taken_together():
    output = np.column_stack([OUTPUT, 2 * OUTPUT])
    line = fit_baseline(KWH, output, ["a", "b"])
    assert line.merged
    assert line.names == (CONSTANT, ALL_PARTS)
    assert line.coefficients == pytest.approx([100.0, 2.0 / 3.0])
    assert adjusted(line, {"a": 30.0, "b": 60.0}, days=1.0).kwh == pytest.approx(160.0)


def test_a_product_that_was_never_made_has_no_coefficient():
    output = np.column_stack([OUTPUT, np.zeros(10)])
    line = fit_baseline(KWH, output, ["a", "b"])
    assert line.unmade == ("b",)
    assert line.names == (CONSTANT, "a")
    assert adjusted(line, {"a": 30.0, "b": 5.0}, days=1.0).unknown == ("b",)


def test_a_fit_that_explains_little_does_not_pass():
    kwh = 1000.0 + np.array([30.0, -30.0] * 5)
    assert not fit_baseline(kwh, OUTPUT[:, None], ["part"]).fits


def test_days_that_all_make_the_same_have_no_baseline():
    with pytest.raises(NoBaseline) as refused:
        fit_baseline(KWH, np.full((10, 1), 30.0), ["part"])
    assert refused.value.why == "constant"


def test_too_few_days_have_no_baseline():
    with pytest.raises(NoBaseline, match="it takes 8") as refused:
        fit_baseline(KWH[:7], OUTPUT[:7, None], ["part"])
    assert (refused.value.why, refused.value.days) == ("few", 7)


def test_each_run_with_a_level_of_its_own_has_the_slope_within():
    """One plant draws 100 kWh a day, the other one 300: pooled they would mislead."""
    output = np.concatenate([OUTPUT, OUTPUT])[:, None]
    kwh = np.concatenate([KWH, KWH + 200.0])
    line = fit_baseline(kwh, output, ["part"], runs=2, own_levels=True)
    assert line.coefficients == pytest.approx([200.0, 2.0])
    assert fit_baseline(kwh, output, ["part"], runs=2).r2 < 0.5
    assert line.degrees == 20 - 3
    by_hand = np.column_stack([np.repeat(np.eye(2), 10, axis=0), output])
    inverse = np.linalg.inv(by_hand.T @ by_hand)
    noise = math.sqrt(180.0 / 17)
    pick = np.array([0.5, 0.5, 0.0])
    assert line.errors[0] == pytest.approx(noise * math.sqrt(pick @ inverse @ pick))
    assert line.errors[1] == pytest.approx(noise / math.sqrt(4000.0))
    assert line.r2 == pytest.approx(1 - 180.0 / 16180.0)


def test_what_a_day_at_work_draws_is_no_part_of_a_part():
    """16 h at work draw 20 kWh each whatever is made, a part 2; on days off there are neither."""
    hours = np.array([16.0, 16.0, 16.0, 16.0, 16.0, 8.0, 0.0] * 4)
    parts = np.where(hours > 0, 50.0 * hours / 16.0 + np.array([3, -2, 1, -4, 2, 3, 0] * 4), 0.0)
    kwh = 40.0 + 20.0 * hours + 2.0 * parts
    line = fit_baseline(kwh, parts[:, None], ["part"], hours=hours)
    assert line.names == (CONSTANT, HOURS, "part")
    assert line.coefficients == pytest.approx([40.0, 20.0, 2.0])
    at = adjusted(line, {"part": 900.0}, days=28.0, hours=float(hours.sum()))
    assert at.kwh == pytest.approx(28 * 40 + 20 * hours.sum() + 1800)
    # without them the fall of a tenth in output would take a tenth of the days at work along
    blind = fit_baseline(kwh, parts[:, None], ["part"])
    assert blind.fits
    assert blind.coefficients[1] > 6.0


def test_hours_that_say_nothing_of_their_own_are_left_out():
    hours = np.full(10, 8.0)
    assert fit_baseline(KWH, OUTPUT[:, None], ["part"], hours=hours).names == (CONSTANT, "part")
    same = OUTPUT / 5.0
    assert fit_baseline(KWH, OUTPUT[:, None], ["part"], hours=same).names == (CONSTANT, "part")


def test_a_product_that_follows_the_hours_and_one_that_does_not():
    """Of two products one fills the hours exactly: both together still tell them apart."""
    hours = np.array([16.0, 16.0, 12.0, 16.0, 12.0, 8.0, 0.0] * 4)
    output = np.column_stack([5.0 * hours, np.arange(28.0) % 9])
    kwh = 40.0 + 20.0 * hours + output.sum(axis=1)
    line = fit_baseline(kwh, output, ["a", "b"], hours=hours)
    assert line.merged
    assert line.names == (CONSTANT, HOURS, ALL_PARTS)
    assert line.coefficients == pytest.approx([40.0, 20.0, 1.0])


def test_products_that_only_differ_from_run_to_run_are_taken_together():
    output = np.column_stack([np.repeat([3.0, 8.0], 10), np.concatenate([OUTPUT, OUTPUT])])
    kwh = np.concatenate([KWH, KWH + 50.0])
    line = fit_baseline(kwh, output, ["a", "b"], runs=2, own_levels=True)
    assert line.merged
    assert line.coefficients == pytest.approx([100.0 + 25.0 - 2.0 * 5.5, 2.0])
