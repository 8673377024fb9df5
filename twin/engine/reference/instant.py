"""The settling of an instant: forced moves, one choice, again; then its end (T3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simpy

from twin.engine.reference.changes import Changes, turn_of

if TYPE_CHECKING:
    from twin.engine.reference.alarm import Alarm
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.places import Door, Place
    from twin.engine.reference.plant import Plant

LAST = 1 << 60  # settling comes behind all slots of rule T2


class Instant:
    """Everything that happens at one tick after what was due then (T2)."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.changes = Changes(plant)
        self._called = False

    def call(self) -> None:
        """Settle when everything due at this tick has happened."""
        if self._called:
            return
        self._called = True
        event = simpy.Event(self.plant.env)
        event._ok, event._value = True, None
        event.callbacks.append(self.settle)
        self.plant.env.schedule(event, priority=LAST)  # type: ignore[arg-type]

    def settle(self, _: simpy.Event) -> None:
        """Forced moves until none is left, then one choice; again, until nothing moves (T3)."""
        plant = self.plant
        self._called = False
        plant.guard.begin_tick()
        self.move_what_must()
        if self.choose_once() or self.stop_by_count():
            plant.guard.look_at_moves()
            plant.stir()  # what falls due at this very tick comes first
            return
        self.turn_away()
        self.changes.spread()
        self.set_alarms()
        plant.guard.look_out(self.changes.looping)
        self.changes.looping.clear()

    # --- step 2: forced moves -------------------------------------------------------------------

    def move_what_must(self) -> None:
        """Step 2 of an instant: what has one way and room goes there, is offered, or enters."""
        while self.leave() or self.enter():
            pass

    def leave(self) -> bool:
        """C2: the first part with one way, and room that no part with a choice may want first."""
        self.changes.spread()
        return self.changes.leaving.first(self._leaves)

    def _leaves(self, machine: Machine) -> bool:
        if not machine.is_able_to_give() or len(machine.exits) > 1:
            return False
        return self._is_left(machine.exits[0], before=machine) and machine.leave()

    def _is_left(self, exit_: int, before: Machine | None = None) -> bool:
        """Whether there is more room at an exit than parts with a choice that stand before (C2)."""
        end = self.plant.end_of(exit_)
        if end < 0 or not self.plant.has_room(exit_) or self.plant.places[end].capacity == 0:
            return True
        place = self.plant.places[end]
        choosers = [m for m in place.choosers if m.is_able_to_give() and m.may_choose(end)]
        if before is not None:
            choosers = [m for m in choosers if turn_of(m) < turn_of(before)]
        return place.rooms() > len(choosers)

    def enter(self) -> bool:
        """C3: the first door with a part whose buffer has room lets it in."""
        self.changes.spread()
        return self.changes.entering.first(self._enters)

    def _enters(self, door: Door) -> bool:
        if not (door.may_enter() and self._is_left(door.place.number)):
            return False
        door.place.put(door.fetch())
        return True

    # --- step 3: one choice ---------------------------------------------------------------------

    def choose_once(self) -> bool:
        """Step 3 of an instant: the first choice that can be made, in this order."""
        choices = (
            self.maintain,
            self.claim,
            self.take,
            self.find_way,
            self.wake,
            self.plant.crews.assign,
            self.dispatch,
            self.load,
            self.give_way,
        )
        self.changes.spread()
        return any(choice() for choice in choices)

    def maintain(self) -> bool:
        """C11: the first free machine in the file whose maintenance is due stops for it."""
        return self.changes.maintenance.first(lambda machine: machine.modes.maintain())

    def claim(self) -> bool:
        """C2: a part with a choice goes first where another one wants the same last room."""
        return self.changes.claims.first(self._claims)

    def _claims(self, machine: Machine) -> bool:
        if not machine.is_able_to_give():
            return False
        wanted = (place for place in machine.ends if machine.may_choose(place.number))
        return any(self._is_contested(place) for place in wanted) and machine.leave()

    def _is_contested(self, place: Place) -> bool:
        """Whether a part with one way, or one at a door, could come into the room of a place."""
        if place.capacity == 0 or not place.has_room():
            return False
        by_machines = any(machine.is_able_to_give() for machine in place.before)
        return by_machines or any(door.may_enter() for door in place.doors)

    def take(self) -> bool:
        """C1: the first station in the file that can take a part does."""
        return self.changes.takes.first(lambda station: station.take())

    def find_way(self) -> bool:
        """C2: the part with a choice that has waited longest, and has room somewhere, leaves."""
        return self.changes.ways.first(
            lambda machine: self._has_choice(machine) and machine.leave()
        )

    @staticmethod
    def _has_choice(machine: Machine) -> bool:
        return machine.is_able_to_give() and len(machine.exits) > 1

    def wake(self) -> bool:
        """C4: the first station in the file that needs a machine from standby wakes it."""
        return self.changes.wakes.first(lambda station: station.wake())

    def dispatch(self) -> bool:
        """C15: the first fleet in the file with transport to do and a free vehicle sends one."""
        return self.changes.calls.first(lambda fleet: fleet.assign())

    def load(self) -> bool:
        """C16: the first vehicle that has arrived and can begin to load does."""
        return self.changes.loads.first(lambda vehicle: vehicle.load())

    def give_way(self) -> bool:
        """C17: of the stations that give way to the limit the one named last takes or wakes."""
        return any(station.take() or station.wake() for station in self.plant.giving_way)

    # --- the end of the instant -----------------------------------------------------------------

    def stop_by_count(self) -> bool:
        """B7: when nothing else moves, machines whose count of parts is full stop."""
        full = [machine for machine in self.changes.full if machine.stops_by_count]
        self.changes.full.clear()
        for machine in sorted(full, key=lambda machine: machine.number):
            machine.stop_by_count()
        return bool(full)

    def turn_away(self) -> None:
        """C6: what stands at the door of a source that does not wait is lost."""
        for source in sorted(self.changes.losing, key=lambda source: source.number):
            source.turn_away()
        self.changes.losing.clear()

    def set_alarms(self) -> None:
        """Belts that do not let parts close up stand still; what is due by itself is due anew."""
        changes = self.changes
        for place in changes.timed:
            place.look()
        alarms: list[Alarm] = [place.alarm for place in changes.timed]
        alarms += [station.alarm for station in changes.waits if station.alarm is not None]
        for alarm in alarms:
            alarm.set()
        changes.timed.clear()
        changes.waits.clear()
