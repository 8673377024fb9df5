"""The words at the top of a file: one for each thing that a line has."""

from __future__ import annotations

import re

from lines.fleets import FLEET
from lines.flow import Flow
from lines.limits import LARGEST_SEED, MOST_REPLICATIONS
from lines.model import Costs, Crew, People, Product, Study, Title
from lines.stations import STATION_TYPES, StationForm
from lines.words.doubts import Doubts
from lines.words.energy import ENERGY_WORDS, energy_of
from lines.words.entry import Entry
from lines.words.factors import Factor
from lines.words.forms import (
    ABOVE_ZERO,
    Bound,
    Date,
    Name,
    Names,
    Quantity,
    Schema,
    Text,
    Whole,
)
from lines.words.groups import ByName, Group, Made, OrNone, Word
from lines.words.having import Having
from lines.words.hours import Calendars
from lines.words.orders import Orders, Releases
from lines.words.rooms import BUFFER
from lines.words.sources import Arrivals
from lines.words.trade import CREW_ALSO, LINE_ALSO, LINE_ELSEWHERE

MOST_PRIORITY = 1_000_000


class Titles:
    """A title in one text, or in English and Korean."""

    @property
    def group(self) -> Group:
        """The words of a title."""
        return _TITLE

    def read(self, entry: Entry) -> Title | None:
        """Return the title in both languages."""
        if not entry.node.is_mapping:
            text = Text("a title").read(entry)
            return None if text is None else Title(text, text)
        values = _TITLE.read(entry)
        if not values:
            if not entry.node.words:
                entry.expect("a title, such as {en: Housing line, ko: 하우징 라인}")
            return None
        either: str = next(iter(values.values()))
        return Title(values.get("en", either), values.get("ko", either))

    def schema(self) -> Schema:
        """Return a text, or one for each language."""
        return {"anyOf": [Text("").schema(), _TITLE.schema()]}


class Currency:
    """Three capital letters, such as KRW."""

    def read(self, entry: Entry) -> str | None:
        """Return the currency."""
        if not isinstance(entry.node.value, str) or not re.fullmatch("[A-Z]{3}", entry.written):
            entry.expect("the three letters of a currency, such as KRW")
            return None
        return entry.written

    def schema(self) -> Schema:
        """Return three capital letters."""
        return {"type": "string", "pattern": "^[A-Z]{3}$"}


class Tariff:
    """What a kWh costs: `{flat: 160 KRW/kWh}`, or the price itself; or a tariff of a data pack."""

    @property
    def group(self) -> Group:
        """The words of a tariff."""
        return _TARIFF

    def read(self, entry: Entry) -> float | str | None:
        """Return the price of a kWh, or the name of a class of contract."""
        if entry.node.is_mapping:
            return (_TARIFF.read(entry) or {}).get("flat")
        if _CLASS.fullmatch(entry.written) and not entry.node.is_list:
            return entry.written
        return _PRICE.read(entry)

    def schema(self) -> Schema:
        """Return a price, the word for one, or the name of a class of contract."""
        return {"anyOf": [_PRICE.schema(), _TARIFF.schema(), {"pattern": f"^{_CLASS.pattern}$"}]}


_CLASS = re.compile(r"[a-z][\w-]*(/[\w-]+)+")
_PRICE = Quantity("energy price")
_TITLE = Group(
    "a title",
    (
        Word("en", Text("a title"), "The title in English.", "en: Housing line"),
        Word("ko", Text("a title"), "The title in Korean.", "ko: 하우징 라인"),
    ),
)
_TARIFF = Group(
    "a tariff",
    (Word("flat", _PRICE, "The same price at any time.", "flat: 160 KRW/kWh", required=True),),
)
_STUDY = Made(
    Group(
        "'study'",
        (
            Word(
                "warmup",
                Quantity("duration"),
                "Time cut from the books before they begin; 1 day.",
                "warmup: 1 week",
            ),
            Word(
                "length",
                Quantity("duration", ABOVE_ZERO),
                "Time that the books cover; 1 week.",
                "length: 4 weeks",
            ),
            Word(
                "replications",
                Whole("a number of replications", 1, MOST_REPLICATIONS),
                "Runs; 10.",
                "replications: 20",
            ),
            Word(
                "seed",
                Whole("a seed", 0, LARGEST_SEED),
                "Number that all chance follows from; 1.",
                "seed: 1",
            ),
        ),
    ),
    lambda warmup=None, length=None, replications=None, seed=None: Study(
        Study().warmup_s if warmup is None else warmup,
        Study().length_s if length is None else length,
        Study().replications if replications is None else replications,
        Study().seed if seed is None else seed,
    ),
)
_PRODUCT = Made(
    Group(
        "a product",
        (
            Word("price", Quantity("money"), "What a good part sells for.", "price: 6900 KRW"),
            Word("material", Quantity("money"), "What its material costs.", "material: 2100 KRW"),
            Word("mass", Quantity("mass"), "What it weighs.", "mass: 0.8 kg"),
            Word(
                "priority",
                Whole("a priority", 0, MOST_PRIORITY),
                "Where `dispatch: priority` takes the greater first; 0.",
                "priority: 2",
            ),
        ),
    ),
    lambda price=None, material=None, mass=None, priority=0: Product(
        price, material, mass, priority
    ),
)
_CREW = Made(
    Group(
        "a crew",
        (
            Word(
                "count",
                Whole("a number of people", 1, 10_000),
                "People in the crew.",
                "count: 2",
                required=True,
            ),
            Word(
                "wage", Quantity("wage"), "What an hour of one of them costs.", "wage: 14335 KRW/h"
            ),
            Word(
                "skills",
                Names("a skill", "[repair, setup]"),
                "What they can do.",
                "skills: [repair]",
                required=True,
            ),
            Word(
                "calendar",
                OrNone(Name("a calendar")),
                "When they take up new tasks; always, without it.",
                "calendar: two-shift",
            ),
        ),
        also=CREW_ALSO,
        alone="count",
    ),
    lambda count, skills, wage=None, calendar=None: Crew(count, wage, skills, calendar),
)
_ENERGY = Made(
    Group(
        "'energy'",
        (
            Word(
                "tariff",
                Tariff(),
                "What electricity costs: a price for each kWh, `{flat: 160 KRW/kWh}`, or the class "
                "of contract of a data pack.",
                "tariff: industrial-b/high-a/2",
            ),
            Word(
                "grid",
                Factor("emission", "kr-2023"),
                "CO2 that the grid emits for a kWh: a number, or the name of a factor of a data "
                "pack.",
                "grid: 0.4173 kgCO2/kWh",
            ),
            *ENERGY_WORDS,
        ),
    ),
    energy_of,
)
_COSTS = Made(
    Group(
        "'costs'",
        (
            Word(
                "overhead",
                Quantity("monthly cost"),
                "What the line costs besides, a month.",
                "overhead: 90000000 KRW/month",
            ),
            Word(
                "holding",
                Quantity("share a year"),
                "What holding stock costs, of its value.",
                "holding: 12 %/year",
            ),
        ),
    ),
    lambda overhead=None, holding=None: Costs(overhead, holding),
)
_PEOPLE = Made(
    Group(
        "'people'",
        (
            Word(
                "workers",
                Whole("a number of workers", 1),
                "People at work.",
                "workers: 24",
                required=True,
            ),
            Word(
                "hours",
                Quantity("hours a year", Bound(above=True, high=8784.0)),
                "Hours that one of them works.",
                "hours: 2000 h/year",
                required=True,
            ),
        ),
    ),
    lambda workers, hours: People(workers, hours),
)

LINE_WORDS: tuple[Word, ...] = (
    Word("line", Name("the line"), "Name of the line.", "line: my-line", required=True),
    Word(
        "title",
        Titles(),
        "What people call it, in English and Korean.",
        "title: {en: Housing line, ko: 하우징 라인}",
    ),
    Word("sector", Text("a sector"), "Trade that the line belongs to.", "sector: die-casting"),
    Word("start", Date(), "Local date on which the clock begins.", "start: 2026-03-02"),
    Word("currency", Currency(), "Currency of every amount; KRW.", "currency: KRW"),
    Word(
        "study",
        _STUDY,
        "How long and how often the line is run.",
        "study: {warmup: 1 week, length: 4 weeks, replications: 20, seed: 1}",
    ),
    Word(
        "products",
        ByName("a product", _PRODUCT),
        "What is made; `part` where none is named.",
        "products: {housing: {price: 6900 KRW}}",
    ),
    Word(
        "arrivals",
        Arrivals("'arrivals'"),
        "When parts come to `source`; always, without it.",
        "arrivals: {every: {exponential: 40 s}}",
    ),
    Word(
        "orders",
        Orders(),
        "Make to order: `source` brings parts of released orders only; a list of orders that come "
        "again and again, or by `file` a CSV file with the columns order, product, quantity, "
        "release and perhaps due and late, in which release and due are durations or dates.",
        "orders: [{product: cover, quantity: 480, every: 1 day, due: 2 days}]",
    ),
    Word(
        "release",
        Releases(),
        "What lets parts in; `push`, as soon as there is room.",
        "release: {rule: conwip, limit: 60}",
    ),
    Word(
        "sources",
        ByName("a source", Arrivals("a source"), is_place=True),
        "Further sources.",
        "sources: {bolts: {every: 10 s, product: bolt}}",
    ),
    Word(
        "calendars",
        Calendars(),
        "When people and stations work, by name; on `holidays` no shift begins.",
        'calendars: {day: [{days: mon-fri, from: "08:00", to: "17:00"}]}',
    ),
    Word(
        "crews",
        ByName("a crew", _CREW),
        "People who share skills.",
        "crews: {team: {count: 2, skills: [repair]}}",
    ),
    Word(
        "stations",
        ByName("a station", StationForm(STATION_TYPES), is_place=True, some=True),
        "Where parts are worked on.",
        "stations: {press: {cycle: 30 s}}",
        required=True,
    ),
    Word(
        "buffers",
        ByName("a buffer", BUFFER, is_place=True),
        "Places that machines share.",
        "buffers: {rack: {capacity: 60}}",
    ),
    Word(
        "transport",
        ByName("a fleet", FLEET),
        "Fleets of vehicles, by name; a link says which of them carries its parts.",
        "transport: {agv: {vehicles: 2, speed: 1 m/s, load: 20 s, unload: 20 s}}",
    ),
    Word(
        "flow", Flow(), "Who hands parts to whom.", "flow: [source -> press -> sink]", required=True
    ),
    Word(
        "energy",
        _ENERGY,
        "What energy costs and emits, and what the plant draws beside its stations.",
        "energy: {tariff: {flat: 160 KRW/kWh}, grid: 0.4173 kgCO2/kWh}",
    ),
    Word(
        "has",
        Having(),
        "What the plant has that a retrofit may need first; `[]` for nothing, and not checked "
        "where the line does not say it.",
        "has: [machine-states, production-records]",
    ),
    Word("costs", _COSTS, "What else costs money.", "costs: {overhead: 90000000 KRW/month}"),
    Word(
        "people",
        _PEOPLE,
        "The workforce that accident rates refer to.",
        "people: {workers: 24, hours: 2000 h/year}",
    ),
    Word(
        "doubts",
        Doubts(),
        "How well the line's own numbers are known: paths, each with the factor by which what "
        "stands there may be off, drawn once in every replication, the same before and after.",
        "doubts: {stations.press.cycle: {triangular: [90 %, 100 %, 115 %]}}",
    ),
)
LINE = Group("a line", LINE_WORDS, LINE_ELSEWHERE, LINE_ALSO)


def currency_of(entry: Entry) -> str:
    """Return the currency of a file before anything else of it is read; KRW where none fits."""
    node = entry.node.child("currency")
    fits = node is not None and re.fullmatch("[A-Z]{3}", node.written)
    return node.written if node is not None and fits else "KRW"
