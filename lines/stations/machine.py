"""A machine: takes a part, works on it, hands it on."""

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

MACHINE = StationType(
    name="machine",
    doc="Works on one part at a time; the type of a station that names none.",
    words=(*WORK, *QUALITY, *ENERGY, *SAFETY, *TAKING, *LEAVING, *LATER),
    example="press: {cycle: 30 s, failures: {jam: {every: {exponential: 3 h}, repair: 6 min}}}",
)
