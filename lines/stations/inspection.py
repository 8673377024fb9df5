"""An inspection: looks for defects and says of each part whether it passes."""

from __future__ import annotations

from lines.stations.wear import TIRING
from lines.stations.words import (
    ENERGY,
    LATER,
    LEAVING,
    QUALITY,
    SAFETY,
    TAKING,
    WORK,
    StationType,
)
from lines.words.entry import Entry
from lines.words.forms import WHOLE_SHARE, Quantity, Schema
from lines.words.groups import ByName, OrNone, Word

_SHARE = Quantity("share", WHOLE_SHARE)


class Finds:
    """The share of defects that is found: one for all kinds, or one for each."""

    def read(self, entry: Entry) -> float | dict[str, float] | None:
        """Return the share, or the shares by kind of defect."""
        if entry.node.is_mapping and not entry.node.words:
            entry.expect("the share found of each kind of defect, such as {burr: 80 %}")
            return None
        if not entry.node.is_mapping or "beta-pert" in entry.node.words:
            return _SHARE.read(entry)
        return ByName("a kind of defect", _SHARE).read(entry)

    def schema(self) -> Schema:
        """Return one share, or shares by kind."""
        one = _SHARE.schema()
        return {"anyOf": [one, {"type": "object", "additionalProperties": one}]}


INSPECTION = StationType(
    name="inspection",
    doc="Finds defects and gives each part a verdict; links `when: pass` and `when: reject`.",
    words=(
        *WORK,
        Word(
            "finds",
            Finds(),
            "Share of defects found, by kind or one for all.",
            "finds: 85 %",
        ),
        Word(
            "false-rejects",
            _SHARE,
            "Share of parts without a find rejected all the same.",
            "false-rejects: 3 %",
        ),
        Word(
            "sample",
            _SHARE,
            "Share of parts that are looked at; 100 % by default.",
            "sample: 100 %",
        ),
        Word(
            "tires",
            OrNone(TIRING),
            "How `finds` sinks from the beginning of the working time, or the end of a break, on.",
            "tires: {per: 1 h, loses: 3 %}",
        ),
        *QUALITY,
        *ENERGY,
        *SAFETY,
        *TAKING,
        *LEAVING,
        *LATER,
    ),
    example="inspect: {type: inspection, cycle: 12 s, finds: {burr: 80 %}, false-rejects: 3 %}",
)
