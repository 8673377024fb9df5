"""Injuries to be expected of a line and its workforce, before and after a retrofit."""

from twin.safety.card import safety_card, safety_parts
from twin.safety.object import safety_object
from twin.safety.reckon import reckon
from twin.safety.record import record_of
from twin.safety.study import Asked, Safety, expected, workforce_of

__all__ = [
    "Asked",
    "Safety",
    "expected",
    "reckon",
    "record_of",
    "safety_card",
    "safety_object",
    "safety_parts",
    "workforce_of",
]
