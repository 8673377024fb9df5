"""What the terminal says of a study and of a comparison, beside the figures themselves."""

from dataclasses import replace

from told_study import told_comparison

from twin.compare import compare_studies
from twin.outcome import comparison_object
from twin.report import page
from twin.scorecard import comparison_card, places_text


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
