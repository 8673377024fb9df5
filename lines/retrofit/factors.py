"""Values that a retrofit multiplies: `setup.time: {times: {beta-pert: [40 %, 60 %, 80 %]}}`.

Whoever writes a retrofit for many plants seldom knows their times, powers and rates, but may know
by what factor they change. Only numbers with a unit are multiplied: of a distribution its means,
ends and values, never its shape, spread or weights.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lines.distributions import KINDS
from lines.nodes import Measured, Node, Route, replaced
from lines.units import UnitError, measure
from lines.words.entry import Entry
from lines.words.forms import Bound, Quantity

EVERY = "*"  # every name there: `hazards.*.rate`
ELSEWHERE = "'times' stands at the end of a path below 'set', such as 'power.busy: {times: 80 %}'"
MOST_FACTOR = 100.0
_FACTOR = Bound(above=True, high=MOST_FACTOR)
_NUMBER = re.compile(r"\s*(\+?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(.*?)\s*")
# Of a distribution: what says how it looks, or how it is known, and not how long or how much.
_KEPT = frozenset({"cv", "shape", "k", "weight", "weights", "source", "grade"})
NO_FACTOR = "a factor is a share or a plain number, such as 80 % or 0.8"
_ONE_VALUE = "'times' multiplies a value with a unit, a distribution, or values by name"


def read_factor(entry: Entry) -> float | None:
    """The number behind `times`, a share or a plain number; None after telling what is wrong."""
    plain = isinstance(entry.node.value, int | float) and not isinstance(entry.node.value, bool)
    return Quantity("number" if plain else "share", _FACTOR).read(entry)


def is_factor(node: Node) -> bool:
    """Say whether a drawn number is a share or a plain number, and nothing with another unit."""
    value = node.value
    return not isinstance(value, Measured) or value.dimension in ("share", "number")


def there_at(root: Node, route: Route) -> Iterator[Route]:
    """The routes that a route with `*` for a name stands for, where the line has something."""
    for depth, step in enumerate(route):
        if step == EVERY:
            at = at_route(root, route[:depth])
            for name in at.words if at is not None else ():
                yield from there_at(root, (*route[:depth], name, *route[depth + 1 :]))
            return
    at = at_route(root, route)
    if at is not None and not at.is_missing and at.value != "none":
        yield route


def multiplied(root: Node, route: Route, factor: float, by: Node) -> Node | str:
    """The file with what stands at a route multiplied, or what a message tells instead."""
    at = at_route(root, route)
    assert at is not None  # it was found there
    changed = scaled(at, factor, by)
    return changed if isinstance(changed, str) else replaced(root, route, changed)


def scaled(at: Node, factor: float, by: Node) -> Node | str:
    """A value multiplied, told at the factor's place, or what a message tells instead."""
    try:
        changed = _scaled(at, factor, by)
    except ValueError as problem:
        return str(problem)
    if changed is None:
        return f"{_ONE_VALUE}; there is {at.written or 'a number without a unit'}"
    return changed


def at_route(root: Node, route: Route) -> Node | None:
    """Return what the file has at a route."""
    at: Node | None = root
    for step in route:
        at = at.child(step) if at is not None else None
    return at


def _scaled(node: Node, factor: float, by: Node, *, in_shape: bool = False) -> Node | None:
    """A value times a factor, told at the factor's place; None where no number has a unit."""
    if node.is_mapping:
        return _scaled_words(node, factor, by, in_shape=in_shape)
    if node.is_list:
        below = [_scaled(one, factor, by, in_shape=in_shape) for one in node.entries]
        if not any(below):
            return None
        entries = [new or old for new, old in zip(below, node.entries, strict=True)]
        return Node(entries, by.place, "", by.key)
    if isinstance(node.value, Measured):
        value = Measured(node.value.value * factor, node.value.dimension)
        return Node(value, by.place, "", by.key)
    if isinstance(node.value, str):
        text = _scaled_text(node.value, factor)
        return None if text is None else Node(text, by.place, text, by.key)
    return None


def _scaled_words(node: Node, factor: float, by: Node, *, in_shape: bool) -> Node | None:
    """A distribution or values by name times a factor."""
    of_shape = in_shape or any(word in KINDS for word in node.words)
    if of_shape and "file" in node.words:
        raise ValueError("'times' cannot multiply a column of a file; write the new values")
    below = {
        word: _scaled(one, factor, by, in_shape=of_shape)
        for word, one in node.words.items()
        if not (of_shape and word in _KEPT)
    }
    if not any(below.values()):
        return None
    words = {word: below.get(word) or one for word, one in node.words.items()}
    return Node(words, by.place, "", by.key)


def _scaled_text(text: str, factor: float) -> str | None:
    """A number times a factor, with its unit; None where it has no unit."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(f"{_ONE_VALUE}; there is '{text}'")
    number, unit = found.groups()
    if not unit:
        return None
    if any(sign.isdigit() for sign in unit.replace("m3", "").replace("CO2", "")):
        return _several_units(text, factor) or f"{float(number) * factor:.12g} {unit}"
    return f"{float(number) * factor:.12g} {unit}"


def _several_units(text: str, factor: float) -> str | None:
    """A duration such as `1 h 30 min` times a factor; None where it is none."""
    try:
        return f"{measure(text, 'duration') * factor:.12g} s"
    except UnitError:
        return None
