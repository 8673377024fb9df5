"""Random lines: every word of the line format that an engine has to understand.

`texts` draws the text of a line file, `lines` the line that `lines.load` makes of it; only valid
lines come out. They are small and mostly keep to a grid of whole or half seconds (or minutes), so
that ties, contests, full buffers and rings are common.
"""

import itertools
from collections.abc import Callable
from typing import Any

import yaml
from any_dispatch import give_changes, give_dates, give_dispatch
from any_energy import draw_energy
from any_fleet import draw_fleets
from any_flow import Flow, draw_batch, draw_buffers, draw_makes, draw_needs, draw_ways
from any_hours import draw_calendars, draw_holidays, give_calendars, give_warm_ups, tire
from any_orders import draw_orders, draw_release, draw_store
from any_station import KINDS, SKILLS, Draw, Style, Words, count, duration, one_of, perhaps, station
from hypothesis import strategies as st

from lines import Line, LineError, load

NAMES = ("cut", "drill", "wash", "weld", "pack", "test")
TYPES = (*["machine"] * 3, *["inspection"] * 3, *["assembly"] * 2, "batch", "disassembly")
PRODUCTS = ("cover", "housing", "bolt")
SOURCES = ("source", "yard", "dock")


def _sources(draw: Draw, style: Style, products: list[str]) -> dict[str, Words]:
    sources = {}
    for name in SOURCES[: one_of(draw, 1, 1, 2, 3)]:
        words: Words = {}
        if not style.closed and perhaps(draw, 60):
            words["every"] = duration(draw, style, 1, 6)
            if perhaps(draw, 40):
                words["batch"] = count(draw, style, 4)
            if perhaps(draw, 50):
                words["full"] = one_of(draw, "lost", "wait")
        if len(products) > 1:
            words |= _what_comes(draw, products)
        sources[name] = words
    return sources


def _what_comes(draw: Draw, products: list[str]) -> Words:
    if perhaps(draw, 60):
        first = one_of(draw, 50, 80, 10)
        rest = [100 - first] + [0] * (len(products) - 2)
        return {"mix": dict(zip(products, [f"{s} %" for s in (first, *rest)], strict=True))}
    return {"product": one_of(draw, *products)}


def _crews(draw: Draw) -> dict[str, Words]:
    crews = {}
    for name in ("team", "shift")[: one_of(draw, 0, 1, 1, 2)]:
        skills = draw(st.lists(st.sampled_from(SKILLS), min_size=1, unique=True))
        crews[name] = {"count": one_of(draw, 1, 1, 2), "skills": skills, "wage": "20000 KRW/h"}
    return crews


@st.composite
def texts(draw: Draw) -> str:
    """The text of a line file."""
    unit, grid = one_of(draw, ("s", 1.0), ("s", 0.5), ("min", 1.0))
    style = Style(unit, grid, not perhaps(draw, 40), perhaps(draw, 30))
    products = list(PRODUCTS[: one_of(draw, 1, 2, 2, 3)])
    kinds = list(KINDS[: one_of(draw, 0, 1, 2)])
    crews = _crews(draw)
    skills = sorted({skill for crew in crews.values() for skill in crew["skills"]})
    along = list(NAMES[: draw(st.integers(1, len(NAMES)))])
    kinds_of = ("machine", "assembly", "batch") if style.closed else TYPES
    types = {name: one_of(draw, *kinds_of) for name in along}
    stations = {name: station(draw, style, types[name], products, kinds, skills) for name in along}
    machines = {name: words["machines"] for name, words in stations.items()}
    lenient = {name for name, words in stations.items() if _lets_all_pass(words)}
    flow = Flow(along, types, _sources(draw, style, products), products, machines, lenient)
    draw_ways(draw, flow, style)
    draw_store(draw, flow)
    draw_buffers(draw, flow, style)
    fleets = draw_fleets(draw, flow, stations, style, skills)
    for name in along:
        if types[name] == "batch":
            stations[name]["batch"] = draw_batch(draw, flow, style, name)
        if types[name] == "disassembly":
            stations[name]["makes"] = draw_makes(draw, flow, name)
        if types[name] == "assembly" and perhaps(draw, 60):
            stations[name]["needs"] = draw_needs(draw, flow, name)
        if sum("share" not in way.options for way in flow.out_of(name)) > 1:
            _choice(draw, stations[name], flow.comes_back(name))
    _find_what_is_caused(stations)
    orders = draw_orders(draw, style, flow)
    release = draw_release(draw, flow)
    for name in along if orders else ():
        _keep_orders_whole(flow, stations[name], name)
    give_changes(draw, style, stations, products)
    own = {name: words for name, words in flow.sources.items() if not orders or name != "source"}
    dates = give_dates(draw, style, own) or any("due" in order for order in orders)
    ranked = give_dispatch(draw, style, stations, products, dates)
    calendars = draw_calendars(draw, style)
    used = give_calendars(draw, calendars, stations, finishing=True)
    give_warm_ups(draw, style, calendars, stations)
    used |= give_calendars(draw, calendars, crews, finishing=False)
    tire(draw, style, stations)
    energy, lit = draw_energy(
        draw, calendars, stations, sum("power" in way.options for way in flow.ways)
    )
    used |= lit
    calendars = {name: words for name, words in calendars.items() if name in used}
    holidays = draw_holidays(draw, calendars)
    calendars |= {"holidays": holidays} if holidays else {}
    order = draw(st.permutations(along)) if perhaps(draw, 50) else along
    written = {name: stations[name] for name in order}
    told = (ranked, crews, calendars, fleets, orders, release, energy)
    for name in along:
        if types[name] == "assembly" and len(products) > 1 and perhaps(draw, 85):
            counts = {product: one_of(draw, 1, 1, 2) for product in draw(st.permutations(products))}
            written = _by_product(written, name, counts, lambda one: _text(flow, one, *told))
    if perhaps(draw, 20):
        written = _at_once(draw, written, lambda one: _text(flow, one, *told))
    begins = "start: 2026-01-02\n" if perhaps(draw, 10) else ""
    return begins + _text(flow, written, *told)


def _by_product(
    written: Words, name: str, counts: dict[str, int], text_of: Callable[[Words], str]
) -> Words:
    """An assembly by the products that come to it, which only the checks know, if it can be one."""
    for size in range(len(counts), 0, -1):
        for some in itertools.combinations(counts.items(), size):
            other = {**written, name: {**written[name], "needs": dict(some)}}
            if _is_a_line(text_of(other)):
                return other
    return written


def _at_once(draw: Draw, written: Words, text_of: Callable[[Words], str]) -> Words:
    """Some stations that take no time, where the checks let them."""
    for name in draw(st.lists(st.sampled_from(list(written)), min_size=1, max_size=2, unique=True)):
        other = {**written, name: {**written[name], "cycle": "0 s"}}
        if _is_a_line(text_of(other)):
            written = other
    return written


def _is_a_line(text: str) -> bool:
    try:
        load(text)
    except LineError:
        return False
    return True


def _keep_orders_whole(flow: Flow, words: Words, name: str) -> None:
    """An assembly takes one part of an order, and none goes round for ever when taken apart."""
    if "needs" in words:
        words["needs"][flow.into(name)[0].origin] = 1
    if words.get("type") == "disassembly":
        products = flow.products if len(flow.products) > 1 else ["part"]
        words["makes"] = {products[0]: max(words["makes"].values())}


def _lets_all_pass(words: Words) -> bool:
    return words.get("finds") == "0 %" and "false-rejects" not in words


def _choice(draw: Draw, words: Words, back: bool) -> None:
    """How parts choose a way; it must be written where a way may lead back."""
    choose = one_of(draw, "least-full" if back else "", "cyclic", "first")
    if choose:
        words["choose"] = choose


def _find_what_is_caused(stations: dict[str, Words]) -> None:
    """An inspection names only kinds of defect that some station causes."""
    caused = {k for words in stations.values() for k in words.get("quality", {}).get("defects", {})}
    for words in stations.values():
        if isinstance(words.get("finds"), dict) and not caused.issuperset(words["finds"]):
            words["finds"] = "50 %"


def _text(
    flow: Flow,
    stations: Words,
    products: Words,
    crews: Words,
    calendars: Words,
    fleets: Words,
    orders: list[Words],
    release: Words,
    energy: Words,
) -> str:
    """The file, its sections in the order of the format."""
    data: dict[str, Any] = {"line": "any"}
    if len(products) > 1:
        data["products"] = products
    if orders:
        data["orders"] = orders
    elif flow.sources.get("source"):
        data["arrivals"] = flow.sources["source"]
    if release:
        data["release"] = release
    others = {name: words for name, words in flow.sources.items() if name != "source"}
    if others:
        data["sources"] = others
    if flow.buffers:
        data["buffers"] = flow.buffers
    if calendars:
        data["calendars"] = calendars
    if energy:
        data["energy"] = energy
    if crews:
        data["crews"] = crews
    if fleets:
        data["transport"] = fleets
    data["stations"] = stations
    data["flow"] = [way.entry() for way in flow.ways]
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def lines() -> st.SearchStrategy[Line]:
    """Random lines, whole and checked."""
    return texts().map(load)
