"""Puts retrofits on a line and sends the patched file through the line's own door and checks.

Each retrofit sees the line as the ones before it left it. Every changed value keeps its place in
the retrofit's file, so whatever the checks find wrong with it is told there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lines.errors import LineError, Problem
from lines.load import build
from lines.model import Line
from lines.retrofit.document import Retrofit
from lines.retrofit.knowledge import Draw, StandIn, at_end, drawing
from lines.retrofit.patch import Patch
from lines.retrofit.targets import wish_problems, wishes_of
from lines.source import LineSource
from lines.words.entry import Findings


def apply(
    source: LineSource,
    retrofits: Sequence[Retrofit],
    at: str | Sequence[str] | None = None,
    draw: Draw | None = None,
) -> Line:
    """Return the line with these retrofits on it, in this order.

    `at` names stations instead of what each retrofit fits by itself. `draw` gives one number for
    each uncertain value, named such as `ai-vision: finds`; without it each stands at its mean,
    and the line, the retrofits and the ends of their distributions are checked. Raises LineError.
    """
    told = source.root.child("currency")
    stand_in = drawing(draw, told.written if told is not None else "KRW")
    if draw is not None:
        return build(_accepted(*patched(source, retrofits, at, stand_in)))
    build(source)
    whole, problems = patched(source, retrofits, at, stand_in)
    tried = [whole]
    if any(effect.uncertain for one in retrofits for effect in one.effects):
        tried = [patched(source, retrofits, at, at_end(end))[0] for end in (0, -1)]
    found = [problem for one in tried for problem in _problems_of(one)]
    if problems:
        # What could not be written leaves the line's own file odd; that is not the line's fault.
        own = {one.root.place.document.name for one in retrofits}
        found = [problem for problem in found if problem.file in own]
    return build(_accepted(whole, problems + found))


def _accepted(source: LineSource, problems: list[Problem]) -> LineSource:
    if problems:
        raise LineError(problems)
    return source


def _problems_of(source: LineSource) -> list[Problem]:
    try:
        build(source)
    except LineError as error:
        return error.problems
    return []


class Landing(NamedTuple):
    """Where one retrofit was put: each of its paths with the names it led to."""

    retrofit: str
    paths: dict[str, tuple[str, ...]]

    def places(self) -> tuple[str, ...]:
        """All stations, links, buffers and crews that it touched, each once."""
        return tuple(dict.fromkeys(name for names in self.paths.values() for name in names))

    def places_of(self, path: str) -> tuple[str, ...]:
        """Where one value went, such as `power.busy` of `power: {busy: 1 kW}`."""
        above = [at for at in self.paths if path == at or path.startswith(f"{at}.")]
        return self.paths[max(above, key=len)] if above else ()


def landings(
    source: LineSource, retrofits: Sequence[Retrofit], at: str | Sequence[str] | None = None
) -> tuple[Landing, ...]:
    """Say where each retrofit goes: which stations, links, buffers or crews its paths lead to."""
    told = source.root.child("currency")
    stand_in = drawing(None, told.written if told is not None else "KRW")
    wishes, root, found = wishes_of(at), source.root, []
    for retrofit in retrofits:
        patch = Patch(root, retrofit, wishes, stand_in, Findings())
        root = patch.patched()
        paths = {path: tuple(names) for path, names in patch.landed.items()}
        found.append(Landing(retrofit.name, paths))
    return tuple(found)


def patched(
    source: LineSource,
    retrofits: Sequence[Retrofit],
    at: str | Sequence[str] | None,
    stand_in: StandIn,
) -> tuple[LineSource, list[Problem]]:
    """The file of a line with these retrofits written into it, and what could not be written."""
    wishes = wishes_of(at)
    problems = wish_problems(source.root, retrofits, wishes)
    root = source.root
    for retrofit in retrofits:
        findings = Findings()
        root = Patch(root, retrofit, wishes, stand_in, findings).patched()
        problems += findings.problems
    return source._replace(root=root), problems
