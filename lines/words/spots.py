"""Where things stand and how far it is between them: `at` of a place, `distances` of a fleet."""

from __future__ import annotations

from lines.words.entry import Entry
from lines.words.forms import NAME_RULE, Bound, Quantity, Schema, is_name

FARTHEST_M = 1e6
METRICS = ("manhattan", "straight")
_COORDINATE = Quantity("distance", Bound(-FARTHEST_M, high=FARTHEST_M))
_DISTANCE = Quantity("distance")

Spot = tuple[float, float]
Pair = tuple[str, str]


class At:
    """Where a place stands in the plant: `[x m, y m]` from any corner."""

    def read(self, entry: Entry) -> Spot | None:
        """Return both coordinates."""
        if len(entry.node.entries) != 2:
            entry.expect("two distances from a corner of the plant, such as [12 m, 4 m]")
            return None
        x, y = (_COORDINATE.read(below) for _, below in entry.entries())
        return None if x is None or y is None else (x, y)

    def schema(self) -> Schema:
        """Return a list of two distances."""
        return {"type": "array", "items": _COORDINATE.schema(), "minItems": 2, "maxItems": 2}


class Distances:
    """How far it is from one place to another, there and back: `{"press, sink": 45 m}`."""

    def read(self, entry: Entry) -> dict[Pair, float] | None:
        """Return the distances by the two places, as they are written."""
        if not entry.node.is_mapping:
            entry.expect('distances by two places, such as {"press, drill": 20 m}')
            return None
        read: dict[Pair, float] = {}
        torn = ""
        for word, below in entry.words():
            first, torn = torn, "" if "," in word or not below.node.is_missing else word
            if torn:
                continue
            if first:
                told = f'a comma ends a word here; write both places in quotes: "{first}, {word}"'
                below.fail_word(told)
                continue
            pair = self._pair(word, below)
            metres = _DISTANCE.read(below)
            if pair is None or metres is None:
                continue
            if pair in read or pair[::-1] in read:
                below.fail_word(f"'{word}' is given twice, as a distance counts both ways")
            read[pair] = metres
        if torn:
            entry.expect('distances by two places, such as {"press, drill": 20 m}')
        return read

    def _pair(self, word: str, entry: Entry) -> Pair | None:
        """Return the two places that a word names."""
        names = [name.strip() for name in word.split(",")]
        if len(names) != 2 or not all(is_name(name) for name in names):
            told = f"found '{word[:70]}'; expected two places, such as \"press, drill\""
            entry.fail_word(told if len(names) != 2 else f"{told}: {NAME_RULE}")
            return None
        first, second = names
        if first == second:
            entry.fail_word(f"'{first}' stands on both sides; expected two places that differ")
            return None
        return first, second

    def schema(self) -> Schema:
        """Return distances by any words."""
        return {"type": "object", "additionalProperties": _DISTANCE.schema()}
