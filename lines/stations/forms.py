"""How the parts of a station are written: its cycle, setup, failures, power and dangers."""

from __future__ import annotations

from typing import NamedTuple

from lines.distributions import KINDS, Distribution
from lines.errors import likely
from lines.machinery import Drift, Failure, Hazard, Setup
from lines.nodes import Node
from lines.states import POWER_WORDS
from lines.stations.upkeep import REPAIR_COST
from lines.stations.wear import PREDICT, WORSENING
from lines.words.chances import NOTES, TICK_S, Chance, shape_hint
from lines.words.entry import Entry
from lines.words.forms import (
    AT_LEAST_ZERO,
    WHOLE_SHARE,
    Choice,
    Name,
    Quantity,
    Schema,
)
from lines.words.groups import ByName, Group, Made, OrNone, Word
from lines.words.tasks import Crew, Task
from lines.words.trade import FAILURE_ALSO

CLOCKS = ("busy", "calendar", "parts")
CYCLE_TIME = Chance("duration", AT_LEAST_ZERO)
KINDS_AND_NOTES = {*KINDS, *NOTES}


class Quality(NamedTuple):
    """What was read of `quality`: chances by kind, and how they grow."""

    defects: dict[str, float]
    drift: Drift | None = None


class Cycle:
    """The time of one part: one distribution, or one for each product."""

    def read(self, entry: Entry) -> Distribution | dict[str, Distribution] | None:
        """Return the distribution, or the distributions by product."""
        words = entry.node.words
        if not words or any(word in KINDS or word in NOTES for word in words):
            return _cycle_time(entry)
        (only, below), *others = words.items()
        if not others and (likely(only, KINDS) or is_shape(only, below)):
            return _cycle_time(entry)
        cycles = {word: _cycle_time(below) for word, below in entry.words()}
        read = {word: cycle for word, cycle in cycles.items() if cycle is not None}
        return read if len(read) == len(cycles) else None

    def schema(self) -> Schema:
        """Return one distribution or any number by product."""
        one = CYCLE_TIME.schema()
        return {"anyOf": [one, {"type": "object", "additionalProperties": one}]}


def _cycle_time(entry: Entry) -> Distribution | None:
    """Return the time of a part, which may be none, but not less than a tick of the clock."""
    found = CYCLE_TIME.read(entry)
    if found is not None and 0 < found.mean() < TICK_S:
        entry.expect("0 s, or a mean of at least 1 us, the tick of the clock")
        return None
    return found


def is_shape(word: str, below: Node) -> bool:
    """Say whether a word is a shape as others call it, and no product with its cycle."""
    plain = below.is_mapping and not KINDS_AND_NOTES & below.words.keys()
    return bool(shape_hint(word)) and (below.is_list or plain)


class SetupForm:
    """The change between products: its time, its crew, its hazard."""

    @property
    def group(self) -> Group:
        """The words below."""
        return _SETUP

    def read(self, entry: Entry) -> Setup | None:
        """Return the setup."""
        values = _SETUP.read(entry)
        if values is None or "time" not in values:
            return None
        task: Task = values.get("crew", Task(None))
        return Setup(values["time"], task.skill, values.get("hazard"), values.get("from", {}))

    def schema(self) -> Schema:
        """Return the words of a setup."""
        return _SETUP.schema()


class FailureForm(NamedTuple):
    """One failure mode; its clock says whether `every` is a time or a number of parts.

    Vehicles fail by time only, keep their parts, and have nobody who stops them for an alarm.
    """

    of_vehicle: bool = False

    @property
    def group(self) -> Group:
        """The words below."""
        return self._words(False)

    def read(self, entry: Entry) -> Failure | None:
        """Return the failure."""
        clock = entry.node.child("clock")
        every = entry.node.child("every")
        counts = not self.of_vehicle and clock is not None and clock.value == "parts"
        maybe = not self.of_vehicle and clock is None
        if maybe and every is not None and "part" in every.written:
            told = "; or add clock: parts"
            entry.child(every, "every").expect("a duration, as the clock counts time", told)
            counts = True
        values = self._words(counts).read(entry)
        if values is None or "every" not in values or "repair" not in values:
            return None
        task: Task = values.get("crew", Task(None))
        return Failure(
            name=str(entry.route[-1]),
            every=values["every"],
            repair=values["repair"],
            clock=values.get("clock", "busy"),
            crew=task.skill,
            hazard=values.get("hazard"),
            scrap=values.get("scrap", 0.0),
            predict=values.get("predict"),
            cost=values.get("cost"),
        )

    def schema(self) -> Schema:
        """Return the words of a failure, `every` in time or parts."""
        schema = self.group.schema()
        if not self.of_vehicle:
            either = [Chance("duration").schema(), Chance("parts").schema()]
            schema["properties"]["every"] = {"description": _EVERY, "anyOf": either}
        return schema

    def _words(self, counts: bool) -> Group:
        """The words of a failure; `counts` where its clock counts parts."""
        return _FAILURE_OF_A_VEHICLE if self.of_vehicle else _failure(counts)


class Power:
    """Watts by state; a state that is not named takes those of its nearest kin."""

    @property
    def group(self) -> Group:
        """The words below."""
        return _POWER

    def read(self, entry: Entry) -> dict[str, float] | None:
        """Return the powers by word."""
        powers = self.group.read(entry)
        if powers is not None and "holding" in powers:
            for twin in ("idle", "starved"):
                if twin in powers:
                    entry.fail(f"'holding' and '{twin}' name the same state; keep one of them")
        return powers

    def schema(self) -> Schema:
        """Return the words for states."""
        return self.group.schema()


class AirUse(Power):
    """Compressed air by state [m3/min], in the words of `power`."""

    @property
    def group(self) -> Group:
        """The words below."""
        return _AIR_USE


class GasUse(Power):
    """Gas by state [Nm3/h], in the words of `power`."""

    @property
    def group(self) -> Group:
        """The words below."""
        return _GAS_USE


_EVERY = "Time between failures on its clock, or parts where the clock counts parts."


def _failure(counts: bool) -> Group:
    return Group(
        "a failure",
        (
            Word(
                "every",
                Chance("parts" if counts else "duration"),
                _EVERY,
                "every: 8000 parts" if counts else "every: {exponential: 3 h}",
                required=True,
            ),
            Word(
                "clock",
                Choice(CLOCKS),
                "What the time between failures counts: busy time, "
                "calendar time or finished parts; busy by default.",
                "clock: parts",
            ),
            Word("repair", Chance("duration"), "Time to repair.", "repair: 20 min", required=True),
            Word(
                "crew", Crew(), "Skill that the repair takes, all through.", "crew: {skill: repair}"
            ),
            Word(
                "hazard",
                Name("a hazard"),
                "Hazard of the station that the repairer meets.",
                "hazard: jam",
            ),
            Word(
                "scrap",
                Quantity("share", WHOLE_SHARE),
                "Chance that the part being worked on is lost; 0 % by default.",
                "scrap: 100 %",
            ),
            Word(
                "predict",
                OrNone(PREDICT),
                "How such failures are foreseen, and stopped for before they happen.",
                "predict: {recall: 80 %, lead: 8 h, takes: 1 h}",
            ),
            REPAIR_COST,
        ),
        also=FAILURE_ALSO,
        alone="every",
    )


_FAILURE_OF_A_VEHICLE = Group(
    "a failure of a vehicle",
    (
        Word(
            "every",
            Chance("duration"),
            "Time between failures on its clock.",
            "every: {exponential: 200 h}",
            required=True,
        ),
        Word(
            "clock",
            Choice(CLOCKS[:2]),
            "What the time between failures counts: time on the way or calendar time; busy by "
            "default.",
            "clock: calendar",
        ),
        Word("repair", Chance("duration"), "Time to repair.", "repair: 2 h", required=True),
        Word("crew", Crew(), "Skill that the repair takes, all through.", "crew: {skill: repair}"),
        REPAIR_COST,
    ),
    {
        "scrap": "belongs to stations; a vehicle that fails keeps its parts",
        "predict": "belongs to stations; nobody stops a vehicle for an alarm",
        "hazard": "belongs to stations; those of a fleet are met by whoever crosses its ways",
    },
    FAILURE_ALSO,
    "every",
)
_SETUP = Group(
    "a setup",
    (
        Word(
            "time",
            Chance("duration", AT_LEAST_ZERO),
            "Time to change over.",
            "time: 25 min",
            required=True,
        ),
        Word(
            "from",
            ByName("a product", ByName("a product", Chance("duration", AT_LEAST_ZERO))),
            "Times of changes that take another time, from one product to the next.",
            "from: {housing: {cover: 20 min}}",
        ),
        Word(
            "between",
            Choice(("products",)),
            "When: whenever the product changes.",
            "between: products",
        ),
        Word("crew", Crew(), "Skill that the setup takes, all through.", "crew: {skill: repair}"),
        Word(
            "hazard", Name("a hazard"), "Hazard of the station met while setting up.", "hazard: jam"
        ),
    ),
    also={"takes": "time", "duration": "time"},
    alone="time",
)
_POWER = Group(
    "'power'",
    tuple(
        Word(word, Quantity("power"), f"Power drawn while {word.replace('-', ' for a ')}.")
        for word in POWER_WORDS
    ),
    alone="busy",
)
_AIR_USE = Group(
    "'air'",
    tuple(
        Word(word, Quantity("air flow"), f"Air used while {word.replace('-', ' for a ')}.")
        for word in POWER_WORDS
    ),
    alone="busy",
)
_GAS_USE = Group(
    "'gas'",
    tuple(
        Word(word, Quantity("gas flow"), f"Gas used while {word.replace('-', ' for a ')}.")
        for word in POWER_WORDS
    ),
    alone="busy",
)
HAZARD = Made(
    Group(
        "a hazard",
        (
            Word(
                "rate",
                Quantity("rate"),
                "Injuries per hour of exposure.",
                "rate: 40 per million h",
                required=True,
            ),
            Word(
                "severity",
                Made(
                    Group(
                        "'severity'",
                        (
                            Word(
                                "days",
                                Chance("days", AT_LEAST_ZERO),
                                "Working days lost by an injury.",
                                "days: 25",
                                required=True,
                            ),
                        ),
                    ),
                    lambda days: days,
                ),
                "How bad an injury is.",
                "severity: {days: 25}",
            ),
        ),
    ),
    lambda rate, severity=None: Hazard(rate, severity),
)
DEFECTS = Made(
    Group(
        "'quality'",
        (
            Word(
                "defects",
                ByName("a kind of defect", Quantity("share", WHOLE_SHARE)),
                "Chance of each kind of defect that the station causes.",
                "defects: {burr: 2 %}",
                required=True,
            ),
            Word(
                "drift",
                WORSENING,
                "How each chance grows with wear, until a set-up or maintenance.",
                "drift: {per: 1000 parts, adds: 0.4 %, reset: maintenance}",
            ),
        ),
    ),
    Quality,
)
PER_PART = Made(
    Group(
        "'energy'",
        (
            Word(
                "per part",
                Quantity("energy"),
                "Energy on top, for each part.",
                "per part: 0.05 kWh",
                required=True,
            ),
        ),
    ),
    lambda per_part: per_part,
)
