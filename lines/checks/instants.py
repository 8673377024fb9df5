"""Rules about work that takes no time: nothing goes round or pours through in one instant."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lines.checks.products import products_at, steps_from
from lines.compose import Draft
from lines.distributions import Distribution
from lines.machinery import Station
from lines.model import SCRAP, SINK, Line, Link
from lines.words.chances import TICK_S


class At(NamedTuple):
    """A product at a place."""

    place: str
    product: str


Steps = dict[At, list[At]]


def ways_take_time(draft: Draft) -> None:
    """On every loop, and every way out of a source that always has a part, something takes time."""
    if _can_be_walked(draft) and _any_idle(draft.line):
        _look_for_loops(draft)
        _look_for_endless_ways(draft)


def _look_for_loops(draft: Draft) -> None:
    """Refuse a loop on which a part could go round for ever in one instant."""
    steps = {at: list(_steps(draft, at, None)) for at in _everywhere(draft)}
    loop = _loop_in(steps)
    if loop is None:
        return
    names = list(dict.fromkeys(at.place for at in loop))
    told = f"nothing takes time on the loop {' -> '.join([*names, names[0]])}, so a part could go"
    told += " round for ever in one instant; give one of its stations a cycle above 0 s"
    _fail(draft, names, told)


def _look_for_endless_ways(draft: Draft) -> None:
    """Refuse ways on which parts could pass from a source to an end without end."""
    for source in draft.line.sources.values():
        if not source.is_endless:
            continue
        starts = [At(source.name, product) for product, share in source.mix if share > 0]
        way = _way_out(draft, starts, _poured_out(draft))
        if way is not None:
            told = f"'{source.name}' always has a part and nothing takes time on the way"
            told += f" {' -> '.join(way)}, so parts would pass without end in one instant"
            told += "; give one of its stations a cycle above 0 s, or say when parts come, such as"
            told += " every: 40 s"
            _fail(draft, way, told)


def _can_be_walked(draft: Draft) -> bool:
    parts = ("flow", "products", "sources", "arrivals", "orders", "stations", "buffers")
    return all(draft.sound(part) for part in parts)


def _any_idle(line: Line) -> bool:
    """Say whether at some station some part takes no time."""
    return any(_is_idle(one, product) for one in line.stations.values() for product in one.cycle)


def _is_idle(station: Station, product: str) -> bool:
    """Say whether a product takes no time at a station."""
    if station.sample == 0:
        return True
    hands = [one.time for one in (station.load, station.unload) if one is not None]
    return all(_is_nothing(time) for time in (station.cycle[product], *hands))


def _is_nothing(time: Distribution) -> bool:
    return time.mean() < TICK_S


def _takes_time(draft: Draft, link: Link) -> bool:
    """Say whether parts need time on a link: on a belt, or carried."""
    if link.conveyor is not None:
        return True
    fleet = draft.line.fleets.get(link.by or "")
    if fleet is None:
        return False
    return bool(link.distance_m) or not all(map(_is_nothing, (fleet.load, fleet.unload)))


def _everywhere(draft: Draft) -> list[At]:
    """Every product at every place that it can come to."""
    return [At(place, product) for place, some in products_at(draft).items() for product in some]


def _steps(draft: Draft, at: At, poured: set[str] | None) -> Iterator[At]:
    """Where a product goes on to without any time.

    An assembly passes nothing on by itself: what else it needs sets the pace. With `poured`, the
    places out of which parts pour, it does where all of its ways in come from there.
    """
    station = draft.line.stations.get(at.place)
    buffer = draft.line.buffers.get(at.place)
    if station is not None and not _is_idle(station, at.product):
        return
    if buffer is not None and buffer.min_s > 0:
        return
    if station is not None and station.type == "assembly":
        origins = {link.origin for link in draft.links_into(at.place)}
        if len(origins) > 1 and not (poured and origins <= poured):
            return
    for link, place, product in steps_from(draft, at.place, at.product):
        if link.share != 0 and not _takes_time(draft, link):
            yield At(place, product)


def _poured_out(draft: Draft) -> set[str]:
    """The places from which, without any time, parts come as fast as they are taken."""
    poured: set[str] = set()
    waiting = [
        At(source.name, product)
        for source in draft.line.sources.values()
        for product, share in source.mix
        if source.is_endless and share > 0
    ]
    met: set[At] = set()
    held: list[At] = []
    while waiting:
        at = waiting.pop()
        after = list(_steps(draft, at, poured))
        if after:
            poured.add(at.place)
        elif at.place in draft.line.stations:
            held.append(at)
        fresh = [one for one in after if one not in met]
        met.update(fresh)
        waiting += fresh
        if not waiting:  # an assembly that waited for another way may pass things on by now
            waiting = [one for one in held if list(_steps(draft, one, poured))]
            held = [one for one in held if one not in waiting]
    return poured


def _way_out(draft: Draft, starts: list[At], poured: set[str]) -> list[str] | None:
    """The places on a shortest way to an end of the line, or None where each takes time."""
    came: dict[At, At | None] = dict.fromkeys(starts)
    waiting = list(starts)
    for at in waiting:  # grows while it is walked
        if at.place in (SINK, SCRAP):
            way: list[str] = []
            last: At | None = at
            while last is not None:
                way.append(last.place)
                last = came[last]
            return way[::-1]
        for after in _steps(draft, at, poured):
            if after not in came:
                came[after] = at
                waiting.append(after)
    return None


def _loop_in(steps: Steps) -> list[At] | None:
    """One loop of these steps, or None; its own stack, as lines are deeper than recursion."""
    done: set[At] = set()
    for root in steps:
        path: dict[At, Iterator[At]] = {} if root in done else {root: iter(steps[root])}
        while path:
            at = next(reversed(path))
            for after in path[at]:
                if after in path:
                    way = list(path)
                    return way[way.index(after) :]
                if after not in done:
                    path[after] = iter(steps.get(after, ()))
                    break
            else:
                done.add(at)
                del path[at]
    return None


def _fail(draft: Draft, names: list[str], told: str) -> None:
    """Tell it at the cycle of the first of these places that is a station."""
    first = next(name for name in names if name in draft.line.stations)
    draft.fail(told, "stations", first, "cycle")
