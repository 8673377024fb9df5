"""Where the spread of an investment's worth comes from: known shares, money, two languages."""

import json
import math
import re

import pytest
from typer.testing import CliRunner

from lines import load_retrofit
from lines.source import read_text
from twin import SettingError
from twin.command import app
from twin.invest import Wishes, invest, investment_card, investment_object

STEADY = """
line: steady
products: {part: {price: 100 KRW, material: 30 KRW}}
study: {warmup: 0 h, length: 10 h, replications: 3, seed: 1}
stations:
  cut: {cycle: 60 s, power: {busy: 10 kW}}
  bend: {cycle: 60 s, power: {busy: 10 kW}}
flow: [source -> cut -> bend -> sink]
energy: {tariff: 100 KRW/kWh}
"""
DOUBT = "doubts: {stations.cut.power.busy: {uniform: [70 %, 130 %], source: a meter, grade: B}}\n"
HALVED = """
retrofit: {0}
field: controller
set: {{stations.{0}.power.busy: {{times: {1}}}}}
cost: {{buy: {2} KRW, life: 10 years}}
"""
# 5 kW less at 100 KRW/kWh are 4.38 million KRW a year; without discount worth ten times that
CUT = HALVED.format("cut", "50 %", 1_000_000)
BEND = HALVED.format("bend", "{uniform: [30 %, 70 %]}", 1_000_000)
HOURS_OF_LIFE = 87_600
FREE = Wishes(discount=0.0)
QUICK = ["--length", "6 h", "--warmup", "1 h", "--replications", "3", "--seed", "5"]


def worth(text, retrofits, draws, wishes=FREE, **study):
    loaded = [load_retrofit(one) for one in retrofits]
    return invest(read_text(text), loaded, wishes, origins=draws, **study)


@pytest.fixture(scope="module")
def both():
    """The power of one station in doubt and halved; the effect on the other uncertain."""
    return worth(STEADY + DOUBT, (CUT, BEND), 60)


def test_inputs_and_effects_have_their_known_shares(both):
    # half of 6 kW against 4 kW, both uniform
    npv, net = both.origins.npv, both.origins.net
    assert npv.plant.share.mean == pytest.approx(0, abs=1e-9)
    assert npv.groups["input"].share.mean == pytest.approx(9 / 25, abs=0.12)
    assert npv.groups["effect"].share.mean == pytest.approx(16 / 25, abs=0.12)
    money = 100 * HOURS_OF_LIFE  # of a kW saved all through the life
    assert math.sqrt(npv.variance) == pytest.approx(5 / 12**0.5 * money, rel=0.2)
    assert npv.mean == pytest.approx(10 * money - 2_000_000, rel=0.05)
    assert npv.variance == pytest.approx(100 * net.variance)


def test_the_shares_of_the_worth_are_those_of_the_yearly_benefit():
    """With tax, ramp and grant the worth is still a straight line of the benefit."""
    wishes = Wishes(tax=0.2, ramp_months=6.0, build_months=4.0)
    found = worth(STEADY + DOUBT, (CUT, BEND), 20, wishes).origins
    for group in ("input", "effect"):
        assert found.npv.groups[group].share == pytest.approx(found.net.groups[group].share)


def test_a_doubt_alone_takes_all_the_spread():
    found = worth(STEADY + DOUBT, (CUT,), 20).origins
    assert found.groups == {"input": ("doubts: stations.cut.power.busy",)}
    assert found.npv.groups["input"].share.mean == pytest.approx(1, abs=1e-6)


def test_knowing_is_worth_what_it_spares():
    """The power is between 7 and 13 kW, and half of 10 kW pays the price exactly."""
    price = 100 * HOURS_OF_LIFE * 5
    found = worth(STEADY + DOUBT, (HALVED.format("cut", "50 %", price),), 120).origins
    known = found.knowing.parameters["doubts: stations.cut.power.busy"]
    # uniform of half a width of 1.5 kW around 0: a quarter of it
    assert known.mean == pytest.approx(100 * HOURS_OF_LIFE * 1.5 / 4, rel=0.2)
    assert found.knowing.everything.mean == pytest.approx(known.mean, rel=0.01)
    assert found.knowing.luck_too.mean == pytest.approx(known.mean, rel=0.01)


def test_where_it_pays_whatever_is_drawn_knowing_is_worth_nothing(both):
    assert both.origins.knowing.everything.high == 0
    assert all(one.high == 0 for one in both.origins.knowing.parameters.values())


def test_without_the_option_nothing_is_told():
    found = invest(read_text(STEADY + DOUBT), [load_retrofit(CUT)], FREE)
    assert found.origins is None
    assert investment_object(found)["origins"] is None
    assert "worth of knowing" not in investment_card(found, "en", None)


def test_the_doubts_of_the_line_are_among_what_it_rests_on(both):
    (row,) = [one for one in both.basis if one.key == "input"]
    assert (row.about, row.told, row.grade) == ("stations.cut.power.busy", "a meter", "B")
    assert row.value == "× uniform: [70 %, 130 %]"


def test_draws_that_say_nothing_are_refused_before_anything_runs():
    with pytest.raises(SettingError, match="neither the retrofits nor the line leave anything"):
        worth(STEADY, (CUT,), 40)
    with pytest.raises(SettingError, match="9 draws are too few for 2 uncertain parameters; give"):
        worth(STEADY + DOUBT, (CUT, BEND), 9)


def test_both_languages_tell_the_same_amounts(both):
    english, korean = (investment_card(both, language, None) for language in ("en", "ko"))
    assert "Where the spread of the net present value comes from" in english
    assert "불확실한 값을 모두 알 때" in korean
    share = r"(?m)^ +.*?(\d[\d.]*) +\[[-\d.]+, [-\d.]+\]"
    tables = english.split("Where the spread")[1], korean.split("산포 요인")[1]
    shares = [re.findall(share, text) for text in tables]
    assert shares[0] == shares[1]
    assert len(shares[0]) == 6


def test_the_object_holds_everything(both):
    told = json.loads(json.dumps(investment_object(both), allow_nan=False))["origins"]
    assert told["draws"] == 60
    assert set(told["groups"]) == {"input", "effect"}
    assert set(told["npv"]["groups"]) == set(told["net_benefit_per_year"]["groups"])
    worths = told["worth_of_knowing"]
    assert set(worths["parameters"]) == set(told["npv"]["parameters"])
    assert worths["luck_too"]["mean"] >= 0


def test_the_command_tells_them():
    given = ["invest", "die-casting", "--retrofit", "ai-vision", *QUICK, "--origins", "10"]
    result = CliRunner().invoke(app, given)
    assert result.exit_code == 0, result.output
    assert "Where the spread of the net present value comes from" in result.stdout
    assert "ai-vision: false-rejects" in result.stdout
    result = CliRunner().invoke(app, [*given[:-1], "9"])
    assert result.exit_code == 2
    assert "--origins: 9 draws are too few for 2 uncertain parameters" in result.stderr
