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
from lines.retrofit.needs import needs_of, tell_missing, use_in_force, with_brought
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
    stand_in = values_for(source, draw)
    if draw is not None:
        return build(_accepted(*patched(source, retrofits, at, stand_in)))
    build(source)
    whole, problems = patched(source, retrofits, at, stand_in)
    tried = [whole]
    if any(effect.uncertain for one in retrofits for effect in (*one.effects, *one.uses)):
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
    _, found, _ = _put_on(source, retrofits, at, values_for(source))
    return found


def patched(
    source: LineSource,
    retrofits: Sequence[Retrofit],
    at: str | Sequence[str] | None,
    stand_in: StandIn,
) -> tuple[LineSource, list[Problem]]:
    """The file of a line with these retrofits written into it, and what could not be written."""
    whole, _, problems = _put_on(source, retrofits, at, stand_in)
    return whole, wish_problems(source.root, retrofits, wishes_of(at)) + problems


def values_for(source: LineSource, draw: Draw | None = None) -> StandIn:
    """What stands for an uncertain value on this line; its mean where nothing is drawn."""
    told = source.root.child("currency")
    return drawing(draw, told.written if told is not None else "KRW")


def _put_on(
    source: LineSource,
    retrofits: Sequence[Retrofit],
    at: str | Sequence[str] | None,
    stand_in: StandIn,
) -> tuple[LineSource, tuple[Landing, ...], list[Problem]]:
    """Write retrofits into a file one by one: the file, where each went, and what could not be."""
    wishes, root = wishes_of(at), source.root
    found: list[Landing] = []
    problems: list[Problem] = []
    needs = needs_of(source.root, retrofits)
    for number, retrofit in enumerate(retrofits):
        findings = Findings()
        tell_missing(root, retrofits[number:], needs[number], findings)
        use = use_in_force(retrofit, needs[number])
        patch = Patch(root, retrofit, wishes, stand_in, findings, use)
        root = with_brought(patch.patched(), retrofit)
        paths = {path: tuple(names) for path, names in patch.landed.items()}
        found.append(Landing(retrofit.name, paths))
        problems += findings.problems
    return source._replace(root=root), tuple(found), problems
