"""Which data packs there are, and which of them a line is judged by.

Packs that are given come first, whatever their date; of the bundled ones the youngest that holds on
the day on which the line's clock begins.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from lines.errors import hint, listed
from lines.library import PACKS
from lines.packs.appraisal import Appraisal
from lines.packs.days import Holidays
from lines.packs.facts import Fact
from lines.packs.grants import Programme
from lines.packs.reader import Pack, load_pack
from lines.packs.tariff import Rates, TariffTable
from lines.packs.wages import Wage

Thing = TypeVar("Thing")


class NoSuchPack(LookupError):
    """No pack says what is asked of it; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """The tariff of a line: a class of contract of a pack, and the public holidays it knows.

    `later` are the same class in packs that come into force after the one of the first day.
    """

    pack: Pack
    name: str
    rates: Rates
    holidays: Holidays | None
    later: tuple[Tariff, ...] = ()

    @property
    def table(self) -> TariffTable:
        """The timetable, the demand rule and the taxes of the pack."""
        table: TariffTable = self.pack.content
        return table

    def on(self, day: datetime.date) -> Tariff:
        """Return the tariff in force on a day: of those that came later the youngest that holds."""
        holding = [one for one in self.later if one.pack.holds_on(day)]
        return max(holding, key=lambda one: one.pack.since, default=self)


@cache
def bundled_packs() -> tuple[Pack, ...]:
    """Every bundled data pack, read once, in the order of their names."""
    return tuple(load_pack(path) for path in sorted(PACKS.glob("*.yaml")))


def packs_of(kind: str, given: Sequence[Pack], day: datetime.date) -> list[Pack]:
    """Packs of a kind in the order in which they are asked: those given, then the youngest."""
    own = [pack for pack in given if pack.kind == kind]
    bundled = [pack for pack in bundled_packs() if pack.kind == kind and pack.holds_on(day)]
    return own + sorted(bundled, key=lambda pack: pack.since, reverse=True)


def tariff_of(name: str, given: Sequence[Pack], day: datetime.date) -> Tariff:
    """Return a tariff by the name of its class; NoSuchPack where no pack has it on that day.

    One of a pack that is given holds whatever the day. After a bundled one follow those bundled
    packs of the same class and currency that come into force later.
    """
    packs = packs_of("tariff", given, day)
    for pack in packs:
        if name in pack.content.classes:
            later = () if pack in given else _later(pack, name, given)
            rates = pack.content.classes[name]
            return Tariff(pack, name, rates, _holidays_of(pack, given, day), later)
    known = sorted({path for pack in packs for path in pack.content.classes})
    if not known:
        raise NoSuchPack(f"no data pack has a tariff on {day}; give one with --pack")
    told = f"no tariff '{name}' on {day}; there are {listed(known, 40)}"
    raise NoSuchPack(told + hint(name, known))


def _later(first: Pack, name: str, given: Sequence[Pack]) -> tuple[Tariff, ...]:
    """The same class in bundled packs that come into force after this one, in order."""
    packs = sorted(bundled_packs(), key=lambda pack: pack.since)
    return tuple(
        Tariff(pack, name, pack.content.classes[name], _holidays_of(pack, given, pack.since))
        for pack in packs
        if pack.kind == "tariff"
        and pack.since > first.since
        and pack.currency == first.currency
        and name in pack.content.classes
    )


def pack_of(kind: str, given: Sequence[Pack], name: str | None = None) -> Pack:
    """Return the pack of a kind: by its name, else the first given, else the youngest bundled.

    NoSuchPack where there is none.
    """
    own = [pack for pack in given if pack.kind == kind]
    bundled = [pack for pack in bundled_packs() if pack.kind == kind]
    packs = own + sorted(bundled, key=lambda pack: pack.since, reverse=True)
    found = next((pack for pack in packs if name in (None, pack.name)), None)
    if found is None:
        known = [pack.name for pack in packs]
        told = f"no data pack '{name}' of kind {kind}; there are {listed(known)}"
        raise NoSuchPack(told + hint(name or "", known))
    return found


def _holidays_of(pack: Pack, given: Sequence[Pack], day: datetime.date) -> Holidays | None:
    wanted = pack.content.holidays
    if wanted is None:
        return None
    for other in packs_of("holidays", given, day):
        if other.name == wanted:
            holidays: Holidays = other.content
            return holidays
    raise NoSuchPack(f"the tariff '{pack.name}' needs the pack '{wanted}', which is not there")


def programme_of(
    name: str, given: Sequence[Pack], day: datetime.date, currency: str = "KRW"
) -> Programme:
    """Return a support programme by its name; NoSuchPack where no pack has it on that day."""
    programmes: dict[str, Programme] = _all_of("grants", given, day, currency)
    for pack in packs_of("grants", given, day):
        if name in (pack.name, str(pack.path), pack.path.name) and name not in programmes:
            told = f"'{name}' is a data pack of grants; expected one of its programmes"
            raise NoSuchPack(f"{told}: {listed(sorted(pack.content), 40)}")
    return _found(name, f"grant in {currency}", programmes, day)


def wage_of(name: str, given: Sequence[Pack], day: datetime.date, currency: str = "KRW") -> Wage:
    """Return the wage of a trade by its name; NoSuchPack where no pack has it on that day."""
    wages: dict[str, Wage] = _all_of("wages", given, day, currency)
    return _found(name, f"wage in {currency}", wages, day)


def factor_of(kind: str, name: str | None, given: Sequence[Pack], day: datetime.date) -> Fact:
    """Return an emission factor by kind, `grid` or `gas`, and name; without one, the usual.

    NoSuchPack where no pack has it on that day.
    """
    known: dict[str, Fact] = {}
    for pack in packs_of("emissions", given, day):
        known = {
            **known,
            **{n: f for n, f in getattr(pack.content, kind).items() if n not in known},
        }
    usual = next(iter(known), "")
    return _found(usual if name is None else name, f"emission factor of {kind}", known, day)


def appraisal_on(given: Sequence[Pack], day: datetime.date) -> Appraisal:
    """Return what investments are reckoned with on a day; NoSuchPack where no pack says."""
    for pack in packs_of("appraisal", given, day):
        appraisal: Appraisal = pack.content
        return appraisal
    raise NoSuchPack(f"no data pack of kind 'appraisal' holds on {day}")


def _all_of(kind: str, given: Sequence[Pack], day: datetime.date, currency: str) -> dict[str, Any]:
    """What all packs of a kind and currency have by name; of equal names the first pack's."""
    merged: dict[str, Any] = {}
    for pack in packs_of(kind, given, day):
        if pack.currency == currency:
            merged = {**pack.content, **merged}
    return merged


def _found(name: str, called: str, known: Mapping[str, Thing], day: datetime.date) -> Thing:
    if name in known:
        return known[name]
    if not known:
        raise NoSuchPack(f"no data pack has a {called} on {day}")
    told = f"no {called} '{name}' on {day}; there are {listed(sorted(known), 40)}"
    raise NoSuchPack(told + hint(name, known))
