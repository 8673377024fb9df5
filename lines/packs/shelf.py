"""Which data packs there are, and which of them a line is judged by.

Packs that are given come first, whatever their date; of the bundled ones the youngest that holds on
the day on which the line's clock begins.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lines.errors import hint, listed
from lines.library import PACKS
from lines.packs.days import Holidays
from lines.packs.reader import Pack, load_pack
from lines.packs.tariff import Rates, TariffTable


class NoSuchPack(LookupError):
    """No pack says what is asked of it; the message says what there is."""


@dataclass(frozen=True, slots=True)
class Tariff:
    """The tariff of a line: a class of contract of a pack, and the public holidays it knows."""

    pack: Pack
    name: str
    rates: Rates
    holidays: Holidays | None

    @property
    def table(self) -> TariffTable:
        """The timetable, the demand rule and the taxes of the pack."""
        table: TariffTable = self.pack.content
        return table


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
    """Return a tariff by the name of its class; NoSuchPack where no pack has it on that day."""
    packs = packs_of("tariff", given, day)
    for pack in packs:
        if name in pack.content.classes:
            rates = pack.content.classes[name]
            return Tariff(pack, name, rates, _holidays_of(pack, given, day))
    known = sorted({path for pack in packs for path in pack.content.classes})
    if not known:
        raise NoSuchPack(f"no data pack has a tariff on {day}; give one with --pack")
    told = f"no tariff '{name}' on {day}{hint(name, known)}"
    raise NoSuchPack(f"{told}; there are {listed(known, 40)}")


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
        told = f"no data pack '{name}' of kind {kind}{hint(name or '', known)}"
        raise NoSuchPack(f"{told}; there are {listed(known)}")
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
