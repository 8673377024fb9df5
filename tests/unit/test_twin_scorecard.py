"""What the terminal says of a study and of a comparison, beside the figures themselves."""

from dataclasses import replace

import pytest
from told_study import WHOLE, told_comparison, told_study

from kpi import Estimate
from lines import load, load_retrofit
from twin import figures
from twin.compare import compare_studies
from twin.outcome import comparison_object
from twin.report import page
from twin.report.assumptions import change_rows
from twin.report.wording import Words
from twin.scorecard import clocks, comparison_card, in_shown_unit, places_text, study_card


def test_where_a_retrofit_went_is_said_in_terminal_json_and_report():
    comparison = told_comparison()
    card = comparison_card(comparison, "en", None).splitlines()
    assert card[2] == "Applied at: Camera inspection: inspect"
    korean = comparison_card(comparison, "ko", None).splitlines()
    assert korean[2] == "적용 위치: 카메라 검사: inspect"
    applied = comparison_object(comparison)["applied"]
    assert applied == {"camera": {key: ["inspect"] for key in ("finds", "false-rejects", "cycle")}}
    text = page(comparison, "en")
    assert '<th scope="col">Where</th>' in text
    assert "<td>inspect</td><td><code>cycle</code></td>" in text
    assert '<th scope="col">적용 위치</th>' in page(comparison, "ko")


def test_a_link_is_named_on_the_page_with_an_arrow_that_is_never_cut():
    study = told_study(load(WHOLE), retrofits=(load_retrofit("larger-buffer"),))
    row = change_rows(study, Words("en"))[0]
    space = "\N{NO-BREAK SPACE}"
    assert row.where.split(", ") == [f"cast{space}→{space}trim", f"inspect{space}→{space}trim"]
    assert (row.parameter, row.value) == ("in.buffer", "at-least: 40")


def test_many_places_are_counted_and_none_is_the_whole_plant():
    names = [f"m{number}" for number in range(14)]
    assert places_text(names, "en").endswith("m11 and 2 more")
    assert places_text(names, "ko").endswith("m11 외 2곳")
    assert places_text((), "en") == "the whole plant"


def test_a_figure_that_is_the_same_on_both_sides_is_unchanged():
    comparison = told_comparison()
    before = comparison.before
    same = replace(comparison, after=before, rows=compare_studies(before, before))
    assert "unchanged" in comparison_card(same, "en", None)
    assert "변화 없음" in comparison_card(same, "ko", None)
    verdicts = {row["verdict"] for row in comparison_object(same)["kpis"].values()}
    assert verdicts == {None, "unchanged"}
    assert '<span class="sign" aria-hidden="true">=</span> unchanged' in page(same, "en")


def test_times_of_a_family_share_the_unit_in_which_they_are_short():
    pair = [Estimate(240.0, 237.0, 243.0, 4), Estimate(-6.0, -9.0, -3.0, 4)]
    (before, step), unit = in_shown_unit(pair, "s", (60.0, "min"))
    assert (before.mean, step.mean, unit) == (4.0, -0.1, "min")
    study = told_comparison().before
    assert clocks([study]) == {"P": (60.0, "min")}
    short = {**study.kpis, "lead_time_p50_s": Estimate(119.0, 100.0, 130.0, 4)}
    assert clocks([replace(study, kpis=short)]) == {"P": (1.0, "s")}
    long = {
        name: Estimate(200_000.0, 1.0, 2.0, 4) if name.endswith("_s") else one
        for name, one in study.kpis.items()
    }
    assert clocks([replace(study, kpis=long)])["P"] == (86_400.0, "days")
    assert in_shown_unit([None], "s") == ([None], "s")
    assert in_shown_unit([Estimate(0.5, 0.4, 0.6, 4)], "share")[1] == "%"
    card = comparison_card(told_comparison(), "en", None)
    assert "  Lead time, mean [min]" in card
    assert "Mean content of buffers [parts]" in study_card(told_comparison().before, "en", None)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.0, "0초"),
        (33.0, "33초"),
        (14.5, "14.5초"),
        (80.0, "1분 20초"),
        (119.9996, "2분"),
        (5400.0, "1시간 30분"),
        (3723.25, "1시간 2분 3.25초"),
        (129_600.0, "1일 12시간"),
        (864_000.0, "10일"),
        (604_800.0, "1주"),
    ],
)
def test_a_duration_in_korean_takes_as_many_units_as_it_is_spoken_with(seconds, said):
    assert figures.duration_in("ko", seconds) == said


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (37.99999, 38.00001, "38.000"),  # five digits, however narrow the interval
        (0.012340, 0.012342, "0.012341"),
        (1.28, 1.32, "1.300"),
        (5748.41, 5748.43, "5,748.4"),
    ],
)
def test_no_interval_earns_a_figure_more_than_five_digits(low, high, told):
    estimate = Estimate((low + high) / 2, low, high, 10)
    assert figures.mean(estimate) == told
    assert figures.mean(estimate, most=0) == figures.number(estimate.mean, 0)
