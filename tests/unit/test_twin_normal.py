"""Energy at equal output: the days add up to the books, and what is told follows from them."""

import numpy as np
import pytest

from kpi.normal import fit_baseline
from lines import read
from twin.bill import bill_card, bills_of, under_contract
from twin.bill.normal import normal_object, normal_sheet
from twin.compare import Comparison, compare
from twin.normal import Days, best_baseline, days_of, normalised

DAY_S = 86_400.0


@pytest.fixture(scope="module")
def made() -> Comparison:
    source = under_contract(read("car-parts-machining"), "industrial-b/high-a/2", "150 kW")
    return compare(
        source, ["variable-speed-drives"], warmup_s=7 * DAY_S, length_s=14 * DAY_S, replications=3
    )


def test_the_days_of_each_replication_add_up_to_its_books(made: Comparison):
    kwh, output, replications, cut = days_of(made.before)
    assert (len(kwh), replications, cut) == (42, 3, None)
    for number, books in enumerate(made.before.books):
        own = slice(14 * number, 14 * number + 14)
        assert kwh[own].sum() == pytest.approx(books.kwh)
        assert output[own].sum(axis=0).tolist() == books.good_by_product.tolist()


def test_a_trace_that_would_be_too_long_is_cut(made: Comparison, monkeypatch: pytest.MonkeyPatch):
    whole, parts, _, _ = days_of(made.before)
    monkeypatch.setattr("twin.replay.MOST_ROWS", 300_000)
    kwh, output, replications, cut = days_of(made.before)
    assert cut is not None
    assert 0 < cut < 14
    assert len(kwh) == cut * replications
    assert kwh[:cut].tolist() == whole[:cut].tolist()
    assert output[:cut].tolist() == parts[:cut].tolist()


def test_weeks_are_seven_days_of_one_replication():
    kwh = np.arange(30.0)
    weeks = Days(kwh, kwh[:, None], 2, None).in_weeks()  # 15 days each: one is left out
    by_hand = [sum(range(7)), sum(range(7, 14)), sum(range(15, 22)), sum(range(22, 29))]
    assert weeks.kwh.tolist() == by_hand
    assert weeks.output[:, 0].tolist() == by_hand


def test_weeks_are_taken_where_days_tell_too_little():
    # twelve weeks: every day of a week draws for its parts, and all of them leave on the last day
    parts = np.array([10.0, 20.0, 15.0, 25.0, 12.0, 18.0, 22.0, 8.0, 14.0, 24.0, 16.0, 11.0])
    kwh = np.repeat(100.0 + 5.0 * parts / 7.0, 7)
    output = np.zeros((84, 1))
    output[6::7, 0] = parts
    assert not fit_baseline(kwh, output, ["part"]).fits
    weekly, period = best_baseline(Days(kwh, output, 1, None), ["part"])
    assert period == 7
    assert weekly.coefficients == pytest.approx([700.0, 5.0])
    again, period = best_baseline(Days(kwh[::7], output[6::7], 1, None), ["part"])
    assert (again.days, period) == (12, 1)  # as if each were a day, and so they fit at once


def test_the_same_output_on_both_sides_leaves_the_plain_difference(made: Comparison):
    found = normalised(made.before, made.before)
    assert found.adjusted is not None
    assert found.before is not None
    # all days of all replications are in the fit, whose residuals sum to nothing
    assert found.adjusted.kwh == pytest.approx(found.before.mean)
    avoided = found.avoided_kwh
    assert avoided is not None
    assert avoided.low < 0 < avoided.high


def test_what_is_avoided_is_the_baseline_less_what_was_drawn(made: Comparison):
    found = normal_object(made.before, made.after)
    adjusted, after, avoided = (found[n] for n in ("adjusted", "after_kwh", "avoided_kwh"))
    assert avoided["mean"] == pytest.approx(adjusted["mean"] - after["mean"])
    assert avoided["high"] - avoided["mean"] == pytest.approx(adjusted["high"] - adjusted["mean"])
    share = found["avoided_share"]["mean"]
    assert share == pytest.approx(avoided["mean"] / adjusted["mean"])
    baseline = found["baseline"]
    assert baseline["fits"]
    assert list(baseline["coefficients"]) == ["(constant)", "cover", "flange"]


def test_a_run_of_a_day_says_what_it_takes():
    study = compare("two-machines", ["standby-switching"], length_s=DAY_S, replications=2)
    found = normal_object(study.before, study.after)
    assert found["baseline"] is None
    assert found["refused"]["why"] == "few"
    for language, told in (("en", "it takes 8"), ("ko", "필요 8")):
        (note,) = normal_sheet(study.before, study.after, language).closing
        assert told in note


def test_the_bill_tells_it_in_both_languages(made: Comparison):
    bills = bills_of([made.before, made.after])
    english, korean = (bill_card(bills, one, None) for one in ("en", "ko"))
    assert "The fit meets the usual tests" in english
    assert "통상 기준" in korean
    assert "At equal output" not in bill_card(bills_of([made.before]), "en", None)
