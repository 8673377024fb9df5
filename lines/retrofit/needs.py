"""What retrofits need first: the plant has it, an earlier retrofit brings it, or nobody knows.

A line that says what its plant `has` is checked: what is missing forbids a retrofit, or lowers its
use where the retrofit says how it works `without`. A line that is silent cannot be checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from lines.errors import listed
from lines.library import bundled_retrofits
from lines.nodes import Node
from lines.prerequisites import PREREQUISITES
from lines.retrofit.document import Retrofit, Use
from lines.words.entry import Findings

HAS, REQUIRES = "has", "requires"

# there: the line says so; brought: by a retrofit before it; missing: it forbids; degraded: works
# all the same, at a lower use; unchecked: the line does not say what its plant has
State = Literal["there", "brought", "missing", "degraded", "unchecked"]


class Need(NamedTuple):
    """One thing that a retrofit requires, and whether it is met."""

    word: str
    state: State
    by: Retrofit | None = None  # who brings it


def needs_of(root: Node, retrofits: Sequence[Retrofit]) -> list[tuple[Need, ...]]:
    """Return what each retrofit requires, in the order in which they are put on a line's file."""
    has = _words_of(root)
    brought: dict[str, Retrofit] = {}
    found = []
    for one in retrofits:
        found.append(tuple(_need(word, one, has, brought) for word in one.requires))
        for word in one.brings:
            brought.setdefault(word, one)
    return found


def _need(
    word: str, retrofit: Retrofit, has: set[str] | None, brought: dict[str, Retrofit]
) -> Need:
    if has is not None and word in has:
        return Need(word, "there")
    if word in brought:
        return Need(word, "brought", brought[word])
    if has is None:
        return Need(word, "unchecked")
    return Need(word, "degraded" if word in retrofit.without else "missing")


def use_in_force(retrofit: Retrofit, needs: Sequence[Need]) -> Use | None:
    """Return how much a retrofit is used here: the lowest of its own and of what it lacks."""
    lacking = [retrofit.without[need.word] for need in needs if need.state == "degraded"]
    if not lacking:
        return retrofit.use
    own = [] if retrofit.use is None else [retrofit.use]
    return min([*lacking, *own], key=lambda use: use.mean)


def tell_missing(
    root: Node, package: Sequence[Retrofit], needs: Sequence[Need], findings: Findings
) -> None:
    """Tell of all that the first retrofit of a package requires and nobody has or brings.

    `root` is the line as those before it left it, `package` what is put on it from here on.
    """
    retrofit, *later = package
    has = listed(sorted(_words_of(root) or ())) or "nothing"
    for need in needs:
        if need.state != "missing":
            continue
        place = _place_of(retrofit, need.word)
        told = (
            f"'{retrofit.name}' needs {need.word} ({PREREQUISITES[need.word][0]}) first, and the "
            f"line has {has}; {_way_out(need.word, later)}, or write "
            f"{need.word} under '{HAS}' of the line if the plant has it"
        )
        findings.add(place.place, (REQUIRES,), told)


def _way_out(word: str, later: Sequence[Retrofit]) -> str:
    """Say which retrofit brings it: one that is named too late, or those of the catalogue."""
    late = [one.name for one in later if word in one.brings]
    if late:
        return f"'{late[0]}' brings it and is named after this one: name it before"
    bringing = bringers(word)
    if not bringing:
        return "no retrofit of the catalogue brings it"
    return f"put a retrofit that brings it before this one, such as {listed(bringing)}"


@cache
def bringers(word: str) -> list[str]:
    """Return the names of the retrofits of the catalogue that bring something."""
    from lines.retrofit.reader import load_retrofit  # it reads what is told of here

    return [name for name in bundled_retrofits() if word in load_retrofit(name).brings]


def with_brought(root: Node, retrofit: Retrofit) -> Node:
    """Return the file of a line whose plant has what a retrofit brings; a silent one stays so."""
    has = root.child(HAS)
    if has is None or not retrofit.brings:
        return root
    old = has.entries if has.is_list else [has]
    below = retrofit.root.child("brings")
    assert below is not None  # it was read from there
    new = [
        node
        for node in (below.entries if below.is_list else [below])
        if node.written not in {one.written for one in old}
    ]
    words = {**root.words, HAS: Node([*old, *new], has.place, "", has.key)}
    return Node(words, root.place, root.written, root.key)


def _words_of(root: Node) -> set[str] | None:
    """Return what the plant has; None where the file does not say it."""
    has = root.child(HAS)
    if has is None:
        return None
    return {node.written for node in (has.entries if has.is_list else [has])}


def _place_of(retrofit: Retrofit, word: str) -> Node:
    node = retrofit.root.child(REQUIRES)
    assert node is not None  # it was read from there
    return next((one for one in node.entries if one.written == word), node)
