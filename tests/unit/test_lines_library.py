from itertools import pairwise

import pytest

from lines.graph import capacity_bound, dead_ends, rework_loops, station_order, unreached
from lines.library import bundled_lines, bundled_retrofits
from lines.load import load
from lines.model import Line
from lines.retrofit import apply, load_retrofit
from lines.source import read

DAY_S = 86_400.0


def test_the_house_comes_with_these_lines_and_retrofits() -> None:
    assert set(bundled_lines()) == {
        "car-parts-machining",
        "cosmetics-filling",
        "defence-machining",
        "die-casting",
        "food",
        "hydrogen-tank",
        "injection-moulding",
        "micro-workshop",
        "plant-factory",
        "semiconductor-part-inspection",
        "serial-eight",
        "shipbuilding-block-shop",
        "two-machines",
        "two-tier-supply-chain",
        "welding-cell",
    }
    assert {"ai-vision", "cobot", "larger-buffer", "standby-switching"} <= set(bundled_retrofits())


@pytest.mark.parametrize("name", bundled_lines())
def test_a_bundled_line_is_named_like_its_file_and_titled_in_both_languages(name: str) -> None:
    line = load(name)
    assert line.name == name
    assert line.title.en != line.title.ko
    assert any("가" <= letter <= "힣" for letter in line.title.ko)


@pytest.mark.parametrize("name", bundled_lines())
def test_the_header_of_a_bundled_line_has_story_picture_and_source(name: str) -> None:
    text = bundled_lines()[name].read_text(encoding="utf-8")
    header = text[: text.index("\nline:")]
    assert all(row.startswith("#") for row in header.splitlines() if row)
    assert "The story." in header
    assert "Source of the figures" in header
    assert "-->" in header or "->" in header
    assert "⚠" in text
    assert "✔" in text


@pytest.mark.parametrize("name", bundled_lines())
def test_every_part_of_a_bundled_line_finds_its_way(name: str) -> None:
    line = load(name)
    assert unreached(line) == dead_ends(line) == ()
    assert set(station_order(line)) == set(line.stations)
    assert 0 < capacity_bound(line).parts_per_hour < 1000


@pytest.mark.parametrize("name", bundled_retrofits())
def test_a_bundled_retrofit_is_named_like_its_file_and_says_how_sure_it_is(name: str) -> None:
    one = load_retrofit(name)
    assert one.name == name
    assert any("가" <= letter <= "힣" for letter in one.title.ko)
    assert one.cost.buy is not None
    for effect in one.effects:
        assert not effect.uncertain or (effect.source and effect.grade in ("A", "B", "C", "D"))


def test_casting_limits_the_die_casting_line_and_its_rework_has_room() -> None:
    line = load("die-casting")
    assert capacity_bound(line).limiting == ("cast",)
    assert len(line.stations["cast"].failures) >= 2
    loop = rework_loops(line)[0]
    assert (loop.origin, loop.target) == ("inspect", "trim")
    room = next(link.capacity for link in line.flow if link.name == "inspect->trim")
    assert room is None or room >= 50
    assert line.study.warmup_s == DAY_S
    assert line.study.length_s == 7 * DAY_S


def test_the_serial_line_has_eight_stations_one_behind_the_other() -> None:
    line = load("serial-eight")
    assert len(line.stations) == 8
    assert station_order(line) == tuple(line.stations)


def test_the_patch_in_the_story_of_the_car_parts_turns_half_of_the_lots_electric() -> None:
    rows = bundled_lines()["car-parts-machining"].read_text(encoding="utf-8").splitlines()
    begin = rows.index("#   retrofit: half-electric")
    told = rows[begin : rows.index("#", begin)]
    patch = load_retrofit("\n".join(row.removeprefix("#   ") for row in told) + "\n")
    before = load("car-parts-machining")
    after = apply(read("car-parts-machining"), [patch])

    def lots_of_flanges(line: Line) -> float:
        lots = {name: 1 / one.every.mean() for name, one in line.sources.items() if one.every}
        return lots["flange-lots"] / sum(lots.values())

    assert lots_of_flanges(before) == pytest.approx(0.35, abs=0.02)
    assert lots_of_flanges(after) == 0.5


def patches_told(name: str) -> list[str]:
    """The patches that the story of a line gives in full, as files of their own."""
    rows = bundled_lines()[name].read_text(encoding="utf-8").splitlines()
    begins = [at for at, row in enumerate(rows) if row.startswith("#   retrofit: ")]
    told = (rows[at : rows.index("#", at)] for at in begins)
    return ["\n".join(row.removeprefix("#   ") for row in patch) + "\n" for patch in told]


@pytest.mark.parametrize(
    ("name", "patches"),
    [("car-parts-machining", ["half-electric", "grouped-lots"]), ("hydrogen-tank", ["third-oven"])],
)
def test_the_patches_in_the_story_of_a_line_fit_it(name: str, patches: list[str]) -> None:
    told = [load_retrofit(text) for text in patches_told(name)]
    assert [one.name for one in told] == patches
    before = load(name)
    assert all(apply(read(name), [one]) != before for one in told)
    assert apply(read(name), told) != before


@pytest.mark.parametrize("name", bundled_lines())
def test_what_the_story_of_a_bundled_line_asks_to_compare_can_be_compared(name: str) -> None:
    text = bundled_lines()[name].read_text(encoding="utf-8")
    for row in text.splitlines():
        words = row.removeprefix("#").split()
        if words[:3] != ["twin", "compare", name]:
            continue
        told = dict(zip(words[3::2], words[4::2], strict=True))
        assert set(told) <= {"--retrofit", "--at"}
        asked = [one for word, one in pairwise(words) if word == "--retrofit"]
        bundled = [load_retrofit(one) for one in asked if one in bundled_retrofits()]
        apply(read(name), bundled, told.get("--at"))
