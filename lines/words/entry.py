"""A value on its way from the file into the model: where it stands and what was wrong on the way.

An `Entry` is a node, its path as messages show it, and the findings of the whole file. Forms ask
it what was found and tell it what they expected; nothing is raised, so that all problems of a
file are told at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lines.errors import Problem
from lines.nodes import Node, Route, Step, dotted
from lines.places import Place, problem_at

LONGEST_FOUND = 40
MOST_PROBLEMS = 2000


class Findings:
    """What has been found wrong so far, and on which paths."""

    def __init__(self) -> None:
        """Begin with nothing found."""
        self.problems: list[Problem] = []
        self.routes: set[Route] = set()
        self.lost: set[Route] = set()
        self.notes: list[Problem] = []

    def add(self, place: Place, route: Route, message: str) -> None:
        """Keep a problem; the paths above it are known to be broken below."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem_at(place, dotted(route), message))
        for depth in range(len(route) + 1):
            self.routes.add(route[:depth])

    def lose(self, route: Route) -> None:
        """Note that the word of a path is missing or misspelt, which is told elsewhere.

        What follows from it is no problem of its own.
        """
        self.routes.add(route)
        self.lost.add(route)

    def has_lost(self, *words: str) -> bool:
        """Say whether one of these words at the top of the file is missing or misspelt."""
        return any((word,) in self.lost for word in words)

    def note(self, place: Place, route: Route, message: str) -> None:
        """Add what is no problem, once, but what the writer should know."""
        note = problem_at(place, dotted(route), message)
        if note not in self.notes and len(self.notes) < MOST_PROBLEMS:
            self.notes.append(note)

    def within(self, *route: Step) -> bool:
        """Say whether something at this path or below it is wrong already."""
        return route in self.routes


class Entry(NamedTuple):
    """A node, the path that messages name, and the line's currency."""

    node: Node
    route: Route
    findings: Findings
    currency: str = "KRW"

    @property
    def written(self) -> str:
        """The scalar as it was written."""
        return self.node.written

    def child(self, node: Node, *steps: Step) -> Entry:
        """Return the entry of a node below; without a step it keeps the path of this one."""
        return Entry(node, (*self.route, *steps), self.findings, self.currency)

    def words(self) -> Iterator[tuple[str, Entry]]:
        """Yield the entries below by word, in the order of the file."""
        for word, node in self.node.words.items():
            yield word, self.child(node, word)

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Yield the entries of a list with their numbers."""
        for number, node in enumerate(self.node.entries):
            yield number, self.child(node, number)

    def found(self) -> str:
        """Return what stands here, as a message tells it."""
        value = self.node.value
        if value is None:
            return "nothing"
        if isinstance(value, dict):
            return f"the words {{{_cut(', '.join(value))}}}" if value else "no words, {}"
        if isinstance(value, list):
            return "an empty list" if not value else f"a list of {len(value)}"
        if isinstance(value, str) and (self.node.quoted or value[:1] not in "+-.0123456789"):
            return f"'{_cut(value)}'"
        return _cut(self.node.written or str(value))

    def fail(self, message: str) -> None:
        """Tell a problem with the value."""
        self.findings.add(self.node.place, self.route, message)

    def fail_word(self, message: str) -> None:
        """Tell a problem with the word that the value stands under."""
        self.findings.add(self.node.key or self.node.place, self.route, message)

    def note(self, message: str) -> None:
        """Say something of the value that is no problem, but that its writer should know."""
        self.findings.note(self.node.place, self.route, message)

    def expect(self, expected: str, told: str = "") -> None:
        """Tell what was found, what was expected, and a hint where there is one."""
        self.fail(f"found {self.found()}; expected {expected}{told}")


def _cut(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST_FOUND else plain[: LONGEST_FOUND - 3] + "..."
