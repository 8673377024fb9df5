"""The words that every type of station shares: work, trouble, people, energy, danger."""

from __future__ import annotations

from typing import NamedTuple

from lines.stations.forms import (
    DEFECTS,
    HAZARD,
    PER_PART,
    AirUse,
    Cycle,
    FailureForm,
    GasUse,
    Power,
    SetupForm,
)
from lines.stations.rest import STANDBY, WarmUpForm
from lines.stations.upkeep import MAINTENANCE
from lines.stations.wear import SLOWING
from lines.words.forms import Choice, Name, Whole, YesNo
from lines.words.groups import ByName, OrNone, Word
from lines.words.spots import At
from lines.words.tasks import Crew

MOST_MACHINES = 1000
DISPATCH = ("fifo", "first", "spt", "edd", "critical-ratio", "setup-saving", "priority")


class StationType(NamedTuple):
    """A type of station: its word in the file, what it is, the words it knows, an example."""

    name: str
    doc: str
    words: tuple[Word, ...]
    example: str


# What every station has, in the order of the pages that explain it.
WORK = (
    Word(
        "machines",
        Whole("a number of machines", 1, MOST_MACHINES),
        "Machines side by side, each failing, blocking and starving by itself; 1 by default.",
        "machines: 2",
    ),
    Word(
        "cycle",
        Cycle(),
        "Time of one part: one value, or one for each product; `0 s` where it takes none.",
        "cycle: 42 s",
        required=True,
    ),
    Word("setup", OrNone(SetupForm()), "Change-over between products.", "setup: {time: 25 min}"),
    Word(
        "failures",
        ByName("a failure", FailureForm()),
        "Ways to fail, by name.",
        "failures: {jam: {every: {exponential: 3 h}, repair: 6 min}}",
    ),
    Word(
        "maintenance",
        OrNone(MAINTENANCE),
        "Planned stops, begun when the machine is free and somebody for it is on duty.",
        "maintenance: {every: 2 weeks, takes: 4 h, renews: [jam], crew: {skill: repair}}",
    ),
    Word(
        "drift",
        OrNone(SLOWING),
        "How the cycle grows longer with wear, until a set-up or maintenance.",
        "drift: {per: 1000 parts, adds: 2 %, reset: maintenance}",
    ),
    Word(
        "crew",
        Crew(at_station=True),
        "Skill held all through the cycle, or people only to `load` and `unload`, or none.",
        "crew: {skill: trim}",
    ),
    Word(
        "calendar",
        OrNone(Name("a calendar")),
        "When the station works; always, without it.",
        "calendar: two-shift",
    ),
    Word(
        "finish",
        YesNo(),
        "Whether the cycle under way at the end of the working time ends first; no by default.",
        "finish: yes",
    ),
    Word(
        "down",
        Choice(("holds", "releases")),
        "Whether a machine that waits for repair or is in repair still hands over a finished part "
        "when there is room (releases), or keeps it (holds, the default).",
        "down: releases",
    ),
    Word("at", At(), "Where the station stands, for fleets with a `metric`.", "at: [12 m, 4 m]"),
)
QUALITY = (
    Word(
        "quality", DEFECTS, "What can go wrong with a part here.", "quality: {defects: {burr: 2 %}}"
    ),
)
ENERGY = (
    Word(
        "power",
        Power(),
        "Power drawn in each state; blocked, setup and waiting draw as idle, "
        "repair as down, standby and off nothing unless said.",
        "power: {busy: 38 kW, idle: 10 kW}",
    ),
    Word(
        "standby",
        OrNone(STANDBY),
        "When an idle machine goes to sleep; never by default.",
        "standby: {after: break-even, wake: 4 min}",
    ),
    Word(
        "warm-up",
        OrNone(WarmUpForm()),
        "Time to warm up, at the power of waking, when the working time begins after a pause.",
        "warm-up: {takes: 10 min, after: 1 h}",
    ),
    Word(
        "air",
        AirUse(),
        "Compressed air used in each state; states without a use take that of their kin, as with "
        "power.",
        "air: {busy: 0.4 m3/min}",
    ),
    Word(
        "gas",
        GasUse(),
        "Gas used in each state; states without a use take that of their kin, as with power.",
        "gas: {busy: 12 Nm3/h, idle: 3 Nm3/h}",
    ),
    Word("energy", PER_PART, "Energy counted by part.", "energy: {per part: 0.05 kWh}"),
)
SAFETY = (
    Word(
        "hazards",
        ByName("a hazard", HAZARD),
        "Dangers by name; a failure, setup or crew of the station says who meets them.",
        "hazards: {jam: {rate: 40 per million h, severity: {days: 25}}}",
    ),
)
TAKING = (
    Word(
        "dispatch",
        Choice(DISPATCH),
        "Which part is taken: the longest waiting (fifo), or of the first link that has one "
        "(first); or of all that wait the one with the shortest mean cycle (spt), the earliest "
        "due date (edd), the least time to it for the work left (critical-ratio), the product "
        "set up last (setup-saving), or the greatest priority.",
        "dispatch: spt",
    ),
)
LEAVING = (
    Word(
        "choose",
        Choice(("least-full", "cyclic", "first")),
        "Which way a part leaves where no share or verdict says.",
        "choose: cyclic",
    ),
)
LATER = (Word("labour", None, ""),)
