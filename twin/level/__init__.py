"""Level assessment: answers scored, evidence of line and retrofits, and the reality check."""

from twin.level.card import assessment_card, assessment_parts
from twin.level.object import assessment_object
from twin.level.study import Evidence, evidence

__all__ = [
    "Evidence",
    "assessment_card",
    "assessment_object",
    "assessment_parts",
    "evidence",
]
