"""How parts come in: batches, doors, parts that wait or are lost (rules B13, C3, C6)."""

from told_run import on_both_engines, told_run

from twin.engine import trace as t


@on_both_engines
def test_parts_that_find_no_room_are_lost_where_the_source_does_not_wait(engine: str) -> None:
    text = """
line: lost
arrivals: {every: 10 s, batch: 5, full: lost}
stations:
  cut: {cycle: 4 s}
flow: ["source -> [2] -> cut -> sink"]
"""
    run = told_run(text, 29, engine)
    # at 10 one is taken, two wait, two are lost; at 20 two find the room empty again (C6)
    assert run.ledger.arrived.tolist() == [[10]]
    assert run.ledger.lost.tolist() == [[5]]
    assert run.ledger.entered.tolist() == [[5]]
    assert run.seconds(t.LOST) == [10, 10, 20, 20, 20]
    assert [part.second for part in run.left()] == [14, 18, 22, 26]
    assert [part.lead_s for part in run.left()] == [4, 8, 12, 6]


@on_both_engines
def test_without_a_buffer_all_but_the_part_that_is_taken_are_lost(engine: str) -> None:
    """B13 and C6, with nowhere to wait."""
    text = """
line: lost-bare
arrivals: {every: 3 s, batch: 2, full: lost}
stations:
  cut: {cycle: 4 s}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 11, engine)
    # at 3 one is taken, at 6 both are lost, at 9 one is taken
    assert run.ledger.lost.tolist() == [[4]]
    assert run.taken("cut") == [0]
    assert run.spells("cut") == [(0, "starved"), (3, "busy"), (7, "starved"), (9, "busy")]


@on_both_engines
def test_parts_that_wait_outside_count_their_lead_time_from_arrival(engine: str) -> None:
    """B13 and C3: three come at once and enter one by one."""
    text = """
line: wait
arrivals: {every: 10 s, batch: 3}
stations:
  cut: {cycle: 4 s}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 23, engine)
    assert [part.lead_s for part in run.left()] == [4, 8, 12]
    assert run.seconds(t.ENTER) == [10, 14, 18, 22]
    # outside is not inside: only the part in the machine counts
    assert run.ledger.wip_area.tolist() == [13_000_000]
    assert run.ledger.inside.tolist() == [0, 1]


@on_both_engines
def test_a_part_goes_to_the_door_with_the_fewest_waiting_parts(engine: str) -> None:
    """B13, of several links."""
    text = """
line: doors
arrivals: {every: 1 s}
stations:
  a: {cycle: 100 s}
  b: {cycle: 100 s}
flow:
  - source -> [] -> a
  - source -> [] -> b
  - a -> sink
  - b -> sink
"""
    run = told_run(text, 7.5, engine)
    # a takes the first, which leaves both empty: of equals the first link
    assert [part for _, part in run.put("source->a")] == [0, 1, 4, 6]
    assert [part for _, part in run.put("source->b")] == [2, 3, 5]


@on_both_engines
def test_a_part_waits_at_the_door_its_share_chose_though_another_is_free(engine: str) -> None:
    """B13, by share."""
    text = """
line: shares
arrivals: {every: 1 s}
stations:
  a: {cycle: 100 s}
  b: {cycle: 100 s}
flow:
  - source -> a: {share: 0 %}
  - source -> b: {share: 100 %}
  - a -> sink
  - b -> sink
"""
    run = told_run(text, 7.5, engine)
    assert run.seconds(t.ARRIVE) == [1, 2, 3, 4, 5, 6, 7]
    assert run.seconds(t.ENTER) == [1]
    assert run.spells("a") == [(0, "starved")]


@on_both_engines
def test_products_have_doors_of_their_own(engine: str) -> None:
    """B13, by product."""
    text = """
line: products
products: {cover: {}, bolt: {}}
arrivals: {every: 2 s, mix: {cover: 50 %, bolt: 50 %}}
stations:
  a: {cycle: 1 s}
  b: {cycle: 1 s}
flow:
  - source -> a: {product: bolt}
  - source -> b
  - a -> sink
  - b -> sink
"""
    run = told_run(text, 200, engine)
    assert run.ledger.finished[0, 0] == 0
    assert run.ledger.finished[1, 1] == 0
    assert run.ledger.finished.sum() >= 97
    assert (run.ledger.finished.sum(axis=1) > 30).all()


@on_both_engines
def test_two_sources_at_one_door_come_in_the_order_of_the_file(engine: str) -> None:
    """T2 and C3, with sources."""
    text = """
line: order
arrivals: {every: 6 s}
sources: {yard: {every: 2 s}, dock: {every: 3 s}}
stations:
  cut: {cycle: 1 s}
buffers: {rack: {}}
flow:
  - dock -> rack
  - yard -> rack
  - source -> rack
  - rack -> cut
  - cut -> sink
"""
    run = told_run(text, 9.5, engine)
    arrived = [(row[0] // 1_000_000, row[2]) for row in run.rows if row[1] == t.ARRIVE]
    assert arrived == [(2, 1), (3, 2), (4, 1), (6, 0), (6, 1), (6, 2), (8, 1), (9, 2)]
    entered = [row[2] for row in run.rows if row[1] == t.ENTER and row[0] == 6_000_000]
    assert entered == [0, 1, 2]


@on_both_engines
def test_an_empty_batch_brings_nothing(engine: str) -> None:
    text = """
line: empty
arrivals: {every: 1 s, batch: {empirical: {values: [0, 2], weights: [1, 1]}}}
stations:
  cut: {cycle: 0.1 s}
flow: [source -> cut -> sink]
"""
    run = told_run(text, 100.5, engine)
    seconds = set(run.seconds(t.ARRIVE))
    assert 30 < len(seconds) < 70
    assert int(run.ledger.arrived.sum()) == 2 * len(seconds)


@on_both_engines
def test_a_source_that_is_never_empty_gives_each_door_what_may_go_there(engine: str) -> None:
    """B13, of a source that is never empty."""
    text = """
line: doors
products: {cover: {}, bolt: {}, pump: {}}
arrivals: {mix: {cover: 60 %, bolt: 40 %, pump: 0 %}}
stations:
  a: {cycle: 1 s}
  b: {cycle: 1 s}
  c: {cycle: 1 s}
flow:
  - source -> a: {product: bolt}
  - source -> b
  - source -> c: {product: pump}
  - a -> sink
  - b -> sink
  - c -> sink
"""
    run = told_run(text, 20, engine)
    # bolts have a link of their own, so the open one has covers only; pumps never come
    assert run.ledger.finished.tolist() == [[0, 19, 0], [19, 0, 0], [0, 0, 0]]
