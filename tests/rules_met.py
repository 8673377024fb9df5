"""Which rules a run has met: read off its trace, one aspect after the other.

An aspect is a rule and what of it happened, such as `B6 while it waits`. The reader follows the
trace row by row and knows of each machine its state, the part in it and since when.
"""

from collections import Counter, defaultdict
from itertools import groupby, pairwise

import numpy as np
from aspects import ASPECTS, CLOCKS, ENDS, PICKS, PLAIN, STATES_AFTER, UNDER_WAY
from one_path import Walk

from kpi.ledger import AT_SCRAP, MARKS, REWORKED, TASK_ATTEND, TASK_TRANSPORT, TASK_UNLOAD
from lines.states import (
    BLOCKED,
    BUSY,
    CHARGING,
    DOWN,
    LOADED,
    MAINTENANCE,
    OFF,
    REPAIR,
    SETUP,
    STANDBY,
    STARVED,
    UNLOADING,
    WAITING_CREW,
    WAKING,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.hours import edges_of

Row = tuple[int, ...]


class Reader:
    """Follows a trace and notes what it sees."""

    def __init__(self, walk: Walk) -> None:
        self.plan = walk.compiled.plan
        self.machines = self.plan.machine.shape[0]
        machines = self.machines + self.plan.vehicle.shape[0]
        self.seen: set[str] = set()
        self.state = [STARVED] * machines
        self.since = [0] * machines
        self.part = [-1] * machines
        self.defects: Counter[int] = Counter()
        self.failed: set[int] = set()
        self.rejected: set[int] = set()
        self.put: dict[int, int] = {}
        self.queue: defaultdict[int, list[int]] = defaultdict(list)
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
            t.PUT: self._put,
            t.OUT: self._out,
            t.VEHICLE: self._vehicle,
            t.LOAD: self._load,
            t.COMPLETE: self._complete,
            t.JOIN: self._join,
        }
        what = row[1]
        if what == t.ARRIVE and self.plan.source[row[2], p.U_DUE] >= 0:
            self.seen.add("B34 has a date")
        if what == t.CALL:
            self.seen.add("C15 to a buffer" if row[3] < 0 else "C15 to a machine")
        if what == t.SPLIT and self.part[row[2]] in self.rejected:
            self.rejected.add(row[3])
        if what in (t.PUT, t.TAKE):
            self.content[row[2]] += 1 if what == t.PUT else -1
        if what in readers:
            readers[what](row, after)
        elif what in PLAIN:
            self.seen.add(PLAIN[what])
        if self.plan.gives_way.size and after[0] != row[0]:
            self._look_for_held(row[0])

    def _join(self, row: Row, after: Row) -> None:
        station = self.plan.station[self.plan.machine[row[2], p.M_STATION]]
        by_link = self.plan.need[station[p.S_FIRST_NEED], p.I_PLACE] >= 0
        self.seen.add("C9 joined" if by_link else "C9 by product")

    def _state(self, row: Row, after: Row) -> None:
        tick, _, m, part, state, _ = row
        before = self.state[m]
        self.seen.add(STATES_AFTER.get((before, state), ""))
        if state == REPAIR and before not in (DOWN, OFF):
            self.seen.add("B10 at once")
        if before == state == BLOCKED:
            self.seen.add("C12 one by one")
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
                self.seen.add("C17 last")
            self.started = tick, s
        if (before, state) == (BLOCKED, OFF) and self.since[m] == tick:
            self.seen.add("B16 after the cycle")
        if state != before:
            self.since[m] = tick
        self.state[m], self.part[m] = state, part

    def _look_for_held(self, tick: int) -> None:
        """C17: at the end of an instant a free machine leaves a part that is there for it."""
        drawn = self.plan.power_w + self.plan.air_w
        own, others = self.state[: self.machines], self.state[self.machines :]
        watts = sum(
            int(
                drawn[m, [state, BUSY]].max() if state in (SETUP, WAITING_CREW) else drawn[m, state]
            )
            for m, state in enumerate(own)
        )
        watts += sum(int(self.plan.vehicle_w[v, state]) for v, state in enumerate(others))
        for edges, load in self.loads:
            watts += int(load) * (int((edges <= tick).sum()) % 2 == 0)
        for s in self.plan.gives_way:
            first, machines = (int(v) for v in self.plan.station[s, : p.S_MACHINES + 1])
            begin, size = (int(v) for v in self.plan.station[s, [p.S_FIRST_IN, p.S_INS]])
            free = STARVED in self.state[first : first + machines]
            places = self.plan.in_place[begin : begin + size]
            plain = [q for q in places if self.plan.place[q, p.Q_KIND] == p.PLAIN]
            there = any(self.content[q] for q in plain)
            rise = int(drawn[first, BUSY] - drawn[first, STARVED])
            gathers = self.plan.station[s, p.S_TYPE] in (p.ASSEMBLY, p.BATCH)
            by_cards = self.plan.station[s, p.S_KANBAN] >= 0
            if gathers or by_cards or not (free and there):
                continue
            assert watts + rise > self.plan.limit_w[0], "C17: a machine waits for nothing"
            self.seen.add("C17 held back")

    def _rest(self, m: int, before: int, state: int) -> None:
        """Standby: what waking takes, and how long a machine idled before."""
        words = self.plan.station[self.plan.machine[m, p.M_STATION]]
        if (before, state) == (STANDBY, WAKING) and words[p.S_WAKE_ENERGY] > 0:
            self.seen.add("B30 with energy of its own")
        if (before, state) == (STARVED, STANDBY) and words[p.S_STANDBY_AFTER] % 500_000 > 1:
            self.seen.add("B30 by break-even")
        if state == WAKING and before != STANDBY:
            self.cold[m] = True
            self.seen.add("B31 after a repair" if before in (REPAIR, MAINTENANCE) else "B31 begins")
            if self.plan.machine[m, p.M_CALENDAR] >= self.plan.sizes[p.Z_CALENDARS] - len(
                self.plan.late
            ):
                self.seen.add("B32 later")
        elif before == WAKING:
            ends = {STARVED: "free", BLOCKED: "with a finished part", BUSY: "goes on"}
            told = ends.get(state, "stopped")
            self.seen.add(f"B31 {told}" if self.cold[m] else "B15 awake" * (state == STARVED))
            self.cold[m] = False

    def _finish(self, row: Row, after: Row) -> None:
        _, _, m, part, product, made = row
        if made:
            self.seen.add("B2 made")
        if self.plan.slowing[self.plan.machine[m, p.M_STATION]] > 0:
            self.seen.add("B35 slowed")
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
            self.rejected.add(row[3])
            self.seen |= {"B3 found" if row[5] else "B3 falsely rejected", "B4 rejected"}
        if row[5] and self.plan.tiring[self.plan.machine[row[2], p.M_STATION]] > 0:
            self.seen.add("B37 tired")

    def _vehicle(self, row: Row, _: Row) -> None:
        m, state = self.machines + row[2], row[4]
        before, self.state[m] = self.state[m], state
        if (before, state) == (LOADED, UNLOADING):
            self.seen.add("B26 unloaded")
        if state == CHARGING and before == UNLOADING:
            self.seen.add("B28 charges")
        if before == REPAIR and state in UNDER_WAY:
            self.seen.add("B27 goes on")

    def _load(self, row: Row, after: Row) -> None:
        self.seen.add("B26 loaded")
        if after[1] == t.LOAD and after[2] == row[2]:
            self.seen.add("C16 several at once")

    def _fail(self, row: Row, after: Row) -> None:
        tick, _, mode, _, m, _ = row
        clock = int(self.plan.mode[mode, p.F_CLOCK])
        if m >= self.machines:
            if self.state[m] in UNDER_WAY:
                self.seen.add("B27 on its way")
            return
        self.seen.add(CLOCKS.get(clock, ""))
        if clock == p.CLOCK_FORESEEN and self.plan.mode[mode, p.F_SLOT] >= 0:
            self.seen.add("B36 foreseen by the clock")
        if self.plan.mode[mode, p.F_FORESEEN] >= 0 and self.plan.mode_recall[mode] == 1.0:
            self.seen.add("B36 alarm too late")
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

    def _put(self, row: Row, _: Row) -> None:
        self.put[row[3]] = row[0]
        self.queue[row[2]].append(row[3])

    def _out(self, row: Row, after: Row) -> None:
        scrapped = row[5] // MARKS % 2 == AT_SCRAP
        if row[5] & REWORKED:
            self.seen.add("C19 rejected" if row[3] in self.rejected else "C19 led back")
        anew = after[1] == t.ARRIVE and after[2] in self.plan.order[:, p.A_SOURCE]
        if anew and scrapped:
            self.seen.add("B25 released anew")
        if row[2] >= 0:
            return
        if scrapped:
            self.seen.add("B21 too old")
        elif self.plan.place[-1 - row[2], p.Q_KIND] == p.RUNNING_OFF:
            self.seen.add("B22 carried to the sink")

    def _take(self, row: Row, after: Row) -> None:
        place = self.plan.place[row[2]]
        kind, stayed = int(place[p.Q_KIND]), row[0] - self.put[row[3]]
        if kind == p.STAY and stayed == place[p.Q_MIN] > 0:
            self.seen.add("B20 held back")
        elif kind in (p.CLOSING_UP, p.STANDING):
            self.seen.add("B22 carried to a station")
            if kind == p.STANDING and stayed > place[p.Q_MIN]:
                self.seen.add("B23 stood still")
        waiting = self.queue[row[2]]
        if len(waiting) > 1 and after[1] in (t.STATE, t.SET_UP):
            s = self.plan.machine[after[2], p.M_STATION]
            self.seen.add(PICKS.get(int(self.plan.station[s, p.S_PICK]), ""))
        if waiting[0] != row[3]:
            self.seen.add("C18 out of the middle")
        waiting.remove(row[3])
        if after[1] == t.STATE:
            s = self.plan.machine[after[2], p.M_STATION]
            if self.plan.station[s, p.S_INS] > 1:
                self.seen.add("C1 of several links")

    def _complete(self, row: Row, _: Row) -> None:
        self.seen.add("B25 late" if 0 <= row[5] < row[0] else "B25 complete")

    def _claim(self, row: Row, _: Row) -> None:
        if row[4] == TASK_UNLOAD:
            self.seen.add("B19 unloaded by a crew")
        if row[3] >= self.machines:
            if row[4] == TASK_TRANSPORT:
                self.seen.add("B29 driven")
            return
        s = int(self.plan.machine[row[3], p.M_STATION])
        if row[4] == TASK_ATTEND and self.plan.station[s, p.S_LOAD_DIST] >= 0:
            self.seen.add("B19 loaded by a crew")
        waiting = [
            m
            for m, state in enumerate(self.state[: self.machines])
            if state in (DOWN, WAITING_CREW)
        ]
        if set(waiting) - {row[3]}:
            self.seen.add("C5 while another waits")


def _cards(rows: list[Row], plan: p.Plan) -> set[str]:
    """Whether all cards of a source or of a buffer are out at some time."""
    seen = set()
    limits = {u: int(limit) for u, limit in enumerate(plan.source[:, p.U_LIMIT]) if limit > 0}
    inside: set[int] = set()
    full = False
    used = Counter[int]()
    part = [-1] * plan.machine.shape[0]
    fills = plan.station[plan.machine[:, p.M_STATION], p.S_KANBAN]
    for _, what, who, number, *_ in rows:
        if what == t.ENTER and who in limits:
            seen |= {"C13 a card comes back"} if full else set()
            inside.add(number)
            full = len(inside) == limits[who]
            seen |= {"C13 no card left"} if full else set()
        elif what in (t.OUT, t.JOIN):
            inside.discard(number)
        elif what in (t.PUT, t.TAKE):
            used[who] += 1 if what == t.PUT else -1
        elif what == t.STATE and fills[who] >= 0:
            q = int(fills[who])
            used[q] += int(number >= 0) - int(part[who] >= 0)
            part[who] = number
            if number < 0 and used[q] == plan.place[q, p.Q_CAPACITY] > 0:
                seen.add("C14 no card left")
    return seen


def _orders(rows: list[Row]) -> set[str]:
    """What of orders shows in all rows of one tick."""
    return {"B24 at one tick"} if sum(row[1] == t.ORDER for row in rows) > 1 else set()


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
    reader.seen |= _cards(rows, walk.compiled.plan)
    for tick, group in groupby(rows, key=lambda row: row[0]):
        at_once = list(group)
        reader.seen |= _at_once(tick, at_once, walk) | _orders(at_once)
    return reader.seen & set(ASPECTS) | ends


def _loads(walk: Walk) -> set[str]:
    """What the plant draws beside its machines."""
    plan = walk.compiled.plan
    seen = {"B33 air"} if plan.air_w.any() else set()
    edges = edges_of(plan, walk.until)
    for calendar in plan.base_load[:, 0]:
        turned = calendar >= 0 and ((edges[calendar] > 0) & (edges[calendar] < walk.until)).any()
        seen.add("B33 by a calendar" if turned else "B33 always")
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
    batch = walk.compiled.plan.station[:, p.S_BATCH]
    of = walk.compiled.plan.machine[:, p.M_STATION]
    for m, count in Counter(row[2] for row in rows if row[1] == t.FINISH).items():
        if batch[of[m]] > 1:
            seen.add("C12 full" if count == batch[of[m]] else "C12 after the wait")
    if tick == walk.begin > 0:
        seen.add("T4 due at the warm-up tick")
    return seen
