"""The door of the house: a file, a text or a bundled name in, a whole and checked line out."""

from __future__ import annotations

from pathlib import Path

from lines.checks import RULES
from lines.compose import compose
from lines.errors import LineError, Problem
from lines.model import Line
from lines.pricing import priced, with_factors
from lines.sections import LINE, currency_of
from lines.source import LineSource, read
from lines.words.entry import Entry, Findings


def load(source: str | Path) -> Line:
    """Return the line of a file, a text or a bundled name; LineError with every problem found."""
    return build(read(source))


def check(source: str | Path) -> list[Problem]:
    """Return every problem of a line, sorted by place; none where it can be run."""
    try:
        load(source)
    except LineError as error:
        return error.problems
    return []


def build(source: LineSource) -> Line:
    """Return the line of a source as read or patched; LineError with every problem found."""
    findings = Findings()
    entry = Entry(source.root, (), findings)
    entry = Entry(source.root, (), findings, currency_of(entry))
    values = LINE.read(entry)
    if values is not None:
        draft = with_factors(compose(values, source.root, findings), source.packs)
        draft = priced(draft, source.packs)
        for rule in RULES:
            rule(draft)
        if not findings.problems:
            return draft.line
    raise LineError(findings.problems)
