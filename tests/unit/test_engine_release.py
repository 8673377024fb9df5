"""Release by cards: conwip for the line, kanban for a buffer (rules C13, C14)."""

import pytest
from one_path import assert_one_path
from told_run import on_both_engines, told_run

from lines import load
from twin.engine import Deadlock, simulate
from twin.engine import trace as t


@on_both_engines
def test_by_conwip_a_part_enters_for_each_that_leaves(engine: str) -> None:
    """C13."""
    text = """
line: conwip
release: {rule: conwip, limit: 2}
stations:
  cut: {cycle: 2 s}
  weld: {cycle: 5 s}
flow: ["source -> [] -> cut -> [] -> weld -> sink"]
"""
    run = told_run(text, 20, engine)
    # two at once; the third when the first has left the line at 7, the fourth at 12
    assert run.seconds(t.ENTER) == [0, 0, 7, 12, 17]
    assert [part.second for part in run.left()] == [7, 12, 17]
    assert run.ledger.wip_area.tolist() == [40_000_000]


@on_both_engines
def test_a_scrapped_part_frees_its_card(engine: str) -> None:
    """C13: scrap has left the line, too."""
    text = """
line: scrap
release: {rule: conwip, limit: 1}
stations:
  cut: {cycle: 4 s, failures: {jam: {every: 3 s, repair: 2 s, scrap: 100 %}}}
flow: ["source -> [3] -> cut -> sink"]
"""
    run = told_run(text, 9, engine)
    # at 3 the part is lost and the next one enters; it is taken at 5 and lost at 8
    assert run.seconds(t.ENTER) == [0, 3, 8]
    assert run.seconds(t.OUT) == [3, 8]


@on_both_engines
def test_orders_wait_outside_for_a_card(engine: str) -> None:
    text = """
line: orders
orders:
  - {product: part, quantity: 3, first: 1 s, due: 10 s}
release: {rule: conwip, limit: 1}
stations:
  cut: {cycle: 2 s}
  weld: {cycle: 3 s}
flow: [source -> cut -> weld -> sink]
"""
    run = told_run(text, 30, engine)
    assert run.seconds(t.ARRIVE) == [1, 1, 1]
    assert run.seconds(t.ENTER) == [1, 6, 11]
    assert run.seconds(t.COMPLETE) == [16]


@on_both_engines
def test_what_an_assembly_takes_at_once_needs_one_card(engine: str) -> None:
    """C13, with parts of `source` only."""
    text = """
line: kit
release: {rule: conwip, limit: 1}
sources: {bolts: {}}
stations:
  join: {type: assembly, cycle: 3 s, needs: {source: 3, bolts: 1}}
flow:
  - source -> join
  - bolts -> join
  - join -> sink
"""
    run = told_run(text, 10, engine)
    assert run.seconds(t.OUT) == [3, 6, 9]
    assert run.ledger.joined.tolist() == [12]  # four times two more and a bolt


@on_both_engines
@pytest.mark.parametrize(
    ("limit", "entered"), [(3, [0, 0, 0, 4, 4, 4]), (4, [0, 0, 0, 0, 0, 0, 4, 4, 4, 4, 4, 4])]
)
def test_a_batch_that_has_begun_to_enter_enters_whole(
    engine: str, limit: int, entered: list[float]
) -> None:
    """C13: with one card left a second oven takes three parts, with none left none."""
    text = f"""
line: whole
release: {{rule: conwip, limit: {limit}}}
stations:
  oven: {{type: batch, machines: 2, batch: {{size: 3}}, cycle: 4 s}}
flow: [source -> oven -> sink]
"""
    assert told_run(text, 5, engine).seconds(t.ENTER) == entered


@on_both_engines
def test_a_card_goes_with_the_part_that_is_joined(engine: str) -> None:
    """C13, with parts of other sources."""
    text = """
line: inside
release: {rule: conwip, limit: 1}
sources: {frames: {every: 1 s}}
stations:
  join: {type: assembly, cycle: 2 s, needs: {frames: 1, source: 1}}
  pack: {cycle: 5 s}
flow:
  - frames -> join
  - source -> join
  - join -> [] -> pack -> sink
"""
    run = told_run(text, 20, engine)
    # the frame that holds a part of `source` holds its card, until it leaves at 8 and 15
    assert run.seconds(t.OUT) == [8, 15]
    assert run.seconds(t.ENTER, run.frame.sources.index("source")) == [1, 8, 15]


@on_both_engines
def test_a_line_with_too_few_cards_is_stuck(engine: str) -> None:
    text = """
line: stuck
release: {rule: conwip, limit: 1}
stations:
  cut: {cycle: 2 s}
  join: {type: assembly, cycle: 3 s, needs: {cut: 2}}
flow: ["source -> cut -> [2] -> join -> sink"]
"""
    with pytest.raises(Deadlock, match="nothing is due any more"):
        simulate(load(text), length_s=100, engine=engine)


@on_both_engines
def test_parts_that_find_no_card_are_lost_where_the_source_does_not_wait(engine: str) -> None:
    text = """
line: lost
arrivals: {every: 3 s, full: lost}
release: {rule: conwip, limit: 1}
stations:
  cut: {cycle: 5 s}
flow: ["source -> [] -> cut -> sink"]
"""
    run = told_run(text, 16, engine)
    assert run.seconds(t.LOST) == [6, 12]
    assert run.seconds(t.ENTER) == [3, 9, 15]


@on_both_engines
def test_who_picks_at_the_door_picks_only_parts_with_a_card(engine: str) -> None:
    text = """
line: picked
orders:
  - {product: part, quantity: 3, first: 0 s, due: 20 s}
release: {rule: conwip, limit: 1}
sources: {spare: {every: 3 s}}
stations:
  cut: {cycle: 2 s, dispatch: edd}
  weld: {cycle: 8 s}
flow:
  - source -> cut
  - spare -> cut
  - cut -> [] -> weld -> sink
"""
    run = told_run(text, 13, engine)
    # what is ordered is more urgent, but has no card before the first part leaves at 10
    assert run.seconds(t.ENTER, run.frame.sources.index("source")) == [0, 11]
    assert run.seconds(t.ENTER, run.frame.sources.index("spare")) == [3, 6, 9]


PULLED = """
line: pulled
sources: {{demand: {{every: {every}}}}}
buffers: {{store: {{capacity: {cards}, release: kanban}}}}
stations:
  make: {{cycle: {cycle}}}
{more}
  ship: {{type: assembly, cycle: 1 s, needs: {{store: 1, demand: 1}}}}
flow:
  - source -> make -> store
{way}
  - store -> ship
  - demand -> ship
  - ship -> sink
"""


def pulled(every: str, cards: int, cycle: str, more: str = "", way: str = "") -> str:
    """Demand takes parts out of a store that is filled by cards; further words and stations."""
    return PULLED.format(every=every, cards=cards, cycle=cycle, more=more, way=way)


@on_both_engines
def test_by_kanban_a_station_makes_what_has_been_taken(engine: str) -> None:
    """C14."""
    run = told_run(pulled("10 s", 2, "3 s"), 25, engine)
    # two cards are used up by 6; at 10 and 20 a part is taken and another one begun
    assert run.spells("make") == [
        (0, "busy"),
        (6, "starved"),
        (10, "busy"),
        (13, "starved"),
        (20, "busy"),
        (23, "starved"),
    ]
    assert [second for second, _ in run.put("store")] == [3, 6, 13, 23]


@on_both_engines
def test_stations_that_fill_one_buffer_share_its_cards(engine: str) -> None:
    """C14, with two stations."""
    failing = "  mend: {cycle: 4 s, failures: {jam: {every: 2 s, repair: 9 s, scrap: 100 %}}}"
    text = pulled("20 s", 3, "4 s, machines: 2", failing, "  - source -> mend -> store")
    text = text.replace(", release: kanban", "") + "release: {rule: kanban}\n"
    run = told_run(text, 22, engine)
    # mend loses its part at 2, which frees its card, but make has no machine for it until 4
    assert run.seconds(t.OUT) == [2, 21]
    assert run.spells("make.1") == [(0, "busy"), (8, "starved"), (20, "busy")]
    assert run.spells("make.2") == [(0, "busy"), (4, "starved")]
    assert run.spells("mend") == [(0, "busy"), (2, "repair"), (11, "starved")]


@on_both_engines
def test_a_machine_sleeps_while_it_has_no_card(engine: str) -> None:
    """C14 and C4."""
    run = told_run(pulled("20 s", 1, "3 s, standby: {after: 5 s, wake: 2 s}"), 26, engine)
    assert run.spells("make") == [
        (0, "busy"),
        (3, "starved"),
        (8, "standby"),
        (20, "waking"),
        (22, "busy"),
        (25, "starved"),
    ]


@on_both_engines
def test_a_part_that_waits_for_a_vehicle_elsewhere_keeps_its_card(engine: str) -> None:
    """C14, over the link of a fleet."""
    text = """
line: elsewhere
transport: {cart: {vehicles: 1, speed: 1 m/s, load: 1 s, unload: 1 s}}
buffers: {store: {capacity: 1, release: kanban}}
stations:
  make: {cycle: 2 s}
  mend: {cycle: 20 s}
  ship: {cycle: 5 s}
flow:
  - source -> make
  - source -> mend
  - make -> scrap: {by: cart, distance: 4 m}
  - make -> store
  - mend -> store
  - store -> ship -> sink
"""
    run = told_run(text, 12, engine)
    # what leaves make at 2 frees its card only when it is aboard at 3, and then make is first
    assert run.spells("make") == [(0, "busy"), (2, "blocked"), (3, "busy"), (5, "blocked")]
    assert run.spells("mend") == [(0, "starved")]


def test_cards_of_both_kinds_walk_one_path() -> None:
    text = """
line: path
products: {cover: {}, bolt: {}}
orders:
  - {product: cover, quantity: {poisson: 4}, every: {exponential: 30 s}, due: 30 s}
  - {product: bolt, quantity: {geometric: 3}, every: 15 s, first: 0 s, due: 30 s}
release: {rule: conwip, limit: 5}
buffers: {rack: {capacity: 3, release: kanban}}
stations:
  cut:
    cycle: {exponential: 3 s}
    machines: 2
    failures: {jam: {every: 30 s, repair: 5 s, scrap: 50 %}}
  bend: {cycle: {exponential: 2 s}, standby: {after: 2 s, wake: 1 s}}
  pack: {cycle: 2 s}
flow:
  - source -> cut
  - source -> [] -> bend
  - cut -> rack
  - bend -> rack
  - rack -> pack -> sink
"""
    assert assert_one_path(load(text), 2000, 300).end is None
