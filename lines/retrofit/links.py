"""Links as they are written in a file's flow, for retrofits that change or take out one of them.

A chain `a -> [4] -> b -> c` is cut around the link in question, so that `a -> b` gets options of
its own and the rest stays as it was, each piece at its place in the file. Order is kept: the
order of the links decides ties on the floor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from lines.nodes import Node

_ROOM = re.compile(r"\[\s*([^\]]*?)\s*\]")
ARROW = "->"


@dataclass(frozen=True, slots=True)
class Piece:
    """A name in a chain, where it begins and ends in the text, and the room before it."""

    name: str
    start: int
    end: int
    room: Node | None = None


def written_links(flow: Node) -> Iterator[tuple[str, str]]:
    """Every link of a flow as origin and target, in the order of the file."""
    for entry in flow.entries:
        pieces = _pieces(_chain_of(entry))
        for before, after in pairwise(pieces):
            yield before.name, after.name


def has_link(flow: Node, link: tuple[str, str]) -> bool:
    """Say whether a flow leads from one place straight to another."""
    return any(
        (before.name, after.name) == link
        for entry in flow.entries
        if _may_hold(entry, link)
        for before, after in pairwise(_pieces(_chain_of(entry)))
    )


def with_change(
    flow: Node, link: tuple[str, str], option: str, change: Callable[[Node | None], Node | None]
) -> Node:
    """The flow with an option of every link from one place to another changed; None leaves it.

    `change` is told what stands there, None where nothing does.
    """

    def changed(entry: Node, before: Piece, after: Piece) -> list[Node]:
        return [_with_option(entry, before, after, option, change(_options_of(entry).get(option)))]

    return _cut(flow, link, changed)


def options_written(flow: Node) -> Iterator[tuple[tuple[str, str], dict[str, Node]]]:
    """Every link that has options of its own, with them, in the order of the file."""
    for entry in flow.entries:
        if entry.is_mapping:
            for before, after in pairwise(_pieces(_chain_of(entry))):
                yield (before.name, after.name), _options_of(entry)


def rooms_between(flow: Node, link: tuple[str, str]) -> list[Node | None]:
    """The room of every link from one place to another, None for a link without any."""
    return [
        _room_of(entry, after)
        for entry in flow.entries
        if _may_hold(entry, link)
        for before, after in pairwise(_pieces(_chain_of(entry)))
        if (before.name, after.name) == link
    ]


def with_larger_room(
    flow: Node, link: tuple[str, str], room: Node, is_smaller: Callable[[Node], bool]
) -> Node:
    """The flow with this room on every link from one place to another whose own is smaller."""

    def changed(entry: Node, before: Piece, after: Piece) -> list[Node]:
        found = _room_of(entry, after)
        if found is not None and is_smaller(found):
            return [_with_option(entry, before, after, "buffer", room)]
        if entry.is_mapping:
            return [entry]
        return [_text(_chain_of(entry), before.start, after.end)]

    return _cut(flow, link, changed)


def with_stop(flow: Node, link: tuple[str, str], stop: str, behind: Collection[str]) -> Node:
    """The flow with every link from one place to another led through a third.

    The options named in `behind` go to the second half, all others to the first.
    """

    def changed(entry: Node, before: Piece, after: Piece) -> list[Node]:
        options = _options_between(entry, after)
        first = {word: node for word, node in options.items() if word not in behind}
        second = {word: node for word, node in options.items() if word in behind}
        return [
            _link(entry, before.start, (before.name, stop), first),
            _link(entry, before.start, (stop, after.name), second),
        ]

    return _cut(flow, link, changed)


def without_link(flow: Node, link: tuple[str, str]) -> Node:
    """The flow without the links from one place to another."""
    return _cut(flow, link, lambda _entry, _before, _after: [])


def with_entries(flow: Node, entries: list[Node]) -> Node:
    """The flow with further entries at its end."""
    return _flow([*flow.entries, *entries], flow)


def _with_option(entry: Node, before: Piece, after: Piece, option: str, value: Node | None) -> Node:
    options = _options_between(entry, after)
    if value is not None:
        options[option] = value
    return _link(entry, before.start, (before.name, after.name), options)


def _options_between(entry: Node, after: Piece) -> dict[str, Node]:
    options = dict(_options_of(entry))
    if after.room is not None:
        options.setdefault("buffer", after.room)
    return options


def _link(entry: Node, start: int, ends: tuple[str, str], options: dict[str, Node]) -> Node:
    chain = _chain_of(entry)
    place = chain.place.moved(start)
    return Node({f"{ends[0]} -> {ends[1]}": Node(options, chain.place, "", place)}, place)


def _room_of(entry: Node, after: Piece) -> Node | None:
    return _options_of(entry).get("buffer", after.room)


def _cut(
    flow: Node, link: tuple[str, str], change: Callable[[Node, Piece, Piece], list[Node]]
) -> Node:
    """The flow with every link from one place to another replaced by what `change` returns."""
    entries: list[Node] = []
    for entry in flow.entries:
        entries.extend(_cut_entry(entry, link, change))
    return _flow(entries, flow)


def _cut_entry(
    entry: Node, link: tuple[str, str], change: Callable[[Node, Piece, Piece], list[Node]]
) -> list[Node]:
    if not _may_hold(entry, link):
        return [entry]
    chain = _chain_of(entry)
    pieces = _pieces(chain)
    for number, (before, after) in enumerate(pairwise(pieces)):
        if (before.name, after.name) != link:
            continue
        kept: list[Node] = []
        if number > 0:
            kept.append(_text(chain, 0, before.end))
        kept.extend(change(entry, before, after))
        if number + 2 < len(pieces):
            rest = _text(chain, after.start, len(chain.written))
            kept.extend(_cut_entry(rest, link, change))
        return kept
    return [entry]


def _may_hold(entry: Node, link: tuple[str, str]) -> bool:
    """A quick look before a chain is taken apart; a long line has thousands of them."""
    text = entry.written or next(iter(entry.words), "")
    return link[0] in text and link[1] in text


def _flow(entries: list[Node], flow: Node) -> Node:
    return Node(entries, flow.place, flow.written, flow.key)


def _text(chain: Node, start: int, end: int) -> Node:
    text = chain.written[start:end]
    return Node(text, chain.place.moved(start), text, None, chain.quoted)


def _chain_of(entry: Node) -> Node:
    """The text of an entry: its own, or the word that its options stand under."""
    if entry.is_mapping and len(entry.words) == 1:
        word, options = next(iter(entry.words.items()))
        return Node(word, options.key or entry.place, word)
    return entry if isinstance(entry.value, str) else Node("", entry.place)


def _options_of(entry: Node) -> dict[str, Node]:
    return next(iter(entry.words.values())).words if entry.is_mapping else {}


def _pieces(chain: Node) -> list[Piece]:
    """The names of a chain, each with its span in the text and the room written before it."""
    pieces: list[Piece] = []
    room: Node | None = None
    at = 0
    for part in chain.written.split(ARROW):
        name = part.strip()
        start = at + len(part) - len(part.lstrip())
        at += len(part) + len(ARROW)
        bracket = _ROOM.fullmatch(name)
        if bracket is None:
            pieces.append(Piece(name, start, start + len(name), room))
            room = None
        else:
            room = _room(bracket[1], chain, start + bracket.start(1))
    return pieces


def _room(inside: str, chain: Node, offset: int) -> Node:
    place = chain.place.moved(offset)
    if not inside:
        return Node("unlimited", place, "unlimited")
    return Node(int(inside) if inside.isdecimal() else inside, place, inside)
