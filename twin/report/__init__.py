"""The report: one HTML page, English or Korean, that answers, shows and can be audited."""

from twin.report.written import page, write

__all__ = ["page", "write"]
