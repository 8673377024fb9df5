"""The plant: the clock, everything on the floor, and the settling of each instant.

Your own SimPy processes can run beside the line. A controller is a function that takes the plant
and yields SimPy events, for instance `plant.env.timeout(ticks)`; it may look at `plant.level(...)`
and at `plant.watts`, what the whole plant draws, and call `plant.station(...).pause()` and
`.resume()`.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import simpy

from kpi.ledger import AT_SINK, Frame
from lines.states import (
    BLOCKED,
    BUSY,
    CHARGING,
    MAINTENANCE,
    REPAIR,
    SETUP,
    STARVED,
    WAITING_CREW,
    WAKING,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.hours import edges_of
from twin.engine.reference.alarm import Alarm
from twin.engine.reference.chance import Chance
from twin.engine.reference.crew import Crews
from twin.engine.reference.fleet import UNDER_WAY, Fleet
from twin.engine.reference.haul import Haul
from twin.engine.reference.hours import WorkingTime
from twin.engine.reference.leaving import marks_of
from twin.engine.reference.machine import Machine
from twin.engine.reference.orders import Orders
from twin.engine.reference.places import Door, Part, Place
from twin.engine.reference.source import Source
from twin.engine.reference.station import Station
from twin.engine.reference.timed import PLACES, TimedPlace
from twin.engine.stuck import MOVES, MOVES_A_PART, Stopped, most_parts

Controller = Callable[["Plant"], Generator[simpy.Event, Any, Any]]
Row = tuple[int, int, int, int, int, int]

# Below SimPy's own urgent 0 and normal 1 come the slots of rule T2; settling is last of all.
FIRST_SLOT = 2
LAST = 1 << 60


def _nothing() -> None:
    """What a batch station does when its wait is over shows in settling (C12)."""


class Plant:
    """A line at work."""

    def __init__(self, plan: p.Plan, frame: Frame, seed: int, replication: int, end: int) -> None:
        self.plan = plan
        self.frame = frame
        self.env = simpy.Environment()
        self.chance = Chance(plan, seed, replication)
        self.rows: list[Row] = []
        self.end = end
        self.most = most_parts(end)
        self.numbers = 0
        self.here = 0
        self.watched = False
        self.drawn = plan.power_w + plan.air_w
        self.watts = int(self.drawn[:, STARVED].sum() + plan.base_load[:, 1].sum())
        self.coming = 0  # watts that machines will draw more without another decision (C17)
        self.rise = np.zeros_like(self.drawn)
        for state in (SETUP, WAITING_CREW):
            self.rise[:, state] = np.maximum(self.drawn[:, BUSY] - self.drawn[:, state], 0)
        self._settling = False
        self._moves = self._allowed = 0
        self._tick = -1
        self.places = [PLACES[int(kind)](self, q) for q, kind in enumerate(plan.place[:, p.Q_KIND])]
        self.timed = [place for place in self.places if isinstance(place, TimedPlace)]
        self.doors = [Door(self, x) for x in range(plan.door.shape[0])]
        for door in self.doors:
            door.place.doors.append(door)
        self.crews = Crews(self)
        self.machines = [Machine(self, m) for m in range(plan.machine.shape[0])]
        self.stations = [self._station(s) for s in range(plan.station.shape[0])]
        self.giving_way = [self.stations[s] for s in plan.gives_way]
        self.takers = [s for s in self.stations if not s.gives_way]
        for station in self.stations:
            for place in station.ins:
                if station.number not in place.consumers:
                    place.consumers.append(station.number)
            if station.words[p.S_KANBAN] >= 0:
                self.places[station.words[p.S_KANBAN]].feeders.append(station.number)
        self.hauls = [Haul(self, h) for h in range(plan.haul.shape[0])]
        self.fleets = [Fleet(self, number) for number in range(plan.fleet.shape[0])]
        self.vehicles = [vehicle for fleet in self.fleets for vehicle in fleet.vehicles]
        self.hours = self._hours()
        self.orders = Orders(self)
        self.alarms = [Alarm(self, one.slot, one.next_tick, one.ring) for one in self.timed]
        for station in self.stations:
            if station.wait_slot >= 0:
                self.alarms.append(Alarm(self, station.wait_slot, station.wait_is_over, _nothing))
        self.sources = [Source(self, u) for u in range(plan.source.shape[0])]
        for source in self.sources:
            if source.slot >= 0:
                self.env.process(source.live())

    def _station(self, s: int) -> Station:
        first, size = (int(v) for v in self.plan.station[s, : p.S_MACHINES + 1])
        return Station(self, s, self.frame.stations[s], self.machines[first : first + size])

    def _hours(self) -> list[WorkingTime]:
        first = (
            len(self.machines) + len(self.vehicles) + int((self.plan.mode[:, p.F_SLOT] >= 0).sum())
        )
        edges = edges_of(self.plan, self.end)
        return [WorkingTime(self, c, first + c, ticks) for c, ticks in enumerate(edges)]

    # --- time and telling -----------------------------------------------------------------------

    @property
    def now(self) -> int:
        """The tick it is."""
        return int(self.env.now)

    def due(self, slot: int, ticks: int) -> simpy.Event:
        """An event after so many ticks, in its place among those of the same tick (T2)."""
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        self.env.schedule(event, priority=FIRST_SLOT + slot, delay=ticks)  # type: ignore[arg-type]
        return event

    def stir(self) -> None:
        """Something has changed: settle when everything due at this tick has happened."""
        if self._settling:
            return
        self._settling = True
        event = simpy.Event(self.env)
        event._ok, event._value = True, None
        event.callbacks.append(self.settle)
        self.env.schedule(event, priority=LAST)  # type: ignore[arg-type]

    def say(self, what: int, who: int, part: int, value: int, mark: int = -1) -> None:
        """Write a row of the trace."""
        self.rows.append((self.now, what, who, part, value, mark))

    # --- settling -------------------------------------------------------------------------------

    def settle(self, _: simpy.Event) -> None:
        """Forced moves until none is left, then one choice; again, until nothing moves (T3)."""
        self._settling = False
        self._begin_tick()
        self.move_what_must()
        if self.choose_once() or self.stop_by_count():
            if self._moves > self._allowed:
                raise Stopped(Stopped.CLOCK, self.now, [])
            self.stir()  # what falls due at this very tick comes first
            return
        for source in self.sources:
            if source.lost:
                source.turn_away()
        for place in self.timed:
            place.look()
        for alarm in self.alarms:
            alarm.set()
        self._look_out()

    def move_what_must(self) -> None:
        """Step 2 of an instant: what has one way and room goes there, is offered, or enters."""
        while self.leave() or self.enter():
            pass

    def choose_once(self) -> bool:
        """Step 3 of an instant: the first choice that can be made, in this order."""
        choices = (
            self.maintain,
            self.claim,
            self.take,
            self.find_way,
            self.wake,
            self.crews.assign,
            self.dispatch,
            self.load,
            self.give_way,
        )
        return any(choice() for choice in choices)

    def _begin_tick(self) -> None:
        """So many moves are allowed at one tick; more of them are a loop without time (C10)."""
        if self._tick != self.now:
            self._tick, self._moves = self.now, 0
            self._allowed = MOVES + MOVES_A_PART * (len(self.machines) + self.here)

    def count_parts(self, step: int) -> None:
        """There are more or fewer parts in and before the line."""
        self._begin_tick()
        self.here += step

    def allow(self, parts: int) -> None:
        """Parts have come at this tick, which may move as well."""
        self._begin_tick()
        self._allowed += MOVES_A_PART * parts

    def count_move(self) -> None:
        """A machine has taken a part, or a vehicle has been called."""
        self._moves += 1

    def stop_by_count(self) -> bool:
        """B7: when nothing else moves, machines whose count of parts is full stop."""
        full = [machine for machine in self.machines if machine.stops_by_count]
        for machine in full:
            machine.stop_by_count()
        return bool(full)

    def maintain(self) -> bool:
        """C11: the first free machine in the file whose maintenance is due stops for it."""
        return any(machine.modes.maintain() for machine in self.machines)

    def take(self) -> bool:
        """C1: the first station in the file that can take a part does."""
        return any(station.take() for station in self.takers)

    def holders(self) -> list[Machine]:
        """Machines that can hand a finished part over, the one blocked longest first (C2)."""
        holders = [machine for machine in self.machines if machine.is_able_to_give()]
        return sorted(holders, key=lambda machine: (machine.done_since, machine.rank))

    def leave(self) -> bool:
        """C2: the first part with one way, and room that no part with a choice may want first."""
        choosers: list[Machine] = []
        for machine in self.holders():
            if len(machine.exits) > 1:
                choosers.append(machine)
            elif self._is_left(machine.exits[0], choosers) and machine.leave():
                return True
        return False

    def _is_left(self, exit_: int, choosers: list[Machine]) -> bool:
        """Whether there is more room at an exit than parts with a choice that stand before (C2)."""
        end = self.end_of(exit_)
        if end < 0 or not self.has_room(exit_) or self.places[end].capacity == 0:
            return True
        place = self.places[end]
        return place.rooms() > sum(machine.may_choose(end) for machine in choosers)

    def enter(self) -> bool:
        """C3: the first door with a part whose buffer has room lets it in."""
        choosers = [machine for machine in self.holders() if len(machine.exits) > 1]
        for door in self.doors:
            if self._may_enter(door) and self._is_left(door.place.number, choosers):
                door.place.put(door.fetch())
                return True
        return False

    def _may_enter(self, door: Door) -> bool:
        return door.place.capacity != 0 and door.has_part() and door.place.has_room()

    def claim(self) -> bool:
        """C2: a part with a choice goes first where another one wants the same last room."""
        contested = {door.place.number for door in self.doors if self._may_enter(door)}
        for machine in self.holders():
            if len(machine.exits) == 1:
                end = self.end_of(machine.exits[0])
                if end >= 0 and self.places[end].capacity != 0 and self.places[end].has_room():
                    contested.add(end)
        choosers = [m for m in self.holders() if any(m.may_choose(end) for end in contested)]
        return bool(choosers) and choosers[0].leave()

    def find_way(self) -> bool:
        """C2: the part with a choice that has waited longest, and has room somewhere, leaves."""
        return any(machine.leave() for machine in self.holders() if len(machine.exits) > 1)

    def wake(self) -> bool:
        """C4: the first station in the file that needs a machine from standby wakes it."""
        return any(station.wake() for station in self.takers)

    def give_way(self) -> bool:
        """C17: of the stations that give way to the limit the one named last takes or wakes."""
        return any(station.take() or station.wake() for station in self.giving_way)

    def dispatch(self) -> bool:
        """C15: the first fleet in the file with transport to do and a free vehicle sends one."""
        return any(fleet.assign() for fleet in self.fleets)

    def load(self) -> bool:
        """C16: the first vehicle that has arrived and can begin to load does."""
        return any(vehicle.load() for vehicle in self.vehicles)

    # --- parts ----------------------------------------------------------------------------------

    def arrive(self, source: int, mix: slice) -> Part:
        """A new part at a source's door, of a product by the mix in these rows."""
        return self.new_part(source, self.sources[source].product(mix))

    def new_part(self, source: int, product: int) -> Part:
        """A new part of a product at a source's door."""
        part = Part(self.numbers, product, self.now, self.now)
        due = int(self.plan.source[source, p.U_DUE])
        if due >= 0:
            part.due = self.now + due  # B34
        self.numbers += 1
        self.count_parts(1)
        if self.here > self.most:
            raise Stopped(Stopped.OVERFULL, self.now, [source])
        self.say(t.ARRIVE, source, part.number, product)
        return part

    def split(self, machine: int, whole: Part, product: int) -> Part:
        """One more part, made by taking a part apart (B38)."""
        part = Part(
            self.numbers, product, whole.entry, self.now, whole.defects, whole.marks, whole.due
        )
        self.numbers += 1
        self.count_parts(1)
        if self.here > self.most:
            raise Stopped(Stopped.OVERFULL, self.now, [0])
        self.say(t.SPLIT, machine, part.number, product)
        return part

    def out(self, machine: int, part: Part, fate: int) -> None:
        """A part leaves the line: out of a machine, or of a place, which is told as -1 - place."""
        self.count_parts(-1)
        mark = (part.product * 2 + fate) * 8 + marks_of(part)
        lead = self.now - part.entry if part.entry >= 0 else 0  # nothing ever took it (B21)
        self.say(t.OUT, machine, part.number, lead, mark)
        if part.card is not None:
            part.card.give_back()
        if part.order is not None:
            self.orders.part_left(part.order, fate)

    def end_of(self, exit_: int) -> int:
        """Where an exit leads, over a fleet's link as well: a place, the sink or scrap."""
        return exit_ if exit_ > p.FIRST_HAUL else self.hauls[p.FIRST_HAUL - exit_].to

    def has_room(self, exit_: int) -> bool:
        """Whether a part could move to an exit now; no room at all needs a free machine (C7)."""
        exit_ = self.end_of(exit_)
        if exit_ < 0:
            return True
        place = self.places[exit_]
        if place.capacity != 0:
            return place.has_room()
        return any(
            self.stations[s].free_machine() is not None and self.stations[s].has_card()
            for s in place.consumers
            if self.stations[s].words[p.S_TYPE] not in (p.ASSEMBLY, p.BATCH)
            and not self.stations[s].gives_way
        )

    def content(self, exit_: int) -> int:
        """How many parts wait at an exit or have a room kept there."""
        exit_ = self.end_of(exit_)
        return 0 if exit_ < 0 else self.places[exit_].content()

    @contextmanager
    def held_open(self) -> Generator[None, None, None]:
        """Doors that are open stay so while an assembly takes several parts at once (C13)."""
        open_cards = [s.cards for s in self.sources if s.cards.is_there_one()]
        for cards in open_cards:
            cards.held_open = True
        yield
        for cards in open_cards:
            cards.held_open = False

    # --- being stuck ----------------------------------------------------------------------------

    def _look_out(self) -> None:
        """Name a deadlock (C10)."""
        stuck = [m.number for m in self.machines if self._is_stuck(m)]
        if stuck:
            waits = {
                m.number: [q.number for place in m.offered for q in self._behind(place)]
                for m in self.machines
                if m.offered
            }
            raise Stopped(Stopped.RING, self.now, stuck, waits)
        if not (self.watched or self._anything_due() or self.orders.none_is_to_come()):
            raise Stopped(Stopped.STANDSTILL, self.now, self._waiting())

    def _is_stuck(self, machine: Machine) -> bool:
        """Whether a blocked machine waits only for machines that wait for it."""
        if machine.state != BLOCKED or machine.ride or not machine.words[p.S_IN_LOOP]:
            return False
        seen, ahead = {machine.number}, [machine]
        while ahead:
            places = [q for place in ahead.pop().offered for q in self._behind(place)]
            if any(q.promised or any(haul.can_move() for haul in q.hauls) for q in places):
                return False  # a vehicle comes, or will come
            if any(place.may_have_room() for place in places):
                return False
            for place in places:
                for s in place.consumers:
                    for other in self.stations[s].machines:
                        if other.state != BLOCKED or other.ride:
                            return False
                        if other.number not in seen:
                            seen.add(other.number)
                            ahead.append(other)
        return True

    def _behind(self, place: Place) -> list[Place]:
        """A place and, where fleets empty it, the places to which they lead."""
        places = [place]
        for one in places:
            ends = [self.places[haul.to] for haul in one.hauls if haul.to >= 0]
            places += [end for end in dict.fromkeys(ends) if end not in places]
        return places

    def _anything_due(self) -> bool:
        if any(alarm.tick is not None for alarm in self.alarms):
            return True
        if self.orders.is_one_to_come():
            return True
        if self.hours or any(source.slot >= 0 for source in self.sources):
            return True
        modes = [each.modes for each in self.machines] + [each.modes for each in self.vehicles]
        if any(each.is_any_due() for each in modes):
            return True
        if any(v.state in (*UNDER_WAY, CHARGING, REPAIR) for v in self.vehicles):
            return True
        return any(
            m.state in (BUSY, SETUP, REPAIR, MAINTENANCE, WAKING)
            or (m.state == STARVED and m.words[p.S_STANDBY_AFTER] >= 0)
            for m in self.machines
        )

    def _waiting(self) -> list[int]:
        blocked = [m.number for m in self.machines if m.state == BLOCKED]
        return blocked or [m.number for m in self.machines]

    # --- for controllers ------------------------------------------------------------------------

    def station(self, name: str) -> Station:
        """The station of this name."""
        return self.stations[self.frame.stations.index(name)]

    def level(self, name: str) -> int:
        """How many parts wait in a buffer, by its name or as `a->b`."""
        return len(self.places[self.frame.places.index(name)].parts)


def run(
    plan: p.Plan,
    frame: Frame,
    seed: int,
    replication: int,
    end: int,
    controllers: Sequence[Controller] = (),
) -> list[Row]:
    """Run a line from tick 0 up to tick `end`; returns the rows of its trace.

    Raises
    ------
    Stopped
        The line is stuck, or more parts wait than can be counted.
    """
    plant = Plant(plan, frame, seed, replication, end)
    plant.watched = bool(controllers)
    for controller in controllers:
        plant.env.process(controller(plant))
    plant.stir()
    plant.env.run(until=end)  # nothing that is due at the last tick happens (T4)
    return plant.rows


__all__ = ["AT_SINK", "Controller", "Plant", "Station", "run"]
