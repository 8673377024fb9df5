"""The fleets of a line in numbers: vehicles, the links they serve, the ticks between places."""

from kpi.ledger import TICKS_PER_SECOND
from lines.drives import Drives, drives_of
from lines.machinery import Fleet
from lines.states import (
    DOWN,
    EMPTY,
    LOADED,
    LOADING,
    REPAIR,
    UNLOADING,
    VEHICLE_STATES,
    WAITING_CREW,
)
from twin.engine import plan as p
from twin.engine.floor import Floor

# On a trip a vehicle draws its power; idle, charging or broken down it draws none.
DRAWING = frozenset({EMPTY, LOADING, LOADED, UNLOADING, WAITING_CREW})
assert not DRAWING & {DOWN, REPAIR}


class Fleets:
    """Numbers vehicles and hauls fleet by fleet, in the order of the file."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.vehicles: list[list[int]] = []
        self.names: list[str] = []
        self.watts: list[list[int]] = []
        self.fleets: list[list[int]] = []
        self.hauls: list[list[int]] = []
        self.drives: list[int] = []
        self.served: dict[str | None, list[int]] = {}
        for index in floor.ways.hauls:
            self.served.setdefault(floor.line.flow[index].by, []).append(index)
        for number, fleet in enumerate(floor.line.fleets.values()):
            self._fleet_row(number, fleet)

    def most_aboard(self) -> int:
        """Parts that all vehicles together can carry at once."""
        return sum(row[p.L_VEHICLES] * row[p.L_CAPACITY] for row in self.fleets)

    def places_fetched(self) -> set[int]:
        """Named buffers that fleets empty, and the places to which they bring what lay there."""
        fetched = [row for row in self.hauls if row[p.O_FROM] >= 0]
        return {place for row in fetched for place in (row[p.O_FROM], row[p.O_TO]) if place >= 0}

    def _fleet_row(self, number: int, fleet: Fleet) -> None:
        drives = drives_of(self.floor.line, fleet.name)
        row = [-1] * p.L_COLUMNS
        row[p.L_FIRST_VEHICLE] = len(self.vehicles)
        row[p.L_VEHICLES] = fleet.vehicles
        row[p.L_LOAD_DIST] = self.floor.tabulator.row(fleet.load, float(TICKS_PER_SECOND))
        row[p.L_UNLOAD_DIST] = self.floor.tabulator.row(fleet.unload, float(TICKS_PER_SECOND))
        row[p.L_CAPACITY] = fleet.capacity
        if fleet.battery is not None:
            row[p.L_RANGE] = round(fleet.battery.range_s * TICKS_PER_SECOND)
            row[p.L_CHARGE] = round(fleet.battery.charge_s * TICKS_PER_SECOND)
        row[p.L_SKILL] = self.floor.skill(fleet.crew)
        row[p.L_FIRST_HAUL] = len(self.hauls)
        self._haul_rows(number, fleet.name, drives)
        row[p.L_HAULS] = len(self.hauls) - row[p.L_FIRST_HAUL]
        row[p.L_STOPS] = len(drives.stops)
        row[p.L_FIRST_DRIVE] = len(self.drives)
        pace = TICKS_PER_SECOND / fleet.speed_m_per_s
        self.drives += [round(metres * pace) for far in drives.metres for metres in far]
        for vehicle in range(1, fleet.vehicles + 1):
            self._vehicle_row(number, f"{fleet.name}.{vehicle}", fleet)
        self.fleets.append(row)

    def _haul_rows(self, number: int, name: str, drives: Drives) -> None:
        """The links of a fleet; one from a named buffer has a place to begin, not a station."""
        ways, line = self.floor.ways, self.floor.line
        stop = {place: number for number, place in enumerate(drives.stops)}
        for index in self.served.get(name, ()):
            link = line.flow[index]
            row = [-1] * p.O_COLUMNS
            row[p.O_FLEET] = number
            if link.origin in line.buffers:
                row[p.O_FROM] = ways.named[link.origin]
            else:
                row[p.O_STATION] = self.floor.station_number[link.origin]
            row[p.O_TO] = ways.place_of[index]
            row[p.O_PICK] = stop[link.origin]
            row[p.O_DROP] = stop[link.target]
            self.hauls.append(row)

    def _vehicle_row(self, number: int, name: str, fleet: Fleet) -> None:
        """Columns of one vehicle, those of a machine; it stands last in every contest of both."""
        row = [-1] * p.M_COLUMNS
        own = f"transport {name}"  # no station can have this name, so none draws from its streams
        machine = len(self.floor.machine_rows) + len(self.vehicles)
        row[p.M_STATION] = number
        row[p.M_RANK] = machine
        row[p.M_LOAD_STREAM] = self.floor.streams.new(own, "load")
        row[p.M_UNLOAD_STREAM] = self.floor.streams.new(own, "unload")
        row[p.M_FIRST_MODE] = len(self.floor.modes)
        row[p.M_MODES] = len(fleet.failures)
        row[p.M_BUSY_MODES] = sum(mode.clock == "busy" for mode in fleet.failures)
        row[p.M_PART_MODES] = 0
        for mode in fleet.failures:
            self.floor.mode_row(machine, own, mode)
        self.vehicles.append(row)
        self.names.append(name)
        draws = round(fleet.power_w)
        self.watts.append([draws * (state in DRAWING) for state in range(len(VEHICLE_STATES))])
