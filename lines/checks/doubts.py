"""Rules about doubts: each leads to a number of the line that a factor can multiply."""

from __future__ import annotations

from lines.compose import Draft
from lines.errors import hint, listed
from lines.nodes import Node, Route, dotted, route_of
from lines.scaled import EVERY, multiplied, there_at


def doubts_find_a_number(draft: Draft) -> None:
    """A doubt leads to a number with a unit that the file gives, or with `*` to some of them."""
    for doubt in draft.line.doubts:
        route = route_of(doubt.path)
        if not draft.sound(str(route[0])):
            continue
        found = list(there_at(draft.root, route))
        if not found:
            draft.fail(_missing(draft.root, route), "doubts", doubt.path, at_word=True)
        by = draft.node("doubts", doubt.path)
        for there in found:
            told = multiplied(draft.root, there, 1.0, by or draft.root)
            if isinstance(told, str):
                draft.fail(f"{dotted(there)}: {told}", "doubts", doubt.path, at_word=True)
                break


def _missing(root: Node, route: Route) -> str:
    """Say from which step on the file has nothing."""
    at = root
    for depth, step in enumerate(route):
        if step == EVERY:
            return f"nothing in this line is '{dotted(route)}'"
        below = at.child(step)
        if below is None or below.is_missing:
            where = f"'{dotted(route[:depth])}' has" if depth else "the line has"
            guess = hint(str(step), at.words)
            has = f"; it has {listed(at.words)}" if at.words and not guess else guess
            return f"{where} no '{step}' in this file{has}"
        at = below
    return f"'{dotted(route)}' is '{at.written}' in this file"
