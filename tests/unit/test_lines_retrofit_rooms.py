"""What a retrofit fits, where it goes, and room that it only enlarges."""

import pytest

from lines.errors import LineError
from lines.model import Line
from lines.retrofit import Retrofit, apply, landings, load_retrofit
from lines.source import LineSource, read_text

LINE = """\
line: small
crews: {hands: {count: 2, skills: [trim, repair, look]}}
stations:
  cast:
    cycle: 40 s
    failures: {jam: {every: {exponential: 3 h}, repair: 6 min, crew: {skill: repair}}}
    power: {busy: 38 kW, idle: 10 kW}
    quality: {defects: {burr: 4 %}}
  trim: {cycle: {lognormal: {mean: 17 s, cv: 0.2}}, crew: {skill: trim}}
  look: {type: inspection, cycle: 12 s, finds: 75 %, false-rejects: 4 %}
buffers: {rack: {capacity: 6}}
flow:
  - source -> cast -> [4] -> trim -> rack
  - rack -> look
  - look -> sink: {when: pass}
  - look -> trim: {when: reject, buffer: 9}
energy: {tariff: 160 KRW/kWh}
"""


@pytest.fixture
def small() -> LineSource:
    return read_text(LINE, "small.yaml")


def retrofit(body: str) -> Retrofit:
    return load_retrofit(f"retrofit: idea\nfield: controller\n{body}\n")


def complaint(source: LineSource, body: str) -> str:
    with pytest.raises(LineError) as caught:
        apply(source, [retrofit(body)])
    return str(caught.value)


# --- room that is only enlarged

ROOMS = """\
line: rooms
stations:
  a: {cycle: 4 s}
  b: {cycle: 5 s}
  c: {cycle: 6 s}
  d: {cycle: 4 s}
  e: {cycle: 4 s}
  f: {cycle: 4 s}
  g: {cycle: 4 s}
buffers: {rack: {capacity: 6}}
flow:
  - source -> a -> [4] -> b -> [200] -> c -> d
  - d -> e: {conveyor: {length: 6 m, speed: 0.5 m/s, spacing: 1 m}}
  - e -> rack
  - rack -> f -> [] -> g -> sink
"""


def rooms_of(line: Line) -> dict[str, int | None]:
    found = {one.name: one.capacity for one in line.flow}
    return {**found, **{name: one.capacity for name, one in line.buffers.items()}}


def test_a_larger_buffer_only_enlarges() -> None:
    source = read_text(ROOMS, "rooms.yaml")
    before, after = apply(source, []), apply(source, [load_retrofit("larger-buffer")])
    assert rooms_of(after) == {**rooms_of(before), "a->b": 40, "rack": 40}
    assert rooms_of(before)["a->b"] == 4
    assert rooms_of(before)["b->c"] == 200
    assert after.flow[4].conveyor == before.flow[4].conveyor


def test_room_for_any_number_is_left_alone() -> None:
    source = read_text(ROOMS.replace("capacity: 6", "capacity: unlimited"), "rooms.yaml")
    assert apply(source, [load_retrofit("larger-buffer")]).buffers["rack"].capacity is None


@pytest.mark.parametrize(
    ("station", "kept"), [("c", "b->c: 200"), ("d", "c->d: no buffer"), ("e", "d->e: no buffer")]
)
def test_where_nothing_can_be_enlarged_is_told_with_the_way_out(station: str, kept: str) -> None:
    source = read_text(ROOMS, "rooms.yaml")
    with pytest.raises(LineError) as caught:
        apply(source, [load_retrofit("larger-buffer")], station)
    told = str(caught.value)
    assert f"nothing to enlarge: no room here is smaller than 40 ({kept}); name another" in told
    assert told.count("nothing to enlarge") == 1


def test_every_way_to_a_room_takes_at_least_and_nothing_else_does(small: LineSource) -> None:
    body = (
        "set: {buffers.rack.capacity: {at-least: 9}, "
        "flow.look->trim.buffer: {at-least: 12, source: site, grade: A}}"
    )
    line = apply(small, [retrofit(body)])
    assert line.buffers["rack"].capacity == 9
    assert rooms_of(line)["look->trim"] == 12
    effects = {one.path: (one.text, one.source, one.grade) for one in retrofit(body).effects}
    assert effects["flow.look->trim.buffer"] == ("at-least: 12", "site", "A")
    wrong = "'at-least' is for room: in.buffer, out.buffer"
    assert wrong in complaint(small, "set: {stations.cast.machines: {at-least: 3}}")
    few = complaint(small, "set: {buffers.rack.capacity: {at-least: {uniform: [8, 9]}}}")
    assert "expected a whole number of parts above 0" in few


# --- what a retrofit fits


def test_a_camera_fits_where_somebody_looks_up_to_a_minute(small: LineSource) -> None:
    for look, fits in (
        ("cycle: 12 s, crew: {skill: look}", True),
        ("cycle: 12 s", False),
        ("cycle: 2 min, crew: {skill: look}", False),
        ("cycle: {part: {normal: {mean: 59 s, cv: 0.1}}}, crew: {skill: look}", True),
        ("cycle: {part: {normal: {mean: 61 s, cv: 0.1}}}, crew: {skill: look}", False),
    ):
        source = read_text(LINE.replace("cycle: 12 s", look), "small.yaml")
        camera = load_retrofit("ai-vision")
        if fits:
            assert apply(source, [camera]).stations["look"].crew is None
            continue
        with pytest.raises(LineError, match="--at puts it on the station it names, such as look"):
            apply(source, [camera])
        assert apply(source, [camera], "look").stations["look"].crew is None


def test_that_no_station_fits_is_told_once_and_names_what_there_is(small: LineSource) -> None:
    with pytest.raises(LineError) as caught:
        apply(small, [load_retrofit("predictive-maintenance")])
    told = str(caught.value)
    assert "1 problem; nothing was run." in told
    assert "it has failures.jam: put one of these names into a copy of the file" in told
    assert "--at" not in told
    with pytest.raises(LineError) as caught:
        apply(small, [load_retrofit("predictive-maintenance")], "cast")
    assert "1 problem; nothing was run." in str(caught.value)


def test_a_retrofit_says_where_it_went(small: LineSource) -> None:
    wide = retrofit(
        "for: {type: machine}\nset: {power.busy: 2 kW, in.buffer: {at-least: 8}, "
        "crews.hands.count: 3, energy.tariff: 150 KRW/kWh}"
    )
    (landing,) = landings(small, [wide], "trim")
    assert landing.paths == {
        "power.busy": ("trim",),
        "in.buffer": ("cast->trim",),
        "crews.hands.count": ("hands",),
        "energy.tariff": (),
    }
    assert landing.places() == ("trim", "cast->trim", "hands")
    assert landing.places_of("power.busy") == ("trim",)
