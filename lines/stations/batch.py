"""A batch station: a furnace or washer that works on several parts at once."""

from __future__ import annotations

from lines.machinery import Batch
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
from lines.words.forms import Quantity, Whole
from lines.words.groups import Group, Made, Word

MOST_IN_A_BATCH = 10_000

BATCH = StationType(
    name="batch",
    doc="Works on several parts at once, as a furnace or a washer does; they leave one by one.",
    words=(
        *WORK,
        Word(
            "batch",
            Made(
                Group(
                    "'batch'",
                    (
                        Word(
                            "size",
                            Whole("a number of parts", 1, MOST_IN_A_BATCH),
                            "Parts worked on together.",
                            "size: 12",
                            required=True,
                        ),
                        Word(
                            "wait",
                            Quantity("duration"),
                            "How long the first part waits before the batch starts with what "
                            "there is; for ever, without it.",
                            "wait: 20 min",
                        ),
                    ),
                ),
                lambda size, wait=None: Batch(size, wait),
            ),
            "Starts when so many parts wait, or some time after the first has come.",
            "batch: {size: 12, wait: 20 min}",
            required=True,
        ),
        *QUALITY,
        *ENERGY,
        *SAFETY,
        *TAKING,
        *LEAVING,
        *LATER,
    ),
    example="furnace: {type: batch, batch: {size: 12, wait: 20 min}, cycle: 35 min}",
)
