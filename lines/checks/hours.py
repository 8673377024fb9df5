"""Rules about working time: calendars that are there, used, and never twice at one time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lines.compose import Draft
from lines.errors import hint, listed
from lines.model import DAY_S, WEEK_S, Calendar, Shift
from lines.nodes import Route
from lines.words.hours import DAYS, HOLIDAYS

SECTIONS = ("stations", "crews", "energy")


def calendars_are_declared(draft: Draft) -> None:
    """A calendar that a station, crew or load names stands under `calendars`."""
    if draft.findings.has_lost("calendars"):
        return
    node = draft.node("calendars")
    known = [name for name in (node.words if node is not None else ()) if name != HOLIDAYS]
    for route, name in _named(draft):
        if name not in known:
            told = f"there is no calendar '{name}'"
            told += (
                f"; the line has {listed(known)}{hint(name, known)}"
                if known
                else f'; declare it, such as calendars: {{{name}: [{{days: mon-fri, from: "08:00",'
                ' to: "17:00"}]}'
            )
            draft.fail(told, *route)


def calendars_are_used(draft: Draft) -> None:
    """Some station, crew or load works by a calendar that is described."""
    used = {name for _, name in _named(draft)}
    for name in draft.line.calendars:
        if name not in used and all(draft.sound(section) for section in SECTIONS):
            told = f"no station, crew or load works by calendar '{name}', so it would say nothing"
            draft.fail(told, "calendars", name, at_word=True)


def shifts_do_not_overlap(draft: Draft) -> None:
    """The shifts of one calendar never run at the same time."""
    for name, calendar in draft.line.calendars.items():
        clash = _clash(calendar)
        if clash is not None and draft.sound("calendars", name):
            first, second, when = clash
            day = DAYS[int(when % WEEK_S // DAY_S)]
            clock = f"{int(when % DAY_S // 3600):02}:{int(when % 3600 // 60):02}"
            told = f"this shift overlaps with shift {first + 1} of the same calendar on {day} at"
            draft.fail(f"{told} {clock}; give it other hours or days", "calendars", name, second)


def finish_needs_a_calendar(draft: Draft) -> None:
    """`finish` says what happens at the end of a calendar's working time."""
    for station in draft.line.stations.values():
        if station.finish and station.calendar is None:
            told = "'finish' says nothing without a calendar; add 'calendar' or leave it out"
            draft.fail(told, "stations", station.name, "finish", at_word=True)


def _named(draft: Draft) -> Iterator[tuple[Route, str]]:
    for section in ("stations", "crews"):
        things = draft.line.stations if section == "stations" else draft.line.crews
        for name, thing in things.items():
            if thing.calendar is not None:
                yield (section, name, "calendar"), thing.calendar
    base, air = draft.line.energy.base, draft.line.energy.air
    node = draft.node("energy", "base")
    for number, group in enumerate(base):
        if group.calendar is not None and node is not None:
            step = (number,) if node.is_list else ()
            yield ("energy", "base", *step, "calendar"), group.calendar
    if air is not None and air.calendar is not None:
        yield ("energy", "compressed-air", "calendar"), air.calendar


def _clash(calendar: Calendar) -> tuple[int, int, float] | None:
    """Two shifts of a calendar that overlap and when in the week [s]; the later one second."""
    spans = sorted(
        (day * DAY_S + shift.begin_s, day * DAY_S + shift.end_s, number)
        for number, shift in enumerate(calendar.shifts)
        for day in shift.days
    )
    if not spans:
        return None
    first = spans[0]
    spans.append((first[0] + WEEK_S, first[1] + WEEK_S, first[2]))
    for (_, until, one), (begin, _, other) in pairwise(spans):
        if begin < until:
            return min(one, other), max(one, other), begin
    return None


def calendars_have_working_time(draft: Draft) -> None:
    """Some shift of a calendar leaves time to work beside its breaks."""
    for name, calendar in draft.line.calendars.items():
        if draft.sound("calendars", name) and not any(_works(shift) for shift in calendar.shifts):
            told = f"the breaks of '{name}' leave no working time, so nobody would ever come"
            draft.fail(f"{told}; shorten them", "calendars", name, at_word=True)


def _works(shift: Shift) -> bool:
    """Whether breaks leave something of a shift."""
    begin = shift.begin_s
    for pause, until in sorted(shift.breaks):
        if pause > begin:
            return True
        begin = max(begin, until)
    return begin < shift.end_s
