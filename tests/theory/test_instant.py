"""Choices see all candidates of their instant (T3, C1, C2, C18): hand-computed values.

Five jobs on one desk are the sequencing example of operations-management textbooks (Heizer and
Render): flow times and tardiness by rule follow by adding up.
"""

from collections.abc import Sequence

import pytest
from told_run import Run, on_both_engines, told_run

from lines.states import STATES
from twin.engine import trace as t

DAY = 86_400
HOUR = 3_600
CYCLES = {"a": 6, "b": 2, "c": 8, "d": 3, "e": 9}
DUE = {"a": 8, "b": 6, "c": 18, "d": 15, "e": 23}
JOBS = {
    "spt": (13.0, 1.8),
    "edd": (13.6, 1.2),
    "fifo": (15.4, 2.2),
    "critical-ratio": (15.4, 2.2),
}
LINKS = {
    "a buffer without limit": ("source -> [] -> desk -> sink",),
    "a named buffer": ("source -> rack", "rack -> desk -> sink"),
    "a bare link": ("source -> desk -> sink",),
}


def desk(dispatch: str, links: Sequence[str]) -> str:
    """Five orders released together to one desk."""
    orders = [f"{{product: {x}, quantity: 1, first: 0 s, due: {DUE[x]} days}}" for x in CYCLES]
    cycle = ", ".join(f"{name}: {days} days" for name, days in CYCLES.items())
    rack = "buffers: {rack: {capacity: 5}}\n" if "rack" in links[0] else ""
    return (
        "line: desk\nproducts: {a: {}, b: {}, c: {}, d: {}, e: {}}\n"
        f"orders: [{', '.join(orders)}]\n{rack}"
        f"stations: {{desk: {{cycle: {{{cycle}}}, dispatch: {dispatch}}}}}\n"
        "flow:\n" + "".join(f"  - {link}\n" for link in links)
    )


@on_both_engines
@pytest.mark.parametrize("links", LINKS.values(), ids=list(LINKS))
@pytest.mark.parametrize("dispatch", JOBS)
def test_five_orders_released_together_are_all_seen(
    dispatch: str, links: Sequence[str], engine: str
) -> None:
    run = told_run(desk(dispatch, links), 40 * DAY, engine)
    flow = [part.lead_s / DAY for part in run.left()]
    tardy = [row for row in run.rows if row[1] == t.COMPLETE]
    late = [max(row[0] - row[5], 0) / DAY / 1e6 for row in tardy]
    assert len(flow) == 5
    assert (sum(flow) / 5, sum(late) / 5) == pytest.approx(JOBS[dispatch])


MERGE = """
line: merge
products: {{long: {{priority: 1}}, short: {{priority: 2}}}}
sources:
  sl: {{every: 10 h, product: long}}
  ss: {{every: 10 h, product: short}}
stations:
  up1: {{cycle: 30 min}}
  up2: {{cycle: 30 min}}
  m: {{cycle: {{long: 6 h, short: 1 h}}, dispatch: {dispatch}}}
flow:
  - {first}
  - {second}
  - m -> sink
"""
WAYS = {
    # both come at the same tick over: a buffer, a door, the machines before it
    "buffers": ("sl -> [5] -> m", "ss -> [5] -> m", 4.0),
    "doors": ("sl -> m", "ss -> m", 4.0),
    "machines": ("sl -> up1 -> m", "ss -> up2 -> m", 4.5),
}


@on_both_engines
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("dispatch", ["spt", "priority"])
@pytest.mark.parametrize("way", WAYS)
def test_of_two_parts_that_come_together_the_rule_takes_its_own(
    way: str, dispatch: str, turned: bool, engine: str
) -> None:
    """Mean lead times: (1 + 7) / 2 h, and half an hour more behind the first machines."""
    first, second, hours = WAYS[way]
    if turned:
        first, second = second, first
    text = MERGE.format(dispatch=dispatch, first=first, second=second)
    if way != "machines":
        text = text.replace("  up1: {cycle: 30 min}\n  up2: {cycle: 30 min}\n", "")
    leads = [part.lead_s / HOUR for part in told_run(text, 999 * HOUR, engine).left()]
    assert sum(leads) / len(leads) == pytest.approx(hours, abs=0.05)
    assert leads[:2] == pytest.approx([hours - 3, hours + 3])


@on_both_engines
def test_a_shift_that_ends_lets_the_finished_part_go(engine: str) -> None:
    """B16: three parts of 50 min from 15:00, shift until 16:00; 10 min of packing behind it."""
    text = """
line: finish-then-leave
start: 2026-03-02
orders: [{product: part, quantity: 3, first: 15 h}]
calendars: {day: [{days: mon-sun, from: "08:00", to: "16:00"}]}
stations:
  pack: {cycle: 50 min, calendar: day, finish: yes}
  ship: {cycle: 10 min}
flow:
  - source -> [] -> pack
  - pack -> [] -> ship
  - ship -> sink
"""
    leads = [part.lead_s for part in told_run(text, 2 * DAY, engine).left()]
    assert leads == [3_600, 6_600, 64_800]


FURNACE = """
line: furnace
calendars: {{day: [{{days: daily, from: "00:00", to: "00:00:30"}}]}}
stations:
  oven: {{type: batch, cycle: 20 s, batch: {{size: 3}}, calendar: day{words}}}
  ship: {{cycle: 6 s}}
flow: [source -> oven -> ship -> sink]
"""


@on_both_engines
@pytest.mark.parametrize(
    ("words", "seconds"), [("", [26, 32, 38]), (", finish: yes", [26, 32, 38])]
)
def test_what_a_furnace_has_finished_leaves_one_by_one_after_the_shift(
    words: str, seconds: list[int], engine: str
) -> None:
    """B16 and C12: ready at 20, the shift ends at 30, each part takes 6 s to ship."""
    run = told_run(FURNACE.format(words=words), 60, engine)
    assert [part.second for part in run.left()] == [26, 32, 38]


FORK = """
line: fork
stations:
  cut: {{cycle: 10 s, choose: {how}}}
  mill: {{cycle: 25 s}}
  turn: {{cycle: 25 s}}
flow:
  - source -> cut
  - cut -> {one}
  - cut -> {other}
  - mill -> sink
  - turn -> sink
"""


@on_both_engines
@pytest.mark.parametrize(
    ("how", "one", "other", "first"),
    [
        ("first", "mill", "turn", ["mill", "turn"]),
        ("first", "turn", "mill", ["turn", "mill"]),
        ("cyclic", "turn", "mill", ["turn", "mill"]),
        ("least-full", "turn", "mill", ["turn", "mill"]),
    ],
)
def test_a_fork_over_bare_links_is_decided_by_its_own_rule(
    how: str, one: str, other: str, first: list[str], engine: str
) -> None:
    """C2 and C7: both machines are free, and the one that stands first in the file does not win."""
    run = told_run(FORK.format(how=how, one=one, other=other), 24, engine)
    began = [
        run.frame.machines[row[2]]
        for row in run.rows
        if row[1] == t.STATE and STATES[row[4]] == "busy" and run.frame.machines[row[2]] != "cut"
    ]
    assert began == first


CONTEST = """
line: contest
sources: {{a: {{product: x}}, b: {{product: x}}}}
products: {{x: {{}}}}
buffers: {{rack: {{capacity: 1}}, shelf: {{capacity: 1}}}}
stations:
  both: {{cycle: {both} s}}
  only: {{cycle: {only} s}}
  press: {{cycle: 100 s}}
  drill: {{cycle: 1000 s}}
flow:
  - a -> both
  - b -> only
  - both -> rack
  - both -> shelf
  - only -> rack
  - rack -> press -> sink
  - shelf -> drill -> sink
"""


@on_both_engines
@pytest.mark.parametrize(("both", "only", "who"), [(12, 70, "both"), (30, 20, "only")])
def test_the_machine_blocked_longest_gets_the_last_room_with_or_without_a_choice(
    both: int, only: int, who: str, engine: str
) -> None:
    """C2: when the press takes out of the full rack, the one that waits longer comes next."""
    run = told_run(CONTEST.format(both=both, only=only), 160, engine)
    machine = run.frame.machines.index(who)
    freed = min(second for second, _ in blocked_ends(run) if second > 100)
    assert (freed, machine) in blocked_ends(run)
    assert [m for second, m in blocked_ends(run) if second == freed] == [machine]


def blocked_ends(run: Run) -> list[tuple[float, int]]:
    """When which machine stopped being blocked after a wait."""
    since: dict[int, float] = {}
    ends = []
    for tick, what, who, _, state, _ in run.rows:
        if what == t.STATE:
            if who in since and tick / 1e6 > since[who]:
                ends.append((tick / 1e6, who))
            since.pop(who, None)
            if STATES[state] == "blocked":
                since[who] = tick / 1e6
    return ends


@on_both_engines
@pytest.mark.parametrize("dispatch", ["fifo", "priority"])
def test_of_parts_laid_down_at_one_tick_the_one_that_came_first_goes_first(
    dispatch: str, engine: str
) -> None:
    """C1, C18: parts 0 (over s1) and 1 (over s0) enter the rack at 25, and leave at 31 and 37."""
    text = f"""
line: tie
products: {{part: {{priority: 1}}, other: {{}}}}
sources: {{qa: {{every: 20 s, product: part}}, qb: {{every: 20 s, product: part}}}}
stations:
  s0: {{cycle: 5 s}}
  s1: {{cycle: 5 s}}
  s2: {{cycle: 6 s, dispatch: {dispatch}}}
buffers: {{rack: {{}}}}
flow: [qa -> s1, qb -> s0, s0 -> rack, s1 -> rack, rack -> s2, s2 -> sink]
"""
    run = told_run(text, 39, engine)
    assert [(row[0] / 1e6, row[3]) for row in run.rows if row[1] == t.OUT] == [(31, 0), (37, 1)]


@on_both_engines
def test_a_way_of_many_stations_without_time_is_no_endless_loop(engine: str) -> None:
    """C10: 200 parts pass 150 stations of no time in one instant."""
    names = [f"a{number}" for number in range(150)]
    stations = "\n".join(f"  {name}: {{cycle: 0 s}}" for name in names)
    chain = " -> ".join(names)
    text = f"""
line: quick
arrivals: {{every: 100 s, batch: 200}}
stations:
{stations}
flow: ["source -> [] -> {chain} -> sink"]
"""
    assert len(told_run(text, 101, engine).left()) == 200
