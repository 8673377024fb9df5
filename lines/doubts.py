"""A line's own doubts settled: the file with each number in doubt multiplied by a factor.

What comes out is a line file without doubts, so a run sees nothing but numbers; a retrofit put on
it finds the numbers that were drawn for this run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lines.distributions import Distribution
from lines.model import Doubt
from lines.nodes import Measured, Node, replaced, route_of
from lines.scaled import multiplied, there_at
from lines.source import LineSource

WORD = "doubts"


def settled(source: LineSource, doubts: Sequence[Doubt], factors: Sequence[float]) -> LineSource:
    """Return the file with these factors on the numbers in doubt, each told at its doubt's place.

    The doubts are those of `build(source).doubts`, so that each finds its number.
    """
    written = source.root.child(WORD)
    assert written is not None  # the doubts were read there
    root = replaced(source.root, (WORD,), None)
    for doubt, factor in zip(doubts, factors, strict=True):
        by = Node(Measured(factor, "number"), written.words[doubt.path].place)
        for route in there_at(root, route_of(doubt.path)):
            changed = multiplied(root, route, factor, by)
            assert isinstance(changed, Node)  # the checks have tried it
            root = changed
    return source._replace(root=root)


def ends_of(doubts: Sequence[Doubt]) -> Iterator[list[float]]:
    """All factors at their lowest, then all at their highest; those without an end at the mean."""
    reaches = [_reach(doubt.factor) for doubt in doubts]
    for end in (0, 1):
        yield [reach[end] for reach in reaches]


def _reach(factor: Distribution) -> tuple[float, float]:
    """The lowest and highest factor that can be drawn; the mean for both where there is no end."""
    if factor.kind in ("uniform", "triangular", "beta-pert", "empirical", "constant"):
        return min(factor.values), max(factor.values)
    if factor.kind == "mixture":
        reaches = [_reach(part) for part in factor.parts]
        return min(low for low, _ in reaches), max(high for _, high in reaches)
    return factor.mean(), factor.mean()
