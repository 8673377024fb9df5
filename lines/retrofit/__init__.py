"""Retrofits: patches of a line, read from files of their own and put on through the same door."""

from lines.fields import FIELDS, Field
from lines.retrofit.apply import Landing, apply, landings
from lines.retrofit.document import Cost, Effect, Known, Retrofit, Targets, Use
from lines.retrofit.needs import Need, bringers, needs_of, use_in_force
from lines.retrofit.reader import load_retrofit
from lines.retrofit.steps import Step, steps
from lines.retrofit.targets import wishes_for

__all__ = [
    "FIELDS",
    "Cost",
    "Effect",
    "Field",
    "Known",
    "Landing",
    "Need",
    "Retrofit",
    "Step",
    "Targets",
    "Use",
    "apply",
    "bringers",
    "landings",
    "load_retrofit",
    "needs_of",
    "steps",
    "use_in_force",
    "wishes_for",
]
