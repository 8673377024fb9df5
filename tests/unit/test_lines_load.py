"""From a file to a line: every word lands where the floors above look for it."""

import dataclasses
import datetime
import time
from pathlib import Path

import pytest

import lines
from lines import Distribution, LineError, build, check, load, read
from lines.distributions import constant
from lines.machinery import Failure, Foresight, Hazard, Setup, Standby, WarmUp
from lines.model import (
    BaseLoad,
    Buffer,
    CompressedAir,
    Costs,
    Crew,
    Energy,
    Gas,
    Link,
    People,
    PowerLimit,
    Product,
    Shift,
    Source,
    Study,
    Title,
)

MANY_WORDS = Path(__file__).parents[1] / "robust" / "many_words.yaml"

SMALLEST = """\
line: two-machines
stations:
  press: {cycle: 30 s}
  drill: {cycle: {exponential: 25 s}}
flow:
  - source -> press -> [4] -> drill -> sink
"""


def test_the_smallest_line_is_whole():
    line = load(SMALLEST)
    assert line.name == "two-machines"
    assert line.title == Title("two-machines", "two-machines")
    assert line.start == datetime.date(2026, 1, 1)
    assert line.currency == "KRW"
    assert line.study == Study(86_400.0, 604_800.0, 10, 1)
    assert line.products == {"part": Product()}
    assert line.sources == {
        "source": Source("source", None, (("part", 1.0),), constant(1.0), "wait")
    }
    assert list(line.stations) == ["press", "drill"]
    assert line.stations["drill"].cycle == {"part": Distribution("exponential", (25.0,))}
    assert line.flow == (
        Link("source", "press", 0),
        Link("press", "drill", 4),
        Link("drill", "sink", 0),
    )
    assert [link.name for link in line.flow] == ["source->press", "press->drill", "drill->sink"]
    assert any("2026-01-01" in told for told in line.assumptions)


def test_a_line_with_many_words_has_each_in_its_place():
    line = load(MANY_WORDS)
    assert line.title == Title("Many words", "많은 낱말")
    assert (line.sector, line.start) == ("test", datetime.date(2026, 3, 2))
    assert line.study == Study(86_400.0, 172_800.0, 2, 7)
    assert line.products["housing"] == Product(6900.0, 2100.0, 0.8, 2)
    assert line.sources["source"] == Source(
        "source",
        Distribution("exponential", (40.0,)),
        (("housing", 0.7), ("cover", 0.3)),
        Distribution("geometric", (2.0,)),
        "lost",
        259_200.0,
    )
    assert line.sources["bolts"].mix == (("bolt", 1.0),)
    assert line.crews["operators"] == Crew(2, 14_335.0, ("cast", "trim"), "two-shift")
    assert line.holidays == (datetime.date(2026, 5, 5),)
    night = Shift((0, 4), 72_000.0, 104_400.0, ((86_400.0, 90_000.0),))
    assert line.calendars["two-shift"].shifts[1] == night
    assert (line.stations["cast"].calendar, line.stations["cast"].finish) == ("two-shift", True)
    assert line.buffers == {
        "rack": Buffer(60),
        "yard": Buffer(None),
        "curing": Buffer(40, 600.0, 3 * 86_400.0),
    }
    assert line.energy == Energy(
        160.0,
        0.4173,
        600_000.0,
        (
            BaseLoad({"lighting": 20_000.0, "hvac": 25_000.0}, "two-shift"),
            BaseLoad({"servers": 3000.0}),
        ),
        CompressedAir(6500.0, 1.2, "two-shift"),
        PowerLimit(500_000.0, ("pack", "cast")),
        gas=Gas(800.0, 2.176),
    )
    assert line.stations["pack"].gas_nm3_per_h == {"busy": 12.0, "idle": 3.0}
    assert line.stations["pack"].air_m3_per_min == {"busy": 0.4, "idle": 0.02}
    assert line.costs == Costs(9_000_000.0, 0.12)
    assert line.people == People(24, 2000.0)


def test_a_station_with_many_words_has_each_in_its_place():
    cast = load(MANY_WORDS).stations["cast"]
    assert (cast.type, cast.machines, cast.choose, cast.dispatch) == (
        "machine",
        2,
        "cyclic",
        "setup-saving",
    )
    assert cast.cycle["cover"] == Distribution("gamma", (35.0, 0.3))
    assert list(cast.cycle) == ["housing", "cover", "bolt"]
    assert (cast.crew, cast.crew_hazard) == ("cast", "handling")
    assert cast.setup == Setup(
        Distribution("triangular", (300.0, 420.0, 720.0)),
        "setup",
        "handling",
        {"housing": {"cover": constant(180.0)}},
    )
    assert [failure.name for failure in cast.failures] == ["sticking", "pump", "die"]
    assert cast.failures[0] == Failure(
        "sticking",
        Distribution("exponential", (10_800.0,)),
        Distribution("weibull", (360.0, 1.2)),
        "busy",
        "repair",
        "repair",
        0.5,
        Foresight(
            0.8,
            Distribution("uniform", (600.0, 3000.0)),
            constant(120.0),
            Distribution("exponential", (259_200.0,)),
            "repair",
        ),
    )
    assert cast.failures[2].every == constant(8000.0)
    assert cast.failures[2].clock == "parts"
    assert cast.defects == {"porosity": 0.03, "dimension": 0.015}
    assert cast.power_w["standby"] == 1200.0
    # to wake takes 4 min at the 12 kW of set-up, 1.2 kW of standby apart, and 2 kWh
    idle_s = (240.0 * 10_800.0 + 7_200_000.0) / 8800.0
    assert cast.standby == Standby(pytest.approx(idle_s), 240.0, 7_200_000.0, break_even=True)
    assert cast.warm_up == WarmUp(600.0, 3600.0, 300.0, 60.0, 7_200_000.0)
    assert cast.energy_per_part_j == 180_000.0
    assert cast.hazards["repair"] == Hazard(43e-6, constant(25.0))


def test_inspections_and_assemblies_are_spelt_out():
    line = load(MANY_WORDS)
    look, join = line.stations["look"], line.stations["join"]
    assert look.finds == {"porosity": 0.7, "dimension": 0.85}
    assert (look.false_rejects, look.sample) == (0.03, 0.5)
    assert join.needs == {"rack": 1, "bolts": 4}
    assert line.defect_kinds() == ("porosity", "dimension")


def test_one_share_found_is_spread_over_all_kinds_of_defect():
    text = MANY_WORDS.read_text(encoding="utf-8")
    line = load(text.replace("{porosity: 70 %, dimension: 85 %}", "90 %"))
    assert line.stations["look"].finds == {"porosity": 0.9, "dimension": 0.9}


def test_a_link_without_verdict_takes_what_passes_and_one_without_share_takes_the_rest():
    line = load(MANY_WORDS)
    out = {link.name: (link.when, link.share, link.capacity) for link in line.flow}
    assert out["look->rack"] == ("pass", None, 0)
    assert out["look->scrap"] == ("reject", 0.6, 0)
    assert out["look->trim"] == ("reject", pytest.approx(0.4), 40)
    assert out["pack->scrap"][1] == pytest.approx(0.01)
    assert out["bolts->join"][2] is None


def test_products_are_those_that_come_or_are_made_where_none_are_declared():
    text = SMALLEST + "arrivals: {mix: {lid: 50 %, box: 50 %}}\n"
    assert list(load(text).products) == ["lid", "box"]
    both = SMALLEST.replace("press: {cycle: 30 s}", "press: {cycle: {part: 30 s, lid: 20 s}}")
    both += "  - more -> press\nsources: {more: {product: lid}}\n"
    assert list(load(both).products) == ["part", "lid"]


def test_a_line_is_the_same_from_a_text_a_file_or_a_source(tmp_path: Path):
    file = tmp_path / "line.yaml"
    file.write_text(SMALLEST, encoding="utf-8")
    assert load(file) == load(str(file)) == load(SMALLEST) == build(read(SMALLEST))


def test_bundled_lines_load_by_name():
    for name in lines.bundled_lines():
        assert load(name).name == name


def test_check_gives_the_problems_and_load_raises_them():
    wrong = SMALLEST.replace("30 s", "30").replace("drill ->", "dril ->")
    problems = check(wrong)
    assert [problem.path for problem in problems] == ["stations.press.cycle", "flow[0]"]
    assert check(SMALLEST) == []
    with pytest.raises(LineError) as caught:
        load(wrong)
    assert caught.value.problems == problems


def test_a_line_cannot_be_changed():
    line = load(SMALLEST)
    with pytest.raises(dataclasses.FrozenInstanceError):
        line.name = "other"
    assert dataclasses.replace(line, name="other").name == "other"


def test_five_hundred_stations_are_read_within_a_second():
    cycle = "{cycle: {lognormal: {mean: 42 s, cv: 0.08}}, power: {busy: 38 kW, idle: 10 kW}}"
    names = [f"s{number}" for number in range(500)]
    stations = "".join(f"  {name}: {cycle}\n" for name in names)
    chain = " -> [4] -> ".join(names)
    text = f"line: big\nstations:\n{stations}flow:\n  - source -> {chain} -> sink\n"
    began = time.process_time()
    assert len(load(text).stations) == 500
    assert time.process_time() - began < 1.0
