"""Rules about forks: where one way leads back, something says which parts go that way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lines.compose import Draft
from lines.flow import WrittenLink
from lines.model import SINK, Link

Follows = Callable[[Link], bool]


def ways_back_are_decided(draft: Draft) -> None:
    """Where one way of a fork leads back, shares, verdicts, products or `choose` decide."""
    if not draft.sound("flow") or not draft.sound("stations"):
        return
    looped = near_loops(draft.line.flow)
    for name in draft.line.stations:
        if name not in looped or draft.node("stations", name, "choose") is not None:
            continue
        for ways in _undecided(draft, name):
            back = [way for way in ways if _leads_back(draft, way, ways)]
            if back and len(back) < len(ways):
                _fail(draft, back[0], next(way for way in ways if way not in back))


def near_loops(links: Iterable[Link]) -> set[str]:
    """The places on a loop or between two, found in one pass; none where nothing leads back."""
    flow = [(link.origin, link.target) for link in links]
    for _ in range(2):
        flow = [(target, origin) for origin, target in _not_first(flow)]
    return {place for pair in flow for place in pair}


def _not_first(flow: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What is left of links after taking away, again and again, those that nothing leads to."""
    into: dict[str, int] = dict.fromkeys((place for pair in flow for place in pair), 0)
    out: dict[str, list[str]] = {}
    for origin, target in flow:
        into[target] += 1
        out.setdefault(origin, []).append(target)
    first = [place for place, count in into.items() if not count]
    gone = set(first)
    while first:
        for target in out.get(first.pop(), ()):
            into[target] -= 1
            if not into[target]:
                gone.add(target)
                first.append(target)
    return [(origin, target) for origin, target in flow if origin not in gone]


def _undecided(draft: Draft, name: str) -> Iterator[list[Link]]:
    """The ways out of a station among which neither share nor verdict nor product decides."""
    choices: dict[tuple[str | None, str | None], list[Link]] = {}
    for link in draft.links_out_of(name):
        choices.setdefault((link.when, link.product), []).append(link)
    for ways in choices.values():
        if len(ways) > 1 and all(link.share is None for link in ways):
            yield ways


def _leads_back(draft: Draft, way: Link, ways: list[Link]) -> bool:
    """Say whether parts that go this way come back, and those of some other way do not.

    Either every way on leads back, or one does that nothing decides: a loop behind which shares
    or verdicts decide is the matter of those who wrote them.
    """
    if not _reaches(draft, way, way.origin, _any):
        return False
    if not _reaches(draft, way, SINK, _any):
        return True
    others = [other for other in ways if other is not way]
    free = _reaches(draft, way, way.origin, _is_free)
    return free and not all(_reaches(draft, other, other.origin, _any) for other in others)


def _any(_link: Link) -> bool:
    return True


def _is_free(link: Link) -> bool:
    return link.share is None and link.when is None and link.product is None


def _reaches(draft: Draft, way: Link, end: str, follows: Follows) -> bool:
    """Say whether a way leads to this place without passing again where it begins."""
    seen, waiting = {way.target}, [way.target]
    while waiting:
        place = waiting.pop()
        if place == end:
            return True
        if place == way.origin:
            continue
        for link in draft.links_out_of(place):
            if link.target not in seen and follows(link):
                seen.add(link.target)
                waiting.append(link.target)
    return False


def _fail(draft: Draft, back: Link, other: Link) -> None:
    written: WrittenLink = next(w for w in draft.links if w.link == back)
    told = f"'{back.origin}' sends parts to '{back.target}', from where they come back, or to"
    told += f" '{other.target}', and nothing decides which; give the ways a 'share', 'when' or"
    told += f" 'product', or say how '{back.origin}' chooses, such as 'choose: first'"
    draft.fail_at(written.target, written.route, told)
