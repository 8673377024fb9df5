"""The page: complete in both languages, closed to the outside, honest about what it lacks."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from same_numbers import numbers
from told_study import BARE, WHOLE, disagreeing, told_comparison, told_study

from kpi import REGISTRY
from lines import load
from lines.model import Title
from twin.audit import Audit
from twin.formulas import FORMULAS
from twin.outcome import comparison_object
from twin.report import page, write
from twin.scorecard import comparison_card

SECTIONS = (
    "answer map bottleneck table difference states load cost safety assumptions definitions audit"
)
VOID = {"meta", "br", "link", "img", "input", "hr"}


class Outline(HTMLParser):
    """Every tag of a page, and whether each was closed in its turn."""

    def __init__(self, text):
        super().__init__()
        self.open, self.ids, self.attributes, self.wrong = [], [], [], []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text += data.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def comparison():
    return told_comparison()


@pytest.fixture(scope="module", params=["en", "ko"])
def told(comparison, request):
    return page(comparison, request.param)


@pytest.fixture(scope="module")
def english(comparison):
    return page(comparison, "en")


@pytest.fixture(scope="module")
def bare():
    return Outline(page(told_study(load(BARE)), "en")).text


def without_plotly(text):
    return re.sub(r"<script>/\*\*.*?</script>", "", text, flags=re.DOTALL)


def test_the_page_has_every_section_and_closes_every_tag(told):
    outline = Outline(told)
    assert outline.wrong == []
    assert outline.open == []
    assert [one for one in SECTIONS.split() if one not in outline.ids] == []
    assert len(set(outline.ids)) == len(outline.ids)


def test_nothing_is_fetched_from_outside(told):
    outline = Outline(told)
    assert [a for a in outline.attributes if a[1] in ("src", "href", "srcset")] == []
    own = without_plotly(told)
    assert "http" not in own.replace("http-equiv", "")
    assert "@import" not in own
    assert set(re.findall(r"url\(([^)]{2})", own)) <= {"#i", "#t"}
    assert "default-src 'none'" in own


def test_the_drawing_script_is_on_the_page_once(told):
    assert told.count("Plotly.newPlot(place") == 1
    assert len(re.findall(r"\* plotly\.js v", told)) == 1
    assert len(told) < 5_500_000


def test_the_same_result_gives_the_same_bytes(comparison, english):
    assert page(comparison, "en") == english


def test_every_figure_stands_in_the_table(english):
    for name, kpi in REGISTRY.items():
        assert f'id="kpi-{name}"' in english
        assert kpi.formula.split(";")[0][:30] in Outline(english).text


def test_a_figure_without_a_value_says_why(bare):
    assert "– no promised lead time was given (--promise)" in bare
    assert "– no station gives a power" in bare
    assert "– No cost is shown" in bare
    assert "– No load curve" in bare
    assert "– No exposure is shown" in bare


def test_a_verdict_is_a_word_and_a_sign(english):
    row = english[english.index('id="kpi-throughput_per_hour"') :]
    row = row[: row.index("</tr>")]
    assert '<span class="sign" aria-hidden="true">✓</span> better' in row


def test_the_answer_is_one_sentence_in_plain_words(english):
    assert re.search(
        r"With camera inspection: [\d.]+ % more parts per hour, [\d.]+ % fewer defective parts "
        r"reach the customer",
        Outline(english).text,
    )


def test_korean_pages_speak_korean_of_money_and_time(comparison):
    text = page(comparison, "ko")
    assert '<html lang="ko">' in text
    assert "온전한 라인" in text
    assert "카메라 검사" in text
    assert "원/개" in text
    figures = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', text)
    assert re.search(r"\d,\d{3}원", "".join(str(json.loads(one)["data"]) for one in figures))


def test_uncertain_effects_come_with_source_and_grade(english):
    text = Outline(english).text
    assert "a trial of two weeks" in text
    assert "beta-pert: [93 %, 97 %, 99 %]" in text
    assert "95.0 % (95.0 % … 95.0 %)" in text
    assert "not given" in text  # the second effect names no source


def test_engines_that_agree_are_said_to_be_identical(english):
    said = english[english.index('<p class="audit') :]
    assert said.startswith('<p class="audit same">')
    assert "Replication 0 of each side was run again on the SimPy engine: identical" in said


def test_engines_that_disagree_are_told_in_red(comparison):
    told = page(disagreeing(comparison), "en")
    lines = re.findall(r'<p class="audit (\w+)">(.*?)</p>', told, flags=re.DOTALL)
    assert [kind for kind, _ in lines] == ["same", "other"]
    assert "NOT identical" in lines[1][1]
    assert "aaaaaaaaaaaaaaaa ≠ bbbbbbbbbbbbbbbb" in lines[1][1]


def test_the_audit_of_a_large_line_is_told_as_a_sample(comparison):
    shares = comparison.before.bottleneck, comparison.after.bottleneck
    audit = comparison.audit.before._replace(sampled_s=5400.0)
    sides = [replace(side, audit=audit) for side in (comparison.before, comparison.after)]
    for side, own in zip(sides, shares, strict=True):
        side.__dict__["bottleneck"] = own
    sampled = replace(comparison, before=sides[0], after=sides[1], audit=Audit(audit, audit))
    english = " ".join(page(sampled, "en").split())  # its spaces before a unit do not break
    assert "a sample: the first 1.5 h from the empty line on" in english
    assert "표본(빈 라인에서 시작한 처음 1시간 30분)" in " ".join(page(sampled, "ko").split())
    assert comparison_object(sampled)["audit"]["after"]["sampled_s"] == 5400.0
    assert "sampled_s" not in comparison_object(comparison)["audit"]["after"]
    assert "the first 1.5 h from the empty line on" in comparison_card(sampled, "en", None)
    assert "처음 1시간 30분" in comparison_card(sampled, "ko", None)


def test_a_study_without_audit_says_so():
    study = told_study(load(BARE))
    shares = study.bottleneck
    study = replace(study, audit=None)
    study.__dict__["bottleneck"] = shares
    assert "No replication was run again" in page(study, "en")


def test_one_replication_shows_no_interval_and_no_nan():
    told = without_plotly(page(told_comparison(replications=1), "en"))
    assert re.search(r"\bnan\b", told, flags=re.IGNORECASE) is None
    assert "One replication gives no interval" in told


def test_names_cannot_smuggle_markup_into_the_page():
    evil = "</script><script>alert(1)</script>"
    line = replace(load(WHOLE), title=Title(evil, evil))
    line = replace(line, stations={**line.stations, "trim": line.stations["trim"]})
    told = page(told_study(line), "en")
    assert "<script>alert" not in told
    figures = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', told)
    assert len(figures) == 4
    assert all("<" not in figure and json.loads(figure)["data"] for figure in figures)


def test_an_unknown_language_is_refused(comparison):
    with pytest.raises(ValueError, match="'fr'; expected 'en' or 'ko'"):
        page(comparison, "fr")


def test_the_page_is_written_where_it_is_wanted(comparison, english, tmp_path):
    target = tmp_path / "new" / "report.html"
    write(comparison, target)
    assert target.read_text(encoding="utf-8") == english


def test_a_korean_page_defines_every_figure_in_korean_with_the_same_numbers() -> None:
    assert set(FORMULAS) == set(REGISTRY)
    for name, kpi in REGISTRY.items():
        assert numbers(FORMULAS[name]) == numbers(kpi.formula), name
