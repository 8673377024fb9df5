"""The parts of the report: words, numbers, charts and the sentence that answers."""

import math
import re
from pathlib import Path
from string import Formatter

import pytest
from told_study import WHOLE, told_comparison, told_study

from kpi import REGISTRY, Estimate
from lines import Distribution, load
from lines.states import STATES
from twin.compare import Row
from twin.report import numbers
from twin.report.assumptions import default_sentences
from twin.report.chances import say_chance
from twin.report.charts import (
    axis_limit,
    difference_chart,
    duration_chart,
    load_chart,
    load_week,
    waterfall_range,
)
from twin.report.headline import TOLD, headline_of
from twin.report.numbers import scale_of
from twin.report.palette import BAND_ORDER, INKS, hatches, paint
from twin.report.reasons import GENERAL, REASONS
from twin.report.sides import sides_of
from twin.report.wording import TEXTS, Words

SPACE = "\N{NO-BREAK SPACE}"
FOLDER = Path(numbers.__file__).parent
ENGLISH, KOREAN = Words("en"), Words("ko")
POINT = (math.nan, math.nan)


def blanks(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field}


def test_every_text_has_the_same_blanks_in_both_languages():
    assert {id_: both for id_, both in TEXTS.items() if blanks(both[0]) != blanks(both[1])} == {}
    assert [id_ for id_, both in TEXTS.items() if not all(both)] == []


def test_every_text_that_is_asked_for_is_there_and_none_is_idle():
    told = "".join(
        path.read_text(encoding="utf-8")
        for path in [*FOLDER.rglob("*.py"), FOLDER / "template.html"]
        if not path.name.endswith("wording.py") and path.name != "reasons.py"
    )
    asked = {id_ for id_ in TEXTS if f'"{id_}"' in told or f"'{id_}'" in told}
    asked |= {id_ for reason in [GENERAL, *REASONS.values()] for id_ in reason}
    made = {
        t for t in TEXTS if t.split("-")[0] in ("say", "node", "sign", "cost", "failure", "default")
    }
    assert set(TEXTS) - asked - made - {"pass", "reject"} == set()
    assert set(re.findall(r'words\(\s*"([^"]+)"', told)) - set(TEXTS) == set()
    assert asked - set(TEXTS) == set()
    assert {f"say-{name}-{way}" for name in TOLD for way in ("up", "down")} <= set(TEXTS)


def test_every_state_has_its_own_ink():
    assert set(INKS) == set(BAND_ORDER) == set(STATES)
    assert len({(ink.fill, ink.hatch) for ink in INKS.values()}) == len(STATES)
    for state in STATES:
        assert paint(state) in (INKS[state].fill, f"url(#ink-{state})")
        assert (f'id="ink-{state}"' in hatches()) == bool(INKS[state].hatch)


@pytest.mark.parametrize(
    ("unit", "estimate", "said"),
    [
        ("share", Estimate(0.8123, 0.8011, 0.8235, 9), ("81.2", "80.1 … 82.3", "%")),
        ("s", Estimate(2438.0, 2400.0, 2476.0, 9), ("40.63", "40.00 … 41.27", "min")),
        ("s", Estimate(31.0, 30.0, 32.0, 9), ("31.0", "30.0 … 32.0", "s")),
        ("currency", Estimate(4030123.0, 4020000.0, 4040000.0, 9), ("4,030,000", None, "KRW")),
        ("ppm", Estimate(21693.0, *POINT, 1), ("21,690", "", "ppm")),
        ("parts/h", Estimate(0.0, 0.0, 0.0, 9), ("0", "0 … 0", "parts/h")),
    ],
)
def test_a_figure_has_the_unit_and_the_digits_it_deserves(unit, estimate, said):
    scale = scale_of(unit, [estimate], ENGLISH, "KRW")
    assert (numbers.mean(estimate, scale), scale.unit) == (said[0], said[2])
    if said[1] is not None:
        assert numbers.interval(estimate, scale) == said[1]


def test_a_difference_of_shares_is_in_points_and_signed():
    before, step = Estimate(0.5, 0.48, 0.52, 9), Estimate(-0.031, -0.033, -0.029, 9)
    scale = scale_of("share", [before], ENGLISH, "KRW", step)
    assert scale.step_unit == "pp"
    assert numbers.mean(step, scale, sign=True) == "−3.10"
    assert scale_of("share", [before], KOREAN, "KRW", step).step_unit == "%p"


def test_money_is_said_the_way_it_is_spoken():
    assert numbers.money(1234567.0, "KRW", KOREAN) == "1,234,567원"
    assert numbers.money(1234567.0, "KRW", ENGLISH) == "1,234,567 KRW"
    assert numbers.money(12.5, "EUR", KOREAN, 2) == "12.50 EUR"


def test_durations_are_said_in_both_languages():
    assert numbers.duration(172_800.0, ENGLISH) == f"2{SPACE}days"
    assert numbers.duration(172_800.0, KOREAN) == "2일"
    assert numbers.duration(17.0, KOREAN) == "17초"


def test_a_change_from_nothing_is_not_a_number():
    nothing = Estimate(0.0, 0.0, 0.0, 9)
    assert all(math.isnan(x) for x in numbers.relative(nothing, nothing))
    assert numbers.change(math.nan) == "–"
    said = [numbers.change(share).replace(SPACE, " ") for share in (0.324, -0.0324, 0.00324)]
    assert said == ["+32 %", "−3.2 %", "+0.32 %"]


@pytest.mark.parametrize(
    ("distribution", "kind", "said"),
    [
        (Distribution("constant", (17.0,)), "s", "17 s"),
        (Distribution("lognormal", (180.0, 1.0)), "s", "lognormal, mean 3 min, cv 1"),
        (Distribution("triangular", (900.0, 1200.0, 2100.0)), "s", "triangular 15 min · 20 min · "),
        (Distribution("normal", (60.0, 6.0)), "s", "normal, mean 1 min, sd 6 s"),
        (Distribution("beta-pert", (0.93, 0.97, 0.99)), "share", "beta-PERT 93 % · 97 % · 99 %"),
        (Distribution("empirical", (1.0, 3.0), (0.5, 0.5)), "", "empirical, mean 2"),
    ],
)
def test_a_distribution_is_said_in_one_line(distribution, kind, said):
    assert say_chance(distribution, kind, ENGLISH).replace(SPACE, " ").startswith(said)
    assert say_chance(distribution, kind, KOREAN)


def test_a_factor_of_a_data_pack_is_told_with_its_grade():
    burning = WHOLE.replace("grid: 0.4173 kgCO2/kWh", "grid: kr-2022")
    burning = burning.replace("power: {busy: 2 kW}", "power: {busy: 2 kW}, gas: {busy: 1 Nm3/h}")
    for words in (ENGLISH, KOREAN):
        gas, grid = default_sentences(load(burning), words)[-2:]
        assert "2.176 kg/Nm3" in gas
        assert "2024" in gas
        assert "kr-2022" in grid
        assert "0.4312" in grid


def test_the_load_curve_marks_its_highest_quarter_hour():
    side = sides_of(told_study(load(WHOLE)))
    figure = load_chart(side, ENGLISH)
    peak = figure.data[1]
    assert (peak.x[0], peak.y[0]) == ("2026-03-02T10:15:00", 100.0)
    assert len(figure.data[0].x) == 48 * 4


def test_the_duration_curve_falls_from_the_peak():
    side = sides_of(told_study(load(WHOLE)))
    (curve,) = duration_chart(side, ENGLISH).data
    peaks = [books.quarter_kw.max() for books in side[0].study.books]
    assert curve.y[0] == pytest.approx(sum(peaks) / len(peaks), abs=0.01)
    assert list(curve.y) == sorted(curve.y, reverse=True)
    assert (curve.x[0], curve.x[-1]) == (0.0, 100.0)


def test_both_sides_stand_in_one_duration_chart():
    figure = duration_chart(sides_of(told_comparison()), KOREAN)
    assert [curve.line.dash for curve in figure.data] == ["dot", "solid"]


def test_the_week_shown_holds_the_highest_peak():
    class Curve:
        def __init__(self, kw):
            import numpy as np

            self.quarter_kw = np.array(kw, dtype=float)

    flat = [1.0] * 2000
    late = [*flat[:1500], 9.0, *flat[1501:]]
    assert load_week([Curve(flat), Curve(late)]) == (1328, 2000)
    assert load_week([Curve(late[:700])]) == (0, 672)
    assert load_week([Curve([])]) is None
    assert load_week([Curve([0.0, 0.0])]) is None


def test_the_cost_axis_begins_at_nought_unless_the_steps_would_vanish():
    assert waterfall_range([100.0, -40.0, 60.0], ["absolute", "relative", "total"])[0] == 0
    low, high = waterfall_range([5581.0, -167.0, 5414.0], ["absolute", "relative", "total"])
    assert 0 < low < 5414
    assert high > 5581


def test_changes_beyond_the_axis_become_arrows():
    def row(mean, half, verdict):
        step = Estimate(mean, mean - half, mean + half, 9)
        return Row(Estimate(1.0, 0.9, 1.1, 9), None, step, "lower", verdict)

    rows = {
        "wip_mean": row(4.0, 0.5, "worse"),
        "lead_time_mean_s": row(-0.2, 0.1, "better"),
        "peak_kw": row(0.01, 0.1, "not resolved"),
        "energy_kwh": row(0.0, 0.0, "unchanged"),
    }
    figure = difference_chart(rows, ENGLISH)
    shapes = {trace.name: trace.marker.symbol for trace in figure.data if trace.showlegend is None}
    assert shapes == {
        "✓ better": "circle",
        "✗ worse": "square",
        "○ not resolved": "circle-open",
        "= unchanged": "line-ns-open",
    }
    arrows = [trace for trace in figure.data if trace.showlegend is False and trace.y]
    assert [(arrow.marker.symbol[0], arrow.text[0].replace(SPACE, " ")) for arrow in arrows] == [
        ("triangle-right", "+400 %")
    ]
    assert difference_chart({}, ENGLISH) is None


def test_the_axis_of_changes_is_not_spoilt_by_one_large_change():
    assert axis_limit([1.0, -2.0, 3.0, -80.0]) == 9.0
    assert axis_limit([1.0, -2.0, 8.0]) == 8.0
    assert axis_limit([0.1]) == 5.0
    assert axis_limit([400.0, 300.0, math.nan]) == 100.0


def test_the_headline_tells_gains_losses_and_what_cannot_be_told():
    comparison = told_comparison()

    def row(mean, verdict):
        step = Estimate(mean, mean - 0.01, mean + 0.01, 9)
        return Row(Estimate(1.0, 1.0, 1.0, 9), None, step, "lower", verdict)

    rows = {
        "finished_defects_ppm": row(-0.89, "better"),
        "cost_per_good_part": row(0.03, "worse"),
        "kwh_per_good_part": row(0.001, "not resolved"),
    }
    told = headline_of(sides_of(comparison), rows, ENGLISH)
    assert told.opening.replace(SPACE, " ") == (
        "With camera inspection: 89 % fewer defective parts reach the customer – "
        "but a good part costs 3.0 % more."
    )
    assert len(told.open) == 1
    assert told.open[0].startswith("Energy per good part (")
    assert "1 better, 1 worse, 1 not resolved" in told.tally
    same = dict.fromkeys(("peak_kw", "exposure_h"), row(0.0, "unchanged"))
    unchanged = headline_of(sides_of(comparison), same, ENGLISH)
    assert unchanged.open == []
    assert "no indicator changes at all" in unchanged.opening
    assert "0 not resolved, 2 unchanged" in unchanged.tally
    nothing = headline_of(sides_of(comparison), {}, ENGLISH)
    assert "no main indicator changes by more than chance would" in nothing.opening


def test_the_cards_of_the_headline_leave_no_indicator_out():
    step = Estimate(0.1, 0.09, 0.11, 9)
    worse = Row(Estimate(1.0, 1.0, 1.0, 9), None, step, "lower", "worse")
    names = [name for name, kpi in REGISTRY.items() if kpi.better == "lower" and name not in TOLD]
    told = headline_of(sides_of(told_comparison()), {"peak_kw": worse}, ENGLISH)
    assert [text.replace(SPACE, " ") for text in told.worse] == ["Peak demand (15 min) +10.0 %"]
    assert told.better == told.open == []
    told = headline_of(sides_of(told_comparison()), dict.fromkeys(names, worse), ENGLISH)
    assert len(told.worse) == 5
    assert told.worse[-1] == f"and {len(names) - 4} more in the table"
    korean = headline_of(sides_of(told_comparison()), dict.fromkeys(names, worse), KOREAN)
    assert korean.worse[-1] == f"그 밖에 {len(names) - 4}개는 표 참조"
