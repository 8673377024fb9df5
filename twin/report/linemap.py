"""The line as a map: stations in the order of the flow, each with its hours in bars.

Everything is drawn as plain SVG from the graph, so the map is sharp at any size, opens without a
script and prints in grey. Where things stand is `layout`'s affair, what a station shows that of
its card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

from markupsafe import Markup

from lines import Line, graph_of
from lines.layout import layout_of
from lines.model import SCRAP, Link
from twin.report.cards import Cards, hour_cards, text_width
from twin.report.layout import GUTTER, LEFT_STEP, RIGHT_STEP, Box, Sheet, Wire, arrange
from twin.report.numbers import percent
from twin.report.plain import mark, mark_name
from twin.report.sides import Side
from twin.report.wording import Words

SMALL_HEIGHT = 28.0
PAPER = 700.0, 840.0  # what the page leaves for the map in print
PAPER_WIDTHS = (700.0, 760.0, 820.0, 880.0, 940.0, 1000.0, 1076.0)
PILL_HEIGHT = 17.0
DRIVEN_DASHES = ' stroke-dasharray="9 3"'
LABEL_SIZE = 10.0
ABOVE = 4.0  # from a line up to the text on it


@dataclass(frozen=True)
class MapLink:
    """A link with what is written on it."""

    origin: str
    target: str
    room: str  # text of the buffer, empty for none
    label: str  # share, verdict, product or fleet
    gone: bool
    driven: bool = False  # by the vehicles of a fleet
    belt: bool = False  # its room is a conveyor


def line_map(sides: Sequence[Side], words: Words, width: float) -> Markup:
    """Draw the map for one side, or for two of which the second is what stays."""
    return _with_hours(sides, words).drawn(width)


def map_signs(sides: Sequence[Side], words: Words) -> list[tuple[str, Markup]]:
    """The signs on the links of the map, each in words and as a small picture."""
    return [(words(f"sign-{s}"), _sample(s)) for s in _with_hours(sides, words).signs()]


def _sample(sign: str) -> Markup:
    """A link with one sign, as the legend shows it."""
    kind = "way back" if sign == "back" else "way"
    dashes = DRIVEN_DASHES if sign == "driven" else ""
    drawn = f'<path class="{kind}"{dashes} d="M1 9H43"/>'
    if sign in ("room", "belt"):
        drawn += pill(22.0, 9.0, 30.0, sign == "belt")
    return Markup(
        '<svg class="linemap sample" width="44" height="18" viewBox="0 0 44 18" '
        f'aria-hidden="true">{drawn}</svg>'
    )


def paper_map(sides: Sequence[Side], words: Words) -> Markup:
    """Draw the map at the width that prints largest on one page."""
    drawing = _with_hours(sides, words)
    sheets = {width: drawing.sheet(width) for width in PAPER_WIDTHS}
    return drawing.drawn(max(PAPER_WIDTHS, key=lambda width: _scale_on_paper(sheets[width])))


def _with_hours(sides: Sequence[Side], words: Words) -> LineMap:
    lines = [side.line for side in sides]
    return LineMap(lines, hour_cards(sides, words), "map-label", words)


def _scale_on_paper(sheet: Sheet) -> float:
    wide, high = PAPER
    return min(1.0, wide / sheet.width, high / sheet.height)


class LineMap:
    """What is on the map of one line, or of a line before and after, whatever its width."""

    def __init__(self, lines: Sequence[Line], cards: Cards, label: str, words: Words) -> None:
        """Take the lines in the order of time, and how their stations are drawn and spoken of."""
        self.cards, self.label, self.words = cards, label, words
        self.line = _union(lines)
        self.spots = layout_of(self.line).spots
        self.links = _links(self.line, lines, words)
        self.marks = {
            name: mark_name(name, str(node["kind"]), lines, words)
            for name, node in graph_of(self.line).nodes.items()
            if node["kind"] != "station"
        }

    def sheet(self, width: float) -> Sheet:
        """Arrange everything on a sheet of this width."""
        boxes = _boxes(self.line, self.spots, self.cards, self.marks)
        pairs = [(link.origin, link.target) for link in self.links]
        return arrange(boxes, pairs, self._gap, width)

    def _gap(self, crossing: Sequence[int]) -> float:
        """The room that the texts on these links need beside each other."""
        label = max((text_width(self.links[i].label, 10) for i in crossing), default=0.0)
        room = max((_pill_width(self.links[i]) for i in crossing), default=0.0)
        return 28.0 + (label + 6 if label else 0.0) + (room + 6 if room else 0.0)

    def drawn(self, width: float) -> Markup:
        """Draw the map on a sheet of this width."""
        sheet, words = self.sheet(width), self.words
        links = list(enumerate(self.links))
        ways = [_arrow(sheet, i, link) for i, link in links]
        texts = [_texts(sheet, i, link) for i, link in links]  # above every way that crosses them
        boxes = [self._box(box) for box in sheet.boxes.values() if box.kind != "lane"]
        stations = len(self.line.stations)
        said = words(self.label, line=words.title(self.line.title), stations=stations)
        return Markup(
            f'<svg class="linemap" viewBox="0 0 {sheet.width:.0f} {sheet.height:.0f}" '
            f'width="{sheet.width:.0f}" height="{sheet.height:.0f}" role="img" '
            f'aria-label="{escape(said)}">{"".join(ways)}{"".join(texts)}{"".join(boxes)}</svg>'
        )

    def signs(self) -> list[str]:
        """Which signs on the links a reader must know: of rooms, belts, ways back and vehicles."""
        backward = self.sheet(PAPER_WIDTHS[0]).backward
        met = {
            "room": any(link.room and not link.belt for link in self.links),
            "belt": any(link.belt for link in self.links),
            "back": bool(backward - {i for i, link in enumerate(self.links) if link.driven})
            or any(link.origin == link.target for link in self.links),
            "driven": any(link.driven for link in self.links),
        }
        return [sign for sign, is_met in met.items() if is_met]

    def _box(self, box: Box) -> str:
        if box.kind == "station":
            return self.cards.drawn(box)
        return mark(box, self.marks[SCRAP if box.kind == SCRAP else box.key])


def _union(lines: Sequence[Line]) -> Line:
    """The last line, with what the first had beside it."""
    first, last = lines[0], lines[-1]
    kept = {(link.origin, link.target) for link in last.flow}
    gone = {*first.stations, *first.buffers} - {*last.stations, *last.buffers}
    lost = tuple(
        link
        for link in first.flow
        if (link.origin, link.target) not in kept and gone & {link.origin, link.target}
    )
    return replace(
        last,
        stations={**last.stations, **{n: s for n, s in first.stations.items() if n in gone}},
        buffers={**last.buffers, **{n: b for n, b in first.buffers.items() if n in gone}},
        flow=last.flow + lost,
    )


def _boxes(
    line: Line, spots: Mapping[str, tuple[int, int]], cards: Cards, marks: Mapping[str, str]
) -> list[Box]:
    """A card for each station, a small mark for every other node; scrap stands by who scraps."""
    boxes = []
    for name, node in graph_of(line).nodes.items():
        kind = str(node["kind"])
        if name == SCRAP or name not in spots:
            continue
        layer, row = spots[name]
        if kind == "station":
            boxes.append(Box(name, kind, cards.width(name), cards.height, layer=layer, row=row))
        else:
            wide = text_width(marks[name], 11) + 20
            boxes.append(Box(name, kind, wide, SMALL_HEIGHT, layer=layer, row=row))
    for origin in dict.fromkeys(link.origin for link in line.flow if link.target == SCRAP):
        wide = text_width(marks[SCRAP], 11) + 20
        spot = spots[origin]
        boxes.append(
            Box(f"{SCRAP}/{origin}", SCRAP, wide, 22.0, rank=1, layer=spot[0] + 1, row=spot[1])
        )
    return boxes


def _links(line: Line, lines: Sequence[Line], words: Words) -> list[MapLink]:
    links = []
    for link in line.flow:
        target = f"{SCRAP}/{link.origin}" if link.target == SCRAP else link.target
        rooms = [_room(one, link) for one in lines]
        known = list(dict.fromkeys(room for room in rooms if room is not None))
        parts = [
            words.or_plain("", link.when) if link.when else "",
            _share(link.share) if link.share is not None else "",
            link.product or "",
            link.by or "",
        ]
        links.append(
            MapLink(
                link.origin,
                target,
                " → ".join(known) if any(known) else "",
                " ".join(part for part in parts if part),
                rooms[-1] is None and len(lines) > 1,
                link.by is not None,
                link.conveyor is not None,
            )
        )
    return links


def _share(share: float) -> str:
    """A share as per cent, with the decimals that it was given."""
    return percent(share, 0 if abs(100 * share - round(100 * share)) < 0.005 else 1)


def _room(line: Line, link: Link) -> str | None:
    """The room of the same link in this line: a number, ∞, '' for none, None where it is not."""
    for other in line.flow:
        same = (other.origin, other.target, other.when, other.product)
        if same == (link.origin, link.target, link.when, link.product):
            return "∞" if other.capacity is None else str(other.capacity) if other.capacity else ""
    return None


# --- links ------------------------------------------------------------------------------------


def _arrow(sheet: Sheet, index: int, link: MapLink) -> str:
    """The way of one link with its arrow."""
    if index in sheet.loops:
        return _loop(sheet.boxes[link.origin])
    wires = [wire for wire in sheet.wires if wire.link == index]
    back = index in sheet.backward
    way = _way(sheet, wires)
    tip = 'marker-start="url(#tip)"' if back else 'marker-end="url(#tip)"'
    kind = " back" if back else ""
    kind += " gone" if link.gone else ""
    dashes = DRIVEN_DASHES if link.driven else ""
    return f'<path class="way{kind}"{dashes} d="{way}" {tip}/>'


def _texts(sheet: Sheet, index: int, link: MapLink) -> str:
    """The buffer of one link and what is written on it."""
    if index in sheet.loops:
        return _loop_text(sheet.boxes[link.origin], link)
    wires = [wire for wire in sheet.wires if wire.link == index]
    back = index in sheet.backward
    return _pill(sheet, wires, back, link) + _label(sheet, wires, back, link.label)


def _way(sheet: Sheet, wires: Sequence[Wire]) -> str:
    x, y, _, _ = wires[0].points
    way = f"M{x:.1f} {y:.1f}"
    for wire in wires:
        x0, y0, x1, y1 = wire.points
        way += f"L{x0:.1f} {y0:.1f}" if wire is not wires[0] else ""
        if wire.channel >= 0:
            right, left, level = _channel(sheet, wire)
            way += f"H{right:.1f}V{level:.1f}H{left:.1f}V{y1:.1f}H{x1:.1f}"
        elif abs(y0 - y1) < 0.5:
            way += f"L{x1:.1f} {y1:.1f}"
        else:
            bend = (x1 - x0) / 2
            way += f"C{x0 + bend:.1f} {y0:.1f} {x1 - bend:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
    return way


def _channel(sheet: Sheet, wire: Wire) -> tuple[float, float, float]:
    """Where a link leaves its band on the right, comes back on the left, and at what level."""
    band = sheet.bands[sheet.boxes[wire.left].band]
    right = (
        max(band.right, *(b.right for b in sheet.bands)) + GUTTER * 0.5 + RIGHT_STEP * wire.channel
    )
    level = band.bottom + 16.0 + 22.0 * wire.channel
    return right, sheet.left - GUTTER * 0.55 - LEFT_STEP * wire.channel, level


def _pill(sheet: Sheet, wires: Sequence[Wire], back: bool, link: MapLink) -> str:
    """The buffer or conveyor of a link, close to where the parts leave it."""
    if not link.room:
        return ""
    wide = _pill_width(link)
    wire = wires[0] if back else wires[-1]
    x0, y0, x1, y1 = wire.points
    if wire.channel >= 0:
        right, left, level = _channel(sheet, wire)
        x, y = (left + right) / 2, level
    elif back:
        x, y = x0 + 12 + wide / 2, y0
    else:
        x, y = x1 - 12 - wide / 2, y1
    return pill(x, y, wide, link.belt) + (
        f'<text class="room" x="{x:.1f}" y="{y + 4:.1f}">{escape(link.room)}</text>'
    )


def pill(x: float, y: float, wide: float, belt: bool) -> str:
    """The box of a buffer around a spot, or the belt of a conveyor with its two rollers."""
    box = (
        f'<rect class="pill{" belt" if belt else ""}" x="{x - wide / 2:.1f}" '
        f'y="{y - PILL_HEIGHT / 2:.1f}" width="{wide:.1f}" height="{PILL_HEIGHT}" '
        f'rx="{PILL_HEIGHT / 2 if belt else 3}"/>'
    )
    ends = (x - wide / 2 + 8.5, x + wide / 2 - 8.5) if belt else ()
    return box + "".join(f'<circle class="roller" cx="{e:.1f}" cy="{y:.1f}" r="3"/>' for e in ends)


def _label(sheet: Sheet, wires: Sequence[Wire], back: bool, label: str) -> str:
    """Share or verdict, at the foot of the link; between two bands where the foot leaves one."""
    if not label:
        return ""
    foot = wires[-1] if back else wires[0]
    if foot.channel >= 0:
        right, left, y = _channel(sheet, foot)
        x, side = (left + 8, "") if back else (right - 8, " end")
        return _haloed(label, x, y - ABOVE, side)
    if back:
        _, _, x, y = wires[-1].points
        return _haloed(label, x - 5, y - ABOVE, " end")
    x, y, _, _ = wires[0].points
    return _haloed(label, x + 5, y - ABOVE, "")


def _haloed(text: str, x: float, y: float, side: str) -> str:
    """A text on a white ground, so that no line runs through its letters."""
    wide = text_width(text, LABEL_SIZE)
    left = x - wide - 1 if side else x - 1
    return (
        f'<rect class="halo" x="{left:.1f}" y="{y - LABEL_SIZE + 1:.1f}" width="{wide + 2:.1f}" '
        f'height="{LABEL_SIZE + 1}"/>'
        f'<text class="share{side}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'
    )


def _loop(box: Box) -> str:
    """A link from a station back to itself, over its card."""
    x, y = box.x + box.width * 0.62, box.y
    way = f"M{x + 26:.1f} {y:.1f}v-6q0 -8 -8 -8h-28q-8 0 -8 8v4"
    return f'<path class="way back" d="{way}" marker-end="url(#tip)"/>'


def _loop_text(box: Box, link: MapLink) -> str:
    x, y = box.x + box.width * 0.62, box.y
    text = " ".join(part for part in (link.label, f"[{link.room}]" if link.room else "") if part)
    return _haloed(text, x + 30, y - 7, "")


def _pill_width(link: MapLink) -> float:
    return text_width(link.room, 11) + (34 if link.belt else 14) if link.room else 0.0
