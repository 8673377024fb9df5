"""The figures that need axes, from states to change. Drawn by plotly, offline.

Each function returns a plotly figure without a script of its own; the page carries plotly.js once
and draws them all. Every figure says nothing that a table on the page does not say too.
"""

from twin.report.charts.change import axis_limit, difference_chart
from twin.report.charts.cost import cost_chart, waterfall_range
from twin.report.charts.duration import duration_chart
from twin.report.charts.load import load_chart, load_week, peak_sentences
from twin.report.charts.orders import backlog_chart
from twin.report.charts.states import states_chart

__all__ = [
    "axis_limit",
    "backlog_chart",
    "cost_chart",
    "difference_chart",
    "duration_chart",
    "load_chart",
    "load_week",
    "peak_sentences",
    "states_chart",
    "waterfall_range",
]
