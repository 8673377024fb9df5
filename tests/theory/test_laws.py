"""Laws that hold on any line, whatever the numbers: queues, availability, order, rings."""

import itertools
import math

import pytest
from known_answers import (
    SIGMAS,
    Sums,
    estimated,
    made,
    quantile,
    share,
    sojourn,
    span_s,
    wip,
)
from neutral import cases, worded
from plain_lines import assert_meets, queue, serial, study

from kpi import Books, difference, estimate
from lines import load
from lines.states import BUSY, DOWN, REPAIR, STANDBY
from twin.engine import Deadlock, compile_plan, run
from twin.study import run_study

S = 1_000_000


@pytest.mark.parametrize("rho", [0.3, 0.6, 0.8])
def test_a_queue_has_the_lead_times_of_mm1(rho: float) -> None:
    result = study(queue(rho), length_s=200_000, warmup_s=2_000)
    assert_meets([sojourn(books) for books in result.books], 1 / (1 - rho))
    for chance, name in ((0.5, "p50"), (0.9, "p90"), (0.99, "p99")):
        expected = -math.log(1 - chance) / (1 - rho)
        assert_meets([quantile(books, chance) for books in result.books], expected, 0.005)
        kpi = result.kpis[f"lead_time_{name}_s"]
        assert kpi is not None
        assert kpi.mean == pytest.approx(expected, rel=0.04)


def test_three_machines_have_the_waits_of_erlang() -> None:
    offered, machines = 2.4, 3
    terms = [offered**k / math.factorial(k) for k in range(machines)]
    tail = offered**machines / math.factorial(machines) * machines / (machines - offered)
    waiting = tail / (sum(terms) + tail) / (machines - offered)
    result = study(queue(offered / machines, machines), length_s=200_000, warmup_s=2_000)
    assert_meets([sojourn(books) for books in result.books], 1 + waiting)


@pytest.mark.parametrize("text", [queue(0.7), queue(0.7, 2), serial(4, 2)])
def test_parts_in_the_line_are_rate_times_lead_time(text: str) -> None:
    for books in study(text, length_s=100_000, warmup_s=2_000, replications=2).books:
        inside, lead = wip(books), sojourn(books)
        rate = made(books) / span_s(books)
        left = inside.numerator / inside.denominator
        assert left == pytest.approx(rate * lead.numerator / lead.denominator, rel=2e-3)


@pytest.mark.parametrize("clock", ["busy", "calendar"])
@pytest.mark.parametrize("repair", ["10 s", "{lognormal: {mean: 10 s, cv: 1.5}}"])
def test_availability_is_uptime_over_uptime_and_repair(clock: str, repair: str) -> None:
    text = f"""
line: alone
stations:
  press:
    cycle: 1 s
    failures:
      jam: {{every: {{weibull: {{mean: 40 s, shape: 1.6}}}}, clock: {clock}, repair: {repair}}}
flow: [source -> press -> sink]
"""
    books = study(text, length_s=200_000, warmup_s=1_000).books
    assert_meets([share(one, "press", (BUSY,)) for one in books], 40 / 50)
    assert_meets([share(one, "press", (DOWN, REPAIR)) for one in books], 10 / 50)


def test_more_room_never_lowers_what_a_serial_line_makes() -> None:
    counts = []
    for room in (0, 1, 2, 3, 5, 8, 13):
        result = study(serial(5, room), length_s=5_000, replications=6)
        counts.append([made(books) for books in result.books])
    for smaller, larger in itertools.pairwise(counts):
        assert all(few <= many for few, many in zip(smaller, larger, strict=True))


def test_a_line_is_never_faster_than_its_slowest_station() -> None:
    result = study(serial(3, 50), length_s=50_000, warmup_s=1_000)
    found = estimated([Sums(made(books), span_s(books)) for books in result.books])
    assert found.value <= 1 + SIGMAS * found.error


def test_what_went_in_has_come_out_or_is_inside() -> None:
    for name in ("B01", "E09", "G05", "K05", "C13"):
        for books in study(worded(cases()[name]).text, 3_000, 100, 2).books:
            ledger = books.ledger
            came = int(ledger.entered.sum()) + int(ledger.inside[0])
            went = int(ledger.fates.sum()) + int(ledger.joined.sum()) + int(ledger.inside[1])
            assert came == went, name
            assert (ledger.state_ticks.sum(axis=1) == ledger.span[0]).all(), name


def test_replications_do_not_know_of_each_other() -> None:
    line = load(serial(4, 2))
    many = [
        run_study(line, warmup_s=10, length_s=500, replications=6, seed=5, threads=threads)
        for threads in (1, 2)
    ]
    assert many[0].digests == many[1].digests
    assert len(set(many[0].digests)) == 6
    plan = compile_plan(line, None)
    for replication in (4, 0, 3):
        alone = run(plan, 5, replication, 10 * S, 510 * S, "fast", False)
        assert alone.digest == many[0].digests[replication]


@pytest.mark.parametrize("after", ["0 s", "0.000001 s"])
def test_a_machine_that_sleeps_at_once_still_works(after: str) -> None:
    text = queue(0.5).replace("s}}\nflow", f"s}}, standby: {{after: {after}, wake: 2 s}}}}\nflow")
    for books in study(text, length_s=2_000, replications=2).books:
        assert share(books, "wash", (STANDBY,)).numerator > 100
        assert share(books, "wash", (BUSY,)).numerator > 500


def ring_ticks(engine: str, replications: int) -> list[int]:
    """The ticks at which the line of case Q07 got stuck, one a replication."""
    plan = compile_plan(load(worded(cases()["Q07"]).text), None)
    ticks = []
    for replication in range(replications):
        with pytest.raises(Deadlock) as stuck:
            run(plan, 1, replication, 0, 100_000 * S, engine, False)
        assert "M2" in stuck.value.stations
        ticks.append(stuck.value.tick)
    return ticks


def test_a_ring_is_named_at_the_time_that_theory_says() -> None:
    case = cases()["Q07"]
    expected = case["expected"]["mean_time_to_circular_wait"]
    assert_meets([Sums(tick / S, 1.0) for tick in ring_ticks("fast", 4_000)], expected, 0.03)


def test_both_engines_name_the_ring_at_the_same_tick() -> None:
    assert ring_ticks("reference", 20) == ring_ticks("fast", 20)


def test_the_interval_arithmetic_of_the_study_is_that_of_student() -> None:
    case = cases()["S13"]
    first, second, known = case["model"]["x"], case["model"]["y"], case["expected"]
    one = estimate(first)
    assert one is not None
    assert one.mean == pytest.approx(known["mean_x"], rel=1e-9)
    assert (one.high - one.low) / 2 == pytest.approx(known["half_width_95_x"], rel=1e-6)
    paired = difference(second, first)
    assert paired is not None
    assert paired.mean == pytest.approx(known["paired_mean"], rel=1e-9)
    assert (paired.high - paired.low) / 2 == pytest.approx(known["paired_half_width_95"], rel=1e-6)


def test_shares_of_books_are_of_all_machines_and_all_time() -> None:
    books: Books = study(queue(0.5, 2), length_s=1_000, replications=1).books[0]
    busy = share(books, "wash", (BUSY,))
    assert busy.denominator == 2 * span_s(books)
