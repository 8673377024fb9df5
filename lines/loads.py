"""What the plant draws beside its machines and vehicles: base loads, conveyors, leaks of air."""

from __future__ import annotations

from typing import NamedTuple

from lines.model import Line, Link

LEAKS = "(leaks)"
CONVEYOR = "conveyor "  # no base load can have a name with a space


class Load(NamedTuple):
    """A load by its name: whole watts, drawn always or in the working time of a calendar."""

    name: str
    watts: int
    calendar: str | None = None


def loads_of(line: Line) -> tuple[Load, ...]:
    """Return base loads in the order of the file, conveyors in that of the flow, then leaks."""
    loads = [
        Load(name, round(watts), group.calendar)
        for group in line.energy.base
        for name, watts in group.loads_w.items()
    ]
    loads += [
        Load(CONVEYOR + link.name, round(link.power_w), _hours_of(line, link))
        for link in line.flow
        if link.conveyor is not None and link.power_w > 0
    ]
    air = line.energy.air
    if air is not None and air.leaks > 0:
        loads.append(Load(LEAKS, round(air.leaks * air.supply), air.calendar))
    return tuple(loads)


def _hours_of(line: Line, link: Link) -> str | None:
    """Return when a conveyor runs: as the station that it leads to, or else where it begins."""
    station = line.stations.get(link.target) or line.stations.get(link.origin)
    return None if station is None else station.calendar
