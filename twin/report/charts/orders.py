"""The open orders over time: a curve for each side, the mean of its replications."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from twin.report.backlog import backlog_of
from twin.report.charts.frame import empty_figure
from twin.report.clock import tick_format
from twin.report.numbers import duration
from twin.report.palette import SIDE_COLOURS
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from kpi import Estimate

MOST_POINTS = 700  # more than there is room for on the page
BAND = "26"  # how much of the colour the band has, of ff
DASHES = {"before": "dot", "after": "solid", "now": "solid"}  # tell the sides apart in grey


def backlog_chart(sides: Sequence[Side], words: Words) -> go.Figure | None:
    """Mean open orders with their 95 % interval; None where the line does not work to order."""
    backlog = backlog_of(sides, MOST_POINTS)
    if backlog is None:
        return None
    figure = empty_figure(320, words, showlegend=len(sides) > 1)
    figure.update_layout(
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"}
    )
    when = [one.isoformat(timespec="minutes") for one in (*backlog.spans, backlog.end)]
    curves = [
        [one for span in backlog.spans.values() if (one := span.sides[number]) is not None]
        for number in range(len(sides))
    ]
    for side, levels in zip(sides, curves, strict=True):
        _band(figure, side, when, levels)
    # the dots of the side before lie on top, else a curve that is the same on both sides hides it
    for rank, (side, levels) in reversed(list(enumerate(zip(sides, curves, strict=True)))):
        _curve(figure, side, when, levels, words, rank)
    span = duration(backlog.span_s, words)
    figure.update_yaxes(rangemode="tozero", title_text=words("backlog-axis", span=span))
    quarters = backlog.quarters * len(backlog.spans)
    figure.update_xaxes(tickformat=tick_format(quarters, words), nticks=6)
    return figure


def _to_the_end(levels: Sequence[float]) -> list[float]:
    """The levels of all spans, the last one once more: its step goes on to the end."""
    return [round(one, 3) for one in (*levels, levels[-1])]


def _band(figure: go.Figure, side: Side, when: Sequence[str], levels: Sequence[Estimate]) -> None:
    """The 95 % interval of one side, where there are replications to tell of it."""
    if not all(math.isfinite(one.low) for one in levels):
        return
    colour = SIDE_COLOURS[side.name]
    edge = {"x": when, "mode": "lines", "hoverinfo": "skip", "showlegend": False}
    edge["line"] = {"shape": "hv", "width": 0, "color": colour}
    # fewer than no orders cannot be open, whatever the interval says
    figure.add_scatter(y=_to_the_end([max(one.low, 0.0) for one in levels]), **edge)
    high = _to_the_end([one.high for one in levels])
    figure.add_scatter(y=high, fill="tonexty", fillcolor=colour + BAND, **edge)


def _curve(
    figure: go.Figure,
    side: Side,
    when: Sequence[str],
    levels: Sequence[Estimate],
    words: Words,
    rank: int,
) -> None:
    """The mean of one side; `rank` is its place in the legend."""
    figure.add_scatter(
        x=when,
        y=_to_the_end([one.mean for one in levels]),
        name=words.shared(side.name),
        legendrank=rank + 1,
        mode="lines",
        line={
            "shape": "hv",
            "width": 1.6,
            "color": SIDE_COLOURS[side.name],
            "dash": DASHES[side.name],
        },
        hovertemplate="%{x|%m-%d %H:%M} %{y:,.2f}<extra></extra>",
    )
