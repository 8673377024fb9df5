"""Where everything stands on the line map: columns along the flow, wrapped into bands like text.

Cards run from left to right in the order of the flow; a link that skips a column gets a lane of
its own below the cards, and so does rework that goes back. Nothing here knows of parts or states:
boxes, wires and numbers only. `linemap` draws what comes out.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

ROW_GAP = 26.0
PORT_STEP = 23.0
LANE_HEIGHT = 12.0
CHANNEL_STEP = 22.0
GUTTER = 22.0
LEFT_STEP, RIGHT_STEP = 4.0, 7.0  # between two links that run up or down beside the bands
GUTTER_HOLDS = 3  # such links on the left


@dataclass
class Box:
    """One thing on the map, or the lane through which a long link passes a column."""

    key: str
    kind: str
    width: float
    height: float
    rank: int = 0  # 0 cards, 1 small ends such as scrap, 2 lanes: from top to bottom
    layer: int = 0  # column, counted along the flow
    row: int = 0  # wish for the place within the column
    band: int = 0
    x: float = 0.0
    y: float = 0.0

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def middle(self) -> float:
        """The height of the centre."""
        return self.y + self.height / 2


@dataclass
class Wire:
    """One piece of a link between neighbouring columns, always told from left to right."""

    link: int
    left: str
    right: str
    points: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)  # x, y to x, y
    channel: int = -1  # which lane between two bands it takes; -1 = stays in its band


@dataclass
class Band:
    """One row of columns across the page."""

    top: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    columns: list[list[Box]] = field(default_factory=list)


@dataclass
class Sheet:
    """The finished drawing plan."""

    boxes: dict[str, Box]
    wires: list[Wire]
    backward: frozenset[int]
    loops: frozenset[int]
    bands: list[Band]
    width: float
    height: float
    left: float  # where the bands begin


class Ends(NamedTuple):
    """The wires that leave each box on its right and come to it on its left."""

    leaving: dict[str, list[Wire]]
    coming: dict[str, list[Wire]]


def arrange(
    boxes: Sequence[Box],
    links: Sequence[tuple[str, str]],
    gap: Callable[[Sequence[int]], float],
    width: float,
) -> Sheet:
    """Give every box its place and every link its pieces.

    The boxes bring their columns along, and `gap` says how wide the room between two columns must
    be for the links that cross it. `width` is that of the sheet, which a band does not exceed
    unless a single column does.
    """
    stock = {box.key: box for box in boxes}
    loops = frozenset(i for i, (a, b) in enumerate(links) if a == b)
    used = sorted({box.layer for box in boxes})
    for box in boxes:
        box.layer = used.index(box.layer)
    backward = frozenset(i for i, (a, b) in enumerate(links) if stock[a].layer > stock[b].layer)
    wires = _lay_wires(stock, links, loops)
    ends = _ends(stock, wires)
    columns = _columns(stock, ends)
    _grow_for_ports(stock, ends)
    rooms = [gap([w.link for box in column for w in ends.coming[box.key]]) for column in columns]
    bands = _balanced(columns, rooms, width)
    height = _stack(bands, wires, stock)
    channels = max((wire.channel + 1 for wire in wires), default=0)
    left = _make_room_on_the_left(stock, bands, channels)
    _set_ports(stock, ends)
    sheet_width = max((band.right for band in bands), default=0.0) + 2 * GUTTER
    sheet_width += RIGHT_STEP * channels
    return Sheet(stock, wires, backward, loops, bands, sheet_width, height, left)


def _lay_wires(
    stock: dict[str, Box],
    links: Sequence[tuple[str, str]],
    loops: frozenset[int],
) -> list[Wire]:
    """Cut every link into pieces one column long, with lanes where it passes columns."""
    wires: list[Wire] = []
    for i, (a, b) in enumerate(links):
        if i in loops:
            continue
        start, end = (b, a) if stock[a].layer > stock[b].layer else (a, b)
        previous = start
        for layer in range(stock[start].layer + 1, stock[end].layer):
            lane = Box(f"\0{i}/{layer}", "lane", 0.0, LANE_HEIGHT, rank=2, layer=layer)
            stock[lane.key] = lane
            wires.append(Wire(i, previous, lane.key))
            previous = lane.key
        wires.append(Wire(i, previous, end))
    return wires


def _ends(stock: Mapping[str, Box], wires: Sequence[Wire]) -> Ends:
    """Sort the wires by the boxes they meet."""
    ends = Ends({key: [] for key in stock}, {key: [] for key in stock})
    for wire in wires:
        ends.leaving[wire.left].append(wire)
        ends.coming[wire.right].append(wire)
    return ends


def _columns(stock: Mapping[str, Box], ends: Ends) -> list[list[Box]]:
    """Order each column by where its links come from, cards above ends above lanes."""
    columns: list[list[Box]] = [[] for _ in range(max(b.layer for b in stock.values()) + 1)]
    for box in stock.values():
        columns[box.layer].append(box)
    place = {box.key: i for column in columns for i, box in enumerate(column)}

    def pull(box: Box) -> float:
        came = [place[wire.left] for wire in ends.coming[box.key]]
        return sum(came) / len(came) if came else float(len(columns[box.layer]))

    for column in columns:
        column.sort(key=lambda box: (box.rank, box.row, pull(box)))
        place.update({box.key: i for i, box in enumerate(column)})
    return columns


def _grow_for_ports(stock: Mapping[str, Box], ends: Ends) -> None:
    """A card that many links meet becomes tall enough to keep them apart."""
    for box in stock.values():
        ports = max(len(ends.leaving[box.key]), len(ends.coming[box.key]))
        if box.kind != "lane" and ports > 1:
            box.height = max(box.height, PORT_STEP * ports + 6)


def _balanced(columns: list[list[Box]], rooms: Sequence[float], width: float) -> list[Band]:
    """As few bands as the sheet allows, and none left with a single column if it can be helped."""
    needed = len(_wrap(columns, rooms, width))
    while needed > 1 and len(_wrap(columns, rooms, width - 10.0)) == needed:
        width -= 10.0
    return _wrap(columns, rooms, width)


def _wrap(columns: list[list[Box]], rooms: Sequence[float], width: float) -> list[Band]:
    """Break the columns into bands no wider than the sheet."""
    bands = [Band()]
    x = GUTTER
    for column, room in zip(columns, rooms, strict=True):
        wide = max(box.width for box in column)
        if bands[-1].columns and x + room + wide > width - GUTTER:
            bands.append(Band())
            x = GUTTER
        elif bands[-1].columns:
            x += room
        for box in column:
            box.band = len(bands) - 1
            box.x = x + (0.0 if box.kind == "lane" else (wide - box.width) / 2)
            box.width = wide if box.kind == "lane" else box.width
        x += wide
        bands[-1].columns.append(column)
        bands[-1].right = x
    return bands


def _stack(bands: list[Band], wires: Sequence[Wire], stock: Mapping[str, Box]) -> float:
    """Set the heights: the first row of a band on one axis, everything else below it."""
    top = ROW_GAP
    for number, band in enumerate(bands):
        band.top = top
        axis = top + max(column[0].height for column in band.columns) / 2
        for column in band.columns:
            y = axis - column[0].height / 2
            for above, box in zip([None, *column], column, strict=False):
                tight = above is not None and above.kind == box.kind == "lane"
                y += 0.0 if above is None else (PORT_STEP - LANE_HEIGHT if tight else ROW_GAP)
                box.y = y
                y += box.height
            band.bottom = max(band.bottom, y)
        crossing = [w for w in wires if stock[w.left].band == number != stock[w.right].band]
        for channel, wire in enumerate(crossing):
            wire.channel = channel
        top = band.bottom + ROW_GAP + CHANNEL_STEP * len(crossing) + ROW_GAP / 2
    return bands[-1].bottom + ROW_GAP / 2


def _make_room_on_the_left(stock: Mapping[str, Box], bands: Sequence[Band], channels: int) -> float:
    """Move all to the right until each link between two bands has a way of its own on the left."""
    more = LEFT_STEP * max(0, channels - GUTTER_HOLDS)
    for box in stock.values():
        box.x += more
    for band in bands:
        band.right += more
    return GUTTER + more


def _set_ports(stock: Mapping[str, Box], ends: Ends) -> None:
    """Spread the ends of the wires over the sides of the cards, the straight one on the axis."""
    for box in stock.values():
        for leaving, mine in ((True, ends.leaving[box.key]), (False, ends.coming[box.key])):
            far = [stock[wire.right if leaving else wire.left] for wire in mine]
            order = sorted(range(len(mine)), key=lambda i: (far[i].band, far[i].middle, i))
            heights = _port_heights(box, [far[i] for i in order])
            for i, y in zip(order, heights, strict=True):
                x0, y0, x1, y1 = mine[i].points
                mine[i].points = (box.right, y, x1, y1) if leaving else (x0, y0, box.x, y)


def _port_heights(box: Box, far: Sequence[Box]) -> list[float]:
    """Heights of the ports of one side, from top to bottom."""
    count = len(far)
    pin = next(
        (i for i, b in enumerate(far) if b.band == box.band and abs(b.middle - box.middle) < 1),
        (count - 1) / 2,
    )
    reach = box.height / 2 - 7
    if max(pin, count - 1 - pin) * PORT_STEP > reach:
        pin = (count - 1) / 2
    return [box.middle + (i - pin) * PORT_STEP for i in range(count)]
