"""Orders and release of any kind, as words of a line file: for the strategies of random lines."""

from typing import Any

from any_flow import UNLIMITED, Flow, Way
from any_station import Draw, Style, Words, duration, one_of, perhaps
from hypothesis import strategies as st


def draw_orders(draw: Draw, style: Style, flow: Flow) -> list[Words]:
    """Entries of `orders`, mostly none: small orders on the grid, for what `source` can make."""
    products = _products(flow)
    if style.closed or not products or not _whole(flow) or perhaps(draw, 80):
        return []
    entries = []
    for _ in range(one_of(draw, 1, 1, 2, 3)):
        words: Words = {"product": one_of(draw, *products), "quantity": _quantity(draw, style)}
        if perhaps(draw, 80):
            words["every"] = duration(draw, style, 2, 20)
        if "every" not in words or perhaps(draw, 40):
            words["first"] = style.time(draw(st.integers(0, 9)))
        if perhaps(draw, 80):
            words["due"] = style.time(draw(st.integers(0, 12)))
            if perhaps(draw, 60):
                words["late"] = "90000 KRW/day"
        if perhaps(draw, 60):
            words["replace"] = one_of(draw, "at-once", "with-next-order", "never", "in-one-lot")
        if perhaps(draw, 25):
            words["allowance"] = one_of(draw, "10 %", "50 %")
        entries.append(words)
    return entries


def _quantity(draw: Draw, style: Style) -> Any:
    parts = draw(st.integers(1, 4))
    if perhaps(draw, 30):
        return {"empirical": {"values": [0, parts]}}
    return parts if style.ticking or perhaps(draw, 50) else {"poisson": parts}


def _ahead(flow: Flow) -> set[str]:
    """Everything that parts of `source` can come to."""
    met, waiting = {"source"}, ["source"]
    while waiting:
        for way in flow.out_of(waiting.pop()):
            if way.target not in met:
                met.add(way.target)
                waiting.append(way.target)
    return met


def _products(flow: Flow) -> list[str]:
    """Products that surely come through: links for one product could turn the others away."""
    if "sink" not in _ahead(flow) or any("product" in way.options for way in flow.ways):
        return []
    return flow.products


def _whole(flow: Flow) -> bool:
    """Whether no part of an order would be joined into another."""
    met = _ahead(flow)
    for name, kind in flow.kinds.items():
        if kind == "assembly" and any(way.origin in met for way in flow.into(name)[1:]):
            return False
    return True


def draw_store(draw: Draw, flow: Flow) -> None:
    """Mostly nothing; else a named buffer behind a station that hands parts nowhere else."""
    if perhaps(draw, 70):
        return
    ways = [way for way in flow.ways if way.origin in flow.kinds and way.target in flow.kinds]
    fit = [way for way in ways if all(w in (way, *_scrap(flow)) for w in flow.out_of(way.origin))]
    if fit:
        way = one_of(draw, *fit)
        way.options = {
            name: said
            for name, said in way.options.items()
            if name not in ("buffer", "conveyor", "power")
        }
        flow.buffers["store"] = {}
        flow.add("store", way.target)
        way.target = "store"


def _scrap(flow: Flow) -> list[Way]:
    return flow.into("scrap")


def draw_release(draw: Draw, flow: Flow) -> Words:
    """The word `release`, mostly none, and buffers by kanban where stations fill only them."""
    fit = [name for name in flow.buffers if _fits_kanban(flow, name)]
    for name in fit:
        if perhaps(draw, 85):
            flow.buffers[name]["release"] = "kanban"
    if flow.buffers and len(fit) == len(_bounded(flow)) > 0 and perhaps(draw, 25):
        return {"rule": "kanban"}
    if perhaps(draw, 25):
        return {"rule": "conwip", "limit": draw(st.integers(1, 6))}
    return {"rule": "push"} if perhaps(draw, 3) else {}


def _bounded(flow: Flow) -> list[str]:
    return [name for name, words in flow.buffers.items() if words["capacity"] != UNLIMITED]


def _fits_kanban(flow: Flow, name: str) -> bool:
    origins = [way.origin for way in flow.into(name)]
    only_here = all(
        way.target in (name, "scrap") for origin in origins for way in flow.out_of(origin)
    )
    bounded = name in _bounded(flow) and flow.buffers[name]["capacity"] != 0
    by_one = all(flow.kinds.get(origin) not in (None, "batch", "disassembly") for origin in origins)
    return bounded and only_here and by_one
