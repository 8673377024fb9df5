"""Signs of a line beside the items, and what retrofits would support, on lines of a few words."""

import pytest

from kpi.crosswalk import evidence_of, moves_of, supported, unknowable
from kpi.signs import SIGNS, gained, signs_of
from lines import Line, bundled_lines, load, load_retrofit, read
from lines.packs import LevelTable, pack_of
from lines.retrofit import steps

SCHEME: LevelTable = pack_of("level", ()).content
PLAIN = """
line: plain
stations:
  press: {cycle: 10 s, quality: {defects: {burr: 2 %}}, crew: {skill: press}}
  look: {type: inspection, cycle: 5 s, finds: {burr: 80 %}, false-rejects: 4 %, crew: {skill: look}}
crews: {people: {count: 2, skills: [press, look]}}
flow:
  - source -> press -> [4] -> look
  - look -> sink: {when: pass}
  - look -> scrap: {when: reject}
"""
RICH = """
line: rich
products: {a: {price: 1 KRW}, b: {price: 1 KRW}}
stations:
  press:
    cycle: {a: 10 s, b: 12 s}
    dispatch: spt
    failures: {jam: {every: {exponential: 3 h}, repair: 6 min, hazard: pinch,
                     predict: {recall: 70 %, lead: 1 h, takes: 5 min}}}
    maintenance: {every: 1 week, takes: 1 h, renews: [jam]}
    power: {busy: 10 kW, idle: 2 kW, standby: 1 kW}
    standby: {after: 60 s, wake: 5 s}
    hazards: {pinch: {rate: 1 per million h, severity: {days: 5}}}
  pack: {cycle: 8 s}
orders:
  - {product: a, quantity: 10, every: 1 h, due: 4 h}
  - {product: b, quantity: 5, every: 2 h}
release: {rule: conwip, limit: 6}
transport: {carts: {vehicles: 2, speed: 1 m/s}}
flow:
  - source -> press
  - press -> pack: {by: carts, distance: 10 m}
  - pack -> sink: {conveyor: {length: 6 m, speed: 0.2 m/s, spacing: 0.5 m}}
energy: {tariff: 160 KRW/kWh, limit: {peak: 60 kW, priority: [press]}}
"""


def retrofit(text: str, field: str = "controller") -> str:
    return f"retrofit: change\ntitle: Change\nfield: {field}\n{text}\n"


def moved(line: str, *texts: str) -> dict[str, int]:
    source = read(line)
    loaded = [load_retrofit(text) for text in texts]
    return {move.item: move.level for move in moves_of(SCHEME, steps(source, loaded))}


def told(line: Line, name: str) -> list[tuple[str, str]]:
    return [(one.where, one.says.en) for one in signs_of(line, name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("master-data", ("", "cycle times are written down (products: 2, stations: 2)")),
        ("orders", ("", "made to order (orders: 0, repeating: 2, with a due time: 1)")),
        ("release", ("", "release by cards: conwip 6")),
        ("dispatch", ("press", "next part by rule: spt")),
        ("failures", ("press", "stops known by kind: jam")),
        ("maintenance", ("press", "planned stops, every 168 h")),
        ("foresight", ("press jam", "failures foreseen: 70 %")),
        ("automatic-stations", ("press", "works without a person")),
        ("transport", ("carts", "vehicles without a driver: 2")),
        ("metering", ("press", "power known by state")),
        ("standby", ("press", "sleeps after 60 s without work")),
        ("power-limit", ("", "power is held below 60 kW")),
        ("hazards", ("press", "dangers known by kind: pinch")),
    ],
)
def test_a_line_shows_what_is_written_in_it(name: str, expected: tuple[str, str]) -> None:
    assert told(load(RICH), name)[0] == expected
    if name != "master-data":
        assert told(load(PLAIN), name) == []


def test_inspections_and_who_stands_there() -> None:
    line = load(PLAIN)
    assert told(line, "inspections") == [("look", "finds burr 80 %; good parts rejected: 4 %")]
    assert told(line, "defects") == [("press", "defects known by kind: burr 2 %")]
    two = PLAIN.replace("burr: 2 %}", "burr: 2 %, dent: 1 %}").replace(
        "finds: {burr: 80 %}", "finds: {burr: 80 %, dent: 0 %}"
    )
    assert told(load(two), "inspections") == told(line, "inspections")  # nothing is no find
    assert told(line, "automatic-inspections") == []
    assert told(load(PLAIN.replace(", crew: {skill: look}", "")), "automatic-inspections") == [
        ("look", "inspects without a person")
    ]
    assert told(load(RICH), "transport")[1] == ("pack->sink", "conveyor of 6 m")


def test_a_station_that_hands_load_is_not_without_people() -> None:
    by_hand = PLAIN.replace("crew: {skill: press}", "crew: {load: {skill: press, time: 3 s}}")
    assert told(load(by_hand), "automatic-stations") == []


@pytest.mark.parametrize("name", bundled_lines())
def test_signs_have_the_same_figures_in_both_languages(name: str) -> None:
    line = load(name)
    for sign in SIGNS:
        for one in signs_of(line, sign):
            english, korean = (
                sorted(part for part in "".join(c if c.isdigit() else " " for c in text).split())
                for text in (one.says.en, one.says.ko)
            )
            assert english == korean


def test_evidence_stands_beside_the_items_that_a_model_can_speak_of() -> None:
    shown = evidence_of(SCHEME, load(PLAIN))
    assert [one.says.en for one in shown["2.4.3"]] == ["finds burr 80 %; good parts rejected: 4 %"]
    assert shown["2.5.2"] == shown["2.2.4"] == ()
    nobody = unknowable(SCHEME)
    assert {"1.1.1", "2.6.1", "3.1.1", "3.1.6"} <= set(nobody)
    results = {f"4.1.{n}" for n in range(1, 7)}
    assert set(shown) | set(nobody) | results == set(SCHEME.items)
    assert set(shown).isdisjoint(nobody)


def test_a_camera_supports_the_items_of_inspection() -> None:
    camera = retrofit("for: {type: inspection}\nset: {finds: 97 %, crew: none}", "machine-vision")
    assert moved(PLAIN, camera) == {"2.4.1": 3, "2.4.3": 3, "3.2.3": 3}


def test_what_a_plant_has_by_its_file_is_a_sign() -> None:
    assert evidence_of(SCHEME, load(PLAIN))["2.3.2"] == ()
    says = PLAIN.replace("line:", "has: [production-records, network]\nline:", 1)
    shown = evidence_of(SCHEME, load(says))
    recorded = "the file says: orders and production recorded in a system"
    assert [one.says.en for one in shown["2.3.2"]] == [recorded]
    assert recorded in [one.says.en for one in shown["3.1.3"]]
    assert [one.says.ko for one in shown["3.2.4"]] == ["파일 기재: 현장 통신망"]


def test_what_a_retrofit_brings_supports_an_item_where_the_plant_says_what_it_has() -> None:
    meters = retrofit("brings: [energy-meters]", "controller")
    says = PLAIN.replace("line:", "has: []\nline:", 1)
    assert moved(says, meters) == {"3.1.5": 2}
    assert moved(says.replace("[]", "[energy-meters]"), meters) == {}
    assert moved(PLAIN, meters) == {}


def test_an_inspection_that_finds_less_supports_nothing() -> None:
    worse = retrofit("for: {type: inspection}\nset: {finds: 60 %}", "machine-vision")
    assert moved(PLAIN, worse) == {}


def test_a_field_alone_supports_what_a_line_cannot_show() -> None:
    change = "for: {stations: [press]}\nset: {cycle: 9 s}"
    assert moved(PLAIN, retrofit(change, "production-management")) == {
        "2.3.1": 3,
        "2.3.2": 3,
        "2.3.3": 3,
        "2.5.1": 3,
        "3.1.3": 2,
        "3.2.1": 2,
        "3.2.4": 2,
    }
    assert moved(PLAIN, retrofit(change, "controller")) == {}


def test_foresight_is_analysis_and_of_several_rules_the_highest_level_counts() -> None:
    failing = PLAIN.replace(
        "press: {cycle: 10 s,",
        "press: {cycle: 10 s, failures: {jam: {every: {exponential: 3 h}, repair: 6 min}},",
    )
    predict = (
        "for: {stations: [press]}\n"
        "set: {failures.jam.predict: {recall: 70 %, lead: 1 h, takes: 5 min}, crew: none}"
    )
    found = moved(failing, retrofit(predict, "communication"))
    assert found == {"2.3.2": 3, "2.5.1": 3, "2.5.2": 3, "2.5.3": 3, "3.2.1": 4, "3.2.4": 2}


def test_signs_are_gained_where_they_are_new_or_say_more() -> None:
    before, after = load(RICH), load(RICH.replace("after: 60 s", "after: 30 s"))
    assert [one.says.en for one in gained(before, after, "standby")] == [
        "sleeps after 30 s without work"
    ]
    assert gained(after, before, "standby") == ()
    assert gained(before, before, "standby") == ()


def test_each_retrofit_is_told_of_by_what_it_adds_to_those_before() -> None:
    camera = retrofit("for: {type: inspection}\nset: {finds: 97 %}", "machine-vision")
    robot = retrofit("for: {stations: [press]}\nset: {crew: none}").replace("change", "robot")
    found = moves_of(SCHEME, steps(read(PLAIN), [load_retrofit(camera), load_retrofit(robot)]))
    assert [(move.item, move.retrofits) for move in found] == [
        ("2.4.1", ("change",)),
        ("2.4.3", ("change",)),
        ("3.2.1", ("robot",)),
        ("3.2.3", ("change",)),
    ]


def test_a_move_never_lowers_an_answer_nor_answers_for_anybody() -> None:
    camera = load_retrofit(
        retrofit("for: {type: inspection}\nset: {finds: 97 %}", "machine-vision")
    )
    moves = moves_of(SCHEME, steps(read(PLAIN), [camera]))
    levels = {"2.4.1": 4, "2.4.3": 1, "3.2.3": None, "1.1.1": 2}
    assert supported(levels, moves) == {"2.4.1": 4, "2.4.3": 3, "3.2.3": None, "1.1.1": 2}
    assert levels["2.4.3"] == 1
