"""Small lines full of contests at one tick, on both engines: forks, shared buffers, bare links.

Times are multiples of 5 s, so that many things happen together; the random lines of
`test_any_line.py` know every word of the format, these meet every corner of an instant (T3, C2).
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from one_path import S, assert_same_trace, told

from lines import LineError, load
from twin.engine import compile_plan

pytestmark = pytest.mark.same_path
LINES = int(os.environ.get("LINETWIN_LINES", "300"))
UNTIL_S = 300
TIMES = st.sampled_from([5, 5, 10, 15, 20])
SHIFT = 'day: [{days: daily, from: "00:00", to: "00:02", breaks: ["00:00:40-00:01:00"]}]'


@st.composite
def contests(draw: st.DrawFn) -> str:
    """A line of two to five stations that share buffers and choose among their ways."""
    count = draw(st.integers(2, 5))
    names = [f"s{i}" for i in range(count)]
    buffers = [f"b{i}" for i in range(draw(st.integers(0, 2)))]
    stations = {name: _station(draw) for name in names}
    flow: list[str] = []
    for number, name in enumerate(names):
        ahead = [*names[number + 1 :], *buffers, "sink"]
        targets = draw(st.lists(st.sampled_from(ahead), min_size=1, max_size=3, unique=True))
        flow += [_link(draw, name, target, buffers) for target in targets]
    for name in buffers:
        takers = draw(st.lists(st.sampled_from(names[1:]), min_size=1, max_size=2, unique=True))
        flow += [f"{name} -> {taker}" for taker in takers]
    sources = [f"q{i}" for i in range(draw(st.integers(1, 3)))]
    lines = ["line: contest", f"calendars: {{{SHIFT}}}", "sources:"]
    for source in sources:
        lines.append(f"  {source}: {{{_source(draw)}}}")
        targets = draw(
            st.lists(st.sampled_from([*names, *buffers]), min_size=1, max_size=2, unique=True)
        )
        flow += [_link(draw, source, target, buffers) for target in targets]
    if buffers:
        lines.append("buffers:")
        lines += [f"  {name}: {{capacity: {draw(st.integers(1, 2))}}}" for name in buffers]
    lines.append("stations:")
    lines += [f"  {name}: {{{words}}}" for name, words in stations.items()]
    lines.append("flow:")
    lines += [f"  - {link}" for link in draw(st.permutations(flow))]
    text = "\n".join(lines) + "\n"
    return (
        text
        if any("calendar: day" in words for words in stations.values())
        else text.replace(f"calendars: {{{SHIFT}}}\n", "")
    )


def _station(draw: st.DrawFn) -> str:
    words = [f"cycle: {draw(TIMES)} s", f"machines: {draw(st.sampled_from([1, 1, 2]))}"]
    words.append(f"choose: {draw(st.sampled_from(['least-full', 'cyclic', 'first']))}")
    if draw(st.integers(0, 3)) == 0:
        words.append("calendar: day")
        words.append(f"finish: {draw(st.sampled_from(['yes', 'no']))}")
    if draw(st.integers(0, 3)) == 0:
        clock = draw(st.sampled_from(["calendar", "busy"]))
        fails = f"every: {draw(TIMES)} s, repair: {draw(TIMES)} s, clock: {clock}"
        words.append(f"failures: {{jam: {{{fails}}}}}")
        words.append(f"down: {draw(st.sampled_from(['holds', 'releases']))}")
    elif draw(st.integers(0, 4)) == 0:
        words.append("failures: {tool: {every: 2 parts, repair: 10 s, clock: parts}}")
    if draw(st.integers(0, 4)) == 0:
        words.append(f"standby: {{after: 5 s, wake: {draw(st.sampled_from([0, 5]))} s}}")
    if draw(st.integers(0, 5)) == 0:
        words += ["type: batch", f"batch: {{size: 2, wait: {draw(TIMES)} s}}"]
    return ", ".join(words)


def _link(draw: st.DrawFn, origin: str, target: str, buffers: list[str]) -> str:
    bare = target in buffers or target == "sink"
    room = "" if bare else draw(st.sampled_from(["", "", "[1] -> ", "[2] -> "]))
    return f"{origin} -> {room}{target}"


def _source(draw: st.DrawFn) -> str:
    words = f"every: {draw(TIMES)} s, batch: {draw(st.integers(1, 2))}"
    return words + draw(st.sampled_from([", full: lost", ", full: wait"]))


@pytest.mark.parametrize("portion", range(3))
def test_both_engines_settle_contests_alike(portion: int) -> None:
    met: dict[str, Any] = {"lines": 0}

    @seed(portion)
    @settings(
        max_examples=LINES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(contests())
    def each(text: str) -> None:
        try:
            line = load(text)
        except LineError:
            return
        met["lines"] += 1
        compiled = compile_plan(line, promise_s=None)
        reference = told(compiled, "reference", 0, UNTIL_S * S)
        fast = told(compiled, "fast", 0, UNTIL_S * S)
        assert reference.end == fast.end
        if reference.trace is not None and fast.trace is not None:
            assert_same_trace(reference.trace, fast.trace)

    each()
    assert met["lines"] > LINES // 4  # the others are refused
