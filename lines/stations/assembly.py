"""An assembly: takes parts from several links at one moment and makes one part of them."""

from __future__ import annotations

from lines.stations.words import ENERGY, LATER, LEAVING, QUALITY, SAFETY, WORK, StationType
from lines.words.forms import Name, Whole
from lines.words.groups import ByName, Word

MOST_NEEDED = 1000

ASSEMBLY = StationType(
    name="assembly",
    doc="Starts when all that it needs is there, by place or by product; the result is one part.",
    words=(
        *WORK,
        Word(
            "needs",
            ByName("a place or product", Whole("a number of parts", 1, MOST_NEEDED)),
            "Parts taken from each place that leads here, by its name; 1 of each by default. Or of "
            "each product that comes here, over whichever links, by its name.",
            "needs: {housing: 1, bolts: 4}",
        ),
        Word(
            "makes",
            Name("a product"),
            "Product made; by default that of the first link, or the first that 'needs' names.",
            "makes: pump",
        ),
        *QUALITY,
        *ENERGY,
        *SAFETY,
        *LEAVING,
        *LATER,
    ),
    example="join: {type: assembly, cycle: 40 s, needs: {housing: 1, bolts: 4}}",
)
