"""The load-duration curve: which power is reached for how much of the time, both sides in one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from kpi.duration import duration_curve_kw
from twin.report.charts.frame import empty_figure
from twin.report.palette import SIDE_COLOURS
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from kpi.ledger import Floats

STEPS = 200  # points of a curve, half a per cent of the time apart
DASHES = {"before": "dot", "after": "solid", "now": "solid"}  # a grey print tells them apart


def duration_chart(sides: Sequence[Side], words: Words) -> go.Figure | None:
    """Mean over the replications of the power reached, by share of the time; a curve a side."""
    curves = [_curve(side) for side in sides]
    if any(curve is None or not curve.any() for curve in curves):
        return None
    figure = empty_figure(290, words, showlegend=len(sides) > 1)
    share = [round(100.0 * step / STEPS, 2) for step in range(STEPS + 1)]
    for side, curve in zip(sides, curves, strict=True):
        if curve is not None:
            _add(figure, side, share, curve, words)
    figure.update_yaxes(rangemode="tozero", title={"text": words("load-axis")})
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", title={"text": words("duration-axis")})
    figure.update_layout(legend={"orientation": "h", "x": 1, "xanchor": "right", "y": 1.12})
    return figure


def _curve(side: Side) -> Floats | None:
    """Mean over the replications; None where the books hold no whole quarter hour."""
    curves = [duration_curve_kw(books.quarter_kw, STEPS) for books in side.study.books]
    known = [curve for curve in curves if curve is not None]
    return np.mean(known, axis=0) if known else None


def _add(
    figure: go.Figure, side: Side, share: Sequence[float], curve: Floats, words: Words
) -> None:
    """The curve of one side."""
    figure.add_scatter(
        x=share,
        y=[round(float(value), 2) for value in curve],
        mode="lines",
        name="" if side.name == "now" else words.shared(side.name),
        line={"width": 2, "color": SIDE_COLOURS[side.name], "dash": DASHES[side.name]},
        hovertemplate="%{x} % · %{y:,.1f} kW<extra></extra>",
    )
