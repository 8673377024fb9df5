"""What a large line costs: lines of Python counted, so that no clock decides."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from lines import load
from twin.engine import compile_plan, reference

S = 1_000_000
HOUR = 3600 * S


def serial(stations: int) -> str:
    """Stations one behind the other on bare links, which all finish at one tick."""
    names = [f"s{number}" for number in range(stations)]
    flow = " -> ".join(["source", *names, "sink"])
    each = "".join(f"  {name}: {{cycle: 60 s}}\n" for name in names)
    return f"line: serial\nstations:\n{each}flow:\n  - {flow}\n"


def breaking(stations: int) -> str:
    """Stations with failures that one of a few people repairs, and buffers between them."""
    words = "{cycle: {exponential: 60 s}, failures: {jam: {every: 1 h, repair: 5 min, crew: fix}}}"
    words = words.replace("crew: fix", "crew: {skill: fix}")
    each = "".join(f"  s{number}: {words}\n" for number in range(stations))
    links = "".join(f"  - s{n} -> s{n + 1}: {{buffer: 3}}\n" for n in range(stations - 1))
    crews = f"crews:\n  team: {{count: {stations // 25}, skills: [fix], wage: 20000 KRW/h}}\n"
    flow = f"flow:\n  - source -> s0\n{links}  - s{stations - 1} -> sink\n"
    return f"line: breaking\n{crews}stations:\n{each}{flow}"


def cells(stations: int) -> str:
    """Cells of four: two ways by product, a named buffer, an assembly with a part of its own."""
    sources, each, buffers, flow = "", "", "", ""
    before = "yard"
    for cell in range(stations // 4):
        sources += f"  own{cell}: {{every: 5 min, product: a}}\n"
        each += f"  in{cell}: {{cycle: {{a: 60 s, b: 50 s}}, dispatch: critical-ratio}}\n"
        each += f"  up{cell}: {{cycle: 60 s}}\n  down{cell}: {{cycle: 70 s}}\n"
        each += f"  join{cell}: {{type: assembly, needs: {{rack{cell}: 1, own{cell}: 1}}, "
        each += "cycle: 50 s}\n"
        buffers += f"  rack{cell}: {{capacity: 6}}\n"
        flow += f"  - {before} -> in{cell}: {{buffer: 5}}\n"
        flow += f"  - in{cell} -> up{cell}: {{product: a, buffer: 2}}\n"
        flow += f"  - in{cell} -> down{cell}: {{product: b, buffer: 2}}\n"
        flow += f"  - up{cell} -> rack{cell}\n  - down{cell} -> rack{cell}\n"
        flow += f"  - rack{cell} -> join{cell}\n  - own{cell} -> join{cell}\n"
        before = f"join{cell}"
    yard = "  yard: {every: 200 s, mix: {a: 50 %, b: 50 %}, due: 1 d}\n"
    return (
        f"line: cells\nproducts: {{a: {{}}, b: {{}}}}\nsources:\n{yard}{sources}stations:\n{each}"
        f"buffers:\n{buffers}flow:\n{flow}  - {before} -> sink\n"
    )


def lines_run(do: Callable[[], Any]) -> int:
    """How many lines of Python run: each turn of a loop counts."""
    count = 0

    def watch(frame: Any, event: str, arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return watch

    before = sys.gettrace()
    sys.settrace(watch)
    try:
        do()
    finally:
        sys.settrace(before)
    return count


def cost_of_compiling(text: str, stations: int) -> float:
    line = load(text)
    compile_plan(line)  # what is imported at its first use is not counted
    return lines_run(lambda: compile_plan(line)) / stations


@pytest.mark.parametrize("kind", [serial, breaking, cells])
def test_a_plan_is_compiled_in_time_that_grows_with_the_line(kind):
    few, many = (cost_of_compiling(kind(size), size) for size in (500, 2000))
    assert many / few < 1.3


def cost_of_an_event(text: str, until: int) -> float:
    """Lines of Python for each row of the trace, the building of the plant not counted."""
    compiled = compile_plan(load(text))
    rows = []

    def walk(end: int) -> None:
        rows[:] = reference.run(compiled.plan, compiled.frame, 1, 0, end)

    walk(1)
    built = lines_run(lambda: walk(1))
    return (lines_run(lambda: walk(until)) - built) / len(rows)


@pytest.mark.parametrize("kind", [serial, breaking, cells])
def test_an_event_of_the_reference_engine_costs_the_same_on_a_large_line(kind):
    few, many = (cost_of_an_event(kind(size), HOUR) for size in (52, 400))
    assert many / few < 1.6


def test_a_plan_of_a_large_line_says_who_takes_from_each_place():
    plan = compile_plan(load(cells(40))).plan
    takers = {(place, row[1], row[2]) for place, row in enumerate(plan.place.tolist())}
    for place, first, count in takers:
        own = {s for s, row in enumerate(plan.station.tolist()) if place in ins_of(plan, row)}
        assert set(plan.consumer[first : first + count].tolist()) == own


def ins_of(plan: Any, row: list[int]) -> list[int]:
    first, count = row[3], row[4]
    return plan.in_place[first : first + count].tolist()
