"""Paths of a retrofit: which part of a line a word begins, and what stands at the end of one."""

from __future__ import annotations

from lines.distributions import KINDS
from lines.nodes import Node, Route

# Words of a line that a path may begin with; the rest of a line is not the plant's.
PLANT = (
    "stations",
    "buffers",
    "crews",
    "calendars",
    "transport",
    "products",
    "sources",
    "arrivals",
    "release",
    "flow",
    "energy",
    "costs",
    "people",
)
NOT_THE_PLANT = ("line", "title", "sector", "start", "currency", "study", "orders", "has")
STATION_ENERGY = "per part"  # the one word of a station's `energy`, which is a line's word too

# Where names that somebody chose stand; `set` changes what is there, `add` brings new ones.
NAMES: dict[Route, str] = {
    ("stations",): "station",
    ("buffers",): "buffer",
    ("crews",): "crew",
    ("calendars",): "calendar",
    ("products",): "product",
    ("transport",): "fleet",
    ("transport", "*", "failures"): "failure mode",
    ("transport", "*", "hazards"): "hazard",
    ("sources",): "source",
    ("stations", "*", "failures"): "failure mode",
    ("stations", "*", "hazards"): "hazard",
    ("stations", "*", "setup", "from"): "product",
    ("stations", "*", "setup", "from", "*"): "product",
    ("stations", "*", "quality", "defects"): "defect",
    ("energy", "base"): "base load",
}
# Where a line takes a distribution itself; elsewhere a distribution says what is not known.
CHANCES: frozenset[Route] = frozenset(
    {
        ("stations", "*", "cycle"),
        ("stations", "*", "setup", "time"),
        ("stations", "*", "setup", "from", "*", "*"),
        ("stations", "*", "maintenance", "every"),
        ("stations", "*", "maintenance", "takes"),
        ("stations", "*", "crew", "load", "time"),
        ("stations", "*", "crew", "unload", "time"),
        ("stations", "*", "failures", "*", "every"),
        ("stations", "*", "failures", "*", "repair"),
        ("stations", "*", "failures", "*", "predict", "lead"),
        ("stations", "*", "failures", "*", "predict", "takes"),
        ("stations", "*", "failures", "*", "predict", "false-alarms", "every"),
        ("stations", "*", "hazards", "*", "severity", "days"),
        ("transport", "*", "load"),
        ("transport", "*", "unload"),
        ("transport", "*", "failures", "*", "every"),
        ("transport", "*", "failures", "*", "repair"),
        ("transport", "*", "hazards", "*", "severity", "days"),
        ("arrivals", "every"),
        ("arrivals", "batch"),
        ("sources", "*", "every"),
        ("sources", "*", "batch"),
    }
)


def is_absolute(route: Route, node: Node) -> bool:
    """Say whether a path begins at the line; else it is meant for each target station."""
    own_energy = route[:1] == ("energy",) and (
        STATION_ENERGY in route or STATION_ENERGY in node.words
    )
    return bool(route) and route[0] in PLANT and not own_energy


def full_route(route: Route, node: Node, station: str = "*") -> Route:
    """The route in the file of a line that a path leads to, for one target station."""
    return route if is_absolute(route, node) else ("stations", station, *route)


def is_inside(route: Route, depth: int) -> bool:
    """Say whether a missing step is beyond the words that a line may leave out on the way."""
    sections = 3 if route[0] == "stations" else 1
    return sections <= depth < len(route) - 1


def pattern_of(route: Route) -> Route:
    """A route with the names that somebody chose left out: `stations.*.failures.*.every`."""
    known: Route = ()
    for step in route:
        known = (*known, "*" if known in NAMES else step)
    return known


def takes_chance(route: Route, node: Node) -> bool:
    """Say whether the line itself takes a distribution here."""
    pattern = pattern_of(route)
    if pattern == ("stations", "*", "cycle"):
        return not node.is_mapping or any(word in KINDS for word in node.words)
    own_cycle = pattern[:3] == ("stations", "*", "cycle") and len(pattern) == 4
    return pattern in CHANCES or (own_cycle and pattern[3] not in KINDS)
