"""Which indicators somebody wants in the table, and how much each weighs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lines.errors import hint, listed
from twin.settings import SettingError

if TYPE_CHECKING:
    from lines.packs import KpiForm

ALL = 100  # [%] what the weights of a table add up to
SHOWN = 40  # names that a message lists


@dataclass(frozen=True, slots=True)
class Wishes:
    """Indicators by name in the order of the table, none for those it takes itself; weights [%]."""

    indicators: tuple[str, ...] = ()
    weights: dict[str, Decimal] = field(default_factory=dict)


def wishes_of(form: KpiForm, indicators: Sequence[str], weights: Sequence[str]) -> Wishes:
    """Return what the words of the command ask for.

    indicators : names of the form or titles in either language
    weights : such as `hourly-output=30`

    Raises
    ------
    SettingError
        Where a name or a weight is none, is said twice, or the weights do not add up to 100 %.
    """
    chosen = [name_of(form, word, "--kpi") for word in indicators]
    for name in chosen:
        if chosen.count(name) > 1:
            raise SettingError(f"--kpi: found '{name}' twice; expected each indicator once")
    weighed: dict[str, Decimal] = {}
    for text in weights:
        name, weight = _weight(form, text)
        if name in weighed:
            raise SettingError(f"--weight: found two weights of '{name}'; expected one")
        weighed[name] = weight
    whole = sum(weighed.values())
    if weighed and whole != ALL:
        raise SettingError(f"--weight: found {whole} % in all; expected weights that sum to 100 %")
    if chosen:
        refuse_unweighed(chosen, weighed)
    return Wishes(tuple(chosen), weighed)


def name_of(form: KpiForm, word: str, option: str) -> str:
    """Return the name of an indicator from its name or title."""
    for name, one in form.indicators.items():
        if word.strip() in (name, one.title.en, one.title.ko):
            return name
    known = [*form.indicators, *(one.title.ko for one in form.indicators.values())]
    told = f"{option}: no indicator '{word}'; there are {listed(form.indicators, SHOWN)}"
    raise SettingError(told + hint(word, known))


def refuse_unweighed(rows: Iterable[str], weights: dict[str, Decimal]) -> None:
    """Raise SettingError where some rows of a table have a weight and others none."""
    rows = list(rows)
    if not weights:
        return
    for name in weights:
        if name not in rows:
            told = f"--weight: '{name}' is not in the table; it has {listed(rows, SHOWN)}"
            raise SettingError(f"{told}. Choose rows with --kpi")
    for name in rows:
        if name not in weights:
            told = f"--weight: '{name}' is in the table without a weight"
            raise SettingError(f"{told}; expected one for each row, or none at all")


def _weight(form: KpiForm, text: str) -> tuple[str, Decimal]:
    word, equals, number = text.rpartition("=")
    such = "expected NAME=NUMBER in per cent, such as hourly-output=30"
    if not equals:
        raise SettingError(f"--weight: found '{text}'; {such}")
    name = name_of(form, word, "--weight")
    try:
        weight = Decimal(number.strip().removesuffix("%").strip())
    except InvalidOperation:
        raise SettingError(f"--weight: found '{text}'; {such}") from None
    if not weight.is_finite() or not 0 < weight <= ALL:
        raise SettingError(f"--weight: found '{text}'; expected above 0 and up to 100 %")
    return name, weight
