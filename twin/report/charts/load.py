"""The electric load of one week, quarter hour by quarter hour, with its peaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi import Books
from twin.report.charts.frame import empty_figure
from twin.report.clock import WEEK_QUARTERS, moment, say_moment, tick_format
from twin.report.numbers import number
from twin.report.palette import SIDE_COLOURS
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

PANELS = {1: [(0.0, 1.0)], 2: [(0.54, 1.0), (0.0, 0.46)]}  # share of the height, by sides


def load_week(books: Sequence[Books]) -> tuple[int, int] | None:
    """First and last quarter hour of the week that holds the highest peak; None without load."""
    curves = [one.quarter_kw for one in books]
    if not curves or any(len(curve) == 0 or not curve.any() for curve in curves):
        return None
    length = min(len(curve) for curve in curves)
    highest = max(curves, key=lambda curve: float(curve[:length].max()))
    week = int(highest[:length].argmax()) // WEEK_QUARTERS
    first = min(week * WEEK_QUARTERS, max(length - WEEK_QUARTERS, 0))
    return first, min(first + WEEK_QUARTERS, length)


def load_chart(sides: Sequence[Side], words: Words) -> go.Figure | None:
    """Mean power of each quarter hour of one week, a panel a side, with the peak marked."""
    books = [side.study.books[0] for side in sides]
    week = load_week(books)
    if week is None:
        return None
    figure = empty_figure(120 + 190 * len(sides), words, showlegend=False)
    panels = zip(sides, books, PANELS[len(sides)], strict=True)
    for number_, (side, one, domain) in enumerate(panels, start=1):
        kw = one.quarter_kw[week[0] : week[1]]
        when = [moment(one, week[0] + i).isoformat() for i in range(len(kw))]
        axis = "y" if number_ == 1 else f"y{number_}"
        _panel(figure, side, axis, when, [round(float(value), 2) for value in kw])
        _mark_peak(figure, side, words, axis, when[int(kw.argmax())], float(kw.max()))
        figure.update_layout(
            {
                f"yaxis{axis[1:]}": {
                    **figure.layout.yaxis.to_plotly_json(),
                    "domain": domain,
                    "range": [0, 1.3 * max(float(b.quarter_kw.max()) for b in books)],
                    "title": {"text": _axis_title(side, words), "font": {"size": 12.5}},
                    "anchor": "x",
                }
            }
        )
    figure.update_xaxes(tickformat=tick_format(week[1] - week[0], words), nticks=6)
    figure.update_xaxes(anchor="y" if len(sides) == 1 else "y2")
    return figure


def _axis_title(side: Side, words: Words) -> str:
    return words("load-axis") if side.name == "now" else f"{words.shared(side.name)} (kW)"


def _panel(
    figure: go.Figure, side: Side, axis: str, when: Sequence[str], kw: Sequence[float]
) -> None:
    """The curve of one side."""
    figure.add_scatter(
        x=when,
        y=kw,
        yaxis=axis,
        line={"shape": "hv", "width": 1.3, "color": SIDE_COLOURS[side.name]},
        hovertemplate="%{x|%m-%d %H:%M} %{y:,.1f} kW<extra></extra>",
    )


def _mark_peak(
    figure: go.Figure, side: Side, words: Words, axis: str, when: str, kw: float
) -> None:
    """A diamond on the highest quarter hour, with its power and whose it is."""
    colour = SIDE_COLOURS[side.name]
    who = "" if side.name == "now" else f" {words.shared(side.name)}"
    figure.add_scatter(
        x=[when],
        y=[kw],
        yaxis=axis,
        mode="markers",
        marker={"color": colour, "size": 11, "symbol": "diamond", "line": {"width": 1}},
        hoverinfo="skip",
    )
    figure.add_annotation(
        x=when,
        y=kw,
        yref=axis,
        text=f"<b>{number(kw, 0)} kW</b>{who}",
        showarrow=True,
        arrowhead=0,
        arrowcolor=colour,
        ax=0,
        ay=-22,
        font={"color": colour, "size": 12.5},
        bgcolor="rgba(255,255,255,0.85)",
    )


def peak_sentences(sides: Sequence[Side], words: Words) -> list[str]:
    """The marked peaks in words."""
    books = [side.study.books[0] for side in sides]
    week = load_week(books)
    if week is None:
        return []
    said = []
    for side, one in zip(sides, books, strict=True):
        kw = one.quarter_kw[week[0] : week[1]]
        when = moment(one, week[0] + int(kw.argmax()))
        said.append(
            words(
                "peak",
                side="" if side.name == "now" else words.shared(side.name),
                kw=number(float(kw.max()), 1),
                when=say_moment(when, words),
            ).strip()
        )
    return said
