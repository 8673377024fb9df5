"""Dispatch of any kind, and what it asks of products, sources and set-ups.

Every rule is only asked where it could tell one part from another; `check` refuses it elsewhere.
"""

from any_station import Draw, Style, Words, duration, one_of, perhaps
from hypothesis import strategies as st


def give_dates(draw: Draw, style: Style, sources: Words) -> bool:
    """Due dates at some of the sources that bring parts by the clock; whether any has one."""
    timed = [words for words in sources.values() if "every" in words]
    for words in timed:
        if perhaps(draw, 65):
            words["due"] = style.time(draw(st.integers(0, 12)))
    return any("due" in words for words in timed)


def give_changes(draw: Draw, style: Style, stations: Words, products: list[str]) -> None:
    """Times of set-ups from one product to another, at some of the stations that set up."""
    for words in stations.values():
        if "setup" in words and perhaps(draw, 25):
            last, product = draw(st.permutations(products))[:2]
            words["setup"]["from"] = {last: {product: duration(draw, style, 1, 4)}}


def give_dispatch(
    draw: Draw, style: Style, stations: Words, products: list[str], dates: bool
) -> dict[str, Words]:
    """Let some stations pick among all parts that wait; the products with what that takes."""
    ranked = {name: {"price": "900 KRW"} for name in products}
    if len(products) > 1 and perhaps(draw, 60):
        ranked[products[draw(st.integers(0, len(products) - 1))]]["priority"] = 2
    ranks = any("priority" in words for words in ranked.values())
    for words in stations.values():
        rules = ["edd", "critical-ratio", "critical-ratio"] * dates + ["priority"] * ranks
        rules += ["setup-saving"] * 3 * ("setup" in words) + ["spt"] * (len(products) > 1)
        if words.get("type") != "assembly" and rules and perhaps(draw, 40):
            words["dispatch"] = one_of(draw, *rules)
        if words.get("dispatch") == "spt":
            steps = draw(st.permutations(range(1, len(products) + 1)))
            words["cycle"] = {n: style.time(i) for n, i in zip(products, steps, strict=True)}
    return ranked
