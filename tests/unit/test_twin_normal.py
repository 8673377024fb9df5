"""Energy at equal output: the days add up to the books, and what is told follows from them."""

import pytest

from lines import read
from twin.bill import bill_card, bills_of, under_contract
from twin.bill.normal import normal_object, normal_sheet
from twin.compare import Comparison, compare
from twin.normal import days_of, normalised

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
    monkeypatch.setattr("twin.normal.MOST_ROWS", 300_000)
    kwh, output, replications, cut = days_of(made.before)
    assert cut is not None
    assert 0 < cut < 14
    assert len(kwh) == cut * replications
    assert kwh[:cut].tolist() == whole[:cut].tolist()
    assert output[:cut].tolist() == parts[:cut].tolist()


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
    assert list(baseline["coefficients"]) == ["(a day)", "cover", "flange"]


def test_a_run_of_a_day_says_what_it_takes():
    study = compare("two-machines", ["standby-switching"], length_s=DAY_S, replications=2)
    found = normal_object(study.before, study.after)
    assert found["baseline"] is None
    assert found["refused"]["why"] == "few"
    for language, told in (("en", "it takes 8"), ("ko", "8일이 필요")):
        (note,) = normal_sheet(study.before, study.after, language).notes
        assert told in note


def test_the_bill_tells_it_in_both_languages(made: Comparison):
    bills = bills_of([made.before, made.after])
    english, korean = (bill_card(bills, one, None) for one in ("en", "ko"))
    assert "The fit meets the usual tests" in english
    assert "통상 기준" in korean
    assert "At equal output" not in bill_card(bills_of([made.before]), "en", None)
