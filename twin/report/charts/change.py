"""How much every indicator changed, with its interval, on one axis."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from kpi import REGISTRY
from twin.report.charts.frame import INK, empty_figure
from twin.report.numbers import change, relative
from twin.report.palette import VERDICT_COLOURS, VERDICT_SIGNS
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from twin.compare import Row

NARROWEST_CHANGE = 5.0  # [%]
SHAPES = {
    "better": "circle",
    "worse": "square",
    "not resolved": "circle-open",
    "unchanged": "line-ns-open",
}
WIDEST_CHANGE = 100.0  # [%] beyond this the axis of changes would hide the small ones


def difference_chart(rows: Mapping[str, Row], words: Words) -> go.Figure | None:
    """Relative change, with its interval, of every indicator that has a verdict."""
    known: dict[str, tuple[float, float, float]] = {}
    for name, row in rows.items():
        spans = relative(row.difference, row.before)
        if math.isfinite(spans[0]) and row.verdict is not None:
            known[name] = (100 * spans[0], 100 * spans[1], 100 * spans[2])
    if not known:
        return None
    limit = axis_limit([v for spans in known.values() for v in spans])
    figure = empty_figure(96 + 31 * len(known), words, showlegend=True)
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"})
    names = list(known)
    for verdict in VERDICT_COLOURS:
        mine = [n for n in names if rows[n].verdict == verdict]
        if mine:
            shown = [n for n in mine if abs(known[n][0]) <= limit]
            figure.add_scatter(**_points(shown, names, known, limit, verdict, words))
            figure.add_scatter(**_arrows([n for n in mine if n not in shown], names, known, limit))
            figure.data[-1].marker.color = VERDICT_COLOURS[verdict]
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=["<br>".join(wrap(REGISTRY[n].title(words.language), 30)) for n in names],
        tickfont={"size": 11.5},
        range=[len(names) - 0.4, -0.6],
    )
    figure.update_xaxes(
        range=[-limit * 1.1, limit * 1.1],
        ticksuffix=" %",
        nticks=5,
        tickfont={"size": 11.5},
        title_text=words("difference-axis"),
    )
    figure.add_vline(x=0, line={"color": INK, "width": 1})
    return figure


def axis_limit(ends: Sequence[float]) -> float:
    """How far the axis reaches [%]: three times what three in four changes keep within."""
    sizes = sorted(abs(end) for end in ends if math.isfinite(end))
    most = min(sizes[-1], WIDEST_CHANGE)
    usual = max(NARROWEST_CHANGE, 3 * sizes[3 * (len(sizes) - 1) // 4])
    return max(NARROWEST_CHANGE, most if most < 1.5 * usual else usual)


def _points(
    mine: Sequence[str],
    names: Sequence[str],
    known: Mapping[str, tuple[float, float, float]],
    limit: float,
    verdict: str,
    words: Words,
) -> dict[str, Any]:
    """The indicators of one verdict as points with whiskers, cut where the axis ends."""
    middles = [known[n][0] for n in mine]
    lows, highs = (
        [max(-limit * 1.1, min(limit * 1.1, v)) for v in _finite(mine, known, i)] for i in (1, 2)
    )
    return {
        "name": f"{VERDICT_SIGNS[verdict]} {words.shared(verdict)}",
        "mode": "markers",
        "x": [round(x, 4) for x in middles] or [None],
        "y": [names.index(n) for n in mine] or [None],
        "marker": {"color": VERDICT_COLOURS[verdict], "size": 10, "symbol": SHAPES[verdict]},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [max(0.0, h - m) for h, m in zip(highs, middles, strict=True)],
            "arrayminus": [max(0.0, m - x) for x, m in zip(lows, middles, strict=True)],
            "thickness": 2,
            "width": 4,
            "color": VERDICT_COLOURS[verdict],
        },
        "customdata": [_hover(known[n]) for n in mine],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _arrows(
    mine: Sequence[str],
    names: Sequence[str],
    known: Mapping[str, tuple[float, float, float]],
    limit: float,
) -> dict[str, Any]:
    """The indicators that left the axis: an arrow at its end, with the number."""
    rising = [known[n][0] > 0 for n in mine]
    return {
        "mode": "markers+text",
        "showlegend": False,
        "x": [limit * 1.06 if up else -limit * 1.06 for up in rising],
        "y": [names.index(n) for n in mine],
        "marker": {
            "size": 11,
            "symbol": ["triangle-right" if up else "triangle-left" for up in rising],
        },
        "text": [change(known[n][0] / 100) for n in mine],
        "textposition": ["middle left" if up else "middle right" for up in rising],
        "customdata": [_hover(known[n]) for n in mine],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _finite(
    mine: Sequence[str], known: Mapping[str, tuple[float, float, float]], end: int
) -> list[float]:
    return [known[n][end] if math.isfinite(known[n][end]) else known[n][0] for n in mine]


def _hover(spans: tuple[float, float, float]) -> str:
    return f"{change(spans[0] / 100)} ({change(spans[1] / 100)} … {change(spans[2] / 100)})"
