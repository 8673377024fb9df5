"""Fleets as they are written: vehicles, their speed and times, battery, failures, driver, dangers.

Which parts a fleet carries is said by the links of the flow, with `by` and `distance`; how far it
is between places that no link of it joins, by `distances`, or by `metric` and where they stand.
"""

from __future__ import annotations

from typing import Any

from lines.distributions import constant
from lines.machinery import Battery, Fleet
from lines.stations.forms import HAZARD, FailureForm
from lines.words.chances import Chance
from lines.words.forms import ABOVE_ZERO, AT_LEAST_ZERO, Bound, Choice, Quantity, Whole
from lines.words.groups import ByName, Group, Made, OrNone, Word
from lines.words.spots import METRICS, Distances
from lines.words.tasks import Crew, Task

MOST_VEHICLES = 1000
SLOWEST_M_PER_S = 1e-3

_BATTERY = Made(
    Group(
        "'battery'",
        (
            Word(
                "range",
                Quantity("duration", ABOVE_ZERO),
                "Time of its trips after which a vehicle charges, once the trip is over.",
                "range: 8 h",
                required=True,
            ),
            Word(
                "charge",
                Quantity("duration"),
                "Time to charge, where it stands.",
                "charge: 1 h",
                required=True,
            ),
        ),
    ),
    lambda range, charge: Battery(range, charge),
)


def _fleet(vehicles: int, speed: float, crew: Task | None = None, **words: Any) -> Fleet:
    return Fleet(
        name="",
        vehicles=vehicles,
        speed_m_per_s=speed,
        load=words.get("load", constant(0.0)),
        unload=words.get("unload", constant(0.0)),
        capacity=words.get("capacity", 1),
        battery=words.get("battery"),
        power_w=words.get("power", 0.0),
        crew=None if crew is None else crew.skill,
        failures=tuple(words.get("failures", {}).values()),
        hazards=words.get("hazards", {}),
        distances=words.get("distances", {}),
        metric=words.get("metric"),
    )


FLEET = Made(
    Group(
        "a fleet",
        (
            Word(
                "vehicles",
                Whole("a number of vehicles", 1, MOST_VEHICLES),
                "How many there are.",
                "vehicles: 2",
                required=True,
            ),
            Word(
                "speed",
                Quantity("speed", Bound(SLOWEST_M_PER_S)),
                "How fast they drive, empty or loaded.",
                "speed: 1.0 m/s",
                required=True,
            ),
            Word(
                "distances",
                Distances(),
                "How far it is between two places, there and back: for empty drives, and for links "
                "without a `distance` of their own.",
                'distances: {"press, drill": 20 m}',
            ),
            Word(
                "metric",
                Choice(METRICS),
                "How distances follow from where places stand (`at`): along both axes, or "
                "straight; those that are written stay.",
                "metric: manhattan",
            ),
            Word(
                "load",
                Chance("duration", AT_LEAST_ZERO),
                "Time to load, once a trip; none by default.",
                "load: 20 s",
            ),
            Word(
                "unload",
                Chance("duration", AT_LEAST_ZERO),
                "Time to unload, once a trip; none by default.",
                "unload: 20 s",
            ),
            Word(
                "capacity",
                Whole("a number of parts", 1, 1000),
                "Parts that a vehicle carries at once; 1 by default.",
                "capacity: 4",
            ),
            Word(
                "battery",
                OrNone(_BATTERY),
                "How long a vehicle can be on its way, and how long it charges.",
                "battery: {range: 8 h, charge: 1 h}",
            ),
            Word(
                "power",
                Quantity("power"),
                "What a vehicle draws while it is on a trip.",
                "power: 0.4 kW",
            ),
            Word(
                "crew",
                Crew(),
                "Skill of a driver, who is held from the beginning of a trip to its end; "
                "without one the vehicles drive themselves.",
                "crew: {skill: drive}",
            ),
            Word(
                "failures",
                ByName("a failure", FailureForm(of_vehicle=True)),
                "Ways in which a vehicle fails, by name; `busy` counts driving and loading.",
                "failures: {wheel: {every: {exponential: 200 h}, repair: 2 h}}",
            ),
            Word(
                "hazards",
                ByName("a hazard", HAZARD),
                "Dangers of crossing the ways of the vehicles, counted by their driving time.",
                "hazards: {crossing: {rate: 20 per million h, severity: {days: 30}}}",
            ),
        ),
    ),
    _fleet,
)
