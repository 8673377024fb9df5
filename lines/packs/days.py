"""Data packs of public holidays: dates with the name of the day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from lines.words.entry import Entry
from lines.words.forms import Schema, Text
from lines.words.groups import Word


class HolidaysUnknown(LookupError):
    """It is asked of a day of which nobody says whether it is a holiday."""


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays by date; only the years of `covers` are known."""

    days: dict[datetime.date, str]

    def __contains__(self, day: datetime.date) -> bool:
        """Say whether a day is a holiday; HolidaysUnknown in a year of which none is known."""
        first, last = self.covers
        if not first <= day.year <= last:
            raise HolidaysUnknown(
                f"the public holidays of {day.year} are not known, those of {first} to {last} are;"
                " give a pack of kind 'holidays' with --pack"
            )
        return day in self.days

    @property
    def covers(self) -> tuple[int, int]:
        """The first and the last year of which days are known."""
        years = [day.year for day in self.days]
        return min(years), max(years)


class Days:
    """Names by date."""

    def read(self, entry: Entry) -> Holidays | None:
        """Return the days."""
        if not entry.node.words:
            entry.expect("names by date, such as {2026-01-01: New Year's Day}")
            return None
        days = {}
        for word, below in entry.words():
            day, name = _date(word, below), Text("the name of a day").read(below)
            if day is not None and name is not None:
                days[day] = name
        return Holidays(days) if len(days) == len(entry.node.words) else None

    def schema(self) -> Schema:
        """Return names by date."""
        return {"type": "object", "additionalProperties": Text("").schema()}


def _date(word: str, entry: Entry) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(word)
    except ValueError:
        entry.fail_word(f"found '{word[:40]}'; expected a date, such as 2026-01-01")
        return None


WORDS = (Word("days", Days(), "The days, by date.", required=True),)
