"""Which rules a run has met: read off its trace, one aspect after the other.

An aspect is a rule and what of it happened, such as `B6 while it waits`. The reader follows the
trace row by row and knows of each machine its state, the part in it and since when.
"""

from collections import Counter
from itertools import groupby, pairwise

import numpy as np
from one_path import Walk

from kpi.ledger import TASK_ATTEND, TASK_UNLOAD
from lines.states import (
    BLOCKED,
    BUSY,
    DOWN,
    MAINTENANCE,
    OFF,
    REPAIR,
    SETUP,
    STANDBY,
    STARVED,
    WAITING_CREW,
    WAKING,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.hours import edges_of

ASPECTS = (
    "T1 rounded",
    "T2 several due at once",
    "T3 several moves at once",
    "T4 due at the warm-up tick",
    "B1 finished before it fails",
    "B2 made",
    "B2 mended",
    "B3 found",
    "B3 falsely rejected",
    "B3 outside the sample",
    "B4 by share",
    "B4 by choice",
    "B4 by product",
    "B4 rejected",
    "B5 worn",
    "B6 while it works",
    "B6 while it waits",
    "B6 once more after the repair",
    "B7 counted",
    "B8 work goes on",
    "B8 set-up goes on",
    "B9 scrapped",
    "B10 at once",
    "B10 by a crew",
    "B11 again",
    "B12 set up",
    "B13 batch",
    "B14 asleep",
    "B15 awake",
    "B16 at work",
    "B16 without a part",
    "B16 after the cycle",
    "B16 after a repair",
    "B16 while it waits for repair",
    "B17 still down",
    "B17 goes on",
    "B17 free",
    "B17 with a finished part",
    "C1 of several links",
    "C2 after a wait",
    "C3 from the door",
    "C4 woken",
    "C5 while another waits",
    "C6 lost",
    "C7 from a machine",
    "C7 from the door",
    "C8 set-up first",
    "C8 attended",
    "C9 joined",
    "C10 ring",
    "C10 standstill",
    "B18 due",
    "B19 unloaded by a crew",
    "B19 loaded by a crew",
    "B32 with energy of its own",
    "B32 by break-even",
    "B33 begins",
    "B33 with a finished part",
    "B33 after a repair",
    "B33 goes on",
    "B33 free",
    "B33 stopped",
    "B34 later",
    "B35 always",
    "B35 by a calendar",
    "B35 air",
    "C11 at once",
    "C11 by a crew",
    "C11 from standby",
    "C19 held back",
    "C19 last",
)
STATES_AFTER = {
    (SETUP, BUSY): "B12 set up",
    (SETUP, WAITING_CREW): "B12 set up",
    (REPAIR, BUSY): "B8 work goes on",
    (REPAIR, SETUP): "B8 set-up goes on",
    (DOWN, REPAIR): "B10 by a crew",
    (STARVED, STANDBY): "B14 asleep",
    (STANDBY, WAKING): "C4 woken",
    (WAITING_CREW, BUSY): "C8 attended",
    (SETUP, OFF): "B16 at work",
    (BUSY, OFF): "B16 at work",
    (DOWN, MAINTENANCE): "C11 by a crew",
    (STARVED, MAINTENANCE): "C11 at once",
    (STANDBY, MAINTENANCE): "C11 from standby",
    (STARVED, OFF): "B16 without a part",
    (REPAIR, OFF): "B16 after a repair",
    (DOWN, OFF): "B16 while it waits for repair",
    (OFF, DOWN): "B17 still down",
    (OFF, BUSY): "B17 goes on",
    (OFF, SETUP): "B17 goes on",
    (OFF, STARVED): "B17 free",
    (OFF, BLOCKED): "B17 with a finished part",
}
CLOCKS = {p.CLOCK_BUSY: "B5 worn", p.CLOCK_PARTS: "B7 counted", p.CLOCK_PLANNED: "B18 due"}
ENDS = {"wait for each other": "C10 ring", "nothing is due": "C10 standstill"}
Row = tuple[int, ...]


class Reader:
    """Follows a trace and notes what it sees."""

    def __init__(self, walk: Walk) -> None:
        self.plan = walk.compiled.plan
        machines = self.plan.machine.shape[0]
        self.seen: set[str] = set()
        self.state = [STARVED] * machines
        self.since = [0] * machines
        self.part = [-1] * machines
        self.defects: Counter[int] = Counter()
        self.failed: set[int] = set()
        self.cold = [False] * machines
        self.content = [0] * self.plan.place.shape[0]
        self.started: tuple[int, int] = (-1, -1)  # when a machine began last, and its station
        edges = edges_of(self.plan, walk.until)
        self.loads = [
            (edges[c] if c >= 0 else np.empty(0), watts) for c, watts in self.plan.base_load
        ]
        self.own = [self._own(int(s)) for s in self.plan.machine[:, p.M_STATION]]

    def _own(self, s: int) -> int:
        first, size = (int(v) for v in self.plan.station[s, [p.S_FIRST_DEFECT, p.S_DEFECTS]])
        return sum(1 << int(kind) for kind in self.plan.defect_kind[first : first + size])

    def read(self, row: Row, after: Row) -> None:
        """Note what a row says; `after` is the row that follows."""
        readers = {
            t.STATE: self._state,
            t.FINISH: self._finish,
            t.VERDICT: self._verdict,
            t.FAIL: self._fail,
            t.ENTER: self._enter,
            t.TAKE: self._take,
            t.CLAIM: self._claim,
        }
        plain = {t.SET_UP: "C8 set-up first", t.LOST: "C6 lost", t.JOIN: "C9 joined"}
        what = row[1]
        if what in (t.PUT, t.TAKE):
            self.content[row[2]] += 1 if what == t.PUT else -1
        if what in readers:
            readers[what](row, after)
        if self.plan.gives_way.size and after[0] != row[0]:
            self._look_for_held(row[0])
        elif what in plain:
            self.seen.add(plain[what])

    def _state(self, row: Row, after: Row) -> None:
        tick, _, m, part, state, _ = row
        before = self.state[m]
        self.seen.add(STATES_AFTER.get((before, state), ""))
        if state == REPAIR and before not in (DOWN, OFF):
            self.seen.add("B10 at once")
        if before == BLOCKED and state == STARVED:
            if after[1] not in (t.PUT, t.OUT) or after[3] != self.part[m]:
                self.seen.add("C7 from a machine")
            elif self.since[m] < tick:
                self.seen.add("C2 after a wait")
        self._rest(m, before, state)
        if before == STARVED and state in (BUSY, SETUP, WAITING_CREW):
            s = int(self.plan.machine[m, p.M_STATION])
            earlier, other = self.started
            if s in self.plan.gives_way and earlier == tick and other > s:
                self.seen.add("C19 last")
            self.started = tick, s
        if (before, state) == (BLOCKED, OFF) and self.since[m] == tick:
            self.seen.add("B16 after the cycle")
        if state != before:
            self.since[m] = tick
        self.state[m], self.part[m] = state, part

    def _look_for_held(self, tick: int) -> None:
        """C19: at the end of an instant a free machine leaves a part that is there for it."""
        drawn = self.plan.power_w + self.plan.air_w
        watts = sum(int(drawn[m, state]) for m, state in enumerate(self.state))
        for edges, load in self.loads:
            watts += int(load) * (int((edges <= tick).sum()) % 2 == 0)
        for s in self.plan.gives_way:
            first, machines = (int(v) for v in self.plan.station[s, : p.S_MACHINES + 1])
            begin, size = (int(v) for v in self.plan.station[s, [p.S_FIRST_IN, p.S_INS]])
            free = STARVED in self.state[first : first + machines]
            there = any(self.content[q] for q in self.plan.in_place[begin : begin + size])
            rise = int(drawn[first, BUSY] - drawn[first, STARVED])
            if self.plan.station[s, p.S_TYPE] == p.ASSEMBLY or not (free and there):
                continue
            assert watts + rise > self.plan.limit_w[0], "C19: a machine waits for nothing"
            self.seen.add("C19 held back")

    def _rest(self, m: int, before: int, state: int) -> None:
        """Standby: what waking takes, and how long a machine idled before."""
        words = self.plan.station[self.plan.machine[m, p.M_STATION]]
        if (before, state) == (STANDBY, WAKING) and words[p.S_WAKE_ENERGY] > 0:
            self.seen.add("B32 with energy of its own")
        if (before, state) == (STARVED, STANDBY) and words[p.S_STANDBY_AFTER] % 500_000 > 1:
            self.seen.add("B32 by break-even")
        if state == WAKING and before != STANDBY:
            self.cold[m] = True
            self.seen.add("B33 after a repair" if before in (REPAIR, MAINTENANCE) else "B33 begins")
            if self.plan.machine[m, p.M_CALENDAR] >= self.plan.sizes[p.Z_CALENDARS] - len(
                self.plan.late
            ):
                self.seen.add("B34 later")
        elif before == WAKING:
            ends = {STARVED: "free", BLOCKED: "with a finished part", BUSY: "goes on"}
            told = ends.get(state, "stopped")
            self.seen.add(f"B33 {told}" if self.cold[m] else "B15 awake" * (state == STARVED))
            self.cold[m] = False

    def _finish(self, row: Row, after: Row) -> None:
        _, _, m, part, product, made = row
        if made:
            self.seen.add("B2 made")
        if self.defects[part] & self.own[m] & ~made:
            self.seen.add("B2 mended")
        self.defects[part] = self.defects[part] & ~self.own[m] | made
        s = int(self.plan.machine[m, p.M_STATION])
        judged = after[1] == t.VERDICT and after[2] == m
        if self.plan.station[s, p.S_TYPE] == p.INSPECTION and not judged:
            self.seen.add("B3 outside the sample")
        verdict = after[4] if judged else p.PASS
        if len(set(self.plan.route[s, verdict, :, p.R_FIRST])) > 1:
            self.seen.add("B4 by product")
        _, ways, how = (int(v) for v in self.plan.route[s, verdict, product])
        if ways > 1:
            self.seen.add("B4 by share" if how == p.BY_SHARE else "B4 by choice")

    def _verdict(self, row: Row, _: Row) -> None:
        if row[4] == p.REJECT:
            self.seen |= {"B3 found" if row[5] else "B3 falsely rejected", "B4 rejected"}

    def _fail(self, row: Row, after: Row) -> None:
        tick, _, mode, _, m, _ = row
        clock = int(self.plan.mode[mode, p.F_CLOCK])
        self.seen.add(CLOCKS.get(clock, ""))
        if clock == p.CLOCK_CALENDAR:
            again = self.state[m] == REPAIR
            where = "while it works" if self.state[m] == BUSY else "while it waits"
            self.seen.add("B6 once more after the repair" if again else f"B6 {where}")
        if self.state[m] == BLOCKED and self.since[m] == tick and clock != p.CLOCK_PARTS:
            self.seen.add("B1 finished before it fails")
        if mode in self.failed:
            self.seen.add("B11 again")
        self.failed.add(mode)
        if after[1] == t.OUT and after[2] == m:
            self.seen.add("B9 scrapped")

    def _enter(self, row: Row, after: Row) -> None:
        kept = after[1] == t.PUT and after[3] == row[3]
        self.seen.add("C3 from the door" if kept else "C7 from the door")

    def _take(self, _: Row, after: Row) -> None:
        if after[1] == t.STATE:
            s = self.plan.machine[after[2], p.M_STATION]
            if self.plan.station[s, p.S_INS] > 1:
                self.seen.add("C1 of several links")

    def _claim(self, row: Row, _: Row) -> None:
        if row[4] == TASK_UNLOAD:
            self.seen.add("B19 unloaded by a crew")
        s = int(self.plan.machine[row[3], p.M_STATION])
        if row[4] == TASK_ATTEND and self.plan.station[s, p.S_LOAD_DIST] >= 0:
            self.seen.add("B19 loaded by a crew")
        waiting = [m for m, state in enumerate(self.state) if state in (DOWN, WAITING_CREW)]
        if set(waiting) - {row[3]}:
            self.seen.add("C5 while another waits")


def aspects_met(walk: Walk) -> set[str]:
    """The aspects of the rules that a run has met."""
    ends = {aspect for why, aspect in ENDS.items() if walk.end and why in walk.end.why}
    if walk.trace is None:
        return ends
    rows = [tuple(int(value) for value in row) for row in zip(*walk.trace, strict=True)]
    reader = Reader(walk)
    reader.seen |= _loads(walk)
    for row, after in pairwise([*rows, (0, -1, -1, -1, -1, -1)]):
        reader.read(row, after)
    for tick, group in groupby(rows, key=lambda row: row[0]):
        reader.seen |= _at_once(tick, list(group), walk)
    return reader.seen & set(ASPECTS) | ends


def _loads(walk: Walk) -> set[str]:
    """What the plant draws beside its machines."""
    plan = walk.compiled.plan
    seen = {"B35 air"} if plan.air_w.any() else set()
    edges = edges_of(plan, walk.until)
    for calendar in plan.base_load[:, 0]:
        turned = calendar >= 0 and ((edges[calendar] > 0) & (edges[calendar] < walk.until)).any()
        seen.add("B35 by a calendar" if turned else "B35 always")
    return seen


def _at_once(tick: int, rows: list[Row], walk: Walk) -> set[str]:
    """What shows only in all that happens at one tick."""
    seen = set()
    if tick % 500_000:
        seen.add("T1 rounded")
    due = {(row[1], row[2]) for row in rows if row[1] in (t.FINISH, t.FAIL)}
    endless = walk.compiled.plan.source[:, p.U_SLOT] < 0
    came = [row[2] for row in rows if row[1] == t.ARRIVE and not endless[row[2]]]
    if len(due) + len(set(came)) > 1:
        seen.add("T2 several due at once")
    if len(came) > len(set(came)):
        seen.add("B13 batch")
    if len({row[1] for row in rows} & {t.TAKE, t.PUT, t.ENTER, t.CLAIM}) > 1:
        seen.add("T3 several moves at once")
    if tick == walk.begin > 0:
        seen.add("T4 due at the warm-up tick")
    return seen
