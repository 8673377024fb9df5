"""Data packs of safety: rates by sector, lost days by outcome, and what is wrong with them."""

import pytest

from lines import LineError
from lines.library import PACKS
from lines.packs import SafetyTable, load_pack, pack_of

TEXT = (PACKS / "safety-kr-2024.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def korea() -> SafetyTable:
    return pack_of("safety", ()).content


def problems_of(tmp_path, old, new):
    assert TEXT.count(old) == 1
    path = tmp_path / "pack.yaml"
    path.write_text(TEXT.replace(old, new), encoding="utf-8")
    with pytest.raises(LineError) as caught:
        load_pack(path)
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


def test_rates_are_shares_of_the_workers(korea):
    assert korea.sectors["all"].accidents.value == pytest.approx(0.0067)
    assert korea.own.accidents.value == pytest.approx(0.008)
    assert korea.own.fatal_accidents.value * 4_006_893 == pytest.approx(165, rel=0.01)
    assert korea.sectors["all"].deaths.value == pytest.approx(0.98 / 10_000)


def test_the_rate_of_all_industries_is_sure_and_that_of_manufacturing_is_not(korea):
    grades = {name: one.accidents.known.grade for name, one in korea.sectors.items()}
    assert grades == {"all": "A", "manufacturing": "D"}
    assert korea.own.title.ko == "제조업"


def test_worse_outcomes_never_count_fewer_days(korea):
    days = [one.value for one in korea.lost_days.values()]
    assert days == sorted(days, reverse=True)
    assert (days[0], days[-1]) == (7500.0, 50.0)
    assert korea.days_off.value == pytest.approx(300 / 365, abs=1e-4)
    assert korea.routine.value == 0.46


def test_every_number_says_where_it_comes_from(korea):
    facts = [korea.strength, korea.routine, korea.days_off, *korea.lost_days.values()]
    facts += [one.accidents for one in korea.sectors.values()]
    assert all(fact.known.source and fact.known.grade in "ABCD" for fact in facts)


def test_the_sector_of_a_line_has_to_be_there(tmp_path):
    (told,) = problems_of(tmp_path, "\nsector: manufacturing", "\nsector: manufacture")
    assert told == (
        "sector: no sector 'manufacture'; there are all, manufacturing; "
        "did you mean 'manufacturing'?"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("accidents: {value: 0.67 %,", "accidents: {value: 0 %,", "sectors.all.accidents"),
        ("strength: {value: 5 years,", "strength: {value: 5,", "strength.value"),
        ("routine: {value: 46 %,", "routine: {value: 146 %,", "routine.value"),
        ("  grade-14: 50 days", "  grade-14: many", "lost-days.grade-14"),
        ("\nsector: manufacturing", "", "'sector' is missing"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(tmp_path, old, new, message):
    told = problems_of(tmp_path, old, new)
    assert any(message in one for one in told), told
