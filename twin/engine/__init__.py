"""The engines, and what they share."""

from twin.engine.compile import Compiled, compile_plan
from twin.engine.simulate import (
    Run,
    digest_of,
    draw_uncertain,
    run,
    simulate,
    warm_up,
)
from twin.engine.stuck import Deadlock, Overfull
from twin.engine.trace import Trace

__all__ = [
    "Compiled",
    "Deadlock",
    "Overfull",
    "Run",
    "Trace",
    "compile_plan",
    "digest_of",
    "draw_uncertain",
    "run",
    "simulate",
    "warm_up",
]
