"""What a line map says of a line that nobody has run: types and numbers, and the marks between."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from lines.model import SCRAP, SINK, SOURCE
from twin import wording
from twin.report.cards import Cards, flag, ground, head, text_width
from twin.report.layout import Box
from twin.report.wording import Words

if TYPE_CHECKING:
    from lines import Line

HEIGHT, NARROWEST, WIDEST = 48.0, 104.0, 300.0


def plain_cards(lines: Sequence[Line], words: Words) -> Cards:
    """Cards that say what a station is, of one line or of a line before and after."""

    def width(name: str) -> float:
        count = _count(name, lines)
        wanted = text_width(name, 13) * 1.06 + (text_width(count, 12) + 6 if count else 0) + 22
        return min(max(NARROWEST, wanted), WIDEST)

    return Cards(width, HEIGHT, lambda box: _card(box, lines, words))


def _count(name: str, lines: Sequence[Line]) -> str:
    """How many machines a station has, before and after where that changes; nothing for one."""
    present = [line.stations[name] for line in lines if name in line.stations]
    counts = dict.fromkeys(station.machines for station in present)
    return "" if list(counts) == [1] else "×" + "→".join(map(str, counts))


def _card(box: Box, lines: Sequence[Line], words: Words) -> str:
    """A station: its name, its type and how many machines it has, before and after."""
    present = [line.stations[box.key] for line in lines if box.key in line.stations]
    count = _count(box.key, lines)
    types = dict.fromkeys(type_name(station.type, words) for station in present)
    top = box.middle - HEIGHT / 2
    come_or_gone = ""
    if len(present) < len(lines):
        kept = box.key in lines[-1].stations
        come_or_gone = flag(box, words("tag-new" if kept else "tag-removed"))
    told = f"{box.key} — {', '.join(types)} {count}".strip()
    return (
        f'<g class="card{" odd" if come_or_gone else ""}"><title>{escape(told)}</title>'
        f"{ground(box)}{head(box, count, top)}"
        f'<text class="loss" x="{box.x + 10:.1f}" y="{top + 38:.1f}">'
        f"{escape(' → '.join(types))}</text>{come_or_gone}</g>"
    )


def type_name(kind: str, words: Words) -> str:
    """Say the type of a station; a type without a word of its own is said as the file has it."""
    key = f"type {kind}"
    return wording.say(key, words.language) if key in wording.TEXTS else kind


def mark(box: Box, said: str) -> str:
    """A source, a named buffer, the sink or scrap: a small mark with its name."""
    return (
        f'<g class="node {box.kind}"><rect x="{box.x:.1f}" y="{box.y:.1f}" '
        f'width="{box.width:.1f}" height="{box.height:.1f}" '
        f'rx="{4 if box.kind == "buffer" else box.height / 2 if box.height < 40 else 14:.0f}"/>'
        f'<text x="{box.x + box.width / 2:.1f}" y="{box.middle + 4:.1f}">{escape(said)}</text></g>'
    )


def mark_name(name: str, kind: str, lines: Sequence[Line], words: Words) -> str:
    """A named source keeps its name, a buffer adds its room; the rest is in the reader's words."""
    if name in (SOURCE, SINK, SCRAP):
        return words(f"node-{name}")
    if kind != "buffer":
        return name
    rooms = [line.buffers[name].capacity for line in lines if name in line.buffers]
    told = dict.fromkeys("∞" if room is None else str(room) for room in rooms)
    return f"▽ {name} {' → '.join(told)}"
