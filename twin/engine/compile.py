"""From the line that people wrote to the plan that engines run.

Order matters here and nowhere else: stations in the order of the file, machines by number, ranks
in canonical station order, links as they stand. Everything later follows these numbers.
"""

from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from kpi.ledger import TICKS_PER_SECOND, Frame
from lines import graph
from lines.distributions import Distribution
from lines.model import SCRAP, SINK, Failure, Line, Link, Station
from lines.states import POWER_KIN, STATES
from twin.engine import plan as p
from twin.engine.philox import stream_key
from twin.engine.tabulate import Tabulator

CLOCKS = {"busy": p.CLOCK_BUSY, "calendar": p.CLOCK_CALENDAR, "parts": p.CLOCK_PARTS}
TYPES = {"machine": p.MACHINE, "inspection": p.INSPECTION, "assembly": p.ASSEMBLY}
CHOICES = {"least-full": p.LEAST_FULL, "cyclic": p.CYCLIC, "first": p.FIRST}


@dataclass(frozen=True)
class Compiled:
    """A plan and the names along its axes; books from `begin` to `end` are set by a run."""

    plan: p.Plan
    frame: Frame


class _Streams:
    """Gives a number to every stream that some machine or source draws from."""

    def __init__(self) -> None:
        self.keys: list[int] = []

    def new(self, name: str, purpose: str) -> int:
        self.keys.append(stream_key(name, purpose))
        return len(self.keys) - 1


class _Compiler:
    """Walks through a line once and fills the plan's columns."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.streams = _Streams()
        self.tabulator = Tabulator()
        self.products = list(line.products)
        self.kinds = list(line.defect_kinds())
        self.stations = list(line.stations)
        skills = {skill for crew in line.crews.values() for skill in crew.skills}
        self.skills = sorted(skills)
        self.route_exit: list[int] = []
        self.route_below: list[float] = []
        self._places()

    # --- places -------------------------------------------------------------------------------

    def _places(self) -> None:
        """Number the places: named buffers where the flow first meets them, links as they stand."""
        self.place_names: list[str] = []
        self.capacity: list[int] = []
        self.place_of: dict[int, int] = {}
        named: dict[str, int] = {}
        for index, link in enumerate(self.line.flow):
            buffer = self._buffer_of(link)
            if buffer is None and link.target in (SINK, SCRAP):
                self.place_of[index] = p.TO_SINK if link.target == SINK else p.TO_SCRAP
                continue
            if buffer is not None and buffer in named:
                self.place_of[index] = named[buffer]
                continue
            room = link.capacity if buffer is None else self.line.buffers[buffer].capacity
            self.place_of[index] = len(self.place_names)
            if buffer is not None:
                named[buffer] = len(self.place_names)
            self.place_names.append(buffer or link.name)
            self.capacity.append(p.UNLIMITED if room is None else room)

    def _buffer_of(self, link: Link) -> str | None:
        for end in (link.target, link.origin):
            if end in self.line.buffers:
                return end
        return None

    def _links(self, *, origin: str | None = None, target: str | None = None) -> list[int]:
        return [
            index
            for index, link in enumerate(self.line.flow)
            if (origin is None or link.origin == origin)
            and (target is None or link.target == target)
        ]

    # --- ways out -----------------------------------------------------------------------------

    def _route(self, links: list[int], exits: dict[int, int]) -> tuple[int, int, int]:
        """Rows of the route table for these links, and how to choose among them."""
        first = len(self.route_exit)
        shares = [self.line.flow[index].share for index in links]
        self.route_exit += [exits[index] for index in links]
        known = [share for share in shares if share is not None]
        if known and len(known) == len(shares):
            total = sum(known)
            self.route_below += [below / total for below in accumulate(known)]
            return first, len(links), p.BY_SHARE if len(links) > 1 else p.BY_CHOICE
        self.route_below += [1.0] * len(links)
        return first, len(links), p.BY_CHOICE

    def _out_links(self, origin: str, product: str, verdict: str | None) -> list[int]:
        """Links that a part of this product and verdict may take out of a place."""
        links = [
            index
            for index in self._links(origin=origin)
            if self.line.flow[index].when in (None, verdict)
        ]
        own = [index for index in links if self.line.flow[index].product == product]
        return own or [index for index in links if self.line.flow[index].product is None]

    def _routes(self) -> p.Ints:
        table = np.zeros((len(self.stations), 2, len(self.products), p.R_COLUMNS), np.int64)
        known: dict[tuple[int, ...], tuple[int, int, int]] = {}
        for s, name in enumerate(self.stations):
            for v, verdict in enumerate(("pass", "reject")):
                for q, product in enumerate(self.products):
                    links = self._out_links(name, product, verdict)
                    if tuple(links) not in known:
                        known[tuple(links)] = self._route(links, self.place_of)
                    table[s, v, q] = known[tuple(links)]
        return table

    # --- stations and machines ----------------------------------------------------------------

    def _skill(self, skill: str | None) -> int:
        return -1 if skill is None else self.skills.index(skill)

    def _time(self, distribution: Distribution) -> int:
        return self.tabulator.row(distribution, float(TICKS_PER_SECOND))

    def _count(self, distribution: Distribution) -> int:
        return self.tabulator.row(distribution, 1.0)

    def _loops(self) -> set[str]:
        return {name for loop in graph.rework_loops(self.line) for name in loop.stations}

    def _in_links(self, name: str) -> list[tuple[int, str]]:
        """Places a station takes from, each with the name its `needs` would use."""
        return [
            (self.place_of[index], self.line.flow[index].origin)
            for index in self._links(target=name)
        ]

    def _station_tables(self) -> None:
        size = len(self.stations)
        self.station = np.full((size, p.S_COLUMNS), -1, np.int64)
        self.chance = np.zeros((size, 2))
        self.finds = np.zeros((size, len(self.kinds)))
        self.cycle = np.zeros((size, len(self.products)), np.int64)
        self.ins: list[tuple[int, int]] = []
        self.made: list[tuple[int, float]] = []
        self.machine_rows: list[list[int]] = []
        self.machine_names: list[str] = []
        self.power: list[list[float]] = []
        self.part_energy: list[float] = []
        self.modes: list[list[int]] = []
        self.mode_scrap: list[float] = []
        self.mode_names: list[tuple[int, str]] = []
        loops = self._loops()
        for s, (name, station) in enumerate(self.line.stations.items()):
            self._station_row(s, name, station, name in loops)
            for number in range(1, station.machines + 1):
                own = f"{name}.{number}" if station.machines > 1 else name
                self._machine_row(s, own, f"{name}.{number}", station)

    def _station_row(self, s: int, name: str, station: Station, in_loop: bool) -> None:
        row = self.station[s]
        row[p.S_FIRST_MACHINE] = len(self.machine_rows)
        row[p.S_MACHINES] = station.machines
        row[p.S_TYPE] = TYPES[station.type]
        row[p.S_FIRST_IN] = len(self.ins)
        links = self._in_links(name)
        needs = station.needs
        self.ins += [(place, needs.get(origin, 1)) for place, origin in links]
        row[p.S_INS] = len(links)
        row[p.S_CHOOSE] = CHOICES[station.choose]
        row[p.S_BY_LINK] = int(station.dispatch == "first")
        if station.setup is not None:
            row[p.S_SETUP_DIST] = self._time(station.setup.time)
            row[p.S_SETUP_SKILL] = self._skill(station.setup.crew)
        row[p.S_CREW_SKILL] = self._skill(station.crew)
        if station.standby is not None:
            row[p.S_STANDBY_AFTER] = round(station.standby.after_s * TICKS_PER_SECOND)
            row[p.S_STANDBY_WAKE] = round(station.standby.wake_s * TICKS_PER_SECOND)
        row[p.S_IN_LOOP] = int(in_loop)
        row[p.S_FIRST_DEFECT] = len(self.made)
        self.made += [(self.kinds.index(kind), share) for kind, share in station.defects.items()]
        row[p.S_DEFECTS] = len(station.defects)
        if station.makes is not None:
            row[p.S_MAKES] = self.products.index(station.makes)
        self.chance[s] = station.false_rejects, station.sample
        for k, kind in enumerate(self.kinds):
            self.finds[s, k] = station.finds.get(kind, 0.0)
        self.cycle[s] = [self._time(station.cycle[product]) for product in self.products]

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
        row[p.M_FIRST_MODE] = len(self.modes)
        row[p.M_MODES] = len(station.failures)
        row[p.M_BUSY_MODES] = sum(mode.clock == "busy" for mode in station.failures)
        row[p.M_PART_MODES] = sum(mode.clock == "parts" for mode in station.failures)
        for mode in station.failures:
            self._mode_row(machine, name, mode)
        self.machine_rows.append(row)
        self.machine_names.append(own)
        self.power.append([_power(station.power_w, state) for state in STATES])
        self.part_energy.append(station.energy_per_part_j)

    def _mode_row(self, machine: int, name: str, mode: Failure) -> None:
        row = [-1] * p.F_COLUMNS
        row[p.F_MACHINE] = machine
        row[p.F_CLOCK] = CLOCKS[mode.clock]
        counts = mode.clock == "parts"
        row[p.F_EVERY_DIST] = self._count(mode.every) if counts else self._time(mode.every)
        row[p.F_EVERY_STREAM] = self.streams.new(name, f"failure {mode.name}")
        row[p.F_REPAIR_DIST] = self._time(mode.repair)
        row[p.F_REPAIR_STREAM] = self.streams.new(name, f"repair {mode.name}")
        row[p.F_SKILL] = self._skill(mode.crew)
        row[p.F_SCRAP_STREAM] = self.streams.new(name, f"scrap {mode.name}")
        self.modes.append(row)
        self.mode_scrap.append(mode.scrap)
        self.mode_names.append((machine, mode.name))

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

    # --- sources ------------------------------------------------------------------------------

    def _source_tables(self) -> None:
        self.sources: list[list[int]] = []
        self.doors: list[list[int]] = []
        self.mix: list[tuple[int, float]] = []
        self.source_names: list[str] = []
        used = [name for name in self.line.sources if self._links(origin=name)]
        routes = np.zeros((len(used), len(self.products), p.R_COLUMNS), np.int64)
        for u, name in enumerate(used):
            self.source_names.append(name)
            exits = self._doors_of(u, name)
            self._source_row(name)
            for q, product in enumerate(self.products):
                routes[u, q] = self._route(self._out_links(name, product, None), exits)
        self.source_route = routes

    def _doors_of(self, u: int, name: str) -> dict[int, int]:
        exits = {}
        endless = self.line.sources[name].every is None
        for index in self._links(origin=name):
            product = self.line.flow[index].product
            number = -1 if product is None else self.products.index(product)
            exits[index] = len(self.doors)
            self.doors.append([u, self.place_of[index], number, int(endless)])
        return exits

    def _source_row(self, name: str) -> None:
        source = self.line.sources[name]
        row = [-1] * p.U_COLUMNS
        if source.every is not None:
            row[p.U_EVERY_DIST] = self._time(source.every)
        row[p.U_EVERY_STREAM] = self.streams.new(name, "arrival")
        row[p.U_BATCH_DIST] = self._count(source.batch)
        row[p.U_BATCH_STREAM] = self.streams.new(name, "batch")
        row[p.U_MIX_STREAM] = self.streams.new(name, "mix")
        row[p.U_FIRST_MIX] = len(self.mix)
        row[p.U_MIXES] = len(source.mix)
        total = sum(share for _, share in source.mix)
        below = accumulate(share / total for _, share in source.mix)
        self.mix += [
            (self.products.index(product), share)
            for (product, _), share in zip(source.mix, below, strict=True)
        ]
        row[p.U_LOST] = int(source.full == "lost")
        row[p.U_SHARE_STREAM] = self.streams.new(name, "share")
        self.sources.append(row)

    # --- the whole ----------------------------------------------------------------------------

    def _slots(self) -> int:
        """Calendar slots in the order of rule T2: machines, calendar failures, arrivals."""
        slot = len(self.machine_rows)
        for row in self.modes:
            if row[p.F_CLOCK] == p.CLOCK_CALENDAR:
                row[p.F_SLOT] = slot
                slot += 1
        for row in self.sources:
            if row[p.U_EVERY_DIST] >= 0:
                row[p.U_SLOT] = slot
                slot += 1
        return slot

    def _most_parts(self) -> int:
        """Parts that the line can hold at most, or -1 where some queue has no bound."""
        waits = any(row[p.U_EVERY_DIST] >= 0 for row in self.sources)
        if p.UNLIMITED in self.capacity or waits:
            return -1
        return sum(self.capacity) + len(self.machine_rows) + len(self.doors) + 1

    def _place_table(self) -> tuple[p.Ints, list[int], list[int]]:
        table = np.zeros((len(self.place_names), p.Q_COLUMNS), np.int64)
        consumers: list[int] = []
        doors: list[int] = []
        for q in range(len(self.place_names)):
            taking = sorted(
                {
                    s
                    for s in range(len(self.stations))
                    for place, _ in self.ins[self._in_rows(s)]
                    if place == q
                }
            )
            table[q, p.Q_CAPACITY] = self.capacity[q]
            table[q, p.Q_FIRST_CONSUMER] = len(consumers)
            table[q, p.Q_CONSUMERS] = len(taking)
            consumers += taking
            own = [x for x, door in enumerate(self.doors) if door[p.X_PLACE] == q]
            table[q, p.Q_FIRST_DOOR] = len(doors)
            table[q, p.Q_DOORS] = len(own)
            doors += own
        return table, consumers, doors

    def _in_rows(self, s: int) -> slice:
        first = int(self.station[s, p.S_FIRST_IN])
        return slice(first, first + int(self.station[s, p.S_INS]))

    def _crews(self) -> tuple[p.Ints, p.Ints]:
        crews = list(self.line.crews.values())
        count = np.array([crew.count for crew in crews], np.int64)
        skill = np.zeros((len(crews), len(self.skills)), np.int64)
        for c, crew in enumerate(crews):
            for name in crew.skills:
                skill[c, self.skills.index(name)] = 1
        return count, skill

    def compiled(self, promise_s: float | None) -> Compiled:
        self._station_tables()
        ranked = self._ranks()
        self._source_tables()
        routes = self._routes()
        slots = self._slots()
        place, consumers, doors = self._place_table()
        crew_count, crew_skill = self._crews()
        dist, table = self.tabulator.arrays()
        promise = -1 if promise_s is None else round(promise_s * TICKS_PER_SECOND)
        plan = p.Plan(
            station=self.station,
            chance=self.chance,
            finds=self.finds,
            cycle=self.cycle,
            machine=_table(self.machine_rows, p.M_COLUMNS),
            of_rank=_ints(ranked),
            power_w=_rounded(self.power),
            part_energy_j=np.rint(np.array(self.part_energy)).astype(np.int64),
            mode=_table(self.modes, p.F_COLUMNS),
            mode_scrap=np.array(self.mode_scrap, np.float64),
            in_place=_ints([place_ for place_, _ in self.ins]),
            in_need=_ints([need for _, need in self.ins]),
            defect_kind=_ints([kind for kind, _ in self.made]),
            defect_chance=np.array([share for _, share in self.made], np.float64),
            place=place,
            consumer=_ints(consumers),
            route=routes,
            source_route=self.source_route,
            route_exit=_ints(self.route_exit),
            route_below=np.array(self.route_below, np.float64),
            source=_table(self.sources, p.U_COLUMNS),
            mix_product=_ints([product for product, _ in self.mix]),
            mix_below=np.array([below for _, below in self.mix], np.float64),
            door=_table(self.doors, p.X_COLUMNS),
            place_door=_ints(doors),
            crew_count=crew_count,
            crew_skill=crew_skill,
            dist=dist,
            table=table,
            keys=np.array(self.streams.keys, np.uint64),
            sizes=_ints([slots, self._most_parts(), promise, len(self.kinds)]),
        )
        return Compiled(plan, self._frame(plan))

    def _frame(self, plan: p.Plan) -> Frame:
        return Frame(
            stations=tuple(self.stations),
            machines=tuple(self.machine_names),
            machine_station=tuple(int(s) for s in plan.machine[:, p.M_STATION]),
            products=tuple(self.products),
            defects=tuple(self.kinds),
            modes=tuple(self.mode_names),
            places=tuple(self.place_names),
            place_consumers=tuple(
                tuple(int(s) for s in plan.consumer[row[1] : row[1] + row[2]]) for row in plan.place
            ),
            crews=tuple(self.line.crews),
            sources=tuple(self.source_names),
            power_w=plan.power_w,
            part_energy_j=plan.part_energy_j,
            begin=0,
            end=0,
        )


def _power(written: dict[str, float], state: str) -> float:
    """Power of a state: its own, or that of its nearest kin, or none."""
    return next((written[word] for word in POWER_KIN[state] if word in written), 0.0)


def _ints(values: list[int]) -> p.Ints:
    return np.array(values, np.int64)


def _rounded(rows: list[list[float]]) -> p.Ints:
    """Watts as whole numbers, so that energy adds up exactly."""
    return np.rint(np.array(rows)).astype(np.int64).reshape(-1, len(STATES))


def _table(rows: list[list[int]], columns: int) -> p.Ints:
    return np.array(rows, np.int64).reshape(-1, columns)


def compile_plan(line: Line, promise_s: float | None = None) -> Compiled:
    """The plan of a line.

    Parameters: the line, and the promised lead time in seconds whose keeping is counted.
    """
    return _Compiler(line).compiled(promise_s)
