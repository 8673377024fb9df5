"""Parts that come to a station again are no first pass, whatever led them back (rule C19)."""

from collections import Counter

import pytest
from one_path import assert_one_path
from told_run import Run, on_both_engines, told_run

from kpi.books import Books, value_of
from kpi.ledger import REWORKED
from kpi.quality import first_pass_yield, rework_ratio
from lines import load
from twin.engine import simulate
from twin.engine import trace as t

SHARED = """
line: share
stations:
  cut: {cycle: 1 s}
  test: {cycle: 1 s}
flow:
  - source -> cut -> test
  - test -> sink: {share: 91 %}
  - test -> cut: {share: 9 %, buffer: 5}
"""
IN_TURN = """
line: turn
stations:
  cut: {cycle: 1 s}
  test: {cycle: 1 s, choose: cyclic}
arrivals: {every: 10 s}
flow:
  - source -> [] -> cut -> [5] -> test
  - test -> sink
  - test -> cut: {buffer: 5}
"""


def twice(run: Run) -> set[int]:
    """Parts on which some station has worked more than once."""
    stations = run.frame.machine_station
    visits = Counter((row[3], stations[row[2]]) for row in run.rows if row[1] == t.FINISH)
    return {part for (part, _), count in visits.items() if count > 1}


def reworked(run: Run) -> dict[int, bool]:
    """Whether each part that left was marked as reworked."""
    return {row[3]: bool(row[5] & REWORKED) for row in run.rows if row[1] == t.OUT}


@on_both_engines
def test_rework_by_share_is_no_first_pass(engine: str) -> None:
    """C19: of what is tested first 91 % pass."""
    line = load(SHARED)
    run = simulate(line, 1, 0, 0.0, 6_000.0, engine)
    books = Books(run.ledger, run.frame, line)
    assert value_of(first_pass_yield(books)) == pytest.approx(0.91, abs=0.012)
    assert value_of(rework_ratio(books)) == pytest.approx(0.09, abs=0.012)


@on_both_engines
@pytest.mark.parametrize("machines", [1, 3])
def test_it_is_the_station_that_counts_not_its_machine(engine: str, machines: int) -> None:
    """C19, with parts that come back to another machine."""
    run = told_run(
        SHARED.replace("cycle: 1 s}", f"cycle: 1 s, machines: {machines}}}"), 500, engine
    )
    marked = reworked(run)
    assert {part for part, again in marked.items() if again} == twice(run) & marked.keys()
    assert any(marked.values())


@on_both_engines
def test_a_part_led_back_by_choice_is_no_first_pass(engine: str) -> None:
    """C19: the first part leaves at 12; the others go back at 22, 32, 42, and leave 2 s later."""
    left = told_run(IN_TURN, 50, engine).left()
    assert [(part.second, part.marks) for part in left] == [
        (12, 0),
        (24, REWORKED),
        (34, REWORKED),
        (44, REWORKED),
    ]


@on_both_engines
def test_another_station_on_the_way_is_no_second_visit(engine: str) -> None:
    """C19: a share goes by way of a station of its own, and none comes back."""
    text = """
line: detour
stations: {cut: {cycle: 1 s}, mend: {cycle: 1 s}, pack: {cycle: 1 s}}
flow:
  - source -> cut
  - cut -> pack: {share: 50 %, buffer: 3}
  - cut -> mend: {share: 50 %, buffer: 3}
  - mend -> [3] -> pack -> sink
"""
    run = told_run(text, 200, engine)
    assert run.ledger.finished[1].sum() > 50
    assert not any(reworked(run).values())


@on_both_engines
def test_a_batch_marks_each_of_its_parts_by_where_it_has_been(engine: str) -> None:
    """C19, C12: a furnace for three, into which every third part goes again."""
    text = """
line: furnace
arrivals: {every: 4 s}
stations:
  bake: {type: batch, batch: {size: 3, wait: 20 s}, cycle: 5 s}
  test: {cycle: 1 s}
flow:
  - source -> [] -> bake -> [9] -> test
  - test -> sink: {share: 67 %}
  - test -> bake: {share: 33 %, buffer: unlimited}
"""
    run = told_run(text, 2_000, engine)
    marked = reworked(run)
    assert {part for part, again in marked.items() if again} == twice(run) & marked.keys()
    assert 100 < sum(marked.values()) < 200


@on_both_engines
def test_what_is_joined_or_taken_apart_has_been_nowhere(engine: str) -> None:
    """C19: the work leaves its pallet, which goes round and carries the next piece of work."""
    text = """
line: pallets
products: {pallet: {}, work: {}, loaded: {}}
sources:
  pool: {every: 400 s, product: pallet}
  yard: {every: 10 s, product: work}
stations:
  load: {type: assembly, cycle: 1 s, needs: {pallet: 1, work: 1}, makes: loaded}
  mill: {cycle: 1 s}
  unload: {type: disassembly, cycle: 1 s, makes: {pallet: 1, work: 1}}
  wash: {cycle: 1 s}
flow:
  - pool -> [] -> load
  - yard -> [] -> load -> mill -> unload
  - unload -> wash: {product: pallet, buffer: 9}
  - unload -> sink: {product: work}
  - wash -> load: {buffer: 9}
"""
    run = told_run(text, 1_200, engine)
    load_station = run.frame.machines.index("load")
    visits = Counter(row[3] for row in run.rows if row[1] == t.FINISH and row[2] == load_station)
    assert max(visits.values()) > 20  # one pallet carries the work, one after the other
    assert len(reworked(run)) > 50
    assert not any(reworked(run).values())


def test_loops_of_more_stations_than_a_word_has_bits() -> None:
    """C19: seventy stations in a ring of which a part may leave, and a loop of two behind it."""
    ring = [f"s{number}" for number in range(70)]
    stations = ", ".join(f"{name}: {{cycle: 1 s}}" for name in [*ring, "one", "two"])
    text = f"""
line: ring
arrivals: {{every: 7 s}}
stations: {{{stations}}}
flow:
  - source -> [] -> {" -> [2] -> ".join(ring)}
  - s69 -> s0: {{share: 5 %, buffer: 50}}
  - s69 -> one: {{share: 95 %, buffer: 9}}
  - one -> [9] -> two
  - two -> one: {{share: 30 %, buffer: 50}}
  - two -> sink: {{share: 70 %}}
"""
    assert_one_path(load(text), 900.0)
    run = told_run(text, 3_000, "fast")
    marked = reworked(run)
    assert {part for part, again in marked.items() if again} == twice(run) & marked.keys()
    assert sum(marked.values()) > 50
