"""How planned maintenance is written, and what repairs cost in money beside people's time."""

from __future__ import annotations

from lines.machinery import Maintenance
from lines.words.chances import Chance
from lines.words.forms import ABOVE_ZERO, Name, Names, Quantity
from lines.words.groups import Group, Made, Word
from lines.words.tasks import Crew

# What repairs and planned stops cost in money; people's time is paid by their wages.
REPAIR_COST = Word(
    "cost",
    Quantity("money"),
    "Money of each repair beside the people's time: spare parts, outside service.",
    "cost: 120000 KRW",
)
MAINTENANCE = Made(
    Group(
        "maintenance",
        (
            Word(
                "every",
                Chance("duration", ABOVE_ZERO),
                "Time by the clock from its end to when the next falls due.",
                "every: 2 weeks",
                required=True,
            ),
            Word("takes", Chance("duration"), "How long it takes.", "takes: 4 h", required=True),
            Word(
                "renews",
                Names("a failure", "[jam]"),
                "Failures whose clocks begin anew.",
                "renews: [jam]",
            ),
            Word("crew", Crew(), "Skill it takes, all through.", "crew: {skill: repair}"),
            Word("hazard", Name("a hazard"), "Hazard that people meet meanwhile."),
            Word(
                "cost",
                Quantity("money"),
                "Money of each time beside the people's: spare parts, outside service.",
                "cost: 500000 KRW",
            ),
        ),
    ),
    lambda every, takes, renews=(), crew=None, hazard=None, cost=None: Maintenance(
        every, takes, renews, None if crew is None else crew.skill, hazard, cost
    ),
)
