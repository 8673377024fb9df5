"""Forms that data packs share: lists, things by number such as 2.4.3, texts in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from lines.errors import listed
from lines.model import Title
from lines.packs.facts import Known, PackFindings
from lines.words.entry import Entry
from lines.words.forms import Form, Schema, Text
from lines.words.groups import Group, Word

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)+")
LANGUAGES = ("en", "ko")


class ListOf(NamedTuple):
    """A list of values of one form; `such` is an example of the whole list."""

    form: Form
    such: str

    def read(self, entry: Entry) -> tuple[Any, ...] | None:
        """Return what was read, in the order of the file; nothing where an entry is wrong."""
        if not entry.node.entries:
            entry.expect(f"a list, such as {self.such}")
            return None
        read = [self.form.read(below) for _, below in entry.entries()]
        return None if any(one is None for one in read) else tuple(read)

    def schema(self) -> Schema:
        """Return a list of the form."""
        return {"type": "array", "items": self.form.schema(), "minItems": 1}


class ByNumber(NamedTuple):
    """Values of one form by a number with dots, such as `2.4.3`."""

    called: str
    form: Form

    def read(self, entry: Entry) -> dict[str, Any] | None:
        """Return what was read by number; one with a problem is left out."""
        if not entry.node.words:
            entry.expect(f"numbers such as 2.4.3 with {self.called} under each")
            return None
        values = {}
        for number, below in entry.words():
            fits = _NUMBER.fullmatch(number) is not None
            if not fits:
                below.fail_word(f"found '{number[:40]}'; expected a number such as 2.4.3")
            value = self.form.read(below)
            if fits and value is not None:
                values[number] = value
        return values

    def schema(self) -> Schema:
        """Return any numbers, each with the form."""
        return {"type": "object", "additionalProperties": self.form.schema()}


class Both:
    """A text in English and in Korean, neither of which may be missing."""

    def read(self, entry: Entry) -> Title | None:
        """Return the text in both languages."""
        if not entry.node.is_mapping:
            entry.expect("a text in both languages, such as {en: Leadership, ko: 리더십}")
            return None
        values = _BOTH.read(entry) or {}
        told = [values[word] for word in LANGUAGES if word in values]
        return Title(*told) if len(told) == len(LANGUAGES) else None

    def schema(self) -> Schema:
        """Return the text by language."""
        return _BOTH.schema()


_BOTH = Group(
    "a text in both languages",
    tuple(Word(word, Text("a text"), "The text.", required=True) for word in LANGUAGES),
)


class Sourced(NamedTuple):
    """A group of words made into one thing that has to say where it comes from and how sure."""

    group: Group
    make: Callable[..., Any]

    def read(self, entry: Entry) -> Any:
        """Return the thing made of its words and of what is known of it."""
        values = self.group.read(entry)
        if values is None or any(w.required and w.name not in values for w in self.group.words):
            return None
        known = Known()
        if isinstance(entry.findings, PackFindings):
            known = entry.findings.known_at(entry.route)
        if known.source is None or known.grade is None:
            names = listed(word.name for word in self.group.words)
            entry.fail(f"nothing says where this comes from; add 'known' beside {names}")
            return None
        return self.make(known=known, **values)

    def schema(self) -> Schema:
        """Return the words of the group."""
        return self.group.schema()
