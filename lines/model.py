"""The line: what a factory line is once its file has been read, in SI units and whole.

Every number is a float in seconds, watts, joules, kilograms or the line's currency; shares run
from 0 to 1. Everything is frozen: a changed line is a new line. How the file is read stands in
`words`, what may not be said together stands in `checks`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lines.distributions import Distribution, constant
from lines.machinery import Fleet, Station

if TYPE_CHECKING:
    from lines.packs import Fact, Tariff

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

    def in_language(self, language: str) -> str:
        """Return the name in English (`en`) or Korean (`ko`)."""
        return self.ko if language == "ko" else self.en


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

    @property
    def can_lose(self) -> bool:
        """Say whether parts that find no room are lost; one never empty only waits for room."""
        return self.full == "lost" and self.every is not None


@dataclass(frozen=True, slots=True)
class Renewal:
    """How the scrapped parts of an order are replaced, and the share that is released beforehand.

    `replace` is 'in-one-lot', 'at-once', 'with-next-order' or 'never'.
    """

    replace: str = "in-one-lot"
    allowance: float = 0.0


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
    renewal: Renewal = Renewal()

    @property
    def parts_per_s(self) -> float | None:
        """Return how many parts are ordered in a second, or None of an order that comes once."""
        return None if self.every is None else self.quantity.mean() / self.every.mean()


@dataclass(frozen=True, slots=True)
class DatedOrder:
    """One order out of a file: released so long after tick 0, due so long after its release."""

    name: str
    product: str
    quantity: int
    release_s: float
    due_s: float | None = None
    late_per_day: float | None = None
    renewal: Renewal = Renewal()


@dataclass(frozen=True, slots=True)
class Release:
    """What lets parts of `source` in: room (push), cards of the line (conwip) or of buffers."""

    rule: str = "push"
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Buffer:
    """A named place that several machines share; capacity None holds any number of parts.

    A part may be taken after `min_s`, and is scrapped after `max_s`, if that is not None. With
    `kanban` a station that fills it takes a part only when there is a card for it. `at` is
    where it stands [m].
    """

    capacity: int | None = None
    min_s: float = 0.0
    max_s: float | None = None
    kanban: bool = False
    at: tuple[float, float] | None = None

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
        return int(min(self.length_m / self.spacing_m, 1e15) + 1e-9)

    @property
    def transit_s(self) -> float:
        """Return how long a part travels where nothing holds it up."""
        return self.length_m / self.speed_m_s


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
class BaseLoad:
    """What the plant draws beside its stations [W] by name; with a calendar in its working time."""

    loads_w: dict[str, float]
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class CompressedAir:
    """Electric power [W] of the compressors for each m3/min, and the leaks [m3/min].

    With a calendar air leaks only in its working time.
    """

    supply: float
    leaks: float = 0.0
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Gas:
    """What a Nm3 of gas costs, and the kg of CO2 that burning it emits, by a number or a name."""

    price_per_nm3: float | None = None
    kg_per_nm3: float | None = None
    factor_name: str | None = None


@dataclass(frozen=True, slots=True)
class PowerLimit:
    """Power of the plant [W] above which the stations of `priority` do not start a cycle."""

    peak: float
    priority: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Energy:
    """What energy costs, the kg of CO2 that the grid emits for a kWh, and the plant's load.

    It costs a price for each kWh, or what a tariff says; `peaks_w` are the demands [W] that the
    plant was billed on in months before the clock begins, by year and month.
    A factor that a line names is that of a data pack, and so is that of gas where it says nothing.
    Beside the stations: the power agreed with the supplier [W], base loads, compressed air, and
    the limit that some stations keep to.
    """

    price_per_kwh: float | None = None
    grid_kg_per_kwh: float | None = None
    contract_w: float | None = None
    base: tuple[BaseLoad, ...] = ()
    air: CompressedAir | None = None
    limit: PowerLimit | None = None
    tariff_name: str | None = None
    tariff: Tariff | None = None
    power_factor: float | None = None
    peaks_w: dict[tuple[int, int], float] = field(default_factory=dict)
    gas: Gas = field(default_factory=Gas)
    grid_name: str | None = None
    factors: dict[str, Fact] = field(default_factory=dict)  # `grid`, `gas`: those of a data pack


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
class Doubt:
    """How well a number of the line is known: by which factor it may be off, and who says so.

    The factor is drawn once a run, the same for all that the path leads to.
    """

    path: str
    factor: Distribution
    text: str  # the factor as written
    source: str | None = None
    grade: str | None = None


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
    has: tuple[str, ...] | None = None  # what retrofits may need first; None where it is not said
    doubts: tuple[Doubt, ...] = ()

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

    @property
    def all_orders(self) -> tuple[Order | DatedOrder, ...]:
        """Return the entries of `orders`, or the rows of its file."""
        return (*self.orders, *self.dated_orders)
