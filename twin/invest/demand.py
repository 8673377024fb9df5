"""How many parts can be sold in a year: of all products together, or of each by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from lines.errors import hint, listed
from twin.invest.basis import Basis
from twin.settings import SettingError

if TYPE_CHECKING:
    from lines import Line
    from twin.invest.asked import Asked

SUCH = "such as 120000, or housing=120000 for one product"


def demand_of(texts: Sequence[str]) -> float | dict[str, float] | None:
    """Read demands as options say them: one number, or `product=number` once for each product.

    Raises
    ------
    SettingError
        If one cannot be read, a product is named twice, or both ways are mixed.
    """
    named = [text.partition("=") for text in texts if "=" in text]
    plain = [text for text in texts if "=" not in text]
    if named and plain:
        raise SettingError(
            f"--demand: found '{plain[0]}' beside '{''.join(named[0])}'; expected one number for "
            "all products together, or PRODUCT=PARTS for each"
        )
    if len(plain) > 1:
        raise SettingError(f"--demand: found {listed(plain)}; expected one number, {SUCH}")
    if plain:
        return _parts("--demand", plain[0])
    found: dict[str, float] = {}
    for name, _, number in named:
        product = name.strip()
        if product in found:
            raise SettingError(f"--demand: '{product}' is given twice; keep one of them")
        found[product] = _parts(f"--demand {product}", number)
    return found or None


def check_products(demand: float | Mapping[str, float] | None, lines: Sequence[Line]) -> None:
    """Refuse a demand for a product that no side of the comparison makes."""
    known = list(dict.fromkeys(name for line in lines for name in line.products))
    for name in demand if isinstance(demand, Mapping) else ():
        if name not in known:
            told = hint(name, known) or f"; the line has {listed(known)}"
            raise SettingError(f"--demand: '{name}' is no product of the line{told}")


def rest_on_demand(asked: Asked) -> None:
    """Write down what can be sold, and of what nobody says so."""
    demand, line = asked.wishes.demand, asked.line
    to_order = bool(line.orders or line.dated_orders)
    if isinstance(demand, Mapping):
        for name, parts in demand.items():
            asked.given("demand-of", parts, "parts", "demand", name)
        rest = ", ".join(name for name in line.products if name not in demand)
        if rest and to_order:
            asked.rests_on(Basis("demand-orders-of", None, "text", "line", line.name, about=rest))
        elif rest:
            asked.rests_on(Basis("demand-rest", None, "text", "unsaid", "--demand", about=rest))
    elif demand is not None:
        asked.given("demand", demand, "parts", "demand")
    elif to_order:
        asked.rests_on(Basis("demand-orders", None, "text", "line", line.name))
    else:
        asked.unsaid("no-demand", "demand")


def _parts(option: str, text: str) -> float:
    try:
        return float(text.replace(",", "").replace("_", ""))
    except ValueError:
        raise SettingError(f"{option}: found '{text}'; expected parts a year, {SUCH}") from None
