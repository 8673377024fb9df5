"""What the machines do: a band of states for every station and side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from twin.report.charts.frame import empty_figure
from twin.report.numbers import PERCENT, percent
from twin.report.palette import BAND_ORDER, INKS
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

SMALLEST_LABEL = 0.055  # a narrower part of a bar has no room for its number


def states_chart(sides: Sequence[Side], words: Words) -> go.Figure:
    """Bands of the states of every station, the sides one below the other."""
    rows = [
        (f"{station}  <i>{words.shared(side.name)}</i>" if len(sides) > 1 else station, shares)
        for station in _stations(sides)
        for side in sides
        if (shares := side.study.stations.get(station)) is not None
    ]
    firsts = [i for i, (label, _) in enumerate(rows) if i and not _same(rows[i - 1][0], label)]
    heights = [i + 0.45 * sum(first <= i for first in firsts) for i in range(len(rows))]
    if len(sides) == 1:
        heights = [float(i) for i in range(len(rows))]
    figure = empty_figure(70 + 25 * (max(heights) + 1), words, barmode="stack", showlegend=False)
    for state in BAND_ORDER:
        values = [shares[state].mean if state in shares else 0.0 for _, shares in rows]
        if any(value > 0 for value in values):
            figure.add_bar(**_band(state, values, heights, [label for label, _ in rows], words))
    figure.update_yaxes(
        tickvals=heights, ticktext=[label for label, _ in rows], range=[max(heights) + 0.6, -0.6]
    )
    figure.update_yaxes(showgrid=False, ticklen=4, tickcolor="#ffffff")
    figure.update_xaxes(range=[0, 100], ticksuffix=" %", title_text=words("states-axis"))
    return figure


def _band(
    state: str, values: Sequence[float], heights: Sequence[float], labels: list[str], words: Words
) -> dict[str, Any]:
    ink = INKS[state]
    return {
        "name": words.state(state),
        "orientation": "h",
        "x": [round(100 * value, 3) for value in values],
        "y": heights,
        "width": 0.82,
        "customdata": labels,
        "text": [percent(v).removesuffix(PERCENT) if v >= SMALLEST_LABEL else "" for v in values],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": ink.text, "size": 11},
        "hovertemplate": f"%{{customdata}}<br>{words.state(state)} %{{x:.1f}} %<extra></extra>",
        "marker": {
            "color": ink.fill,
            "line": {"color": "#ffffff", "width": 0.6},
            "pattern": {
                "shape": ink.hatch,
                "fgcolor": ink.line,
                "bgcolor": ink.fill,
                "size": 8,
                "solidity": 0.16,
            },
        },
    }


def _stations(sides: Sequence[Side]) -> list[str]:
    """All stations, in the order of the file, those that a retrofit removes at their place."""
    return list(dict.fromkeys(name for side in sides for name in side.line.stations))


def _same(one: str, other: str) -> bool:
    """Whether two rows are of the same station."""
    return one.split("  ")[0] == other.split("  ")[0]
