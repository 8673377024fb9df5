"""The line map: everything on the sheet, nothing upon anything else."""

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from blank_books import line_of, station_of
from told_study import WHOLE, told_study

from lines import Line, bundled_lines, load
from lines.model import Link
from twin.report.cards import text_width
from twin.report.linemap import LineMap, line_map, map_signs, paper_map
from twin.report.plain import plain_cards
from twin.report.sides import Side, sides_of
from twin.report.wording import Words

ENGLISH = Words("en")
SIZES = {"name": 13.0, "count": 12.0, "busy": 11.5, "loss": 10.5, "share": 10.0, "flagged": 10.0}
WIDTHS = (400.0, 700.0, 1076.0)
REWORK = """
line: gears
arrivals: {every: 30 s, mix: {gear: 50 %, shaft: 50 %}}
products: {gear: {price: 9000 KRW}, shaft: {price: 8000 KRW}, bolt: {price: 10 KRW}}
sources: {bolts: {every: 8 s, product: bolt, full: lost}}
stations:
  saw: {cycle: 20 s, quality: {defects: {crack: 3 %}}}
  lathe: {machines: 3, cycle: 60 s}
  hobbing: {machines: 2, cycle: 40 s}
  gauge: {type: inspection, cycle: 10 s, finds: 90 %}
  grinding-of-flanks-with-a-long-name: {machines: 12, cycle: 70 s}
  wash: {cycle: 10 s}
  inspect: {type: inspection, cycle: 12 s, finds: 95 %}
  regrind: {cycle: 80 s}
  assemble: {type: assembly, cycle: 30 s, needs: {rack: 1, bolts: 4}}
buffers: {rack: {capacity: 60}}
flow:
  - source -> saw
  - saw -> lathe: {product: shaft, buffer: 12}
  - saw -> hobbing: {product: gear, buffer: 8}
  - lathe -> gauge: {buffer: 120}
  - hobbing -> gauge: {buffer: 5}
  - gauge -> grinding-of-flanks-with-a-long-name: {when: pass, buffer: 20}
  - gauge -> lathe: {when: reject, share: 50 %, buffer: 30}
  - gauge -> hobbing: {when: reject, share: 20 %, buffer: 30}
  - gauge -> scrap: {when: reject, share: 30 %}
  - grinding-of-flanks-with-a-long-name -> [] -> wash -> inspect
  - inspect -> rack: {when: pass}
  - inspect -> regrind: {when: reject, share: 52.5 %, buffer: 40}
  - inspect -> grinding-of-flanks-with-a-long-name: {when: reject, share: 37.5 %, buffer: 25}
  - inspect -> scrap: {when: reject, share: 10 %}
  - regrind -> wash: {buffer: 6}
  - rack -> assemble -> sink
  - bolts -> assemble: {buffer: 200}
"""


def serial(count):
    """Stations in a row with every kind of buffer, an inspection and rework each sixth."""
    names = [f"station-{i:02d}" for i in range(count)]
    flow = [Link("source", names[0])]
    for i, (a, b) in enumerate(pairwise(names)):
        if i % 6 == 5:
            flow += [
                Link(a, b, 8, when="pass"),
                Link(a, names[i - 3], 60, share=0.4, when="reject"),
                Link(a, "scrap", 0, share=0.6, when="reject"),
            ]
        else:
            flow.append(Link(a, b, (0, 4, None, 120)[i % 4]))
    flow.append(Link(names[-1], "sink"))
    return replace(line_of(*(station_of(name) for name in names)), flow=tuple(flow))


def branching():
    """Six parallel presses between a buffer and an assembly, with a second source and a bypass."""
    presses = [f"press-{i}" for i in range(6)]
    line = line_of(*(station_of(name) for name in ("cut", *presses, "join", "test")))
    flow = [Link("source", "cut"), Link("bolts", "join", 9), Link("cut", "test", 2, share=0.1)]
    flow += [Link("cut", name, 3, share=0.15) for name in presses]
    flow += [Link(name, "join", 5) for name in presses]
    flow += [Link("join", "test"), Link("test", "test", 1, when="reject"), Link("test", "sink")]
    return replace(
        line, flow=tuple(flow), sources={**line.sources, "bolts": line.sources["source"]}
    )


def drawn(line: Line, width: float) -> str:
    return str(
        line_map(
            [Side("before", told_study(line)), Side("after", told_study(line))], ENGLISH, width
        )
    )


def texts(svg):
    """Every text as (left, top, right, bottom, what)."""
    for kind, x, y, what in re.findall(
        r'<text class="([\w ]+)" x="([\d.-]+)" y="([\d.-]+)"[^>]*>([^<]*)</text>', svg
    ):
        first = kind.split()[0]
        size = SIZES.get(first, 11.0)
        wide = text_width(what, size) * 0.95
        left = float(x)
        if "end" in kind or first in ("count", "busy"):
            left -= wide
        elif first in ("room", "flagged"):
            left -= wide / 2
        yield left, float(y) - size * 0.75, left + wide, float(y) + size * 0.1, what


def cards(svg):
    pattern = r'<rect class="ground" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"'
    for x, y, wide, high in re.findall(pattern, svg):
        yield float(x), float(y), float(x) + float(wide), float(y) + float(high)


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


LINES = {f"{n} in a row": serial(n) for n in (1, 2, 6, 8, 13, 20)} | {"branching": branching()}
LINES |= {name: load(name) for name in bundled_lines()}


def plain(line: Line, width: float, words: Words = ENGLISH) -> str:
    return str(LineMap([line], plain_cards([line], words), "map-plain", words).drawn(width))


# The books of these tests know no named buffers, so one line is drawn without them only.
GEARS = load(REWORK)
MAPS = [(name, line, draw) for name, line in LINES.items() for draw in (drawn, plain)]
MAPS.append(("rework", GEARS, plain))
BY_MAP = pytest.mark.parametrize(
    ("line", "draw"),
    [pytest.param(line, draw, id=f"{name}-{draw.__name__}") for name, line, draw in MAPS],
)


@BY_MAP
@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_labels_and_no_two_cards_lie_upon_each_other(line, width, draw):
    svg = draw(line, width)
    told = [text for text in texts(svg) if text[4]]
    assert [(a[4], b[4]) for a, b in combinations(told, 2) if meet(a, b)] == []
    assert [(a, b) for a, b in combinations(cards(svg), 2) if meet(a, b)] == []


@BY_MAP
@pytest.mark.parametrize("width", WIDTHS)
def test_everything_stands_on_the_sheet(line, width, draw):
    svg = draw(line, width)
    wide, high = map(float, re.search(r'viewBox="0 0 (\d+) (\d+)"', svg).groups())
    for left, top, right, bottom, what in texts(svg):
        assert 0 <= left < right <= wide, what
        assert 0 <= top < bottom <= high, what
    for x, y in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", svg):
        assert 0 <= float(x) <= wide
        assert 0 <= float(y) <= high


def test_every_station_and_every_buffer_is_on_the_map():
    line = LINES["20 in a row"]
    svg = drawn(line, 1076.0)
    assert len(list(cards(svg))) == 20
    rooms = re.findall(r'<text class="room"[^>]*>([^<]+)<', svg)
    said = sorted("∞" if link.capacity is None else str(link.capacity) for link in line.flow)
    assert sorted(rooms) == [room for room in said if room != "0"]


def test_rework_is_dashed_and_points_back():
    svg = drawn(load(WHOLE), 1076.0)
    ways = re.findall(r'<path class="way([ \w]*)" d="[^"]+" marker-(start|end)', svg)
    assert (" back", "start") in ways
    assert ways.count(("", "end")) == 5


def test_a_station_that_comes_or_goes_is_flagged():
    old, new = line_of(station_of("cut"), station_of("bend")), line_of(station_of("cut"))
    new = replace(new, stations={**new.stations, "laser": station_of("laser")})
    new = replace(new, flow=(Link("source", "cut"), Link("cut", "laser"), Link("laser", "sink")))
    sides = [Side("before", told_study(old)), Side("after", told_study(new))]
    svg = line_map(sides, ENGLISH, 1076.0)
    assert re.findall(r'<text class="flagged"[^>]*>([^<]+)<', svg) == [
        "bottleneck",
        "new",
        "removed",
    ]


def test_a_larger_buffer_shows_both_sizes():
    old = load(WHOLE)
    flow = tuple(replace(link, capacity=60) if link.capacity == 20 else link for link in old.flow)
    sides = [Side("before", told_study(old)), Side("after", told_study(replace(old, flow=flow)))]
    assert ">20 → 60<" in line_map(sides, ENGLISH, 700.0)


def test_the_paper_map_fits_the_paper():
    sides = sides_of(told_study(LINES["20 in a row"]))
    wide, high = map(
        float, re.search(r'viewBox="0 0 (\d+) (\d+)"', paper_map(sides, ENGLISH)).groups()
    )
    assert min(700 / wide, 840 / high) > 0.6


def test_a_card_can_be_read_aloud():
    svg = drawn(load(WHOLE), 700.0)
    assert 'role="img"' in svg
    assert re.search(r"<title>cast — before: busy \d+\.\d\s%, starved", svg)


def test_each_link_between_two_bands_has_a_way_of_its_own_on_either_side():
    ways = re.findall(r"H([\d.]+)V([\d.]+)H([\d.]+)V", plain(GEARS, 700.0))
    first = sorted(ways, key=lambda way: float(way[1]))[:5]  # between the first two bands
    assert len({right for right, _, _ in first}) == len({left for _, _, left in first}) == 5


def test_what_is_written_on_a_link_stands_above_every_way():
    svg = plain(GEARS, 1380.0)
    assert svg.rindex('class="way') < min(svg.index('class="room"'), svg.index('class="share"'))


def test_a_plain_card_says_type_and_machines_and_a_named_buffer_its_room():
    svg = plain(GEARS, 1380.0)
    assert "<title>lathe — machine ×3</title>" in svg
    assert "<title>assemble — assembly</title>" in svg
    assert ">grinding-of-flanks-with-a-long-name</text>" in svg
    assert ">▽ rack 60</text>" in svg
    assert ">reject 37.5\u00a0%</text>" in svg
    assert ">불합격 50\u00a0%</text>" in plain(GEARS, 1380.0, Words("ko"))


def test_a_plain_map_of_two_lines_tells_what_has_changed():
    old = GEARS
    stations = {**old.stations, "wash": replace(old.stations["wash"], machines=2)}
    new = replace(
        old, stations=stations, buffers={"rack": replace(old.buffers["rack"], capacity=9)}
    )
    svg = str(
        LineMap([old, new], plain_cards([old, new], ENGLISH), "map-plain", ENGLISH).drawn(700)
    )
    assert ">×1→2</text>" in svg
    assert ">▽ rack 60 → 9</text>" in svg


BELT = """
line: belt
stations:
  a: {cycle: 30 s}
  b: {cycle: 30 s, quality: {defects: {burr: 3 %}}}
  c: {type: inspection, cycle: 20 s, finds: 90 %}
  d: {cycle: 20 s}
transport: {agv: {vehicles: 2, speed: 1 m/s, load: 5 s, unload: 5 s}}
flow:
  - source -> a -> [4] -> b
  - b -> c: {conveyor: {length: 12 m, speed: 0.3 m/s, spacing: 0.6 m}}
  - c -> d: {when: pass, by: agv, distance: 20 m}
  - c -> b: {when: reject, buffer: 4}
  - d -> sink
"""


def test_a_conveyor_looks_like_a_belt_and_a_buffer_like_a_box():
    svg = plain(load(BELT), 1076.0)
    assert len(re.findall(r'class="pill belt"[^>]*rx="8.5"', svg)) == 1
    assert svg.count('class="roller"') == 2
    assert len(re.findall(r'class="pill"[^>]*rx="3"', svg)) == 2


def test_the_legend_explains_the_signs_that_a_map_has():
    def said(line, words):
        return [word for word, _ in map_signs(sides_of(told_study(line)), words)]

    every = ["buffer, with its room", "conveyor, with its room", "leads back"]
    assert said(load(BELT), ENGLISH) == [*every, "carried by vehicles"]
    assert said(load(BELT), Words("ko"))[3] == "운반 차량으로 이동"
    bare = "line: bare\nstations: {a: {cycle: 3 s}}\nflow: [source -> a -> sink]\n"
    assert said(load(bare), ENGLISH) == []
    assert said(load(WHOLE), ENGLISH) == [every[0], every[2]]


def test_a_text_on_a_link_has_a_white_ground_of_its_own():
    svg = plain(load(BELT), 1076.0)
    grounds = re.findall(r'<rect class="halo" [^>]*/><text class="share[^>]*>([^<]+)<', svg)
    assert sorted(grounds) == ["pass agv", "reject"]
    assert svg.rindex('class="way') < svg.index('class="halo"')
