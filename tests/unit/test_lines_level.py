"""Data packs of level schemes and of effects: what they hold, and what is refused at its place."""

import math
from pathlib import Path

import pytest

from kpi.reality import refuse_strangers
from kpi.signs import SIGNS as FOUND
from lines import LineError
from lines.fields import FIELDS
from lines.library import PACKS
from lines.packs import EffectsTable, LevelTable, NoSuchPack, load_pack, pack_of
from lines.packs.level import FAMILIES, SIGNS

SCHEME: LevelTable = pack_of("level", ()).content
EFFECTS: EffectsTable = pack_of("effects", ()).content
POINTS = {
    "1.1": 100,
    "2.1": 60,
    "2.2": 60,
    "2.3": 70,
    "2.4": 70,
    "2.5": 60,
    "2.6": 60,
    "3.1": 220,
    "3.2": 180,
    "4.1": 120,
}
TEXT = (PACKS / "level-kr-2025.yaml").read_text(encoding="utf-8")
EFFECTS_TEXT = (PACKS / "effects-kr.yaml").read_text(encoding="utf-8")


def told(tmp_path: Path, text: str) -> list[str]:
    """What is wrong with the text of a pack: line of the file, path and message."""
    file = tmp_path / "pack.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LineError) as error:
        load_pack(file)
    return [f"{one.path}: {one.message}" for one in error.value.problems]


def replaced(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def is_korean(text: str) -> bool:
    return any("가" <= letter <= "힣" for letter in text)


def test_there_are_44_items_in_ten_areas_and_a_thousand_points() -> None:
    assert len(SCHEME.items) == 44
    found = {
        n: sum(i.points.value for i in area.items.values()) for n, area in SCHEME.areas.items()
    }
    assert found == POINTS
    assert sum(found.values()) == 1000
    assert all(n.startswith(f"{number}.") for number, a in SCHEME.areas.items() for n in a.items)


def test_bands_begin_at_these_scores_and_a_certificate_at_level_one() -> None:
    assert [band.value for band in SCHEME.bands] == [550, 650, 750, 850, 950]
    assert (SCHEME.top, SCHEME.certificate) == (5, 1)
    assert (SCHEME.base.value, SCHEME.step.value) == (0.5, 0.1)


def test_every_item_has_anchors_of_its_kind_in_both_languages() -> None:
    kinds = {number: item.kind for number, item in SCHEME.items.items()}
    assert {kinds[n] for n in ("1.1.1", "2.1.1", "3.1.6", "3.2.1", "3.2.4", "4.1.6")} == set(
        SCHEME.kinds
    )
    for anchors in SCHEME.kinds.values():
        assert len(anchors.levels) == 6
        assert len({one.en for one in anchors.levels}) == 6
    texts = [one for anchors in SCHEME.kinds.values() for one in anchors.levels]
    texts += [item.title for item in SCHEME.items.values()]
    texts += [area.title for area in SCHEME.areas.values()]
    assert [one.ko for one in texts if not is_korean(one.ko)] == []
    assert [one.en for one in texts if is_korean(one.en)] == []


def test_every_number_says_where_it_comes_from_and_the_copy_is_not_official() -> None:
    facts = [*SCHEME.bands, SCHEME.base, SCHEME.step, *(i.points for i in SCHEME.items.values())]
    assert {fact.known.grade for fact in facts} == {"C"}
    assert {fact.known.year for fact in facts} == {2025}
    assert all("verify" in (fact.known.source or "") for fact in facts)
    assert "unofficial" in SCHEME.notice.en
    assert "비공식" in SCHEME.notice.ko


def test_the_ladder_of_systems_is_kept_apart_from_the_company_s() -> None:
    assert [rung.title.ko for rung in SCHEME.systems] == ["기초", "중간1", "중간2", "고도"]
    assert [rung.company for rung in SCHEME.systems] == [(1, 2), (3,), (4,), (5,)]
    assert [rung.known.grade for rung in SCHEME.systems] == ["B", "D", "D", "D"]


def test_every_sign_of_the_packs_is_found_by_a_function_and_used_by_an_item() -> None:
    assert set(FOUND) == set(SIGNS)
    assert {name for item in SCHEME.items.values() for name in item.signs} == set(SIGNS)
    assert {item.family for item in SCHEME.items.values()} - {None} == set(FAMILIES)


def test_rules_name_every_field_that_moves_something_and_are_our_own() -> None:
    named = {field for rule in SCHEME.rules for field in rule.fields}
    assert set(FIELDS) - named == {"controller", "logistics-management"}  # by what they change
    assert {rule.known.grade for rule in SCHEME.rules} == {"D"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("550, 650", "650, 550", "bands: each band begins above the one before"),
        (
            "bands: [550, 650, 750, 850, 950]",
            "bands: [550, 650, 750, 850]",
            "kinds.leadership.levels: found 6 levels; expected 5, from 0 on, as there are 4 bands",
        ),
        (
            "signs: [inspections]",
            "signs: [inspection]",
            "areas.2.4.items.2.4.3.signs[0]: found 'inspection'; expected",
        ),
        (
            "kind: network,",
            "kind: netwrk,",
            "areas.3.2.items.3.2.4: no kind 'netwrk'; there are leadership, process",
        ),
        (
            "items: {2.5.2: 2}",
            "items: {2.5.22: 2}",
            "no item '2.5.22'; did you mean '2.5.2'?",
        ),
        ("items: {2.5.2: 2}", "items: {2.5.2: 6}", "found level 6; expected at most 5"),
        (
            "changes: [standby], items",
            "changes: [sleep], items",
            "rules[10].changes[0]: found 'sleep'; expected",
        ),
        (
            "{fields: [digital-twin], items",
            "{items",
            "rules[17]: a rule names 'fields' or 'changes', or both",
        ),
        (
            "1.1.2: {title",
            "first: {title",
            "areas.1.1.items.first: found 'first'; expected a number such as 2.4.3",
        ),
        (
            "2.1.1: {title",
            "1.1.1: {title",
            "areas.2.1.items.1.1.1: '1.1.1' stands in two areas",
        ),
        ("en: Leadership and strategy, ", "", "'en' is missing; a text in both languages needs it"),
        (
            "score: {base: 50 %,",
            "score: {base: half,",
            "score.base: found 'half'; expected a share",
        ),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    problem, *_ = told(tmp_path, replaced(TEXT, old, new))
    assert message in problem


def test_what_is_known_of_the_file_holds_below_where_nothing_else_is_said(tmp_path: Path) -> None:
    file = tmp_path / "pack.yaml"
    rung = "known: {year: 2019, source: \"ministry's press text of 2019"
    file.write_text(replaced(TEXT, rung, "known: {grade: A} #"), encoding="utf-8")
    known = load_pack(file).content.systems[0].known
    assert (known.year, known.grade) == (2025, "A")
    assert "diagnosis sheet" in known.source


def test_a_rung_and_a_number_without_any_source_are_refused(tmp_path: Path) -> None:
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("known:"))
    rung = 'company: [3]\n    known: {source: "common reading; not seen in writing", grade: D}'
    messages = told(tmp_path, replaced(text, rung, "company: [3]"))
    nothing = "nothing says where this"
    number = f"{nothing} number comes from; add 'known' with source, grade"
    assert f"systems[1]: {nothing} comes from; add 'known' beside title, says, company" in messages
    assert f"areas.1.1.items.1.1.1.points: {number}" in messages
    assert len(messages) == 44 + 5 + 2 + 1


def test_a_pack_is_found_by_name_given_ones_first(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(replaced(TEXT, "pack: level-kr-2025", "pack: level-own"), encoding="utf-8")
    own = load_pack(file)
    assert pack_of("level", ()).name == "level-kr-2025"
    assert pack_of("level", [own]).name == "level-own"
    assert pack_of("level", [own], "level-kr-2025").name == "level-kr-2025"
    with pytest.raises(NoSuchPack, match="did you mean 'level-kr-2025'"):
        pack_of("level", (), "level-kr-2026")


def test_published_averages_have_their_grades_and_bands() -> None:
    output = EFFECTS.told_of("output", True)
    assert [(fact.value, fact.known.grade) for fact in output.values()] == [
        (0.30, "B"),
        (0.285, "C"),
    ]
    accidents = [fact.value for fact in EFFECTS.told_of("accidents", True).values()]
    assert accidents == [-0.183, -0.062, -0.128]
    assert EFFECTS.told_of("on-time", True)["adopters-2020"].known.grade == "D"
    assert EFFECTS.told_of("energy", True) == {}
    assert len(EFFECTS.told_of("energy", False)) == 4


def test_what_is_told_beside_the_averages_never_makes_the_band() -> None:
    beside = {
        name: {yardstick: fact.value for yardstick, fact in study.changes.items()}
        for name, study in EFFECTS.studies.items()
        if not study.counts
    }
    assert beside["shipyard"] == {"output": 0.30, "lead-time": -0.12}
    assert beside["smart-farm"] == {"output": 0.321, "labour": -0.138}
    assert (beside["fems-pilot"], beside["fems-tyres"]) == ({"energy": -0.078}, {"energy": -0.044})
    assert beside["goal-2030"] == {"accidents": -0.2}
    assert EFFECTS.told_of("lead-time", True) == EFFECTS.told_of("labour", True) == {}


def test_every_figure_of_the_effects_is_measured_and_every_definition_differs() -> None:
    refuse_strangers(EFFECTS)
    for yardstick in EFFECTS.yardsticks.values():
        assert not yardstick.same
        assert is_korean(yardstick.differs.ko)
    changes = [fact for study in EFFECTS.studies.values() for fact in study.changes.values()]
    assert all(math.isfinite(fact.value) and fact.known.source for fact in changes)
    assert any("556" in doubt.says.en for doubt in EFFECTS.doubts)


def test_a_figure_that_nobody_measures_is_told_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "effects.yaml"
    text = replaced(EFFECTS_TEXT, "[cost_per_good_part]", "[cost_per_part]")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(LineError) as error:
        refuse_strangers(load_pack(file).content)
    (problem,) = error.value.problems
    assert problem.path == "yardsticks.cost.figures.0"
    assert problem.message == (
        "no such key figure, see `twin kpi`; did you mean 'cost_per_good_part'?"
    )
    assert problem.quote.splitlines()[0].strip() == "figures: [cost_per_part]"


def test_a_change_of_no_yardstick_is_told_at_its_place(tmp_path: Path) -> None:
    text = replaced(EFFECTS_TEXT, "      defects: -43.5 %", "      defect: -43.5 %")
    assert told(tmp_path, text) == [
        "studies.adopters-2019.changes.defect: no yardstick 'defect'; there are output, defects, "
        "cost, on-time, accidents, lead-time, labour, energy; did you mean 'defects'?"
    ]
