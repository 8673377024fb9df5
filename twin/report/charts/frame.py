"""An empty figure in the page's manner: its fonts, its greys, no furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twin.report.palette import FONTS
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

INK, GRID = "#1b2733", "#dde3e8"


def empty_figure(height: float, words: Words, **layout: Any) -> go.Figure:
    """An empty figure in the page's manner."""
    import plotly.graph_objects as go

    figure = go.Figure()
    figure.update_layout(
        template="none",
        height=round(height),
        font={"family": FONTS[words.language], "size": 13, "color": INK},
        paper_bgcolor="#ffffff",
        plot_bgcolor="#ffffff",
        margin={"l": 8, "r": 12, "t": 26, "b": 44},
        hoverlabel={"font": {"family": FONTS[words.language]}},
        **layout,
    )
    axis = {
        "automargin": True,
        "tickangle": 0,
        "title_font_size": 12.5,
        "title_standoff": 8,
        "gridcolor": GRID,
        "linecolor": "#9aa5af",
        "zeroline": False,
    }
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    return figure
