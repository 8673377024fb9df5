"""Rules about places: every name means one thing, and parts come to it and leave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lines.compose import Draft
from lines.errors import hint, listed
from lines.model import RESERVED, SCRAP, SINK, SOURCE
from lines.words.forms import is_name


def known_places(draft: Draft) -> dict[str, str]:
    """Return every place a link may name and its kind; those with a problem are places too."""
    kinds = (("sources", "source"), ("buffers", "buffer"), ("stations", "station"))
    known = {SOURCE: "source", SINK: "sink", SCRAP: "scrap"}
    for section, kind in kinds:
        node = draft.node(section)
        known.update(dict.fromkeys(node.words if node is not None else (), kind))
    return known


def names_mean_one_thing(draft: Draft) -> None:
    """A station, a buffer and a source may not share a name."""
    seen: dict[str, str] = {}
    for section in ("sources", "buffers", "stations"):
        node = draft.node(section)
        for name in node.words if node is not None else ():
            if name in seen:
                told = f"'{name}' stands under {seen[name]} too; give one of them another name"
                draft.fail(told, section, name, at_word=True)
            seen[name] = section


def flow_names_known_places(draft: Draft) -> None:
    """Both ends of a link are stations, buffers, sources, the sink or scrap."""
    node = draft.node("stations")
    if node is None or not node.words or draft.findings.has_lost("buffers", "sources"):
        return
    known = known_places(draft)
    stations = [name for name, kind in known.items() if kind == "station"]
    for written in draft.links:
        for name, place in (
            (written.link.origin, written.origin),
            (written.link.target, written.target),
        ):
            if name not in known:
                told = f"'{name}' is not a station; the line has {listed(stations)}"
                draft.fail_at(place, written.route, told + hint(name, known))


def stations_stand_in_the_flow(draft: Draft) -> None:
    """A station, buffer or source that is described is also used."""
    if not draft.sound("flow"):
        return
    ends = {end for w in draft.links for end in (w.link.origin, w.link.target)}
    for name, kind in known_places(draft).items():
        section = f"{kind}s"
        if name not in ends and name not in RESERVED and is_name(name):
            draft.fail(f"no link of the flow names {kind} '{name}'", section, name, at_word=True)
    for word in ("arrivals", "orders"):
        begins = any(w.link.origin == SOURCE for w in draft.links)
        if draft.node(word) is not None and not begins:
            draft.fail("no link of the flow begins at 'source'", word, at_word=True)


def stations_can_be_reached(draft: Draft) -> None:
    """Every station and buffer gets parts from some source."""
    if not draft.sound("flow") or not draft.sound("sources"):
        return
    forward = _neighbours(draft, False)
    starts = [name for name, kind in known_places(draft).items() if kind == "source"]
    reached = _reach(forward, starts)
    for section, name in _used(draft):
        if name not in reached:
            told = f"no way leads from a source to '{name}'"
            draft.fail(f"{told}; does a link into it miss?", section, name, at_word=True)


def stations_have_a_way_out(draft: Draft) -> None:
    """From every station and buffer some way leads to the sink or to scrap."""
    if not draft.sound("flow"):
        return
    backward = _neighbours(draft, True)
    ending = _reach(backward, (SINK, SCRAP))
    for section, name in _used(draft):
        if name not in ending:
            told = f"no way leads from '{name}' to the sink or to scrap"
            draft.fail(f"{told}; does a link out of it miss?", section, name, at_word=True)


def _used(draft: Draft) -> Iterator[tuple[str, str]]:
    ends = {end for w in draft.links for end in (w.link.origin, w.link.target)}
    for section in ("stations", "buffers"):
        node = draft.node(section)
        for name in node.words if node is not None else ():
            if name in ends:
                yield section, name


def _neighbours(draft: Draft, backward: bool) -> dict[str, list[str]]:
    ways: dict[str, list[str]] = {}
    for written in draft.links:
        origin, target = written.link.origin, written.link.target
        if backward:
            origin, target = target, origin
        ways.setdefault(origin, []).append(target)
    return ways


def _reach(ways: dict[str, list[str]], starts: Iterable[str]) -> set[str]:
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        for name in ways.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached
