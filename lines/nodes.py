"""A file as a tree of values that each know their place.

A `Node` holds a scalar, a list of nodes, or nodes by word; it remembers the document, line and
column it was written at, and the text as written. Nodes are never changed: a patched tree shares
all that it did not touch, and what came from a retrofit keeps its place in the retrofit's file.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lines.places import Place

Scalar = str | int | float | bool | None
Step = str | int
Route = tuple[Step, ...]

_STEPS = re.compile(r"\[(\d{1,6})\]")


class Measured(NamedTuple):
    """A number that is already in base units of its dimension, set by a program, not written."""

    value: float
    dimension: str


class Node(NamedTuple):
    """A value and its place; `key` is the place of the word it stands under, where it has one."""

    value: Scalar | Measured | list[Node] | dict[str, Node]
    place: Place
    written: str = ""
    key: Place | None = None
    quoted: bool = False

    @property
    def is_mapping(self) -> bool:
        """Say whether the value is words with values under them."""
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        """Say whether the value is a list."""
        return isinstance(self.value, list)

    @property
    def is_missing(self) -> bool:
        """Say whether nothing was written."""
        return self.value is None

    @property
    def words(self) -> dict[str, Node]:
        """The nodes by word; empty where the value is no mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def entries(self) -> list[Node]:
        """The nodes of a list; empty where the value is no list."""
        return self.value if isinstance(self.value, list) else []

    def child(self, step: Step) -> Node | None:
        """Return the node one step down, or None."""
        if isinstance(step, str):
            return self.words.get(step)
        entries = self.entries
        return entries[step] if 0 <= step < len(entries) else None

    def under(self, key: Place | None) -> Node:
        """Return the same value standing under another word."""
        return Node(self.value, self.place, self.written, key, self.quoted)

    def plain(self) -> object:
        """Return the value as plain Python data: dicts, lists, scalars."""
        if isinstance(self.value, dict):
            return {word: node.plain() for word, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value.value if isinstance(self.value, Measured) else self.value


def written_text(node: Node) -> str:
    """The value as it may be written on one line."""
    if node.is_mapping:
        inside = (f"{word}: {written_text(below)}" for word, below in node.words.items())
        return f"{{{', '.join(inside)}}}"
    if node.is_list:
        return f"[{', '.join(written_text(below) for below in node.entries)}]"
    return node.written


def dotted(route: Route) -> str:
    """Return a route as messages show it: `stations.cast.cycle`, `flow[2].share`."""
    text = ""
    for step in route:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def route_of(path: str) -> Route:
    """Return the route of a dotted path: `stations.cast.power.busy`, `flow[2].share`."""
    route: list[Step] = []
    for part in path.split("."):
        name = part.split("[", 1)[0]
        if name:
            route.append(name)
        route.extend(int(number) for number in _STEPS.findall(part))
    return tuple(route)


def replaced(root: Node, route: Route, node: Node | None) -> Node:
    """Return the tree with `node` at the end of the route, or nothing there where it is None.

    A word on the way that does not exist is made. Raises KeyError where a step leads into a
    scalar or past the end of a list.
    """
    if not route:
        if node is None:
            raise KeyError("the root of a tree cannot be taken out")
        return node.under(root.key)
    step, rest = route[0], route[1:]
    if isinstance(step, int):
        return _replaced_entry(root, step, rest, node)
    if root.is_missing:
        root = Node({}, root.place, "", root.key)
    if not root.is_mapping:
        raise KeyError(step)
    words = dict(root.words)
    if node is None and not rest:
        del words[step]
    else:
        place = node.place if node is not None else root.place
        below = words.get(step, Node(None, place, "", node.key if node is not None else None))
        new = replaced(below, rest, node)
        words[step] = new.under(node.key) if not rest and node is not None else new
    return Node(words, root.place, root.written, root.key)


def _replaced_entry(root: Node, step: int, rest: Route, node: Node | None) -> Node:
    entries = list(root.entries)
    if not 0 <= step < len(entries):
        raise KeyError(step)
    if node is None and not rest:
        del entries[step]
    else:
        entries[step] = replaced(entries[step], rest, node)
    return Node(entries, root.place, root.written, root.key)


def place_of(root: Node, route: Route, at_key: bool = False) -> Place:
    """Return where the end of a route was written: its value, or its word with `at_key`."""
    node = root
    for step in route:
        below = node.child(step)
        if below is None:
            return node.key or node.place
        node = below
    return node.key or node.place if at_key else node.place
