"""Transport: fleets of vehicles, and the links over which they carry parts.

A vehicle is a SimPy process like a machine: it waits for what is due on its trip, and a failure
interrupts it wherever it is. Who is fetched by whom is decided in settling.
"""

from __future__ import annotations

from collections.abc import Generator
from enum import Enum, auto
from typing import TYPE_CHECKING, cast

import simpy

from kpi.ledger import TASK_REPAIR, TASK_TRANSPORT
from lines.states import (
    CHARGING,
    EMPTY,
    IDLE,
    LOADED,
    LOADING,
    REPAIR,
    UNLOADING,
    WAITING_CREW,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.reference.haul import Haul, Ride
from twin.engine.reference.modes import Modes

if TYPE_CHECKING:
    from twin.engine.reference.crew import Task
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.places import Part, Place
    from twin.engine.reference.plant import Plant


class Step(Enum):
    """What a vehicle would be doing if nothing kept it from it."""

    IDLE = auto()
    EMPTY = auto()
    ARRIVED = auto()
    LOADING = auto()
    LOADED = auto()
    UNLOADING = auto()
    CHARGING = auto()


STATE_IN = {
    Step.IDLE: IDLE,
    Step.EMPTY: EMPTY,
    Step.ARRIVED: WAITING_CREW,
    Step.LOADING: LOADING,
    Step.LOADED: LOADED,
    Step.UNLOADING: UNLOADING,
    Step.CHARGING: CHARGING,
}
UNDER_WAY = (EMPTY, LOADING, LOADED, UNLOADING)
DUE = (*UNDER_WAY, CHARGING, REPAIR)  # states whose end will come by itself


class VehicleModes(Modes):
    """The ways a vehicle fails: those of a machine, but for how it goes on."""

    def __init__(self, vehicle: Vehicle) -> None:
        self.vehicle = vehicle
        # it has all that failure and repair need of a machine
        super().__init__(cast("Machine", vehicle))

    def resume(self) -> None:
        """The trip goes on where it stopped (B27)."""
        self.vehicle.go_on()


class Vehicle:
    """A vehicle of a fleet, on one trip at a time."""

    closed = False
    stops_by_count = False
    part: Part | None = None

    def __init__(self, plant: Plant, index: int, fleet: Fleet) -> None:
        self.plant = plant
        self.index = index
        self.number = len(plant.machines) + index
        self.fleet = fleet
        self.row = plant.plan.vehicle[index]
        self.rank = int(self.row[p.M_RANK])
        self.modes = VehicleModes(self)
        self.state = IDLE
        self.step = Step.IDLE
        self.left = 0
        self.stop = 0
        self.haul: Haul | None = None
        self.machine: Machine | None = None
        self.loads_from: list[Machine] = []
        self.parts: list[Part] = []
        self.set_out = 0
        self.used = 0
        self.task: Task | None = None
        self.signal = plant.env.event()
        self.process = plant.env.process(self.live())

    # --- the story ------------------------------------------------------------------------------

    def live(self) -> Generator[simpy.Event, object, None]:
        """Wait for a call, drive there, load, drive, unload, charge; fail and be repaired."""
        while True:
            try:
                if self.state in (*UNDER_WAY, CHARGING):
                    yield from self.go()
                elif self.state == REPAIR:
                    yield self.due(self.modes.repair_ticks())
                    self.modes.end_repair()
                else:
                    self.signal = self.plant.env.event()
                    yield self.signal
            except simpy.Interrupt as stop:
                self.modes.fail(int(str(stop.cause)))  # B27
            self.plant.stir()

    def go(self) -> Generator[simpy.Event, object, None]:
        """Let a step pass until it is over or a busy clock fires, whichever is first (B26, B27)."""
        began, works = self.plant.now, self.state != CHARGING
        try:
            yield self.due(min(self.left, self.modes.busy_left()) if works else self.left)
        finally:
            spent = self.plant.now - began
            self.left -= spent
            if works:
                self.modes.wear(spent)
        if self.left == 0:
            self.end_step()
        else:
            self.modes.fail(self.modes.first_worn())

    def due(self, ticks: int) -> simpy.Event:
        """What is due at this vehicle after so many ticks."""
        return self.plant.due(self.number, ticks)

    def call(self) -> None:
        """Wake the process: its state has been changed from outside."""
        if not self.signal.triggered:
            self.signal.succeed()

    def become(self, state: int, mode: int = -1) -> None:
        """Change the state and say so."""
        drawn = self.plant.plan.vehicle_w[self.index]
        self.plant.watts += int(drawn[state] - drawn[self.state])
        self.plant.guard.under_way += (state in DUE) - (self.state in DUE)
        self.state = state
        self.plant.changes.at_vehicle(self)
        self.plant.say(t.VEHICLE, self.index, -1, state, mode)

    def begin(self, step: Step, ticks: int) -> None:
        """Begin a step of the trip that takes so long."""
        self.step, self.left = step, ticks
        self.become(STATE_IN[step])

    # --- the trip -------------------------------------------------------------------------------

    def is_free(self) -> bool:
        """Whether the vehicle can be called."""
        return self.step is Step.IDLE and self.state == IDLE

    def set_off(self, haul: Haul, machine: Machine | None) -> None:
        """Called for a part: drive there from where the last trip ended (C15, B26)."""
        self.haul, self.machine = haul, machine
        self.plant.guard.count_move()
        self.set_out = self.plant.now
        ticks = self.fleet.drive(self.stop, haul.pick)
        number = machine.part.number if machine is not None and machine.part is not None else -1
        self.plant.say(t.CALL, self.index, number, haul.number, ticks)
        self.step, self.left = Step.EMPTY, ticks
        self.go_on()
        self.call()

    def go_on(self) -> None:
        """Go on with the trip, once there is a driver where one is needed (B29)."""
        on_trip = self.step not in (Step.IDLE, Step.CHARGING)
        if on_trip and self.fleet.skill >= 0 and self.task is None:
            self.become(WAITING_CREW)
            self.task = self.plant.crews.ask(self, TASK_TRANSPORT, self.fleet.skill)
        else:
            self.become(STATE_IN[self.step])

    def end_step(self) -> None:
        """Arrived, loaded, arrived again, unloaded or charged: what comes next (B26, B28)."""
        haul, chance = self.haul, self.plant.chance
        if haul is None or self.step is Step.CHARGING:
            self.begin(Step.IDLE, 0)
        elif self.step is Step.EMPTY:
            self.stop = haul.pick
            self.begin(Step.ARRIVED, 0)
        elif self.step is Step.LOADING:
            for machine in self.loads_from:
                part = machine.give_away()
                part.machine = machine.number
                self.parts.append(part)
            self.loads_from.clear()
            self.begin(Step.LOADED, self.fleet.drive(haul.pick, haul.drop))
        elif self.step is Step.LOADED:
            self.stop = haul.drop
            row = self.fleet.row[p.L_UNLOAD_DIST]
            self.begin(Step.UNLOADING, chance.ticks(self.row[p.M_UNLOAD_STREAM], row))
        else:
            for part in self.parts:
                haul.lay_down(part)
            self.parts.clear()
            self.end_trip()

    def end_trip(self) -> None:
        """The driver goes; the vehicle is free, or charges first (B28, B29)."""
        self.let_go()
        self.haul = None
        self.used += self.plant.now - self.set_out
        if 0 <= self.fleet.row[p.L_RANGE] <= self.used:
            self.used = 0
            self.begin(Step.CHARGING, int(self.fleet.row[p.L_CHARGE]))
        else:
            self.begin(Step.IDLE, 0)

    # --- loading --------------------------------------------------------------------------------

    def load(self) -> bool:
        """C16: one that has arrived begins to load, if its part can be handed over."""
        haul, machine = self.haul, self.machine
        if haul is None or self.step is not Step.ARRIVED or self.is_stopped():
            return False
        if not self.can_load(haul, machine):
            return self.send_driver_away()
        if self.fleet.skill >= 0 and self.task is None:
            self.task = self.plant.crews.ask(self, TASK_TRANSPORT, self.fleet.skill)
            return True
        if self.task is not None and self.task.crew < 0:
            return False
        if machine is None:
            self.load_from(haul)
        else:
            self.load_at(haul, machine)
        ticks = self.plant.chance.ticks(self.row[p.M_LOAD_STREAM], self.fleet.row[p.L_LOAD_DIST])
        self.begin(Step.LOADING, ticks)
        self.call()
        return True

    def can_load(self, haul: Haul, machine: Machine | None) -> bool:
        """Whether the part can be handed over; in a buffer it may have grown too old (B21)."""
        if machine is not None:
            return machine.is_able_to_give()
        return haul.origin is not None and haul.origin.parts_at_hand() > 0

    def send_driver_away(self) -> bool:
        """While its part cannot be handed over nobody waits at the vehicle (B29)."""
        waits = self.task is not None
        self.let_go()
        return waits

    def load_at(self, haul: Haul, machine: Machine) -> None:
        """Load its part, and those of other machines that ask for the same and find room aboard."""
        others = [m for m in self.fleet.asking() if m.ride is not None and m.ride.haul is haul]
        room = int(self.fleet.row[p.L_CAPACITY])
        self.loads_from = [machine, *others][:room]
        for each in self.loads_from:
            assert each.part is not None
            assert each.ride is not None
            self.fleet.comes(each.ride, self, each)
            self.say_load(each.part, each.ride.asked)

    def load_from(self, haul: Haul) -> None:
        """Load the part it came for out of the buffer, and more that find room at both ends."""
        origin = haul.origin
        assert origin is not None
        origin.promised -= 1
        self.take_up(origin)
        while len(self.parts) < self.fleet.row[p.L_CAPACITY] and haul.can_fetch():
            haul.reserve()
            self.take_up(origin)

    def take_up(self, origin: Place) -> None:
        """Take the first part out of a buffer."""
        since = origin.parts[0].since
        part = origin.take()
        part.entry = part.entry if part.entry >= 0 else self.plant.now  # B26
        self.say_load(part, since)
        part.machine = -1 - origin.number
        self.parts.append(part)

    def say_load(self, part: Part, asked: int) -> None:
        """Tell that the loading of a part begins, and how long it has waited for that."""
        assert self.haul is not None
        waited = self.plant.now - asked
        self.plant.say(t.LOAD, self.index, part.number, waited, self.haul.number)

    # --- people and repair ----------------------------------------------------------------------

    def is_stopped(self) -> bool:
        """Whether the vehicle is being repaired or waits for that."""
        waits = self.task is not None and self.task.kind == TASK_REPAIR
        return waits or self.state == REPAIR

    def crew_comes(self) -> None:
        """A driver or someone for the repair has come (C5)."""
        if self.is_stopped():
            self.modes.begin_repair()
        else:
            self.become(STATE_IN[self.step])
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


class Fleet:
    """Vehicles that serve the same links."""

    def __init__(self, plant: Plant, number: int) -> None:
        self.plant = plant
        self.number = number
        self.row = plant.plan.fleet[number]
        self.skill = int(self.row[p.L_SKILL])
        first, size = int(self.row[p.L_FIRST_HAUL]), int(self.row[p.L_HAULS])
        self.hauls = plant.hauls[first : first + size]
        first, size = int(self.row[p.L_FIRST_VEHICLE]), int(self.row[p.L_VEHICLES])
        self.vehicles = [Vehicle(plant, v, self) for v in range(first, first + size)]
        self.rides: dict[Machine, Ride] = {}  # for which no vehicle is on its way

    def drive(self, start: int, stop: int) -> int:
        """Ticks from one of the fleet's places to another."""
        first, stops = int(self.row[p.L_FIRST_DRIVE]), int(self.row[p.L_STOPS])
        return int(self.plant.plan.drive[first + start * stops + stop])

    def asking(self) -> list[Machine]:
        """Machines that can hand over a part and wait for a vehicle, in the order of their turn."""
        asking = [
            (ride.asked, machine.rank, machine)
            for machine, ride in self.rides.items()
            if machine.is_able_to_give()
        ]
        return [machine for _, _, machine in sorted(asking, key=lambda one: one[:2])]

    def comes(self, ride: Ride, vehicle: Vehicle, machine: Machine) -> None:
        """A vehicle comes for what a machine has asked for, or takes it along."""
        ride.vehicle = vehicle
        self.rides.pop(machine, None)

    def assign(self) -> bool:
        """C15: the transport asked for longest gets the nearest free vehicle."""
        free = [vehicle for vehicle in self.vehicles if vehicle.is_free()]
        if not free:
            return False
        machine: Machine | None = next(iter(self.asking()), None)
        haul = None if machine is None or machine.ride is None else machine.ride.haul
        asked = 1 << 62 if machine is None or machine.ride is None else machine.ride.asked
        for other in self.hauls:
            if other.can_fetch() and other.origin is not None:
                since = other.origin.parts[other.origin.promised].since
                if since < asked:
                    haul, asked, machine = other, since, None
        if haul is None:
            return False
        vehicle = min(free, key=lambda one: (self.drive(one.stop, haul.pick), one.index))
        if machine is None:
            haul.reserve()
            assert haul.origin is not None
            haul.origin.promised += 1
        else:
            assert machine.ride is not None
            self.comes(machine.ride, vehicle, machine)
        vehicle.set_off(haul, machine)
        return True
