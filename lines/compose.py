"""From the words that were read to one whole line: names resolved, shorthands spelt out.

One cycle becomes a cycle for every product, one share found a share for every kind of defect; a
link without a verdict beside one with `reject` takes what passes; the one link without a share
takes the rest. What could not be read is replaced by something harmless, so that the checks can
say more about the file in the same breath; such a line never leaves `load`.
"""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any, NamedTuple

from lines.distributions import Distribution, constant
from lines.drives import spots_of, with_distances
from lines.flow import WrittenLink
from lines.machinery import Batch, Station
from lines.model import (
    DEFAULT_START,
    SOURCE,
    WEEK_S,
    Buffer,
    Costs,
    DatedOrder,
    Energy,
    Line,
    Link,
    Product,
    Release,
    Source,
    Study,
    Title,
)
from lines.nodes import Node, Route, Step, place_of
from lines.places import Place
from lines.stations import WrittenStation
from lines.stations.forms import Quality
from lines.stations.rest import at_break_even
from lines.words.entry import Findings
from lines.words.hours import WrittenCalendars
from lines.words.order_file import seconds_of
from lines.words.orders import WrittenOrders
from lines.words.sources import WrittenSource
from lines.words.tasks import Task

_STAND_IN = constant(1.0)


class Draft(NamedTuple):
    """A line on trial: what it would be, where everything was written, what was wrong so far."""

    line: Line
    root: Node
    findings: Findings
    links: tuple[WrittenLink, ...]
    cycles: dict[str, dict[str, Distribution]]
    finds: dict[str, dict[str, float]]
    mixes: dict[str, tuple[tuple[str, float], ...] | None]
    out: dict[str, list[Link]]
    into: dict[str, list[Link]]
    orders: WrittenOrders | None

    def links_out_of(self, place: str) -> list[Link]:
        """Return the links that leave a place, in the order of the file."""
        return self.out.get(place, [])

    def links_into(self, place: str) -> list[Link]:
        """Return the links that lead to a place, in the order of the file."""
        return self.into.get(place, [])

    def fail(self, message: str, *route: Step, at_word: bool = False) -> None:
        """Tell a problem at a path: at its value, or at the word it stands under."""
        self.findings.add(place_of(self.root, route, at_word), route, message)

    def fail_at(self, place: Place, route: Route, message: str) -> None:
        """Tell a problem at a place that is no path of its own, such as a name in a chain."""
        self.findings.add(place, route, message)

    def sound(self, *route: Step) -> bool:
        """Say whether nothing at this path or below it was wrong so far."""
        return not self.findings.within(*route)

    def node(self, *route: Step) -> Node | None:
        """Return what was written at a path."""
        node: Node | None = self.root
        for step in route:
            node = node.child(step) if node is not None else None
        return node


def compose(values: dict[str, Any], root: Node, findings: Findings) -> Draft:
    """Return the draft of the line that these words describe."""
    written: dict[str, WrittenStation] = values.get("stations", {})
    links: tuple[WrittenLink, ...] = values.get("flow", ())
    sources = _sources_written(values, links)
    places = {end for link in links for end in (link.link.origin, link.link.target)}
    products = _products(values, sources, written, places)
    spots = spots_of(written, values.get("buffers", {}))
    flow = with_distances(_flow(links), values.get("transport", {}), spots)
    out, into = _by_end(flow)
    stations = {
        name: _station(name, station, list(products), into.get(name, []))
        for name, station in written.items()
    }
    stations, finds = _with_finds(stations, written)
    return Draft(
        line=_line(values, products, sources, stations, flow, root.child("orders") is not None),
        root=root,
        findings=findings,
        links=tuple(w._replace(link=link) for w, link in zip(links, flow, strict=True)),
        cycles={name: _by_product(station) for name, station in written.items()},
        finds=finds,
        mixes={name: source.mix for name, source in sources.items()},
        out=out,
        into=into,
        orders=values.get("orders"),
    )


def _line(
    values: dict[str, Any],
    products: dict[str, Product],
    sources: dict[str, WrittenSource],
    stations: dict[str, Station],
    flow: tuple[Link, ...],
    to_order: bool,
) -> Line:
    """Return the line, what the file does not say as the house decides it."""
    name = values.get("line", "line")
    first = next(iter(products))
    orders = _orders_written(values)
    start = values.get("start", DEFAULT_START)
    release: Release = values.get("release", Release())
    working: WrittenCalendars = values.get("calendars", WrittenCalendars({}))
    return Line(
        name=name,
        title=values.get("title", Title(name, name)),
        stations=stations,
        flow=flow,
        sector=values.get("sector"),
        start=start,
        currency=values.get("currency", "KRW"),
        study=values.get("study", Study()),
        products=products,
        sources={
            name: _source(name, read, first, name == SOURCE and to_order)
            for name, read in sources.items()
        },
        buffers=_buffers(values.get("buffers", {}), release),
        calendars=working.calendars,
        holidays=working.holidays,
        crews=values.get("crews", {}),
        fleets={
            name: replace(fleet, name=name) for name, fleet in values.get("transport", {}).items()
        },
        energy=values.get("energy", Energy()),
        costs=values.get("costs", Costs()),
        people=values.get("people"),
        assumptions=_assumptions(values),
        orders=orders.entries,
        dated_orders=_dated(orders, start),
        release=release,
        has=values.get("has"),
        doubts=values.get("doubts", ()),
    )


def _source(name: str, read: WrittenSource, first: str, to_order: bool) -> Source:
    """Return a source; where the file does not say what comes it is the first product."""
    mix = read.mix or ((first, 1.0),)
    return Source(name, read.every, mix, read.batch, read.full, read.due_s, to_order)


def _buffers(buffers: dict[str, Buffer], release: Release) -> dict[str, Buffer]:
    """Return the buffers; where the whole line works by kanban those with a bound have cards."""
    if release.rule != "kanban":
        return buffers
    return {
        name: replace(buffer, kanban=buffer.kanban or bool(buffer.capacity))
        for name, buffer in buffers.items()
    }


def _orders_written(values: dict[str, Any]) -> WrittenOrders:
    """Return the orders of the file; none where it has none."""
    orders: WrittenOrders = values.get("orders", WrittenOrders())
    return orders


def _dated(orders: WrittenOrders, start: datetime.date) -> tuple[DatedOrder, ...]:
    """Return the orders of a file, their dates counted from the start of the line."""
    dated = []
    for row in orders.rows:
        release = seconds_of(row.release, start)
        due = row.due
        after = seconds_of(due, start) - release if isinstance(due, datetime.datetime) else due
        dated.append(
            DatedOrder(
                row.name,
                row.product,
                row.quantity,
                release,
                after,
                row.late_per_day,
                orders.renewal,
            )
        )
    return tuple(dated)


def _ordered(orders: WrittenOrders) -> tuple[tuple[str, float], ...] | None:
    """Return the shares of the products among the parts that are ordered."""
    parts: dict[str, float] = {}
    for order in orders.entries:
        rate = order.parts_per_s
        rate = order.quantity.mean() / WEEK_S if rate is None else rate
        parts[order.product] = parts.get(order.product, 0.0) + rate
    for row in orders.rows:
        parts[row.product] = parts.get(row.product, 0.0) + row.quantity
    total = sum(parts.values())
    if not total > 0:
        return tuple((product, 1 / len(parts)) for product in parts) or None
    return tuple((product, amount / total) for product, amount in parts.items())


def _by_end(flow: tuple[Link, ...]) -> tuple[dict[str, list[Link]], dict[str, list[Link]]]:
    """Return the links by the place they leave and by the place they lead to."""
    out: dict[str, list[Link]] = {}
    into: dict[str, list[Link]] = {}
    for link in flow:
        out.setdefault(link.origin, []).append(link)
        into.setdefault(link.target, []).append(link)
    return out, into


def _sources_written(
    values: dict[str, Any], links: tuple[WrittenLink, ...]
) -> dict[str, WrittenSource]:
    """Return the sources; the one called `source` is there when it is described or used."""
    sources: dict[str, WrittenSource] = {}
    used = any(written.link.origin == SOURCE for written in links)
    if "arrivals" in values or "orders" in values or used:
        mix = _ordered(_orders_written(values))
        sources[SOURCE] = values.get("arrivals", WrittenSource(mix=mix))
    return {**sources, **values.get("sources", {})}


def _products(
    values: dict[str, Any],
    sources: dict[str, WrittenSource],
    stations: dict[str, WrittenStation],
    places: set[str],
) -> dict[str, Product]:
    """Return the products of the file, or else those that sources bring and assemblies make."""
    if values.get("products"):
        products: dict[str, Product] = values["products"]
        return products
    named: dict[str, None] = {}
    for source in sources.values():
        named.update(dict.fromkeys(product for product, _ in source.mix or (("part", 1.0),)))
    for station in stations.values():
        if station.type == "assembly" and "makes" in station.values:
            named[station.values["makes"]] = None
        if station.type == "disassembly":
            made = station.values.get("makes", {})
            named.update((name, None) for name in made if name not in places)
    return {product: Product() for product in named or {"part": None}}


def _by_product(station: WrittenStation) -> dict[str, Distribution]:
    """Return the cycles that were written by product; none where one is for all."""
    cycle = station.values.get("cycle")
    return cycle if isinstance(cycle, dict) else {}


def _station(
    name: str, station: WrittenStation, products: list[str], ways_in: list[Link]
) -> Station:
    """Return the station, its cycle spread over the products; what it finds comes later."""
    values = station.values
    cycle = values.get("cycle", _STAND_IN)
    rest = next(iter(cycle.values()), _STAND_IN) if isinstance(cycle, dict) else cycle
    own = cycle if isinstance(cycle, dict) else {}
    task: Task = values.get("crew", Task(None))
    quality: Quality = values.get("quality", Quality({}))
    by_link, by_product = _needs(station, products, ways_in)
    return Station(
        name=name,
        cycle={product: own.get(product, rest) for product in products},
        type=station.type,
        machines=values.get("machines", 1),
        setup=values.get("setup"),
        failures=tuple(values.get("failures", {}).values()),
        defects=quality.defects,
        drift=quality.drift,
        false_rejects=values.get("false-rejects", 0.0),
        sample=values.get("sample", 1.0),
        power_w=values.get("power", {}),
        standby=at_break_even(values.get("standby"), values.get("power", {})),
        energy_per_part_j=values.get("energy", 0.0),
        hazards=values.get("hazards", {}),
        dispatch=values.get("dispatch", "fifo"),
        choose=values.get("choose", "least-full"),
        crew=task.skill,
        crew_hazard=task.hazard,
        load=task.load,
        unload=task.unload,
        needs=by_link,
        needs_products=by_product,
        makes=values.get("makes") if station.type == "assembly" else None,
        batch=values.get("batch", Batch()),
        parts_made=values.get("makes", {}) if station.type == "disassembly" else {},
        calendar=values.get("calendar"),
        finish=values.get("finish", False),
        releases=values.get("down") == "releases",
        maintenance=values.get("maintenance"),
        slowing=values.get("drift"),
        tires=values.get("tires"),
        warm_up=values.get("warm-up"),
        air_m3_per_min=values.get("air", {}),
        gas_nm3_per_h=values.get("gas", {}),
        at=values.get("at"),
    )


def _needs(
    station: WrittenStation, products: list[str], ways_in: list[Link]
) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many parts an assembly takes: of each in-link, or of each product instead."""
    if station.type != "assembly":
        return {}, {}
    needs: dict[str, int] = station.values.get("needs", {})
    origins = {link.origin for link in ways_in}
    if origins.isdisjoint(needs) and not set(products).isdisjoint(needs):
        return {}, needs
    return {link.origin: needs.get(link.origin, 1) for link in ways_in}, {}


def _with_finds(
    stations: dict[str, Station], written: dict[str, WrittenStation]
) -> tuple[dict[str, Station], dict[str, dict[str, float]]]:
    """Return the stations with a share found for every kind of defect, and those written so."""
    kinds = dict.fromkeys(kind for station in stations.values() for kind in station.defects)
    named: dict[str, dict[str, float]] = {}
    whole = {}
    for name, station in stations.items():
        finds = written[name].values.get("finds", 0.0)
        if isinstance(finds, dict):
            named[name] = finds
        spread = {
            kind: finds.get(kind, 0.0) if isinstance(finds, dict) else finds for kind in kinds
        }
        whole[name] = replace(station, finds=spread) if station.type == "inspection" else station
    return whole, named


def _flow(links: tuple[WrittenLink, ...]) -> tuple[Link, ...]:
    """Return the links with verdicts and shares spelt out where one link takes the rest."""
    by_origin: dict[str, list[int]] = {}
    for number, written in enumerate(links):
        by_origin.setdefault(written.link.origin, []).append(number)
    flow = [written.link for written in links]
    for numbers in by_origin.values():
        _spell_out_verdicts(flow, numbers)
        _spell_out_shares(flow, numbers)
    return tuple(flow)


def _spell_out_verdicts(flow: list[Link], numbers: list[int]) -> None:
    verdicts = {flow[number].when for number in numbers}
    if len(verdicts) != 2 or None not in verdicts:
        return
    rest = "pass" if "reject" in verdicts else "reject"
    for number in numbers:
        if flow[number].when is None:
            flow[number] = replace(flow[number], when=rest)


def _spell_out_shares(flow: list[Link], numbers: list[int]) -> None:
    choices: dict[tuple[str | None, str | None], list[int]] = {}
    for number in numbers:
        choices.setdefault((flow[number].when, flow[number].product), []).append(number)
    for choice in choices.values():
        without = [number for number in choice if flow[number].share is None]
        rest = 1.0 - sum(flow[number].share or 0.0 for number in choice)
        if len(without) == 1 and len(choice) > 1 and rest > 0:
            flow[without[0]] = replace(flow[without[0]], share=rest)


def _assumptions(values: dict[str, Any]) -> tuple[str, ...]:
    """Return what the file did not say and the house decided."""
    assumed = []
    if "start" not in values:
        assumed.append(f"start: {DEFAULT_START.isoformat()}, as the file names no date")
    if "study" not in values:
        assumed.append("study: warm-up 1 day, length 1 week, 10 replications, seed 1")
    if not {"arrivals", "orders"} & values.keys() and not values.get("sources"):
        assumed.append("arrivals: the source always has a part")
    return tuple(assumed)
