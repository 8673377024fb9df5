"""Data packs of grants, wages and appraisal: what they say, and what is wrong with them."""

import datetime

import pytest

from lines import LineError
from lines.packs import (
    NoSuchPack,
    appraisal_on,
    bundled_packs,
    load_pack,
    packs_of,
    programme_of,
    wage_of,
)

DAY = datetime.date(2026, 3, 2)
OWN = """
pack: mine
kind: grants
title: Mine
valid: {from: 2020-01-01}
known: {year: 2026, source: "a letter", grade: B}
programmes:
  basic-2022: {title: Ours, share: 40 %, ceiling: 1000000 KRW, own: 60 %}
"""


def pack_of(tmp_path, text):
    path = tmp_path / "pack.yaml"
    path.write_text(text, encoding="utf-8")
    return load_pack(path)


def problems_of(tmp_path, text):
    with pytest.raises(LineError) as caught:
        pack_of(tmp_path, text)
    return [f"{problem.path}: {problem.message}" for problem in caught.value.problems]


def test_a_programme_pays_its_share_and_never_more_than_its_ceiling():
    robot = programme_of("robot-2023", (), DAY)
    assert robot.most(100e6) == 50e6
    assert robot.most(600e6) == 300e6
    assert robot.most(5e9) == 300e6


def test_what_a_large_partner_pays_counts_too():
    small = programme_of("win-win-small-2023", (), DAY)
    assert small.paid_share == 1.0
    assert small.most(12e6) == 12e6
    assert small.most(30e6) == 20e6


def test_every_bundled_programme_pays_at_most_what_its_rules_say():
    programmes = [one for pack in packs_of("grants", (), DAY) for one in pack.content.values()]
    assert len(programmes) == 14
    for one in programmes:
        assert one.paid_share + one.own.value == pytest.approx(1.0)
        assert one.most(1e12) == one.ceiling.value
        assert one.most(1.0) == pytest.approx(one.paid_share)


@pytest.mark.parametrize("kind", ["grants", "wages", "appraisal"])
def test_every_number_says_where_it_comes_from(kind):
    (pack,) = [one for one in bundled_packs() if one.kind == kind]
    things = list(pack.content.values()) if isinstance(pack.content, dict) else [pack.content]
    facts = [
        fact
        for thing in things
        for name in thing.__slots__
        if hasattr(fact := getattr(thing, name), "known")
    ]
    assert len(facts) >= len(things)
    assert all(fact.known.source and fact.known.grade in "ABCD" for fact in facts)
    assert all(fact.low <= fact.value <= fact.high for fact in facts)


def test_a_grant_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(NoSuchPack) as caught:
        programme_of("robot-2024", (), DAY)
    told = str(caught.value)
    assert told.startswith("no grant in KRW 'robot-2024' on 2026-03-02; there are ")
    assert told.endswith("; did you mean 'robot-2023'?")
    assert "upgrade-1-2023" in told


def test_a_pack_is_no_grant_but_names_those_it_has():
    with pytest.raises(NoSuchPack, match="is a data pack of grants; expected one of its progr"):
        programme_of("grants-kr-2026", (), DAY)


def test_a_grant_in_another_currency_is_none():
    with pytest.raises(NoSuchPack, match="no data pack has a grant in EUR on 2026-03-02"):
        programme_of("robot-2023", (), DAY, "EUR")


def test_a_pack_that_is_given_comes_first(tmp_path):
    mine = pack_of(tmp_path, OWN)
    assert programme_of("basic-2022", (mine,), DAY).share.value == 0.4
    assert programme_of("basic-2022", (), DAY).share.value == 0.5
    assert programme_of("robot-2023", (mine,), DAY).share.value == 0.5


def test_an_hour_costs_a_day_over_eight():
    assert wage_of("all-trades", (), DAY).pay.value == pytest.approx(114_682 / 8, abs=0.5)
    assert wage_of("foreman", (), DAY).pay.value == pytest.approx(139_712 / 8, abs=0.5)
    with pytest.raises(NoSuchPack, match="no wage in KRW 'welder' on 2026-03-02; there are all-t"):
        wage_of("welder", (), DAY)


def test_before_the_pack_nobody_says_how_to_appraise():
    assert appraisal_on((), DAY).discount.value == 0.05
    with pytest.raises(NoSuchPack, match="no data pack of kind 'appraisal' holds on 2020-01-01"):
        appraisal_on((), datetime.date(2020, 1, 1))


def test_shares_that_are_no_whole_are_refused(tmp_path):
    (told,) = problems_of(tmp_path, OWN.replace("own: 60 %", "own: 50 %"))
    assert told.startswith("programmes.basic-2022: ")
    assert "'share', 'partner' and 'own' add up to 90 %; expected 100 %" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("share: 40 %, ", "", "'share' is missing; a programme needs it"),
        ("1000000 KRW", "0 KRW", "expected an amount of money above 0"),
        ("1000000 KRW", "1000000 EUR", "the line's currency is KRW"),
        ("40 %", "140 %", "expected a share from 0 to 100 %"),
        ("own: 60 %", "own: 60 %, durration: 3 months", "did you mean 'duration'?"),
    ],
)
def test_what_is_wrong_with_a_programme_is_told_at_its_place(tmp_path, old, new, told):
    problems = problems_of(tmp_path, OWN.replace(old, new))
    assert any(told in problem for problem in problems), problems
