"""What is known of a value: where it comes from, how sure it is, which values are likely.

Beside any value of a retrofit may stand `source` and `grade`. A distribution where the line takes
a plain number says what is not known of it: a study draws it anew in every replication.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from lines.distributions import KINDS, Distribution
from lines.nodes import Measured, Node, route_of
from lines.units import DIMENSIONS, UnitError, measure
from lines.words.chances import Chance
from lines.words.entry import Entry, Findings
from lines.words.forms import AT_LEAST_ZERO

KNOWLEDGE_WORDS = ("source", "grade")
VALUE = "value"  # a certain value that has a source: {value: 2.5 s, source: ...}
AT_LEAST = "at-least"  # room that is only ever enlarged: {at-least: 40}
TIMES = "times"  # what the line has, multiplied: {times: 60 %}
OF_LOAD = "of-load"  # a share of what the plant draws at full work: {of-load: 80 %}

Draw = Callable[[str, Distribution], float]


class StandIn(Protocol):
    """What takes the place of an uncertain value in this run; a share stays up to `most`."""

    def __call__(self, name: str, node: Node, findings: Findings, most: float = 1.0, /) -> Node:
        """Return the node to stand where a distribution was written under this name."""
        ...


def split_knowledge(node: Node) -> tuple[Node, str | None, str | None]:
    """Part a value from the words beside it that tell where it comes from and how sure it is."""
    words = node.words
    if not _is_annotated(words):
        return node, None, None
    source, grade = (words[w].written if w in words else None for w in KNOWLEDGE_WORDS)
    bare = {word: below for word, below in words.items() if word not in KNOWLEDGE_WORDS}
    if list(bare) == [VALUE]:
        return bare[VALUE].under(node.key), source, grade
    return Node(bare, node.place, node.written, node.key), source, grade


def _is_annotated(words: dict[str, Node]) -> bool:
    bare = [word for word in words if word not in KNOWLEDGE_WORDS]
    return len(bare) == 1 and (bare[0] in KINDS or bare[0] in (VALUE, AT_LEAST, TIMES, OF_LOAD))


def odd_word(node: Node) -> str | None:
    """A word that cannot stand beside a distribution, where there is one."""
    if not any(word in KINDS for word in node.words):
        return None
    odd = [w for w in node.words if w not in KINDS and w not in KNOWLEDGE_WORDS]
    return odd[0] if odd else None


def is_chance(node: Node) -> bool:
    """Say whether a value is written as a distribution."""
    return len(node.words) == 1 and next(iter(node.words)) in KINDS


def is_at_least(node: Node) -> bool:
    """Say whether a value is written as the least that should be there."""
    return list(node.words) == [AT_LEAST]


def factor_of(node: Node) -> Node | None:
    """The factor behind `times`, or None where a value is written plainly."""
    return node.words[TIMES] if list(node.words) == [TIMES] else None


def load_share_of(node: Node) -> Node | None:
    """The share behind `of-load`, or None where a value is written plainly."""
    return node.words[OF_LOAD] if list(node.words) == [OF_LOAD] else None


def end_of(node: Node, end: int) -> Node:
    """The lowest or highest number of a distribution, as written where it stands."""
    below = next(node.words[word] for word in node.words if word in KINDS)
    while not isinstance(below.value, str | int | float | Measured):
        words = below.words
        inside = below.entries or [words[w] for w in ("low", "high", "of") if w in words]
        inside = inside or [words[w] for w in ("mean", "scale") if w in words]
        inside = inside or list(words.values())[:1]
        if not inside:
            break
        below = inside[end]
    return below.under(node.key)


def at_end(end: int) -> StandIn:
    """Puts the first or last number of a distribution, as written, in the place of the whole."""
    return lambda _name, node, _findings, _most=1.0: end_of(node, end)


def drawing(draw: Draw | None, currency: str) -> StandIn:
    """Puts a drawn number, or the mean, in the place of a distribution; a share stays a share."""

    def stand_in(name: str, node: Node, findings: Findings, most: float = 1.0, /) -> Node:
        first = end_of(node, 0)
        dimension = dimension_of(first, currency)
        entry = Entry(node, route_of(name.partition(": ")[2]), findings, currency)
        chance = Chance(dimension, AT_LEAST_ZERO).read(entry)
        if chance is None:
            return first
        value = max(0.0, chance.mean() if draw is None else draw(name, chance))
        limit = most if dimension == "share" else DIMENSIONS[dimension].most
        return Node(Measured(min(value, limit), dimension), node.place, "", node.key)

    return stand_in


def dimension_of(number: Node, currency: str) -> str:
    """The kind of number that a written value is, by its unit; a bare one is a plain number."""
    for name, kind in DIMENSIONS.items():
        if kind.bare:
            continue
        try:
            measure(number.written, name, currency)
        except UnitError:
            continue
        return name
    return "number"
