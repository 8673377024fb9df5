"""Where things stand: a file, a line, a column, and a problem told with its line quoted."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lines.errors import Problem, quote_with_caret
from lines.signs import sign_hint

# YAML counts these as the ends of lines, and so must whoever quotes a line by its number.
_LINE_ENDS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Document:
    """One file: the name shown in messages, its text, and the folder that `file:` may look in."""

    def __init__(self, name: str, text: str, folder: Path | None = None) -> None:
        """Keep the text; its lines are parted only when a message quotes one."""
        self.name = name
        self.text = text
        self.folder = folder

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, as YAML counts them."""
        return _LINE_ENDS.split(self.text)


class Place(NamedTuple):
    """A spot in a document: line and column from 1; line 0 is the file as a whole."""

    document: Document
    line: int
    column: int

    def moved(self, columns: int) -> Place:
        """Return the place so many columns to the right."""
        return Place(self.document, self.line, self.column + columns)


def problem_at(place: Place, path: str, message: str) -> Problem:
    """Return the problem at a place, its line quoted with a caret."""
    document, line, column = place
    if line == 0:
        return Problem(document.name, 0, 0, path, message)
    quoted = document.lines[line - 1] if line <= len(document.lines) else ""
    quote = quote_with_caret(quoted, column) if quoted.strip() else ""
    return Problem(document.name, line, column, path, message + sign_hint(quoted, column), quote)
