"""How what wears, tires or is foreseen is written: cycles, inspections, failures."""

from __future__ import annotations

from lines.machinery import Drift, Foresight, Tiring
from lines.words.chances import Chance
from lines.words.forms import ABOVE_ZERO, AT_LEAST_ZERO, WHOLE_SHARE, Choice, Quantity
from lines.words.groups import Group, Made, Word
from lines.words.tasks import Crew

RESETS = ("setup", "maintenance")


def drift_form(adds: Word, reset: Word) -> Made:
    """What so many parts add, until a set-up or maintenance; the words say to what."""
    per = Word("per", Quantity("parts", ABOVE_ZERO), "Parts.", "per: 1000 parts", required=True)
    return Made(
        Group("'drift'", (per, adds, reset)),
        lambda per, adds, reset: Drift(adds / per, reset),
    )


SLOWING = drift_form(
    adds=Word(
        "adds",
        Quantity("share", WHOLE_SHARE),
        "Share by which so many parts make the cycle longer.",
        "adds: 2 %",
        required=True,
    ),
    reset=Word(
        "reset",
        Choice(RESETS),
        "What makes the station as fast as new.",
        "reset: maintenance",
        required=True,
    ),
)
WORSENING = drift_form(
    adds=Word(
        "adds",
        Quantity("share", WHOLE_SHARE),
        "What so many parts add to the chance of each kind of defect.",
        "adds: 0.4 %",
        required=True,
    ),
    reset=Word(
        "reset",
        Choice(RESETS),
        "What makes the station as good as new.",
        "reset: setup",
        required=True,
    ),
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
_FALSE_ALARMS = Made(
    Group(
        "'false-alarms'",
        (
            Word(
                "every",
                Chance("duration"),
                "Time by the clock between false alarms.",
                "every: {exponential: 30 days}",
                required=True,
            ),
        ),
    ),
    lambda every: every,
)
PREDICT = Made(
    Group(
        "'predict'",
        (
            Word(
                "recall",
                Quantity("share", WHOLE_SHARE),
                "Share of the failures that are foreseen.",
                "recall: 80 %",
                required=True,
            ),
            Word(
                "lead",
                Chance("duration", AT_LEAST_ZERO),
                "How long before the failure the alarm comes, on the failure's own clock.",
                "lead: 8 h",
                required=True,
            ),
            Word(
                "takes",
                Chance("duration"),
                "How long the planned stop takes that answers an alarm.",
                "takes: 1 h",
                required=True,
            ),
            Word(
                "false-alarms",
                _FALSE_ALARMS,
                "Alarms without a failure behind them; none by default.",
                "false-alarms: {every: {exponential: 30 days}}",
            ),
            Word(
                "crew", Crew(), "Skill that the stop takes, all through.", "crew: {skill: repair}"
            ),
            Word(
                "cost",
                Quantity("money"),
                "Money of each such stop beside the people's time; that of a repair by default.",
                "cost: 80000 KRW",
            ),
        ),
    ),
    lambda recall, lead, takes, crew=None, cost=None, **alarms: Foresight(
        recall, lead, takes, alarms.get("false-alarms"), None if crew is None else crew.skill, cost
    ),
)
