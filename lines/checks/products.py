"""Rules about products: every name is declared, every station knows what to do with what comes."""

from __future__ import annotations

from collections.abc import Iterator

from lines.checks.rooms import leaving_of
from lines.compose import Draft
from lines.errors import hint, listed
from lines.model import Link
from lines.nodes import Step
from lines.words.chances import shape_hint


def products_are_declared(draft: Draft) -> None:
    """Whatever names a product names one that the line has."""
    if not draft.sound("products"):
        return
    for source, mix in draft.mixes.items():
        if draft.line.sources[source].to_order:
            continue  # what is ordered is looked at with the orders
        route: tuple[Step, ...] = ("arrivals",) if source == "source" else ("sources", source)
        by_mix = draft.node(*route, "mix") is not None
        for product, _ in mix or ():
            _expect(draft, product, *route, *(("mix", product) if by_mix else ("product",)))
    for name, station in draft.line.stations.items():
        for product in draft.cycles[name]:
            _expect(draft, product, "stations", name, "cycle", product)
        if station.makes is not None and station.type == "assembly":
            _expect(draft, station.makes, "stations", name, "makes")
        for last, times in station.setup.changes.items() if station.setup else ():
            _expect(draft, last, "stations", name, "setup", "from", last)
            for product in times:
                _expect(draft, product, "stations", name, "setup", "from", last, product)
    for written in draft.links:
        named = written.link.product
        if named is not None and named not in draft.line.products:
            told = _unknown(draft, named)
            draft.fail_at(written.place_of("product"), (*written.route, "product"), told)


def setups_change_the_product(draft: Draft) -> None:
    """The time of a set-up stands between two products that differ."""
    for name, station in draft.line.stations.items():
        for last, times in station.setup.changes.items() if station.setup else ():
            if last in times:
                told = f"'{last}' after '{last}' needs no set-up; leave it out"
                draft.fail(told, "stations", name, "setup", "from", last, last, at_word=True)


def _expect(draft: Draft, product: str, *route: Step) -> None:
    if product not in draft.line.products:
        draft.fail(_unknown(draft, product), *route, at_word=route[-1] == product)


def _unknown(draft: Draft, product: str) -> str:
    names = list(draft.line.products)
    meant = hint(product, names) or shape_hint(product)
    return f"'{product}' is no product; the line has {listed(names)}{meant}"


def sources_say_what_comes(draft: Draft) -> None:
    """Where there are several products a source says which it brings."""
    if draft.node("products") is None or len(draft.line.products) < 2:
        return
    if draft.findings.has_lost("orders", "arrivals"):
        return
    for source, mix in draft.mixes.items():
        own = ("arrivals",) if source == "source" else ("sources", source)
        if mix is not None or not draft.sound(*own) or draft.line.sources[source].to_order:
            continue
        first, second, *_ = draft.line.products
        told = f"the line has several products; say which come from '{source}', such as "
        told += f"{own[0]}: {{mix: {{{first}: 60 %, {second}: 40 %}}}}"
        if draft.node(*own) is not None:
            draft.fail(told, *own, at_word=True)
            continue
        written = next((w for w in draft.links if w.link.origin == source), None)
        if written is not None:
            draft.fail_at(written.origin, written.route, told)


def cycles_cover_what_comes(draft: Draft) -> None:
    """A station with a cycle for each product has one for every product that can reach it."""
    if not all(draft.sound(part) for part in ("flow", "products", "sources", "arrivals", "orders")):
        return
    coming = products_at(draft)
    for name, cycles in draft.cycles.items():
        if not cycles or not draft.sound("stations", name):
            continue
        missing = [product for product in coming.get(name, ()) if product not in cycles]
        if missing:
            told = f"no cycle for {listed(missing)}, which can come to '{name}'"
            draft.fail(told, "stations", name, "cycle", at_word=True)


def products_have_ways_out(draft: Draft) -> None:
    """A product that can come to a station has a link to leave by."""
    if not draft.sound("flow") or not draft.sound("products"):
        return
    coming = products_at(draft)
    for name in (*draft.line.stations, *draft.line.sources):
        links = draft.links_out_of(name)
        if not any(link.product for link in links):
            continue
        for when in dict.fromkeys(link.when for link in links):
            ways = [link for link in links if link.when == when]
            bound = [link.product for link in ways]
            lost = [p for p in _made_at(draft, name, coming) if p not in bound]
            if lost and None not in bound:
                _fail_lost(draft, name, lost, ways[0])


def _fail_lost(draft: Draft, name: str, lost: list[str], link: Link) -> None:
    written = next(w for w in draft.links if w.link is link or w.link == link)
    told = f"{listed(lost)} can come to '{name}' and has no link to leave by"
    told += "; add one for it, or one without 'product'"
    draft.fail_at(written.origin, written.route, told)


def products_at(draft: Draft) -> dict[str, dict[str, None]]:
    """Return the products that can come to each place, in the order they were met."""
    at: dict[str, dict[str, None]] = {}
    starts = [(name, p) for name, source in draft.line.sources.items() for p, _ in source.mix]
    for name, product in _walk(draft, starts):
        at.setdefault(name, {})[product] = None
    return at


def coming_to(draft: Draft, name: str, met: list[tuple[str, str]]) -> list[str]:
    """Return the products that links bring to a place out of these places with these products."""
    return list(
        dict.fromkeys(
            left
            for origin, product in met
            for left, target in leaving_of(draft, origin, product)
            for link in _ways_for(draft.links_out_of(origin), left, target)
            if link.target == name
        )
    )


def ways_of(draft: Draft, place: str, product: str) -> list[tuple[str, str]]:
    """Return the places that a product can come to from a place, and as what."""
    return list(_walk(draft, [(place, product)]))


def steps_from(draft: Draft, place: str, product: str) -> Iterator[tuple[Link, str, str]]:
    """Yield each link that a product can leave a place by, where it comes to, and as what."""
    for left, target in leaving_of(draft, place, product):
        for link in _ways_for(draft.links_out_of(place), left, target):
            for name, became in _after(draft, link, left):
                yield link, name, became


def _walk(draft: Draft, starts: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    waiting = list(starts)
    seen = set(waiting)
    while waiting:
        name, product = waiting.pop()
        yield name, product
        for _, *after in steps_from(draft, name, product):
            at = (after[0], after[1])
            if at not in seen:
                seen.add(at)
                waiting.append(at)


def _ways_for(links: list[Link], product: str, target: str | None) -> list[Link]:
    if target is not None:
        return [link for link in links if link.target == target]
    own = [link for link in links if link.product == product]
    whens = {link.when for link in own}
    rest = [link for link in links if link.product is None and link.when not in whens]
    return own + rest


def _after(draft: Draft, link: Link, product: str) -> list[tuple[str, str]]:
    """Return what comes to the target: at an assembly one product stands for all."""
    station = draft.line.stations.get(link.target)
    if station is None or station.type != "assembly":
        return [(link.target, product)]
    if station.makes is not None:
        return [(link.target, station.makes)]
    if station.needs_products:
        return [(link.target, product)] if product == next(iter(station.needs_products)) else []
    first = next(iter(station.needs), None)
    return [(link.target, product)] if link.origin == first else []


def _made_at(draft: Draft, name: str, coming: dict[str, dict[str, None]]) -> list[str]:
    left = [one for product in coming.get(name, ()) for one in leaving_of(draft, name, product)]
    return list(dict.fromkeys(product for product, target in left if target is None))
