"""Working time: the shifts of a calendar by weekday and time of day, their breaks, the holidays."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from lines.errors import hint
from lines.model import DAY_S, Calendar, Shift
from lines.words.entry import Entry
from lines.words.forms import Date, Schema
from lines.words.groups import Group, Word, is_name_of

HOLIDAYS = "holidays"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_KOREAN = ("월", "화", "수", "목", "금", "토", "일")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::([0-5]\d))?")
_SPELT = re.compile(r"[^\d\s,-]+")


class WrittenCalendars(NamedTuple):
    """What was read under `calendars`: shifts by name, and the days on which nobody works."""

    calendars: dict[str, Calendar]
    holidays: tuple[datetime.date, ...] = ()


class ClockTime:
    """A time of day such as 08:00 or 17:30:15; 24:00 is the end of the day."""

    def read(self, entry: Entry) -> float | None:
        """Return the time [s] since midnight."""
        seconds = _seconds(entry.written.strip())
        if seconds is None:
            entry.expect('a time of day from "00:00" to "24:00", such as "08:30"')
        return seconds

    def schema(self) -> Schema:
        """Return the pattern of a time of day."""
        return {"type": "string", "pattern": "^[0-9]{1,2}:[0-5][0-9](:[0-5][0-9])?$"}


class Days:
    """Weekdays: `mon-fri`, `sat`, `mon, wed, fri`, `daily`."""

    def read(self, entry: Entry) -> tuple[int, ...] | None:
        """Return the weekdays, Monday being 0, in their order."""
        found: set[int] = set()
        parts = (
            [below for _, below in entry.entries()]
            if entry.node.is_list
            else [entry] * bool(entry.written)
        )
        texts = [(part, text) for part in parts for text in part.written.lower().split(",")]
        for part, text in texts:
            days = _days(text.strip())
            if days is None:
                spelt = next((w for w in _SPELT.findall(text) if w not in DAYS), "")
                told = hint(spelt, (*DAYS, "daily"))
                part.expect("weekdays, such as mon-fri, sat or daily", told)
                return None
            found.update(days)
        if not found:
            entry.expect("weekdays, such as mon-fri, sat or daily")
            return None
        return tuple(sorted(found))

    def schema(self) -> Schema:
        """Return a text or a list of them."""
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


class Breaks:
    """A list of spans such as "12:00-13:00"."""

    def read(self, entry: Entry) -> tuple[tuple[float, float], ...] | None:
        """Return begin and end of each break as times of day [s]."""
        if not entry.node.is_list:
            entry.expect('a list of breaks, such as ["10:00-10:10", "12:00-13:00"]')
            return None
        spans = []
        for _, below in entry.entries():
            ends = [_seconds(text.strip()) for text in below.written.split("-")]
            if len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
                below.expect('a break from one time of day to another, such as "12:00-13:00"')
                return None
            spans.append((ends[0], ends[1]))
        return tuple(spans)

    def schema(self) -> Schema:
        """Return a list of texts."""
        return {"type": "array", "items": {"type": "string"}}


class Shifts:
    """The shifts of one calendar."""

    @property
    def group(self) -> Group:
        """The words of a shift."""
        return _SHIFT

    def read(self, entry: Entry) -> Calendar | None:
        """Return the calendar."""
        if not entry.node.is_list or not entry.node.entries:
            such = 'such as - {days: mon-fri, from: "08:00", to: "17:00"}'
            entry.expect(f"a list of shifts, {such}")
            return None
        shifts = [_shift(below) for _, below in entry.entries()]
        read = tuple(shift for shift in shifts if shift is not None)
        return Calendar(read) if len(read) == len(shifts) else None

    def schema(self) -> Schema:
        """Return a list of shifts."""
        return {"type": "array", "items": _SHIFT.schema(), "minItems": 1}


class Calendars:
    """Calendars by name, and under `holidays` the dates on which no shift begins."""

    form = Shifts()

    def read(self, entry: Entry) -> WrittenCalendars | None:
        """Return the calendars and the holidays."""
        if entry.node.is_missing:
            return WrittenCalendars({})
        if not entry.node.is_mapping:
            entry.expect("calendars by name, each a list of shifts")
            return None
        calendars: dict[str, Calendar] = {}
        holidays: tuple[datetime.date, ...] = ()
        for name, below in entry.words():
            if name == HOLIDAYS:
                holidays = _dates(below)
                continue
            calendar = self.form.read(below)
            if is_name_of(below, name, "a calendar", False) and calendar is not None:
                calendars[name] = calendar
        return WrittenCalendars(calendars, holidays)

    def schema(self) -> Schema:
        """Return lists of shifts by name, and the list of holidays."""
        return {
            "type": "object",
            "properties": {HOLIDAYS: {"type": "array", "items": Date().schema()}},
            "additionalProperties": self.form.schema(),
        }


def _seconds(text: str) -> float | None:
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(digits or 0) for digits in match.groups())
    total = hours * 3600.0 + minutes * 60.0 + seconds
    return total if total <= DAY_S else None


def _days(text: str) -> list[int] | None:
    """The weekdays of one span, or None where a word is none."""
    if text in ("daily", "매일"):
        return list(range(7))
    ends = []
    for word in text.split("-"):
        names = [names for names in (DAYS, _KOREAN) if word.strip() in names]
        if not names:
            return None
        ends.append(names[0].index(word.strip()))
    if len(ends) == 1:
        return ends
    if len(ends) != 2:
        return None
    first, last = ends
    return [(first + step) % 7 for step in range((last - first) % 7 + 1)]


def _shift(entry: Entry) -> Shift | None:
    """Return the shift; one that ends at an earlier hour than it begins goes over midnight."""
    values = _SHIFT.read(entry)
    if values is None or any(word not in values for word in ("days", "from", "to")):
        return None
    begin, end = values["from"], values["to"]
    if begin == end:
        entry.expect('a shift with a length; a whole day is from: "00:00", to: "24:00"')
        return None
    if begin == DAY_S:
        begin = 0.0
    end = end if end > begin else end + DAY_S
    spans = []
    for number, (pause, until) in enumerate(values.get("breaks", ())):
        low = pause if pause >= begin else pause + DAY_S
        high = until if until > pause else until + DAY_S
        high += low - pause
        if not begin <= low < high <= end:
            below = entry.child(entry.node.words["breaks"].entries[number], "breaks", number)
            below.expect("a break inside its shift")
            return None
        spans.append((low, high))
    return Shift(values["days"], begin, end, tuple(sorted(spans)))


def _dates(entry: Entry) -> tuple[datetime.date, ...]:
    if not entry.node.is_list:
        entry.expect('a list of dates, such as ["2026-05-05"]')
        return ()
    days = [Date().read(below) for _, below in entry.entries()]
    return tuple(sorted({day for day in days if day is not None}))


_SHIFT = Group(
    "a shift",
    (
        Word("days", Days(), "Weekdays on which it begins.", "days: mon-fri", required=True),
        Word("from", ClockTime(), "When it begins.", 'from: "08:00"', required=True),
        Word(
            "to",
            ClockTime(),
            "When it ends; an earlier hour than `from` is on the next day.",
            'to: "17:00"',
            required=True,
        ),
        Word("breaks", Breaks(), "Times of rest in it.", 'breaks: ["12:00-13:00"]'),
    ),
)
