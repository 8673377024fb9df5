"""The flow as it is written: chains of places with rooms between them, and single links.

`- a -> [4] -> b -> c` is two links; `- a -> b: {share: 60 %, buffer: 4}` is one with its options.
Names are checked here as names only; whether there is such a place is the matter of `checks`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

from lines.model import Conveyor, Link
from lines.nodes import Node, Route
from lines.places import Place
from lines.words.entry import Entry
from lines.words.forms import (
    MOST_ROOM,
    NAME_RULE,
    WHOLE_SHARE,
    Choice,
    Name,
    Quantity,
    Room,
    Schema,
    is_name,
)
from lines.words.groups import Group, OrNone, Word
from lines.words.rooms import CONVEYOR

MOST_LINKS = 50_000
ARROW = "->"
_ROOM = re.compile(r"\[\s*([0-9]{0,9})\s*\]")
_OTHER_ARROWS = re.compile("→|=>|-->|⇒|—>|–>")

OPTIONS = Group(
    "a link",
    (
        Word(
            "share",
            Quantity("share", WHOLE_SHARE),
            "Share of the parts that go this way.",
            "share: 60 %",
        ),
        Word(
            "when",
            Choice(("pass", "reject")),
            "Verdict of the inspection that goes this way.",
            "when: reject",
        ),
        Word("product", Name("a product"), "The product that goes this way.", "product: housing"),
        Word("buffer", Room(), "Parts that may wait on the way; none by default.", "buffer: 4"),
        Word(
            "conveyor",
            OrNone(CONVEYOR),
            "The parts travel on a moving belt, which is the room of this link.",
            "conveyor: {length: 12 m, speed: 0.3 m/s, spacing: 0.6 m}",
        ),
        Word("power", Quantity("power"), "Power that the conveyor draws.", "power: 1.1 kW"),
        Word(
            "by",
            OrNone(Name("a fleet")),
            "The fleet under `transport` that carries the parts; without a buffer there is room "
            "for one part where it unloads.",
            "by: agv",
        ),
        Word(
            "distance",
            Quantity("distance"),
            "How far the fleet drives; what the fleet says of these two places, without it.",
            "distance: 45 m",
        ),
    ),
    {"transport": "is written with 'by', the fleet that carries the parts, such as by: agv"},
)


class WrittenLink(NamedTuple):
    """A link and where its ends were written; `route` is the entry of the flow it stands in."""

    link: Link
    origin: Place
    target: Place
    route: Route
    options: Node | None = None

    def place_of(self, option: str) -> Place:
        """Return where an option was written, or else the target of the link."""
        node = self.options.child(option) if self.options is not None else None
        return node.place if node is not None else self.target


class _Piece(NamedTuple):
    text: str
    place: Place


class Flow:
    """The list of chains and links."""

    @property
    def group(self) -> Group:
        """The options of a link."""
        return OPTIONS

    def read(self, entry: Entry) -> tuple[WrittenLink, ...] | None:
        """Return the links in the order of the file."""
        if not entry.node.entries:
            entry.expect("a list of links, such as '- source -> press -> [4] -> drill -> sink'")
            return None
        links: list[WrittenLink] = []
        for _, below in entry.entries():
            links += _links_of(below)
            if len(links) > MOST_LINKS:
                below.fail(f"found more than {MOST_LINKS} links; expected fewer")
                return None
        return tuple(links)

    def schema(self) -> Schema:
        """Return a list of texts and of mappings from one text to options."""
        link = {"type": "object", "additionalProperties": OPTIONS.schema(), "maxProperties": 1}
        return {"type": "array", "items": {"anyOf": [{"type": "string"}, link]}, "minItems": 1}


def _links_of(entry: Entry) -> list[WrittenLink]:
    """Return the links of one entry of the flow."""
    if not entry.node.is_mapping:
        if not isinstance(entry.node.value, str):
            entry.expect("a link, such as 'press -> [4] -> drill'")
            return []
        return list(_chain(entry, entry.node.value, entry.node.place, entry.node.quoted, None))
    if len(entry.node.words) != 1:
        entry.expect("one link with its options; begin each link with '-'")
        return []
    ((text, options),) = entry.node.words.items()
    below = entry.child(options)
    if not options.is_mapping and not options.is_missing:
        below.expect("the options of the link, such as {share: 60 %, buffer: 4}")
        return []
    place = options.key or options.place
    quoted = _letter_at(place) in ("'", '"')
    return list(_chain(entry, text, place, quoted, options))


def _chain(
    entry: Entry, text: str, place: Place, quoted: bool, options: Node | None
) -> Iterator[WrittenLink]:
    pieces = _pieces(text, place, quoted)
    steps = _steps(entry, pieces)
    if steps is None:
        return
    values = OPTIONS.read(entry.child(options)) if options is not None else {}
    if options is not None and options.words and len(steps) > 2:
        told = "options belong to one link; give this one an entry of its own"
        entry.findings.add(options.place, entry.route, told)
        return
    for (origin, _), (target, room) in pairwise(steps):
        link = Link(
            origin.text,
            target.text,
            _capacity(entry, room, values or {}, options),
            (values or {}).get("share"),
            (values or {}).get("when"),
            (values or {}).get("product"),
            conveyor=(values or {}).get("conveyor"),
            power_w=(values or {}).get("power", 0.0),
            by=(values or {}).get("by"),
            distance_m=(values or {}).get("distance"),
        )
        yield WrittenLink(link, origin.place, target.place, entry.route, options)


def _pieces(text: str, place: Place, quoted: bool) -> list[_Piece]:
    """Return what stands between the arrows, each with its place."""
    pieces: list[_Piece] = []
    at = 0
    for part in text.split(ARROW):
        lead = len(part) - len(part.lstrip())
        spot = place.moved(at + lead + quoted)
        whole = part.strip()
        pieces.append(_Piece(whole, spot if _stands_at(spot, whole) else place))
        at += len(part) + len(ARROW)
    return pieces


def _steps(entry: Entry, pieces: list[_Piece]) -> list[tuple[_Piece, _Piece | None]] | None:
    """Return the places of a chain, each with the room in front of it; None if it is no chain."""
    if len(pieces) < 2:
        other = _OTHER_ARROWS.search(pieces[0].text)
        told = f"; write '->' for '{other[0]}'" if other else ""
        entry.findings.add(
            pieces[0].place,
            entry.route,
            f"found '{pieces[0].text[:40]}'; expected places with arrows, such as 'a -> b'{told}",
        )
        return None
    steps: list[tuple[_Piece, _Piece | None]] = []
    room: _Piece | None = None
    wrong = ""
    for number, piece in enumerate(pieces):
        ends = number in (0, len(pieces) - 1)
        if piece.text.startswith("["):
            wrong = _wrong_room(piece, room, ends)
            room = piece
        else:
            wrong = _wrong_name(piece)
            steps.append((piece, room))
            room = None
        if wrong:
            entry.findings.add(piece.place, entry.route, wrong)
            return None
    return steps


def _wrong_room(piece: _Piece, before: _Piece | None, ends: bool) -> str:
    match = _ROOM.fullmatch(piece.text)
    if match is None or int(match[1] or 0) > MOST_ROOM:
        return (
            f"found '{piece.text[:40]}'; expected room such as [4], or [] for any number of parts"
        )
    if ends:
        return f"found '{piece.text}' at an end; expected a place before and behind every room"
    return f"found '{piece.text}' behind another room; expected a place" if before else ""


def _wrong_name(piece: _Piece) -> str:
    if not piece.text:
        return "found nothing beside an arrow; expected a place, such as 'a -> b'"
    if is_name(piece.text):
        return ""
    other = _OTHER_ARROWS.search(piece.text)
    told = f"; write '->' for '{other[0]}'" if other else f": {NAME_RULE}"
    return f"found '{piece.text[:40]}'; expected the name of a place{told}"


def _capacity(
    entry: Entry, room: _Piece | None, values: dict[str, Any], options: Node | None
) -> int | None:
    if room is not None and options is not None and "buffer" in options.words:
        entry.findings.add(room.place, entry.route, "the room is given twice; keep one of the two")
    if room is not None:
        inside = room.text.strip("[] ")
        return int(inside) if inside else None
    conveyor: Conveyor | None = values.get("conveyor")
    if conveyor is not None:
        return conveyor.capacity
    capacity = values.get("buffer", 0)
    return None if capacity == math.inf else int(capacity)


def _letter_at(place: Place) -> str:
    lines = place.document.lines
    text = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return text[place.column - 1 : place.column]


def _stands_at(place: Place, text: str) -> bool:
    lines = place.document.lines
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return line.startswith(text, place.column - 1)
