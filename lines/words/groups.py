"""Groups of words: a few fixed words with their forms, or names chosen by whoever writes the line.

A group is described once, as a table of `Word`s, and so read, explained and offered to editors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from lines.errors import likely, listed
from lines.model import RESERVED
from lines.nodes import written_text
from lines.words.entry import Entry
from lines.words.forms import NAME_RULE, NOT_BUILT, Form, Schema, counted, is_name
from lines.words.trade import folded

TORN = re.compile(r"\d+(\s.*)?")  # what is left of `21,000 KRW` or `0,5 s` within {...}


class Word(NamedTuple):
    """A word of the format: its form (None: not built yet), what it means, an example."""

    name: str
    form: Form | None
    doc: str
    example: str = ""
    required: bool = False


class Group(NamedTuple):
    """A mapping of fixed words.

    `elsewhere` says of words that do not belong here where they do, `also` which word of the group
    others mean; `alone` is the word that a value stands for which stands in place of all words.
    """

    called: str
    words: tuple[Word, ...]
    elsewhere: Mapping[str, str] = {}
    also: Mapping[str, str] = {}
    alone: str = ""

    def read(self, entry: Entry) -> dict[str, Any] | None:
        """Return what was read by word; a word with a problem is left out."""
        if entry.node.is_missing and not any(word.required for word in self.words):
            return {}
        if not entry.node.is_mapping:
            names = listed(word.name for word in self.words if word.form is not None)
            entry.expect(f"the words of {self.called}: {names}", self._alone(entry))
            return None
        return self.read_words(entry)

    def _alone(self, entry: Entry) -> str:
        """Say how the words around a lone value are written, where one of them is likely."""
        if not self.alone or not entry.written or entry.node.is_list:
            return ""
        others = [word.example for word in self.words if word.required and word.name != self.alone]
        inside = [f"{self.alone}: {counted(entry.written) or entry.written}", *filter(None, others)]
        return f"; did you mean {{{', '.join(inside)}}}?"

    def read_words(self, entry: Entry) -> dict[str, Any]:
        """Return what was read of a mapping, and tell of words unknown, unbuilt or missing."""
        known = {word.name: word for word in self.words}
        values: dict[str, Any] = {}
        missed: list[str] = []
        for name, below in entry.words():
            word = known.get(name)
            if word is None:
                missed.append(self._unknown(name, below))
                entry.findings.lose((*entry.route, missed[-1]))
            elif word.form is None:
                below.fail_word(f"'{name}' {NOT_BUILT}")
            else:
                value = word.form.read(below)
                if value is not None:
                    values[name] = value
                if word.required and below.node.is_missing and value == {}:
                    below.fail_word(f"found nothing under '{name}'; {self._needs(word)}")
        for word in self.words:
            if word.required and word.name not in entry.node.words and word.name not in missed:
                entry.fail_word(f"'{word.name}' is missing; {self._needs(word)}")
                entry.findings.lose((*entry.route, word.name))
        return values

    def _needs(self, word: Word) -> str:
        """Say that a word is needed, with an example of it."""
        such = f", such as '{word.example}'" if word.example else ""
        return f"{self.called} needs it{such}"

    def _unknown(self, name: str, entry: Entry) -> str:
        """Tell that there is no such word; return the word that was probably meant."""
        names = [word.name for word in self.words]
        plain = folded(name)
        meant = self.also.get(plain) or likely(name, names) or ""
        built = [word.name for word in self.words if word.form is not None]
        told = f"; did you mean '{meant}'?" if meant else f"; {self.called} has {listed(built, 24)}"
        if entry.node.is_missing and TORN.fullmatch(name):
            meant, told = (
                "",
                "; a comma ends a value here: write 21000 for 21,000 and 0.5 for 0,5",
            )
        if plain in self.elsewhere:
            meant, told = "", f"; '{name}' {self.elsewhere[plain]}"
        entry.fail_word(f"no such field for {self.called}{told}")
        return meant

    def schema(self) -> Schema:
        """Return the words as properties."""
        built = [word for word in self.words if word.form is not None]
        properties = {
            word.name: {"description": word.doc, **word.form.schema()}
            for word in built
            if word.form is not None
        }
        schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [word.name for word in built if word.required]
        return {**schema, "required": required} if required else schema


class Made(NamedTuple):
    """A group of words made into one thing of the model, once all that is needed was read."""

    group: Group
    make: Callable[..., Any]

    def read(self, entry: Entry) -> Any:
        """Return the thing made, or None where a word it needs is missing."""
        values = self.group.read(entry)
        needed = [word.name for word in self.group.words if word.required]
        if values is None or any(name not in values for name in needed):
            return None
        return self.make(**{name.replace(" ", "_"): value for name, value in values.items()})

    def schema(self) -> Schema:
        """Return the words of the group."""
        return self.group.schema()


class OrNone(NamedTuple):
    """A form, or the word `none` where a retrofit takes the thing away."""

    form: Form

    def read(self, entry: Entry) -> Any:
        """Return what the form reads; nothing where `none` is written."""
        return None if entry.node.value == "none" else self.form.read(entry)

    def schema(self) -> Schema:
        """Return the form or the word."""
        return {"anyOf": [self.form.schema(), {"const": "none"}]}


class ByName(NamedTuple):
    """A mapping from names that the writer chose to values of one form; `some`: at least one."""

    called: str
    form: Form
    is_place: bool = False
    some: bool = False

    def read(self, entry: Entry) -> dict[str, Any] | None:
        """Return what was read by name; a name with a problem is left out."""
        if entry.node.is_missing:
            return {}
        if not entry.node.is_mapping:
            entry.expect(f"names with {self.called} under each")
            return None
        if is_unnamed(entry, self.form):
            such = ", ".join(f"{word}: {written_text(n)}" for word, n in entry.node.words.items())
            name = EXAMPLE_NAMES.get(self.called, "my-name")
            entry.fail(f"found {self.called} without a name; write {{{name}: {{{such}}}}}")
            return None
        if self.some and not entry.node.words:
            entry.expect(f"{self.called} by name, at least one")
            return None
        values = {}
        for name, below in entry.words():
            fits = is_name_of(below, name, self.called, self.is_place)
            value = self.form.read(below)
            if value is not None and fits:
                values[name] = value
        return values

    def schema(self) -> Schema:
        """Return any names, each with the form."""
        return {"type": "object", "additionalProperties": self.form.schema()}


EXAMPLE_NAMES = {
    "a failure": "jam",
    "a crew": "team",
    "a buffer": "rack",
    "a fleet": "agv",
    "a hazard": "crushing",
    "a product": "housing",
    "a source": "bolts",
}


def is_unnamed(entry: Entry, form: Form) -> bool:
    """Say whether the words of one thing stand where things by name are expected."""
    group = form if isinstance(form, Group) else getattr(form, "group", None)
    if not isinstance(group, Group) or not entry.node.words:
        return False
    known = {word.name for word in group.words} | group.also.keys()
    named = [n for n in entry.node.words.values() if n.is_missing or known & n.words.keys()]
    return not named and all(folded(word) in known for word in entry.node.words)


def is_name_of(entry: Entry, name: str, called: str, is_place: bool) -> bool:
    """Say whether a word may be the name of this; tell the entry where it may not."""
    if not is_name(name):
        entry.fail_word(f"found the name '{name[:70]}' for {called}; expected {NAME_RULE}")
        return False
    if is_place and name in RESERVED:
        entry.fail_word(f"'{name}' is reserved and needs no declaration; choose another name")
        return False
    return True
