"""The lines that are measured; a horizon is given in station-operations, not in seconds.

A station-operation is one finished cycle of one machine.
"""

from itertools import pairwise
from typing import NamedTuple

from checkout import ROOT
from simpy_routed import TEXT as ROUTED_TEXT

from lines import Line, load

ROOM = 5
SERIAL = (10, 50, 200, 1000)
SEED = 1
RULES = ("edd", "critical-ratio", "priority")
WAITING = (100, 10_000)


class Case(NamedTuple):
    """A line and the operations per second of line time that it makes, about."""

    name: str
    line: Line
    rate: float

    def length_s(self, operations: float) -> float:
        """Line time in which about this many operations are finished, in whole seconds."""
        return max(1.0, round(operations / self.rate))


BELT = "{conveyor: {length: 5 m, speed: 5 m/s, spacing: 1 m}}"


def serial_text(stations: int, room: int = ROOM) -> str:
    """A saturated line of exponential stations, mean cycle 1 s, with buffers between them."""
    names = [f"s{number:04d}" for number in range(1, stations + 1)]
    lines = [f"line: serial-{stations}", "stations:"]
    lines += [f"  {name}: {{cycle: {{exponential: 1 s}}}}" for name in names]
    lines += ["flow:", f"  - source -> {f' -> [{room}] -> '.join(names)} -> sink"]
    return "\n".join(lines) + "\n"


def serial(stations: int, room: int = ROOM) -> Case:
    """The serial line of this many stations."""
    return Case(f"serial-{stations}", load(serial_text(stations, room)), 0.76 * stations)


def belts(stations: int) -> Case:
    """The serial line with a belt of five parts between any two stations."""
    lines = serial_text(stations).splitlines()[: stations + 2]
    names = [f"s{number:04d}" for number in range(1, stations + 1)]
    lines += ["flow:", f"  - source -> {names[0]}", f"  - {names[-1]} -> sink"]
    lines += [f"  - {one} -> {other}: {BELT}" for one, other in pairwise(names)]
    return Case(f"belts-{stations}", load("\n".join(lines) + "\n"), 0.65 * stations)


def dispatching(rule: str, waiting: int) -> Case:
    """A machine that dispatches among ten products, of which about so many parts always wait."""
    products = [f"p{number}" for number in range(10)]
    lines = [f"line: {rule}-{waiting}", "products:"]
    lines += [f"  {name}: {{priority: {number}}}" for number, name in enumerate(products)]
    lines.append("orders:")
    for number, name in enumerate(products):
        due = f"due: {3 + 7 * number % 10} h"
        lines.append(f"  - {{product: {name}, quantity: {waiting // 10}, first: 0 s, {due}}}")
        lines.append(f"  - {{product: {name}, quantity: 1, every: 10 s, {due}}}")
    cycles = ", ".join(f"{name}: 1 s" for name in products)
    lines += ["stations:", f"  desk: {{cycle: {{{cycles}}}, dispatch: {rule}}}"]
    lines += ["flow:", "  - source -> [] -> desk -> sink"]
    return Case(f"{rule}-{waiting}", load("\n".join(lines) + "\n"), 1.0)


def routed() -> Case:
    """A line with routes by product, rework, crews, set-ups and failures."""
    return Case("routed", load(ROUTED_TEXT), 0.221)


def bundled(name: str, rate: float) -> Case:
    """A line that comes with the house."""
    return Case(name, load(ROOT / "lines" / "bundled" / f"{name}.yaml"), rate)


def every_case() -> list[Case]:
    """All lines of the full measurement."""
    return [serial(stations) for stations in SERIAL] + [
        *(belts(stations) for stations in (10, 1000)),
        *(dispatching(rule, waiting) for rule in RULES for waiting in WAITING),
        routed(),
        bundled("two-machines", 0.060),
        bundled("die-casting", 0.266),
    ]
