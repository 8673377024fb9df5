"""Retrofits: patches of a line, read from files of their own and put on through the same door."""

from lines.retrofit.apply import Landing, apply, landings
from lines.retrofit.document import Cost, Effect, Retrofit, Targets
from lines.retrofit.fields import FIELDS, Field
from lines.retrofit.reader import load_retrofit

__all__ = [
    "FIELDS",
    "Cost",
    "Effect",
    "Field",
    "Landing",
    "Retrofit",
    "Targets",
    "apply",
    "landings",
    "load_retrofit",
]
