"""One colour and one hatch per machine state, the same in the line map, the bands and the legend.

Lightness alone tells the big four apart (busy dark, starved pale, blocked and repair between),
and every state that loses time in another way has a hatch of its own, so a grey print still reads.
"""

from typing import NamedTuple

from markupsafe import Markup


class Ink(NamedTuple):
    """How one state is painted: the ground, the hatch upon it and the colour of text upon both."""

    fill: str
    hatch: str  # plotly's word for the pattern; empty = plain
    line: str  # colour of the hatch
    text: str


INKS: dict[str, Ink] = {
    "busy": Ink("#1f5f7a", "", "#1f5f7a", "#ffffff"),
    "setup": Ink("#8e7cc3", ".", "#4b3b80", "#111111"),
    "starved": Ink("#dfe6ec", "", "#dfe6ec", "#1b2733"),
    "blocked": Ink("#f0c05a", "/", "#a87512", "#1b2733"),
    "down": Ink("#8c1d18", "x", "#d98880", "#ffffff"),
    "repair": Ink("#d9694b", "\\", "#9c3b20", "#111111"),
    "waiting-crew": Ink("#f3b9a0", "-", "#b4694a", "#1b2733"),
    "standby": Ink("#a9cfae", "|", "#5f9468", "#1b2733"),
    "waking": Ink("#d3e8c8", "+", "#7fa86a", "#1b2733"),
    "maintenance": Ink("#6b7f92", "/", "#3c4c5b", "#ffffff"),
    "off": Ink("#f6f6f6", ".", "#b9bec4", "#1b2733"),
}

# From what makes parts to what makes none: the order of the bands from left to right.
BAND_ORDER: tuple[str, ...] = (
    "busy",
    "setup",
    "waking",
    "blocked",
    "starved",
    "standby",
    "waiting-crew",
    "down",
    "repair",
    "maintenance",
    "off",
)

_KOREAN_FONTS = (
    '"Malgun Gothic", "Apple SD Gothic Neo", "Noto Sans CJK KR", NanumGothic, sans-serif'
)
# No font is sent along; each system has one of these.
FONTS: dict[str, str] = {
    "en": f'Pretendard, "Segoe UI", "Helvetica Neue", Arial, {_KOREAN_FONTS}',
    "ko": f"Pretendard, {_KOREAN_FONTS}",
}

VERDICT_COLOURS: dict[str, str] = {
    "better": "#14663d",
    "worse": "#a3241b",
    "not resolved": "#515c67",
    "unchanged": "#515c67",
}
VERDICT_SIGNS: dict[str, str] = {"better": "✓", "worse": "✗", "not resolved": "○", "unchanged": "="}
SIDE_COLOURS: dict[str, str] = {"before": "#8a6d1f", "after": "#1f5f7a", "now": "#1f5f7a"}

_STROKES: dict[str, str] = {
    "/": "M-1 1L1 -1M0 6L6 0M5 7L7 5",
    "\\": "M-1 5L1 7M0 0L6 6M5 -1L7 1",
    "x": "M0 6L6 0M0 0L6 6",
    "-": "M0 3H6",
    "|": "M3 0V6",
    "+": "M0 3H6M3 0V6",
}


def paint(state: str) -> str:
    """What an SVG `fill` says for this state."""
    return f"url(#ink-{state})" if INKS[state].hatch else INKS[state].fill


_ARROW = (
    '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    'orient="auto-start-reverse"><path d="M0 0.6L8 4L0 7.4z" fill="#5a6672"/></marker>'
)


def arrow() -> Markup:
    """The arrow of the map alone, for a map without bars."""
    return Markup(f"<defs>{_ARROW}</defs>")


def hatches() -> Markup:
    """The patterns behind `paint` and the arrow of the map, drawn once for the whole page."""
    patterns = "".join(_pattern(state, ink) for state, ink in INKS.items() if ink.hatch)
    return Markup(
        '<svg class="inks" width="0" height="0" aria-hidden="true" focusable="false">'
        f"<defs>{patterns}{_ARROW}</defs></svg>"
    )


def _pattern(state: str, ink: Ink) -> str:
    if ink.hatch == ".":
        stroke = f'<circle cx="3" cy="3" r="1.1" fill="{ink.line}"/>'
    else:
        stroke = f'<path d="{_STROKES[ink.hatch]}" stroke="{ink.line}" stroke-width="1.1"/>'
    return (
        f'<pattern id="ink-{state}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="{ink.fill}"/>{stroke}</pattern>'
    )
