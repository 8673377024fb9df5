"""Injuries to be expected: adjusted to the plant, told by danger, in two languages."""

import json
import re

import pytest
from typer.testing import CliRunner

from kpi import Record
from lines import read
from lines.packs import pack_of
from twin.command import app
from twin.safety import Asked, Safety, expected, reckon, record_of, safety_card, safety_object
from twin.safety.study import RATES
from twin.safety.sums import by_hazard, by_kind, by_task
from twin.settings import SettingError

PACK = pack_of("safety", ())
WEEK_S = 7 * 86_400.0
QUICK = ["--length", "1 day", "--warmup", "0 s", "--replications", "1"]
CELL = """
line: cell
arrivals: {every: 1 min}
crews: {people: {count: 1, skills: [load, repair]}}
stations:
  press:
    cycle: 40 s
    crew: {skill: load, hazard: handling}
    failures:
      jam: {every: 1 h, clock: calendar, repair: 5 min, crew: {skill: repair}, hazard: clearing}
    hazards:
      handling: {rate: 2 per million h, severity: {days: 10}}
      clearing: {rate: 40 per million h, severity: {days: 30}}
flow: [source -> press -> sink]
people: {workers: 50, hours: 2000 h/year}
"""
ROBOT = """
retrofit: robot
title: Robot
field: controller
for: {stations: [press]}
set: {crew: none}
add:
  failures:
    dropped: {every: 2 h, clock: calendar, repair: 6 min, hazard: reaching-in}
  hazards: {reaching-in: {rate: 20 per million h, severity: {days: 5}}}
"""


@pytest.fixture(scope="module")
def studies(tmp_path_factory):
    """A cell before and after its robot, run once for all tests."""
    robot = tmp_path_factory.mktemp("robot") / "robot.yaml"
    robot.write_text(ROBOT, encoding="utf-8")
    made = reckon(read(cell()), [robot], Asked(PACK), length_s=WEEK_S, replications=3)
    return made.studies


def cell(old="", new=""):
    assert not old or CELL.count(old) == 1
    return CELL.replace(old, new) if old else CELL


@pytest.fixture(scope="module")
def safety(studies) -> Safety:
    return expected(studies, Asked(PACK))


def told(arguments):
    result = CliRunner().invoke(app, ["safety", *arguments])
    return result.exit_code, result.stdout + result.stderr


def test_the_line_before_reproduces_its_plant(safety):
    assert safety.plant.mean == pytest.approx(50 * 0.008)
    before = safety.sides[0]
    assert sum(one.injuries for one in before.dangers.values()) == pytest.approx(0.4)
    assert before.ratio.mean == 1.0
    assert before.rates["injuries"] == pytest.approx(
        (0.4, safety.plant.low, safety.plant.high), rel=1e-9
    )


def test_after_is_before_times_the_exposures_weighted_by_their_rates(safety):
    before, after = safety.sides
    rates = {"handling": 2e-6, "clearing": 40e-6, "reaching-in": 20e-6}
    left, right = (
        sum(amount.hours.mean * rates[place[2]] for place, amount in side.dangers.items())
        for side in (before, after)
    )
    assert after.ratio.mean == pytest.approx(right / left)
    assert after.rates["injuries"].mean == pytest.approx(0.4 * right / left)
    assert sum(one.injuries for one in after.dangers.values()) == pytest.approx(
        after.rates["injuries"].mean
    )


def test_both_sides_are_multiplied_by_the_same_factor(safety):
    for side in safety.sides:
        amount = side.dangers["press", "repair", "clearing"]
        assert amount.injuries == pytest.approx(safety.factor * 40e-6 * amount.hours.mean)
        assert amount.days == pytest.approx(30 * amount.injuries)


def test_the_rates_refer_to_the_hours_of_fifty_workers(safety):
    rates = {name: reach.mean for name, reach in safety.sides[0].rates.items()}
    assert set(rates) == set(RATES)
    assert rates["accident"] == pytest.approx(0.8)
    assert rates["thousand"] == pytest.approx(8.0)
    assert rates["frequency"] == pytest.approx(4.0)
    assert rates["lost_time"] == pytest.approx(0.8)
    assert rates["severity"] == pytest.approx(rates["days"] / 100)
    assert rates["index"] == pytest.approx((4.0 * rates["severity"]) ** 0.5)


def test_hazards_tasks_and_kinds_add_up_to_the_same(safety):
    for side in safety.sides:
        sums = [of(side).values() for of in (by_hazard, by_task, by_kind)]
        for column in (0, 1):
            totals = [sum(one[column] for one in rows) for rows in sums]
            assert totals == pytest.approx([totals[0]] * 3)
    assert by_kind(safety.sides[1])["routine"] == (0.0, 0.0)
    assert by_kind(safety.sides[0])["non_routine"] == by_task(safety.sides[0])["repair"]


def test_what_the_robot_brings_and_takes_away_is_named(safety):
    assert safety.added == (("press", "repair", "reaching-in"),)
    assert safety.gone == (("press", "attending", "handling"),)
    card = safety_card(safety, "en", None)
    assert "New with the retrofit:\n- reaching-in at press, repair:" in card
    assert "No longer there:\n- handling at press, work at the machine:" in card


def test_the_own_record_draws_the_plant_towards_itself(studies):
    asked = Asked(PACK, record=Record(5, 5.0))
    found = expected(studies, asked)
    assert found.plant.mean == pytest.approx((0.4 + 1.0) / 2)
    surer = expected(studies, asked._replace(strength_years=45.0))
    assert surer.plant.mean == pytest.approx(0.4 * 0.9 + 1.0 * 0.1)
    assert found.sides[1].ratio == surer.sides[1].ratio
    assert "5 injuries in 5 years (given); it decides 50 % of the mean" in safety_card(
        found, "en", None
    )


def test_other_workers_change_the_plant_and_its_hours(studies):
    found = expected(studies, Asked(PACK, workers=100))
    assert found.plant.mean == pytest.approx(0.8)
    assert found.worked_h == 200_000.0
    assert found.sides[0].rates["frequency"].mean == pytest.approx(4.0)


def test_more_hours_in_danger_than_at_work_are_noted(studies, safety):
    assert "look at the number of workers" not in safety_card(safety, "en", None)
    one = expected(studies, Asked(PACK, workers=1))
    assert "look at the number of workers" in safety_card(one, "en", None)


def test_both_languages_tell_the_same_numbers(studies):
    found = expected(studies, Asked(PACK, record=Record(2, 5.0)))
    numbers = []
    for language in ("en", "ko"):
        card = safety_card(found, language, None).split("\n")
        rows = [re.split(r"\s{2,}", row.strip())[1:] for row in card]
        numbers.append([cell for row in rows for cell in row if re.match(r"[-\d]", cell)])
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) == 2 * len(RATES) + 4 * (3 + 2 + 2)


def test_grounds_carry_the_same_figures_in_both_languages(studies):
    found = expected(studies, Asked(PACK, record=Record(2, 5.0)))
    english, korean = (
        safety_card(found, language, None).split(head)[1]
        for language, head in (("en", "What this rests on"), ("ko", "계산 근거"))
    )
    for text in (english, korean):
        assert len(re.findall(r"(?:grade|등급) [A-D]", text)) == 7
        for figure in ("0.8 %", "0.67 %", "100,000", "46 %", "0.41", "7,500", "50 %", "0.4"):
            assert figure in text, figure


def test_the_object_holds_every_side_and_every_source(safety):
    found = json.loads(json.dumps(safety_object(safety), allow_nan=False))
    assert found["plant"]["injuries"]["mean"] == pytest.approx(0.4)
    assert found["after"]["rates"]["injuries"]["mean"] == pytest.approx(
        safety.sides[1].rates["injuries"].mean
    )
    assert found["added"] == [{"station": "press", "task": "repair", "hazard": "reaching-in"}]
    assert found["record"] is None
    assert all(fact["source"] and fact["grade"] for fact in found["facts"])
    assert found["says"].startswith("These are expectations")


@pytest.mark.parametrize(
    ("text", "record"),
    [
        ("2 injuries in 5 years", (2, 5.0)),
        ("1 injury in 1 year", (1, 1.0)),
        (" 0 Injuries in 2.5 years ", (0, 2.5)),
        ("5년간 2건", (2, 5.0)),
        ("3년 동안 1명", (1, 3.0)),
    ],
)
def test_a_record_is_read_as_people_write_it(text, record):
    assert record_of(text) == record


@pytest.mark.parametrize(
    "text",
    ["", "2", "2 in 5", "two injuries in 5 years", "2 injuries in 0 years", "-1 injury in 1 year"],
)
def test_what_is_no_record_is_refused(text):
    with pytest.raises(SettingError, match="such as '2 injuries in 5 years'"):
        record_of(text)


def test_a_line_without_people_is_refused(tmp_path):
    path = tmp_path / "cell.yaml"
    path.write_text(cell("people: {workers: 50, hours: 2000 h/year}", ""), encoding="utf-8")
    for words in ([], ["--workers", "50"]):
        code, text = told([str(path), *QUICK, *words])
        assert code == 2
        assert "names no people" in text
        assert "people: {workers: 15, hours: 2000 h/year}" in text


def test_a_line_without_hazards_is_refused(tmp_path):
    path = tmp_path / "plain.yaml"
    path.write_text(
        "line: plain\narrivals: {every: 1 min}\nstations: {press: {cycle: 40 s}}\n"
        "flow: [source -> press -> sink]\npeople: {workers: 5, hours: 2000 h/year}\n",
        encoding="utf-8",
    )
    code, text = told([str(path), *QUICK])
    assert code == 2
    assert "names no hazard; give its stations 'hazards'" in text


def test_a_retrofit_that_leaves_no_danger_leaves_no_injuries(tmp_path):
    line, alone = tmp_path / "cell.yaml", tmp_path / "alone.yaml"
    text = cell(", hazard: clearing", "").replace("skills: [load, repair]", "skills: [repair]")
    text = re.sub(r"      clearing: .*\n", "", text)
    text = text.replace("crews: {", "crews: {loaders: {count: 1, skills: [load]}, ")
    line.write_text(text, encoding="utf-8")
    alone.write_text(ROBOT[: ROBOT.index("add:")], encoding="utf-8")
    code, told_text = told([str(line), *QUICK, "--retrofit", str(alone), "--json"])
    assert code == 0, told_text
    after = json.loads(told_text)["after"]
    assert after["ratio"]["mean"] == 0.0
    assert after["dangers"] == []
    assert set(after["rates"]["injuries"].values()) == {0.0}


def test_hazards_without_a_rate_cannot_be_adjusted(tmp_path):
    path = tmp_path / "cell.yaml"
    path.write_text(cell().replace("rate: 2 per", "rate: 0 per").replace("rate: 40", "rate: 0"))
    code, text = told([str(path), *QUICK])
    assert code == 2
    assert "nobody is exposed to a hazard with a rate" in text


def test_without_a_severity_days_are_left_out_and_said_to_be(tmp_path):
    path = tmp_path / "cell.yaml"
    path.write_text(cell(", severity: {days: 10}", ""), encoding="utf-8")
    code, text = told([str(path), *QUICK])
    assert code == 0
    assert re.search(r"lost days +-\n", text)
    assert "Lost days are not told: a hazard has no severity." in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--workers", "0"], "expected a whole number from 1"),
        (["--record", "many"], "such as '2 injuries in 5 years'"),
        (["--strength", "0 years"], "expected more than 0 years"),
        (["--strength", "long"], "a number of years"),
    ],
)
def test_wrong_words_of_the_command_are_refused(words, message):
    code, text = told(["die-casting", *words])
    assert code == 2
    assert message in " ".join(re.sub(r"[│╭╮╰╯─]", " ", text).split())


def test_a_pack_of_ones_own_is_asked_first(tmp_path):
    pack = tmp_path / "own.yaml"
    own = PACK.path.read_text(encoding="utf-8").replace(
        "accidents: {value: 0.8 %, low: 0.67 %, high: 0.825 %", "accidents: {value: 1.6 %"
    )
    pack.write_text(own.replace("pack: safety-kr-2024", "pack: own"), encoding="utf-8")
    line = tmp_path / "cell.yaml"
    line.write_text(cell(), encoding="utf-8")
    code, text = told([str(line), *QUICK, "--pack", str(pack), "--json"])
    assert code == 0
    found = json.loads(text)
    assert found["plant"]["pack"] == "own"
    assert found["plant"]["injuries"]["mean"] == pytest.approx(0.8)
