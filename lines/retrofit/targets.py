"""Which stations a retrofit is put on: those named with --at, or all that it says it fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from lines.distributions import KINDS
from lines.errors import Problem, hint, listed
from lines.nodes import Node, route_of
from lines.retrofit.document import Retrofit, Targets
from lines.retrofit.links import written_links
from lines.stations.forms import CYCLE_TIME
from lines.words.entry import Entry, Findings

# Rooms around a station: the links from and to other stations and named buffers.
ROOM_BEFORE, ROOM_BEHIND = "in.buffer", "out.buffer"
AT = "--at"


class Wish(NamedTuple):
    """One station named with --at, for one retrofit or for every one that fits it."""

    station: str
    retrofit: str | None = None


def wishes_of(at: str | Sequence[str] | None) -> tuple[Wish, ...]:
    """Read what stands behind --at: `cast`, `cast,trim` or `cobot:trim,ai-vision:inspect`."""
    texts = [at] if isinstance(at, str) else list(at or ())
    parts = [part.strip() for text in texts for part in text.split(",")]
    wishes = []
    for part in filter(None, parts):
        retrofit, colon, station = part.partition(":")
        wishes.append(Wish(station.strip(), retrofit.strip()) if colon else Wish(part))
    return tuple(wishes)


def stations_wished(wishes: Sequence[Wish], retrofit: Retrofit) -> set[str]:
    """The stations that --at names for a retrofit."""
    return {wish.station for wish in wishes if wish.retrofit in (None, retrofit.name)}


def wish_problems(
    root: Node, retrofits: Sequence[Retrofit], wishes: Sequence[Wish]
) -> list[Problem]:
    """Tell of stations named with --at that the line lacks or that no retrofit fits."""
    problems = []
    known = [*_stations(root), *(s for r in retrofits for s in _added_stations(r))]
    for wish in wishes:
        meant = [r for r in retrofits if wish.retrofit in (None, r.name)]
        if not meant:
            names = [r.name for r in retrofits]
            told = f"'{wish.retrofit}' is none of the retrofits: {listed(names)}"
            problems.append(Problem(AT, 0, 0, "", told + hint(wish.retrofit or "", names)))
        elif wish.station not in known:
            told = f"'{wish.station}' is no station; the line has {listed(known)}"
            problems.append(Problem(AT, 0, 0, "", told + hint(wish.station, known)))
        elif wish.station in _stations(root) and not any(
            _fits(root, r, wish.station) for r in meant
        ):
            kind = _type_of(_stations(root)[wish.station])
            fits = " and ".join(f"'{r.name}' fits type {r.targets.type}" for r in meant)
            told = f"'{wish.station}' is of type {kind}; {fits}"
            problems.append(Problem(AT, 0, 0, "", told))
    return problems


def wishes_for(root: Node, retrofits: Sequence[Retrofit], at: str) -> str | None:
    """What --at says to some retrofits of a package; None where it says nothing to them.

    `retrofit:station` is for one of them, and a station of the line for those that fit it.
    """
    names = [one.name for one in retrofits]
    kept = [
        wish
        for wish in wishes_of(at)
        if (wish.retrofit is None or wish.retrofit in names)
        and (
            wish.station not in _stations(root)
            or any(_fits(root, one, wish.station) for one in retrofits)
        )
    ]
    told = [f"{one.retrofit}:{one.station}" if one.retrofit else one.station for one in kept]
    return ",".join(told) if retrofits and told else None


def targets_of(
    root: Node, retrofit: Retrofit, wishes: Sequence[Wish], findings: Findings
) -> tuple[str, ...]:
    """The stations that a retrofit is put on, in the order of the file."""
    mine = stations_wished(wishes, retrofit)
    named = [s for s in _stations(root) if s in mine and _fits(root, retrofit, s)]
    return tuple(named) if named else _fitting(root, retrofit.targets, findings)


def _fitting(root: Node, targets: Targets, findings: Findings) -> tuple[str, ...]:
    """All stations that a retrofit's `for` describes; none where it describes nothing."""
    if not describe(targets):
        return ()
    stations = _stations(root)
    for node in targets.stations:
        if node.written not in stations:
            told = f"'{node.written}' is no station; the line has {listed(stations)}"
            findings.add(node.place, ("for", "stations"), told + hint(node.written, stations))
    named = {node.written for node in targets.stations} or set(stations)
    names = [
        name
        for name, station in stations.items()
        if name in named and targets.type in (None, _type_of(station))
    ]
    for need in targets.has:
        having = _having(root, names, need.written)
        names = [name for name in names if name in having]
    longest = targets.cycle_up_to_s
    if longest is not None:
        names = [name for name in names if _cycle_s(stations[name]) <= longest]
    return tuple(names)


def _cycle_s(station: Node) -> float:
    """The mean cycle of a station [s], of its slowest product; infinite where none is readable."""
    cycle = station.child("cycle")
    if cycle is None:
        return math.inf
    by_product = cycle.is_mapping and not any(word in KINDS for word in cycle.words)
    means = []
    for node in cycle.words.values() if by_product else [cycle]:
        found = CYCLE_TIME.read(Entry(node, (), Findings(), ""))
        means.append(math.inf if found is None else found.mean())
    return max(means, default=math.inf)


def _having(root: Node, names: Sequence[str], path: str) -> set[str]:
    """The stations that have something at a path; `none` is nothing."""
    if path in (ROOM_BEFORE, ROOM_BEHIND):
        return set(rooms_around(root, path)).intersection(names)
    found = set()
    for name in names:
        node: Node | None = _stations(root)[name]
        for step in route_of(path):
            node = node.child(step) if node is not None else None
        if node is not None and not node.is_missing and node.value != "none":
            found.add(name)
    return found


def rooms_around(root: Node, path: str) -> dict[str, list[str]]:
    """Paths of the rooms before or behind each station: links, or the named buffer on the way.

    What leads in from a source is left out, for the room there is the source's affair; so is
    what leads to the sink or to scrap, where nothing waits.
    """
    stations, buffers = _stations(root), _words(root, "buffers")
    flow = root.child("flow")
    rooms: dict[str, dict[str, None]] = {}
    for origin, target in written_links(flow) if flow is not None else ():
        near, far = (target, origin) if path == ROOM_BEFORE else (origin, target)
        if far in buffers:
            rooms.setdefault(near, {})[f"buffers.{far}.capacity"] = None
        elif far in stations:
            rooms.setdefault(near, {})[f"flow.{origin}->{target}.buffer"] = None
    return {station: list(paths) for station, paths in rooms.items() if station in stations}


def describe(targets: Targets) -> str:
    """What a retrofit fits, as a message tells it."""
    told = [f"of type '{targets.type}'"] if targets.type else []
    if targets.stations:
        told.append(f"named {listed(node.written for node in targets.stations)}")
    needs = [listed(node.written for node in targets.has)] if targets.has else []
    if targets.cycle_up_to is not None:
        needs.append(f"a cycle up to {targets.cycle_up_to.written}")
    if needs:
        told.append(f"with {' and '.join(needs)}")
    return " ".join(told)


def of_type(root: Node, retrofit: Retrofit) -> tuple[str, ...]:
    """The stations that --at may name for a retrofit, in the order of the file."""
    return tuple(name for name in _stations(root) if _fits(root, retrofit, name))


def no_target(root: Node, retrofit: Retrofit, takers: Sequence[str]) -> str:
    """Tell that no station fits by itself, and the way out: --at, or a copy of the retrofit."""
    told = f"the line has no station {describe(retrofit.targets)} to put this on"
    if takers:
        return f"{told}; --at puts it on the station it names, such as {listed(takers)}"
    of_its_type = of_type(root, retrofit)
    if not of_its_type:
        types = dict.fromkeys(_type_of(station) for station in _stations(root).values())
        return f"{told}; its stations are of type {listed(types)}"
    for need in retrofit.targets.has:
        above = need.written.rpartition(".")[0]
        there = _names_at(root, of_its_type, above) if above else []
        if there:
            return f"{told}; it has {listed(there)}: put one of these names into a copy of the file"
    return f"{told}; a copy of the file may say in 'for' what else it fits"


def _names_at(root: Node, stations: Sequence[str], path: str) -> list[str]:
    """What the stations have below a path, such as the failure modes below `failures`."""
    found: dict[str, None] = {}
    for name in stations:
        node: Node | None = _stations(root)[name]
        for step in route_of(path):
            node = node.child(step) if node is not None else None
        found.update(dict.fromkeys(f"{path}.{word}" for word in (node.words if node else {})))
    return list(found)


def _fits(root: Node, retrofit: Retrofit, station: str) -> bool:
    stations = _stations(root)
    return station in stations and retrofit.targets.type in (None, _type_of(stations[station]))


def _type_of(station: Node) -> str:
    node = station.child("type")
    return node.written if node is not None else "machine"


def _stations(root: Node) -> dict[str, Node]:
    return _words(root, "stations")


def _words(root: Node, word: str) -> dict[str, Node]:
    node = root.child(word)
    return node.words if node is not None else {}


def _added_stations(retrofit: Retrofit) -> list[str]:
    return list(_words(retrofit.add, "stations"))
