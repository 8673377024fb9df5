"""The cost of a good part, component by component, from before to after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from twin.measured import Measured
from twin.report.charts.frame import empty_figure
from twin.report.numbers import money, number
from twin.report.palette import VERDICT_COLOURS
from twin.report.wording import Words

if TYPE_CHECKING:
    import plotly.graph_objects as go


def cost_chart(parts: Mapping[str, Measured], currency: str, words: Words) -> go.Figure | None:
    """Waterfall of the cost of a good part: from before, by component, to after."""
    known = {n: m for n, m in parts.items() if all(e is not None for e in m.sides)}
    if not known:
        return None
    totals = [
        sum(e.mean for m in known.values() if (e := m.sides[i]) is not None)
        for i in range(len(next(iter(known.values())).sides))
    ]
    if len(totals) == 1:
        labels = [words.or_plain("cost-", name) for name in known] + [words("total")]
        steps = [e.mean for m in known.values() if (e := m.sides[0]) is not None] + [totals[0]]
        kinds = ["relative"] * len(known) + ["total"]
    else:
        labels = [words.shared("before"), *(words.or_plain("cost-", name) for name in known)]
        steps = [totals[0], *(m.difference.mean if m.difference else 0.0 for m in known.values())]
        labels, steps = [*labels, words.shared("after")], [*steps, totals[1]]
        kinds = ["absolute"] + ["relative"] * len(known) + ["total"]
    decimals = 0 if max(abs(t) for t in totals) >= 100 else 2
    texts = [
        money(step, currency, words, decimals)
        if kind != "relative" or len(totals) == 1
        else number(step, decimals, sign=True)
        for step, kind in zip(steps, kinds, strict=True)
    ]
    figure = empty_figure(64 + 34 * len(labels), words, showlegend=False)
    figure.add_waterfall(**_waterfall(labels, steps, kinds, texts, len(totals)))
    figure.update_yaxes(autorange="reversed", showgrid=False, ticklen=4, tickcolor="#ffffff")
    figure.update_xaxes(range=waterfall_range(steps, kinds), nticks=6, tickformat=",")
    return figure


def _waterfall(
    labels: list[str], steps: list[float], kinds: list[str], texts: list[str], sides: int
) -> dict[str, Any]:
    rise, fall = (VERDICT_COLOURS["worse"], VERDICT_COLOURS["better"])
    return {
        "orientation": "h",
        "y": labels,
        "x": steps,
        "measure": kinds,
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "increasing": {"marker": {"color": rise if sides == 2 else "#7f9db0"}},
        "decreasing": {"marker": {"color": fall}},
        "totals": {"marker": {"color": "#1f5f7a"}},
        "connector": {"line": {"color": "#9aa5af", "width": 1}},
        "hoverinfo": "skip",
    }


def waterfall_range(steps: Sequence[float], kinds: Sequence[str]) -> list[float]:
    """The axis: from 0, or from just below the lowest level where the steps would vanish."""
    level, levels = 0.0, []
    for step, kind in zip(steps, kinds, strict=True):
        level = level + step if kind == "relative" else step
        levels.append(level)
    low, high = min(levels), max(levels)
    spread = high - low
    start = 0.0
    if kinds[0] == "absolute" and spread < 0.25 * high:
        start = max(0.0, low - max(spread * 1.5, 0.02 * high))
    return [start, high + 0.3 * (high - start)]
