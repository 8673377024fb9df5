"""Fleets of any kind: vehicles, their times and troubles, and the links they serve.

Ways are short, so that vehicles come and go at ticks at which other things are due as well.
"""

import itertools

from any_flow import ENDS, UNLIMITED, Flow, Way
from any_station import Draw, Style, Words, duration, one_of, perhaps
from hypothesis import strategies as st

FLEETS = ("agv", "forklift")


def draw_fleets(
    draw: Draw, flow: Flow, stations: dict[str, Words], style: Style, skills: list[str]
) -> dict[str, Words]:
    """Give some links to fleets; one fleet or two, each with its own links and distances."""
    fleets: dict[str, Words] = {}
    if not perhaps(draw, 40):
        return fleets
    for name in FLEETS[: one_of(draw, 1, 1, 2)]:
        how = one_of(draw, "links", "distances", "metric")
        served = _serve(draw, flow, name, hang_together=how == "links")
        if not served:
            break
        fleets[name] = _fleet(draw, style, skills)
        stops = list(dict.fromkeys(end for way in served for end in (way.origin, way.target)))
        places = [stop for stop in stops if stop not in ENDS]
        if how == "metric" and len(places) > 1:
            fleets[name]["metric"] = one_of(draw, "manhattan", "straight")
            for place in places:
                words = stations[place] if place in stations else flow.buffers[place]
                words.setdefault("at", [_metres(draw, style), _metres(draw, style)])
        if how != "links":
            _give_distances(draw, fleets[name], served, stops, style)
        for way in served:
            if not _is_said(way, fleets[name]) or perhaps(draw, 40):
                way.options["distance"] = _metres(draw, style)
    return fleets


def _metres(draw: Draw, style: Style) -> str:
    return f"{draw(st.integers(0, 4)) * _pace(style):g} m"


def _give_distances(
    draw: Draw, fleet: Words, served: list[Way], stops: list[str], style: Style
) -> None:
    """Distances along the stops, so that all can be reached, and of some links."""
    pairs = [
        pair for pair in itertools.pairwise(stops) if "metric" not in fleet or set(pair) & {*ENDS}
    ]
    pairs += [(way.origin, way.target) for way in served if perhaps(draw, 40)]
    for first, second in pairs:
        told = fleet.get("distances", {})
        known = {f"{first}, {second}", f"{second}, {first}"} & told.keys()
        if first != second and not known:
            fleet.setdefault("distances", {})[f"{first}, {second}"] = _metres(draw, style)


def _is_said(way: Way, fleet: Words) -> bool:
    """Whether the fleet knows how far it is over a link without a distance."""
    told = fleet.get("distances", {})
    pairs = (f"{way.origin}, {way.target}", f"{way.target}, {way.origin}")
    if any(pair in told for pair in pairs):
        return True
    return "metric" in fleet and not {way.origin, way.target} & {*ENDS}


def _pace(style: Style) -> float:
    """Metres that a vehicle drives in a step of the grid, at 1 m/s."""
    return style.grid * (60.0 if style.unit == "min" else 1.0)


def _serve(draw: Draw, flow: Flow, name: str, *, hang_together: bool) -> list[Way]:
    """The links of a fleet, which may hang together; out of a buffer it takes every link."""
    able = [way for way in flow.ways if _fits(flow, way)]
    if not able:
        return []
    served: list[Way] = []
    for _ in range(draw(st.integers(1, 3))):
        ends = {end for way in served for end in (way.origin, way.target)}
        free = not hang_together or not served
        near = [way for way in able if free or {way.origin, way.target} & ends]
        near = [way for way in near if way not in served]
        if not near:
            break
        first = one_of(draw, *near)
        served += flow.out_of(first.origin) if first.origin in flow.buffers else [first]
    for way in served:
        way.options["by"] = name
        if way.origin in flow.buffers and way.target in flow.kinds:
            room = one_of(draw, 0, 0, 1, 2, UNLIMITED)
            if room:
                way.options["buffer"] = room
    return served


def _fits(flow: Flow, way: Way) -> bool:
    """Whether a fleet could serve this link."""
    named = [end for end in (way.origin, way.target) if end in flow.buffers]
    rooms = [flow.buffers[end]["capacity"] for end in named]
    taken = "by" in way.options or "conveyor" in way.options
    if taken or way.origin in flow.sources or 0 in rooms:
        return False
    if way.origin not in flow.buffers:
        return True
    # what takes from a buffer takes all of it, and an assembly behind needs room for its set
    return all(_fits_behind(flow, other) for other in flow.out_of(way.origin))


def _fits_behind(flow: Flow, way: Way) -> bool:
    return "by" not in way.options and flow.kinds.get(way.target) != "assembly"


def _fleet(draw: Draw, style: Style, skills: list[str]) -> Words:
    words: Words = {"vehicles": one_of(draw, 1, 1, 2), "speed": "1 m/s"}
    words["capacity"] = one_of(draw, 1, 2, 3)
    for word in ("load", "unload"):
        steps = draw(st.integers(0, 2))
        words[word] = duration(draw, style, 1, 3) if perhaps(draw, 15) else style.time(steps)
    if perhaps(draw, 35):
        reach, charge = draw(st.integers(1, 12)), draw(st.integers(0, 5))
        words["battery"] = {"range": style.time(reach), "charge": style.time(charge)}
    if skills and perhaps(draw, 35):
        words["crew"] = {"skill": one_of(draw, *skills)}
    if perhaps(draw, 45):
        modes = ("wheel", "sensor")[: one_of(draw, 1, 1, 2)]
        words["failures"] = {name: _failure(draw, style, skills) for name in modes}
    if perhaps(draw, 50):
        words["power"] = "2 kW"
    if perhaps(draw, 30):
        words["hazards"] = {"crossing": {"rate": "20 per million h", "severity": {"days": 30}}}
    return words


def _failure(draw: Draw, style: Style, skills: list[str]) -> Words:
    words: Words = {"every": duration(draw, style, 2, 12), "repair": duration(draw, style, 1, 4)}
    words["clock"] = "busy" if style.closed else one_of(draw, "busy", "calendar")
    if skills and perhaps(draw, 40):
        words["crew"] = {"skill": one_of(draw, *skills)}
    return words
