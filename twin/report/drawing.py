"""The line map as a picture that stands by itself: SVG or HTML with its style inside.

Nothing is run for it. The colours are written out, so that programs which know SVG but no style
sheets with names in them (word processors, slides) show it too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from twin.report.cards import text_width
from twin.report.linemap import LineMap
from twin.report.palette import FONTS, arrow
from twin.report.plain import plain_cards
from twin.report.wording import Words
from twin.wording import Language, say

if TYPE_CHECKING:
    from lines import Line

STYLE = Path(__file__).parent / "style.css"
ENDINGS = (".svg", ".html")
WIDTH = 1380.0
HEAD, FOOT, MARGIN = 46.0, 34.0, 22.0
TITLE_SIZE, NOTE_SIZE = 17.0, 11.0
GROUND = '<rect width="100%" height="100%" fill="#ffffff"/>'
BY_ITSELF = 'xmlns="http://www.w3.org/2000/svg"'


def picture_of(
    lines: Sequence[Line], names: Sequence[str], ending: str, language: Language = "en"
) -> str:
    """Return the map of one line, or of a line before and after, as a whole file.

    `names` is the title: the line and, where there are any, its retrofits; `ending` is one of
    `ENDINGS`.
    """
    words = Words(language)
    line_map = LineMap(lines, plain_cards(lines, words), "map-plain", words)
    drawn = str(line_map.drawn(WIDTH))
    title = " + ".join(names)
    told = [*line_map.signs(), *(["machines"] if "×" in drawn else [])]
    note = " · ".join(say(f"map {sign}", language) for sign in told)
    svg = _framed(drawn, title, note, language)
    return svg if ending == ".svg" else _page(svg, title, language)


def standing(drawn: str, defined: str, language: Language) -> str:
    """Return a map with the definitions that it points to and the style of the report inside."""
    head, _, body = drawn.partition(">")
    head = head.replace("<svg", f"<svg {BY_ITSELF}", 1)
    return f"{head}>\n<style>\n{_style(language)}\n</style>\n{defined}\n{GROUND}\n{body}\n"


def _framed(drawn: str, title: str, note: str, language: Language) -> str:
    """Set a title over a map and a note on how to read it below."""
    head, _, body = drawn.partition(">")
    sizes = re.search(r'width="(\d+)" height="(\d+)"', head)
    spoken = re.search(r'aria-label="[^"]*"', head)
    assert sizes is not None
    assert spoken is not None
    texts = max(text_width(title, TITLE_SIZE), text_width(note, NOTE_SIZE))
    wide = max(float(sizes[1]), texts + 2 * MARGIN)
    high = float(sizes[2]) + HEAD + FOOT
    outer = (
        f'<svg viewBox="0 0 {wide:.0f} {high:.0f}" width="{wide:.0f}" height="{high:.0f}" '
        f'role="img" {spoken[0]}><g class="linemap">'
        f'<text x="{MARGIN}" y="{HEAD - 14}" style="font-size:{TITLE_SIZE}px;font-weight:700">'
        f"{escape(title)}</text>"
        f'<g transform="translate(0 {HEAD})">{body.removesuffix("</svg>")}</g>'
        f'<text x="{MARGIN}" y="{high - 14:.0f}" style="fill:#4d5a66">{escape(note)}</text>'
        "</g></svg>"
    )
    return standing(outer, arrow(), language)


def _style(language: Language) -> str:
    """Return the rules of the map, every named colour written out."""
    rules = STYLE.read_text(encoding="utf-8")
    colours = dict(re.findall(r"^\s+(--\w+): ([^;]+);", rules, flags=re.MULTILINE))
    own = [rule for rule in rules.splitlines() if rule.startswith(".linemap ")]
    written = re.sub(r"var\((--\w+)\)", lambda found: colours[found[1]], "\n".join(own))
    return f"svg {{ font-family: {FONTS[language]}; }}\n{written}"


def _page(svg: str, title: str, language: Language) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n"
        "<style>body { margin: 16px; background: #fff; } "
        "svg { max-width: 100%; height: auto; }</style>\n"
        f"</head>\n<body>\n{svg}</body>\n</html>\n"
    )
