"""One judgement of a retrofit: comparison, money, energy, safety, level, form, from one result."""

from twin.judge.audit import Audited, audit, read_result
from twin.judge.card import audit_card, judgement_card
from twin.judge.files import refuse_folder, report_of, result_text, write_all
from twin.judge.object import judgement_object
from twin.judge.question import Question, Said
from twin.judge.study import Judgement, judge

__all__ = [
    "Audited",
    "Judgement",
    "Question",
    "Said",
    "audit",
    "audit_card",
    "judge",
    "judgement_card",
    "judgement_object",
    "read_result",
    "refuse_folder",
    "report_of",
    "result_text",
    "write_all",
]
