"""Stations and vehicles of a line, once its file has been read: part of the model, in SI units.

Every number is a float in seconds, watts, joules or metres; shares run from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lines.distributions import Distribution, constant


@dataclass(frozen=True, slots=True)
class Setup:
    """The change from one product to the next: its time, and the skill and hazard it takes.

    `changes` holds the times of changes that differ: from this product, to that one.
    """

    time: Distribution
    crew: str | None = None
    hazard: str | None = None
    changes: dict[str, dict[str, Distribution]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Foresight:
    """How failures of one kind are foreseen: the share, how long before, what is done about it.

    `lead` is on the clock of the failure; false alarms come by the clock, or never. A stop that
    answers an alarm costs what a repair does, where `cost` says nothing else.
    """

    recall: float
    lead: Distribution
    takes: Distribution
    false_alarms: Distribution | None = None
    crew: str | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One way a machine fails; `every` is in seconds, or in parts where the clock counts parts.

    `cost` is the money of one repair beside the people's time: spare parts, outside service.
    """

    name: str
    every: Distribution
    repair: Distribution
    clock: str = "busy"
    crew: str | None = None
    hazard: str | None = None
    scrap: float = 0.0
    predict: Foresight | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """Putting a part in or taking it out by hand: who, and for how long."""

    skill: str
    time: Distribution


@dataclass(frozen=True, slots=True)
class Maintenance:
    """A planned stop: how often by the clock, how long, who does it, which clocks it renews.

    `cost` is its money beside the people's time: spare parts, outside service.
    """

    every: Distribution
    takes: Distribution
    renews: tuple[str, ...] = ()
    crew: str | None = None
    hazard: str | None = None
    cost: float | None = None


@dataclass(frozen=True, slots=True)
class Standby:
    """When a machine left idle goes to sleep, and what it takes to wake it.

    With `break_even` the idle time follows from the powers of the station, see `standby`.
    """

    after_s: float
    wake_s: float
    wake_energy_j: float = 0.0
    break_even: bool = False


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What a machine needs when its working time begins after a pause of at least `after_s`.

    The first machine of the station begins `delay_s` after the working time, each further one
    `stagger_s` later.
    """

    takes_s: float
    after_s: float = 0.0
    stagger_s: float = 0.0
    delay_s: float = 0.0
    energy_j: float = 0.0


@dataclass(frozen=True, slots=True)
class Drift:
    """What each part since the last set-up or maintenance adds: to chances, or to the cycle."""

    adds_per_part: float
    reset: str


@dataclass(frozen=True, slots=True)
class Batch:
    """How many parts are worked on together, and how long the first waits for the others."""

    size: int = 1
    wait_s: float | None = None


@dataclass(frozen=True, slots=True)
class Tiring:
    """The share of what an inspection finds when fresh that it loses in a second of work."""

    loses_per_s: float


@dataclass(frozen=True, slots=True)
class Hazard:
    """A danger counted by time: injuries per hour of exposure, lost days per injury."""

    rate_per_h: float
    severity_days: Distribution | None = None


@dataclass(frozen=True, slots=True)
class Battery:
    """How long the trips of a vehicle may take in all before it charges, and how long that is."""

    range_s: float
    charge_s: float


@dataclass(frozen=True, slots=True)
class Fleet:
    """Vehicles that carry parts over the links that name them; `crew` is the skill of a driver.

    `distances` are between two places, there and back; with a `metric`, manhattan or straight,
    those between places follow from where they stand.
    """

    name: str
    vehicles: int
    speed_m_per_s: float
    load: Distribution = field(default_factory=lambda: constant(0.0))
    unload: Distribution = field(default_factory=lambda: constant(0.0))
    capacity: int = 1
    battery: Battery | None = None
    power_w: float = 0.0
    crew: str | None = None
    failures: tuple[Failure, ...] = ()
    hazards: dict[str, Hazard] = field(default_factory=dict)
    distances: dict[tuple[str, str], float] = field(default_factory=dict)
    metric: str | None = None


@dataclass(frozen=True, slots=True)
class Station:
    """A place where parts are worked on, inspected or put together, by one or more machines."""

    name: str
    cycle: dict[str, Distribution]
    type: str = "machine"
    machines: int = 1
    setup: Setup | None = None
    failures: tuple[Failure, ...] = ()
    defects: dict[str, float] = field(default_factory=dict)
    drift: Drift | None = None
    finds: dict[str, float] = field(default_factory=dict)
    false_rejects: float = 0.0
    sample: float = 1.0
    power_w: dict[str, float] = field(default_factory=dict)
    standby: Standby | None = None
    energy_per_part_j: float = 0.0
    hazards: dict[str, Hazard] = field(default_factory=dict)
    dispatch: str = "fifo"
    choose: str = "least-full"
    crew: str | None = None
    crew_hazard: str | None = None
    load: Handling | None = None
    unload: Handling | None = None
    needs: dict[str, int] = field(default_factory=dict)  # by the place that leads here
    needs_products: dict[str, int] = field(default_factory=dict)  # by product, instead
    makes: str | None = None
    batch: Batch = field(default_factory=Batch)
    parts_made: dict[str, int] = field(default_factory=dict)
    calendar: str | None = None
    finish: bool = False
    releases: bool = False
    maintenance: Maintenance | None = None
    slowing: Drift | None = None
    tires: Tiring | None = None
    warm_up: WarmUp | None = None
    air_m3_per_min: dict[str, float] = field(default_factory=dict)
    gas_nm3_per_h: dict[str, float] = field(default_factory=dict)
    at: tuple[float, float] | None = None
