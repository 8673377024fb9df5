"""From the line that people wrote to the plan that engines run.

Order matters here and nowhere else: stations in the order of the file, machines by number, ranks
in canonical station order, links as they stand. Everything later follows these numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kpi.ledger import TICKS_PER_SECOND, Frame
from lines.loads import loads_of
from lines.model import Line
from lines.states import STATES, VEHICLE_STATES
from twin.engine import hours
from twin.engine import plan as p
from twin.engine.fleets import Fleets
from twin.engine.floor import Floor
from twin.engine.haste import haste_of
from twin.engine.orders import OrderBook
from twin.engine.streams import Streams
from twin.engine.tabulate import Tabulator
from twin.engine.ways import Ways


@dataclass(frozen=True)
class Compiled:
    """A plan and the names along its axes; books from `begin` to `end` are set by a run."""

    plan: p.Plan
    frame: Frame


class _Compiler:
    """Puts the numbers of the flow and of the floor together."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.streams = Streams()
        self.tabulator = Tabulator()
        self.ways = Ways(line, self.streams, self.tabulator)
        self.floor = Floor(line, self.ways, self.streams, self.tabulator)
        self.fleets = Fleets(self.floor)
        self.orders = OrderBook(line, self.ways.source_names, self.streams, self.tabulator)

    def _slots(self) -> int:
        """Slots in the order of rule T2: from machines and vehicles to orders and arrivals."""
        slot = len(self.floor.machine_rows) + len(self.fleets.vehicles)
        for row, timed in zip(self.floor.modes, self.floor.timed, strict=True):
            if timed:
                row[p.F_SLOT] = slot
                slot += 1
        slot += len(self.line.calendars) + len(self.floor.late)
        self.place_slots = []
        for kind, *_ in self.ways.times:
            self.place_slots.append(slot if kind != p.PLAIN else -1)
            slot += kind != p.PLAIN
        for s in range(len(self.floor.stations)):
            if self.floor.station[s, p.S_WAIT] >= 0:
                self.floor.station[s, p.S_WAIT_SLOT] = slot
                slot += 1
        slot = self.orders.number(slot)
        for row in self.ways.sources:
            if row[p.U_EVERY_DIST] >= 0:
                row[p.U_SLOT] = slot
                slot += 1
        return slot

    def _most_parts(self) -> int:
        """Parts that the line can hold at most, or -1 where some queue has no bound."""
        waits = any(row[p.U_EVERY_DIST] >= 0 for row in self.ways.sources) or self.orders.rows
        if p.UNLIMITED in self.ways.capacity or waits:
            return -1
        # an assembly holds all it takes at one moment, before it becomes one part
        at_once = len(self.floor.ins) + sum(count for *_, count in self.floor.needs)
        held = self.floor.station[:, [p.S_BATCH, p.S_PIECES]].max(axis=1)
        machines = int((held * self.floor.station[:, p.S_MACHINES]).sum())
        aboard = self.fleets.most_aboard()
        return sum(self.ways.capacity) + machines + len(self.ways.doors) + at_once + aboard + 1

    def _place_table(self) -> tuple[p.Ints, list[int], list[int], list[int]]:
        table = np.zeros((len(self.ways.place_names), p.Q_COLUMNS), np.int64)
        consumers: list[int] = []
        doors: list[int] = []
        feeders: list[int] = []
        carried = self.fleets.places_fetched()
        takers, own_doors, filled_by = self._ends_of_places()
        for q in range(len(self.ways.place_names)):
            taking = takers[q]
            table[q, p.Q_CAPACITY] = self.ways.capacity[q]
            table[q, [p.Q_KIND, p.Q_MIN, p.Q_MAX, p.Q_GAP]] = self.ways.times[q]
            table[q, p.Q_SLOT] = self.place_slots[q]
            table[q, p.Q_FIRST_CONSUMER] = len(consumers)
            table[q, p.Q_CONSUMERS] = len(taking)
            consumers += taking
            own = own_doors[q]
            table[q, p.Q_FIRST_DOOR] = len(doors)
            table[q, p.Q_DOORS] = len(own)
            doors += own
            filling = filled_by[q]
            table[q, p.Q_FIRST_FEEDER] = len(feeders)
            table[q, p.Q_FEEDERS] = len(filling)
            table[q, p.Q_ASKED] = int(bool(own or filling or q in carried))
            feeders += filling
        return table, consumers, doors, feeders

    def _ends_of_places(self) -> tuple[list[list[int]], list[list[int]], list[list[int]]]:
        """Of each place the stations that take from it, its doors, and who fills it by cards."""
        takers: list[list[int]] = [[] for _ in self.ways.place_names]
        doors: list[list[int]] = [[] for _ in self.ways.place_names]
        filling: list[list[int]] = [[] for _ in self.ways.place_names]
        for s in range(len(self.floor.stations)):
            for q in dict.fromkeys(self.floor.ins[self._in_rows(s)]):
                takers[q].append(s)
        for x, door in enumerate(self.ways.doors):
            doors[door[p.X_PLACE]].append(x)
        for s, q in enumerate(self.floor.station[:, p.S_KANBAN].tolist()):
            if q >= 0:
                filling[q].append(s)
        return takers, doors, filling

    def _in_rows(self, s: int) -> slice:
        first = int(self.floor.station[s, p.S_FIRST_IN])
        return slice(first, first + int(self.floor.station[s, p.S_INS]))

    def _crews(self) -> tuple[p.Ints, p.Ints, p.Ints]:
        crews = list(self.line.crews.values())
        calendar = [self.floor.calendar(crew.calendar) for crew in crews]
        count = np.array([crew.count for crew in crews], np.int64)
        skill = np.zeros((len(crews), len(self.floor.skills)), np.int64)
        for c, crew in enumerate(crews):
            for name in crew.skills:
                skill[c, self.floor.skill(name)] = 1
        return count, skill, _ints(calendar)

    def compiled(self, promise_s: float | None) -> Compiled:
        slots = self._slots()
        place, consumers, doors, feeders = self._place_table()
        crew_count, crew_skill, crew_calendar = self._crews()
        dist, table = self.tabulator.arrays()
        limit = self.line.energy.limit
        promise = -1 if promise_s is None else round(promise_s * TICKS_PER_SECOND)
        plan = p.Plan(
            station=self.floor.station,
            chance=self.floor.chance,
            finds=self.floor.finds,
            cycle=self.floor.cycle,
            machine=_table(self.floor.machine_rows, p.M_COLUMNS),
            of_rank=_ints(self.floor.ranked),
            power_w=_rounded(self.floor.power),
            air_w=_rounded(self.floor.air),
            base_load=self._base_load(),
            limit_w=_ints([0 if limit is None else round(limit.peak)]),
            gives_way=_ints([self.floor.station_number[name] for name in self.floor.giving_way]),
            part_energy_j=np.rint(np.array(self.floor.part_energy)).astype(np.int64),
            mode=_table(self.floor.modes, p.F_COLUMNS),
            mode_scrap=np.array(self.floor.mode_scrap, np.float64),
            mode_recall=np.array(self.floor.mode_recall, np.float64),
            in_place=_ints(self.floor.ins),
            need=_table([list(need) for need in self.floor.needs], p.I_COLUMNS),
            defect_kind=_ints([kind for kind, _ in self.floor.made]),
            defect_chance=np.array([share for _, share in self.floor.made], np.float64),
            place=place,
            piece=_table([list(piece) for piece in self.floor.pieces], p.E_COLUMNS),
            consumer=_ints(consumers),
            route=self.ways.routes,
            source_route=self.ways.source_route,
            route_exit=_ints(self.ways.route_exit),
            route_below=np.array(self.ways.route_below, np.float64),
            source=_table(self.ways.sources, p.U_COLUMNS),
            mix_product=_ints([product for product, _ in self.ways.mix]),
            mix_below=np.array([below for _, below in self.ways.mix], np.float64),
            door=_table(self.ways.doors, p.X_COLUMNS),
            place_door=_ints(doors),
            crew_count=crew_count,
            crew_skill=crew_skill,
            crew_calendar=crew_calendar,
            shift=hours.shift_rows(self.line),
            late=_table(list(self.floor.late), 3),
            holiday=hours.holiday_days(self.line),
            dist=dist,
            table=table,
            keys=np.array(self.streams.keys, np.uint64),
            haste=haste_of(self.line, self.ways),
            change=self._change(),
            slowing=self.floor.slowing,
            tiring=self.floor.tiring,
            vehicle=_table(self.fleets.vehicles, p.M_COLUMNS),
            fleet=_table(self.fleets.fleets, p.L_COLUMNS),
            haul=_table(self.fleets.hauls, p.O_COLUMNS),
            drive=_ints(self.fleets.drives),
            vehicle_w=np.array(self.fleets.watts, np.int64).reshape(-1, len(VEHICLE_STATES)),
            feeder=_ints(feeders),
            order=_table(self.orders.rows, p.A_COLUMNS),
            dated=_table(self.orders.dated, p.D_COLUMNS),
            order_due=_ints([int(one.due) for one in self.orders.classes]),
            sizes=self._sizes(slots, promise),
        )
        return Compiled(plan, self._frame(plan))

    def _base_load(self) -> p.Ints:
        """The loads of the plant in the order of the frame."""
        loads = [(self.floor.calendar(load.calendar), load.watts) for load in loads_of(self.line)]
        return _table(loads, 2)

    def _sizes(self, slots: int, promise: int) -> p.Ints:
        kinds = len(self.floor.kinds)
        calendars = len(self.line.calendars) + len(self.floor.late)
        weekday = self.line.start.weekday()
        return _ints([slots, self._most_parts(), promise, kinds, calendars, weekday])

    def _change(self) -> p.Ints:
        products = len(self.floor.products)
        return np.array(self.floor.changes, np.int64).reshape(-1, products, products)

    def _frame(self, plan: p.Plan) -> Frame:
        return Frame(
            stations=tuple(self.floor.stations),
            machines=tuple(self.floor.machine_names),
            machine_station=tuple(int(s) for s in plan.machine[:, p.M_STATION]),
            products=tuple(self.floor.products),
            defects=tuple(self.floor.kinds),
            modes=tuple(self.floor.mode_names),
            places=tuple(self.ways.place_names),
            place_consumers=tuple(
                tuple(int(s) for s in plan.consumer[row[1] : row[1] + row[2]]) for row in plan.place
            ),
            crews=tuple(self.line.crews),
            sources=tuple(self.ways.source_names),
            orders=tuple(one.name for one in self.orders.classes),
            orders_late_per_day=tuple(one.late_per_day for one in self.orders.classes),
            orders_due=tuple(one.due for one in self.orders.classes),
            power_w=plan.power_w,
            air_w=plan.air_w,
            loads=tuple(load.name for load in loads_of(self.line)),
            load_w=plan.base_load[:, 1].copy(),
            part_energy_j=plan.part_energy_j,
            begin=0,
            end=0,
            fleets=tuple(self.line.fleets),
            vehicles=tuple(self.fleets.names),
            vehicle_fleet=tuple(int(fleet) for fleet in plan.vehicle[:, p.M_STATION]),
            hauls=tuple(self.line.flow[index].name for index in self.ways.hauls),
            vehicle_w=plan.vehicle_w,
        )


def _ints(values: list[int]) -> p.Ints:
    return np.array(values, np.int64)


def _rounded(rows: list[list[float]]) -> p.Ints:
    """Watts as whole numbers, so that energy adds up exactly."""
    watts: p.Ints = np.rint(np.array(rows)).astype(np.int64).reshape(-1, len(STATES))
    return watts


def _table(rows: Sequence[Sequence[int]], columns: int) -> p.Ints:
    return np.array(rows, np.int64).reshape(-1, columns)


def compile_plan(line: Line, promise_s: float | None = None) -> Compiled:
    """The plan of a line.

    Parameters: the line, and the promised lead time in seconds whose keeping is counted.
    """
    return _Compiler(line).compiled(promise_s)
