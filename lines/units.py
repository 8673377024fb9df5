"""Units: what may stand behind a number, and what it is worth in base units.

One table by dimension; Korean units stand beside the international ones. A number is taken as
written and multiplied exactly, so `7 %` is 0.07 and nothing near it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NamedTuple

from lines.errors import likely
from lines.slips import comma_hint, pace_hint

_QUANTITY = re.compile(r"\s*([-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?)\s*(.*)")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s*([^\W\d_]+)(?:\s+|(?=[0-9])|$)")
LONGEST = 120

_MINUTE, _HOUR, _DAY = Decimal(60), Decimal(3600), Decimal(86_400)


def _units(*rows: tuple[str, str | Decimal]) -> dict[str, Decimal]:
    return {word: Decimal(worth) for words, worth in rows for word in words.split()}


class Dimension(NamedTuple):
    """A kind of number: what it is called, its units with their worth, an example, its reach.

    `shown` are the units that messages name. Where `bare` is True a number may stand alone.
    `money` dimensions are written with a currency before the rest of the unit.
    """

    name: str
    called: str
    shown: tuple[str, ...]
    units: dict[str, Decimal]
    example: str
    most: float
    bare: bool = False
    money: bool = False


_DURATION = _units(
    ("µs μs us 마이크로초", "0.000001"),
    ("ms 밀리초", "0.001"),
    ("s sec secs second seconds 초", "1"),
    ("min mins minute minutes 분", _MINUTE),
    ("h hr hrs hour hours 시간", _HOUR),
    ("d day days 일", _DAY),
    ("week weeks wk 주 주일", 7 * _DAY),
    ("year years 년", 365 * _DAY),
)
_POWER = _units(("mW", "0.001"), ("W", "1"), ("kW", "1000"), ("MW", "1000000"))
_ENERGY = _units(
    ("J", "1"),
    ("kJ", "1000"),
    ("MJ", "1000000"),
    ("GJ", "1000000000"),
    ("Wh", "3600"),
    ("kWh", "3600000"),
    ("MWh", "3600000000"),
)
_SHARE = _units(("% 퍼센트", "0.01"), ("‰", "0.001"), ("ppm", "0.000001"))
_MASS = _units(("mg", "0.000001"), ("g", "0.001"), ("kg", "1"), ("t", "1000"))
_DISTANCE = _units(("mm", "0.001"), ("cm", "0.01"), ("m 미터", "1"), ("km", "1000"))
_SPEED = _units(
    ("m/s", "1"),
    ("mm/s", "0.001"),
    ("cm/s", "0.01"),
    ("m/min", Decimal(1) / 60),
    ("km/h", Decimal(1000) / 3600),
)
_RATE = _units(
    ("/h perh", "1"),
    ("per1000h /1000h perthousandh", "0.001"),
    ("permillionh /millionh per1000000h", "0.000001"),
)
_FREQUENCY = _units(
    ("/s pers /sec /초", "1"),
    ("/min permin /분", Decimal(1) / _MINUTE),
    ("/h perh /hour /시간", Decimal(1) / _HOUR),
    ("/day perday /일", Decimal(1) / _DAY),
)
_EMISSION = _units(
    ("gCO2/kWh gCO2e/kWh", "0.001"),
    ("kgCO2/kWh kgCO2e/kWh kg/kWh", "1"),
    ("tCO2/MWh tCO2e/MWh tCO2eq/MWh", "1"),
)
_AIR_FLOW = _units(("m3/min Nm3/min m³/min Nm³/min", "1"), ("L/min l/min NL/min", "0.001"))
_GAS_FLOW = _units(("Nm3/h Nm³/h", "1"), ("Nm3/min Nm³/min", _MINUTE))
_GAS_EMISSION = _units(("kg/Nm3 kgCO2/Nm3 kgCO2e/Nm3 kgCO2eq/Nm3 kg/Nm³ kgCO2/Nm³", "1"))
_SPECIFIC_POWER = _units(
    ("kWperm3/min kW/(m3/min) kWperNm3/min kW/(Nm3/min) kWperm³/min kW/(m³/min)", "1000")
)
_PARTS = _units(("part parts pcs 개", "1"))
_HOURS_A_YEAR = _units(("h/year h/yr hours/year 시간/년", "1"))
_SHARE_A_YEAR = _units(("%/year %/yr %/년", "0.01"))
_YEARS = _units(("year years 년", "1"))
_MONTHS = _units(("month months 개월", "1"), ("year years 년", "12"))
_DAYS = _units(("day days 일", "1"))
_MONEY = {"": Decimal(1)}
_WAGE = _units(("/h /hour /시간", "1"))
_A_MONTH = _units(("/month /월", "1"))
_A_DAY = _units(("/day /일", "1"))
_A_KW = _units(("/kW/month /kW-month /kW/월", "1"))
_A_YEAR = _units(("/year /yr /년", "1"))
_A_NM3 = _units(("/Nm3 /Nm³", "1"))
_A_KWH = _units(("/kWh", "1"), ("/MWh", "0.001"))

HUGE = 1e15

# How a number in base units is told; whatever is not here is told with its shown unit.
_TOLD: dict[str, tuple[float, str]] = {
    "duration": (1.0, "s"),
    "power": (1.0, "W"),
    "energy": (1.0, "J"),
    "share": (100.0, "%"),
    "share a year": (100.0, "%/year"),
    "mass": (1.0, "kg"),
    "length": (1.0, "m"),
    "distance": (1.0, "m"),
    "speed": (1.0, "m/s"),
    "rate": (1.0, "per h"),
    "emission": (1.0, "kgCO2/kWh"),
    "air flow": (1.0, "m3/min"),
    "gas flow": (1.0, "Nm3/h"),
    "gas emission": (1.0, "kg/Nm3"),
    "specific power": (0.001, "kW per m3/min"),
    "number": (1.0, ""),
    "count": (1.0, ""),
    "days": (1.0, ""),
}

DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension(
            "duration",
            "a duration",
            ("ms", "s", "min", "h", "day", "week", "year"),
            _DURATION,
            "42 s",
            100 * 365 * 86_400.0,
        ),
        Dimension("power", "a power", ("W", "kW", "MW"), _POWER, "38 kW", 1e12),
        Dimension("energy", "an energy", ("kJ", "MJ", "Wh", "kWh"), _ENERGY, "0.05 kWh", 1e15),
        Dimension("share", "a share", ("%", "ppm"), _SHARE, "3 %", 1e6),
        Dimension("mass", "a mass", ("g", "kg", "t"), _MASS, "0.8 kg", 1e9),
        Dimension("length", "a length", ("mm", "m", "km"), _DISTANCE, "12 m", 1e6),
        Dimension("distance", "a distance", ("mm", "cm", "m", "km"), _DISTANCE, "45 m", 1e6),
        Dimension("speed", "a speed", ("m/s", "m/min", "km/h"), _SPEED, "1.0 m/s", 1e3),
        Dimension("rate", "a rate", ("per h", "per million h"), _RATE, "40 per million h", 1e6),
        Dimension(
            "frequency",
            "so many in a time",
            ("per s", "per min", "per h"),
            _FREQUENCY,
            "12 per h",
            1e6,
        ),
        Dimension(
            "emission",
            "an emission factor",
            ("kgCO2/kWh", "tCO2/MWh"),
            _EMISSION,
            "0.4173 kgCO2/kWh",
            1e6,
        ),
        Dimension("air flow", "an air flow", ("m3/min", "L/min"), _AIR_FLOW, "1.2 m3/min", 1e6),
        Dimension("gas flow", "a gas flow", ("Nm3/h", "Nm3/min"), _GAS_FLOW, "12 Nm3/h", 1e6),
        Dimension(
            "gas emission",
            "an emission factor of gas",
            ("kg/Nm3",),
            _GAS_EMISSION,
            "2.176 kg/Nm3",
            1e6,
        ),
        Dimension(
            "specific power",
            "a power for each m3/min",
            ("kW per m3/min",),
            _SPECIFIC_POWER,
            "6.5 kW per m3/min",
            1e9,
        ),
        Dimension("parts", "a number of parts", ("parts",), _PARTS, "8000 parts", 1e12),
        Dimension("count", "a number", ("parts",), _PARTS, "4", 1e12, bare=True),
        Dimension("days", "a number of days", ("days",), _DAYS, "25 days", 1e7, bare=True),
        Dimension("number", "a plain number", (), _SHARE, "0.3", 1e12, bare=True),
        Dimension(
            "hours a year", "hours a year", ("h/year",), _HOURS_A_YEAR, "2000 h/year", 8784.0
        ),
        Dimension(
            "share a year", "a share a year", ("%/year",), _SHARE_A_YEAR, "12 %/year", 1000.0
        ),
        Dimension("years", "a number of years", ("years",), _YEARS, "8 years", 1000.0),
        Dimension("months", "a time in months", ("months", "years"), _MONTHS, "14 months", 12000.0),
        Dimension("money", "an amount of money", ("",), _MONEY, "2100", HUGE, money=True),
        Dimension("wage", "money an hour", ("/h",), _WAGE, "14335", HUGE, money=True),
        Dimension("monthly cost", "money a month", ("/month",), _A_MONTH, "90", HUGE, money=True),
        Dimension("daily cost", "money a day", ("/day",), _A_DAY, "150000", HUGE, money=True),
        Dimension("yearly cost", "money a year", ("/year",), _A_YEAR, "90", HUGE, money=True),
        Dimension(
            "demand price",
            "money per kW and month",
            ("/kW/month",),
            _A_KW,
            "8320",
            HUGE,
            money=True,
        ),
        Dimension("energy price", "money per kWh", ("/kWh",), _A_KWH, "160", HUGE, money=True),
        Dimension("gas price", "money per Nm3", ("/Nm3",), _A_NM3, "800", HUGE, money=True),
    )
}

# How people write a currency, its code aside, and what the word is worth in it.
CURRENCY_WORDS: dict[str, dict[str, Decimal]] = {
    "KRW": _units(
        ("₩ 원 won", "1"),
        ("천원", "1000"),
        ("만원", "10000"),
        ("백만원", "1000000"),
        ("억원", "100000000"),
    ),
    "EUR": _units(("€", "1")),
    "USD": _units(("$", "1")),
    "JPY": _units(("¥ 円 엔", "1")),
}


class UnitError(ValueError):
    """A text is no number with a unit of its dimension; `expected` says what would be."""

    def __init__(self, expected: str, meant: str = "") -> None:
        """Keep what was expected and, where it can be guessed, what was meant."""
        self.expected = expected
        self.meant = meant
        super().__init__(f"expected {expected}{meant}")


def measure(text: str, dimension: str, currency: str = "KRW") -> float:
    """Return what a text such as `42 s` is worth in base units of a dimension.

    Raises UnitError where the number, the unit or the magnitude is not one of the dimension.
    """
    kind = DIMENSIONS[dimension]
    match = _QUANTITY.fullmatch(text) if len(text) <= LONGEST else None
    if match is None:
        raise UnitError(f"{kind.called}, such as '{example(dimension, currency)}'")
    number, unit = match.groups()
    if dimension == "duration" and any(letter.isdecimal() for letter in unit):
        told = _in_units_together(text)
        if told is not None:
            return told
    worth = _worth(number, unit.strip(), kind, currency)
    try:
        value = float(Decimal(number) * worth)
    except (InvalidOperation, OverflowError):
        value = math.inf
    if not abs(value) <= kind.most:
        raise UnitError(f"{kind.called} of at most {shown(kind.most, dimension, currency)}")
    return value


def _in_units_together(text: str) -> float | None:
    """Return a duration written in several units, the larger first: `1분 20초`, `1 h 30 min`."""
    parts = _PART.findall(text)
    if len(parts) < 2 or _PART.sub("", text).strip():
        return None
    worths = [_DURATION.get(unit) for _, unit in parts]
    known = [worth for worth in worths if worth is not None]
    if len(known) < len(parts) or any(a <= b for a, b in pairwise(known)):
        return None
    value = sum(Decimal(number) * worth for (number, _), worth in zip(parts, known, strict=True))
    return float(value) if value <= DIMENSIONS["duration"].most else None


def example(dimension: str, currency: str = "KRW", number: str = "") -> str:
    """Return a value as it may be written, with the number given where there is one."""
    kind = DIMENSIONS[dimension]
    if kind.money:
        return f"{number or kind.example} {currency}{kind.shown[0]}"
    if not number:
        return kind.example
    return number if kind.bare else f"{number} {kind.example.split(' ', 1)[1]}"


def shown(value: float, dimension: str, currency: str = "KRW") -> str:
    """Return a number in base units as a message tells it, such as `100 %` or `42 s`."""
    kind = DIMENSIONS[dimension]
    if dimension == "duration" and value >= 3.6e8:
        return f"{value / 31_536_000:.4g} years"
    times, unit = _TOLD.get(dimension, (1.0, kind.shown[0] if kind.shown else ""))
    if kind.money:
        unit = f"{currency}{kind.shown[0]}"
    return f"{value * times:.12g} {unit}".strip()


def pattern(dimension: str) -> str:
    """Return the regular expression of a written value, for the schema that editors use."""
    kind = DIMENSIONS[dimension]
    number = r"\s*[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?\s*"
    if kind.money:
        per = "|".join(re.escape(unit) for unit in kind.units)
        return rf"^{number}[^0-9\s/]+\s*({per})$"
    if dimension == "frequency":
        return rf"^{number}(/|per)\s*(s|sec|min|h|hour|day|초|분|시간|일)$"
    if dimension == "rate":
        return rf"^{number}(/|per).*h$"
    if dimension == "specific power":
        return rf"^{number}kW\s*(per|/)\s*\(?N?m[3³]\s*/\s*min\)?$"
    units = "|".join(_spaced(unit) for unit in kind.units)
    if dimension == "duration":
        return f"^{number}({units})(\\s*[0-9]+(\\.[0-9]+)?\\s*({units}))*$"
    return f"^{number}({units}){'?' if kind.bare else ''}$"


def _spaced(unit: str) -> str:
    return "".join(rf"\s*{re.escape(letter)}" if letter == "/" else letter for letter in unit)


def _worth(number: str, unit: str, kind: Dimension, currency: str) -> Decimal:
    if not unit:
        if kind.bare:
            return Decimal(1)
        units = _units_shown(kind, currency)
        small = kind.name == "share" and 0 < float(number) < 1
        written = example(kind.name, currency, f"{float(number) * 100:.6g}" if small else number)
        raise UnitError(f"{kind.called} with its unit ({units}), such as '{written}'")
    if unit.startswith(","):
        raise UnitError(_in_units(kind, currency), comma_hint(number + unit))
    plain = re.sub(r"\s+", "", unit)
    if kind.money:
        return _money_worth(plain, unit, kind, currency)
    worth = kind.units.get(plain)
    if worth is None:
        meant = pace_hint(number, plain, _DURATION) if kind.name == "duration" else ""
        raise UnitError(_in_units(kind, currency), meant or _meant(plain, kind.units))
    return worth


def _money_worth(plain: str, unit: str, kind: Dimension, currency: str) -> Decimal:
    words = {currency: Decimal(1), **CURRENCY_WORDS.get(currency, {})}
    money, slash, per = plain.partition("/")
    rest = slash + per
    if money not in words:
        other = re.fullmatch("[A-Z]{3}", money) or any(money in w for w in CURRENCY_WORDS.values())
        told = f"; the line's currency is {currency}, and nothing is converted" if other else ""
        raise UnitError(_in_units(kind, currency), told or _meant(money, words))
    if rest not in kind.units:
        raise UnitError(_in_units(kind, currency), _meant(unit, []))
    return words[money] * kind.units[rest]


def _units_shown(kind: Dimension, currency: str) -> str:
    return ", ".join(f"{currency}{unit}" if kind.money else unit for unit in kind.shown)


def _in_units(kind: Dimension, currency: str) -> str:
    units = _units_shown(kind, currency)
    if kind.name == "parts" or not units:
        return f"{kind.called}, such as '{example(kind.name, currency)}'"
    return f"{kind.called} in {units}, such as '{example(kind.name, currency)}'"


def _meant(unit: str, known: Iterable[str]) -> str:
    known = tuple(known)
    meant = "min" if unit == "m" and "min" in known else likely(unit, known, cutoff=0.65)
    if unit in ("month", "months", "개월", "달") and meant is None:
        return "; a month has no fixed length, write it in days or weeks"
    return f"; did you mean '{meant}'?" if meant else ""
