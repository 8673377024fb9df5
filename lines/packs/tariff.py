"""Data packs of electricity tariffs: rates by season and time band, the demand charge, the taxes.

A pack has one timetable of bands and many classes of contract, `industrial-b/high-a/2` among them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lines.errors import hint, listed
from lines.nodes import Step
from lines.packs.facts import Fact, Graded
from lines.packs.spans import HOURS, Hours, Months
from lines.words.entry import Entry
from lines.words.forms import WHOLE_SHARE, Bound, Date, Name, Names, Schema, Text, Whole
from lines.words.groups import ByName, Group, Made, Word

ALL = "all"  # the band of a class whose price does not change with the hour
SATURDAY, SUNDAY, HOLIDAY = "saturday", "sunday", "holiday"
REST_DAYS = (SATURDAY, SUNDAY, HOLIDAY)


@dataclass(frozen=True, slots=True)
class Rates:
    """What one class of contract pays: per kW and month, and per kWh by season and band."""

    demand: Fact
    energy: dict[str, dict[str, Fact]]


@dataclass(frozen=True, slots=True)
class Discount:
    """A share off the energy charge in some hours of some days, for some time."""

    share: Fact
    seasons: tuple[str, ...]
    days: tuple[str, ...]
    hours: frozenset[int]
    until: datetime.date | None = None
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DemandRule:
    """Which quarter hours count for the demand, and which months are remembered for how long."""

    bands: tuple[str, ...]  # the bands in which a quarter hour counts; all where the class has none
    months: tuple[int, ...]  # of the year, that are remembered
    within: int  # [month] the month billed among them
    floor: Fact  # share of the contract that is billed at least


@dataclass(frozen=True, slots=True)
class PowerFactorRule:
    """Share of the demand charge for every point of the power factor below the base, or above."""

    base: Fact
    point: Fact
    best: Fact | None = None


@dataclass(frozen=True, slots=True)
class OverContract:
    """What demand above the contract costs on top: a share of the demand price for each such kW."""

    share: Fact


@dataclass(frozen=True, slots=True)
class TariffTable:
    """A tariff as published: its timetable, its classes, and what comes on top."""

    seasons: dict[str, tuple[int, ...]]
    bands: dict[str, tuple[str, ...]]  # by season, the band of each hour of a working day
    classes: dict[str, Rates]
    demand: DemandRule
    charges: dict[str, Fact] = field(default_factory=dict)  # [currency/kWh] whatever the hour
    taxes: dict[str, Fact] = field(default_factory=dict)  # shares of all charges
    rest_days: dict[str, dict[str, str]] = field(default_factory=dict)
    discounts: tuple[Discount, ...] = ()
    power_factor: PowerFactorRule | None = None
    over_contract: OverContract | None = None
    holidays: str | None = None  # name of the pack that says which days are holidays

    def season_of(self, month: int) -> str:
        """Return the season of a month, 1 to 12."""
        return next(name for name, months in self.seasons.items() if month in months)


_CHARGE = Graded("energy price", Bound(-1000.0))  # what is taken back when fuel is cheap
_ENERGY_PRICE, _SHARE = Graded("energy price"), Graded("share", WHOLE_SHARE)


class Classes:
    """Classes of contract, in a tree: a mapping with `demand` and `energy` is a class."""

    def read(self, entry: Entry) -> dict[str, Rates] | None:
        """Return the rates by path, such as `industrial-b/high-a/2`."""
        return dict(_rates_in(entry, "")) or None

    def schema(self) -> Schema:
        """Return any tree."""
        return {"type": "object"}


def _rates_in(entry: Entry, path: str) -> Iterator[tuple[str, Rates]]:
    if not entry.node.words:
        entry.expect("classes of contract, in the end each with 'demand' and 'energy'")
        return
    if "energy" in entry.node.words or "demand" in entry.node.words:
        rates = _RATES.read(entry)
        if rates is not None:
            yield path, rates
        return
    for word, below in entry.words():
        yield from _rates_in(below, f"{path}/{word}" if path else word)


class SeasonPrices:
    """One price for the season, or a price for each band."""

    def read(self, entry: Entry) -> dict[str, Fact] | None:
        """Return the prices by band."""
        if not entry.node.is_mapping or "value" in entry.node.words:
            price = _ENERGY_PRICE.read(entry)
            return None if price is None else {ALL: price}
        return ByName("a band", _ENERGY_PRICE).read(entry)

    def schema(self) -> Schema:
        """Return a price or prices by band."""
        return {"anyOf": [_ENERGY_PRICE.schema(), {"type": "object"}]}


_RATES = Made(
    Group(
        "a class of contract",
        (
            Word("demand", Graded("demand price"), "Per kW and month.", required=True),
            Word("energy", ByName("a season", SeasonPrices()), "Per kWh.", required=True),
        ),
    ),
    Rates,
)
_DISCOUNT = Made(
    Group(
        "a discount",
        (
            Word("share", _SHARE, "Share off the energy charge.", required=True),
            Word("seasons", Names("a season", "[winter]"), "In which seasons.", required=True),
            Word("days", Names("a day", "[sunday]"), "On which days.", required=True),
            Word("hours", Hours(), "In which hours.", required=True),
            Word("until", Date(), "Last day."),
        ),
    ),
    Discount,
)


class Discounts:
    """A list of discounts."""

    def read(self, entry: Entry) -> tuple[Discount, ...] | None:
        """Return the discounts in the order of the file."""
        read = [_DISCOUNT.read(below) for _, below in entry.entries()]
        return tuple(one for one in read if one is not None)

    def schema(self) -> Schema:
        """Return a list of discounts."""
        return {"type": "array", "items": _DISCOUNT.schema()}


_DEMAND = Made(
    Group(
        "'demand'",
        (
            Word("bands", Names("a band", "[mid, peak]"), "Bands that count.", required=True),
            Word("months", Months(), "Months that are remembered.", required=True),
            Word("within", Whole("a number of months", 1, 60), "For how long.", required=True),
            Word("floor", _SHARE, "Least share of the contract.", required=True),
        ),
    ),
    DemandRule,
)
_POWER_FACTOR = Made(
    Group(
        "'power-factor'",
        (
            Word("base", _SHARE, "Power factor that costs nothing.", required=True),
            Word("best", _SHARE, "Power factor above which nothing more is paid back."),
            Word("point", _SHARE, "Share of the demand charge for a point.", required=True),
        ),
    ),
    PowerFactorRule,
)
_OVER_CONTRACT = Made(
    Group(
        "'over-contract'",
        (
            Word(
                "share",
                Graded("share", Bound(high=10.0)),
                "Share of the demand price that each kW above the contract costs on top.",
                required=True,
            ),
        ),
    ),
    OverContract,
)
WORDS = (
    Word("holidays", Name("a pack"), "Pack that says which days are holidays."),
    Word(
        "seasons", ByName("a season", Months(), some=True), "Months of each season.", required=True
    ),
    Word("bands", ByName("a season", ByName("a band", Hours())), "Bands of a working day."),
    Word("rest-days", ByName("a day", ByName("a band", Text("a band"))), "Bands on rest days."),
    Word("discounts", Discounts(), "What is taken off in some hours."),
    Word("demand", _DEMAND, "How the demand is found.", required=True),
    Word("power-factor", _POWER_FACTOR, "What the power factor costs."),
    Word("over-contract", _OVER_CONTRACT, "What demand above the contract costs on top."),
    Word("charges", ByName("a charge", _CHARGE), "Per kWh, whatever the hour."),
    Word("taxes", ByName("a tax", _SHARE), "Shares of all charges."),
    Word("classes", Classes(), "Classes of contract.", required=True),
)


def table_of(entry: Entry, values: Mapping[str, Any]) -> TariffTable | None:
    """Return the tariff that was read, once its words fit together."""
    if any(word.required and word.name not in values for word in WORDS):
        return None
    bands = {
        season: hours
        for season, spans in values.get("bands", {}).items()
        if (hours := _timetable(entry, season, spans)) is not None
    }
    table = TariffTable(
        seasons=values["seasons"],
        bands=bands,
        classes=values["classes"],
        demand=values["demand"],
        charges=values.get("charges", {}),
        taxes=values.get("taxes", {}),
        rest_days=values.get("rest-days", {}),
        discounts=values.get("discounts", ()),
        power_factor=values.get("power-factor"),
        over_contract=values.get("over-contract"),
        holidays=values.get("holidays"),
    )
    _fits_together(entry, table)
    return table


def _timetable(
    entry: Entry, season: str, spans: Mapping[str, frozenset[int]]
) -> tuple[str, ...] | None:
    """The band of each hour; every hour of the day has one."""
    at: list[str] = []
    for hour in range(HOURS):
        named = [band for band, hours in spans.items() if hour in hours]
        if len(named) != 1:
            told = f"hour {hour} is in {listed(named)}" if named else f"no band has hour {hour}"
            _tell(entry, f"{told}; every hour is in one band", "bands", season)
            return None
        at += named
    return tuple(at)


def _fits_together(entry: Entry, table: TariffTable) -> None:
    """Every month has one season; what is named is there."""
    months = [month for named in table.seasons.values() for month in named]
    if sorted(months) != list(range(1, 13)):
        _tell(entry, "every month, 1 to 12, is in one season", "seasons")
    for path, rates in table.classes.items():
        route = ("classes", *path.split("/"), "energy")
        for season in table.seasons:
            _prices_fit(entry, table, rates, season, route)
        for season in rates.energy:
            _known(entry, "season", season, table.seasons, *route, season)
    _names_fit(entry, table)


def _names_fit(entry: Entry, table: TariffTable) -> None:
    """Seasons, bands and days that are named anywhere are there, on both sides of a change."""
    bands = dict.fromkeys(band for at in table.bands.values() for band in at)
    timetable = entry.node.child("bands")
    for season in timetable.words if timetable is not None else ():
        _known(entry, "season", season, table.seasons, "bands", season)
    for number, band in enumerate(table.demand.bands):
        _known(entry, "band", band, bands, "demand", "bands", number)
    for number, discount in enumerate(table.discounts):
        for place, season in enumerate(discount.seasons):
            _known(entry, "season", season, table.seasons, "discounts", number, "seasons", place)
        for place, day in enumerate(discount.days):
            _known(entry, "such day", day, REST_DAYS, "discounts", number, "days", place)
    for day, changes in table.rest_days.items():
        if not _known(entry, "such day", day, REST_DAYS, "rest-days", day):
            continue
        for band, other in changes.items():
            _known(entry, "band", band, bands, "rest-days", day, band)
            _becomes(entry, table, bands, day, band, other)


def _becomes(
    entry: Entry, table: TariffTable, bands: Iterable[str], day: str, band: str, other: str
) -> None:
    """A band that another becomes on a rest day is there in every season of that one."""
    route = ("rest-days", day, band)
    if not _known(entry, "band", other, bands, *route, at_word=False):
        return
    for season, at in table.bands.items():
        if band in at and other not in at:
            _tell(entry, f"{season} has the band '{band}' but no '{other}'", *route)


def _known(
    entry: Entry, called: str, name: str, known: Iterable[str], *route: Step, at_word: bool = True
) -> bool:
    """Say whether a name is one of those that are there; tell the entry where it is not."""
    names = tuple(known)
    if name in names:
        return True
    told = f"no {called} '{name}'; expected {listed(names) or 'none'}{hint(name, names)}"
    _tell(entry, told, *route, at_word=at_word)
    return False


def _prices_fit(
    entry: Entry, table: TariffTable, rates: Rates, season: str, route: tuple[str, ...]
) -> None:
    prices = rates.energy.get(season)
    if entry.findings.within(*route, season):
        return  # a price of it was told to be wrong already
    if prices is None:
        _tell(entry, f"no price for the season '{season}'", *route)
        return
    needed = {ALL} if ALL in prices else set(table.bands.get(season, ())) or {ALL}
    if set(prices) != needed:
        odd = f"found prices of {season} for {listed(sorted(prices)) or 'nothing'}"
        _tell(entry, f"{odd}; expected one for each of {listed(sorted(needed))}", *route, season)


def _tell(entry: Entry, message: str, *route: Step, at_word: bool = False) -> None:
    """Tell a problem at a path of the file, or at the nearest thing above it."""
    at = entry
    for step in route:
        below = at.node.child(step)
        if below is None:
            break
        at = at.child(below, step)
    if at_word:
        at.fail_word(message)
    else:
        at.fail(message)
