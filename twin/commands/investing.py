"""The options of `twin invest`, and what they say of an investment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twin.settings import MOST_DRAWS

if TYPE_CHECKING:
    from lines import LineSource
    from twin.invest import Wishes
    from twin.scenario import Scenario

# Options whose money is written with its currency, and what kind of money each is.
MONEY = {
    "buy": "money",
    "run": "yearly cost",
    "subscription": "yearly cost",
    "residual": "money",
    "grant_amount": "money",
    "claim": "money",
    "accident_cost": "money",
}


def measured(dimension: str) -> Callable[[str | float], float]:
    """Return a reader of a number with a unit of this dimension, such as '5 %' or '8 years'."""

    def read(text: str | float) -> float:
        from lines.units import UnitError, measure

        if isinstance(text, float):
            return text
        try:
            return measure(text, dimension)
        except UnitError as error:
            raise typer.BadParameter(f"found '{text}'; {error}.") from None

    return read


def _number(name: str, dimension: str, metavar: str, told: str) -> Any:
    return typer.Option(name, metavar=metavar, parser=measured(dimension), help=told)


def _text(name: str, metavar: str, told: str) -> Any:
    return typer.Option(name, metavar=metavar, help=told)


_AMOUNT, _FEE, _SHARE = "MONEY", "MONEY/year", "SHARE"
Grant = Annotated[
    str | None,
    _text("--grant", "PROGRAMME", "a support programme that pays a part, or a pack of one"),
]
GrantAmount = Annotated[
    str | None, _text("--grant-amount", _AMOUNT, "what is asked of it; default: the most it pays")
]
Buy = Annotated[str | None, _text("--buy", _AMOUNT, "purchase, instead of what retrofits say")]
Run = Annotated[str | None, _text("--run", _FEE, "yearly cost, instead of what retrofits say")]
Subscription = Annotated[
    str | None, _text("--subscription", _FEE, "yearly fee instead of a purchase")
]
Residual = Annotated[str | None, _text("--residual", _AMOUNT, "resale at the end of life")]
Life = Annotated[
    float | None, _number("--life", "years", "YEARS", "life after building, such as '8 years'")
]
Build = Annotated[
    float | None, _number("--build", "months", "MONTHS", "time until use, such as '14 months'")
]
Ramp = Annotated[float | None, _number("--ramp", "months", "MONTHS", "time until full benefit")]
Discount = Annotated[
    float | None, _number("--discount", "share", _SHARE, "rate of discount a year, such as 5%")
]
Tax = Annotated[
    float | None, _number("--tax", "share", _SHARE, "tax on profit; default: before tax")
]
TaxLife = Annotated[float | None, _number("--tax-life", "years", "YEARS", "time of depreciation")]
Depreciation = Annotated[
    str | None, _text("--depreciation", "METHOD", "declining (default) or straight")
]
Demand = Annotated[
    list[str] | None,
    typer.Option(
        "--demand",
        metavar="[PRODUCT=]PARTS",
        help="good parts a year that can be sold, of all products or of one; several may be given",
    ),
]
Realise = Annotated[
    float | None, _number("--realise", "share", _SHARE, "share of released hours no longer paid")
]
Wage = Annotated[
    str | None, _text("--wage", "WAGE", "of crews without one: '14335 KRW/h', or a trade")
]
Claim = Annotated[
    str | None, _text("--claim", _AMOUNT, "what a defective part costs that was shipped")
]
AccidentCost = Annotated[
    str | None, _text("--accident-cost", _AMOUNT, "what one injury costs, all in all")
]
Within = Annotated[float, _number("--within", "years", "YEARS", "payback that is hoped for")]

Origins = Annotated[
    int | None,
    typer.Option(
        "--origins",
        metavar="DRAWS",
        min=1,
        max=MOST_DRAWS,
        help="also tell where the spread of the worth comes from, from so many draws, such as 40",
    ),
]


def settled(
    line: LineSource, retrofits: list[str], at: str | None, said: dict[str, Any]
) -> tuple[Scenario, Wishes]:
    """Return the line with its retrofits, and what the options say in its currency.

    said : what the command was given, by the names of `Wishes`; other names are passed over

    Raises
    ------
    SettingError
        If an amount cannot be read, with the option and what was expected.
    """
    from twin.invest import Wishes
    from twin.invest.demand import demand_of
    from twin.scenario import scenario_of

    scenario = scenario_of(line, retrofits, at)
    currency = scenario.expected_line().currency
    names = [field.name for field in fields(Wishes) if said[field.name] is not None]
    read = {name: said[name] for name in names}
    read |= {
        name: _money(name, read[name], MONEY[name], currency) for name in names if name in MONEY
    }
    if "demand" in read:
        read["demand"] = demand_of(read["demand"])
    if read.get("wage", "").strip()[:1].isdigit():
        read["wage"] = _money("wage", read["wage"], "wage", currency)
    return scenario, Wishes(**read)


def granted(grant: str | None, packs: Sequence[str] | None) -> tuple[str | None, list[str]]:
    """Return the programme and the packs; the file of a pack with one programme stands for it.

    Raises
    ------
    LineError, SettingError
        If the file is no pack of grants, or has several programmes.
    """
    from lines.errors import listed
    from lines.packs import load_pack
    from twin.settings import SettingError

    given = list(packs or ())
    if grant is None or not _is_file(grant):
        return grant, given
    pack = load_pack(grant)
    if pack.kind != "grants":
        raise SettingError(f"--grant: {grant} is a data pack of kind {pack.kind}; expected grants")
    if len(pack.content) != 1:
        told = f"--grant: {grant} has several programmes; give the file with --pack, and one of"
        raise SettingError(f"{told} {listed(pack.content, 40)}")
    return next(iter(pack.content)), [*given, grant]


def _is_file(name: str) -> bool:
    """Say whether a text is the path of a file; what can be no path is none."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def stated(wishes: Wishes) -> dict[str, Any]:
    """Return what was stated of an investment, by the names of `Wishes`."""
    from twin.invest import Wishes

    silent = Wishes()
    values = {field.name: getattr(wishes, field.name) for field in fields(wishes)}
    return {name: one for name, one in values.items() if one != getattr(silent, name)}


def _money(name: str, text: str, dimension: str, currency: str) -> float:
    from lines.units import UnitError, measure
    from twin.settings import SettingError

    try:
        return measure(text, dimension, currency)
    except UnitError as error:
        option = "--" + name.replace("_", "-")
        raise SettingError(f"{option}: found '{text}'; {error}") from None
