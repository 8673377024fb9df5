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
from lines.states import BUSY, SETUP, STARVED, WAITING_CREW
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.hours import edges_of
from twin.engine.reference.chance import Chance
from twin.engine.reference.crew import Crews
from twin.engine.reference.fleet import Fleet
from twin.engine.reference.guard import Guard
from twin.engine.reference.haul import Haul
from twin.engine.reference.hours import WorkingTime
from twin.engine.reference.instant import Instant
from twin.engine.reference.leaving import marks_of
from twin.engine.reference.machine import Machine
from twin.engine.reference.orders import Orders
from twin.engine.reference.places import Door, Part, Place
from twin.engine.reference.source import Source
from twin.engine.reference.station import Station
from twin.engine.reference.timed import PLACES
from twin.engine.stuck import Stopped, most_parts

Controller = Callable[["Plant"], Generator[simpy.Event, Any, Any]]
Row = tuple[int, int, int, int, int, int]

# Below SimPy's own urgent 0 and normal 1 come the slots of rule T2; settling is last of all.
FIRST_SLOT = 2


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
        self.guard = Guard(self)
        self.instant = Instant(self)
        self.changes = self.instant.changes
        self.places = [PLACES[int(kind)](self, q) for q, kind in enumerate(plan.place[:, p.Q_KIND])]
        self.doors = [Door(self, x) for x in range(plan.door.shape[0])]
        for door in self.doors:
            door.place.doors.append(door)
        self.crews = Crews(self)
        self.machines = [Machine(self, m) for m in range(plan.machine.shape[0])]
        self.stations = [self._station(s) for s in range(plan.station.shape[0])]
        self.giving_way = [self.stations[s] for s in plan.gives_way]
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
        self.sources = [Source(self, u) for u in range(plan.source.shape[0])]
        for source in self.sources:
            if source.slot >= 0:
                self.env.process(source.live())
        self.comes_by_clock = bool(self.hours) or any(one.slot >= 0 for one in self.sources)
        self.changes.everywhere()

    def _station(self, s: int) -> Station:
        first, size = (int(v) for v in self.plan.station[s, : p.S_MACHINES + 1])
        return Station(self, s, self.frame.stations[s], self.machines[first : first + size])

    def _hours(self) -> list[WorkingTime]:
        first = (
            len(self.machines) + len(self.vehicles) + int((self.plan.mode[:, p.F_SLOT] >= 0).sum())
        )
        edges = edges_of(self.plan, self.end)
        staff: list[list[Machine]] = [[] for _ in edges]
        for machine in self.machines:
            if machine.row[p.M_CALENDAR] >= 0:
                staff[machine.row[p.M_CALENDAR]].append(machine)
        return [WorkingTime(self, c, first + c, ticks, staff[c]) for c, ticks in enumerate(edges)]

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
        self.instant.call()

    def say(self, what: int, who: int, part: int, value: int, mark: int = -1) -> None:
        """Write a row of the trace."""
        self.rows.append((self.now, what, who, part, value, mark))

    # --- parts ----------------------------------------------------------------------------------

    def count_parts(self, step: int) -> None:
        """There are more or fewer parts in and before the line."""
        self.guard.begin_tick()
        self.here += step

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
            self.orders.part_left(part.order, part, fate)

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
    def held_open(self, places: Sequence[Place]) -> Generator[None, None, None]:
        """Doors that are open stay so while several parts are taken from here at once (C13)."""
        sources = dict.fromkeys(door.source for place in places for door in place.doors)
        all_cards = [self.sources[source].cards for source in sources]
        open_cards = [cards for cards in all_cards if cards.is_there_one()]
        for cards in open_cards:
            cards.held_open = True
        yield
        for cards in open_cards:
            cards.held_open = False

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
