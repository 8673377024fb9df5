"""A station: machines that share their in-links and out-links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi.ledger import EVER_DEFECTIVE
from lines.states import BUSY, STANDBY, STARVED, WAKING
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.reference.alarm import Alarm
from twin.engine.reference.picking import Need, pick
from twin.engine.reference.places import Part, Place

if TYPE_CHECKING:
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.plant import Plant


class Station:
    """Which part is taken next, by which machine, and over which link parts leave."""

    def __init__(self, plant: Plant, number: int, name: str, machines: list[Machine]) -> None:
        self.plant = plant
        self.number = number
        self.name = name
        self.machines = machines
        self.words = plant.plan.station[number]
        first, size = int(self.words[p.S_FIRST_IN]), int(self.words[p.S_INS])
        self.ins = [plant.places[int(q)] for q in plant.plan.in_place[first : first + size]]
        first, size = int(self.words[p.S_FIRST_NEED]), int(self.words[p.S_NEEDS])
        self.needs = [Need(plant, *row) for row in plant.plan.need[first : first + size].tolist()]
        self.bare = [place for place in self.ins if place.capacity == 0]
        filled = int(self.words[p.S_KANBAN])
        self.filled = plant.places[filled] if filled >= 0 else None  # by cards (C14)
        self.sleeps = bool(self.words[p.S_STANDBY_AFTER] >= 0)
        slot = int(self.words[p.S_WAIT_SLOT])
        self.alarm = Alarm(plant, slot, self.wait_is_over, self._rings) if slot >= 0 else None
        self.gives_way = bool(self.words[p.S_GIVES_WAY])
        self.turn = 0

    def free_machine(self) -> Machine | None:
        """The lowest-numbered machine that could take a part; none whose count is full (B7)."""
        free = (m for m in self.machines if m.state == STARVED and not m.stops_by_count)
        return next(free, None)

    def machine_in(self, state: int) -> Machine | None:
        """The lowest-numbered machine in a state."""
        return next((m for m in self.machines if m.state == state), None)

    # --- C1 -------------------------------------------------------------------------------------

    def take(self) -> bool:
        """Let the lowest-numbered free machine take what there is for it (C1)."""
        machine = self.free_machine()
        if machine is None or not self.may_start(machine) or not self.has_part():
            return False
        machine.take(*self._fetch(machine))
        self.plant.guard.count_move()
        return True

    def may_start(self, machine: Machine) -> bool:
        """Whether a machine may start a cycle under the limit (C17)."""
        if not self.gives_way:
            return True
        drawn = self.plant.drawn[machine.number]
        by_it = int(drawn[BUSY] - drawn[machine.state])
        counted = self.plant.watts + self.plant.coming
        return bool(counted + by_it <= self.plant.plan.limit_w[0])

    def has_part(self) -> bool:
        """Whether a free machine of this station would find something to take."""
        if not self.has_card():
            return False
        if self.words[p.S_TYPE] == p.ASSEMBLY:
            return all(need.is_there(self.ins) for need in self.needs)
        at_hand = [place.parts_at_hand() for place in self.ins]
        if self.words[p.S_TYPE] == p.BATCH:
            return self._batch_is_ready(sum(at_hand))
        return any(at_hand)

    def has_card(self) -> bool:
        """Whether a station that fills a buffer by cards has one for another part (C14)."""
        if self.filled is None:
            return True
        buffer = self.filled
        machines = [m for s in buffer.feeders for m in self.plant.stations[s].machines]
        # what waits for a vehicle to the buffer has a room kept for it there
        on_the_way = sum(m.part is not None and not m.has_room_in(buffer) for m in machines)
        return bool(buffer.content() + on_the_way < buffer.capacity)

    def _batch_is_ready(self, there: int) -> bool:
        """Whether a batch is full, or its first part has waited long enough (C12)."""
        if there >= self.words[p.S_BATCH]:
            return True
        over = self._wait_over() if there else None
        return over is not None and over <= self.plant.now

    def _wait_over(self) -> int | None:
        """The tick at which the longest-waiting part has waited for its batch long enough."""
        waiting = [since for place in self.ins if (since := place.first_ready()) is not None]
        if self.words[p.S_WAIT] < 0 or not waiting:
            return None
        return min(waiting) + int(self.words[p.S_WAIT])

    def wait_is_over(self) -> int | None:
        """When the wait will be over, if it is not yet."""
        over = self._wait_over()
        return over if over is not None and over > self.plant.now else None

    def _rings(self) -> None:
        """The wait is over: what that changes shows in settling (C12)."""
        self.plant.changes.at_station(self)

    def _fetch(self, machine: Machine) -> list[Part]:
        """Take what the machine begins with: one part, all for an assembly, or a batch."""
        if self.words[p.S_TYPE] == p.ASSEMBLY:
            return [self._join(machine)]
        parts: list[Part] = []
        with self.plant.held_open(self.ins):
            while len(parts) < self.words[p.S_BATCH] and any(q.parts_at_hand() for q in self.ins):
                parts.append(self._one(machine))
        return parts

    def _one(self, machine: Machine) -> Part:
        """The next part, by the order in which this station takes them."""
        return pick(machine, self.ins) if self.words[p.S_PICK] else self._next_link().take()

    def _next_link(self) -> Place:
        """The link with the longest-waiting part, or the first with one; of equals the first."""
        waiting = [(place.first_since(), place) for place in self.ins]
        there = [(since, place) for since, place in waiting if since is not None]
        if self.words[p.S_BY_LINK]:
            return there[0][1]
        return min(there, key=lambda one: one[0])[1]

    def _join(self, machine: Machine) -> Part:
        """Take every part that an assembly needs; they become one (C9)."""
        with self.plant.held_open(self.ins):
            parts = [need.take(machine, self.ins) for need in self.needs for _ in range(need.count)]
        whole = parts[0]
        entries = [part.entry for part in parts if part.entry >= 0]
        whole.entry = min(entries) if entries else -1
        whole.been = 0  # C19
        for part in parts[1:]:
            whole.defects |= part.defects
            whole.marks |= part.marks & EVER_DEFECTIVE
            self.plant.say(t.JOIN, machine.number, part.number, part.product)
            self.plant.count_parts(-1)
            if part.card is not None and whole.card is not None:
                part.card.give_back()
            whole.card = whole.card or part.card
        if self.words[p.S_MAKES] >= 0:
            whole.product = int(self.words[p.S_MAKES])
        return whole

    # --- C2, C4 ---------------------------------------------------------------------------------

    def choose(self, rooms: list[int], exits: list[int]) -> int:
        """One of the exits with room: the least full, the next in turn, or the first (C2)."""
        how = int(self.words[p.S_CHOOSE])
        if len(exits) == 1 or how == p.FIRST:
            return rooms[0]
        if how == p.LEAST_FULL:
            return min(rooms, key=self.plant.content)
        order = exits[self.turn % len(exits) :] + exits[: self.turn % len(exits)]
        chosen = next(exit_ for exit_ in order if exit_ in rooms)
        self.turn = exits.index(chosen) + 1
        return chosen

    def wake(self) -> bool:
        """Wake one machine for a part that no free machine is there to take (C4, B30)."""
        sleeper = self.machine_in(STANDBY)
        if sleeper is None or self.machine_in(WAKING):
            return False
        if not (self.has_part() or self.is_wanted()):
            return False
        if self.gives_way and (self.free_machine() or not self.may_start(sleeper)):
            return False  # C17
        sleeper.become(WAKING)
        sleeper.call()
        return True

    def is_wanted(self) -> bool:
        """Whether a part with a choice of ways, none with room, could come here once woken (C4)."""
        if self.words[p.S_TYPE] in (p.ASSEMBLY, p.BATCH) or not self.has_card():
            return False
        return any(m.is_able_to_give() for place in self.bare for m in place.offering)

    # --- for controllers ------------------------------------------------------------------------

    def pause(self) -> None:
        """Take no more parts; what is in the machines is finished and leaves."""
        for machine in self.machines:
            machine.pause(True)
        self.plant.stir()

    def resume(self) -> None:
        """Take parts again."""
        for machine in self.machines:
            machine.pause(False)
        self.plant.stir()
