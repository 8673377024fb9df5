"""The door of the house: a file, a text or a bundled name in, a whole and checked line out."""

from __future__ import annotations

from pathlib import Path

from lines.checks import RULES
from lines.checks.set_ups import set_ups_by_scrap
from lines.compose import compose
from lines.doubts import ends_of, settled
from lines.errors import LineError, Problem
from lines.kinds import refuse_other
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


def notes_of(source: LineSource) -> list[Problem]:
    """Return what the writer of a line should know though it is no problem, sorted by place."""
    refuse_other(source.root, "line")
    findings = Findings()
    entry = Entry(source.root, (), findings)
    values = LINE.read(entry._replace(currency=currency_of(entry)))
    if values is not None and not findings.problems:
        set_ups_by_scrap(compose(values, source.root, findings))
    return sorted(findings.notes, key=lambda note: (note.file, note.line, note.column))


def build(source: LineSource) -> Line:
    """Return the line of a source as read or patched; LineError with every problem found."""
    line, problems = _tried(source)
    if line is not None and line.doubts and not problems:
        for factors in ends_of(line.doubts):
            problems += _tried(settled(source, line.doubts, factors))[1]
    if line is None or problems:
        raise LineError(problems)
    return line


def _tried(source: LineSource) -> tuple[Line | None, list[Problem]]:
    """The line of a source, where its words could be read, and every problem of it."""
    refuse_other(source.root, "line")
    findings = Findings()
    entry = Entry(source.root, (), findings)
    entry = Entry(source.root, (), findings, currency_of(entry))
    values = LINE.read(entry)
    if values is None:
        return None, findings.problems
    draft = with_factors(compose(values, source.root, findings), source.packs)
    draft = priced(draft, source.packs)
    for rule in RULES:
        rule(draft)
    return draft.line, findings.problems
