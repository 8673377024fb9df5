"""Rules about what assemblies need: by the place that leads there, or by product."""

from __future__ import annotations

from lines.checks.products import coming_to, products_at
from lines.checks.rooms import room_at_once
from lines.compose import Draft
from lines.errors import hint, listed


def needs_name_the_ways_in(draft: Draft) -> None:
    """Needs by place name every place that leads to the assembly, and nothing else."""
    for name, station in draft.line.stations.items():
        node = draft.node("stations", name, "needs")
        if node is None or not draft.sound("stations", name, "needs") or not draft.sound("flow"):
            continue
        if station.needs_products:
            continue
        origins = list(station.needs)
        for word in node.words:
            if word not in origins:
                told = f"no link leads from '{word}' to '{name}'"
                if word in draft.line.products:
                    told = f"'{word}' is a product; name products only, or places only"
                told += f"; links lead there from {listed(origins)}{hint(word, origins)}"
                draft.fail(told, "stations", name, "needs", word, at_word=True)
        left_out = [origin for origin in origins if origin not in node.words]
        if left_out:
            told = f"a link leads here from {listed(left_out)}, which 'needs' leaves out"
            draft.fail(told, "stations", name, "needs", at_word=True)


def needs_name_what_comes(draft: Draft) -> None:
    """Needs by product name every product that can come to the assembly, and nothing else."""
    if not all(draft.sound(part) for part in ("flow", "products", "sources", "arrivals", "orders")):
        return
    for name, station in draft.line.stations.items():
        if not station.needs_products or not draft.sound("stations", name):
            continue
        met = [(place, one) for place, products in products_at(draft).items() for one in products]
        coming = coming_to(draft, name, met)
        for product in station.needs_products:
            if product not in coming:
                told = f"'{product}' is no product that can come to '{name}'"
                told += f"; expected {listed(coming)}{hint(product, coming)}"
                draft.fail(told, "stations", name, "needs", product, at_word=True)
        in_the_way = [product for product in coming if product not in station.needs_products]
        if in_the_way:
            told = f"{listed(in_the_way)} can come to '{name}' and would stand there for ever"
            told += "; add to 'needs', or lead elsewhere by a link with 'product'"
            draft.fail(told, "stations", name, "needs", at_word=True)


def needs_find_parts_that_wait(draft: Draft) -> None:
    """What is needed by product is looked for among parts that wait, in or before a room."""
    for written in draft.links:
        link = written.link
        source = draft.line.sources.get(link.origin)
        station = draft.line.stations.get(link.target)
        if source is None or station is None or not station.needs_products:
            continue
        if source.is_endless and link.capacity == 0:
            told = f"the source '{source.name}' always has a part, so that none waits here"
            told += f" among which '{station.name}' could find what it needs by product"
            told += "; give the link a room, or let 'needs' name the places that lead there"
            draft.fail_at(written.origin, written.route, told)


def needs_find_room(draft: Draft) -> None:
    """What an assembly takes at one moment can wait together in front of it."""
    if not draft.sound("flow"):
        return
    for name, station in draft.line.stations.items():
        if station.needs_products:
            _find_room_for_all(draft, name, sum(station.needs_products.values()))
            continue
        for link in draft.links_into(name):
            count = station.needs.get(link.origin, 1)
            room = room_at_once(draft, link)
            if station.type == "assembly" and room is not None and count > room:
                told = f"{count} parts from '{link.origin}' never wait together"
                told += f"; there is room for {room}"
                route = ("needs", link.origin) if draft.node("stations", name, "needs") else ()
                draft.fail(told, "stations", name, *route, at_word=not route)


def _find_room_for_all(draft: Draft, name: str, count: int) -> None:
    rooms = [room_at_once(draft, link) for link in draft.links_into(name)]
    most = sum(room for room in rooms if room is not None)
    if None not in rooms and count > most:
        told = f"{count} parts never wait together before '{name}'; there is room for {most}"
        draft.fail(told, "stations", name, "needs", at_word=True)
