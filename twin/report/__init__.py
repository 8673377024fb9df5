"""The report: one HTML page, English or Korean, that answers, shows and can be audited."""

from twin.report.written import Added, Chapter, page, write

__all__ = ["Added", "Chapter", "page", "write"]
