"""Energy at equal output: the days add up to the books, and what is told follows from them."""

import numpy as np
import pytest

from kpi.normal import fit_baseline
from lines import load_retrofit, read
from lines.source import read_text
from lines.states import STATES
from twin.bill import bill_card, bills_of, under_contract
from twin.bill.normal import normal_object, normal_sheet
from twin.compare import Comparison, compare
from twin.normal import Days, _hours_booked, best_baseline, days_of, normalised

DAY_S = 86_400.0
OFF = STATES.index("off")


@pytest.fixture(scope="module")
def made() -> Comparison:
    source = under_contract(read("car-parts-machining"), "industrial-b/high-a/2", "150 kW")
    return compare(
        source, ["variable-speed-drives"], warmup_s=7 * DAY_S, length_s=14 * DAY_S, replications=3
    )


def test_the_days_of_each_replication_add_up_to_its_books(made: Comparison):
    kwh, output, replications, cut, _ = days_of(made.before)
    assert (len(kwh), replications, cut) == (42, 3, None)
    for number, books in enumerate(made.before.books):
        own = slice(14 * number, 14 * number + 14)
        assert kwh[own].sum() == pytest.approx(books.kwh)
        assert output[own].sum(axis=0).tolist() == books.good_by_product.tolist()


def test_a_trace_that_would_be_too_long_is_cut(made: Comparison, monkeypatch: pytest.MonkeyPatch):
    whole, parts, _, _, hours = days_of(made.before)
    monkeypatch.setattr("twin.replay.MOST_ROWS", 300_000)
    kwh, output, replications, cut, fewer = days_of(made.before)
    assert cut is not None
    assert fewer[:cut].tolist() == hours[:cut].tolist()
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
    # the drives' effect is drawn anew in each replication, and spreads it further than the baseline
    assert avoided["high"] - avoided["mean"] > 2 * (adjusted["high"] - adjusted["mean"])
    paired = made.rows["energy_kwh"].difference
    assert avoided["high"] - avoided["mean"] == pytest.approx(paired.high - paired.mean, rel=0.1)
    share = found["avoided_share"]["mean"]
    assert share == pytest.approx(avoided["mean"] / adjusted["mean"])
    baseline = found["baseline"]
    assert baseline["fits"]
    assert list(baseline["coefficients"]) == ["(constant)", "(an hour)", "cover", "flange"]


def test_working_hours_are_those_of_the_calendars(made: Comparison):
    line, hours = made.before.line, days_of(made.before).hours
    machines = {name: one.machines for name, one in line.stations.items()}
    monday, sunday = hours[:7].max(), hours[:7].min()
    assert 0 < monday < 24
    assert sunday < monday
    assert hours.size == 42
    assert hours[:14].sum() == pytest.approx(_hours_booked(made.before))
    off = sum(
        float(made.before.books[0].state_h[made.before.books[0].machines_of(name), OFF].sum())
        for name in machines
    )
    planned = sum(machines.values()) * 14 * 24 - off
    assert hours[:14].sum() * sum(machines.values()) == pytest.approx(planned, rel=0.02)


@pytest.mark.parametrize("line", ["car-parts-machining", "food", "injection-moulding"])
def test_making_less_avoids_nothing(line: str):
    """Fewer orders come: less energy is drawn, and nothing of it is a saving."""
    fewer = load_retrofit(
        "retrofit: fewer\nfield: controller\nset: {sources.*.every: {times: 108 %}}\n"
    )
    study = compare(line, [fewer], warmup_s=7 * DAY_S, length_s=28 * DAY_S, replications=3)
    found = normalised(study.before, study.after)
    share = found.avoided_share
    assert found.before.mean > found.after.mean
    assert share.low < 0 < share.high
    assert abs(share.mean) < 0.01
    assert found.baseline.cv < 0.05


DOUBTFUL = """
line: doubtful
study: {warmup: 0 h, length: 4400 h, replications: 6, seed: 5}
stations:
  cut: {cycle: {gamma: {mean: 60 s, cv: 0.5}}, power: {busy: 10 kW, idle: 2 kW}}
sources: {door: {every: {exponential: 80 s}}}
flow: [door -> cut -> sink]
doubts: {stations.cut.power.*: {uniform: [60 %, 140 %]}}
"""
NOTHING = "retrofit: none\nfield: controller\nset: {stations.cut.cycle.gamma.cv: 0.5}\n"
LESS = "retrofit: less\nfield: controller\nset: {stations.cut.power.busy: {times: %s}}\n"


def test_a_retrofit_that_changes_nothing_avoids_nothing_whatever_is_in_doubt():
    """Half a year each: days of the first replication alone would be enough, but not its power."""
    study = compare(read_text(DOUBTFUL), [load_retrofit(NOTHING)])
    found = normalised(study.before, study.after)
    avoided = found.avoided_kwh
    assert found.baseline is not None
    assert avoided is not None
    assert (found.replications, found.first_days) == (6, 35)
    assert found.baseline.degrees == 6 * 35 - 7
    assert abs(avoided.mean) < 0.002 * study.before.kpis["energy_kwh"].mean
    assert avoided.low < 0 < avoided.high
    assert found.baseline.r2 > 0.75
    for language, said in (("en", "a plant of its own"), ("ko", "다른 공장")):
        assert any(said in one for one in normal_sheet(study.before, study.after, language).closing)


@pytest.mark.parametrize("factor", ["60 %", "{uniform: [40 %, 80 %]}"])
def test_the_energy_avoided_of_what_is_in_doubt_or_uncertain_is_the_paired_difference(factor):
    source = read_text(DOUBTFUL)
    study = compare(source, [load_retrofit(LESS % factor)], length_s=60 * DAY_S)
    found = normalised(study.before, study.after)
    saved = study.rows["energy_kwh"].difference
    assert found.avoided_kwh.mean == pytest.approx(-saved.mean, rel=0.02)
    # hardly any luck: the interval is that of what was drawn
    assert found.avoided_kwh.low == pytest.approx(-saved.high, rel=0.05)


def test_an_effect_that_is_not_known_widens_the_interval_without_doubts_too():
    source = read_text(DOUBTFUL.partition("doubts")[0])
    study = compare(source, [load_retrofit(LESS % "{uniform: [40 %, 80 %]}")], length_s=60 * DAY_S)
    found = normalised(study.before, study.after)
    saved = study.rows["energy_kwh"].difference
    assert found.spread_by_draws
    assert found.avoided_kwh.low == pytest.approx(-saved.high, rel=0.05)
    assert found.avoided_kwh.high == pytest.approx(-saved.low, rel=0.05)
    assert any(
        "what was drawn" in one for one in normal_sheet(study.before, study.after, "en").closing
    )


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
