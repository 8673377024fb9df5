"""Rules about orders: what is ordered can be made, arrives whole, and lies ahead."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from functools import partial

from lines.checks.products import coming_to, ways_of
from lines.compose import Draft
from lines.errors import hint, listed
from lines.model import SINK, SOURCE
from lines.nodes import Route, place_of
from lines.places import Place
from lines.words.order_file import WrittenRow, seconds_of


def orders_come_alone(draft: Draft) -> None:
    """`arrivals` and `orders` both say what `source` brings; a line has one of them."""
    if draft.node("arrivals") is not None and draft.node("orders") is not None:
        told = "'arrivals' and 'orders' both say what 'source' brings; keep one of them"
        draft.fail(f"{told}, or give what arrives a source of its own", "orders", at_word=True)


def orders_can_be_made(draft: Draft) -> None:
    """What is ordered is a product of the line, with a cycle on its way and a way to the sink."""
    if not draft.sound("products") or not draft.sound("flow"):
        return
    products = list(draft.line.products)
    told_of: dict[str, str] = {}
    for product in dict.fromkeys(product for product, _ in _ordered(draft)):
        if product not in products:
            told = f"'{product}' is no product; the line has {listed(products)}"
            told_of[product] = told + hint(product, products)
        elif not any(place == SINK for place, _ in ways_of(draft, SOURCE, product)):
            told_of[product] = f"no way leads from 'source' to the sink for '{product}'"
    for product, where in _ordered(draft) if told_of else ():
        if product in told_of:
            place, route = where()
            draft.fail_at(place, route, told_of[product])


def orders_reach_the_sink_whole(draft: Draft) -> None:
    """A part of an order is the first that an assembly takes, or the order never is complete."""
    if draft.orders is None or not draft.sound("flow"):
        return
    products = dict.fromkeys(product for product, _ in _ordered(draft))
    met = list({at: None for product in products for at in ways_of(draft, SOURCE, product)})
    coming = {SOURCE, *(place for place, _ in met)}
    for name, station in draft.line.stations.items():
        if station.type != "assembly":
            continue
        ordered = coming_to(draft, name, met) if station.needs_products else coming
        needs = station.needs_products or station.needs
        for number, (needed, count) in enumerate(needs.items()):
            if needed in ordered and (number > 0 or count > 1):
                told = f"'{needed}' brings parts of orders, which are joined into another part"
                told += ", so that their orders would never be complete; let it stand first"
                told += " with one part, or give these parts a source of their own"
                draft.fail(told, "stations", name, "needs", at_word=True)


def dates_lie_ahead(draft: Draft) -> None:
    """An order is released when the line has started, and due when it is released."""
    start = draft.line.start
    for row in draft.orders.rows if draft.orders is not None else ():
        release = seconds_of(row.release, start)
        if release < 0:
            cell = row.cell("release")
            told = f"found '{cell.text}', before the start of the line, {start.isoformat()}"
            draft.fail_at(cell.place, ("orders", "release"), f"{told}; expected a later date")
        elif isinstance(row.due, datetime.datetime) and seconds_of(row.due, start) < release:
            cell = row.cell("due")
            told = f"found '{cell.text}', before the release '{row.cell('release').text}'"
            draft.fail_at(cell.place, ("orders", "due"), f"{told}; expected a later date")


Where = Callable[[], tuple[Place, Route]]


def _ordered(draft: Draft) -> Iterator[tuple[str, Where]]:
    """What is ordered, and a way to ask where that was written: a table may be long."""
    if draft.orders is None:
        return
    for number, order in enumerate(draft.orders.entries):
        yield order.product, partial(_in_the_list, draft, number)
    for row in draft.orders.rows:
        yield row.product, partial(_in_the_table, row)


def _in_the_list(draft: Draft, number: int) -> tuple[Place, Route]:
    route = ("orders", number, "product")
    return place_of(draft.root, route), route


def _in_the_table(row: WrittenRow) -> tuple[Place, Route]:
    return row.cell("product").place, ("orders", "product")
