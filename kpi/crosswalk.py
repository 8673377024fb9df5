"""Which items of a level scheme a line can speak of, and which its retrofits would support.

Evidence stands beside what people answered and never changes it. A retrofit would support an item
up to a level: a ceiling of what its means allow, given by the rules of the data pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kpi.signs import Sign, gained, signs_of

if TYPE_CHECKING:
    from lines.model import Line
    from lines.packs import LevelTable
    from lines.packs.level import Rule
    from lines.retrofit import Step


class Move(NamedTuple):
    """An item that a retrofit would support, up to which level, and what it changes for that.

    `gained` are the signs that the line shows for the first time, or shows more of, with the
    retrofit; none where its field alone speaks.
    """

    item: str
    level: int
    retrofits: tuple[str, ...]  # their names
    gained: tuple[Sign, ...]


def evidence_of(table: LevelTable, line: Line) -> dict[str, tuple[Sign, ...]]:
    """Return what a line shows beside each item, in the order of the scheme; empty where nothing.

    Items that no sign and no family of figures can speak of are left out, see `unknowable`.
    """
    return {
        number: tuple(one for name in item.signs for one in signs_of(line, name))
        for number, item in table.items.items()
        if item.signs
    }


def unknowable(table: LevelTable) -> tuple[str, ...]:
    """Return the items that a model of the line cannot speak of at all."""
    return tuple(n for n, item in table.items.items() if not item.signs and item.family is None)


def moves_of(table: LevelTable, steps: Sequence[Step]) -> tuple[Move, ...]:
    """Return what each retrofit would support, by item; of several rules the highest level."""
    moves: dict[tuple[str, tuple[str, ...]], Move] = {}
    for step in steps:
        for move in _moves_of_step(table, step):
            here = (move.item, move.retrofits)
            if here not in moves or moves[here].level < move.level:
                moves[here] = move
    order = {number: place for place, number in enumerate(table.items)}
    return tuple(sorted(moves.values(), key=lambda move: order[move.item]))


def supported(levels: Mapping[str, int | None], moves: Iterable[Move]) -> dict[str, int | None]:
    """Return the levels as they would be if people confirmed every move in full.

    A level that is higher already stays; an item that nobody answered stays unknown.
    """
    lifted = dict(levels)
    for move in moves:
        level = lifted.get(move.item)
        if level is not None:
            lifted[move.item] = max(level, move.level)
    return lifted


def _moves_of_step(table: LevelTable, step: Step) -> Iterator[Move]:
    names = tuple(one.name for one in step.retrofits)
    for rule in table.rules:
        signs = tuple(one for name in rule.changes for one in gained(step.before, step.after, name))
        if _holds(rule, step, signs):
            for item, level in rule.items.items():
                yield Move(item, level, names, signs)


def _holds(rule: Rule, step: Step, signs: Sequence[Sign]) -> bool:
    """Say whether a rule speaks of a step: of its fields, and of what it changes in the line."""
    fits = not rule.fields or any(one.field in rule.fields for one in step.retrofits)
    return fits and (bool(signs) or not rule.changes)
