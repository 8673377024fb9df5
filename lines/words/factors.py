"""Emission factors, a number or the name of one in a data pack; and the words of gas."""

from __future__ import annotations

from typing import NamedTuple

from lines.model import Gas
from lines.nodes import Measured
from lines.words.entry import Entry
from lines.words.forms import Quantity, Schema, is_name
from lines.words.groups import Group, Made, Word


class Factor(NamedTuple):
    """An emission factor of a dimension, or the name of one such as `kr-2023`."""

    dimension: str
    such: str

    def read(self, entry: Entry) -> float | str | None:
        """Return the number in base units, or the name; whether a pack has it is seen later."""
        value = entry.node.value
        if isinstance(value, str) and not isinstance(value, Measured):
            word = entry.written.strip()
            if word[:1].isalpha() and is_name(word):
                return word
        return Quantity(self.dimension).read(entry)

    def schema(self) -> Schema:
        """Return a quantity or a name."""
        name: Schema = {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9_-]*$"}
        return {"anyOf": [Quantity(self.dimension).schema(), name]}


def _gas(price: float | None = None, carbon: float | str | None = None) -> Gas:
    if isinstance(carbon, str):
        return Gas(price, factor_name=carbon)
    return Gas(price, carbon)


GAS = Made(
    Group(
        "'gas'",
        (
            Word("price", Quantity("gas price"), "What a Nm3 costs.", "price: 800 KRW/Nm3"),
            Word(
                "carbon",
                Factor("gas emission", "city-gas"),
                "CO2 that burning a Nm3 emits: a number, or the name of a factor of a data pack; "
                "that of city gas by the pack, where nothing is said.",
                "carbon: 2.176 kg/Nm3",
            ),
        ),
    ),
    _gas,
)
