"""Working time in ticks: the calendars of a line as rows of a plan, and as edges up to an end.

The rows hold the pattern of a week, so a plan does not grow with the length of a run; both engines
take the edges from here, in the same ticks, before they begin.
"""

import numpy as np

from kpi.ledger import TICKS_PER_SECOND
from lines.model import Line, Shift
from twin.engine import plan as p
from twin.engine.plan import Ints, Plan

DAY_TICKS = 86_400 * TICKS_PER_SECOND
FAR_DAYS = 8


def shift_rows(line: Line) -> Ints:
    """(H, SHIFT_COLUMNS) one row a calendar, weekday and piece of work between breaks."""
    rows = [
        [c, day, round(begin * TICKS_PER_SECOND), round(end * TICKS_PER_SECOND)]
        for c, calendar in enumerate(line.calendars.values())
        for shift in calendar.shifts
        for day in shift.days
        for begin, end in _pieces(shift)
    ]
    return np.array(rows, np.int64).reshape(-1, p.H_COLUMNS)


def holiday_days(line: Line) -> Ints:
    """(N,) [day] days from the start of the line on which no shift begins."""
    return np.array([(day - line.start).days for day in line.holidays], np.int64)


def _pieces(shift: Shift) -> list[tuple[float, float]]:
    """The working time of a shift, its breaks cut out."""
    pieces, begin = [], shift.begin_s
    for pause, until in shift.breaks:
        if pause > begin:
            pieces.append((begin, pause))
        begin = max(begin, until)
    return [*pieces, (begin, shift.end_s)] if begin < shift.end_s else pieces


def edges_of(plan: Plan, end: int) -> list[Ints]:
    """Of each calendar the ticks at which its working time ends, begins, ends, in turn.

    At tick 0 every calendar is taken as at work; one that is not has its first edge there. The
    edges go on until one lies behind `end`, if there is one. Ticks up to `end` are all there.
    """
    far = end // DAY_TICKS + FAR_DAYS + 7 * plan.holiday.size
    days = np.arange(-1, far + 1)
    days = days[~np.isin(days, plan.holiday)]
    weekday = (days + plan.sizes[p.Z_WEEKDAY]) % 7
    edges = [
        _turns(_spans(plan.shift[plan.shift[:, p.H_CALENDAR] == c], days, weekday))
        for c in range(int(plan.sizes[p.Z_CALENDARS]) - plan.late.shape[0])
    ]
    return edges + [_later(edges[of], ticks, pause) for of, ticks, pause in plan.late.tolist()]


def _later(edges: Ints, ticks: int, pause: int) -> Ints:
    """The edges of a calendar that begins later after a pause at least so long (B32).

    Working time that would be over before it begins is left out.
    """
    turns: list[int] = []
    ticks_of = edges.tolist()
    for end, begin, over in zip(ticks_of[::2], ticks_of[1::2], [*ticks_of[2::2], -1], strict=False):
        if len(turns) % 2 == 0:
            turns.append(end)
        begin += ticks if begin - turns[-1] >= pause else 0
        if over < 0 or begin < over:
            turns.append(begin)
    if edges.size % 2 and len(turns) % 2 == 0:
        turns.append(ticks_of[-1])
    return np.array(turns, np.int64)


def _spans(rows: Ints, days: Ints, weekday: Ints) -> Ints:
    """(N, 2) [tick] begin and end of each piece of work, sorted, from tick 0 on."""
    spans = [
        np.stack([days[weekday == day] * DAY_TICKS + tick for tick in (begin, end)], axis=1)
        for _, day, begin, end in rows
    ]
    all_spans = np.clip(np.concatenate(spans), 0, None)
    all_spans = all_spans[all_spans[:, 1] > all_spans[:, 0]]
    ordered: Ints = all_spans[np.argsort(all_spans[:, 0], kind="stable")]
    return ordered


def _turns(spans: Ints) -> Ints:
    """The edges of sorted spans; where one ends as the next begins there is none."""
    merged: list[int] = []
    for begin, end in spans.tolist():
        if merged and begin <= merged[-1]:
            merged[-1] = max(merged[-1], end)
        else:
            merged += [begin, end]
    return np.array(merged[1:] if merged[:1] == [0] else [0, *merged], np.int64)


def working_ticks(edges: Ints, begin: int, end: int) -> int:
    """Ticks of working time between two ticks."""
    bounds = np.clip(np.concatenate([[0], edges, [end] * (1 - edges.size % 2)]), begin, end)
    return int((bounds[1::2] - bounds[::2]).sum())


def load_ticks(plan: Plan, begin: int, end: int) -> tuple[int, ...]:
    """Of each load of the plant beside its machines how long it drew between two ticks."""
    if not plan.base_load.size:
        return ()
    edges = edges_of(plan, end)
    return tuple(
        working_ticks(edges[calendar], begin, end) if calendar >= 0 else end - begin
        for calendar in plan.base_load[:, 0].tolist()
    )


def duty_ticks(plan: Plan, begin: int, end: int) -> tuple[int, ...]:
    """Of each crew the working time of all its members between two ticks."""
    edges = edges_of(plan, end)
    worked = [working_ticks(ticks, begin, end) for ticks in edges]
    return tuple(
        int(count) * (worked[calendar] if calendar >= 0 else end - begin)
        for count, calendar in zip(plan.crew_count, plan.crew_calendar, strict=True)
    )
