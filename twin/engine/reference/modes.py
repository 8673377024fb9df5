"""The ways a machine fails: their clocks, the failure, the repair."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from kpi.ledger import TASK_REPAIR
from lines.states import (
    BLOCKED,
    BUSY,
    DOWN,
    MAINTENANCE,
    OFF,
    REPAIR,
    STANDBY,
    STARVED,
    WAKING,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.reference.phase import Phase

if TYPE_CHECKING:
    from twin.engine.reference.machine import Machine

FOREVER = 1 << 62


class Modes:
    """All failure modes of one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.plant = machine.plant
        first = int(machine.row[p.M_FIRST_MODE])
        self.rows = list(range(first, first + int(machine.row[p.M_MODES])))
        self.left: dict[int, int] = {}
        self.pending: set[int] = set()
        self.current = -1
        self.planned: set[int] = set()
        self.warned_at: dict[int, int] = {}
        self.renewed = {mode: self.plant.env.event() for mode in self.rows}
        for mode in self.rows:
            if self._by_the_clock(mode):
                self.plant.env.process(self.calendar(mode))
            elif self._clock(mode) != p.CLOCK_FORESEEN:
                self.wind(mode)

    def _clock(self, mode: int) -> int:
        return int(self.plant.plan.mode[mode, p.F_CLOCK])

    def _by_the_clock(self, mode: int) -> bool:
        return self._clock(mode) in (p.CLOCK_CALENDAR, p.CLOCK_PLANNED, p.CLOCK_FALSE)

    def _is_planned(self, mode: int) -> bool:
        return self._clock(mode) in (p.CLOCK_PLANNED, p.CLOCK_FORESEEN, p.CLOCK_FALSE)

    def _every(self, mode: int) -> int:
        """A new time to failure, in ticks or, for the clock that counts them, in parts."""
        row = self.plant.plan.mode[mode]
        if row[p.F_CLOCK] == p.CLOCK_PARTS:
            return self.plant.chance.parts(row[p.F_EVERY_STREAM], row[p.F_EVERY_DIST], 1)
        return self.plant.chance.ticks(row[p.F_EVERY_STREAM], row[p.F_EVERY_DIST])

    def wind(self, mode: int) -> None:
        """Draw the clock of a mode anew (B11); what it was warned of is over (B36)."""
        self._answer(mode)
        if self._by_the_clock(mode):
            done, self.renewed[mode] = self.renewed[mode], self.plant.env.event()
            done.succeed()
        elif self._clock(mode) != p.CLOCK_FORESEEN:
            self.left[mode] = self._every(mode)
            lead = self._foresee(mode)
            if lead is not None:
                self.warned_at[mode] = lead
                self._warn()

    # --- foresight ------------------------------------------------------------------------------

    def _foresee(self, mode: int) -> int | None:
        """How long before this failure the alarm will come, or None where none will (B36)."""
        row, chance = self.plant.plan.mode[mode], self.plant.chance
        if row[p.F_FORESEEN] < 0:
            return None
        foreseen = chance.uniform(row[p.F_RECALL_STREAM]) < self.plant.plan.mode_recall[mode]
        lead = chance.ticks(row[p.F_LEAD_STREAM], row[p.F_LEAD_DIST])
        return lead if foreseen else None

    def _answer(self, mode: int) -> None:
        """The clock of a mode begins anew, so no alarm of it stands any more (B36)."""
        self.warned_at.pop(mode, None)
        foreseen, false = (int(j) for j in self.plant.plan.mode[mode, [p.F_FORESEEN, p.F_FALSE]])
        self.planned.discard(foreseen)
        if false in self.planned:
            self.planned.remove(false)
            self.wind(false)

    def _warn(self) -> None:
        """Raise the alarms of busy clocks that have come so far (B36)."""
        for mode, lead in self.warned_at.items():
            if self.left[mode] <= lead:
                self.plan_stop(int(self.plant.plan.mode[mode, p.F_FORESEEN]))

    def _alarm(
        self, mode: int, ticks: int, renewed: simpy.Event
    ) -> Generator[simpy.Event, None, None]:
        """Raise the alarm of a clock that always runs, unless it is drawn anew before (B36)."""
        row = self.plant.plan.mode[self.plant.plan.mode[mode, p.F_FORESEEN]]
        yield self.plant.due(int(row[p.F_SLOT]), ticks) | renewed
        if not renewed.triggered:
            self.plan_stop(int(self.plant.plan.mode[mode, p.F_FORESEEN]))
            self.plant.stir()

    def plan_stop(self, mode: int) -> None:
        """A stop is due as soon as the machine is free (C11)."""
        self.planned.add(mode)
        self.plant.changes.at_machine(self.machine)

    def is_any_due(self) -> bool:
        """Whether a clock runs by itself; what is planned already waits for the machine (C11)."""
        slots = self.plant.plan.mode[:, p.F_SLOT]
        return any(slots[mode] >= 0 and mode not in self.planned for mode in self.rows)

    def calendar(self, mode: int) -> Generator[simpy.Event, None, None]:
        """A clock that always runs (B6)."""
        slot = int(self.plant.plan.mode[mode, p.F_SLOT])
        while True:
            renewed = self.renewed[mode]
            every = self._every(mode)
            lead = self._foresee(mode)
            if lead is not None:
                self.plant.env.process(self._alarm(mode, max(every - lead, 0), renewed))
            yield self.plant.due(slot, every) | renewed
            if renewed.triggered:
                continue  # maintenance has renewed it (C11)
            if self._is_planned(mode):
                self.plan_stop(mode)  # B18, B36
                self.plant.stir()
            elif self.machine.is_stopped():
                self.pending.add(mode)
            else:
                self.machine.process.interrupt(mode)
            yield renewed

    # --- clocks that run with the work ----------------------------------------------------------

    def _busy(self) -> list[int]:
        return [mode for mode in self.rows if self._clock(mode) == p.CLOCK_BUSY]

    def busy_left(self) -> int:
        """Ticks of work until the first busy clock fires (B5)."""
        return min((self.left[mode] for mode in self._busy()), default=FOREVER)

    def wear(self, worked: int) -> None:
        """Let the busy clocks run while the machine worked."""
        for mode in self._busy():
            self.left[mode] -= worked
        self._warn()

    def first_worn(self) -> int:
        """The busy mode whose time is up; of several the first in the file."""
        return next(mode for mode in self._busy() if self.left[mode] == 0)

    def count_cycle(self) -> int | None:
        """Count a finished cycle; the mode that has reached its count, if any (B7)."""
        reached = None
        for mode in self.rows:
            if self._clock(mode) == p.CLOCK_PARTS:
                self.left[mode] -= 1
                if self.left[mode] <= 0 and reached is None:
                    reached = mode
        return reached

    # --- failure and repair ---------------------------------------------------------------------

    def fail(self, mode: int) -> None:
        """The machine stops (B8); the part may be lost (B9); someone has to repair it (B10)."""
        machine, row = self.machine, self.plant.plan.mode[mode]
        machine.let_go()
        machine.stops_by_count = False
        self.current = mode
        number = -1 if machine.part is None else machine.part.number
        self.plant.say(t.FAIL, mode, number, machine.number)
        chance = self.plant.plan.mode_scrap[mode]
        working = machine.state == BUSY and chance > 0.0
        if working and self.plant.chance.uniform(row[p.F_SCRAP_STREAM]) < chance:
            machine.lose_part()
        if row[p.F_SKILL] < 0:
            self.begin_repair()
        else:
            if machine.closed:
                machine.become(OFF)  # B16
            else:
                machine.become(DOWN, mode)
            machine.task = self.plant.crews.ask(machine, TASK_REPAIR, int(row[p.F_SKILL]))

    def maintain(self) -> bool:
        """C11: stop for maintenance that is due, if the machine is free and its people on duty."""
        if not self.planned or self.machine.state not in (STARVED, STANDBY):
            return False
        if self.machine.stops_by_count:
            return False
        skills, there = self.plant.plan.mode[:, p.F_SKILL], self.plant.crews.is_there
        mode = next((mode for mode in sorted(self.planned) if there(int(skills[mode]))), None)
        if mode is None:
            return False
        self.planned.remove(mode)
        self.fail(mode)
        self.machine.call()
        return True

    def begin_repair(self) -> None:
        """The repair begins."""
        planned = self._is_planned(self.current)
        self.machine.become(MAINTENANCE if planned else REPAIR, self.current)

    def repair_ticks(self) -> int:
        """How long this repair takes."""
        row = self.plant.plan.mode[self.current]
        return self.plant.chance.ticks(row[p.F_REPAIR_STREAM], row[p.F_REPAIR_DIST])

    def end_repair(self) -> None:
        """Repaired: the clock is drawn anew (B11), what fired meanwhile fires now (B6)."""
        machine = self.machine
        machine.let_go()
        self.wind(self.current)
        if self._clock(self.current) == p.CLOCK_PLANNED:
            machine.renew_by(p.RESET_BY_MAINTENANCE)
        for i, mode in enumerate(self.rows):
            if self.plant.plan.mode[self.current, p.F_RENEWS] >> i & 1:
                self.pending.discard(mode)
                self.wind(mode)
        self.current = -1
        if self.pending:
            mode = min(self.pending)
            self.pending.remove(mode)
            self.fail(mode)
            return
        full = self.full_count()
        if full is not None:
            self.fail(full)
            return
        self.resume()

    def full_count(self) -> int | None:
        """The first mode that has reached its count (B7)."""
        for mode in self.rows:
            if self._clock(mode) == p.CLOCK_PARTS and self.left[mode] <= 0:
                return mode
        return None

    def resume(self) -> None:
        """Go on where a failure or the end of the working time stopped the machine (B8, B17)."""
        machine = self.machine
        if machine.closed and machine.phase is not Phase.UNLOADING:
            machine.become(OFF)
        elif machine.cold:
            machine.become(WAKING)  # B31
        elif machine.phase is Phase.IDLE:
            machine.free()
        elif machine.phase is Phase.DONE:
            machine.become(BLOCKED)
        else:
            machine.go_on()
