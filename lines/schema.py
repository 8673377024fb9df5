"""The line format as a JSON schema, for editors that check and complete while one types.

`python -m lines.schema` writes it to `lines/schema.json`; a test keeps the two in step. The
schema says how each word is written; what may not be said together only `lines.check` can say.
"""

from __future__ import annotations

import json
from pathlib import Path

from lines.sections import LINE
from lines.stations import STATION_TYPES, StationForm
from lines.units import DIMENSIONS, example, pattern
from lines.words.forms import Quantity, Schema
from lines.words.shapes import SETS

FILE = Path(__file__).with_name("schema.json")
DRAFT = "https://json-schema.org/draft/2020-12/schema"
CHANCE_DIMENSIONS = ("duration", "parts", "count", "days")


def schema() -> Schema:
    """Return the schema of a line file."""
    whole = LINE.schema()
    whole["properties"]["stations"]["additionalProperties"] = {"$ref": "#/$defs/station"}
    return {
        "$schema": DRAFT,
        "title": "A factory line",
        "description": "One line file of linetwin; every number carries its unit.",
        **whole,
        "$defs": {**definitions(), "station": station()},
    }


def definitions() -> Schema:
    """Return how quantities and chances are written, by the names that other schemas use."""
    quantities = {name.replace(" ", "-"): quantity(name) for name in DIMENSIONS}
    chances = {f"{name}-or-distribution": distribution(name) for name in CHANCE_DIMENSIONS}
    return quantities | chances


def station() -> Schema:
    """Return the schema of a station: the words of all types, and which belong to which."""
    form = StationForm(STATION_TYPES)
    whole = form.schema()
    others = [name for name in STATION_TYPES if name != "machine"]
    rules = []
    for name in STATION_TYPES:
        own = form.groups[name].schema()
        is_it: Schema = {"properties": {"type": {"const": name}}, "required": ["type"]}
        if name == "machine":
            is_it = {"not": {"properties": {"type": {"enum": others}}, "required": ["type"]}}
        then = {"propertyNames": {"enum": list(own["properties"])}, "required": own["required"]}
        rules.append({"if": is_it, "then": then})
    return {**whole, "allOf": rules}


def quantity(dimension: str) -> Schema:
    """Return the pattern of a quantity, as text or, where it may be bare, as a number."""
    kind = DIMENSIONS[dimension]
    written: Schema = {
        "type": "string",
        "pattern": pattern(dimension),
        "description": f"{kind.called}, such as '{example(dimension)}'",
    }
    return {"anyOf": [{"type": "number"}, written]} if kind.bare else written


def distribution(dimension: str) -> Schema:
    """Return the schema of a plain value or any distribution of a dimension."""
    value = Quantity(dimension).schema()
    number = Quantity("number").schema()
    itself = {"$ref": f"#/$defs/{dimension}-or-distribution"}
    by_mean: Schema = {"anyOf": [value, _words({"mean": value})]}
    forms = {"mean": value, "sd": value, "scale": value, "cv": number, "shape": number}
    forms |= {"k": {"type": "integer", "minimum": 1}, "rate": Quantity("frequency").schema()}
    weights = {"type": "array", "items": number, "minItems": 1}
    values = {"type": "array", "items": value, "minItems": 1}
    part = _words({"weight": number, "of": itself})
    text = {"type": "string"}
    from_file = _words({"file": text, "column": text, "unit": text}, required=["file", "column"])
    shapes: Schema = {
        "constant": value,
        **{kind: _sets(kind, forms, dimension) for kind in SETS},
        "hyperexponential": _words({"means": values, "weights": weights}),
        "triangular": _ends(value, "low", "mode", "high"),
        "uniform": _ends(value, "low", "high"),
        "beta-pert": _ends(value, "low", "mode", "high"),
        "poisson": by_mean,
        "geometric": by_mean,
        "empirical": {
            "anyOf": [
                _words({"values": values, "weights": weights}, required=["values"]),
                from_file,
            ]
        },
        "mixture": {"type": "array", "items": part, "minItems": 1},
        "source": {"description": "Where the figure comes from.", "type": "string"},
        "grade": {"description": "How sure it is, such as B.", "type": "string"},
    }
    return {"anyOf": [value, _words(shapes, required=[])]}


def _sets(kind: str, forms: Schema, dimension: str) -> Schema:
    """Return the sets of numbers that a shape may be written by; a rate is one of durations."""
    sets = [
        _words({name: forms[name] for name in names})
        for names in SETS[kind]
        if "rate" not in names or dimension == "duration"
    ]
    if kind == "exponential":
        sets.insert(0, forms["mean"])
    return {"anyOf": sets} if len(sets) > 1 else sets[0]


def text() -> str:
    """Return the schema as it is written to its file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _words(words: Schema, required: list[str] | None = None) -> Schema:
    needed = list(words) if required is None else required
    whole: Schema = {"type": "object", "properties": words, "additionalProperties": False}
    return {**whole, "required": needed} if needed else {**whole, "minProperties": 1}


def _ends(value: Schema, *names: str) -> Schema:
    count = len(names)
    listed = {"type": "array", "items": value, "minItems": count, "maxItems": count}
    return {"anyOf": [listed, _words(dict.fromkeys(names, value))]}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
