"""What is wrong in a file, told as a reader of the plant would: place, find, want, way out.

All problems of a file are told at once, sorted by place, each with its line quoted and a caret
under the column. A caret counts the columns of a terminal, where a Hangul syllable takes two.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

WIDEST_QUOTE = 110
MOST_SHOWN = 100
MOST_OF_A_KIND = 5
MOST_COMPARED = 400

Kind = tuple[str, str, str]
_NUMBERED = re.compile(r"\[\d+\]")
_NAMED = re.compile(r"'[^']*'|found [^;]*|[0-9]+")  # what differs between problems of one kind


class Problem(NamedTuple):
    """One thing that is wrong: where it stands, what it is about, and the line quoted.

    `line` and `column` count from 1; a problem of the whole file has line 0. `quote` holds the
    line of the file and the caret under it.
    """

    file: str
    line: int
    column: int
    path: str
    message: str
    quote: str = ""

    @property
    def kind(self) -> Kind:
        """What it has in common with others: the file, the last word of its path, the sentence."""
        word = _NUMBERED.sub("", self.path).rpartition(".")[2]
        return self.file, word, _NAMED.sub("", self.message)

    def __str__(self) -> str:
        """Return the problem as it is printed, the quoted line and its caret below it."""
        place = self.file if self.line == 0 else f"{self.file}:{self.line}:{self.column}"
        about = f"{self.path}: " if self.path else ""
        below = f"\n{self.quote}" if self.quote else ""
        return f"{place}: {about}{self.message}{below}"


class LineError(Exception):
    """What a user wrote cannot be a line; holds every problem found, sorted by place."""

    problems: list[Problem]

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order of their places, each told once."""
        ordered = sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.path, p.message))
        self.problems = ordered
        super().__init__(ordered)

    def __str__(self) -> str:
        """Return every problem with its quoted line, and how many there were."""
        rows, count = list(_rows(self.problems)), len(self.problems)
        told = [text for text, _ in rows[:MOST_SHOWN]]
        left = count - sum(stands_for for _, stands_for in rows[:MOST_SHOWN])
        if left:
            told.append(f"... and {left} more.")
        told.append(f"{count} problem{'' if count == 1 else 's'}; nothing was run.")
        return "\n".join(told)


def _rows(problems: Iterable[Problem]) -> Iterator[tuple[str, int]]:
    """Yield what is printed, and how many problems it stands for: of one kind only the first."""
    kinds = Counter(problem.kind for problem in problems)
    shown: Counter[Kind] = Counter()
    for problem in problems:
        kind = problem.kind
        shown[kind] += 1
        if shown[kind] <= MOST_OF_A_KIND:
            yield str(problem), 1
        rest = kinds[kind] - MOST_OF_A_KIND
        if shown[kind] == MOST_OF_A_KIND and rest > 0:
            yield f"... and {rest} more of this kind.", rest


def quote_with_caret(text: str, column: int) -> str:
    """Return a line of the file and a caret under its column (from 1), cut to a readable width."""
    start = max(0, column - 1 - WIDEST_QUOTE // 2) if len(text) > WIDEST_QUOTE else 0
    before = "... " if start else ""
    after = " ..." if len(text) > start + WIDEST_QUOTE else ""
    shown = "".join(_printable(letter) for letter in text[start : start + WIDEST_QUOTE])
    quoted = before + shown + after
    indent = terminal_width(before + shown[: column - 1 - start].ljust(column - 1 - start))
    return f"{quoted.rstrip()}\n{' ' * indent}^"


def terminal_width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Hangul two, a combining mark none."""
    return sum(_width(character) for character in text)


def likely(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that was probably meant, or None where nothing is near."""
    return _likely(word, tuple(known), cutoff)


@lru_cache(maxsize=1000)
def _likely(word: str, names: tuple[str, ...], cutoff: float) -> str | None:
    folded = {name.casefold().replace("_", "-"): name for name in names}
    plain = word.casefold().replace("_", "-")
    if plain in folded:
        return folded[plain]
    if len(names) > MOST_COMPARED or len(word) > 64:
        return None
    near = difflib.get_close_matches(plain, list(folded), n=1, cutoff=cutoff)
    return folded[near[0]] if near else None


def hint(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'cycle'?` where a known word is near, else nothing."""
    meant = likely(word, known)
    return f"; did you mean '{meant}'?" if meant is not None and meant != word else ""


def listed(words: Iterable[str], most: int = 8) -> str:
    """Return the words as a sentence names them, the tail of a long list counted."""
    names = list(words)
    if len(names) <= most:
        return ", ".join(names)
    return ", ".join(names[:most]) + f" and {len(names) - most} more"


def _printable(character: str) -> str:
    if character == "\t":
        return " "
    return (
        character if unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") else "\ufffd"
    )


def _width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
