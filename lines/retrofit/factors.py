"""Values that a retrofit multiplies: `setup.time: {times: {beta-pert: [40 %, 60 %, 80 %]}}`.

Whoever writes a retrofit for many plants seldom knows their times, powers and rates, but may know
by what factor they change. What is multiplied stands in `lines.scaled`.
"""

from __future__ import annotations

from lines.nodes import Measured, Node
from lines.words.entry import Entry
from lines.words.forms import Bound, Quantity

ELSEWHERE = "'times' stands at the end of a path below 'set', such as 'power.busy: {times: 80 %}'"
MOST_FACTOR = 100.0
_FACTOR = Bound(above=True, high=MOST_FACTOR)
NO_FACTOR = "a factor is a share or a plain number, such as 80 % or 0.8"


def read_factor(entry: Entry) -> float | None:
    """The number behind `times`, a share or a plain number; None after telling what is wrong."""
    plain = isinstance(entry.node.value, int | float) and not isinstance(entry.node.value, bool)
    return Quantity("number" if plain else "share", _FACTOR).read(entry)


def is_factor(node: Node) -> bool:
    """Say whether a drawn number is a share or a plain number, and nothing with another unit."""
    value = node.value
    return not isinstance(value, Measured) or value.dimension in ("share", "number")
