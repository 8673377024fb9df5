"""What a factory line is, what may be said about it, and how a retrofit changes it."""

from lines.distributions import Distribution
from lines.errors import LineError, Problem
from lines.graph import graph_of
from lines.library import bundled_lines, bundled_retrofits, starters
from lines.load import build, check, load
from lines.model import Line
from lines.retrofit import Retrofit, apply, load_retrofit
from lines.source import LineSource, read
from lines.starter import GENERAL, starter_of

__all__ = [
    "GENERAL",
    "Distribution",
    "Line",
    "LineError",
    "LineSource",
    "Problem",
    "Retrofit",
    "apply",
    "build",
    "bundled_lines",
    "bundled_retrofits",
    "check",
    "graph_of",
    "load",
    "load_retrofit",
    "read",
    "starter_of",
    "starters",
]
