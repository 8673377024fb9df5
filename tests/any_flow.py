"""Flows of any shape: who hands parts to whom, over which room, and how parts choose.

A flow is built so that every station can be reached and left; links may lead back, or round
through named buffers that several stations share.
"""

from dataclasses import dataclass, field
from typing import Any

from any_station import Draw, Style, Words, one_of, perhaps
from hypothesis import strategies as st

ENDS = ("sink", "scrap")
UNLIMITED = "unlimited"


@dataclass
class Way:
    """One link: its ends, its room and its options."""

    origin: str
    target: str
    options: Words = field(default_factory=dict)

    def entry(self) -> Any:
        """The link as it stands in the file."""
        text = f"{self.origin} -> {self.target}"
        return {text: self.options} if self.options else text


@dataclass
class Flow:
    """What the flow needs to know of the line, and the ways drawn so far."""

    stations: list[str]  # along the flow
    kinds: dict[str, str]  # type of each station
    sources: dict[str, Words]
    products: list[str]
    machines: dict[str, int]
    lenient: set[str]  # inspections that reject nothing, so that no link need say `when`
    ways: list[Way] = field(default_factory=list)
    buffers: dict[str, Words] = field(default_factory=dict)

    def out_of(self, name: str) -> list[Way]:
        return [way for way in self.ways if way.origin == name]

    def into(self, name: str) -> list[Way]:
        return [way for way in self.ways if way.target == name]

    def add(self, origin: str, target: str) -> None:
        if not any(way.origin == origin and way.target == target for way in self.ways):
            self.ways.append(Way(origin, target))

    def comes_back(self, name: str) -> bool:
        """Whether some way leads from a station back to it."""
        reached: set[str] = set()
        waiting = [name]
        while waiting:
            fresh = {way.target for way in self.out_of(waiting.pop())} - reached
            reached |= fresh
            waiting += fresh
        return name in reached

    def saturated(self, name: str) -> bool:
        return name in self.sources and "every" not in self.sources[name]


def draw_ways(draw: Draw, flow: Flow, style: Style) -> None:
    """Draw the links with their room and options, in any order of the file."""
    _connect(draw, flow)
    _share_buffers(draw, flow)
    for name in [*flow.stations, *flow.sources]:
        _choose(draw, flow, name)
    for way in flow.ways:
        _give_room(draw, flow, style, way)
    if perhaps(draw, 50):
        flow.ways = draw(st.permutations(flow.ways))


def _connect(draw: Draw, flow: Flow) -> None:
    """Reach every station from before, leave it for behind or the sink, then more links at will."""
    sources = list(flow.sources)
    for i, name in enumerate(flow.stations):
        if i and perhaps(draw, 65):
            flow.add(flow.stations[i - 1], name)
        else:
            flow.add(one_of(draw, *sources, *flow.stations[:i]), name)
    for name in sources:
        if not flow.out_of(name):
            flow.add(name, one_of(draw, *flow.stations))
    for _ in range(draw(st.integers(0, 4))):
        origin = one_of(draw, *flow.stations, *sources)
        targets = flow.stations if origin in flow.sources else [*flow.stations, *ENDS]
        flow.add(origin, one_of(draw, *targets))
    for i, name in enumerate(flow.stations):
        ahead = {*flow.stations[i + 1 :], *ENDS}
        if not any(way.target in ahead for way in flow.out_of(name)):
            flow.add(name, "sink")


def _share_buffers(draw: Draw, flow: Flow) -> None:
    """Send some links through named buffers, which several may then fill and empty."""
    for buffer in ("rack", "shelf")[: one_of(draw, 0, 0, 1, 2)]:
        inner = [w for w in flow.ways if w.target in flow.kinds and w.origin not in flow.buffers]
        if not inner:
            return
        through = draw(st.lists(st.sampled_from(inner), min_size=1, max_size=3, unique_by=id))
        flow.buffers[buffer] = {}
        for way in through:
            flow.ways.remove(way)
        for way in through:
            flow.add(way.origin, buffer)
            flow.add(buffer, way.target)


def _choose(draw: Draw, flow: Flow, name: str) -> None:
    """Say how parts choose among the links out of a station or source."""
    ways = flow.out_of(name)
    if flow.kinds.get(name) != "inspection" or name in flow.lenient:
        _split(draw, flow, ways)
        return
    if len(ways) == 1:
        flow.add(name, "scrap" if ways[0].target == "sink" else "sink")
        ways = flow.out_of(name)
    cut = draw(st.integers(1, len(ways) - 1))
    ways = draw(st.permutations(ways))
    for when, group in (("pass", ways[:cut]), ("reject", ways[cut:])):
        for way in group:
            way.options["when"] = when
        _split(draw, flow, group)


def _split(draw: Draw, flow: Flow, ways: list[Way]) -> None:
    """Shares, products or neither for links among which a part chooses."""
    how = one_of(draw, "choose", "share", "product")
    if len(ways) < 2 or how == "choose":
        return
    if how == "share" and flow.saturated(ways[0].origin):
        return  # it always has a part for every link; `check` refuses shares there
    if how == "product":
        for way in ways[1:]:
            if len(flow.products) > 1 and perhaps(draw, 70):
                way.options["product"] = one_of(draw, *flow.products)
        return
    left = 100
    for way in ways[:-1]:
        share = min(one_of(draw, 50, 30, 20, 0), left)
        way.options["share"] = f"{share} %"
        left -= share
    if left == 0 or perhaps(draw, 50):
        ways[-1].options["share"] = f"{left} %"


def _give_room(draw: Draw, flow: Flow, style: Style, way: Way) -> None:
    belt_fits = way.origin not in flow.buffers and way.target in {*flow.kinds, "sink"}
    if belt_fits and perhaps(draw, 12):
        way.options["conveyor"] = _conveyor(draw, style)
        if perhaps(draw, 40):
            way.options["power"] = "1 kW"
        return
    if {way.origin, way.target} & {*flow.buffers, *ENDS}:
        return
    rooms = [0, 0, 1, 2, 4]
    if not flow.saturated(way.origin):
        rooms.append(UNLIMITED)
    room = one_of(draw, *rooms)
    if room:
        way.options["buffer"] = room


def _conveyor(draw: Draw, style: Style) -> Words:
    """A short belt on which parts move on by a step of the grid, or of three."""
    steps = one_of(draw, 1, 1, 3)
    words = {
        "length": f"{steps * draw(st.integers(1, 4)) * style.grid:g} m",
        "speed": f"1 m/{style.unit}",
        "spacing": f"{steps * style.grid:g} m",
    }
    if perhaps(draw, 50):
        words["accumulating"] = one_of(draw, "no", "yes")
    return words


def draw_buffers(draw: Draw, flow: Flow, style: Style) -> None:
    """Room of the named buffers: enough for what an assembly behind takes at once."""
    for name, words in flow.buffers.items():
        rooms = [2, 3, 5]
        if not any(flow.kinds[way.target] == "assembly" for way in flow.out_of(name)):
            rooms += [0, 1]
        if not any(flow.saturated(way.origin) for way in flow.into(name)):
            rooms.append(UNLIMITED)
        words["capacity"] = one_of(draw, *rooms)
        if words["capacity"] and perhaps(draw, 40):
            words["stay"] = _stay(draw, style)


def _stay(draw: Draw, style: Style) -> Words:
    least = draw(st.integers(0, 5))
    words = {"min": style.time(least)} if least else {}
    if not least or (not style.closed and perhaps(draw, 50)):
        words["max"] = style.time(least + draw(st.integers(1, 8)))
    return words


def draw_batch(draw: Draw, flow: Flow, style: Style, name: str) -> Words:
    """A size, and a wait where the parts may never all come together."""
    rooms = [_room(flow, way) for way in flow.into(name)]
    most = 4 if None in rooms else min(sum(room for room in rooms if room is not None), 4)
    size = draw(st.integers(1, max(most, 1)))
    if most < 1 or perhaps(draw, 60):
        return {"size": size, "wait": style.time(draw(st.integers(0, 6)))}
    return {"size": size}


def draw_makes(draw: Draw, flow: Flow, name: str) -> Words:
    """Products, or places that a link leads to, with the number of parts made for each."""
    products = flow.products if len(flow.products) > 1 else ["part"]
    known = [*products, *(way.target for way in flow.out_of(name) if way.target not in ENDS)]
    chosen = draw(st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True))
    return {made: draw(st.integers(1, 2)) for made in chosen}


def _room(flow: Flow, way: Way) -> int | None:
    """How many parts of a way can be taken at one moment; None where there is no bound."""
    if "conveyor" in way.options:
        return 1
    if "by" in way.options:
        kept: Any = way.options.get("buffer", 1)
        return None if kept == UNLIMITED else kept
    room: Any = way.options.get("buffer", 0)
    if way.origin in flow.buffers:
        room = flow.buffers[way.origin]["capacity"]
    elif way.origin in flow.machines and room != UNLIMITED:
        room += flow.machines[way.origin]
    return None if room == UNLIMITED or way.origin in flow.sources else room


def draw_needs(draw: Draw, flow: Flow, name: str) -> Words:
    """How many parts an assembly takes from each place that leads to it."""
    needs = {}
    for way in flow.into(name):
        room = _room(flow, way)
        needs[way.origin] = draw(st.integers(1, 3 if room is None else min(room, 3)))
    return needs
