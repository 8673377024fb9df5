"""A study in which nothing happens says so, with the likely reason; and so does overtime."""

import json
from dataclasses import replace

import pytest
from told_study import told_comparison
from typer.testing import CliRunner

from lines.source import read_text
from twin import run_study
from twin.command import app
from twin.notes import notes_of, notes_of_both
from twin.outcome import comparison_object, study_object
from twin.report import page
from twin.scorecard import comparison_card, study_card

HOUR = 3600.0
LINE = """\
line: short
start: 2026-03-02
calendars: {{day: [{{days: mon-fri, from: "08:00", to: "09:00"}}]}}
crews: {{hands: {{count: 1, skills: [press], calendar: day}}}}
arrivals: {{every: {every}}}
stations:
  press: {{cycle: {press}}}
  drill: {{cycle: {drill}}}
  wash: {{cycle: 20 s{wash}}}
flow: ["source -> press -> [] -> drill -> [] -> wash -> sink"]
"""


def study(every="40 s", press="30 s", drill="20 s", wash="", hours=2.0):
    text = LINE.format(every=every, press=press, drill=drill, wash=wash)
    if "crew" not in text.split("stations:")[1]:
        text = text.replace("crews: {hands: {count: 1, skills: [press], calendar: day}}\n", "")
    if "calendar: day" not in text:
        text = text.replace('calendars: {day: [{days: mon-fri, from: "08:00", to: "09:00"}]}\n', "")
    return run_study(read_text(text), warmup_s=0.0, length_s=hours * HOUR, replications=2, seed=1)


def test_a_study_in_which_parts_leave_has_no_note():
    assert notes_of(study(), "en") == []
    assert "Note:" not in study_card(study(), "en", None)


@pytest.mark.parametrize(
    ("how", "begins", "why"),
    [
        (
            {"drill": "3 h"},
            "no part left the line in the 2 h of",
            "at least 10850 s to get",
        ),
        (
            {"every": "3 h"},
            "nothing happened in the 2 h of",
            "No part or order came in that time either",
        ),
        ({"press": "30 s, calendar: day"}, "nothing happened", "Parts came, but none could enter"),
        (
            {"press": "30 s, calendar: day", "drill": "9 s, calendar: day"},
            "nothing happened",
            "Most stations were out of hours",
        ),
        (
            {"press": "30 s, crew: {skill: press}"},
            "no part left the line",
            "press waited for its crew 99 % of the time",
        ),
    ],
)
def test_that_nothing_left_is_said_with_the_likely_reason(how, begins, why):
    (note,) = notes_of(study(**how), "en")
    assert note.startswith(begins)
    assert why in note


def test_parts_that_stand_in_the_line_are_told_where():
    (note,) = notes_of(study(drill="3 h"), "en")
    # the k-th of 178 waits 7,130 - 40 k s: 631,900 s in 7,200
    assert "Parts, mean of a replication: 179 came, 179 stand in the line at the end" in note
    assert "(mean content: press->drill 87.8, drill 1.0, press 0.7)" in note


LOOP = """\
line: fork-loop
study: {warmup: 0 h, length: 100 h, replications: 2}
arrivals: {every: 10 min}
stations: {mill: {cycle: 1 min}, wash: {cycle: 1 min, choose: first}}
flow:
  - source -> [] -> mill
  - mill -> [] -> wash
  - wash -> [] -> mill
  - wash -> sink
"""


def test_parts_that_go_round_are_told_of_and_no_longer_time_is_advised():
    (note,) = notes_of(run_study(read_text(LOOP)), "en")
    assert "599 came, 599 stand in the line at the end (mean content: wash->mill 270" in note
    assert "They go round: mill finished 10.0 cycles for each of them" in note
    assert "--length" not in note
    (korean,) = notes_of(run_study(read_text(LOOP)), "ko")
    assert "도착 599개, 종료 시 라인 안 599개(평균 재공: wash->mill 270" in korean
    assert "mill 공정이 부품당 10.0회 가공함" in korean


def test_where_all_is_scrapped_or_lost_it_is_said():
    text = """\
line: scrap-all
study: {warmup: 0 h, length: 10 h, replications: 2}
arrivals: {every: 1 min, full: lost}
stations:
  mill: {cycle: 2 min, quality: {defects: {crack: 100 %}}}
  test: {type: inspection, cycle: 1 min, finds: 100 %}
flow:
  - source -> mill -> test
  - test -> sink: {when: pass}
  - test -> scrap: {when: reject}
"""
    (note,) = notes_of(run_study(read_text(text)), "en")
    assert note.startswith("no part reached the sink")
    assert "298 were scrapped (test 298), 299 were lost (source 50 %)" in note


def test_a_note_stands_in_terminal_json_and_report():
    empty = study(every="3 h")
    (note,) = notes_of(empty, "en")
    assert f"\n\nNote: {note}\n\n" in study_card(empty, "en", None)
    assert study_object(empty)["notes"] == [note]
    assert f'<p class="remark">Note: {note}</p>' in page(empty, "en")
    (korean,) = notes_of(empty, "ko")
    assert f"참고: {korean}\n" in study_card(empty, "ko", None)


def test_some_replications_without_a_part_are_counted():
    whole, empty = study(), study(every="3 h")
    mixed = replace(whole, books=[whole.books[0], empty.books[0]])
    assert notes_of(mixed, "en") == [
        "in 1 of 2 replications no part left the line; a longer study says more."
    ]


def test_people_who_work_over_are_told_of():
    late = study(press="2 h, crew: {skill: press}", hours=24.0)
    flood, note = notes_of(late, "en")
    assert flood.startswith("more comes than leaves")
    assert note.startswith("crew hands was at work 200.0 % of its time on duty")
    assert "작업조 hands의 가동률이 근무 시간의 200.0 %" in notes_of(late, "ko")[1]


def test_of_two_sides_what_both_have_is_said_once():
    comparison = told_comparison()
    assert notes_of_both(comparison, "en") == []
    empty = study(every="3 h")
    both = replace(comparison, before=empty, after=empty)
    assert notes_of_both(both, "en") == notes_of(empty, "en")
    one = replace(comparison, after=replace(comparison.after, books=empty.books))
    (note,) = notes_of_both(one, "en")
    assert note.startswith("after: nothing happened in")
    assert f"Note: {note}" in comparison_card(one, "en", None)
    assert comparison_object(one)["notes"] == [note]


def test_a_factor_of_gas_that_the_file_does_not_name_is_told():
    gas = ", gas: {busy: 2 Nm3/h}"
    (note,) = notes_of(study(wash=gas), "en")
    assert "2.176 kg/Nm3 of a data pack (2024, grade B)" in note
    assert "2.176 kg/Nm3" in notes_of(study(wash=gas), "ko")[0]


def test_more_that_comes_than_leaves_is_told():
    flooded = study(every="30 s", press="60 s", hours=4.0)
    (note,) = notes_of(flooded, "en")
    assert note.startswith("more comes than leaves: 241 parts more stand in and before the line")
    assert "50 % of what came" in note
    assert "241개(도착량의 50 %)" in notes_of(flooded, "ko")[0]
    assert notes_of(study(every="61 s", press="60 s", hours=4.0), "en") == []


def test_check_notes_a_normal_that_is_cut_and_finds_no_problem(tmp_path):
    file = tmp_path / "line.yaml"
    file.write_text(
        "line: a\nstations: {a: {cycle: {normal: {mean: 30 s, sd: 40 s}}}}\n"
        "flow: [source -> a -> sink]\n",
        encoding="utf-8",
    )
    answer = CliRunner().invoke(app, ["check", str(file)])
    assert answer.exit_code == 0
    first, note, *_ = answer.stdout.splitlines()
    assert first == f"{file}: no problems"
    assert note.startswith(f"Note: {file}:2:32: stations.a.cycle: 23 % of this normal lie below 0")
    korean = CliRunner().invoke(app, ["check", str(file), "--language", "ko"])
    assert "참고: " in korean.stdout
    found = json.loads(CliRunner().invoke(app, ["check", str(file), "--json"]).stdout)
    assert (found["problems"], [one["line"] for one in found["notes"]]) == ([], [2])


def test_no_sign_of_a_file_moves_the_cursor_of_the_terminal():
    answer = CliRunner().invoke(app, ["check", "a\x1b[2Jb.yaml"])
    assert answer.exit_code == 2
    assert "\x1b" not in answer.output
    assert "a\ufffd[2Jb.yaml" in answer.output
