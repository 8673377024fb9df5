"""A disassembly: takes one part and makes several of it."""

from __future__ import annotations

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
from lines.words.forms import Whole
from lines.words.groups import ByName, Word

MOST_MADE = 1000

DISASSEMBLY = StationType(
    name="disassembly",
    doc="Takes one part apart: the parts it makes leave one by one, in the order written.",
    words=(
        *WORK,
        Word(
            "makes",
            ByName("a product or a place", Whole("a number of parts", 1, MOST_MADE)),
            "Parts made of one: by product, or by the place that a link leads to, where they "
            "keep the product of what came.",
            "makes: {housing: 1, bolt: 4}",
            required=True,
        ),
        *QUALITY,
        *ENERGY,
        *SAFETY,
        *TAKING,
        *LEAVING,
        *LATER,
    ),
    example="strip: {type: disassembly, cycle: 90 s, makes: {housing: 1, bolt: 4}}",
)
