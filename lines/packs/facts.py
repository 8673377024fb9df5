"""Numbers of a data pack: each with its reach and with where it comes from.

A number stands alone (`116.4 KRW/kWh`) or with words beside it (`{value: 9 KRW/kWh, low: …}`). The
words `known: {year, source, grade}` of a mapping hold for every number below it that has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lines.nodes import Node, Route
from lines.words.entry import Entry, Findings
from lines.words.forms import AT_LEAST_ZERO, Bound, Choice, Quantity, Schema, Text, Whole
from lines.words.groups import Group, Word

KNOWN = "known"
GRADES = ("A", "B", "C", "D")  # official source; two sources agree; one source or derived; recalled


@dataclass(frozen=True, slots=True)
class Known:
    """Where a number comes from, the year it speaks of, and how sure it is (A to D)."""

    year: int | None = None
    source: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A number in base units with its likely reach, as written, and what is known of it."""

    value: float
    low: float
    high: float
    written: str
    path: str
    known: Known


_YEAR, _SOURCE, _GRADE = Whole("a year", 1900, 2199), Text("a source"), Choice(GRADES)
KNOWN_WORDS = (
    Word("year", _YEAR, "Year that the number speaks of.", "year: 2024"),
    Word("source", _SOURCE, "Where it comes from.", "source: KEPCO notice of 2024-10-23"),
    Word("grade", _GRADE, "How sure it is.", "grade: B"),
)
KNOWN_GROUP = Group("'known'", KNOWN_WORDS)


class PackFindings(Findings):
    """What is wrong with a pack, and what is known of its numbers by the mapping they stand in."""

    def __init__(self) -> None:
        """Begin with nothing found and nothing known."""
        super().__init__()
        self.known: dict[Route, Known] = {}

    def known_at(self, route: Route) -> Known:
        """Return what the mappings above a path say, the nearest first."""
        found = Known()
        for depth in range(len(route), -1, -1):
            here = self.known.get(route[:depth], Known())
            found = replace(
                found,
                year=found.year if found.year is not None else here.year,
                source=found.source or here.source,
                grade=found.grade or here.grade,
            )
        return found


def without_known(entry: Entry, findings: PackFindings) -> Node:
    """Return the node of an entry without any `known`; what these say goes to the findings."""
    node = entry.node
    if node.is_list:
        return node._replace(value=[without_known(e, findings) for _, e in entry.entries()])
    if not node.is_mapping:
        return node
    left: dict[str, Node] = {}
    for word, below in entry.words():
        if word == KNOWN:
            findings.known[entry.route] = Known(**(KNOWN_GROUP.read(below) or {}))
        else:
            left[word] = without_known(below, findings)
    return node._replace(value=left)


@dataclass(frozen=True, slots=True)
class Graded:
    """A number of one dimension, alone or with its reach and source beside it."""

    dimension: str
    bound: Bound = AT_LEAST_ZERO

    def read(self, entry: Entry) -> Fact | None:
        """Return the number; it has to have a source and a grade, its own or from above."""
        number = Quantity(self.dimension, self.bound)
        if not entry.node.is_mapping:
            value = number.read(entry)
            return None if value is None else self._fact(entry, entry.written, {"value": value})
        words = (
            Word("value", number, "The number.", required=True),
            Word("low", number, "The least it may be."),
            Word("high", number, "The most it may be."),
            *KNOWN_WORDS,
        )
        read = Group("a number", words).read(entry) or {}
        if "value" not in read:
            return None
        written = entry.node.words["value"].written
        if not read.get("low", read["value"]) <= read["value"] <= read.get("high", read["value"]):
            entry.expect("low, value and high in this order")
            return None
        return self._fact(entry, written, read)

    def _fact(self, entry: Entry, written: str, read: Mapping[str, Any]) -> Fact | None:
        own = Known(read.get("year"), read.get("source"), read.get("grade"))
        above = Known()
        if isinstance(entry.findings, PackFindings):
            above = entry.findings.known_at(entry.route)
        year = own.year if own.year is not None else above.year
        known = Known(year, own.source or above.source, own.grade or above.grade)
        if known.source is None or known.grade is None:
            entry.fail("nothing says where this number comes from; add 'known' with source, grade")
            return None
        value = read["value"]
        path = ".".join(str(step) for step in entry.route)
        return Fact(value, read.get("low", value), read.get("high", value), written, path, known)

    def schema(self) -> Schema:
        """Return the quantity, or a mapping with it."""
        plain = Quantity(self.dimension, self.bound).schema()
        return {"anyOf": [plain, {"type": "object"}]}
