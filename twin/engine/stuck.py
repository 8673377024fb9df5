"""How a run can stop before its end, and how that is named.

Engines say why, when and where (`Stopped`); `simulate` turns this into a `Deadlock` or `Overfull`
with the names of stations.
"""

from collections.abc import Mapping, Sequence

from kpi.ledger import TICKS_PER_SECOND, Frame

MOST_PARTS = 1 << 20
# Moves at one tick, and more for each machine and part: above, it is a loop without time (C10).
MOVES = 1000
MOVES_A_PART = 100
# Areas and lead times add up parts x ticks; they must stay below 2**62.
AREA_BITS = 62


def most_parts(end: int) -> int:
    """How many parts may be in and before the line at once, in a run of `end` ticks."""
    return min(MOST_PARTS, max((1 << AREA_BITS) // max(end, 1), 1024))


class Stopped(Exception):
    """A run that could not go on: why, at which tick, and the machines or sources concerned."""

    RING, STANDSTILL, CLOCK, OVERFULL = range(1, 5)

    def __init__(
        self,
        why: int,
        tick: int,
        who: Sequence[int],
        waits: Mapping[int, Sequence[int]] | None = None,
    ) -> None:
        # all of them: SimPy makes an exception that a process raised anew, from its arguments
        super().__init__(why, tick, who, waits)
        self.why = why
        self.tick = tick
        self.who = list(who)
        self.waits = {} if waits is None else dict(waits)


class Deadlock(Exception):
    """The line is stuck: the stations that wait for each other, and since which tick."""

    def __init__(self, stations: tuple[str, ...], tick: int, replication: int, why: str) -> None:
        self.stations = stations
        self.tick = tick
        self.replication = replication
        self.why = why
        seconds = tick / TICKS_PER_SECOND
        super().__init__(
            f"deadlock in replication {replication} at {seconds:,.6f} s: {why}: "
            f"{', '.join(stations)}"
        )


class Overfull(Exception):
    """More parts wait than a run can hold: the line cannot keep up with what arrives."""

    def __init__(self, source: str, tick: int, replication: int, most: int) -> None:
        self.source = source
        self.tick = tick
        self.replication = replication
        seconds = tick / TICKS_PER_SECOND
        super().__init__(
            f"replication {replication}, {seconds:,.0f} s: more than {most:,} parts of "
            f"'{source}' are in or before the line; it cannot keep up with its arrivals. "
            "Give arrivals or orders more time between them, let the source be 'full: lost', or "
            "run shorter"
        )


def named(stopped: Stopped, frame: Frame, replication: int, end: int) -> Deadlock | Overfull:
    """The error a user sees."""
    if stopped.why == Stopped.OVERFULL:
        source = frame.sources[stopped.who[0]]
        return Overfull(source, stopped.tick, replication, most_parts(end))
    machines = _ring(stopped, frame) if stopped.why == Stopped.RING else stopped.who
    order = dict.fromkeys(frame.machine_station[machine] for machine in sorted(machines))
    stations = tuple(frame.stations[s] for s in order) or frame.stations
    why = {
        Stopped.RING: "these stations wait for each other and none can ever move",
        Stopped.STANDSTILL: "nothing is due any more; these stations wait for ever",
        Stopped.CLOCK: "time stands still, with cycles of no length; look at these stations",
    }[stopped.why]
    return Deadlock(stations, stopped.tick, replication, why)


def _ring(stopped: Stopped, frame: Frame) -> list[int]:
    """Machines that can reach themselves along 'waits for a place before'; else all the stuck."""
    machines_of: dict[int, list[int]] = {}
    for machine, station in enumerate(frame.machine_station):
        machines_of.setdefault(station, []).append(machine)
    ahead = {
        machine: {
            other
            for place in stopped.waits.get(machine, ())
            for station in frame.place_consumers[place]
            for other in machines_of[station]
        }
        for machine in stopped.who
    }

    def reached(start: int) -> set[int]:
        seen: set[int] = set()
        todo = [start]
        while todo:
            for other in ahead.get(todo.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    todo.append(other)
        return seen

    return [machine for machine in stopped.who if machine in reached(machine)] or stopped.who
