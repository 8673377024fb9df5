"""Investments appraised from end to end: laws on bundled lines, terms, tables in two languages."""

import json
import math
import re
from dataclasses import replace

import pytest
from told_study import told_comparison

from kpi import cost_parts, internal_rates, payback, present_value, wilson
from kpi.ledger import AT_SCRAP, DEFECTIVE
from lines import bundled_lines, load_retrofit, read
from twin import SettingError
from twin.invest import (
    Wishes,
    appraise,
    invest,
    investment_card,
    investment_object,
    terms_of,
)
from twin.invest.card import rates_told
from twin.invest.money import amount, stacked
from twin.scenario import Scenario, scenario_of

EVERYTHING = Wishes(demand=1e12, realised=1.0)
# by line: a retrofit and, where it does not fit by itself, the station that it is put on
RETROFITS = dict.fromkeys(bundled_lines(), ("ai-vision", None)) | {
    "defence-machining": ("ai-vision", "measure"),
    "hydrogen-tank": ("ai-vision", "visual"),
    "micro-workshop": ("andon-calls", None),
    "plant-factory": ("ai-vision", "sort"),
    "serial-eight": ("ai-vision", "gauge"),
    "shipbuilding-block-shop": ("ai-vision", "inspect"),
    "two-machines": ("larger-buffer", None),
}
CAMERA = """
retrofit: camera
title: {en: Camera, ko: 카메라}
field: machine-vision
for: {type: inspection}
set:
  finds: {beta-pert: [93 %, 97 %, 99 %], source: "a trial of two weeks", grade: B}
cost: {buy: 90000000 KRW, run: 9000000 KRW/year, life: 8 years, build: 14 months, ramp: 3 months}
"""


def changed(*pairs):
    text = CAMERA
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return load_retrofit(text)


def terms(wishes, retrofit=None, line="die-casting"):
    after = scenario_of(line, [changed() if retrofit is None else retrofit])
    return terms_of(Scenario(after.source), after, wishes)


def appraised(wishes=None):
    """An appraisal of books written by hand; no engine runs."""
    comparison = told_comparison(replications=6)
    books = [replace(one) for one in comparison.after.books]  # that have summed nothing up yet
    for number, one in enumerate(books):
        one.ledger.fates[AT_SCRAP, 0, DEFECTIVE] += 7 * number
    comparison = replace(comparison, after=replace(comparison.after, books=books))
    return appraise(comparison, terms(wishes or Wishes()))


def profit(books):
    """What the good parts sell for less all that they cost, over the time booked."""
    prices = [books.line.products[name].price or 0.0 for name in books.frame.products]
    sold = math.fsum(good * p for good, p in zip(books.good_by_product, prices, strict=True))
    return sold - math.fsum(part.numerator for part in cost_parts(books).values())


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", RETROFITS)
def test_where_all_is_sold_the_components_are_the_difference_in_profit(line):
    """Nothing counts twice and nothing is left out: the other way round to the same money."""
    retrofit, at = RETROFITS[line]
    appraisal = invest(line, [retrofit], EVERYTHING, at=at, replications=2)
    pairs = zip(appraisal.comparison.before.books, appraisal.comparison.after.books, strict=True)
    expected = [appraisal.times * (profit(after) - profit(before)) for before, after in pairs]
    scale = max(abs(appraisal.times * profit(books)) for books in appraisal.comparison.before.books)
    assert appraisal.benefit.total == pytest.approx(expected, abs=1e-9 * scale)
    upkeep = appraisal.terms.investment.running
    net = [one - upkeep for one in appraisal.benefit.total]
    assert appraisal.net == pytest.approx(net, abs=1e-9 * scale)


def test_output_that_nobody_wants_is_worth_nothing():
    wanted = invest("two-machines", ["larger-buffer"], Wishes(demand=1e12), replications=4)
    unwanted = invest("two-machines", ["larger-buffer"], Wishes(), replications=4)
    assert min(wanted.components["sales"]) > 0
    assert unwanted.components["sales"] == (0.0,) * 4
    assert unwanted.benefit.good_after == wanted.benefit.good_after


def test_the_worth_of_the_mean_is_the_mean_of_the_worths():
    appraisal = appraised(Wishes(tax=0.2, realised=0.3))
    own = appraisal.without_grant
    assert own.value.mean == pytest.approx(present_value(own.flows, appraisal.terms.discount))
    assert own.value.mean == pytest.approx(math.fsum(own.values) / len(own.values))


def test_a_grant_is_worth_what_it_pays_where_there_is_no_tax():
    appraisal = appraised(Wishes(grant="upgrade-1-2023"))
    gained = appraisal.with_grant.value.mean - appraisal.without_grant.value.mean
    assert gained == pytest.approx(45e6)
    assert appraisal.with_grant.payback < appraisal.without_grant.payback


def test_shares_count_the_replications_that_are_worth_it_and_those_paid_back_in_time():
    """The price is set between the third and the fourth of six, so that half of them pay."""
    once = appraised(Wishes(demand=1e12, buy=0.0)).without_grant
    middle = sum(sorted(once.values)[2:4]) / 2
    worth = appraised(Wishes(demand=1e12, buy=middle)).without_grant
    assert worth.worthwhile.mean == 0.5
    assert worth.worthwhile == wilson(3, 6)
    patient = Wishes(demand=1e12, buy=middle, within_years=50.0)
    assert appraised(patient).without_grant.in_time.mean == 1.0
    assert worth.in_time.mean == 0.0


def test_discounted_payback_is_later_than_plain():
    worth = appraised(Wishes(demand=1e12, discount=0.2)).without_grant
    use = worth.investment.begin_years, worth.investment.end_years
    assert worth.payback < worth.discounted_payback == payback(worth.flows, 0.2, *use)


def test_nothing_is_paid_back_before_it_is_built():
    cheap = appraised(Wishes(demand=1e12, buy=1.0)).without_grant
    assert 14 / 12 <= cheap.payback < 1.18


# --- terms ----------------------------------------------------------------------------------------


def test_costs_of_several_retrofits_are_put_together():
    after = scenario_of("die-casting", ["ai-vision", "standby-switching"])
    bought = terms_of(Scenario(after.source), after, Wishes()).investment
    assert (bought.purchase, bought.upkeep) == (102e6, 9.6e6)
    assert (bought.life_years, bought.build_months, bought.ramp_months) == (8.0, 14.0, 3.0)


def test_what_is_stated_goes_before_what_the_retrofit_says():
    found = terms(Wishes(buy=1e6, run=2e5, life_years=5.0, build_months=1.0, ramp_months=2.0))
    bought = found.investment
    assert (bought.purchase, bought.upkeep, bought.life_years) == (1e6, 2e5, 5.0)
    assert (bought.build_months, bought.ramp_months) == (1.0, 2.0)
    told = {row.key: (row.origin, row.told) for row in found.basis}
    assert told["buy"] == ("given", "--buy")
    assert told["life_years"] == ("given", "--life")


def test_a_subscription_stands_instead_of_a_purchase():
    bought = terms(Wishes(subscription=12e6)).investment
    assert (bought.purchase, bought.subscription, bought.upkeep) == (0.0, 12e6, 9e6)


def test_a_grant_never_pays_more_than_its_ceiling_or_its_share():
    assert terms(Wishes(grant="upgrade-1-2023")).investment.grant == 45e6
    assert terms(Wishes(grant="same-level-2023", buy=300e6)).investment.grant == 50e6
    assert terms(Wishes(grant="same-level-2023", grant_amount=30e6)).investment.grant == 30e6


@pytest.mark.parametrize(
    ("wishes", "told"),
    [
        (
            Wishes(grant="upgrade-1-2023", grant_amount=60e6),
            "--grant-amount: 60,000,000 KRW is more than 'upgrade-1-2023' pays: "
            "at most 45,000,000 KRW, 50 % of 90,000,000 KRW",
        ),
        (
            Wishes(grant="same-level-2023", buy=300e6, grant_amount=60e6),
            "at most 50,000,000 KRW, its ceiling (50000000 KRW)",
        ),
        (Wishes(grant="upgrade"), "no grant in KRW 'upgrade' on 2026-03-02"),
        (
            Wishes(grant="upgrade-1-2023", subscription=1e6),
            "--grant: 'upgrade-1-2023' pays for a purchase, and there is none",
        ),
        (Wishes(realised=1.0, wage="foreman"), "every crew of the line 'die-casting' has a wage"),
    ],
)
def test_what_cannot_be_is_told_with_its_limit(wishes, told):
    with pytest.raises(SettingError) as caught:
        terms(wishes)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("cost", "told"),
    [
        ("run: 9000000 KRW/year, life: 8 years", "'camera' does not say what it costs to buy"),
        ("buy: 90000000 KRW", "'camera' does not say how long it lives"),
    ],
)
def test_a_price_or_a_life_that_nobody_states_is_asked_for(cost, told):
    whole = re.search(r"cost: \{(.*)\}", CAMERA)[1]
    with pytest.raises(SettingError, match=told):
        terms(Wishes(), changed((whole, cost)))


def test_a_yearly_cost_that_nobody_states_counts_nothing_and_is_listed():
    found = terms(Wishes(), changed((" run: 9000000 KRW/year,", "")))
    assert found.investment.upkeep == 0.0
    (row,) = [row for row in found.basis if row.key == "run"]
    assert (row.value, row.origin, row.told) == (0.0, "unsaid", "camera")


def test_of_several_retrofits_the_one_that_is_silent_is_named():
    silent = changed((" run: 9000000 KRW/year,", ""))
    after = scenario_of("die-casting", ["standby-switching", silent])
    found = terms_of(Scenario(after.source), after, Wishes())
    (row,) = [row for row in found.basis if row.key == "run"]
    assert (row.value, row.origin, row.told) == (600_000.0, "unsaid", "camera")


def test_nothing_is_converted():
    dollars = changed(("field:", "currency: USD\nfield:"), ("KRW", "USD"))
    with pytest.raises(SettingError, match="'camera' is in USD and the line in KRW"):
        terms(Wishes(), dollars)


def test_a_line_without_prices_cannot_be_appraised():
    bare = read("line: bare\nstations: {press: {cycle: 30 s}}\nflow: [source -> press -> sink]\n")
    buffer = load_retrofit("retrofit: b\nfield: controller\nset: {stations.press.cycle: 20 s}\n")
    with pytest.raises(SettingError, match="the line 'bare' gives no price for its parts; add"):
        terms(Wishes(), buffer, bare)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"discount": -0.1}, "--discount: found -0.1; expected a number of at least 0"),
        ({"buy": math.nan}, "--buy: found nan"),
        ({"life_years": 0.0}, "--life: found 0; expected more than 0"),
        ({"realised": 1.5}, "--realise: found 150 %; expected at most 100 %"),
        ({"tax": 1.2}, "--tax: found 120 %; expected at most 100 %"),
        ({"tax": 0.2, "depreciation": "fast"}, "found 'fast'; expected 'straight' or 'declining'"),
        ({"grant_amount": 1.0}, "--grant-amount: counts only together with --grant"),
        ({"tax_life_years": 5.0}, "--tax-life: counts only together with --tax"),
        ({"wage": 14e3}, "--wage: counts only together with --realise"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(words, told):
    with pytest.raises(SettingError) as caught:
        Wishes(**words)
    assert told in str(caught.value)


# --- what it rests on -----------------------------------------------------------------------------


def test_every_default_is_listed_with_its_grade_and_source():
    rows = {row.key: row for row in appraised().basis}
    assert (rows["discount"].value, rows["discount"].grade) == (0.05, "D")
    assert rows["discount"].told == "chosen for lack of the plant's own rate"
    assert rows["no-demand"].told == "--demand"
    assert (rows["realised"].value, rows["realised"].origin) == (0.0, "unsaid")
    assert {"no-tax", "no-claim", "residual", "year", "scatter", "escapes"} <= set(rows)
    assert (rows["effect"].about, rows["effect"].origin) != ("", "")


def test_what_is_stated_is_no_default_any_more():
    wishes = Wishes(discount=0.08, tax=0.2, demand=5e5, realised=0.5, claim=1e4, residual=1e6)
    rows = {row.key: row for row in appraised(wishes).basis}
    assert {"no-demand", "no-tax", "no-claim"}.isdisjoint(rows)
    for key in ("discount", "tax", "demand", "realised", "claim", "residual"):
        assert rows[key].origin == "given"
    assert rows["tax-life"].grade == "A"


def test_a_grant_that_ends_before_the_work_is_done_is_said():
    keys = {row.key for row in appraised(Wishes(grant="upgrade-1-2023")).basis}
    assert "grant-duration-short" in keys
    keys = {row.key for row in appraised(Wishes(grant="upgrade-1-2023", build_months=9.0)).basis}
    assert "grant-duration" in keys


TARIFF = """
line: billed
start: 2026-03-02
products: {part: {price: 900 KRW, material: 350 KRW}}
stations: {press: {cycle: 30 s, power: {busy: 400 kW, idle: 100 kW, standby: 5 kW}}}
arrivals: {every: 60 s}
flow: [source -> press -> sink]
energy: {tariff: industrial-b/high-a/2, contract: 500 kW}
"""


def test_energy_counts_at_its_tariff_whose_source_is_listed():
    """A press that sleeps half of its time draws 95 kW less then."""
    study = {"replications": 2, "warmup_s": 0.0, "length_s": 7 * 86_400.0}
    wishes = Wishes(run=0.0)
    appraisal = invest(read(TARIFF), ["standby-switching"], wishes, **study)
    (before, *_), (after, *_) = appraisal.comparison.before.books, appraisal.comparison.after.books
    saved = before.energy_cost - after.energy_cost
    assert saved > 0
    assert appraisal.components["energy"][0] == pytest.approx(saved * 8760 / 168)
    (row,) = [row for row in appraisal.basis if row.key == "tariff"]
    assert (row.value, row.grade) == ("industrial-b/high-a/2", "B")
    assert row.told == "KEPCO tariff of 2024-10-24: three public copies agree"


def test_without_a_price_of_energy_that_is_listed():
    bare = read(TARIFF.replace("energy: {tariff: industrial-b/high-a/2, contract: 500 kW}", ""))
    appraisal = invest(bare, ["standby-switching"], Wishes(), replications=1, length_s=86_400.0)
    assert "energy" not in appraisal.components
    assert [row.key for row in appraisal.basis].count("no-energy") == 1


# --- tables ---------------------------------------------------------------------------------------


def in_won(text):
    """Every amount of a text in won, in its order, whichever language it is written in."""
    english = r"(-?[\d,]+) KRW"
    korean = r"(-?)(?=\d)(?:([\d,]+)억 ?)?(?:([\d,]+)만 ?)?([\d,]*)원"
    whole = [int(found.replace(",", "")) for found in re.findall(english, text)]
    for sign, *parts in re.findall(korean, text):
        eok, man, won = (int(part.replace(",", "") or 0) for part in parts)
        whole.append((-1 if sign else 1) * (eok * 100_000_000 + man * 10_000 + won))
    return whole


def test_both_languages_say_the_same_numbers():
    appraisal = appraised(Wishes(grant="upgrade-1-2023", demand=2e6, realised=0.5, tax=0.2))
    english, korean = (investment_card(appraisal, one, None) for one in ("en", "ko"))
    assert len(in_won(english)) > 40
    assert in_won(english) == in_won(korean)
    shares = r"-?\d+(?:\.\d+)? %"
    assert re.findall(shares, english) == re.findall(shares, korean)
    assert english.count("\n") == korean.count("\n")
    assert re.search(r"[가-힣]", english) is None


def test_the_printed_components_add_up_to_the_printed_total():
    text = investment_card(appraised(Wishes(demand=2e6, realised=0.37)), "en", None)
    rows = text.split("Benefit a year")[1].split("Behind it")[0].splitlines()[1:]
    means = [in_won(row)[0] for row in rows if in_won(row)]
    assert len(means) >= 6
    assert sum(means[:-1]) == means[-1]


def test_the_object_holds_what_the_tables_show():
    appraisal = appraised(Wishes(grant="upgrade-1-2023"))
    found = json.loads(json.dumps(investment_object(appraisal), allow_nan=False))
    granted = found["with_grant"]
    assert granted["own"] == 45e6
    assert granted["npv"]["mean"] == appraisal.with_grant.value.mean
    assert granted["irr"] == appraisal.with_grant.rates.rate
    net = found["benefit_per_year"]["net"]["replications"]
    parts = [one["replications"] for one in found["benefit_per_year"]["components"].values()]
    assert net == pytest.approx([math.fsum(row) for row in zip(*parts, strict=True)])
    assert len(found["rests_on"]) == len(appraisal.basis)
    assert found["without_grant"]["p_npv_above_0"]["low"] < 1.0


@pytest.mark.parametrize(
    ("flows", "told"),
    [
        ((-1.6, 10.0, -10.0), "several: 25.0 %, 400.0 % (2 changes of sign)"),
        ((1.0, -2.0, 2.0), "none, with 2 changes of sign"),
        ((1.0, 2.0), "none: the flows never change sign"),
        ((-100.0, 110.0), "10.0 %"),
    ],
)
def test_no_rate_and_several_rates_are_said(flows, told):
    worth = replace(appraised().without_grant, rates=internal_rates(flows))
    assert rates_told(worth, "en") == told


@pytest.mark.parametrize(
    ("value", "english", "korean"),
    [
        (0.0, "0 KRW", "0원"),
        (-4_321.4, "-4,321 KRW", "-4,321원"),
        (54_321.0, "54,321 KRW", "5만 4,321원"),
        (12_344_999.0, "12,340,000 KRW", "1,234만원"),
        (-123_400_000.0, "-123,400,000 KRW", "-1억 2,340만원"),
        (3e9, "3,000,000,000 KRW", "30억원"),
    ],
)
def test_money_is_written_as_people_write_it(value, english, korean):
    assert amount(value, "KRW", "en") == english
    assert amount(value, "KRW", "ko") == korean


def test_rounded_steps_add_up_to_the_rounded_sum():
    values = [14_999.0, 14_999.0, -4_000.0, 14_999.0]
    assert sum(stacked(values, 10_000)) == 40_000.0
    assert stacked([0.0, 5.0, 0.0], 1) == [0.0, 5.0, 0.0]
