"""What has changed on the floor, and who has to be asked again because of that.

A line of a thousand stations has a thousand who could move, and at most instants two or three who
can. Each kind of move has an agenda (`Agenda`). A machine, a place, a station or a vehicle that
changes says so here; who looks at it is then put on the agendas. Who is not on an agenda has
been asked before and would say no again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.engine.reference.agenda import Agenda, Key
from twin.engine.reference.timed import TimedPlace

if TYPE_CHECKING:
    from twin.engine.reference.fleet import Fleet, Vehicle
    from twin.engine.reference.haul import Haul
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.places import Door, Place
    from twin.engine.reference.plant import Plant
    from twin.engine.reference.source import Source
    from twin.engine.reference.station import Station


def _by_number(one: Door | Fleet | Machine | Station | Vehicle) -> Key:
    """In the order of the file."""
    return (one.number,)


def turn_of(machine: Machine) -> Key:
    """The one blocked longest first, ties in canonical station order, then by number (C2)."""
    return (machine.done_since, machine.rank)


class Changes:
    """The agendas of the plant, and how what has changed comes onto them."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.leaving: Agenda[Machine] = Agenda(turn_of)
        self.entering: Agenda[Door] = Agenda(_by_number)
        self.maintenance: Agenda[Machine] = Agenda(_by_number)
        self.claims: Agenda[Machine] = Agenda(turn_of)
        self.takes: Agenda[Station] = Agenda(_by_number)
        self.ways: Agenda[Machine] = Agenda(turn_of)
        self.wakes: Agenda[Station] = Agenda(_by_number)
        self.calls: Agenda[Fleet] = Agenda(_by_number)
        self.loads: Agenda[Vehicle] = Agenda(_by_number)
        # for the end of the instant, in no order: nothing there hangs on another one
        self.full: dict[Machine, None] = {}
        self.losing: dict[Source, None] = {}
        self.timed: dict[TimedPlace, None] = {}
        self.waits: dict[Station, None] = {}
        self.looping: dict[Machine, None] = {}
        self._machines: dict[Machine, None] = {}
        self._places: dict[Place, None] = {}

    # --- what has changed -----------------------------------------------------------------------

    def at_machine(self, machine: Machine) -> None:
        """State, part, offer or way out of a machine has changed, or what it has to do."""
        self._machines[machine] = None

    def at_place(self, place: Place) -> None:
        """Parts, room or doors of a place have changed, or who offers a part over it."""
        self._places[place] = None

    def at_station(self, station: Station) -> None:
        """Machines of a station, or what it could take, have changed."""
        if not station.gives_way:  # who gives way is asked whenever nothing else moves (C17)
            self.takes.add(station)
            if station.sleeps:
                self.wakes.add(station)
        if station.alarm is not None:
            self.waits[station] = None

    def at_vehicle(self, vehicle: Vehicle) -> None:
        """A vehicle, or what it has come for, has changed."""
        self.calls.add(vehicle.fleet)
        self.loads.add(vehicle)

    def people_come(self) -> None:
        """Somebody may be on duty now for whom maintenance has waited (C11)."""
        for machine in self.plant.machines:
            if machine.modes.planned:
                self.maintenance.add(machine)

    def everywhere(self) -> None:
        """Ask everybody, as at the beginning."""
        for station in self.plant.stations:
            self.at_station(station)
        for machine in self.plant.machines:
            self.at_machine(machine)
        for place in self.plant.places:
            self.at_place(place)
        for vehicle in self.plant.vehicles:
            self.at_vehicle(vehicle)

    # --- who looks at it ------------------------------------------------------------------------

    def spread(self) -> None:
        """Put those who look at what has changed onto the agendas."""
        while self._machines:
            self._around_machine(self._machines.popitem()[0])
        while self._places:
            self._around_place(self._places.popitem()[0])

    def _around_machine(self, machine: Machine) -> None:
        plant = self.plant
        station = plant.stations[machine.station]
        self._in_front(station)
        for place in (*machine.offered, *machine.ends):
            self.at_place(place)
        if station.filled is not None:
            self.at_place(station.filled)  # it may have a card more (C14)
        if machine.is_able_to_give():
            self._give(machine)
        if machine.modes.planned:
            self.maintenance.add(machine)
        if machine.ride is not None:
            self.calls.add(plant.fleets[machine.ride.haul.fleet])
            if machine.ride.vehicle is not None:
                self.loads.add(machine.ride.vehicle)
        if machine.in_loop:
            self.looping[machine] = None

    def _around_place(self, place: Place) -> None:
        for s in place.consumers:
            self.at_station(self.plant.stations[s])
        for s in place.feeders:
            self._in_front(self.plant.stations[s])
        for machine in (*place.before, *place.choosers):
            self._give(machine)
        for door in place.doors:
            self.entering.add(door)
        for haul in (*place.hauls, *place.brought_by):
            self._at_haul(haul)
        for machine in place.offering:
            if machine.in_loop:
                self.looping[machine] = None
        if isinstance(place, TimedPlace):
            self.timed[place] = None

    def _in_front(self, station: Station) -> None:
        """A free machine, or a card for one, is room on the bare links in front of it (C7)."""
        self.at_station(station)
        for place in station.bare:
            self.at_place(place)

    def _give(self, machine: Machine) -> None:
        """A part with one way is moved; one with several claims room or chooses (C2)."""
        if len(machine.exits) == 1:
            self.leaving.add(machine)
        else:
            self.claims.add(machine)
            self.ways.add(machine)

    def _at_haul(self, haul: Haul) -> None:
        fleet = self.plant.fleets[haul.fleet]
        self.calls.add(fleet)
        for vehicle in fleet.vehicles:
            if vehicle.haul is haul:
                self.loads.add(vehicle)
        if haul.origin is not None:
            for machine in haul.origin.offering:
                if machine.in_loop:
                    self.looping[machine] = None
