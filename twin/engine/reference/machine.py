"""One machine: a SimPy process that tells its life, and the moves that settling makes with it.

The process waits for what is due; everything that happens without time passing (taking a part,
handing it over, being given a crew member) is a method that settling calls. A calendar failure or
the end of the working time interrupts the process wherever it is.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from kpi.ledger import (
    REWORKED,
    TASK_ATTEND,
    TASK_REPAIR,
    TASK_SETUP,
    TASK_UNLOAD,
)
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
from twin.engine.reference.crew import Task
from twin.engine.reference.leaving import Leaving
from twin.engine.reference.modes import Modes
from twin.engine.reference.phase import Phase
from twin.engine.reference.places import Part
from twin.engine.reference.quality import give_defects, inspect

if TYPE_CHECKING:
    from twin.engine.reference.plant import Plant

Story = Generator[simpy.Event, object, None]
END_OF_WORK = object()
DUE = (BUSY, SETUP, REPAIR, MAINTENANCE, WAKING)
# whose skill each phase takes, and as what task
PEOPLE = {
    Phase.SETTING_UP: (p.S_SETUP_SKILL, TASK_SETUP),
    Phase.LOADING: (p.S_LOAD_SKILL, TASK_ATTEND),
    Phase.WORKING: (p.S_CREW_SKILL, TASK_ATTEND),
    Phase.UNLOADING: (p.S_UNLOAD_SKILL, TASK_UNLOAD),
}


class Machine(Leaving):
    """A machine of a station, with at most one part in it."""

    def __init__(self, plant: Plant, number: int) -> None:
        super().__init__()
        self.plant = plant
        self.number = number
        self.row = plant.plan.machine[number]
        self.rank = int(self.row[p.M_RANK])
        self.station = int(self.row[p.M_STATION])
        self.words = plant.plan.station[self.station]
        self.in_loop = bool(self.words[p.S_IN_LOOP])
        self.modes = Modes(self)
        self.state = STARVED
        self.phase = Phase.IDLE
        self.part: Part | None = None
        self.left = 0
        self.work = 0
        self.inspects = True
        self.last_product = -1
        self.task: Task | None = None
        self.paused = False
        self.closed = False
        self.cold = False
        self.since_reset = 0
        self.slowed_since = 0
        self.stops_by_count = False
        self.signal = plant.env.event()
        plant.guard.under_way += self.is_due_in(STARVED)
        self.process = plant.env.process(self.live())

    # --- the story ------------------------------------------------------------------------------

    def live(self) -> Story:
        """Wait for a part, set up, work, hold the part until it can leave; fail and be repaired."""
        while True:
            try:
                if self.state == WAKING:
                    yield from self.wake_up()
                elif self.state == SETUP:
                    yield from self.spend_time()
                    self.begin_work()  # B12
                elif self.state == BUSY:
                    yield from self.run_cycle()
                elif self.state in (REPAIR, MAINTENANCE):
                    yield self.due(self.modes.repair_ticks())
                    self.modes.end_repair()
                elif self.state == STARVED and self.words[p.S_STANDBY_AFTER] >= 0:
                    yield from self.starve()
                else:
                    yield self.new_signal()
            except simpy.Interrupt as stop:
                if stop.cause is END_OF_WORK:
                    self.go_off()  # B16
                else:
                    self.modes.fail(int(str(stop.cause)))  # B6
            self.plant.stir()

    def starve(self) -> Story:
        """Wait for a part; after a while go to standby (B14)."""
        tired = self.due(int(self.words[p.S_STANDBY_AFTER]))
        yield tired | self.new_signal()
        if not self.signal.triggered:
            self.become(STANDBY)

    def wake_up(self) -> Story:
        """Wake from standby and be free (B15), or warm up and go on (B31)."""
        yield self.due(int(self.words[p.S_WARM_TICKS if self.cold else p.S_STANDBY_WAKE]))
        if self.cold:
            self.cold = False
            self.modes.resume()
        else:
            self.free()

    def spend_time(self) -> Story:
        """Let the rest of the set-up pass; an interruption keeps what is left of it (B8)."""
        began = self.plant.now
        try:
            yield self.due(self.left)
        finally:
            self.left -= self.plant.now - began

    def run_cycle(self) -> Story:
        """Work until the cycle is over or a busy clock fires, whichever is first (B1, B5)."""
        began = self.plant.now
        try:
            yield self.due(min(self.left, self.modes.busy_left()))
        finally:
            worked = self.plant.now - began
            self.left -= worked
            self.modes.wear(worked)
        if self.left == 0:
            self.end_phase()
        else:
            self.modes.fail(self.modes.first_worn())

    def end_phase(self) -> None:
        """Loaded, worked on or unloaded: what comes next (B1, B19)."""
        if self.phase is Phase.LOADING:
            self.let_go()
            self.phase = Phase.WORKING
            self.left = self.work
            self.become(BUSY)  # nobody is needed, so that its working time may be over (B16)
        elif self.phase is Phase.WORKING and self.words[p.S_UNLOAD_DIST] >= 0 and self.inspects:
            self.phase = Phase.UNLOADING
            self.left = self.plant.chance.ticks(
                self.row[p.M_UNLOAD_STREAM], self.words[p.S_UNLOAD_DIST]
            )
            self.go_on()
        else:
            self.finish()

    def due(self, ticks: int) -> simpy.Event:
        """What is due at this machine after so many ticks."""
        return self.plant.due(self.number, ticks)

    def new_signal(self) -> simpy.Event:
        """Something that settling or a failure will call."""
        self.signal = self.plant.env.event()
        return self.signal

    def call(self) -> None:
        """Wake the process: its state has been changed from outside."""
        if not self.signal.triggered:
            self.signal.succeed()

    def become(self, state: int, mode: int = -1) -> None:
        """Change the state and say so."""
        drawn = self.plant.drawn[self.number]
        self.plant.watts += int(drawn[state] - drawn[self.state])
        self.plant.guard.under_way += self.is_due_in(state) - self.is_due_in(self.state)
        if self.plant.giving_way:
            rise = self.plant.rise[self.number]
            self.plant.coming += int(rise[state] - rise[self.state])
        self.state = state
        self.plant.changes.at_machine(self)
        number = -1 if self.part is None else self.part.number
        self.plant.say(t.STATE, self.number, number, state, mode)

    def is_due_in(self, state: int) -> bool:
        """Whether the end of a state will come by itself (C10)."""
        return state in DUE or (state == STARVED and bool(self.words[p.S_STANDBY_AFTER] >= 0))

    def free(self) -> None:
        """Nothing in the machine and nothing to do."""
        self.phase = Phase.IDLE
        self.become(OFF if self.paused or self.closed else STARVED)

    # --- working time ---------------------------------------------------------------------------

    def end_work(self) -> None:
        """The working time is over; unloading ends first in any case (B16, B19)."""
        self.closed = True
        ends_first = self.words[p.S_FINISH] or self.phase is Phase.UNLOADING
        under_way = ends_first and self.state in (BUSY, SETUP)
        if self.state == DOWN or not (under_way or self.is_stopped()):
            self.process.interrupt(END_OF_WORK)

    def is_stopped(self) -> bool:
        """Whether the machine is being repaired or maintained, or waits for that."""
        waits = self.task is not None and self.task.kind == TASK_REPAIR
        return waits or self.state in (REPAIR, MAINTENANCE)

    def go_off(self) -> None:
        """Stop where it is; people go, but a repair and a part that is to be unloaded wait on."""
        if not (self.is_stopped() or self.phase is Phase.UNLOADING):
            self.let_go()
        self.become(OFF)

    def begin_work_time(self, pause: int) -> None:
        """The working time begins after a pause: go on where the machine stopped (B17, B31)."""
        self.closed = False
        if self.words[p.S_WARM_TICKS] >= 0 and self.state not in (BUSY, SETUP):
            self.cold = self.cold or pause >= self.words[p.S_COLD_AFTER]
        if self.state == OFF and self.is_stopped():
            self.become(DOWN, self.modes.current)
        elif self.state == OFF and self.task is not None and not self.cold:
            self.become(WAITING_CREW)  # somebody may come to unload all the time (B19)
        elif self.state == OFF:
            self.let_go()
            self.modes.resume()
            self.call()

    # --- taking and working ---------------------------------------------------------------------

    def take(self, part: Part, *others: Part) -> None:
        """Take a part in, or several together, and begin (C1, C8, C12)."""
        for one in (part, *others):
            if one.entry < 0:
                one.entry = self.plant.now
            self.note_visit(one)
        self.part = part
        self.others.extend(others)
        last, self.last_product = self.last_product, part.product
        changed = last not in (-1, part.product)
        if changed and self.words[p.S_SETUP_DIST] >= 0:
            self.plant.say(t.SET_UP, self.number, part.number, part.product)
            self.phase = Phase.SETTING_UP
            self.left = self.plant.chance.ticks(
                self.row[p.M_SETUP_STREAM], self.setup_row(last, part.product)
            )
            self.go_on()
        else:
            self.begin_cycle(part)
        self.call()

    def note_visit(self, part: Part) -> None:
        """A part that comes to a station again is no first pass (C19)."""
        number = int(self.words[p.S_IN_LOOP])
        if number:
            if part.been >> number & 1:
                part.marks |= REWORKED
            part.been |= 1 << number

    def setup_row(self, last: int, product: int) -> int:
        """The distribution of the time of a change from one product to another (C8)."""
        changes = int(self.words[p.S_CHANGES])
        if changes < 0:
            return int(self.words[p.S_SETUP_DIST])
        return int(self.plant.plan.change[changes, last, product])

    def begin_work(self) -> None:
        """The set-up is over."""
        self.let_go()
        self.renew_by(p.RESET_BY_SETUP)
        assert self.part is not None
        self.begin_cycle(self.part)

    def renew_by(self, what: int) -> None:
        """As good as new, where this is what resets the drift of defects or cycle (B2, B35)."""
        if self.words[p.S_RESET] == what:
            self.since_reset = 0
        if self.words[p.S_SLOW_RESET] == what:
            self.slowed_since = 0

    def begin_cycle(self, part: Part) -> None:
        """Draw the cycle; a part outside an inspection's sample passes without one (B3)."""
        plan, chance = self.plant.plan, self.plant.chance
        self.phase = Phase.WORKING
        self.inspects = True
        sample = plan.chance[self.station, 1]
        if self.words[p.S_TYPE] == p.INSPECTION and sample < 1.0:
            self.inspects = chance.uniform(self.row[p.M_SAMPLE_STREAM]) < sample
        row = int(plan.cycle[self.station, part.product])
        self.left = 0
        if self.inspects:
            self.left = self.slowed(chance.ticks(self.row[p.M_CYCLE_STREAM], row))
        if self.words[p.S_LOAD_DIST] >= 0 and self.inspects:
            self.work = self.left
            self.phase = Phase.LOADING
            self.left = chance.ticks(self.row[p.M_LOAD_STREAM], self.words[p.S_LOAD_DIST])
        self.go_on()

    def slowed(self, ticks: int) -> int:
        """A cycle as long as wear has made it (B35)."""
        slowing = float(self.plant.plan.slowing[self.station])
        return int(float(ticks) * (1.0 + slowing * float(self.slowed_since)) + 0.5)

    def go_on(self) -> None:
        """Go on with set-up or work, once the people it needs are there."""
        if self.closed and self.phase is not Phase.UNLOADING:
            self.become(OFF)
            return
        setting_up = self.phase is Phase.SETTING_UP
        column, kind = PEOPLE[self.phase]
        skill = int(self.words[column])
        if skill < 0 or not (setting_up or self.inspects):
            self.become(SETUP if setting_up else BUSY)
            return
        self.become(OFF if self.closed else WAITING_CREW)
        self.task = self.plant.crews.ask(self, kind, skill)

    def crew_comes(self) -> None:
        """Someone has come for the waiting task (C5)."""
        if self.is_stopped():
            self.modes.begin_repair()
        else:
            self.become(SETUP if self.phase is Phase.SETTING_UP else BUSY)
        self.call()

    def let_go(self) -> None:
        """Send people back, or stop waiting for them."""
        if self.task is None:
            return
        if self.task.crew >= 0:
            self.plant.crews.let_go(self.task)
        else:
            self.plant.crews.withdraw(self.task)
        self.task = None

    # --- finishing ------------------------------------------------------------------------------

    def finish(self) -> None:
        """The cycle is over: quality, verdict and the way out are decided (B1 to B4, B7)."""
        assert self.part is not None
        for part in (self.part, *self.others):
            part.since = self.plant.now
            made = give_defects(self, part)
            self.slowed_since += 1
            self.plant.say(t.FINISH, self.number, part.number, part.product, made)
        verdict = inspect(self, self.part)
        self.take_apart(self.part)
        exits = self.way_out(self.part, verdict)
        self.let_go()
        self.phase = Phase.DONE
        self.done_since = self.plant.now
        self.stand_before(exits)
        self.become(BLOCKED)
        self.stops_by_count = self.modes.count_cycle() is not None
        if self.stops_by_count:
            self.plant.changes.full[self] = None
        if self.closed:
            self.become(OFF)

    def stop_by_count(self) -> None:
        """The count of a mode is full, and the part had until now to leave (B7)."""
        full = self.modes.full_count()
        assert full is not None
        self.modes.fail(full)
        self.call()

    def pause(self, paused: bool) -> None:
        """Stop or go on taking parts: for controllers; the part in the machine is finished."""
        self.paused = paused
        if self.phase is Phase.IDLE and self.state in (STARVED, STANDBY, OFF):
            self.free()
            self.call()
