"""The load-duration curve by hand: four quarter hours, their order, the shares they reach."""

import numpy as np
import pytest

from kpi.duration import duration_curve_kw, power_reached_kw, share_at_or_above

KW = np.array([10.0, 40.0, 20.0, 30.0])


@pytest.mark.parametrize(
    ("share", "kw"),
    [(0.0, 40.0), (0.01, 40.0), (0.25, 40.0), (0.26, 30.0), (0.5, 30.0), (0.75, 20.0), (1.0, 10.0)],
)
def test_a_power_is_reached_for_at_least_that_share(share: float, kw: float):
    assert power_reached_kw(KW, share) == kw
    assert share_at_or_above(KW, kw) >= share


def test_ninety_per_cent_of_ten_quarter_hours_are_nine():
    # 0.9 x 10 is a rounding error above 9 in floats
    assert power_reached_kw(np.arange(1.0, 11.0), 0.9) == 2.0


def test_the_curve_falls_and_holds_the_ends():
    curve = duration_curve_kw(KW, 4)
    assert curve is not None
    assert curve.tolist() == [40.0, 40.0, 30.0, 20.0, 10.0]


def test_shares_count_the_quarter_hours_at_the_power_itself():
    assert share_at_or_above(KW, 20.0) == 0.75
    assert share_at_or_above(KW, 41.0) == 0.0


def test_without_a_whole_quarter_hour_there_is_no_curve():
    nothing = np.zeros(0)
    assert power_reached_kw(nothing, 0.5) is None
    assert duration_curve_kw(nothing, 4) is None
    assert share_at_or_above(nothing, 1.0) is None


def test_a_share_above_one_is_refused():
    with pytest.raises(ValueError, match="expected 0 to 1"):
        power_reached_kw(KW, 1.5)
