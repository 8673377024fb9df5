"""Run a line, compare it before and after a retrofit, and audit the result."""

from twin.audit import Audit, AuditLine, audit
from twin.compare import Comparison, Row, compare
from twin.settings import SettingError, Settings
from twin.study import StudyResult, run_study

__all__ = [
    "Audit",
    "AuditLine",
    "Comparison",
    "Row",
    "SettingError",
    "Settings",
    "StudyResult",
    "audit",
    "compare",
    "run_study",
]
