"""Where parts wait: named buffers, how long they stay there, and conveyors."""

from __future__ import annotations

import math

from lines.model import Buffer, Conveyor
from lines.words.forms import ABOVE_ZERO, Choice, Quantity, Room, YesNo
from lines.words.groups import Group, Made, Word
from lines.words.spots import At, Spot


def _buffer(
    capacity: float = math.inf,
    stay: tuple[float, float | None] = (0.0, None),
    release: str = "push",
    at: Spot | None = None,
) -> Buffer:
    return Buffer(None if capacity == math.inf else int(capacity), *stay, release == "kanban", at)


_STAY = Made(
    Group(
        "'stay'",
        (
            Word(
                "min",
                Quantity("duration"),
                "Time before a part may be taken: cooling, curing; none by default.",
                "min: 2 h",
            ),
            Word(
                "max",
                Quantity("duration", ABOVE_ZERO),
                "Time after which a part is scrapped: its shelf life; never by default.",
                "max: 3 days",
            ),
        ),
    ),
    lambda min=0.0, max=None: (min, max),
)
BUFFER = Made(
    Group(
        "a buffer",
        (
            Word(
                "capacity",
                Room(),
                "Parts that may wait here; any number where it is not said.",
                "capacity: 60",
            ),
            Word(
                "stay",
                _STAY,
                "How long a part must stay here, and how long it may.",
                "stay: {min: 2 h, max: 3 days}",
            ),
            Word(
                "release",
                Choice(("push", "kanban")),
                "How it is filled: `kanban` lets the stations before it take a part only while "
                "parts in it and in their machines are fewer than its capacity; `push`.",
                "release: kanban",
            ),
            Word("at", At(), "Where it stands, for fleets with a `metric`.", "at: [12 m, 4 m]"),
        ),
        also={"size": "capacity", "room": "capacity", "max": "capacity"},
        alone="capacity",
    ),
    _buffer,
)
CONVEYOR = Made(
    Group(
        "'conveyor'",
        (
            Word("length", Quantity("length", ABOVE_ZERO), "How long it is.", "length: 12 m", True),
            Word("speed", Quantity("speed", ABOVE_ZERO), "How fast.", "speed: 0.3 m/s", True),
            Word(
                "spacing",
                Quantity("length", ABOVE_ZERO),
                "From one part to the next, at least.",
                "spacing: 0.6 m",
                True,
            ),
            Word(
                "accumulating",
                YesNo(),
                "Whether parts close up while the end waits; otherwise all stand still. Yes by "
                "default.",
                "accumulating: no",
            ),
        ),
    ),
    lambda length, speed, spacing, accumulating=True: Conveyor(
        length, speed, spacing, accumulating
    ),
)
