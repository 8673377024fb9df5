"""Small lines against answers worked out here: Markov chains solved exactly, closed forms.

They cover what the cases leave open: counts in an assembly, who was blocked longest, several
failure modes, people at machines, samples, rework, waiting outside.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from chain import Chain
from known_answers import (
    Sums,
    at_machine,
    content,
    made,
    share,
    sojourn,
    span_s,
    with_defect,
)
from plain_lines import assert_meets, queue, serial, study

from kpi import Books
from kpi.ledger import AT_SINK
from lines.states import BLOCKED, BUSY, DOWN, REPAIR, WAITING_CREW


def throughput(books: list[Books]) -> list[Sums]:
    return [Sums(made(one), span_s(one)) for one in books]


def shares(books: list[Books], station: str, *states: int) -> list[Sums]:
    return [share(one, station, states) for one in books]


def run_long(text: str, length_s: float = 100_000) -> list[Books]:
    return study(text, length_s=length_s, warmup_s=1_000).books


def test_room_for_two_is_neither_one_nor_three() -> None:
    # capacity that counts the machine's place gives 0.670466, one place too many 0.776712
    assert_meets(throughput(run_long(serial(3, 2))), 0.734017)


class Kit(NamedTuple):
    """Two feeders and an assembly that takes two of the first and one of the second."""

    first: int
    first_blocked: bool
    second: int
    second_blocked: bool
    working: bool


def settled_kit(kit: Kit) -> Kit:
    while True:
        if not kit.working and kit.first >= 2 and kit.second >= 1:
            kit = kit._replace(first=kit.first - 2, second=kit.second - 1, working=True)
        elif kit.first_blocked and kit.first < 3:
            kit = kit._replace(first=kit.first + 1, first_blocked=False)
        elif kit.second_blocked and kit.second < 1:
            kit = kit._replace(second=kit.second + 1, second_blocked=False)
        else:
            return kit


def kit_moves(kit: Kit) -> Iterator[tuple[float, Kit]]:
    if not kit.first_blocked:
        yield 1.0, settled_kit(kit._replace(first_blocked=True))
    if not kit.second_blocked:
        yield 0.6, settled_kit(kit._replace(second_blocked=True))
    if kit.working:
        yield 0.8, settled_kit(kit._replace(working=False))


def test_an_assembly_takes_the_counts_it_needs_at_once() -> None:
    books = run_long("""
line: kit
stations:
  bolts: {cycle: {exponential: 1 s}}
  plates: {cycle: {exponential: 1.6666666666666667 s}}
  join: {type: assembly, needs: {bolts: 2, plates: 1}, cycle: {exponential: 1.25 s}}
flow:
  - source -> bolts -> [3] -> join -> sink
  - source -> plates -> [1] -> join
""")
    exact = Chain(Kit(0, False, 0, False, False), kit_moves)
    assert_meets(throughput(books), 0.8 * exact.mean(lambda kit: kit.working))
    assert_meets(shares(books, "bolts", BLOCKED), exact.mean(lambda kit: kit.first_blocked))
    assert_meets(shares(books, "plates", BLOCKED), exact.mean(lambda kit: kit.second_blocked))
    assert_meets([content(one, "bolts->join") for one in books], exact.mean(lambda kit: kit.first))


class Merge(NamedTuple):
    """Two feeders into one place and a machine; blocked feeders in the order of blocking."""

    waiting: int
    working: bool
    blocked: tuple[int, ...]


FEEDS = (1.0, 0.5)


def settled_merge(merge: Merge) -> Merge:
    while True:
        if not merge.working and merge.waiting:
            merge = merge._replace(waiting=merge.waiting - 1, working=True)
        elif merge.blocked and merge.waiting < 1:
            merge = merge._replace(waiting=merge.waiting + 1, blocked=merge.blocked[1:])
        else:
            return merge


def merge_moves(merge: Merge) -> Iterator[tuple[float, Merge]]:
    for feeder, rate in enumerate(FEEDS):
        if feeder not in merge.blocked:
            yield rate, settled_merge(merge._replace(blocked=(*merge.blocked, feeder)))
    if merge.working:
        yield 0.9, settled_merge(merge._replace(working=False))


def is_blocked(feeder: int) -> Callable[[Merge], bool]:
    return lambda merge: feeder in merge.blocked


def test_who_was_blocked_longest_goes_first() -> None:
    books = run_long("""
line: merge
buffers: {rack: {capacity: 1}}
stations:
  quick: {cycle: {exponential: 1 s}}
  slow: {cycle: {exponential: 2 s}}
  wash: {cycle: {exponential: 1.1111111111111112 s}}
flow:
  - source -> quick -> rack
  - source -> slow -> rack
  - rack -> wash -> sink
""")
    exact = Chain(Merge(0, False, ()), merge_moves)
    assert_meets(throughput(books), 0.9 * exact.mean(lambda merge: merge.working))
    for feeder, name in enumerate(("quick", "slow")):
        assert_meets(shares(books, name, BLOCKED), exact.mean(is_blocked(feeder)))


def test_a_calendar_failure_during_a_repair_comes_right_after_it() -> None:
    books = run_long("""
line: two-modes
stations:
  press:
    cycle: 1 s
    failures:
      jam: {every: {exponential: 20 s}, clock: busy, repair: {exponential: 5 s}}
      power: {every: {exponential: 40 s}, clock: calendar, repair: {exponential: 10 s}}
flow: [source -> press -> sink]
""")
    moves = {
        "up": ((1 / 20, "jam"), (1 / 40, "power")),
        "jam": ((1 / 5, "up"), (1 / 40, "jam, power due")),
        "jam, power due": ((1 / 5, "power"),),
        "power": ((1 / 10, "up"),),
    }
    exact = Chain("up", lambda state: moves[state])
    up = exact.chances["up"]
    assert_meets(shares(books, "press", BUSY), up)
    assert_meets(shares(books, "press", DOWN, REPAIR), 1 - up)


def test_a_tool_is_changed_after_its_count_of_parts() -> None:
    text = """
line: tool
stations:
  drill:
    cycle: {exponential: 1 s}
    failures: {bit: {every: 10 parts, clock: parts, repair: 5 s}}
flow: [source -> drill -> sink]
"""
    books = run_long(text)
    assert_meets(throughput(books), 10 / 15)
    assert_meets([at_machine(one, "failures", "drill") for one in books], 1 / 15)


def test_one_operator_serves_two_machines_in_turn() -> None:
    books = run_long("""
line: one-operator
crews: {operators: {count: 1, skills: [tend]}}
stations:
  turn: {cycle: {exponential: 3 s}, crew: {skill: tend}}
  mill: {cycle: {exponential: 2 s}, crew: {skill: tend}}
flow:
  - source -> turn -> sink
  - source -> mill -> sink
""")
    assert_meets(throughput(books), 2 / 5)
    assert_meets(shares(books, "turn", BUSY), 3 / 5)
    assert_meets(shares(books, "mill", BUSY), 2 / 5)
    assert_meets(shares(books, "mill", WAITING_CREW), 3 / 5)


def test_waiting_outside_takes_as_long_as_waiting_inside() -> None:
    text = queue(0.7).replace("[]", "[2]")
    books = study(text, length_s=200_000, warmup_s=2_000).books
    assert_meets([sojourn(one) for one in books], 1 / 0.3)


@pytest.mark.parametrize("sample", [1.0, 0.4])
def test_rework_draws_anew_and_samples_let_pass(sample: float) -> None:
    text = f"""
line: rework
stations:
  weld: {{cycle: 1 s, quality: {{defects: {{crack: 20 %}}}}}}
  look: {{type: inspection, cycle: 0.5 s, finds: 75 %, false-rejects: 10 %, sample: {sample}}}
flow:
  - source -> weld -> [2] -> look
  - look -> sink: {{when: pass}}
  - look -> weld: {{when: reject, buffer: 2}}
""".replace(f"sample: {sample}", f"sample: {100 * sample:g} %")
    books = run_long(text)
    found = sample * (0.2 * 0.75 + 0.8 * 0.10 + 0.2 * 0.25 * 0.10)
    escaped = 0.2 * (1 - sample * (0.75 + 0.25 * 0.10))
    assert_meets(
        [Sums(with_defect(one, AT_SINK), made(one)) for one in books], escaped / (1 - found)
    )
    passes = [Sums(float(one.ledger.finished[0].sum()), made(one)) for one in books]
    assert_meets(passes, 1 / (1 - found), 1e-3)
