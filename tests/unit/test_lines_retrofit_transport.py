"""Retrofits of transport: vehicles in the place of others or of hands, and more or faster ones."""

import re
from pathlib import Path

import pytest

from lines.distributions import Distribution
from lines.errors import LineError
from lines.flow import OPTIONS
from lines.machinery import Battery
from lines.model import Conveyor, Line
from lines.retrofit import apply, load_retrofit
from lines.source import read_text
from twin.engine import simulate

DOCS = Path(__file__).parents[2] / "docs"
LINE = """\
line: by-forklift
crews: {drivers: {count: 1, skills: [drive]}}
transport:
  forklift:
    vehicles: 1
    speed: 2 m/s
    load: 30 s
    unload: 30 s
    crew: {skill: drive}
    hazards: {crossing: {rate: 40 per million h}}
stations:
  press: {cycle: 40 s}
  drill: {cycle: 40 s}
flow:
  - source -> press
  - press -> drill: {by: forklift, distance: 30 m, buffer: 2}
  - drill -> sink
"""
BY_AGV = """\
add:
  transport:
    agv: {vehicles: 2, speed: 1 m/s, load: 10 s, unload: 10 s, battery: {range: 8 h, charge: 1 h}}
set:
  flow.press->drill.by: agv
"""
PLAIN = """\
line: by-hand
stations:
  press: {cycle: 40 s}
  drill: {cycle: 40 s}
flow:
  - source -> press -> [2] -> drill -> sink
"""


def put(body: str, line: str = LINE) -> Line:
    retrofit = load_retrofit(f"retrofit: idea\nfield: logistics-management\n{body}\n")
    return apply(read_text(line, "line.yaml"), [retrofit])


def test_vehicles_instead_of_forklifts_and_the_forklifts_go() -> None:
    after = put(BY_AGV)
    assert list(after.fleets) == ["agv"]
    assert after.fleets["agv"].battery == Battery(28_800.0, 3600.0)
    link = after.flow[1]
    assert (link.by, link.distance_m, link.capacity) == ("agv", 30.0, 2)


def test_a_fleet_comes_to_a_link_that_had_none() -> None:
    after = put(f"{BY_AGV}  flow.press->drill.distance: 45 m", PLAIN)
    link = next(link for link in after.flow if link.name == "press->drill")
    assert (link.by, link.distance_m, link.capacity) == ("agv", 45.0, 2)
    assert simulate(after, length_s=3600).ledger.carried.sum() > 0


def test_a_fleet_is_taken_from_a_link_and_goes() -> None:
    after = put("set: {flow.press->drill.by: none}")
    assert not after.fleets
    assert after.flow[1].by is None


def test_a_fleet_is_changed_word_by_word() -> None:
    body = "set: {transport.forklift.vehicles: 3, transport.forklift.load: {uniform: [5 s, 9 s]}}"
    after = put(body)
    assert after.fleets["forklift"].vehicles == 3
    assert after.fleets["forklift"].load == Distribution("uniform", (5.0, 9.0))
    assert put("set: {transport.forklift.crew: none}").fleets["forklift"].crew is None
    assert put("set: {transport.forklift.speed: 90 m/min}").fleets["forklift"].speed_m_per_s == 1.5


def test_an_unknown_fleet_is_told() -> None:
    with pytest.raises(LineError, match="no fleet here, and only 'add' brings a new one"):
        put("set: {transport.forklifts.vehicles: 3}")
    with pytest.raises(LineError, match="no fleet 'agv'; the line has forklift"):
        put("set: {flow.press->drill.by: agv}")


BELT = """\
line: by-belt
stations:
  press: {cycle: 20 s}
  pack: {cycle: 15 s}
flow:
  - source -> press
  - press -> pack: {conveyor: {length: 12 m, speed: 0.3 m/s, spacing: 0.6 m}, power: 1.1 kW}
  - pack -> sink
"""


def test_a_conveyor_and_its_power_are_changed() -> None:
    faster = "{length: 12 m, speed: 30 m/min, spacing: 0.6 m}"
    body = f"set: {{flow.press->pack.power: 0.8 kW, flow.press->pack.conveyor: {faster}}}"
    link = put(body, BELT).flow[1]
    assert (link.power_w, link.conveyor) == (800, Conveyor(12, 0.5, 0.6))


def test_the_page_names_every_option_of_a_link() -> None:
    page = (DOCS / "how-to-add-a-retrofit.md").read_text(encoding="utf-8")
    (row,) = re.findall(r"an option of a link: (.*) \|", page)
    assert set(re.findall(r"`(\w+)`", row)) == {word.name for word in OPTIONS.words}


OFF_THE_BELT = """\
set:
  flow.press->pack.conveyor: none
  flow.press->pack.by: agv
  flow.press->pack.distance: 30 m
  flow.press->pack.buffer: 4
add:
  transport:
    agv: {vehicles: 2, speed: 1 m/s, load: 5 s, unload: 5 s}
"""


def test_vehicles_instead_of_a_conveyor() -> None:
    changed = put(OFF_THE_BELT, BELT)
    link = changed.flow[1]
    assert (link.conveyor, link.by, link.distance_m, link.capacity) == (None, "agv", 30.0, 4)
    run = simulate(changed, 1, 0, 0.0, 3600.0)
    # a vehicle drives 30 m back empty and loads for 5 s; the next cycle takes 20 s: one a 55 s
    assert int(run.ledger.carried.sum()) == pytest.approx(3600 / 55, abs=1.5)
