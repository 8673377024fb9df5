"""The stations of a line in numbers: machines, cycles, defects, and the ways they fail."""

from collections.abc import Iterable

import numpy as np

from kpi.ledger import FALSE_ALARM, FORESEEN, PLANNED, TICKS_PER_SECOND
from lines import graph
from lines.distributions import Distribution
from lines.machinery import Failure, Foresight, Maintenance, Setup, Station
from lines.model import Line
from lines.states import STATES, power_in
from twin.engine import plan as p
from twin.engine.streams import Streams
from twin.engine.tabulate import Tabulator
from twin.engine.ways import Ways

CLOCKS = {"busy": p.CLOCK_BUSY, "calendar": p.CLOCK_CALENDAR, "parts": p.CLOCK_PARTS}
TYPES = {
    "machine": p.MACHINE,
    "inspection": p.INSPECTION,
    "assembly": p.ASSEMBLY,
    "batch": p.BATCH,
    "disassembly": p.DISASSEMBLY,
}
RESETS = {"setup": p.RESET_BY_SETUP, "maintenance": p.RESET_BY_MAINTENANCE}
PICKS = {
    "spt": p.PICK_BY_WORK,
    "edd": p.PICK_BY_DATE,
    "critical-ratio": p.PICK_BY_RATIO,
    "setup-saving": p.PICK_BY_SETUP,
    "priority": p.PICK_BY_PRIORITY,
}
CHOICES = {"least-full": p.LEAST_FULL, "cyclic": p.CYCLIC, "first": p.FIRST}


class Floor:
    """Numbers the stations in the order of the file and their machines one after the other."""

    def __init__(self, line: Line, ways: Ways, streams: Streams, tabulator: Tabulator) -> None:
        self.line = line
        self.ways = ways
        self.streams = streams
        self.tabulator = tabulator
        self.products = list(line.products)
        self.product_number = ways.product_number
        self.kinds = list(line.defect_kinds())
        self.kind_number = _numbers(self.kinds)
        self.stations = list(line.stations)
        self.station_number = _numbers(self.stations)
        self.calendar_number = _numbers(line.calendars)
        self.skills = sorted({skill for crew in line.crews.values() for skill in crew.skills})
        self.skill_number = _numbers(self.skills)
        limit = line.energy.limit
        self.giving_way = [] if limit is None else list(reversed(limit.priority))
        self._station_tables()
        self.ranked = self._ranks()

    def skill(self, skill: str | None) -> int:
        """Number of a skill, or -1 for none."""
        return -1 if skill is None else self.skill_number[skill]

    def calendar(self, calendar: str | None) -> int:
        """Number of a calendar of the file, or -1 for none."""
        return -1 if calendar is None else self.calendar_number[calendar]

    def _time(self, distribution: Distribution) -> int:
        return self.tabulator.row(distribution, float(TICKS_PER_SECOND))

    def _count(self, distribution: Distribution) -> int:
        return self.tabulator.row(distribution, 1.0)

    def _station_tables(self) -> None:
        size = len(self.stations)
        self.station = np.full((size, p.S_COLUMNS), -1, np.int64)
        self.chance = np.zeros((size, 3))
        self.finds = np.zeros((size, len(self.kinds)))
        self.slowing = np.zeros(size)
        self.tiring = np.zeros(size)
        self.cycle = np.zeros((size, len(self.products)), np.int64)
        self.changes: list[list[list[int]]] = []
        self.ins: list[int] = []
        self.needs: list[tuple[int, int, int]] = []
        self.made: list[tuple[int, float]] = []
        self.pieces: list[tuple[int, int]] = []
        self.machine_rows: list[list[int]] = []
        self.machine_names: list[str] = []
        self.power: list[list[float]] = []
        self.air: list[list[float]] = []
        self.part_energy: list[float] = []
        self.modes: list[list[int]] = []
        self.mode_scrap: list[float] = []
        self.mode_recall: list[float] = []
        self.timed: list[bool] = []  # whether a mode, its failure, stop or alarm, is due at a tick
        self.mode_names: list[tuple[int, str]] = []
        self.late: dict[tuple[int, int, int], int] = {}  # numbered as they stand
        giving_way = set(self.giving_way)
        in_loops = graph.in_loops(self.line)  # stations to which a part may come again, from 1 on
        looping = [name for name in self.line.stations if name in in_loops]
        loops = {name: number for number, name in enumerate(looping, 1)}
        for s, (name, station) in enumerate(self.line.stations.items()):
            self._station_row(s, name, station)
            self.station[s, p.S_IN_LOOP] = loops.get(name, 0)
            self.station[s, p.S_GIVES_WAY] = int(name in giving_way)
            for number in range(1, station.machines + 1):
                own = f"{name}.{number}" if station.machines > 1 else name
                self._machine_row(s, own, f"{name}.{number}", station)
                self.machine_rows[-1][p.M_CALENDAR] = self._hours_of(s, number - 1)

    def _station_row(self, s: int, name: str, station: Station) -> None:
        row = self.station[s]
        row[p.S_FIRST_MACHINE] = len(self.machine_rows)
        row[p.S_MACHINES] = station.machines
        row[p.S_TYPE] = TYPES[station.type]
        row[p.S_FIRST_IN] = len(self.ins)
        links = self.ways.in_links(name)
        self.ins += [place for place, _ in links]
        row[p.S_INS] = len(links)
        self._need_rows(row, station, links)
        row[p.S_CHOOSE] = CHOICES[station.choose]
        row[p.S_BY_LINK] = int(station.dispatch == "first")
        row[p.S_PICK] = PICKS.get(station.dispatch, p.PICK_NONE)
        if station.setup is not None:
            self._setup_columns(row, station.setup)
        row[p.S_CREW_SKILL] = self.skill(station.crew)
        if station.load is not None:
            row[p.S_LOAD_DIST] = self._time(station.load.time)
            row[p.S_LOAD_SKILL] = self.skill(station.load.skill)
        if station.unload is not None:
            row[p.S_UNLOAD_DIST] = self._time(station.unload.time)
            row[p.S_UNLOAD_SKILL] = self.skill(station.unload.skill)
        if station.standby is not None:
            # at least a tick, or a machine would fall asleep before it can take what woke it (B14)
            row[p.S_STANDBY_AFTER] = max(round(station.standby.after_s * TICKS_PER_SECOND), 1)
            row[p.S_STANDBY_WAKE] = round(station.standby.wake_s * TICKS_PER_SECOND)
            row[p.S_WAKE_ENERGY] = round(station.standby.wake_energy_j)
        row[p.S_FIRST_DEFECT] = len(self.made)
        self.made += [(self.kind_number[kind], share) for kind, share in station.defects.items()]
        row[p.S_DEFECTS] = len(station.defects)
        if station.makes is not None:
            row[p.S_MAKES] = self.product_number[station.makes]
        row[p.S_CALENDAR] = self.calendar(station.calendar)
        row[p.S_FINISH] = int(station.finish)
        row[p.S_RELEASES] = int(station.releases)
        row[p.S_BATCH] = station.batch.size
        if station.batch.wait_s is not None:
            row[p.S_WAIT] = round(station.batch.wait_s * TICKS_PER_SECOND)
        row[p.S_FIRST_PIECE] = len(self.pieces)
        self.pieces += [
            self._piece(name, made)
            for made, count in station.parts_made.items()
            for _ in range(count)
        ]
        row[p.S_PIECES] = sum(station.parts_made.values())
        row[p.S_KANBAN] = self.ways.filled_by_cards(name)
        if station.warm_up is not None:
            row[p.S_WARM_TICKS] = _ticks(station.warm_up.takes_s)
            row[p.S_WARM_ENERGY] = round(station.warm_up.energy_j)
            row[p.S_COLD_AFTER] = _ticks(station.warm_up.after_s)
        self.chance[s, :2] = station.false_rejects, station.sample
        if station.drift is not None:
            self.chance[s, 2] = station.drift.adds_per_part
            row[p.S_RESET] = RESETS[station.drift.reset]
        if station.slowing is not None:
            self.slowing[s] = station.slowing.adds_per_part
            row[p.S_SLOW_RESET] = RESETS[station.slowing.reset]
        if station.tires is not None:
            self.tiring[s] = station.tires.loses_per_s / TICKS_PER_SECOND
        for k, kind in enumerate(self.kinds):
            self.finds[s, k] = station.finds.get(kind, 0.0)
        self.cycle[s] = [self._time(station.cycle[product]) for product in self.products]

    def _piece(self, name: str, made: str) -> tuple[int, int]:
        """A part of a disassembly: its product, or the way it takes."""
        if made in self.product_number:
            return self.product_number[made], -1
        return -1, self.ways.exit_row(name, made)

    def _need_rows(self, row: p.Ints, station: Station, links: list[tuple[int, str]]) -> None:
        row[p.S_FIRST_NEED] = len(self.needs)
        if station.needs:
            self.needs += [(place, -1, station.needs[origin]) for place, origin in links]
        for product, count in station.needs_products.items():
            self.needs.append((-1, self.product_number[product], count))
        row[p.S_NEEDS] = len(self.needs) - row[p.S_FIRST_NEED]

    def _setup_columns(self, row: p.Ints, setup: Setup) -> None:
        """The time of a change, and the times of those that differ."""
        row[p.S_SETUP_DIST] = self._time(setup.time)
        row[p.S_SETUP_SKILL] = self.skill(setup.crew)
        if setup.changes:
            row[p.S_CHANGES] = len(self.changes)
            times = [
                [setup.changes.get(last, {}).get(product, setup.time) for product in self.products]
                for last in self.products
            ]
            self.changes.append([[self._time(time) for time in own] for own in times])

    def _hours_of(self, s: int, number: int) -> int:
        """The calendar of a machine; one that is to begin later has a late one (B32)."""
        calendar, warm = int(self.station[s, p.S_CALENDAR]), self._station(s).warm_up
        later = 0 if warm is None else _ticks(warm.delay_s + number * warm.stagger_s)
        if calendar < 0 or later == 0:
            return calendar
        late = calendar, later, int(self.station[s, p.S_COLD_AFTER])
        return len(self.line.calendars) + self.late.setdefault(late, len(self.late))

    def _station(self, s: int) -> Station:
        return self.line.stations[self.stations[s]]

    def _machine_row(self, s: int, own: str, name: str, station: Station) -> None:
        """Columns of one machine; it draws under `station.number` however many there are."""
        row = [-1] * p.M_COLUMNS
        machine = len(self.machine_rows)
        row[p.M_STATION] = s
        row[p.M_CYCLE_STREAM] = self.streams.new(name, "cycle")
        row[p.M_SHARE_STREAM] = self.streams.new(name, "share")
        row[p.M_SETUP_STREAM] = self.streams.new(name, "setup")
        row[p.M_SAMPLE_STREAM] = self.streams.new(name, "sample")
        row[p.M_FALSE_STREAM] = self.streams.new(name, "false-reject")
        row[p.M_DEFECT_STREAM] = len(self.streams.keys)
        for kind in station.defects:
            self.streams.new(name, f"defect {kind}")
        row[p.M_FIND_STREAM] = len(self.streams.keys)
        for kind in self.kinds:
            self.streams.new(name, f"find {kind}")
        row[p.M_LOAD_STREAM] = self.streams.new(name, "load")
        row[p.M_UNLOAD_STREAM] = self.streams.new(name, "unload")
        row[p.M_FIRST_MODE] = len(self.modes)
        planned = station.maintenance
        row[p.M_BUSY_MODES] = sum(mode.clock == "busy" for mode in station.failures)
        row[p.M_PART_MODES] = sum(mode.clock == "parts" for mode in station.failures)
        for mode in station.failures:
            self.mode_row(machine, name, mode)
        if planned is not None:
            self._maintenance_row(machine, name, planned, [mode.name for mode in station.failures])
        for number, mode in enumerate(station.failures):
            if mode.predict is not None:
                self._foresight(row[p.M_FIRST_MODE] + number, name, mode, number)
        row[p.M_MODES] = len(self.modes) - row[p.M_FIRST_MODE]
        self.machine_rows.append(row)
        self.machine_names.append(own)
        self.power.append([power_in(station.power_w, state) for state in STATES])
        used = station.air_m3_per_min
        supply = 0.0 if self.line.energy.air is None else self.line.energy.air.supply
        self.air.append([power_in(used, state) * supply for state in STATES])
        self.part_energy.append(station.energy_per_part_j)

    def mode_row(self, machine: int, name: str, mode: Failure) -> None:
        """Add the columns of one way to fail, of a machine or a vehicle."""
        row = [-1] * p.F_COLUMNS
        row[p.F_MACHINE] = machine
        row[p.F_CLOCK] = CLOCKS[mode.clock]
        counts = mode.clock == "parts"
        row[p.F_EVERY_DIST] = self._count(mode.every) if counts else self._time(mode.every)
        row[p.F_EVERY_STREAM] = self.streams.new(name, f"failure {mode.name}")
        row[p.F_REPAIR_DIST] = self._time(mode.repair)
        row[p.F_REPAIR_STREAM] = self.streams.new(name, f"repair {mode.name}")
        row[p.F_SKILL] = self.skill(mode.crew)
        row[p.F_SCRAP_STREAM] = self.streams.new(name, f"scrap {mode.name}")
        row[p.F_RENEWS] = 0
        self._add_mode(row, mode.name, mode.clock == "calendar", mode.scrap)

    def _maintenance_row(
        self, machine: int, name: str, planned: Maintenance, failures: list[str]
    ) -> None:
        """Planned maintenance as a way to stop, behind the ways to fail."""
        row = [-1] * p.F_COLUMNS
        row[p.F_MACHINE] = machine
        row[p.F_CLOCK] = p.CLOCK_PLANNED
        row[p.F_EVERY_DIST] = self._time(planned.every)
        row[p.F_EVERY_STREAM] = self.streams.new(name, "maintenance due")
        row[p.F_REPAIR_DIST] = self._time(planned.takes)
        row[p.F_REPAIR_STREAM] = self.streams.new(name, "maintenance")
        row[p.F_SKILL] = self.skill(planned.crew)
        row[p.F_RENEWS] = sum(1 << failures.index(renewed) for renewed in planned.renews)
        self._add_mode(row, PLANNED, True)

    def _foresight(self, own: int, name: str, mode: Failure, number: int) -> None:
        """Alarms of a mode, and the stops that answer true and false ones, as ways to stop."""
        foresight = mode.predict
        assert foresight is not None
        row = self.modes[own]
        row[p.F_RECALL_STREAM] = self.streams.new(name, f"foresee {mode.name}")
        row[p.F_LEAD_DIST] = self._time(foresight.lead)
        row[p.F_LEAD_STREAM] = self.streams.new(name, f"lead {mode.name}")
        self.mode_recall[own] = foresight.recall
        row[p.F_FORESEEN] = len(self.modes)
        called, timed = mode.name + FORESEEN, mode.clock == "calendar"
        self._answer_row(row, name, called, foresight, number, timed)
        if foresight.false_alarms is not None:
            row[p.F_FALSE] = len(self.modes)
            called = mode.name + FALSE_ALARM
            self._answer_row(row, name, called, foresight, number, True)
            false = self.modes[-1]
            false[p.F_CLOCK] = p.CLOCK_FALSE
            false[p.F_EVERY_DIST] = self._time(foresight.false_alarms)
            false[p.F_EVERY_STREAM] = self.streams.new(name, f"false alarm {mode.name}")

    def _answer_row(
        self,
        own: list[int],
        name: str,
        called: str,
        foresight: Foresight,
        number: int,
        timed: bool,
    ) -> None:
        """The planned stop that answers an alarm; it renews the mode that was foreseen."""
        row = [-1] * p.F_COLUMNS
        row[p.F_MACHINE] = own[p.F_MACHINE]
        row[p.F_CLOCK] = p.CLOCK_FORESEEN
        row[p.F_REPAIR_DIST] = self._time(foresight.takes)
        row[p.F_REPAIR_STREAM] = self.streams.new(name, called)
        row[p.F_SKILL] = self.skill(foresight.crew)
        row[p.F_RENEWS] = 1 << number
        self._add_mode(row, called, timed)

    def _add_mode(self, row: list[int], name: str, timed: bool, scrap: float = 0.0) -> None:
        self.modes.append(row)
        self.mode_scrap.append(scrap)
        self.mode_recall.append(0.0)
        self.timed.append(timed)
        self.mode_names.append((row[p.F_MACHINE], name))

    def _ranks(self) -> list[int]:
        """Machine of each rank; also writes the rank into the machines' rows."""
        order = {name: rank for rank, name in enumerate(graph.station_order(self.line))}
        ranked = sorted(
            range(len(self.machine_rows)),
            key=lambda m: (order[self.stations[self.machine_rows[m][p.M_STATION]]], m),
        )
        for rank, machine in enumerate(ranked):
            self.machine_rows[machine][p.M_RANK] = rank
        return ranked


def _numbers(names: Iterable[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _ticks(seconds: float) -> int:
    return round(seconds * TICKS_PER_SECOND)
