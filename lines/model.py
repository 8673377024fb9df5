"""The line: what a factory line is once its file has been read, in SI units and whole.

Every number is a float in seconds, watts, joules, kilograms or the line's currency; shares run
from 0 to 1. Everything is frozen: a changed line is a new line. How the file is read stands in
`words`, what may not be said together stands in `checks`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from lines.distributions import Distribution, constant

DAY_S = 86_400.0
WEEK_S = 7 * DAY_S

SOURCE = "source"
SINK = "sink"
SCRAP = "scrap"
RESERVED: tuple[str, ...] = (SOURCE, SINK, SCRAP)

# What a line starts on when its file has no `start`; the report names it among its assumptions.
DEFAULT_START = datetime.date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Title:
    """The name a reader sees, in both languages of the house."""

    en: str
    ko: str


@dataclass(frozen=True, slots=True)
class Study:
    """How long and how often the line is run when the caller does not say."""

    warmup_s: float = DAY_S
    length_s: float = WEEK_S
    replications: int = 10
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Product:
    """What is made: price and material in the line's currency per part, mass in kg, priority."""

    price: float | None = None
    material: float | None = None
    mass_kg: float | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Where parts come from; `every` is the time between arrivals, None one never empty.

    `due_s` is the time after its arrival by which a part is wanted, None where nobody says. A
    source that works to order has parts only when an order is released.
    """

    name: str
    every: Distribution | None = None
    mix: tuple[tuple[str, float], ...] = (("part", 1.0),)
    batch: Distribution = field(default_factory=lambda: constant(1.0))
    full: str = "wait"
    due_s: float | None = None
    to_order: bool = False

    @property
    def is_endless(self) -> bool:
        """Say whether the source always has a part."""
        return self.every is None and not self.to_order


@dataclass(frozen=True, slots=True)
class Order:
    """Orders for a product that come again and again; without `every` one comes, at `first_s`.

    Without `first_s` the first comes after one draw of `every`. `due_s` counts from the release;
    an order without it is never late.
    """

    product: str
    quantity: Distribution
    every: Distribution | None = None
    first_s: float | None = None
    due_s: float | None = None
    late_per_day: float | None = None


@dataclass(frozen=True, slots=True)
class DatedOrder:
    """One order out of a file: released so long after tick 0, due so long after its release."""

    name: str
    product: str
    quantity: int
    release_s: float
    due_s: float | None = None
    late_per_day: float | None = None


@dataclass(frozen=True, slots=True)
class Release:
    """What lets parts of `source` in: room (push), cards of the line (conwip) or of buffers."""

    rule: str = "push"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Buffer:
    """A named place that several machines share; capacity None holds any number of parts.

    A part may be taken after `min_s`, and is scrapped after `max_s`, if that is not None. With
    `kanban` a station that fills it takes a part only when there is a card for it.
    """

    capacity: int | None = None
    min_s: float = 0.0
    max_s: float | None = None
    kanban: bool = False

    @property
    def has_stay(self) -> bool:
        """Return whether parts must or may stay for some time only."""
        return self.min_s > 0 or self.max_s is not None


@dataclass(frozen=True, slots=True)
class Shift:
    """A stretch of work that begins on these weekdays (Monday 0); times in s since midnight.

    One over midnight ends beyond 86,400 s; breaks lie inside it, on the same count.
    """

    days: tuple[int, ...]
    begin_s: float
    end_s: float
    breaks: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working time of a week."""

    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """People who share their skills: how many, what an hour costs, what they know, when they come.

    Without a calendar they are always there.
    """

    count: int = 1
    wage_per_h: float | None = None
    skills: tuple[str, ...] = ()
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Conveyor:
    """A moving queue; one that does not accumulate stands still while its end waits."""

    length_m: float
    speed_m_s: float
    spacing_m: float
    accumulating: bool = True

    @property
    def capacity(self) -> int:
        """Return how many parts find room, one behind the other."""
        return int(self.length_m / self.spacing_m + 1e-9)


@dataclass(frozen=True, slots=True)
class Link:
    """One way from a place to the next: capacity 0 has no room, None any room."""

    origin: str
    target: str
    capacity: int | None = 0
    share: float | None = None
    when: str | None = None
    product: str | None = None
    conveyor: Conveyor | None = None
    power_w: float = 0.0
    by: str | None = None
    distance_m: float | None = None

    @property
    def name(self) -> str:
        """Return the name used in tables and results, such as `press->drill`."""
        return f"{self.origin}->{self.target}"


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

    `lead` is on the clock of the failure; false alarms come by the clock, or never.
    """

    recall: float
    lead: Distribution
    takes: Distribution
    false_alarms: Distribution | None = None
    crew: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """One way a machine fails; `every` is in seconds, or in parts where the clock counts parts."""

    name: str
    every: Distribution
    repair: Distribution
    clock: str = "busy"
    crew: str | None = None
    hazard: str | None = None
    scrap: float = 0.0
    predict: Foresight | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """Putting a part in or taking it out by hand: who, and for how long."""

    skill: str
    time: Distribution


@dataclass(frozen=True, slots=True)
class Maintenance:
    """A planned stop: how often by the clock, how long, who does it, which clocks it renews."""

    every: Distribution
    takes: Distribution
    renews: tuple[str, ...] = ()
    crew: str | None = None
    hazard: str | None = None


@dataclass(frozen=True, slots=True)
class Standby:
    """When a machine left idle goes to sleep, and how long it takes to wake."""

    after_s: float
    wake_s: float


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
    """Vehicles that carry parts over the links that name them; `crew` is the skill of a driver."""

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
    needs: dict[str, int] = field(default_factory=dict)
    makes: str | None = None
    batch: Batch = field(default_factory=Batch)
    parts_made: dict[str, int] = field(default_factory=dict)
    calendar: str | None = None
    finish: bool = False
    maintenance: Maintenance | None = None
    slowing: Drift | None = None
    tires: Tiring | None = None


@dataclass(frozen=True, slots=True)
class Energy:
    """What energy costs per kWh, and the kg of CO2 that the grid emits for one."""

    price_per_kwh: float | None = None
    grid_kg_per_kwh: float | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """What the line costs besides material, labour and energy; holding is a share of the value."""

    overhead_per_month: float | None = None
    holding_per_year: float | None = None


@dataclass(frozen=True, slots=True)
class People:
    """The workforce that accident rates refer to."""

    workers: int
    hours_per_year: float


@dataclass(frozen=True, slots=True)
class Line:
    """A factory line, whole and checked: the only thing the floors above see of a file."""

    name: str
    title: Title
    stations: dict[str, Station]
    flow: tuple[Link, ...]
    sector: str | None = None
    start: datetime.date = DEFAULT_START
    currency: str = "KRW"
    study: Study = field(default_factory=Study)
    products: dict[str, Product] = field(default_factory=lambda: {"part": Product()})
    sources: dict[str, Source] = field(default_factory=lambda: {SOURCE: Source(SOURCE)})
    buffers: dict[str, Buffer] = field(default_factory=dict)
    calendars: dict[str, Calendar] = field(default_factory=dict)
    holidays: tuple[datetime.date, ...] = ()
    crews: dict[str, Crew] = field(default_factory=dict)
    fleets: dict[str, Fleet] = field(default_factory=dict)
    energy: Energy = field(default_factory=Energy)
    costs: Costs = field(default_factory=Costs)
    people: People | None = None
    assumptions: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    dated_orders: tuple[DatedOrder, ...] = ()
    release: Release = field(default_factory=Release)

    def links_out_of(self, place: str) -> tuple[Link, ...]:
        """Return the links that leave a place, in the order of the file."""
        return tuple(link for link in self.flow if link.origin == place)

    def links_into(self, place: str) -> tuple[Link, ...]:
        """Return the links that lead to a place, in the order of the file."""
        return tuple(link for link in self.flow if link.target == place)

    def defect_kinds(self) -> tuple[str, ...]:
        """Return every kind of defect that some station of the line can cause, in file order."""
        kinds: dict[str, None] = {}
        for station in self.stations.values():
            kinds.update(dict.fromkeys(station.defects))
        return tuple(kinds)
