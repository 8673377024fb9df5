"""Properties of an instant over random lines: what decides a choice, and what does not (T3).

All candidates of one tick are there before anything is chosen. So the kind of link, the order of
sources, orders and stations in the file change nothing but what a written tie-break says.
"""

import os
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from kpi.ledger import TICKS_PER_SECOND
from lines import load
from twin.engine import simulate
from twin.engine import trace as t

pytestmark = pytest.mark.same_path
LINES = int(os.environ.get("LINETWIN_LINES", "300")) // 4
RULES = ("spt", "edd", "critical-ratio", "setup-saving", "priority", "fifo")
# of these the key tells all products apart, so that no tie-break is left
STRICT = ("spt", "edd", "priority")
UNTIL_S = 200.0
walk = settings(
    max_examples=LINES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@st.composite
def shops(draw: st.DrawFn, rules: tuple[str, ...]) -> dict[str, Any]:
    """Sources that often send at one tick, and a station that dispatches what they send."""
    count = draw(st.integers(2, 4))
    numbers = st.lists(st.integers(1, 20), min_size=count, max_size=count, unique=True)
    return {
        "every": [draw(st.sampled_from((10, 20, 30))) for _ in range(count)],
        "batch": [draw(st.integers(1, 3)) for _ in range(count)],
        "cycle": draw(numbers),
        "due": draw(numbers),
        "priority": draw(numbers),
        "machines": draw(st.integers(1, 2)),
        "rule": draw(st.sampled_from(rules)),
        "before": [draw(st.integers(0, 9)) for _ in range(count)],
        "turn": draw(st.permutations(range(count))),
    }


def text_of(shop: dict[str, Any], link: str, order: list[int], upstream: bool = False) -> str:
    """The line, with one kind of link before the station and its entries in some order."""
    number = range(len(shop["every"]))
    products = ", ".join(f"p{i}: {{priority: {shop['priority'][i]}}}" for i in number)
    cycle = ", ".join(f"p{i}: {shop['cycle'][i]} s" for i in number)
    lines = ["line: shop", f"products: {{{products}}}", "sources:"]
    for i in order:
        words = f"every: {shop['every'][i]} s, batch: {shop['batch'][i]}, product: p{i}"
        lines.append(f"  s{i}: {{{words}, due: {shop['due'][i]} s}}")
    lines += ["buffers: {rack: {}}"] if link == "rack" else []
    lines.append("stations:")
    if upstream:
        lines += [f"  u{i}: {{cycle: {shop['before'][i]} s}}" for i in order]
    setup = ", setup: {time: 1 s}" if shop["rule"] == "setup-saving" else ""
    words = f"machines: {shop['machines']}, dispatch: {shop['rule']}{setup}"
    lines.append(f"  desk: {{{words}, cycle: {{{cycle}}}}}")
    lines.append("flow:")
    for i in order:
        first = f"s{i} -> u{i}" if upstream else f"s{i}"
        lines.append(f"  - {first} -> rack" if link == "rack" else f"  - {first} {link} desk")
    lines.append("  - rack -> desk -> sink" if link == "rack" else "  - desk -> sink")
    return "\n".join(lines) + "\n"


def begun(text: str, machine: str, engine: str = "fast") -> list[tuple[float, int]]:
    """When the machines of a station began with a part of which product, in order."""
    run = simulate(load(text), 1, 0, 0.0, UNTIL_S, engine=engine, trace=True)
    assert run.trace is not None
    ours = [m for m, name in enumerate(run.frame.machines) if name.split(".")[0] == machine]
    product = dict(
        zip(
            run.trace.part[run.trace.what == t.ARRIVE].tolist(),
            run.trace.value[run.trace.what == t.ARRIVE].tolist(),
            strict=True,
        )
    )
    rows = zip(*run.trace, strict=True)
    names = run.frame.products
    return [
        (int(tick) / TICKS_PER_SECOND, names[product[int(part)]])
        for tick, what, who, part, state, _ in rows
        if what == t.STATE and int(who) in ours and int(part) >= 0 and state == 2
    ]


@pytest.mark.parametrize("portion", range(2))
def test_every_kind_of_link_gives_the_same_order_of_takes(portion: int) -> None:
    @seed(portion)
    @walk
    @given(shops(RULES))
    def each(shop: dict[str, Any]) -> None:
        order = list(range(len(shop["every"])))
        taken = [begun(text_of(shop, link, order), "desk") for link in ("-> [] ->", "rack", "->")]
        assert taken[0] == taken[1] == taken[2]
        assert taken[0]

    each()


@pytest.mark.parametrize("upstream", [False, True])
def test_the_order_of_sources_and_stations_in_the_file_decides_nothing(upstream: bool) -> None:
    @seed(int(upstream))
    @walk
    @given(shops(STRICT), st.sampled_from(["-> [] ->", "rack", "->"]))
    def each(shop: dict[str, Any], link: str) -> None:
        order = list(range(len(shop["every"])))
        kept = begun(text_of(shop, link, order, upstream), "desk")
        assert begun(text_of(shop, link, list(shop["turn"]), upstream), "desk") == kept

    each()


def test_the_order_of_the_orders_of_one_tick_decides_nothing() -> None:
    @seed(0)
    @walk
    @given(shops(STRICT), st.randoms(use_true_random=False))
    def each(shop: dict[str, Any], chance: random.Random) -> None:
        number = range(len(shop["every"]))
        entries = [
            f"  - {{product: p{i}, quantity: {shop['batch'][i]}, every: {shop['every'][i]} s, "
            f"first: 0 s, due: {shop['due'][i]} s}}"
            for i in number
        ]
        products = ", ".join(f"p{i}: {{priority: {shop['priority'][i]}}}" for i in number)
        cycle = ", ".join(f"p{i}: {shop['cycle'][i]} s" for i in number)
        taken = []
        for _ in range(2):
            text = "\n".join(
                [
                    "line: shop",
                    f"products: {{{products}}}",
                    "orders:",
                    *entries,
                    f"stations: {{desk: {{cycle: {{{cycle}}}, dispatch: {shop['rule']}}}}}",
                    "flow: [source -> desk -> sink]",
                ]
            )
            taken.append(begun(text, "desk"))
            chance.shuffle(entries)
        assert taken[0] == taken[1]

    each()
