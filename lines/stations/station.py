"""A station as it is written: its type decides which words it knows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lines.errors import hint
from lines.stations.words import StationType
from lines.words.entry import Entry
from lines.words.forms import Schema
from lines.words.groups import Group, Word
from lines.words.spots import Spot
from lines.words.trade import STATION_ALSO, STATION_ELSEWHERE

DEFAULT_TYPE = "machine"


class WrittenStation(NamedTuple):
    """What was read of a station, before the rest of the line is known."""

    type: str
    values: dict[str, Any]

    @property
    def at(self) -> Spot | None:
        """Where the station stands; None where it does not say."""
        return self.values.get("at")


class _Type(NamedTuple):
    """The word for the type of a station."""

    types: tuple[str, ...]

    def read(self, entry: Entry) -> str | None:
        """Return the type."""
        word = entry.node.value
        if word in self.types and isinstance(word, str):
            return word
        expected = " or ".join(f"'{name}'" for name in self.types)
        entry.expect(expected, hint(entry.written, self.types))
        return None

    def schema(self) -> Schema:
        """Return the types."""
        return {"enum": list(self.types)}


class StationForm:
    """A station of one of the types."""

    def __init__(self, types: Mapping[str, StationType]) -> None:
        """Lay out the words of each type once."""
        self.types = types
        self.groups = {kind: self._group(kind) for kind in types}

    def read(self, entry: Entry) -> WrittenStation | None:
        """Return what was read; the words of an unknown type are not judged."""
        if not entry.node.is_mapping:
            entry.expect("the words of a station, such as {cycle: 42 s}")
            return None
        node = entry.node.child("type")
        if node is None:
            kind = DEFAULT_TYPE
        else:
            read = _Type(tuple(self.types)).read(entry.child(node, "type"))
            if read is None:
                return None
            kind = read
        values = self.groups[kind].read(entry)
        return None if values is None else WrittenStation(kind, values)

    def _group(self, kind: str) -> Group:
        """Return the words of a type; a word of another type is told to be one."""
        own = self.types[kind]
        names = {word.name for word in own.words}
        homes: dict[str, list[str]] = {}
        for other in self.types.values():
            for word in other.words:
                if word.name not in names:
                    homes.setdefault(word.name, []).append(f"'{other.name}'")
        elsewhere = {
            word: f"belongs to type{'s' * (len(types) > 1)} {' and '.join(types)}"
            for word, types in homes.items()
        }
        own_type = Word("type", _Type(tuple(self.types)), "What kind of station it is.")
        said = STATION_ELSEWHERE | elsewhere
        return Group(f"type '{kind}'", (own_type, *own.words), said, STATION_ALSO)

    def schema(self) -> Schema:
        """Return the words of every type together; the type itself decides in `read`."""
        properties: Schema = {}
        for kind in self.types:
            for name, own in self.groups[kind].schema()["properties"].items():
                known = properties.setdefault(name, own)
                if known != own:
                    told = known["description"]
                    properties[name] = {"description": told, "anyOf": [known, own]}
        return {"type": "object", "properties": properties, "additionalProperties": False}
