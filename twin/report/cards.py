"""The cards of the line map: a station with its hours in bars."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from twin.report.layout import Box
from twin.report.numbers import PERCENT, percent
from twin.report.palette import BAND_ORDER, paint
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    from kpi import Estimate

CARD_WIDTH, CARD_BASE, BAR_STEP = 142.0, 52.0, 17.0
BAR_X, BAR_WIDTH, BAR_HEIGHT = 9.0, 87.0, 11.0


class Cards(NamedTuple):
    """How the stations of one map are drawn."""

    width: Callable[[str], float]  # by the station's name
    height: float
    drawn: Callable[[Box], str]


def hour_cards(sides: Sequence[Side], words: Words) -> Cards:
    """Cards with a bar of hours for each side."""
    height = CARD_BASE + BAR_STEP * len(sides)
    return Cards(lambda _: CARD_WIDTH, height, lambda box: _hours(box, sides, words))


def ground(box: Box) -> str:
    """The card itself."""
    return (
        f'<rect class="ground" x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width}" '
        f'height="{box.height:.1f}" rx="6"/>'
    )


def head(box: Box, count: str, top: float) -> str:
    """The first row of a card: its name, cut where it is too long, and a count on the right."""
    room = box.width - 20 - (text_width(count, 12) + 6 if count else 0)
    size, shown = _fit(box.key, room)
    name = (
        f'<text class="name" x="{box.x + 10:.1f}" y="{top + 20:.1f}" '
        f'style="font-size:{size}px">{escape(shown)}</text>'
    )
    if not count:
        return name
    return f'{name}<text class="count" x="{box.right - 10:.1f}" y="{top + 20:.1f}">{count}</text>'


def _hours(box: Box, sides: Sequence[Side], words: Words) -> str:
    """A station: its name, a bar a side, the busy shares and the largest loss."""
    name = box.key
    present = [side for side in sides if name in side.line.stations]
    station = present[-1].line.stations[name]
    tight = [side.name for side in present if name == side.bottleneck]
    frame = "card" + (" tight" if tight else "") + (" odd" if len(present) < len(sides) else "")
    count = f"×{station.machines}" if station.machines > 1 else ""
    top = box.y + (box.height - (CARD_BASE + BAR_STEP * len(sides))) / 2
    parts = [
        f'<g class="{frame}"><title>{escape(_spoken(name, present, words))}</title>',
        ground(box),
        head(box, count, top),
    ]
    for row, side in enumerate(sides):
        if side in present:
            parts.append(_bar(box.x, top + 29 + BAR_STEP * row, side.shares[name]))
    foot = top + 29 + BAR_STEP * len(sides) + 12
    loss = _loss(name, present, words)
    parts.append(f'<text class="loss" x="{box.x + 10:.1f}" y="{foot:.1f}">{escape(loss)}</text>')
    parts.append(_tag(box, tight, present, sides, words) + "</g>")
    return "".join(parts)


def _bar(x: float, y: float, shares: Mapping[str, Estimate]) -> str:
    """One stacked bar with the busy share beside it."""
    parts, left = [], x + BAR_X
    for state in BAND_ORDER:
        wide = shares[state].mean * BAR_WIDTH if state in shares else 0.0
        if wide > 0.05:
            parts.append(
                f'<rect x="{left:.2f}" y="{y:.1f}" width="{wide:.2f}" height="{BAR_HEIGHT}" '
                f'fill="{paint(state)}"/>'
            )
        left += wide
    busy = percent(shares["busy"].mean) if "busy" in shares else ""
    return (
        "".join(parts) + f'<rect class="rim" x="{x + BAR_X:.1f}" y="{y:.1f}" width="{BAR_WIDTH}" '
        f'height="{BAR_HEIGHT}"/><text class="busy" x="{x + CARD_WIDTH - 10:.1f}" '
        f'y="{y + 9.5:.1f}">{busy}</text>'
    )


def _loss(name: str, present: Sequence[Side], words: Words) -> str:
    """The state in which the station loses most time, before and after."""
    last = present[-1].shares[name]
    idle = {state: e.mean for state, e in last.items() if state not in ("busy", "off")}
    if not idle or max(idle.values()) < 0.005:
        return ""
    state = max(idle, key=lambda one: idle[one])
    values = [percent(s.shares[name][state].mean) for s in present if state in s.shares[name]]
    return f"{words.state(state)} " + " → ".join(
        value if value is values[-1] else value.removesuffix(PERCENT) for value in values
    )


def _tag(
    box: Box, tight: Sequence[str], present: Sequence[Side], sides: Sequence[Side], words: Words
) -> str:
    """The flag on a card's upper edge: bottleneck, new or removed."""
    text = ""
    if tight:
        when = (
            ""
            if len(tight) == len(sides)
            else " · " + ", ".join(words.shared(name) for name in tight)
        )
        text = words("tag-bottleneck") + when
    elif len(present) < len(sides):
        text = words("tag-new" if present[0] is sides[-1] else "tag-removed")
    return flag(box, text) if text else ""


def flag(box: Box, text: str) -> str:
    """A flag on a card's upper edge."""
    wide = text_width(text, 10) + 12
    return (
        f'<rect class="flag" x="{box.x + 8:.1f}" y="{box.y - 9:.1f}" width="{wide:.1f}" '
        f'height="17" rx="3"/><text class="flagged" x="{box.x + 8 + wide / 2:.1f}" '
        f'y="{box.y + 3:.1f}">{escape(text)}</text>'
    )


def _spoken(name: str, present: Sequence[Side], words: Words) -> str:
    """The card in words, for whoever cannot see it or points at it."""
    told = []
    for side in present:
        shares = sorted(side.shares[name].items(), key=lambda item: -item[1].mean)
        states = ", ".join(
            f"{words.state(state)} {percent(e.mean, 1)}" for state, e in shares if e.mean >= 0.0005
        )
        told.append(f"{words.shared(side.name)}: {states}")
    return f"{name} — " + "; ".join(told)


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in pixels: a Korean letter fills its square, a Latin one half."""
    return size * sum(1.0 if ord(c) > 0x2E80 else 0.62 if c.isupper() else 0.57 for c in text)


def _fit(name: str, room: float) -> tuple[float, str]:
    """The largest type in which a name fits its card; beyond that, its beginning."""
    for size in (13.0, 12.0, 11.0, 10.0):
        if text_width(name, size) * 1.06 <= room:
            return size, name
    shown = name
    while shown and text_width(shown + "…", 10.0) * 1.06 > room:
        shown = shown[:-1]
    return 10.0, shown + "…"
