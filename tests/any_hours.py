"""Working time of any kind, as the words of a line file: for the strategies of random lines.

Shifts are as short as the cycles of random lines, so that a run of minutes meets many ends.
"""

from typing import Any

from any_station import Draw, Style, Words, one_of, perhaps
from hypothesis import strategies as st

MARKS = 170
HOLIDAYS = ("2026-01-01", "2026-01-02", "2026-03-01")  # without `start` the clock begins on one


def draw_calendars(draw: Draw, style: Style) -> Words:
    """Calendars by name, mostly none; a line that must come to a standstill has none."""
    if style.closed or perhaps(draw, 35):
        return {}
    names = ("day", "night")[: one_of(draw, 1, 2)]
    return {name: _shifts(draw, style) for name in names}


def draw_holidays(draw: Draw, calendars: Words) -> list[str]:
    """Mostly none; else the day on which the clock begins, or one that changes nothing yet."""
    if not calendars or perhaps(draw, 85):
        return []
    return draw(st.lists(st.sampled_from(HOLIDAYS), min_size=1, unique=True))


def give_calendars(draw: Draw, calendars: Words, things: Words, finishing: bool) -> set[str]:
    """Let some of the stations or crews work by a calendar; which calendars are used."""
    names = list(calendars)
    used = set()
    for words in things.values():
        if names and perhaps(draw, 60):
            words["calendar"] = one_of(draw, *names)
            used.add(words["calendar"])
            if finishing and perhaps(draw, 40):
                words["finish"] = "yes"
    return used


def tire(draw: Draw, style: Style, stations: Words) -> None:
    """Let some of the inspections that find something and go home tire."""
    caused = any("defects" in words.get("quality", {}) for words in stations.values())
    for words in stations.values():
        able = caused and "calendar" in words and words.get("finds", "0 %") != "0 %"
        if able and perhaps(draw, 95):
            per = style.time(one_of(draw, 1, 4, 20))
            words["tires"] = {"per": per, "loses": one_of(draw, "5 %", "20 %", "100 %")}


def give_warm_ups(draw: Draw, style: Style, calendars: Words, stations: Words) -> None:
    """Let some of the stations with a calendar warm up, within their working time."""
    for words in stations.values():
        if "calendar" in words and perhaps(draw, 55):
            longest = max(_steps(style, shift) for shift in calendars[words["calendar"]])
            words["warm-up"] = _warm_up(draw, style, min(longest - 1, 8), words["machines"])


def _warm_up(draw: Draw, style: Style, latest: int, machines: int) -> Any:
    """A warm-up of every kind, as short as the shifts; the last machine begins by `latest`."""
    takes = style.time(draw(st.integers(1, 4)))
    if perhaps(draw, 30):
        return takes
    words: Words = {"takes": takes}
    if perhaps(draw, 50):
        words["after"] = style.time(draw(st.integers(0, 30)))
    if perhaps(draw, 60):
        stagger = draw(st.integers(0, latest // max(machines - 1, 1)))
        words["stagger"] = style.time(stagger)
        latest -= stagger * (machines - 1)
    if perhaps(draw, 40):
        words["delay"] = style.time(draw(st.integers(0, latest)))
    if perhaps(draw, 30):
        words["energy"] = "2 kJ"
    return words


def _steps(style: Style, shift: Words) -> int:
    """How many steps of the grid a shift lasts."""
    begin, end = (
        sum(int(d) * 60**p for p, d in enumerate(reversed(shift[w].split(":"))))
        for w in ("from", "to")
    )
    return int((end - begin) / (60 if style.unit == "min" else 1) / style.grid)


def _shifts(draw: Draw, style: Style) -> list[Words]:
    """One to three shifts of every day, all soon after midnight, some with a break."""
    count = 2 * one_of(draw, 1, 2, 3)
    marks = sorted(draw(st.sets(st.integers(0, MARKS), min_size=count, max_size=count)))
    shifts = []
    for begin, end in zip(marks[::2], marks[1::2], strict=True):
        words: Words = {"days": "daily", "from": _clock(style, begin), "to": _clock(style, end)}
        if end - begin > 3 and perhaps(draw, 30):
            pause = draw(st.integers(begin + 1, end - 2))
            words["breaks"] = [f"{_clock(style, pause)}-{_clock(style, pause + 1)}"]
        shifts.append(words)
    return shifts


def _clock(style: Style, mark: int) -> str:
    seconds = mark * (60 if style.unit == "min" else 1)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
