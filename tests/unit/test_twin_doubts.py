"""Numbers that a line doubts: drawn once a replication, the same on both sides, told in both."""

import json
import re
from itertools import pairwise

import numpy as np
import pytest
from typer.testing import CliRunner

from lines import LineError, build, load, load_retrofit
from lines.source import read_text
from twin import SettingError, compare, run_study
from twin.command import app
from twin.outcome import comparison_object, study_object
from twin.report import page as report_html
from twin.scenario import Scenario
from twin.scorecard import comparison_card, study_card

PLAIN = """
line: doubtful
products: {part: {price: 100 KRW, material: 30 KRW}}
stations:
  press: {cycle: 60 s, power: {busy: 10 kW}}
  cut: {cycle: {exponential: 20 s}, failures: {jam: {every: {exponential: 1 h}, repair: 5 min}}}
flow:
  - source -> press -> [4] -> cut -> sink
study: {warmup: 1 h, length: 8 h, replications: 6, seed: 3}
"""
DOUBTS = """
doubts:
  stations.press.cycle: {uniform: [80 %, 120 %], source: "stopwatch, 20 parts", grade: C}
  stations.press.power.busy: {triangular: [0.9, 1, 1.2]}
"""
DOUBTFUL = read_text(PLAIN + DOUBTS)
FASTER = load_retrofit(
    "retrofit: faster\nfield: controller\nset: {stations.press.cycle: {times: 50 %}}\n"
)


@pytest.fixture(scope="module")
def study():
    return run_study(DOUBTFUL)


@pytest.fixture(scope="module")
def comparison():
    return compare(DOUBTFUL, [FASTER])


def test_each_replication_runs_a_line_of_its_own(study):
    (cycle, factors), (power, loads) = study.inputs
    assert (cycle.path, power.path) == ("stations.press.cycle", "stations.press.power.busy")
    assert all(0.8 <= factor <= 1.2 for factor in factors)
    assert len(set(factors)) == 6
    for books, factor, load_ in zip(study.books, factors, loads, strict=True):
        press = books.line.stations["press"]
        assert press.cycle["part"].values[0] == pytest.approx(60 * factor, rel=1e-9)
        assert press.power_w["busy"] == pytest.approx(10_000 * load_, rel=1e-9)
        assert books.good == pytest.approx(8 * 60 / factor, rel=0.08)


def test_the_line_that_is_expected_has_every_factor_at_its_mean(study):
    assert study.line.stations["press"].power_w["busy"] == pytest.approx(1.0333333 * 10_000)
    assert [doubt.path for doubt in study.line.doubts] == [one.path for one, _ in study.inputs]


def test_a_factor_moves_no_other_luck():
    """A doubt about the power alone: every part moves as on the line without it."""
    power = "doubts: {stations.press.power.busy: {uniform: [50 %, 150 %]}}"
    sure, unsure = run_study(read_text(PLAIN)), run_study(read_text(PLAIN + power))
    for old, new in zip(sure.books, unsure.books, strict=True):
        assert np.array_equal(old.ledger.state_ticks, new.ledger.state_ticks)
        assert np.array_equal(old.ledger.failures, new.ledger.failures)
    kwh = [study.kpis["kwh_per_good_part"] for study in (sure, unsure)]
    assert kwh[1].high - kwh[1].low > 5 * (kwh[0].high - kwh[0].low)


def test_both_sides_take_the_same_draw(comparison):
    before, after = comparison.before, comparison.after
    assert before.inputs == after.inputs
    assert after.effects == []
    for old, new in zip(before.books, after.books, strict=True):
        one, other = (b.line.stations["press"].cycle["part"].values[0] for b in (old, new))
        assert other == pytest.approx(one / 2, rel=1e-9)


def test_a_pair_cancels_what_both_sides_share():
    """A press that draws less makes as many parts, however wrong its cycle is known."""
    thrifty = load_retrofit(
        "retrofit: led\nfield: controller\nset: {stations.press.power.busy: {times: 90 %}}\n"
    )
    row = compare(DOUBTFUL, [thrifty]).rows["throughput_per_hour"]
    assert (row.difference.low, row.difference.high) == (0, 0)
    assert row.before.high - row.before.low > 1


def test_the_same_seed_draws_the_same(study):
    assert run_study(DOUBTFUL).digests == study.digests
    assert run_study(DOUBTFUL, engine="reference", replications=2).digests == study.digests[:2]


def test_a_path_for_many_takes_one_factor():
    many = PLAIN + "doubts: {stations.*.cycle: {uniform: [80 %, 120 %]}}"
    line, (drawn,) = Scenario(read_text(many)).drawn_line(3, 0)
    press, cut = (line.stations[name].cycle["part"].values[0] for name in ("press", "cut"))
    assert (press / 60, cut / 20) == pytest.approx((drawn.value, drawn.value))
    assert (drawn.name, drawn.origin) == ("doubts: stations.*.cycle", "input")


def test_a_retrofit_is_tried_where_the_doubts_end():
    """90 % found, by a tenth better or worse known, cannot be a sixth better too."""
    look = PLAIN.replace("  cut:", "  look: {type: inspection, cycle: 1 s, finds: 75 %}\n  cut:")
    look = look.replace("20 s}, fail", "20 s}, quality: {defects: {burr: 1 %}}, fail")
    look = look.replace("cut -> sink", "cut -> look -> sink\n  - look -> scrap: {when: reject}")
    doubts = "doubts: {stations.look.finds: {uniform: [80 %, 120 %]}}"
    better = load_retrofit(
        "retrofit: eye\nfield: controller\nset: {stations.look.finds: {times: 120 %}}\n"
    )
    assert Scenario(read_text(look + doubts)).expected_line().doubts
    with pytest.raises(LineError, match=r"stations.look.finds: found 108 %; expected a share from"):
        Scenario(read_text(look + doubts), (better,)).expected_line()


def test_a_line_without_its_file_is_refused():
    with pytest.raises(SettingError, match="the line 'doubtful' doubts numbers of its own"):
        run_study(build(DOUBTFUL))
    assert load(PLAIN).doubts == ()


def test_programs_read_what_is_doubted(study, comparison):
    for found in (study_object(study), comparison_object(comparison)):
        first, second = found["doubts"]
        assert first["source"] == "stopwatch, 20 parts"
        assert (first["grade"], second["grade"]) == ("C", None)
        assert first["factor"] == "uniform: [80 %, 120 %]"
        assert len(first["drawn"]) == 6
    assert comparison_object(comparison)["uncertain"] == {}
    assert "doubts" not in study_object(run_study(read_text(PLAIN), replications=2))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_readers_are_told_what_is_doubted(study, comparison, language):
    word = {"en": "how little its own", "ko": "라인의 입력값이 불확실"}[language]
    for text in (study_card(study, language, None), comparison_card(comparison, language, None)):
        assert word in text
        assert "stations.press.cycle, stations.press.power.busy" in text


def test_the_report_lists_them_with_source_and_grade(study, comparison):
    pages = [report_html(one, language) for one in (study, comparison) for language in ("en", "ko")]
    rows = []
    titles = 2 * ["Numbers of the line that are in doubt", "불확실한 라인 입력값"]
    for page, title in zip(pages, titles, strict=True):
        assert title in page
        (table,) = re.findall(
            r"<tbody>(<tr><th scope=.row.><code>stat.*?)</tbody>", page, re.DOTALL
        )
        assert ">C</td>" in table[table.index("stopwatch, 20 parts</td><td") :]
        rows.append(re.findall(r"[\d.]+", table))
    assert all(one == other for one, other in pairwise(rows))


def test_the_command_checks_and_runs_them(tmp_path):
    path = tmp_path / "doubtful.yaml"
    path.write_text(PLAIN + DOUBTS, encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(path)]).exit_code == 0
    result = CliRunner().invoke(app, ["run", str(path), "--replications", "2", "--json"])
    assert len(json.loads(result.stdout)["doubts"]) == 2
    path.write_text(PLAIN + DOUBTS.replace("press.cycle", "pres.cycle"), encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 2
    assert "'stations' has no 'pres' in this file; did you mean 'press'?" in result.stderr
