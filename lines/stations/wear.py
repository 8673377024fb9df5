"""How what wears out or tires is written: cycles that grow longer, inspections that see less."""

from __future__ import annotations

from lines.model import Drift, Tiring
from lines.words.forms import ABOVE_ZERO, WHOLE_SHARE, Choice, Quantity
from lines.words.groups import Group, Made, Word

RESETS = ("setup", "maintenance")
SLOWING = Made(
    Group(
        "'drift'",
        (
            Word("per", Quantity("parts", ABOVE_ZERO), "Parts.", "per: 1000 parts", required=True),
            Word(
                "adds",
                Quantity("share", WHOLE_SHARE),
                "Share by which so many parts make the cycle longer.",
                "adds: 2 %",
                required=True,
            ),
            Word(
                "reset",
                Choice(RESETS),
                "What makes the station as fast as new.",
                "reset: maintenance",
                required=True,
            ),
        ),
    ),
    lambda per, adds, reset: Drift(adds / per, reset),
)
TIRING = Made(
    Group(
        "'tires'",
        (
            Word(
                "per",
                Quantity("duration", ABOVE_ZERO),
                "Working time.",
                "per: 1 h",
                required=True,
            ),
            Word(
                "loses",
                Quantity("share", WHOLE_SHARE),
                "Share of what is found when fresh that is lost in so much time.",
                "loses: 3 %",
                required=True,
            ),
        ),
    ),
    lambda per, loses: Tiring(loses / per),
)
