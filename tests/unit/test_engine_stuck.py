"""Lines that get stuck, and how that is named by both engines (rule C10)."""

import pytest
from told_run import on_both_engines, told_run

from lines import load
from twin.engine import Deadlock, Overfull, compile_plan, run

S = 1_000_000


def stuck(text: str, until_s: float, engine: str) -> tuple[tuple[str, ...], float, str]:
    """The stations, the second and the reason of a deadlock."""
    with pytest.raises(Deadlock) as deadlock:
        told_run(text, until_s, engine)
    found = deadlock.value
    assert f"{found.tick / S:,.6f} s" in str(found)
    return found.stations, found.tick / S, found.why


RING = """
line: ring
stations:
  cut: {cycle: 1 s}
  test: {type: inspection, cycle: 1 s, finds: 0 %, false-rejects: 100 %}
  pack: {cycle: 1 s}
flow:
  - source -> cut
  - cut -> test
  - test -> pack: {when: pass}
  - test -> cut: {when: reject}
  - pack -> sink
"""


@on_both_engines
def test_a_ring_of_blocked_machines_is_named(engine: str) -> None:
    """C10."""
    # test is done with the first part at 2, when cut is done with the second: neither can move
    stations, second, why = stuck(RING, 100, engine)
    assert stations == ("cut", "test")
    assert second == 2
    assert "wait for each other" in why


@on_both_engines
def test_a_ring_with_room_for_one_more_turns(engine: str) -> None:
    text = RING.replace("source -> cut", "source -> drill -> cut")
    text = text.replace("  cut: {cycle: 1 s}", "  drill: {cycle: 50 s}\n  cut: {cycle: 1 s}")
    run_ = told_run(text, 90, engine)
    # the first part comes at 50 and is done by test at 52, 54 and so on to 88
    assert len(run_.taken("test")) == 19
    stations, second, _ = stuck(text, 200, engine)
    # the second part comes at 100: one waits in each machine
    assert stations == ("cut", "test")
    assert 100 < second < 104


@on_both_engines
def test_the_ring_is_found_among_stations_that_are_blocked_behind_it(engine: str) -> None:
    text = RING.replace("source -> cut", "source -> drill -> cut")
    text = text.replace("  cut: {cycle: 1 s}", "  drill: {cycle: 1 s}\n  cut: {cycle: 1 s}")
    stations, second, _ = stuck(text, 100, engine)
    assert stations == ("cut", "test")
    assert second == 3


@on_both_engines
def test_a_ring_in_which_one_machine_is_in_repair_is_no_deadlock_yet(engine: str) -> None:
    text = RING.replace(
        "cut: {cycle: 1 s}",
        "cut: {cycle: 1 s, failures: {tool: {every: 2 parts, clock: parts, repair: 7 s}}}",
    )
    stations, second, _ = stuck(text, 100, engine)
    # cut fails with its second part at 2 and offers it again at 9
    assert stations == ("cut", "test")
    assert second == 9


@on_both_engines
def test_a_line_in_which_nothing_is_due_any_more_stands_still(engine: str) -> None:
    """C10, without a ring."""
    text = """
line: still
stations:
  cut: {cycle: 2 s}
  drill: {cycle: 1 s}
  join: {type: assembly, cycle: 1 s}
flow:
  - source -> cut
  - cut -> drill: {share: 100 %}
  - cut -> join: {share: 0 %}
  - drill -> join: {buffer: 2}
  - join -> sink
"""
    stations, second, why = stuck(text, 100, engine)
    # drill's parts of 3 and 5 wait in front of join, that of 7 in drill, that of 8 in cut
    assert stations == ("cut", "drill")
    assert second == 8
    assert "nothing is due" in why


@on_both_engines
def test_a_line_that_waits_for_arrivals_does_not_stand_still(engine: str) -> None:
    text = """
line: waits
arrivals: {every: 40 s}
stations:
  cut: {cycle: 2 s}
flow: [source -> cut -> sink]
"""
    assert len(told_run(text, 100, engine).left()) == 2


@on_both_engines
def test_a_clock_that_stands_still_is_named(engine: str) -> None:
    text = """
line: no-time
stations:
  cut: {cycle: 3 s}
  test: {cycle: {empirical: {values: [0 s, 1 h], weights: [10000000, 1]}}}
flow:
  - source -> cut -> sink
  - source -> test -> sink
"""
    stations, second, why = stuck(text, 10, engine)
    assert stations == ("cut", "test")
    assert second == 0
    assert "time stands still" in why


@on_both_engines
def test_more_parts_than_a_run_can_count_are_too_many(engine: str) -> None:
    text = """
line: flood
arrivals: {every: 1 s}
sources: {yard: {every: 1 s, batch: 300}}
stations:
  cut: {cycle: 100 s}
flow:
  - source -> [] -> cut
  - yard -> [] -> cut
  - cut -> sink
"""
    # so long a run may hold 1,024 parts: at 4 s there are 1,204
    with pytest.raises(Overfull) as full:
        run(compile_plan(load(text)), 1, 0, 0, 1 << 52, engine)
    assert (full.value.source, full.value.tick) == ("yard", 4 * S)
    assert "more than 1,024 parts" in str(full.value)


CARDS = """
line: cards
release: {rule: conwip, limit: 1}
stations:
  x: {cycle: 1 s, WORDS}
  y: {cycle: 1 s}
  asm: {type: assembly, cycle: 1 s}
flow: [source -> x -> asm, source -> y -> asm, asm -> sink]
"""


@on_both_engines
def test_maintenance_that_waits_for_its_machine_is_nothing_to_wait_for(engine: str) -> None:
    """C10: x has made its part and waits; y has no card. The maintenance due at 10 moves nobody."""
    text = CARDS.replace("WORDS", "maintenance: {every: 10 s, takes: 1 s}")
    stations, second, _ = stuck(text, 60, engine)
    assert (stations, second) == (("x",), 10.0)
