"""Spans of time of a data pack: hours of the day, months of the year."""

from __future__ import annotations

from lines.words.entry import Entry
from lines.words.forms import Schema, Whole

HOURS = 24


class Hours:
    """Hours of the day as a list of spans: `[22-8]` goes over midnight."""

    def read(self, entry: Entry) -> frozenset[int] | None:
        """Return the hours, 0 to 23."""
        spans = [_span(below) for _, below in entry.entries()]
        if not spans or None in spans:
            if not spans:
                entry.expect("a list of hours, such as [8-15, 21-22]")
            return None
        return frozenset().union(*(span for span in spans if span is not None))

    def schema(self) -> Schema:
        """Return a list of spans."""
        return {"type": "array", "items": {"type": "string"}, "minItems": 1}


def _span(entry: Entry) -> frozenset[int] | None:
    begin, _, end = entry.written.strip().partition("-")
    if begin.isdecimal() and end.isdecimal() and int(begin) < HOURS and int(end) <= HOURS:
        first, last = int(begin), int(end)
        if first != last:
            steps = (last - first) % HOURS or HOURS
            return frozenset((first + step) % HOURS for step in range(steps))
    entry.expect("hours such as 8-15, or 22-8 over midnight")
    return None


class Months:
    """Months of the year as a list of numbers."""

    def read(self, entry: Entry) -> tuple[int, ...] | None:
        """Return the months, 1 to 12."""
        if not entry.node.entries:
            entry.expect("a list of months, such as [6, 7, 8]")
            return None
        read = [Whole("a month", 1, 12).read(below) for _, below in entry.entries()]
        months = tuple(month for month in read if month is not None)
        return months if len(months) == len(read) else None

    def schema(self) -> Schema:
        """Return a list of months."""
        return {"type": "array", "items": {"type": "integer", "minimum": 1, "maximum": 12}}
