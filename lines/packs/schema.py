"""The words of a data pack as a JSON schema, kind by kind, for editors and other programs."""

from __future__ import annotations

from typing import Any

from lines.packs.facts import KNOWN, KNOWN_GROUP
from lines.packs.reader import HEAD, KINDS
from lines.schema import DRAFT, definitions
from lines.words.forms import Schema
from lines.words.groups import Group

THE_KNOWN = {"$ref": "#/$defs/known"}


def pack_schema(kind: str) -> Schema:
    """Return the schema of a kind of data pack; KeyError where there is no such kind."""
    words = KINDS[kind].words
    whole: Schema = _with_known(Group("a data pack", (*HEAD, *words)).schema())
    whole["properties"]["kind"] = {"const": kind}
    return {
        "$schema": DRAFT,
        "title": f"A data pack: {kind}",
        "description": "Dated numbers of linetwin, each with year, source and grade.",
        **whole,
        "$defs": {**definitions(), "known": KNOWN_GROUP.schema()},
    }


def _with_known(schema: Any) -> Any:
    """Let every mapping say what is `known` of the numbers below it."""
    if isinstance(schema, list):
        return [_with_known(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {word: _with_known(below) for word, below in schema.items()}
    if found.get("type") == "object" and ("properties" in found or "additionalProperties" in found):
        found["properties"] = {**found.get("properties", {}), KNOWN: THE_KNOWN}
    return found
