"""What the crews did, as other programs, the terminal and the report are told."""

import re
from dataclasses import replace

import pytest
from told_study import WHOLE, told_study

from kpi import UTILISATION, crew_time, estimate
from kpi.ledger import TASK_SETUP, TASKS, TICKS_PER_HOUR
from lines import load
from twin.figures import NOTHING
from twin.outcome import study_object
from twin.report import page
from twin.report.numbers import PERCENT
from twin.report.sides import Side
from twin.report.tables import crew_rows
from twin.report.wording import Words
from twin.scorecard import study_card

ENGLISH, KOREAN = Words("en"), Words("ko")
TWO = WHOLE.replace("skills: [repair]}}", "skills: [repair]}, setters: {count: 2, skills: [set]}}")


@pytest.fixture
def study():
    """A fitter who repairs 40 h of 48 h, two setters who have nothing to do but 12 h of set-ups."""
    told = told_study(load(TWO))
    for books in told.books:
        books.ledger.crew_ticks[1] = 0
        books.ledger.crew_ticks[1, TASK_SETUP] = 12 * TICKS_PER_HOUR
    return replace(told, crews=crews_of(told.books))


def crews_of(books):
    rows = [crew_time(one) for one in books]
    return {
        crew: {task: estimate([row[crew][task] for row in rows]) for task in times}
        for crew, times in rows[0].items()
    }


def off_duty(study):
    """The same without the share of time on duty of the setters, as if they had none."""
    setters = {task: study.crews["setters"][task] for task in TASKS}
    return replace(study, crews={**study.crews, "setters": setters})


def card_of_crews(study, language="en"):
    title = {"en": "Hours of the crews by task", "ko": "작업조 업무별 시간[h]"}[language]
    card = study_card(study, language, None)
    return [line.split() for line in card[card.index(title) :].splitlines()[2:5]]


def test_other_programs_get_hours_by_task_and_the_share_of_duty(study):
    told = study_object(study)["crews"]
    assert list(told) == ["maintenance", "setters"]
    assert list(told["setters"]) == [*TASKS, UTILISATION]
    assert told["maintenance"]["repair"] == {"mean": 40, "low": 40, "high": 40}
    assert told["maintenance"]["setup"]["mean"] == 0
    assert told["setters"]["setup"]["mean"] == 12
    assert told["maintenance"][UTILISATION]["mean"] == pytest.approx(40 / 48)
    assert told["setters"][UTILISATION]["mean"] == pytest.approx(12 / 96)


def test_the_terminal_tells_the_tasks_that_occur(study):
    assert card_of_crews(study) == [
        ["repair", "set-up", "on", "task", "[%]"],
        ["maintenance", "40.0", "0.0", "83.3"],
        ["setters", "0.0", "12.0", "12.5"],
    ]
    assert card_of_crews(study, "ko")[0] == ["수리", "준비교체", "가동률", "[%]"]


def test_the_report_tells_the_same(study):
    heads, rows = crew_rows(Side("now", study), ENGLISH)
    assert heads == ["repair", "set-up", "on task [%]"]
    assert rows == [
        ("maintenance", ["40.0", "0.0", f"83.3{PERCENT}"]),
        ("setters", ["0.0", "12.0", f"12.5{PERCENT}"]),
    ]
    assert re.search(r'<th scope="row">setters</th>(<td class="num">[^<]*</td>){3}', page(study))
    assert crew_rows(Side("now", study), KOREAN)[0] == ["수리", "준비교체", "가동률 [%]"]


def test_a_crew_without_duty_has_hours_and_no_share(study):
    unsaid = off_duty(study)
    assert card_of_crews(unsaid)[1:] == [
        ["maintenance", "40.0", "0.0", "83.3"],
        ["setters", "0.0", "12.0", NOTHING],
    ]
    _, rows = crew_rows(Side("now", unsaid), ENGLISH)
    assert dict(rows)["setters"] == ["0.0", "12.0", "–"]
    assert UTILISATION not in study_object(unsaid)["crews"]["setters"]
