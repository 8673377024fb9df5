"""Retrofits: patches of a line, read from files of their own and put on through the same door."""

from lines.fields import FIELDS, Field
from lines.retrofit.apply import Landing, apply, landings
from lines.retrofit.document import Cost, Effect, Retrofit, Targets
from lines.retrofit.reader import load_retrofit
from lines.retrofit.steps import Step, steps

__all__ = [
    "FIELDS",
    "Cost",
    "Effect",
    "Field",
    "Landing",
    "Retrofit",
    "Step",
    "Targets",
    "apply",
    "landings",
    "load_retrofit",
    "steps",
]
