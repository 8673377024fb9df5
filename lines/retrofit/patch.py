"""Writes one retrofit into the file of a line: `remove` first, then `add`, then `set`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lines.errors import LineError, hint, listed
from lines.load import build
from lines.nodes import Node, Route, dotted, replaced, route_of
from lines.retrofit.document import Retrofit, Use
from lines.retrofit.factors import (
    read_factor,
)
from lines.retrofit.given import names_targets
from lines.retrofit.hazards import without_idle_hazards
from lines.retrofit.idle import without_idle_calendars, without_idle_fleets, without_idle_gas
from lines.retrofit.knowledge import (
    StandIn,
    factor_of,
)
from lines.retrofit.links import has_link, with_change, with_entries, without_link, written_links
from lines.retrofit.paths import (
    NAMES,
    NOT_THE_PLANT,
    PLANT,
    full_route,
    is_absolute,
    is_inside,
    pattern_of,
)
from lines.retrofit.rooms import enlarged, is_number, is_room, least_of
from lines.retrofit.settle import Settling
from lines.retrofit.targets import (
    ROOM_BEFORE,
    ROOM_BEHIND,
    Wish,
    describe,
    no_target,
    of_type,
    rooms_around,
    stations_wished,
    targets_of,
)
from lines.retrofit.use import partly
from lines.retrofit.ways import (
    LINK,
    LINKS,
    PICK_UP,
    links_of,
    no_link,
    value_of,
    with_pick_up,
)
from lines.scaled import at_route, multiplied, scaled, there_at
from lines.source import LineSource
from lines.words.entry import Entry, Findings

MOST_TRIED = 20  # stations that a message tries before it says that --at may name them


@dataclass
class Patch:
    """One retrofit on its way into the file of a line."""

    root: Node
    retrofit: Retrofit
    wishes: Sequence[Wish]
    stand_in: StandIn
    findings: Findings
    use: Use | None = None  # how much of the effect is realised; all of it where it is not said
    targets: tuple[str, ...] = field(init=False)
    links: dict[str, Node] = field(init=False, default_factory=dict)  # `cast->trim`: how far it is
    missing: set[Route] = field(init=False, default_factory=set)
    landed: dict[str, dict[str, None]] = field(init=False, default_factory=dict)
    used: float | None = field(init=False, default=None)  # that share, settled

    def patched(self) -> Node:
        """The file with the retrofit written into it."""
        before = self.root
        settling = self._begin()
        for node in self.retrofit.remove:
            for route in self._routes(node.written, node):
                self._land(node.written, route)
                self._remove(route, node)
        for word, node in self.retrofit.add.words.items():
            settled = settling.value(node, full_route(route_of(word), node), word)
            for route in self._routes(word, node):
                self._land(word, route)
                self._add(route, settled)
        for path, node in self.retrofit.set.words.items():
            settled = settling.value(node, full_route(route_of(path), node), path)
            routes, least, factor = self._routes(path, node), least_of(settled), factor_of(settled)
            if least is not None:
                self._enlarge(path, routes, least)
                continue
            if factor is not None:
                self._multiply(path, routes, factor)
                continue
            for route in routes:
                self._land(path, route)
                self._set(route, settled)
        after = without_idle_fleets(before, without_idle_hazards(before, self.root))
        return without_idle_gas(before, without_idle_calendars(before, after))

    def _begin(self) -> Settling:
        """See where the retrofit goes on this line, how much it is used, and what settles it."""
        said = self.retrofit.targets
        self.targets = targets_of(self.root, self.retrofit, self.wishes, self.findings)
        self.links = links_of(self.root, said, stations_wished(self.wishes, self.retrofit))
        settling = Settling(
            self.retrofit, self.stand_in, self.findings, self.root, tuple(self.targets)
        )
        self.used = settling.use(self.use)
        if self.use is not None:
            self.landed[self.use.path] = dict.fromkeys((*self.targets, *self.links))
        return settling

    def _routes(self, path: str, node: Node) -> list[Route]:
        """Where a path of the retrofit leads in the file: once, or once for each target."""
        route = route_of(path)
        first = route[0] if route else ""
        if not route or first in NOT_THE_PLANT:
            self._fail(node, path, f"a retrofit changes the plant; '{first}' is no part of it")
            return []
        if is_absolute(route, node):
            if names_targets(route, node) and not self.targets:
                self._tell_no_target(path, node)
                return []
            if names_targets(route, node):
                self.landed[path] = dict.fromkeys(self.targets)
            return [route]
        if first == LINK:
            self._tell_no_link(path, node)
            return [("flow", name, *route[1:]) for name in self.links]
        if not self.targets:
            self._tell_no_target(path, node)
        if path in (ROOM_BEFORE, ROOM_BEHIND):
            return self._rooms(path, node)
        return [full_route(route, node, station) for station in self.targets]

    def _tell_no_target(self, path: str, node: Node) -> None:
        """Tell that no station fits: at a path without 'for', else once, at the 'for'."""
        place = self.retrofit.root.child("for")
        if place is None or not describe(self.retrofit.targets):
            told = f"begins with none of {listed(PLANT, 12)}, and the retrofit has no 'for'"
            self._fail(node, path, f"this path {told}; name its station with --at")
        elif not self.findings.within("for"):
            takers = [s for s in of_type(self.root, self.retrofit)[:MOST_TRIED] if self._fits_at(s)]
            told = no_target(self.root, self.retrofit, takers)
            self.findings.add(place.key or place.place, ("for",), told)

    def _tell_no_link(self, path: str, node: Node) -> None:
        """Tell that no link fits: at a path where 'for' names no links, else once, at the 'for'."""
        place, said = self.retrofit.root.child("for"), self.retrofit.targets
        if place is None or said.links is None:
            told = f"a path that begins with '{LINK}' needs links to go to, such as for: {{links:"
            self._fail(node, path, f"{told} {next(iter(LINKS))}}}")
        elif not self.links and not self.findings.within("for"):
            self.findings.add(place.key or place.place, ("for",), no_link(self.root, said))

    def _fits_at(self, station: str) -> bool:
        findings = Findings()
        wishes = [Wish(station)]
        root = Patch(self.root, self.retrofit, wishes, self.stand_in, findings).patched()
        if findings.problems:
            return False
        try:
            build(LineSource("", "", root))
        except LineError:
            return False
        return True

    def _rooms(self, path: str, node: Node) -> list[Route]:
        """The rooms before or behind every target, each once."""
        rooms = rooms_around(self.root, path)
        for station in self.targets:
            if station not in rooms:
                where = "before" if path == ROOM_BEFORE else "behind"
                self._fail(node, path, f"'{station}' has no other station {where} it to wait for")
        found = [room for station in self.targets for room in rooms.get(station, [])]
        return [route_of(room) for room in dict.fromkeys(found)]

    def _multiply(self, path: str, routes: Sequence[Route], factor: Node) -> None:
        """Multiply what the line has at every route of a path; some of them must have it."""
        entry = Entry(factor, route_of(path), self.findings, self.retrofit.currency)
        by = read_factor(entry)
        if by is None:
            return
        if self.used is not None:
            by = 1.0 + self.used * (by - 1.0)
        done = False
        for route in routes:
            if route[0] == "flow":
                done = self._multiply_link(path, route, by, factor) or done
                continue
            for there in there_at(self.root, route):
                done = True
                found = multiplied(self.root, there, by, factor)
                if isinstance(found, str):
                    self._fail(factor, dotted(there), found)
                else:
                    self.root = found
                    self._land(path, there)
        if routes and not done and not self.findings.within(*routes[0]):
            told = f"nothing to multiply: the line has no '{path}'"
            if not is_absolute(route_of(path), factor):
                told = f"nothing to multiply: no '{path}' at {listed(self.targets)}"
            self._fail(factor, path, told)

    def _multiply_link(self, path: str, route: Route, by: float, factor: Node) -> bool:
        """Multiply an option of a link where it has it; say whether it has."""
        flow, link = self._link_of(route, factor)
        if flow is None or len(route) != 3:
            return False
        found: list[Node | str] = []

        def change(old: Node | None) -> Node | None:
            if old is None or old.value == "none":
                return old
            found.append(scaled(old, by, factor))
            return found[-1] if isinstance(found[-1], Node) else old

        changed = with_change(flow, link, str(route[2]), change)
        for told in found:
            if isinstance(told, str):
                self._fail(factor, dotted(route), told)
        if found:
            self.root = replaced(self.root, ("flow",), changed.under(flow.key))
            self._land(path, route)
        return bool(found)

    def _enlarge(self, path: str, routes: Sequence[Route], least: Node) -> None:
        """Give every room of a path at least this much; some of them must be smaller."""
        kept: list[str] = []
        for route in routes:
            if not is_number(least):
                self._fail(least, dotted(route), "expected a whole number of parts above 0")
                return
            if not is_room(route):
                told = "'at-least' is for room: in.buffer, out.buffer, buffers.NAME.capacity or"
                self._fail(least, dotted(route), f"{told} flow.A->B.buffer")
                return
            link = ("", "")
            if route[0] == "flow":
                flow, link = self._link_of(route, least)
                if flow is None:
                    return
            elif not self._is_way(route, least):
                return
            found = enlarged(self.root, route, link, least)
            self.root = found.root
            if found.done:
                self._land(path, route)
            else:
                kept.append(found.told)
        if routes and len(kept) == len(routes):
            told = f"nothing to enlarge: no room here is smaller than {least.written}"
            way = "name another station with --at, or write a larger number in a copy of this file"
            self._fail(least, path, f"{told} ({listed(kept)}); {way}")

    def _land(self, path: str, route: Route) -> None:
        """Remember where a path of the retrofit led: a station, a link, a buffer, a crew."""
        places = self.landed.setdefault(path, {})
        if len(route) > 1 and (route[:1] in NAMES or route[0] == "flow"):
            places[str(route[1])] = None

    def _set(self, route: Route, node: Node) -> None:
        if route[0] == "flow":
            self._change_link(route, node)
        elif self._is_way(route, node):
            self.root = replaced(self.root, route, self._partly(route, node))

    def _partly(self, route: Route, new: Node) -> Node:
        """A new value as far as it is used, where the line has an old one beside it."""
        if self.used is None:
            return new
        found = partly(at_route(self.root, route), new, self.used, self.retrofit.currency)
        if isinstance(found, str):
            self._fail(new, dotted(route), found)
            return new
        return found

    def _change_link(self, route: Route, node: Node) -> None:
        flow, link = self._link_of(route, node)
        if flow is None:
            return
        if len(route) != 3:
            self._fail(node, dotted(route), "expected one option of the link, such as '.buffer'")
        elif route[2] == PICK_UP:
            if not is_number(node):
                self._fail(node, dotted(route), "expected a whole number of parts above 0")
                return
            self.root = with_pick_up(self.root, link, node)
        else:
            value = value_of(node, self.links.get("->".join(link)))
            changed = with_change(flow, link, str(route[2]), lambda _old: value)
            self.root = replaced(self.root, ("flow",), changed.under(flow.key))

    def _link_of(self, route: Route, node: Node) -> tuple[Node | None, tuple[str, str]]:
        """The flow and the ends of a link `flow.a->b`, or None after telling there is none."""
        flow = self.root.child("flow") or Node([], node.place)
        origin, arrow, target = (str(route[1]) if len(route) > 1 else "").partition("->")
        link = (origin.strip(), target.strip())
        if arrow and has_link(flow, link):
            return flow, link
        named = [f"{a}->{b}" for a, b in written_links(flow)]
        told = f"'{'->'.join(link) if arrow else origin}' is no link of the line"
        guess = hint("->".join(link), named) or f"; it has {listed(named)}"
        self._fail(node, dotted(route), f"{told}{guess}")
        return None, link

    def _is_way(self, route: Route, node: Node, *, new: bool = False) -> bool:
        """Say whether a value can stand at a route; only a `new` one may bring its own name."""
        at = self.root
        for depth, step in enumerate(route):
            called = NAMES.get(pattern_of(route[:depth]))
            below = at.child(step)
            last = depth == len(route) - 1
            if below is not None:
                at = below
            elif not _can_grow(at, route, depth, named=called is not None):
                there = f"it is '{at.written}'" if at.written else f"it has {_names_in(at)}"
                told = f"'{dotted(route[:depth])}' has no '{step}' in this line; {there}"
                self._fail(node, dotted(route), told + hint(str(step), at.words))
                return False
            elif called is not None and not (new and last):
                missing = route[: depth + 1]
                if missing in self.missing:
                    return False
                self.missing.add(missing)
                guess = hint(str(step), at.words) or f"; there is {_names_in(at)}"
                told = f"'{step}' is no {called} here, and only 'add' brings a new one{guess}"
                self._fail(node, dotted(route), told)
                return False
            else:
                break
        return True

    def _add(self, route: Route, node: Node) -> None:
        if route == ("flow",):
            flow = self.root.child("flow") or Node([], node.place)
            entries = node.entries if node.is_list else [node]
            self.root = replaced(self.root, route, with_entries(flow, entries).under(flow.key))
            return
        at: Node | None = self.root
        for step in route:
            at = at.child(step) if at is not None else None
        if at is None or at.is_missing:
            if self._is_way(route, node, new=True):
                self.root = replaced(self.root, route, node)
        elif at.is_mapping and node.is_mapping:
            for word, below in node.words.items():
                self._add((*route, word), below)
        else:
            self._fail(node, dotted(route), "the line has this already; 'set' changes it")

    def _remove(self, route: Route, node: Node) -> None:
        if route[0] == "flow":
            flow, link = self._link_of(route, node)
            if flow is not None:
                self.root = replaced(self.root, ("flow",), without_link(flow, link).under(flow.key))
            return
        at = self.root
        for depth, step in enumerate(route):
            below = at.child(step)
            if below is None:
                told = f"there is no '{step}' in '{dotted(route[:depth])}' to take out"
                guess = hint(str(step), at.words) or f"; it has {_names_in(at)}"
                self._fail(node, dotted(route), f"{told}{guess}")
                return
            at = below
        self.root = replaced(self.root, route, None)

    def _fail(self, node: Node, path: str, message: str) -> None:
        self.findings.add(node.key or node.place, route_of(path), message)


def _can_grow(at: Node, route: Route, depth: int, *, named: bool) -> bool:
    """Say whether the rest of a route can be made here: words, below words or nothing."""
    only_words = all(isinstance(step, str) for step in route[depth:])
    holds_words = at.is_mapping or at.is_missing
    return holds_words and only_words and (named or not is_inside(route, depth))


def _names_in(at: Node) -> str:
    return listed(at.words) or "nothing"
