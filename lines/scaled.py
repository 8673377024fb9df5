"""Numbers of a file multiplied where they stand: of a distribution its means, ends and values.

Only numbers with a unit are multiplied, never the shape, spread or weights of a distribution. A
retrofit multiplies so with `times`, and a line's own doubts do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lines.distributions import KINDS
from lines.nodes import Measured, Node, Route, replaced
from lines.units import UnitError, measure

EVERY = "*"  # every name there: `hazards.*.rate`
_NUMBER = re.compile(r"\s*(\+?[0-9.]+(?:[eE][-+]?[0-9]+)?)\s*(.*?)\s*")
# Of a distribution: what says how it looks, or how it is known, and not how long or how much.
_KEPT = frozenset({"cv", "shape", "k", "weight", "weights", "source", "grade"})
_INVERSE = frozenset({"rate"})  # so many in a time: the longer each takes, the fewer
_ONE_VALUE = "a factor multiplies a value with a unit, a distribution, or values by name"


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
        raise ValueError("a factor cannot multiply a column of a file; write the values")
    if of_shape and "rate" in node.words and factor == 0:
        raise ValueError("a factor of 0 makes a rate endless; write the mean")
    below = {
        word: _scaled(
            one, 1 / factor if of_shape and word in _INVERSE else factor, by, in_shape=of_shape
        )
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
