"""The electric load of one week, quarter hour by quarter hour, with its peaks."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpi import Books
from kpi.ledger import QUARTER_TICKS
from twin.report.charts.frame import empty_figure
from twin.report.numbers import number
from twin.report.palette import SIDE_COLOURS
from twin.report.sides import Side
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go

WEEK_QUARTERS = 7 * 24 * 4


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
    """Mean power of each quarter hour of one week, with the peak of each side marked."""
    books = [side.study.books[0] for side in sides]
    week = load_week(books)
    if week is None:
        return None
    figure = empty_figure(360, words, showlegend=len(sides) > 1, hovermode="x unified")
    figure.update_layout(legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"})
    top = 0.0
    for side, one in zip(sides, books, strict=True):
        kw = one.quarter_kw[week[0] : week[1]]
        when = [_moment(one, week[0] + i) for i in range(len(kw))]
        figure.add_scatter(
            x=[moment.isoformat() for moment in when],
            y=[round(float(value), 2) for value in kw],
            name=words.shared(side.name) if len(sides) > 1 else "",
            line={
                "shape": "hv",
                "width": 1.4,
                "color": SIDE_COLOURS[side.name],
                "dash": "dot" if side.name == "before" else "solid",
            },
            hovertemplate="%{y:,.1f} kW",
        )
        top = max(top, float(kw.max()))
        _mark_peak(figure, side, words, when[int(kw.argmax())], float(kw.max()))
    figure.update_yaxes(title_text=words("load-axis"), range=[0, top * 1.22])
    figure.update_xaxes(tickformat="%a %d %b" if words.language == "en" else "%m/%d", nticks=8)
    return figure


def _moment(books: Books, quarter: int) -> datetime.datetime:
    """When a whole quarter hour of the books begins."""
    first = -(-books.frame.begin // QUARTER_TICKS)
    start = datetime.datetime.combine(books.line.start, datetime.time())
    return start + datetime.timedelta(minutes=15 * (first + quarter))


def _mark_peak(
    figure: go.Figure, side: Side, words: Words, when: datetime.datetime, kw: float
) -> None:
    colour = SIDE_COLOURS[side.name]
    figure.add_scatter(
        x=[when.isoformat()],
        y=[kw],
        mode="markers",
        marker={"color": colour, "size": 11, "symbol": "diamond", "line": {"width": 1}},
        showlegend=False,
        hoverinfo="skip",
    )
    high = side.name != "after"
    figure.add_annotation(
        x=when.isoformat(),
        y=kw,
        text=f"<b>{number(kw, 0)} kW</b>" + _who(side, words),
        showarrow=True,
        arrowhead=0,
        arrowcolor=colour,
        ax=0,
        ay=-34 if high else -16,
        font={"color": colour, "size": 12},
        bgcolor="rgba(255,255,255,0.85)",
    )


def _who(side: Side, words: Words) -> str:
    return "" if side.name == "now" else f" {words.shared(side.name)}"


def peak_sentences(sides: Sequence[Side], words: Words) -> list[str]:
    """The marked peaks in words."""
    books = [side.study.books[0] for side in sides]
    week = load_week(books)
    if week is None:
        return []
    said = []
    for side, one in zip(sides, books, strict=True):
        kw = one.quarter_kw[week[0] : week[1]]
        when = _moment(one, week[0] + int(kw.argmax()))
        said.append(
            words(
                "peak",
                side="" if side.name == "now" else words.shared(side.name),
                kw=number(float(kw.max()), 1),
                when=when.strftime("%Y-%m-%d %H:%M"),
            ).strip()
        )
    return said
