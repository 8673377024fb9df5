"""Jobs that are all there at one moment, by the rules of scheduling (rule C18), to the second.

The jobs come at one tick to doors of their own, each a product of its own; a sequence that is no
dispatch rule of the format is given as priorities.
"""

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
from neutral import cases

from kpi.ledger import TICKS_PER_SECOND
from lines import load
from twin.engine import simulate
from twin.engine import trace as t

pytestmark = pytest.mark.theory
CASE = cases()
COME_S = 1000
RULES = {"FIFO": "fifo", "SPT": "spt", "EDD": "edd", "CR": "critical-ratio"}


class Done(NamedTuple):
    """The order in which jobs began to be done first, and when each was done, from their coming."""

    sequence: list[int]
    flow_s: dict[int, float]


def work(times: Sequence[Sequence[float]], dispatch: str, **more: Any) -> Done:
    """Let jobs through machines in a row: `times[machine][job]`."""
    jobs = range(1, len(times[0]) + 1)
    due = more.get("due", [COME_S] * len(times[0]))
    rank = more.get("rank", list(jobs))
    rooms = more.get("rooms", [])
    names = [f"m{number}" for number, _ in enumerate(times, start=1)]
    row = names[0]
    for name, room in zip(names[1:], rooms, strict=True):
        row += f" -> [{room}] -> {name}" if room else f" -> {name}"
    text = ["line: jobs", "products:"]
    text += [f"  job{j}: {{priority: {len(rank) - rank.index(j)}}}" for j in jobs]
    text += ["sources:"]
    text += [f"  in{j}: {{every: 1000 s, product: job{j}, due: {due[j - 1]} s}}" for j in jobs]
    text += ["stations:"]
    for name, own in zip(names, times, strict=True):
        cycle = ", ".join(f"job{j}: {own[j - 1]} s" for j in jobs)
        rule = f", dispatch: {dispatch}, machines: {more.get('machines', 1)}"
        text += [f"  {name}: {{cycle: {{{cycle}}}{rule if name == 'm1' else ''}}}"]
    text += ["flow:", *(f"  - in{j} -> m1" for j in jobs), f"  - {row} -> sink"]
    run = simulate(load("\n".join(text)), length_s=COME_S + 900.0, trace=True)
    assert run.trace is not None
    rows = list(zip(*run.trace, strict=True))
    entered = [int(value) + 1 for _, what, _, _, value, _ in rows if what == t.ENTER]
    out = {int(part) + 1: tick for tick, what, _, part, _, _ in rows if what == t.OUT}
    flow = {job: int(tick) / TICKS_PER_SECOND - COME_S for job, tick in out.items()}
    return Done(entered, flow)


def measures(flow_s: dict[int, float], due: Sequence[float]) -> dict[str, float]:
    """What the schedules are judged by."""
    late = [flow_s[job] - due[job - 1] for job in flow_s]
    return {
        "mean_flow": sum(flow_s.values()) / len(flow_s),
        "mean_tardiness": sum(max(one, 0.0) for one in late) / len(late),
        "max_lateness": max(late),
        "n_tardy": sum(one > 0 for one in late),
    }


@pytest.mark.parametrize("rule", ["FIFO", "SPT", "EDD", "CR", "LPT", "WSPT", "MST"])
def test_six_jobs_on_one_machine(rule: str) -> None:
    """C18, by every rule that has a known schedule."""
    model, expected = CASE["R01"]["model"], CASE["R01"]["expected"]
    sequence = model["sequences"][rule]
    done = work([model["p"]], RULES.get(rule, "priority"), due=model["d"], rank=sequence)
    assert done.sequence == sequence
    for name, value in measures(done.flow_s, model["d"]).items():
        assert value == pytest.approx(expected[f"{rule}.{name}"], abs=1e-6)


@pytest.mark.parametrize("rule", ["FIFO", "SPT", "LPT"])
def test_eight_jobs_on_three_machines(rule: str) -> None:
    model, expected = CASE["R05"]["model"], CASE["R05"]["expected"]
    longest = sorted(range(1, 9), key=lambda job: -model["p"][job - 1])
    done = work([model["p"]], RULES.get(rule, "priority"), rank=longest, machines=3)
    assert max(done.flow_s.values()) == pytest.approx(expected[f"{rule}.makespan"], abs=1e-6)
    mean = sum(done.flow_s.values()) / 8
    assert mean == pytest.approx(expected[f"{rule}.mean_flow"], abs=1e-6)


@pytest.mark.parametrize("rooms", [(0, 0), (1, 0), (1, 1)])
def test_five_parts_through_three_machines(rooms: tuple[int, int]) -> None:
    """C2: departures of a flow shop with rooms of so many places."""
    model, expected = CASE["R03"]["model"], CASE["R03"]["expected"]
    done = work(model["p"], "fifo", rooms=rooms)
    told = "buffers_{}_{}".format(*rooms)
    for part, second in done.flow_s.items():
        assert second == pytest.approx(expected[f"departure_{told}.part{part}"], abs=1e-6)
    assert max(done.flow_s.values()) == expected[f"makespan_input_order_{told}"]


def test_the_best_order_through_three_machines_is_found_by_trying_all() -> None:
    """R03's optimum with room for one part between the machines, over all 120 orders."""
    model, expected = CASE["R03"]["model"], CASE["R03"]["expected"]
    ends = [
        max(work(model["p"], "priority", rooms=(1, 1), rank=list(order)).flow_s.values())
        for order in itertools.permutations(range(1, 6))
    ]
    assert min(ends) == expected["optimum_buffers_1_1"]
