"""Orders and cards against known answers: schedules worked out by hand, queues, mean values."""

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import pytest
from chain import Chain
from known_answers import Sums, at_station, content, made, share, span_s
from neutral import cases
from plain_lines import assert_meets, study

from kpi import Books
from lines import load
from lines.states import BUSY
from twin.engine import compile_plan, run
from twin.engine import trace as t

S = 1_000_000
RULES = ("FIFO", "SPT", "LPT", "EDD", "WSPT", "MST", "CR")
CASE = cases()


class Done(NamedTuple):
    """When each job was complete, and the books of its order."""

    complete: list[float]
    tardy: list[float]


def schedule(
    work: Sequence[Sequence[int]],
    sequence: Iterable[int],
    rooms: Sequence[str] = (),
    machines: int = 1,
    due: Sequence[int] | None = None,
) -> Done:
    """Jobs at time 0 in a sequence through stations in a row; work is by station and job."""
    jobs = range(len(work[0]))
    order = list(sequence)
    wanted = "" if due is None else ", due: {} s"
    lines = [
        "line: jobs",
        "products: {" + ", ".join(f"job{j}: {{}}" for j in jobs) + "}",
        "orders:",
    ]
    for j in order:
        rest = wanted.format(due[j]) if due is not None else ""
        lines.append(f"  - {{product: job{j}, quantity: 1, first: 0 s{rest}}}")
    lines.append("stations:")
    for s, times in enumerate(work):
        cycle = ", ".join(f"job{j}: {times[j]} s" for j in jobs)
        lines.append(f"  m{s}: {{machines: {machines}, cycle: {{{cycle}}}}}")
    chain = "".join(f" -> {room}m{s}" for s, room in enumerate(["", *rooms]))
    lines += ["flow:", f'  - "source{chain} -> sink"']
    compiled = compile_plan(load("\n".join(lines) + "\n"))
    books = run(compiled, 1, 0, 0, 1000 * S, "fast", True)
    assert books.trace is not None
    done = books.trace.what == t.COMPLETE
    complete, tardy = [0.0] * len(order), [0.0] * len(order)
    for tick, kind in zip(books.trace.tick[done], books.trace.who[done], strict=True):
        complete[order[int(kind)]] = int(tick) / S
        tardy[order[int(kind)]] = int(books.ledger.tardy_ticks[int(kind)]) / S
    return Done(complete, tardy)


@pytest.mark.parametrize("rule", RULES)
def test_one_machine_works_through_its_orders(rule: str) -> None:
    model, expected = CASE["R01"]["model"], CASE["R01"]["expected"]
    sequence = [job - 1 for job in model["sequences"][rule]]
    done = schedule([model["p"]], sequence, due=model["d"])
    late = [c - d for c, d in zip(done.complete, model["d"], strict=True)]
    assert sum(done.complete) / 6 == pytest.approx(expected[f"{rule}.mean_flow"])
    assert sum(done.tardy) / 6 == pytest.approx(expected[f"{rule}.mean_tardiness"])
    assert max(late) == expected[f"{rule}.max_lateness"]
    assert sum(one > 0 for one in done.tardy) == expected[f"{rule}.n_tardy"]
    for metric, times in (("flow", done.complete), ("tardiness", done.tardy)):
        weighted = sum(w * time for w, time in zip(model["w"], times, strict=True))
        assert weighted == expected[f"{rule}.weighted_{metric}"]


@pytest.mark.parametrize(
    ("rooms", "name"),
    [(["", ""], "_0_0"), (["[1] -> ", ""], "_1_0"), (["[1] -> ", "[1] -> "], "_1_1")],
)
def test_parts_in_a_row_of_machines_leave_when_they_should(rooms: list[str], name: str) -> None:
    work, expected = CASE["R03"]["model"]["p"], CASE["R03"]["expected"]
    done = schedule(work, range(5), rooms)
    known = [expected[f"departure_buffers{name}.part{j}"] for j in range(1, 6)]
    assert done.complete == known
    best = min(max(schedule(work, s, rooms).complete) for s in itertools.permutations(range(5)))
    assert best == expected[f"optimum_buffers{name}"]


def test_the_best_sequence_with_unlimited_buffers_is_found_by_trying_all() -> None:
    work, expected = CASE["R03"]["model"]["p"], CASE["R03"]["expected"]
    spans = [
        max(schedule(work, s, ["[] -> ", "[] -> "]).complete)
        for s in itertools.permutations(range(5))
    ]
    assert spans[0] == expected["makespan_input_order"]
    assert min(spans) == expected["makespan_optimum_infinite_buffers"]
    assert spans.count(min(spans)) == expected["number_of_optimal_sequences"]


@pytest.mark.parametrize("rule", ["FIFO", "LPT", "SPT"])
def test_parallel_machines_take_the_next_of_the_list(rule: str) -> None:
    work, expected = CASE["R05"]["model"]["p"], CASE["R05"]["expected"]
    key: dict[str, Any] = {"FIFO": lambda _: 0, "LPT": lambda j: -work[j], "SPT": lambda j: work[j]}
    done = schedule([work], sorted(range(8), key=key[rule]), machines=3)
    assert max(done.complete) == expected[f"{rule}.makespan"]
    assert sum(done.complete) / 8 == pytest.approx(expected[f"{rule}.mean_flow"])


TO_ORDER = """
line: to-order
orders:
  - {{product: part, quantity: 1, every: {{exponential: {every} s}}, due: 4 s, late: 86400 KRW/day}}
stations:
  cut: {{cycle: {{exponential: 1 s}}}}
flow:
{flow}
"""
SCRAPPING = "  - source -> [] -> cut\n  - cut -> sink: {share: 80 %}\n  - cut -> scrap"


def orders(books: Sequence[Books], table: str, over: str | None, unit: float = 1.0) -> list[Sums]:
    """A table of the orders over another one, or over time."""
    return [
        Sums(
            float(getattr(one.ledger, table).sum()) / unit,
            span_s(one) if over is None else float(getattr(one.ledger, over).sum()),
        )
        for one in books
    ]


def test_single_orders_are_as_late_as_an_mm1_queue_says() -> None:
    """B24 and B25, with exponential times."""
    line = TO_ORDER.format(every=1.25, flow="  - source -> [] -> cut -> sink")
    result = study(line, length_s=200_000, warmup_s=2_000)
    books, done = result.books, "orders_completed"
    beyond = math.exp(-0.2 * 4)  # sojourns are exponential with rate 1 - 0.8
    assert_meets(orders(books, "order_lead_ticks", done, S), 5.0)
    assert_meets(orders(books, "orders_on_time", done), 1 - beyond)
    assert_meets(orders(books, "tardy_ticks", done, S), beyond / 0.2)
    assert_meets(orders(books, "backlog_curve", None, S), 4.0)
    assert_meets(orders(books, "overdue_area", None, S), 0.8 * beyond / 0.2)
    on_time, cost = result.kpis["orders_on_time"], result.kpis["late_cost"]
    assert on_time is not None
    assert cost is not None
    assert on_time.mean == pytest.approx(1 - beyond, rel=0.02)
    assert cost.mean == pytest.approx(200_000 * 0.8 * beyond / 0.2, rel=0.05)  # 1 KRW a second


def test_parts_released_anew_queue_as_with_feedback() -> None:
    """B25, with one part in five scrapped."""
    books = study(TO_ORDER.format(every=2, flow=SCRAPPING), 1_000_000, 2_000).books
    rho = 0.5 / 0.8  # of four in five parts nothing comes back
    assert_meets(orders(books, "backlog_curve", None, S), rho / (1 - rho))
    assert_meets(orders(books, "order_lead_ticks", "orders_completed", S), 2 * rho / (1 - rho))


def mean_values(means: Sequence[float], cards: int) -> tuple[float, list[float]]:
    """Throughput and mean number at each station of a closed row, by mean-value analysis.

    Reiser and Lavenberg (1980): a part that comes finds the station as with one card fewer.
    """
    number, rate = [0.0] * len(means), 0.0
    for w in range(1, cards + 1):
        time = [mean * (1 + before) for mean, before in zip(means, number, strict=True)]
        rate = w / sum(time)
        number = [rate * one for one in time]
    return rate, number


@pytest.mark.parametrize("cards", [1, 3, 8])
def test_conwip_meets_mean_value_analysis(cards: int) -> None:
    """C13: a card is a customer of the closed network."""
    means = (1.0, 1.6, 0.7)
    stations = "".join(f"\n  m{s}: {{cycle: {{exponential: {m} s}}}}" for s, m in enumerate(means))
    text = f"line: mva\nrelease: {{rule: conwip, limit: {cards}}}\nstations:{stations}\n"
    text += 'flow: ["source -> [] -> m0 -> [] -> m1 -> [] -> m2 -> sink"]\n'
    books = study(text, length_s=100_000, warmup_s=1_000).books
    rate, number = mean_values(means, cards)
    assert_meets([Sums(made(one), span_s(one)) for one in books], rate)
    for s, place in enumerate(("source->m0", "m0->m1", "m1->m2")):
        assert_meets([at_station(one, place, f"m{s}") for one in books], number[s])


class Kanban(NamedTuple):
    """Two stages: parts in the stores, and whether the second machine works."""

    first: int
    working: bool
    second: int


def settled(one: Kanban) -> Kanban:
    """The second machine takes a part where it has a card for it."""
    if not one.working and one.first > 0 and one.second < 2:
        return Kanban(one.first - 1, True, one.second)
    return one


def kanban_moves(one: Kanban) -> Iterable[tuple[float, Kanban]]:
    if one.first < 3:
        yield 1.2, settled(one._replace(first=one.first + 1))
    if one.working:
        yield 0.9, settled(Kanban(one.first, False, one.second + 1))
    if one.second > 0:
        yield 0.7, settled(one._replace(second=one.second - 1))


def test_two_stages_by_kanban_meet_their_chain() -> None:
    """C14, against a chain of Markov."""
    text = """
line: kanban
sources: {demand: {every: {exponential: 1.4285714285714286 s}, full: lost}}
buffers: {S1: {capacity: 3, release: kanban}, S2: {capacity: 2, release: kanban}}
stations:
  M1: {cycle: {exponential: 0.8333333333333334 s}}
  M2: {cycle: {exponential: 1.1111111111111112 s}}
  ship: {type: assembly, needs: {S2: 1, demand: 1}, cycle: 0.0001 s}
flow:
  - source -> M1 -> S1 -> M2 -> S2 -> ship -> sink
  - demand -> ship
"""
    books = study(text, length_s=100_000, warmup_s=1_000).books
    chain = Chain(settled(Kanban(0, False, 0)), kanban_moves)
    known = {
        "M1": chain.mean(lambda one: one.first < 3),
        "M2": chain.mean(lambda one: one.working),
    }
    for station, busy in known.items():
        assert_meets([share(one, station, (BUSY,)) for one in books], busy)
    assert_meets([content(one, "S1") for one in books], chain.mean(lambda one: one.first))
    assert_meets([content(one, "S2") for one in books], chain.mean(lambda one: one.second))
