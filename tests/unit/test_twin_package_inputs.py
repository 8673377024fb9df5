"""Numbers of the line in doubt as origins of a package's spread, apart from effects and luck."""

import json
import re

import pytest

from lines import load_retrofit
from lines.source import read_text
from twin.package import package_card, package_object, take_apart

STEADY = """
line: steady
study: {warmup: 0 h, length: 10 h, replications: 3, seed: 1}
stations:
  cut: {cycle: 60 s, power: {busy: 10 kW}}
  bend: {cycle: 60 s, power: {busy: 10 kW}}
flow: [source -> cut -> bend -> sink]
energy: {tariff: 100 KRW/kWh}
"""
DOUBT = "doubts: {stations.cut.power.busy: {uniform: [70 %, 130 %], source: a meter, grade: B}}\n"
HALVED = "retrofit: {0}\nfield: controller\nset: {{stations.{0}.power.busy: {{times: {1}}}}}\n"
LESS = HALVED.format("cut", "50 %"), HALVED.format("bend", "50 %")
UNSURE = LESS[0], HALVED.format("bend", "{uniform: [30 %, 70 %]}")


def taken(text, retrofits, **study):
    loaded = [load_retrofit(one) for one in retrofits]
    return take_apart(read_text(text), loaded, ["energy_kwh"], **study)


@pytest.fixture(scope="module")
def both():
    """The power of one station in doubt, 6 kW wide, halved; the effect on the other 4 kW wide."""
    return taken(STEADY + DOUBT, UNSURE, draws=60)


def test_a_line_in_doubt_and_nothing_else_is_all_input():
    found = taken(STEADY + DOUBT, LESS, draws=20).doubt
    origins = found.origins["energy_kwh"]
    assert found.groups == {"input": ("doubts: stations.cut.power.busy",)}
    assert origins.plant.share.mean == pytest.approx(0, abs=1e-9)
    assert origins.groups["input"].share.mean == pytest.approx(1, abs=1e-6)
    # half of 10 kW, 60 % wide, for ten hours
    assert origins.variance**0.5 == pytest.approx(0.5 * 100 * 0.6 / 12**0.5, rel=0.25)


def test_luck_and_input_are_the_whole_where_effects_are_certain():
    lucky = STEADY.replace("cycle: 60 s", "cycle: {exponential: 60 s}")
    origins = taken(lucky + DOUBT, LESS, draws=60).doubt.origins["energy_kwh"]
    assert origins.plant.told_apart
    assert origins.groups["input"].told_apart
    whole = origins.plant.share.mean + origins.groups["input"].share.mean
    assert whole == pytest.approx(1, abs=0.15)
    assert origins.interplay.share.low < 0 < origins.interplay.share.high


def test_effects_and_inputs_have_their_known_shares(both):
    # half of 6 kW against 4 kW, both uniform
    origins = both.doubt.origins["energy_kwh"]
    assert list(origins.groups) == ["input", "effect"]
    assert origins.groups["input"].share.mean == pytest.approx(9 / 25, abs=0.12)
    assert origins.groups["effect"].share.mean == pytest.approx(16 / 25, abs=0.12)
    assert origins.left_if_all_known("effect") < origins.left_if_all_known("input")


def test_both_languages_and_the_object_tell_the_groups(both):
    english, korean = (package_card(both, language, None) for language in ("en", "ko"))
    assert "effects of the retrofits, together" in english
    assert "numbers of the line, together" in english
    assert "라인 입력값 전체" in korean
    pattern = r"(?m)^ {2,}.*?(?: {2,}|$)(.*\d.*)$"
    numbers = [
        re.findall(r"[-\d.,]*\d", " ".join(re.findall(pattern, t))) for t in (english, korean)
    ]
    assert numbers[0] == numbers[1]
    told = json.loads(json.dumps(package_object(both), allow_nan=False))
    assert told["origins"]["groups"]["input"] == ["doubts: stations.cut.power.busy"]
    groups = told["origins"]["kpis"]["energy_kwh"]["groups"]
    assert set(groups) == {"effect", "input"}
    assert groups["input"]["standard_deviation_if_known"] > 0
    assert told["doubts"][0]["grade"] == "B"
