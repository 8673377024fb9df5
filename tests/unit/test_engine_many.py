"""Several parts in one machine: batches, and parts that are taken apart (rules C12, B38)."""

import pytest
from told_run import on_both_engines, told_run

from kpi.ledger import EVER_DEFECTIVE
from twin.engine import trace as t

OVEN = """
line: oven
arrivals: {{every: 10 s}}
stations:
  oven: {{type: batch, batch: {{{batch}}}, cycle: {cycle}{more}}}
flow:
  - source -> [] -> oven
  - oven -> sink
"""


@on_both_engines
def test_a_batch_starts_when_it_is_full(engine: str) -> None:
    run = told_run(OVEN.format(batch="size: 3", cycle="4 s", more=""), 70, engine)
    # parts come at 10, 20, 30 and so on; all of a batch leave at once (C12)
    assert run.spells("oven") == [
        (0, "starved"),
        (30, "busy"),
        (34, "starved"),
        (60, "busy"),
        (64, "starved"),
    ]
    assert [part.second for part in run.left()] == [34, 34, 34, 64, 64, 64]
    assert [part.lead_s for part in run.left()] == [24, 14, 4, 24, 14, 4]
    assert run.taken("oven") == [0, 1, 2, 3, 4, 5]


@on_both_engines
def test_a_batch_starts_with_what_there_is_when_the_first_has_waited(engine: str) -> None:
    """C12."""
    run = told_run(OVEN.format(batch="size: 3, wait: 15 s", cycle="4 s", more=""), 60, engine)
    # the part of 10 has waited 15 s at 25, with that of 20; the part of 30 at 45, with that of 40
    assert run.spells("oven") == [
        (0, "starved"),
        (25, "busy"),
        (29, "starved"),
        (45, "busy"),
        (49, "starved"),
    ]
    assert [part.second for part in run.left()] == [29, 29, 49, 49]


@on_both_engines
def test_cooling_is_no_waiting_for_the_batch(engine: str) -> None:
    """C12 and B20: ripe at 40, the part of 10 waits 15 s more, for those of 20 and 30 to ripen."""
    text = OVEN.format(batch="size: 4, wait: 15 s", cycle="4 s", more="")
    text = text.replace("source -> [] -> oven", "source -> cool -> oven")
    text += "buffers: {cool: {capacity: 50, stay: {min: 30 s}}}\n"
    run = told_run(text, 60, engine)
    assert run.spells("oven")[:2] == [(0, "starved"), (55, "busy")]
    assert run.taken("oven") == [0, 1]


@on_both_engines
def test_a_wait_that_is_over_while_the_oven_works_starts_the_batch_after_it(engine: str) -> None:
    run = told_run(OVEN.format(batch="size: 3, wait: 5 s", cycle="20 s", more=""), 60, engine)
    # 10 + 5; then the parts of 20 and 30 have waited at 35, with that of 30
    assert run.spells("oven") == [(0, "starved"), (15, "busy")]
    assert [part.second for part in run.left()] == [35, 55, 55]


@on_both_engines
def test_the_parts_of_a_batch_leave_one_by_one_where_room_is(engine: str) -> None:
    """C12."""
    text = """
line: washer
stations:
  wash: {type: batch, batch: {size: 3}, cycle: 10 s}
  dry: {cycle: 4 s}
flow:
  - source -> wash -> [1] -> dry -> sink
"""
    run = told_run(text, 40, engine)
    # at 10 one part goes to the dryer, one into the room, the third waits in the machine until 14
    assert run.spells("wash")[:4] == [(0, "busy"), (10, "blocked"), (14, "busy"), (24, "blocked")]
    assert [part.second for part in run.left()] == [14, 18, 22, 28, 32, 36]


@on_both_engines
def test_a_failure_scraps_the_whole_batch(engine: str) -> None:
    """B9, of a batch."""
    failure = ", failures: {burn: {every: 3 s, clock: busy, repair: 1 s, scrap: 100 %}}"
    run = told_run(OVEN.format(batch="size: 2", cycle="4 s", more=failure), 45, engine)
    assert [(part.second, part.fate) for part in run.left()] == [
        (23, "scrap"),
        (23, "scrap"),
        (43, "scrap"),
        (43, "scrap"),
    ]
    assert run.ledger.scrapped_at.tolist() == [4]


@on_both_engines
def test_each_part_of_a_batch_has_its_own_defects_and_way(engine: str) -> None:
    """C12, B2 and B4."""
    text = """
line: mixed
products: {a: {}, b: {}}
sources: {left: {every: 10 s, product: a}, right: {every: 10 s, product: b}}
stations:
  oven: {type: batch, batch: {size: 2}, cycle: {a: 5 s, b: 7 s}, quality: {defects: {crack: 100 %}}}
flow:
  - left -> [] -> oven
  - right -> [] -> oven
  - oven -> sink: {product: a}
  - oven -> scrap: {product: b}
"""
    run = told_run(text, 30, engine)
    # of equals the first link goes first, and its part's cycle is the batch's
    left = [(part.second, part.fate) for part in run.left()]
    assert left == [(15, "sink"), (15, "scrap"), (25, "sink"), (25, "scrap")]
    assert run.ledger.defects.tolist() == [[4]]
    assert run.ledger.finished.tolist() == [[2, 2]]
    assert all(part.marks & EVER_DEFECTIVE for part in run.left())


STRIP = """
line: strip
products: {{pump: {{}}, housing: {{}}, bolt: {{}}}}
arrivals: {{every: 20 s, product: pump}}
stations:
  strip: {{type: disassembly, makes: {{{makes}}}, cycle: 5 s}}
  pack: {{cycle: 3 s}}
flow:
  - source -> strip
  - strip -> [] -> pack
  - strip -> sink: {{product: housing}}
  - pack -> sink
"""


@on_both_engines
def test_a_part_is_taken_apart(engine: str) -> None:
    run = told_run(STRIP.format(makes="bolt: 2, housing: 1"), 60, engine)
    # the pump of 20 is two bolts and a housing at 25 (B38); bolts go through the packing station
    left = [(part.second, part.lead_s) for part in run.left()]
    assert left == [(25, 5), (28, 8), (31, 11), (45, 5), (48, 8), (51, 11)]
    assert run.ledger.split.tolist() == [0, 2, 2]
    assert run.ledger.fates[0].sum(axis=1).tolist() == [0, 2, 4]
    assert run.ledger.finished.tolist() == [[2, 0, 0], [0, 0, 4]]
    assert run.seconds(t.SPLIT) == [25, 25, 45, 45]


@on_both_engines
def test_what_is_named_by_a_place_goes_there_as_it_came(engine: str) -> None:
    """B38."""
    run = told_run(STRIP.format(makes="pack: 1, housing: 1"), 30, engine)
    assert [(part.second, part.lead_s) for part in run.left()] == [(25, 5), (28, 8)]
    assert run.ledger.fates[0].sum(axis=1).tolist() == [1, 1, 0]
    assert run.ledger.split.tolist() == [0, 1, 0]


@pytest.mark.parametrize("words", ["size: 3, wait: 15 s", "size: 2"])
def test_the_planned_pace_is_that_of_full_batches(words: str) -> None:
    from kpi import Books, measure
    from lines import load
    from twin.engine import simulate

    line = load(OVEN.format(batch=words, cycle="4 s", more=""))
    run = simulate(line, 1, 0, 0.0, 100.0)
    figures = measure(Books(run.ledger, run.frame, line))
    effectiveness = figures["effectiveness"]
    # two of three parts at the planned pace of three, or full batches
    assert effectiveness is not None
    assert getattr(effectiveness, "value", effectiveness) == pytest.approx(
        2 / 3 if "wait" in words else 1.0
    )
