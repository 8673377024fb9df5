"""A package taken apart: contributions that sum to the whole, known shares, two languages."""

import json
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from kpi import fewest_draws, linear_values
from kpi.shapley import sequential_effects, shapley_values, whole_effect
from lines import load_retrofit
from lines.source import read_text
from twin.command import app
from twin.compare import compare
from twin.package import DRAWS, MAIN, package_card, package_object, take_apart
from twin.settings import SettingError

SHORT = {"warmup_s": 3600.0, "length_s": 43_200.0, "replications": 4, "seed": 3}
FASTER = """
retrofit: faster-drill
title: {en: Faster drill, ko: 고속 드릴}
field: controller
for: {type: machine, has: cycle.gamma.mean}
set: {cycle.gamma.mean: 25 s}
"""
STEADY = """
line: steady
study: {warmup: 0 h, length: 10 h, replications: 3, seed: 1}
stations:
  cut: {cycle: 60 s, power: {busy: 10 kW}}
  bend: {cycle: 60 s, power: {busy: 10 kW}}
flow: [source -> cut -> bend -> sink]
energy: {tariff: 100 KRW/kWh}
"""
DOUBTFUL = "retrofit: {0}\nfield: controller\nset: {{stations.{0}.power.busy: {{uniform: {1}}}}}\n"
JAMS = """
retrofit: jams
field: controller
add: {stations.cut.failures: {jam: {every: {exponential: 1 h}, repair: 5 min}}}
"""
QUICK = """
retrofit: quick
field: controller
set: {stations.cut.failures.jam.repair: 1 min}
"""


@pytest.fixture(scope="module")
def package():
    faster = load_retrofit(FASTER)
    retrofits = ["larger-buffer", "standby-switching", faster]
    return take_apart("two-machines", retrofits, draws=12, **SHORT)


@pytest.fixture(scope="module")
def steady():
    """Nothing but two powers is left to chance: 3 kW and 1 kW wide."""
    retrofits = [
        load_retrofit(DOUBTFUL.format("cut", "[8 kW, 11 kW]")),
        load_retrofit(DOUBTFUL.format("bend", "[9 kW, 10 kW]")),
    ]
    return take_apart(read_text(STEADY), retrofits, ["energy_kwh", "throughput_per_hour"], draws=40)


def test_contributions_sum_to_the_whole_in_every_replication_exactly(package):
    for name in package.effects:
        values = {
            subset: np.array(
                [Fraction(one) for one in linear_values([row[name] for row in study.raw])]
            )
            for subset, study in package.studies.items()
        }
        whole = list(whole_effect(values, 3))
        assert list(sum(sequential_effects(values, 3))) == whole
        assert list(sum(shapley_values(values, 3))) == whole


def test_estimates_sum_to_the_whole(package):
    assert list(package.effects) == [name for name in MAIN if name not in package.unsaid]
    for effect in package.effects.values():
        parts = effect.parts
        whole = pytest.approx(parts.whole.mean, rel=1e-9, abs=1e-9 * abs(effect.before.mean))
        assert sum(one.mean for one in parts.sequential) == whole
        assert sum(one.mean for one in parts.shapley) == whole
        assert sum(one.mean for one in parts.single) + parts.interaction.mean == whole
        assert effect.after.mean - effect.before.mean == whole


def test_the_buffer_and_the_drill_do_not_simply_add_up(package):
    parts = package.effects["throughput_per_hour"].parts
    assert parts.shapley[0].low > 0
    assert abs(parts.interaction.mean) > 0.1
    assert parts.sequential[0] == parts.single[0]


def test_single_and_whole_effects_are_those_of_a_comparison(package):
    for retrofits, seen in (
        (["standby-switching"], lambda parts: parts.single[1]),
        (["larger-buffer", "standby-switching", load_retrofit(FASTER)], lambda parts: parts.whole),
    ):
        rows = compare("two-machines", retrofits, **SHORT).rows
        for name, effect in package.effects.items():
            assert seen(effect.parts) == pytest.approx(rows[name].difference, rel=1e-6, abs=1e-9)


def test_subsets_are_run_under_their_own_retrofits(package):
    told = {
        tuple(sorted(subset)): [one.name for one in study.scenario.retrofits]
        for subset, study in package.studies.items()
    }
    assert len(told) == 8
    assert told[()] == []
    assert told[(0, 2)] == ["larger-buffer", "faster-drill"]
    assert package.whole is package.studies[frozenset({0, 1, 2})]


def test_shares_of_two_powers_are_known(steady):
    origins = steady.doubt.origins["energy_kwh"]
    cut, bend = origins.parameters.values()
    assert origins.plant.share.mean == pytest.approx(0, abs=1e-9)
    assert cut.share.mean == pytest.approx(0.9, abs=0.08)
    assert bend.share.mean == pytest.approx(0.1, abs=0.08)
    assert cut.share.low < 0.9 < cut.share.high
    assert bend.share.low < 0.1 < bend.share.high
    assert cut.told_apart
    assert bend.told_apart
    assert abs(origins.interplay.share.mean) < 0.1
    # 10 h at a power that is 3 kW wide: a standard deviation of 30 / sqrt(12) kWh
    assert cut.variance**0.5 == pytest.approx(30 / 12**0.5, rel=0.2)


def test_an_effect_that_never_varies_has_no_origins(steady):
    assert steady.doubt.origins["throughput_per_hour"] is None
    assert steady.effects["throughput_per_hour"].parts.whole[:3] == (0, 0, 0)
    assert "the effect never varies" in package_card(steady, "en", None)


def test_the_doubt_takes_the_draws_of_any_study(steady):
    seen = steady.whole.uncertain[0].values
    again = take_apart(
        read_text(STEADY), steady.whole.scenario.retrofits, ["energy_kwh"], replications=40
    )
    assert again.whole.uncertain[0].values[:3] == seen
    effects = linear_values([row["energy_kwh"] for row in again.whole.raw])
    before = linear_values([row["energy_kwh"] for row in again.bare.raw])
    mean = sum(effects) / 40 - sum(before) / 40
    assert steady.doubt.origins["energy_kwh"].mean == pytest.approx(mean)


def test_without_uncertain_effects_there_is_no_doubt():
    found = take_apart("two-machines", ["larger-buffer", load_retrofit(FASTER)], **SHORT)
    assert found.doubt is None
    assert "No effect of these retrofits is uncertain" in package_card(found, "en", None)
    assert package_object(found)["origins"] is None


def numbers_of(card):
    """The numbers of all rows, and of what stands behind the name and unit of a figure."""
    told = []
    for line in card.splitlines():
        text = line if line.startswith("  ") else line.partition("]: ")[2]
        told.append(re.findall(r"[-+]?\d[\d,.]*\d|\d", text))
    return [row for row in told if row]


def test_both_languages_tell_the_same_numbers(package):
    english, korean = (package_card(package, language, None) for language in ("en", "ko"))
    assert numbers_of(english) == numbers_of(korean)
    assert len(numbers_of(english)) >= 6 * len(package.effects)
    assert "샤플리 값" in korean
    assert "고속 드릴" in korean


def test_the_object_holds_everything_and_no_nan(package):
    told = json.loads(json.dumps(package_object(package), allow_nan=False))
    assert told["retrofits"] == ["larger-buffer", "standby-switching", "faster-drill"]
    figure = told["kpis"]["throughput_per_hour"]
    assert sum(one["shapley"]["mean"] for one in figure["retrofits"].values()) == pytest.approx(
        figure["whole"]["mean"]
    )
    shares = told["origins"]["kpis"]["kwh_per_good_part"]
    assert list(shares["parameters"]) == ["standby-switching: standby.wake"]
    assert "larger-buffer + faster-drill" in told["digests"]


def test_progress_counts_every_run():
    told = []
    take_apart(
        "two-machines",
        ["larger-buffer", "standby-switching"],
        draws=10,
        progress=lambda done, total: told.append((done, total)),
        **SHORT,
    )
    assert told == sorted(told)
    assert told[-1] == (4 * 4 + 4 * 10, 56)


def two(*names):
    return [load_retrofit(FASTER.replace("faster-drill", name)) for name in names]


@pytest.mark.parametrize(
    ("retrofits", "options", "said"),
    [
        (two("a"), {}, "at least two retrofits"),
        (two("a", "b", "a"), {}, "names a more than once"),
        (two(*"abcdefg"), {}, "7 retrofits have 128 combinations"),
        (two("a", "b"), {"figures": ["oeee"]}, "no figure is called 'oeee'; did you mean 'oee'?"),
        (two("a", "b"), {"figures": ["late_cost"]}, "cannot say late_cost"),
        (
            ["larger-buffer", "standby-switching"],
            {"draws": 3},
            "3 draws are too few for 1 uncertain",
        ),
    ],
)
def test_what_cannot_be_taken_apart_is_refused(retrofits, options, said):
    with pytest.raises(SettingError, match=said):
        take_apart("two-machines", retrofits, **options, **SHORT)


def test_a_subset_that_is_no_line_is_named_by_the_command(tmp_path: Path):
    for name, text in (
        ("steady", STEADY),
        ("jams", JAMS),
        ("quick", QUICK),
    ):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    words = ["package", str(tmp_path / "steady.yaml")]
    for name in ("jams", "quick"):
        words += ["--retrofit", str(tmp_path / f"{name}.yaml")]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2
    assert "with only quick of it the line cannot be run" in result.stderr
    assert "quick.yaml:4" in result.stderr


def test_the_command_prints_a_table_or_one_object():
    words = ["package", "two-machines", "--retrofit", "larger-buffer", "--retrofit"]
    words += ["standby-switching", "--length", "8 h", "--replications", "2", "--draws", "10"]
    words += ["--kpi", "energy_kwh"]
    table = CliRunner().invoke(app, [*words, "--language", "ko"])
    assert table.exit_code == 0
    assert "샤플리 값" in table.stdout
    told = json.loads(CliRunner().invoke(app, [*words, "--json"]).stdout)
    assert list(told["kpis"]) == ["energy_kwh"]
    assert told["origins"]["draws"] == 10


def test_much_that_is_uncertain_is_drawn_as_often_as_it_takes():
    states = ("busy", "idle", "blocked", "down", "setup", "standby", "off")
    powers = "\n".join(f"  power.{state}: {{uniform: [1 kW, 2 kW]}}" for state in states)
    head = "title: {en: A, ko: B}\nfield: controller\nfor: {type: machine}\nset:\n"
    both = [load_retrofit(f"retrofit: {name}\n{head}{powers}\n") for name in ("one", "other")]
    found = take_apart("serial-eight", both, warmup_s=0.0, length_s=600.0, replications=2)
    parameters = len(found.doubt.parameters)
    assert found.doubt.draws == max(DRAWS, fewest_draws(parameters))
    assert found.doubt.draws > DRAWS
