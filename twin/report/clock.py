"""When the quarter hours of the books begin, and how a moment is said and marked on an axis."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING

from kpi.ledger import QUARTER_TICKS
from twin.report.wording import Words

if TYPE_CHECKING:
    from kpi import Books

DAY_QUARTERS = 24 * 4
WEEK_QUARTERS = 7 * DAY_QUARTERS
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def moment(books: Books, quarter: int) -> datetime.datetime:
    """When a whole quarter hour of the books begins."""
    first = -(-books.frame.begin // QUARTER_TICKS)
    start = datetime.datetime.combine(books.line.start, datetime.time())
    return start + datetime.timedelta(minutes=15 * (first + quarter))


def say_begins(begins: Collection[datetime.datetime], words: Words) -> list[str]:
    """Say when spans of time begin: their days, and the times of day where they tell anything."""
    if all(one.time() == datetime.time() for one in begins):
        return [say_day(one, words) for one in begins]
    return [say_moment(one, words) for one in begins]


def say_moment(when: datetime.datetime, words: Words) -> str:
    """Say a day and a time of day."""
    return f"{say_day(when, words)} {when:%H:%M}"


def say_day(when: datetime.date, words: Words) -> str:
    """Say a day."""
    if words.language == "ko":
        return f"{when.month}월 {when.day}일"
    return f"{when.day} {MONTHS[when.month - 1]}"


def tick_format(quarters: int, words: Words) -> str:
    """Days under a long curve, days and hours under one of a few days."""
    day = "%a %d %b" if words.language == "en" else "%m/%d"
    return day if quarters > 3 * DAY_QUARTERS else f"%H:%M<br>{day}"
