"""Retrofits of links: which they fit, what becomes of them, and the sentence where none fits."""

from pathlib import Path

import pytest

from lines import Line, LineError, LineSource, apply, load_retrofit, read
from lines.retrofit import landings

FORKLIFTS = read(Path(__file__).parents[1] / "forklifts.yaml")
BELTS = read("""
line: belts
stations: {press: {cycle: 40 s}, oven: {cycle: 40 s}, pack: {cycle: 30 s}}
flow:
  - source -> press
  - press -> oven: {conveyor: {length: 12 m, speed: 0.3 m/s, spacing: 0.6 m}, power: 1.1 kW}
  - oven -> pack: {conveyor: {length: 6 m, speed: 0.3 m/s, spacing: 0.6 m, accumulating: no}}
  - pack -> sink
""")
SHORTER = "set: {link.distance: {times: 50 %}}"


def put(source: LineSource, fits: str, body: str, at: str | None = None) -> Line:
    text = f"retrofit: idea\nfield: logistics-management\nfor: {{{fits}}}\n{body}\n"
    return apply(source, [load_retrofit(text)], at)


def distances(line: Line) -> list[float | None]:
    return [link.distance_m for link in line.flow if link.by is not None]


def refusal(source: LineSource, fits: str, body: str = SHORTER) -> str:
    with pytest.raises(LineError) as caught:
        put(source, fits, body)
    return caught.value.problems[0].message


def test_every_link_of_a_fleet_or_those_up_to_a_distance() -> None:
    assert distances(put(FORKLIFTS, "links: fleet", SHORTER)) == [30, 1500]
    near = "links: fleet, distance-up-to: 500 m"
    assert distances(put(FORKLIFTS, near, SHORTER)) == [30, 3000]
    idea = load_retrofit(f"retrofit: idea\nfield: controller\nfor: {{{near}}}\n{SHORTER}\n")
    assert landings(FORKLIFTS, [idea])[0].places() == ("press->drill",)


def test_at_names_links_by_their_ends() -> None:
    assert distances(put(FORKLIFTS, "links: fleet", SHORTER, at="paint")) == [60, 1500]


def test_a_way_that_has_been_driven_stays_as_long() -> None:
    after = put(
        FORKLIFTS,
        "links: driver, distance-up-to: 1 km",
        "add: {transport: {agv: {vehicles: 2, speed: 1 m/s}}}\n"
        "set: {link.by: agv, link.distance: same}",
    )
    assert [(link.by, link.distance_m) for link in after.flow if link.by] == [
        ("agv", 60),
        ("lorry", 3000),
    ]
    assert set(after.fleets) == {"agv", "lorry"}


def test_vehicles_drive_as_far_as_the_belt_was_long_and_parts_wait_for_them() -> None:
    after = put(
        BELTS,
        "links: conveyor",
        "add: {transport: {agv: {vehicles: 1, speed: 1 m/s}}}\n"
        "set: {link.by: agv, link.distance: same, link.conveyor: none, link.buffer: 3, "
        "link.pick-up: 5}",
    )
    first, second = (link for link in after.flow if "press-to-oven" in (link.origin, link.target))
    assert (first.by, first.conveyor, first.capacity) == (None, None, 0)
    assert (second.by, second.distance_m, second.capacity) == ("agv", 12, 3)
    assert after.buffers["press-to-oven"].capacity == 5
    belt = next(link for link in after.flow if link.origin == "oven")
    assert belt.conveyor is not None


def test_a_line_without_such_links_is_refused_with_a_sentence() -> None:
    assert refusal(BELTS, "links: driver") == (
        "the line has no link with a fleet that needs a driver; say first who carries parts over "
        "which link and how far (transport, by, distance)"
    )
    assert refusal(FORKLIFTS, "links: conveyor") == (
        "the line has no link with a conveyor on which parts may queue; a belt that may not stop "
        "(accumulating: no) is a process and stays"
    )
    assert refusal(FORKLIFTS, "links: fleet, distance-up-to: 10 m") == (
        "the line has no link with a fleet up to 10 m for this; it has press->drill of 60 m, "
        "drill->paint of 3000 m"
    )
    assert refusal(FORKLIFTS, "links: fleet, mass-up-to: 5 kg") == (
        "a part of the line weighs 12 kg, and this carries up to 5 kg"
    )


def test_what_a_link_lacks_is_not_multiplied() -> None:
    told = refusal(FORKLIFTS, "links: fleet", "set: {link.power: {times: 50 %}}")
    assert told.startswith("nothing to multiply:")
    assert "a path that begins with 'link' needs links" in refusal(FORKLIFTS, "type: machine")
    told = refusal(FORKLIFTS, "links: fleet", "set: {link.pick-up: a few}")
    assert told == "expected a whole number of parts above 0"


def test_use_has_no_share_of_an_option_of_a_link() -> None:
    with pytest.raises(LineError, match="'use' cannot blend options of a link"):
        put(FORKLIFTS, "links: fleet", "set: {link.distance: 3 m}\nuse: 50 %")
    assert distances(put(FORKLIFTS, "links: fleet", f"{SHORTER}\nuse: 50 %")) == [45, 2250]


def test_a_kind_of_link_that_is_none_is_told() -> None:
    with pytest.raises(LineError, match=r"found 'drivers'; expected which links.*'driver'"):
        load_retrofit(f"retrofit: idea\nfield: controller\nfor: {{links: drivers}}\n{SHORTER}\n")
