"""The books: where they begin and end, and what must add up in them (rules T1, T2, T4)."""

import pytest
from told_run import on_both_engines, told_run

from kpi.ledger import lead_bin
from lines import load
from twin.engine import compile_plan, digest_of, run, simulate
from twin.engine import trace as t
from twin.engine.recount import ledger_of

S = 1_000_000
PAIR = """
line: pair
stations:
  cut: {cycle: 2 s}
  drill: {cycle: 3 s}
flow: ["source -> cut -> [2] -> drill -> sink"]
"""


@on_both_engines
def test_books_begin_before_what_is_due_at_the_warm_up_tick(engine: str) -> None:
    """T4, at the warm-up tick and at the last one."""
    # drill finishes at 5, 8, 11: the part of 5 is in the books from 5 on, that of 11 in none to 11
    books = told_run(PAIR, 11, engine, warmup_s=5).ledger
    assert books.fates[0].sum() == 2
    assert books.span.tolist() == [6 * S]
    assert books.state_ticks.sum(axis=1).tolist() == [6 * S, 6 * S]
    # lead times count from the true entry, also where that was in the warm-up
    assert books.lead_ticks.tolist() == [5 * S + 6 * S]


@on_both_engines
def test_two_halves_of_a_run_add_up_to_the_whole(engine: str) -> None:
    """T4: what is in the books of the one half is not in those of the other."""
    whole = told_run(PAIR, 40, engine).ledger
    first = told_run(PAIR, 17, engine).ledger
    second = told_run(PAIR, 40, engine, warmup_s=17).ledger
    for name in (
        "span",
        "state_ticks",
        "finished",
        "fates",
        "place_area",
        "wip_area",
        "load_curve",
    ):
        left, right = getattr(first, name), getattr(second, name)
        assert (left + right == getattr(whole, name)).all(), name
    assert first.inside[1] == second.inside[0]


@on_both_engines
def test_extremes_of_lead_times_are_those_of_the_time_booked(engine: str) -> None:
    """T4: the parts leave at 5, 8, 11, 14 after 5, 6, 7 and, with the buffer full, 8 s."""
    whole, middle = (told_run(PAIR, until, engine, warmup_s=at) for at, until in ((0, 15), (8, 14)))
    assert whole.ledger.lead_extremes.tolist() == [[5 * S, 8 * S]]
    assert middle.ledger.lead_extremes.tolist() == [[6 * S, 7 * S]]
    assert told_run(PAIR, 4, engine).ledger.lead_extremes.tolist() == [[-1, -1]]


@on_both_engines
def test_the_area_of_parts_inside_is_content_times_time(engine: str) -> None:
    books = told_run(PAIR, 8, engine).ledger
    # the second part waits from 4 to 5, the third from 6 to 8
    assert books.place_area.tolist() == [0, (1 + 2) * S]
    # one part inside to 2, two to 4, three to 5, when one leaves, two to 6, three to 8
    assert books.wip_area.tolist() == [(2 * 1 + 2 * 2 + 1 * 3 + 1 * 2 + 2 * 3) * S]


@on_both_engines
def test_promises_kept_are_counted_with_those_at_the_limit(engine: str) -> None:
    lead = [part.lead_s for part in told_run(PAIR, 30, engine).left()]
    assert lead[:3] == [5, 6, 7]
    assert told_run(PAIR, 30, engine, promise_s=6).ledger.kept.tolist() == [2]
    assert told_run(PAIR, 30, engine).ledger.kept.tolist() == [0]


@on_both_engines
def test_lead_times_fall_into_their_bins(engine: str) -> None:
    run_ = told_run(PAIR, 30, engine)
    bins = run_.ledger.lead_bins[0]
    for part in run_.left():
        assert bins[lead_bin(round(part.lead_s * S))] >= 1
    assert bins.sum() == len(run_.left())


@on_both_engines
def test_a_drawn_duration_is_rounded_to_the_nearest_tick(engine: str) -> None:
    """T1: 1.4 us are one tick, 1.6 us are two."""
    text = """
line: tick
study: {length: 1 s, warmup: 0 s}
stations: {cut: {cycle: 0.0000014 s}}
flow: [source -> cut -> sink]
"""
    run_ = told_run(text, 0.00001, engine)
    assert [row[0] for row in run_.rows if row[1] == t.OUT] == list(range(1, 10))
    text = text.replace("0.0000014", "0.0000016")
    run_ = told_run(text, 0.00001, engine)
    assert [row[0] for row in run_.rows if row[1] == t.OUT] == [2, 4, 6, 8]


@on_both_engines
def test_at_one_tick_machines_come_before_calendar_failures_and_those_before_arrivals(
    engine: str,
) -> None:
    """T2, with machines in the order of the file."""
    text = """
line: once
arrivals: {every: 6 s}
stations:
  weld: {cycle: 3 s, failures: {jam: {every: 9 s, clock: calendar, repair: 1 s}}}
  cut: {cycle: 3 s}
buffers: {rack: {}}
flow:
  - source -> rack
  - rack -> weld
  - rack -> cut
  - weld -> sink
  - cut -> sink
sources: {}
"""
    text = text.replace("sources: {}\n", "").replace("every: 6 s", "every: 3 s, batch: 2")
    run_ = told_run(text, 9.5, engine)
    at_nine = [(row[1], row[2]) for row in run_.rows if row[0] == 9 * S]
    due = [row for row in at_nine if row[0] in (t.FINISH, t.FAIL, t.ARRIVE)]
    assert due == [(t.FINISH, 0), (t.FINISH, 1), (t.FAIL, 0), (t.ARRIVE, 0), (t.ARRIVE, 0)]


AT_TEN = """
line: at-ten
calendars:
  early: [{days: daily, from: "00:00", to: "00:00:10"}]
  late: [{days: daily, from: "01:00", to: "02:00"}]
orders: [{product: part, quantity: 1, first: 10 s}]
sources: {endless: {}, yard: {every: 10 s}}
transport: {cart: {vehicles: 1, speed: 1 m/s, load: 3 s, unload: 1 s}}
buffers: {shelf: {stay: {max: 6 s}}}
stations:
  trim: {cycle: 1 s, calendar: late}
  cut: {cycle: 10 s}
  mill: {cycle: 1 s, failures: {jam: {every: 10 s, clock: calendar, repair: 5 s}}}
  lathe: {cycle: 1 min, calendar: early}
  mould: {cycle: 4 s}
  press: {cycle: 2 s}
flow:
  - source -> trim
  - yard -> mill
  - mill -> sink
  - endless -> cut
  - cut -> sink
  - endless -> lathe
  - lathe -> sink
  - endless -> mould
  - mould -> shelf
  - shelf -> trim
  - trim -> sink
  - endless -> press
  - press -> sink: {by: cart, distance: 5 m}
"""


@on_both_engines
def test_of_all_that_is_due_at_ten_seconds_each_kind_has_its_turn(engine: str) -> None:
    """T2: machine, vehicle, failure, calendar, place, order and arrival; then C2 lets a part go."""
    run_ = told_run(AT_TEN, 10.5, engine)
    cut, mill, lathe = (run_.frame.machines.index(name) for name in ("cut", "mill", "lathe"))
    shelf, sources = run_.frame.places.index("shelf"), run_.frame.sources.index
    due = [
        (t.FINISH, cut),
        (t.VEHICLE, 0),  # it has loaded from 2 to 5 and driven 5 m
        (t.FAIL, 0),
        (t.STATE, mill),
        (t.STATE, lathe),
        (t.TAKE, shelf),  # what was laid down there at 4 has been there for 6 s
        (t.OUT, -1 - shelf),
        (t.ORDER, 0),
        (t.ARRIVE, sources("source")),
        (t.ARRIVE, sources("yard")),
        (t.OUT, cut),
    ]
    told = [(row[1], row[2]) for row in run_.rows if row[0] == 10 * S]
    assert [event for event in told if event in due] == due


@on_both_engines
def test_what_is_due_at_tick_0_comes_before_the_first_settling(engine: str) -> None:
    """T2: a failure at tick 0 finds the machine empty."""
    text = """
line: zero
stations:
  cut:
    cycle: 3 s
    failures:
      jam:
        every: {empirical: {values: [0 s, 9000 s], weights: [0.999999, 0.000001]}}
        clock: calendar
        repair: 2 s
flow: [source -> cut -> sink]
"""
    run_ = told_run(text, 1, engine)
    assert [row[1] for row in run_.rows] == [t.FAIL, t.STATE]


def test_the_same_seed_gives_the_same_books_and_another_one_others() -> None:
    line = load(PAIR.replace("cycle: 3 s", "cycle: {exponential: 3 s}"))
    digests = [
        simulate(line, seed, replication, length_s=300).digest
        for seed, replication in ((1, 0), (1, 0), (1, 1), (2, 0))
    ]
    assert digests[0] == digests[1]
    assert len(set(digests)) == 3


def test_a_trace_longer_than_its_first_room_is_kept_whole() -> None:
    compiled = compile_plan(load(PAIR))
    whole = run(compiled, 1, 0, 0, 40_000 * S, "fast", True)
    assert whole.trace is not None
    assert whole.trace.tick.size > 1 << 16
    assert digest_of(ledger_of(whole.trace, compiled.plan, 0, 40_000 * S)) == whole.digest


def test_a_run_without_length_or_engine_is_refused() -> None:
    plan = compile_plan(load(PAIR))
    with pytest.raises(ValueError, match="has no length"):
        run(plan, 1, 0, 5, 5)
    with pytest.raises(ValueError, match="neither 'fast' nor 'reference'"):
        run(plan, 1, 0, 0, 5, "quick")
    with pytest.raises(ValueError, match="say engine='reference'"):
        run(plan, 1, 0, 0, 5, "fast", controllers=[lambda _: iter(())])
