"""Putting parts together (rules C1, C7, C9)."""

import pytest
from one_path import assert_one_path
from told_run import on_both_engines, told_run

from kpi.ledger import DEFECTIVE, EVER_DEFECTIVE
from lines import load
from twin.engine import Deadlock, simulate
from twin.engine import trace as t


@on_both_engines
def test_an_assembly_waits_for_all_it_needs_and_takes_it_at_once(engine: str) -> None:
    text = """
line: pump
arrivals: {every: 5 s}
sources: {bolts: {every: 2 s}}
stations:
  join: {type: assembly, cycle: 3 s, needs: {source: 1, bolts: 4}}
flow:
  - source -> [] -> join
  - bolts -> [] -> join
  - join -> sink
"""
    run = told_run(text, 26, engine)
    # four bolts are there at 8, 16 and 24; housings at 5, 10, 15, 20, 25
    assert run.spells("join") == [
        (0, "starved"),
        (8, "busy"),
        (11, "starved"),
        (16, "busy"),
        (19, "starved"),
        (24, "busy"),
    ]
    # the entry time is that of the oldest part: a bolt of 2, and one of 10 (C9)
    assert [(part.second, part.lead_s) for part in run.left()] == [(11, 9), (19, 9)]
    assert run.ledger.joined.tolist() == [12]
    assert run.ledger.inside.tolist() == [0, 3]


@on_both_engines
def test_the_product_is_that_of_the_first_link_or_the_one_it_makes(engine: str) -> None:
    text = """
line: product
products: {{bolt: {{}}, housing: {{}}, pump: {{}}}}
arrivals: {{every: 5 s, product: housing}}
sources: {{bolts: {{every: 5 s, product: bolt}}}}
stations:
  join: {{type: assembly, cycle: 1 s{makes}}}
flow:
  - source -> join
  - bolts -> join
  - join -> sink
"""
    plain = told_run(text.format(makes=""), 12, engine)
    assert plain.ledger.fates[0].sum(axis=1).tolist() == [0, 2, 0]
    made = told_run(text.format(makes=", makes: pump"), 12, engine)
    assert made.ledger.fates[0].sum(axis=1).tolist() == [0, 0, 2]
    assert made.ledger.joined.tolist() == [2, 0, 0]
    assert made.ledger.finished.tolist() == [[0, 0, 2]]


@on_both_engines
def test_a_defect_of_any_part_is_one_of_the_whole(engine: str) -> None:
    """C9."""
    text = """
line: defects
stations:
  cut: {cycle: 1 s}
  cast: {cycle: 1 s, quality: {defects: {crack: 100 %}}}
  join: {type: assembly, cycle: 1 s}
flow:
  - source -> cut -> [2] -> join
  - source -> cast -> [2] -> join
  - join -> sink
"""
    run = told_run(text, 4.5, engine)
    assert [part.marks for part in run.left()] == [DEFECTIVE | EVER_DEFECTIVE] * 3


@on_both_engines
def test_several_machines_offer_over_one_bare_link(engine: str) -> None:
    """C9 and C7."""
    text = """
line: bare
stations:
  cut: {cycle: 4 s, machines: 3}
  join: {type: assembly, cycle: 1 s, needs: {cut: 3}}
flow: ["source -> cut -> join -> sink"]
"""
    run = told_run(text, 14, engine)
    # all three finish at 4; the lowest number goes first and becomes the product
    assert run.taken("join") == [0, 3, 6]
    assert run.spells("join") == [
        (0, "starved"),
        (4, "busy"),
        (5, "starved"),
        (8, "busy"),
        (9, "starved"),
        (12, "busy"),
        (13, "starved"),
    ]
    assert run.seconds(t.JOIN) == [4, 4, 8, 8, 12, 12]


@on_both_engines
def test_machines_that_wait_for_a_set_hold_their_parts(engine: str) -> None:
    text = """
line: hold
stations:
  cut: {cycle: 1 s, machines: 2}
  weld: {cycle: 5 s}
  join: {type: assembly, cycle: 2 s, needs: {cut: 2, weld: 1}}
flow:
  - source -> cut
  - source -> weld
  - cut -> join
  - weld -> join
  - join -> sink
"""
    run = told_run(text, 12, engine)
    assert run.spells("cut.1") == [
        (0, "busy"),
        (1, "blocked"),
        (5, "busy"),
        (6, "blocked"),
        (10, "busy"),
        (11, "blocked"),
    ]
    assert run.spells("weld") == [(0, "busy")]
    assert [part.second for part in run.left()] == [7]


@on_both_engines
def test_an_assembly_takes_from_doors_and_named_buffers_too(engine: str) -> None:
    text = """
line: doors
arrivals: {every: 4 s, batch: 3}
sources: {yard: {}}
buffers: {rack: {capacity: 2}}
stations:
  cut: {cycle: 1 s}
  join: {type: assembly, cycle: 1 s, needs: {source: 3, rack: 2}}
flow:
  - yard -> cut -> rack -> join
  - source -> join
  - join -> sink
"""
    run = told_run(text, 10, engine)
    assert [part.second for part in run.left()] == [5, 9]
    # a part of the second set was in the machine before the rack from 2 on
    assert [part.lead_s for part in run.left()] == [5, 7]


@on_both_engines
def test_an_assembly_takes_products_over_whichever_links_they_come(engine: str) -> None:
    """C9, by product."""
    text = """
line: kit
products: {bolt: {}, pump: {}}
sources:
  bolts: {every: 2 s, product: bolt}
  pumps: {every: 10 s, product: pump}
  spare: {every: 7 s, product: bolt}
stations:
  wash: {cycle: 1 s}
  join: {type: assembly, cycle: 3 s, needs: {pump: 1, bolt: 3}}
buffers: {rack: {capacity: 9}}
flow:
  - bolts -> wash -> rack
  - pumps -> rack
  - rack -> join
  - spare -> join
  - join -> sink
"""
    run = told_run(text, 24, engine)
    # pumps come at 10 and 20; bolts into the rack at 3, 5, 7, 9, 11, one to the door at 7
    assert run.spells("join") == [
        (0, "starved"),
        (10, "busy"),
        (13, "starved"),
        (20, "busy"),
        (23, "starved"),
    ]
    # of the two that wait since 7 that of the first link goes first, so the other one at 20
    assert run.seconds(t.ENTER, run.frame.sources.index("spare")) == [20]
    # the oldest of the first set came at 2, of the second at 7
    assert [(part.second, part.lead_s) for part in run.left()] == [(13, 11), (23, 16)]
    assert run.ledger.joined.tolist() == [6, 0]
    assert run.ledger.fates[0].sum(axis=1).tolist() == [0, 2]


@on_both_engines
def test_a_room_full_of_the_wrong_product_is_a_line_that_stands_still(engine: str) -> None:
    text = """
line: full
products: {bolt: {}, pump: {}}
sources:
  bolts: {product: bolt}
  pumps: {product: pump}
stations:
  sort: {cycle: 1 s, dispatch: first}
  join: {type: assembly, cycle: 3 s, needs: {pump: 1, bolt: 1}}
flow:
  - bolts -> sort
  - pumps -> sort
  - sort -> [2] -> join -> sink
"""
    with pytest.raises(Deadlock, match="nothing is due any more"):
        simulate(load(text), length_s=100, engine=engine)


SHARED = """
line: shared
products: {{nut: {{}}, bolt: {{}}, cap: {{}}}}
arrivals:
  every: {{exponential: 1 s}}
  batch: 3
  due: 40 s
  mix: {{nut: 30 %, bolt: 50 %, cap: 20 %}}
stations:
  sort: {{cycle: 300 ms}}
  join: {{type: assembly, cycle: {{exponential: 2 s}}, needs: {{bolt: 2, cap: 1, nut: 1}}}}
  strip: {{cycle: 9 s, dispatch: {dispatch}, setup: {{time: 1 s}}}}
buffers:
  bin: {{stay: {{min: {least} s, max: 30 s}}}}
flow:
  - sort -> bin
  - bin -> strip
  - join -> sink
  - strip -> sink
"""
THROUGH = "  - source -> [] -> sort\n  - bin -> join\n"
AT_A_DOOR = "  - source -> join\n  - source -> [] -> sort\n"


@pytest.mark.parametrize("flow", [THROUGH, AT_A_DOOR])
@pytest.mark.parametrize("dispatch", ["fifo", "edd", "setup-saving"])
@pytest.mark.parametrize("least", [0, 3])
def test_parts_are_found_by_product_in_a_queue_that_others_use_too(
    dispatch: str, least: int, flow: str
) -> None:
    line = load(SHARED.format(dispatch=dispatch, least=least) + flow)
    path = assert_one_path(line, 300, 0, 1, 0)
    assert path.end is None
