"""The forms in which single values are written: quantities, counts, choices, names, dates.

A form reads an entry into a value or tells the entry what was expected, and it describes itself
as a JSON schema for editors. Distributions stand in `chances`, groups of words in `groups`.
"""

from __future__ import annotations

import datetime
import math
import re
from typing import Any, NamedTuple, Protocol

from lines.distributions import KINDS
from lines.errors import hint
from lines.nodes import Measured
from lines.units import DIMENSIONS, UnitError, example, measure, shown
from lines.words.entry import Entry

Schema = dict[str, Any]
NOT_BUILT = "is a word of the line format that this version does not know how to run yet"
LONGEST_NAME = 64
LONGEST_TEXT = 500
MOST_ROOM = 1_000_000
NAME = re.compile(r"[^\W_](?:[\w-]*\w)?")


class Form(Protocol):
    """How one value is written: reads it, and describes it to an editor."""

    def read(self, entry: Entry) -> Any:
        """Return the value, or None after telling the entry what is wrong."""

    def schema(self) -> Schema:
        """Return the JSON schema of the written value."""


class Bound(NamedTuple):
    """The reach of a number in base units; `above` leaves out the low end itself."""

    low: float = 0.0
    above: bool = False
    high: float = math.inf

    def holds(self, value: float) -> bool:
        """Say whether a value is within reach."""
        return (value > self.low if self.above else value >= self.low) and value <= self.high

    def told(self, dimension: str, currency: str = "KRW") -> str:
        """Return the bound as a message tells it, such as ` above 0`."""
        low = "0" if self.low == 0 else shown(self.low, dimension, currency)
        high = shown(self.high, dimension, currency)
        if self.high == math.inf:
            return f" above {low}" if self.above else f" of at least {low}"
        return f" above {low} and up to {high}" if self.above else f" from {low} to {high}"


ABOVE_ZERO = Bound(above=True)
AT_LEAST_ZERO = Bound()
WHOLE_SHARE = Bound(high=1.0)


class Quantity(NamedTuple):
    """A number with a unit of its dimension, within a bound."""

    dimension: str
    bound: Bound = AT_LEAST_ZERO

    def read(self, entry: Entry) -> float | None:
        """Return the number in base units."""
        value = entry.node.value
        if isinstance(value, Measured):
            return self._within(entry, value.value)
        if isinstance(value, bool | dict | list) or value is None:
            told = "; only a retrofit may give a distribution here" if writes_chance(entry) else ""
            entry.expect(self.expected(entry.currency), told)
            return None
        try:
            number = measure(entry.written.strip(), self.dimension, entry.currency)
        except UnitError as error:
            entry.expect(error.expected, error.meant)
            return None
        return self._within(entry, number)

    def expected(self, currency: str) -> str:
        """Return what a message says was expected: `a duration above 0, such as '42 s'`."""
        called = DIMENSIONS[self.dimension].called
        reach = self.bound.told(self.dimension, currency)
        return f"{called}{reach}, such as '{example(self.dimension, currency)}'"

    def _within(self, entry: Entry, number: float) -> float | None:
        if self.bound.holds(number):
            return number
        entry.expect(self.expected(entry.currency))
        return None

    def schema(self) -> Schema:
        """Return the reference to the quantities of the dimension."""
        return {"$ref": f"#/$defs/{self.dimension.replace(' ', '-')}"}


class Whole(NamedTuple):
    """A whole number from `low` to `high`."""

    called: str
    low: int = 0
    high: int = MOST_ROOM

    def read(self, entry: Entry) -> int | None:
        """Return the number."""
        value = entry.node.value
        if isinstance(value, Measured):
            value = round(value.value)
        elif isinstance(value, float) and math.isfinite(value) and value == int(value):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool):
            if self.low <= value <= self.high:
                return value
            entry.expect(f"{self.called} from {self.low} to {self.high}")
            return None
        told = "; only a retrofit may give a distribution here" if writes_chance(entry) else ""
        number = counted(entry.written)
        if number:
            told = f"; write {number}, without '{entry.written.strip()[len(number) :].strip()}'"
        entry.expect(f"{self.called}, a whole number such as {max(self.low, 4)}", told)
        return None

    def schema(self) -> Schema:
        """Return the reach of the number."""
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class Room:
    """How many parts may wait in a place: a whole number, or `unlimited`."""

    def read(self, entry: Entry) -> int | float | None:
        """Return the number of parts, infinity where any number may wait."""
        value = entry.node.value
        if value == "unlimited" or (entry.node.is_list and not entry.node.entries):
            return math.inf
        if isinstance(value, str) and not counted(value):
            entry.expect("a number of parts, or 'unlimited'", hint(value, ["unlimited"]))
            return None
        return Whole("a number of parts").read(entry)

    def schema(self) -> Schema:
        """Return a whole number or the word."""
        return {"anyOf": [Whole("").schema(), {"const": "unlimited"}]}


class Names(NamedTuple):
    """A list of names, each once."""

    called: str
    such: str

    def read(self, entry: Entry) -> tuple[str, ...] | None:
        """Return the names."""
        if not entry.node.entries:
            kind = self.called.removeprefix("a ")
            entry.expect(f"a list of {kind}s, such as {self.such}")
            return None
        read = [Name(self.called).read(below) for _, below in entry.entries()]
        return tuple(dict.fromkeys(name for name in read if name is not None))

    def schema(self) -> Schema:
        """Return a list of names."""
        return {"type": "array", "items": Name("").schema(), "minItems": 1}


class Choice(NamedTuple):
    """One of a few words; `later` are words of the format that are not built yet."""

    choices: tuple[str, ...]
    later: tuple[str, ...] = ()

    def read(self, entry: Entry) -> str | None:
        """Return the word."""
        value = entry.node.value
        if isinstance(value, str):
            if value in self.choices:
                return value
            if value in self.later:
                entry.fail(f"'{value}' {NOT_BUILT}; it knows {', '.join(self.choices)}")
                return None
        expected = " or ".join(f"'{word}'" for word in self.choices)
        entry.expect(expected, hint(entry.written, self.choices))
        return None

    def schema(self) -> Schema:
        """Return the words."""
        return {"enum": list(self.choices)}


class YesNo:
    """The word yes or no, or true or false."""

    def read(self, entry: Entry) -> bool | None:
        """Return whether it is so."""
        answers = {"yes": True, "no": False, "true": True, "false": False}
        found = answers.get(entry.written.strip().lower())
        if found is None:
            entry.expect("yes or no")
        return found

    def schema(self) -> Schema:
        """Return the words, and what YAML makes of two of them."""
        return {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no"]}]}


class Text(NamedTuple):
    """A short text for people, on one line or more."""

    called: str

    def read(self, entry: Entry) -> str | None:
        """Return the text without blanks around it."""
        value = entry.node.value
        if isinstance(value, bool | dict | list | Measured) or value is None:
            entry.expect(f"{self.called}, a short text")
            return None
        text = entry.written.strip()
        if not text or len(text) > LONGEST_TEXT:
            entry.expect(f"{self.called} of 1 to {LONGEST_TEXT} characters")
            return None
        return text

    def schema(self) -> Schema:
        """Return a text of bounded length."""
        return {"type": ["string", "number"], "maxLength": LONGEST_TEXT}


class Name(NamedTuple):
    """A name that other places of the file may use: letters, digits, `-` and `_`."""

    called: str

    def read(self, entry: Entry) -> str | None:
        """Return the name."""
        value = entry.node.value
        if isinstance(value, dict | list | Measured) or value is None:
            entry.expect(f"the name of {self.called}")
            return None
        if not is_name(entry.written):
            entry.expect(f"the name of {self.called}: {NAME_RULE}")
            return None
        return entry.written

    def schema(self) -> Schema:
        """Return the signs a name may have."""
        return {"type": ["string", "integer"], "maxLength": LONGEST_NAME}


NAME_RULE = "letters, digits, '-' and '_', beginning and ending with a letter or digit"


_COUNTED = re.compile(r"([0-9]+)\s*(?:대|개|명|인|EA|ea|pcs|parts?|people|machines?|units?)")


def counted(written: str) -> str:
    """Return the number before a word for what is counted, as in `2대`; nothing where none is."""
    match = _COUNTED.fullmatch(written.strip())
    return match[1] if match is not None else ""


def writes_chance(entry: Entry) -> bool:
    """Say whether a distribution was written here."""
    return any(word in KINDS for word in entry.node.words)


def is_name(word: str) -> bool:
    """Say whether a word can be a name; Hangul and other letters are letters."""
    return len(word) <= LONGEST_NAME and NAME.fullmatch(word) is not None


class Date:
    """A day such as 2026-03-02."""

    def read(self, entry: Entry) -> datetime.date | None:
        """Return the day."""
        try:
            day = datetime.datetime.strptime(entry.written.strip(), "%Y-%m-%d").date()
        except ValueError:
            day = datetime.date.min
        if not 1970 <= day.year <= 2199 or not isinstance(entry.node.value, str):
            entry.expect("a date from 1970 to 2199, such as 2026-03-02")
            return None
        return day

    def schema(self) -> Schema:
        """Return the pattern of a date."""
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
