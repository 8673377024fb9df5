"""Dispatch: which of all waiting parts a machine takes (rule C18), and due dates (rule B34)."""

import pytest
from told_run import Run, on_both_engines, told_run

from kpi.ledger import TICKS_PER_SECOND
from lines import load
from twin.engine import compile_plan
from twin.engine import trace as t

WORK_S = (4, 2, 6, 3, 8, 5)
DUE_S = (22, 9, 20, 5, 24, 17)
COME_S = 60


def jobs(dispatch: str) -> str:
    """Six jobs that come at one moment, each a product of its own, before one machine."""
    numbered = list(enumerate(zip(WORK_S, DUE_S, strict=True), start=1))
    lines = ["line: jobs", "products:"]
    lines += [f"  job{i}: {{priority: {i}}}" for i, _ in numbered]
    lines += ["sources:"]
    lines += [f"  in{i}: {{every: 60 s, product: job{i}, due: {d} s}}" for i, (_, d) in numbered]
    cycle = ", ".join(f"job{i}: {work} s" for i, (work, _) in numbered)
    lines += ["stations:", f"  press: {{cycle: {{{cycle}}}, dispatch: {dispatch}}}", "flow:"]
    lines += [f"  - in{i} -> press" for i, _ in numbered]
    return "\n".join([*lines, "  - press -> sink"])


def told_jobs(dispatch: str, engine: str) -> tuple[list[int], float, float]:
    """The order of the jobs, their mean flow time and their mean tardiness, in seconds."""
    run = told_run(jobs(dispatch), 119, engine)
    order = [part + 1 for part in run.taken("press")]
    flow = [part.lead_s for part in run.left()]
    late = [max(f - DUE_S[job - 1], 0) for job, f in zip(order, flow, strict=True)]
    return order, sum(flow) / 6, sum(late) / 6


@on_both_engines
@pytest.mark.parametrize(
    ("dispatch", "order", "flow", "tardiness"),
    [
        ("fifo", [1, 2, 3, 4, 5, 6], 44 / 3, 3.5),
        ("spt", [2, 4, 1, 6, 3, 5], 13.0, 2 / 3),
        ("edd", [4, 2, 6, 3, 1, 5], 41 / 3, 2 / 3),
        ("critical-ratio", [4, 5, 2, 6, 3, 1], 97 / 6, 2.5),
    ],
)
def test_six_jobs_on_one_machine(
    engine: str, dispatch: str, order: list[int], flow: float, tardiness: float
) -> None:
    """C18 and B34. Pinedo: spt has the least mean flow time, edd the least greatest lateness."""
    told = told_jobs(dispatch, engine)
    assert told[0] == order
    assert told[1:] == pytest.approx((flow, tardiness))


@on_both_engines
def test_the_greater_priority_goes_first(engine: str) -> None:
    """C18, by priority."""
    assert told_jobs("priority", engine)[0] == [6, 5, 4, 3, 2, 1]


BUFFER = """
line: shelves
products: {{cover: {{}}, bolt: {{}}, lid: {{priority: 3}}}}
sources:
  one: {{every: 60 s, product: cover}}
  two: {{every: 60 s, product: bolt}}
  three: {{every: 60 s, product: lid}}
  four: {{every: 60 s, product: bolt}}
buffers: {{rack: {{}}}}
stations: {{press: {{cycle: {cycle}, {words}}}}}
flow:
  - one -> rack
  - two -> rack
  - three -> rack
  - four -> rack
  - rack -> press -> sink
"""


@on_both_engines
def test_a_part_comes_out_of_the_middle_of_a_buffer(engine: str) -> None:
    """C18: of equals the longest waiting."""
    text = BUFFER.format(cycle="10 s", words="dispatch: priority")
    run = told_run(text, 239, engine)
    # all four are there before the first is taken: the lid, then the others as they came
    assert run.taken("press")[:9] == [2, 0, 1, 3, 6, 4, 5, 7, 10]
    taken = [(row[0] / TICKS_PER_SECOND, row[3]) for row in run.rows if row[1] == t.TAKE]
    assert taken[:4] == [(60, 2), (70, 0), (80, 1), (90, 3)]
    # three wait for 10 s, two for 10 s, one for 10 s, in each of three minutes
    assert run.ledger.place_area.tolist() == [3 * 60 * TICKS_PER_SECOND]


@on_both_engines
def test_the_last_of_a_buffer_goes_and_the_next_comes_behind(engine: str) -> None:
    """C18, by work."""
    cycle = "{cover: 50 s, bolt: 30 s, lid: 20 s}"
    run = told_run(BUFFER.format(cycle=cycle, words="dispatch: spt"), 330, engine)
    # lid 2 until 80, bolts 1 and 3 until 140, lid 6 until 160, bolt 5 until 190, lid 10 until 210,
    # bolt 7 until 240; the lid that comes at that moment goes before the bolts
    assert run.taken("press")[:8] == [2, 1, 3, 6, 5, 10, 7, 14]


BETWEEN = """
line: offered
products: {cover: {}, bolt: {priority: 1}}
sources: {covers: {product: cover}, bolts: {product: bolt}}
stations:
  cut: {cycle: 1 s}
  turn: {cycle: 2 s}
  press: {cycle: 10 s, dispatch: priority}
flow:
  - covers -> cut -> press
  - bolts -> turn -> press
  - press -> sink
"""


@on_both_engines
def test_a_machine_that_is_blocked_offers_its_part(engine: str) -> None:
    """C18, over a link without room."""
    run = told_run(BETWEEN, 42, engine)
    # cover at 1; at 11 both wait since 2 and the bolt goes first, and so at 21, 31 and 41
    products = [row[4] for row in run.rows if row[1] == t.FINISH and row[2] == 2]
    assert products == [0, 1, 1, 1]
    assert run.spells("cut")[-1] == (2, "blocked")


ENDLESS = """
line: endless
products: {cover: {priority: 9}, bolt: {}}
sources: {covers: {product: cover}, bolts: {every: 15 s, product: bolt}}
stations: {press: {cycle: 10 s, dispatch: priority}}
flow:
  - covers -> press
  - bolts -> press
  - press -> sink
"""


@on_both_engines
def test_what_never_runs_out_comes_last(engine: str) -> None:
    """C18, at the door of an endless source."""
    run = told_run(ENDLESS, 61, engine)
    # bolts of 15 and 30 are taken at 20 and 30, though a cover would go before them
    products = [row[4] for row in run.rows if row[1] == t.FINISH]
    assert products == [0, 0, 1, 1, 0, 1]


SAVING = """
line: saving
products: {{cover: {{}}, bolt: {{}}}}
sources:
  one: {{every: 60 s, product: cover}}
  two: {{every: 60 s, product: bolt}}
  three: {{every: 60 s, product: cover}}
  four: {{every: 60 s, product: bolt}}
stations: {{press: {{cycle: 1 s, setup: {{time: 5 s}}, dispatch: {dispatch}}}}}
flow: [one -> press, two -> press, three -> press, four -> press, press -> sink]
"""


@on_both_engines
@pytest.mark.parametrize(
    ("dispatch", "order", "setups"), [("fifo", [0, 1, 2, 3], 3), ("setup-saving", [0, 2, 1, 3], 1)]
)
def test_the_product_set_up_last_goes_on(
    engine: str, dispatch: str, order: list[int], setups: int
) -> None:
    """C18, by set-up."""
    run = told_run(SAVING.format(dispatch=dispatch), 119, engine)
    assert run.taken("press") == order
    assert run.ledger.setups.tolist() == [setups]


AHEAD = """
line: ahead
products: {cover: {}, bolt: {}}
sources:
  covers: {every: 60 s, product: cover, due: 20 s}
  bolts: {every: 60 s, product: bolt, due: 10 s}
  more: {every: 60 s, product: bolt}
stations:
  cut: {cycle: 1 s, dispatch: critical-ratio}
  drill: {cycle: {cover: 9 s, bolt: 1 s}}
flow:
  - more -> cut
  - bolts -> cut
  - covers -> cut
  - cut -> [] -> drill -> sink
"""


@on_both_engines
def test_the_ratio_counts_the_work_that_is_left(engine: str) -> None:
    """C18, by ratio; and B34: dates count from the arrival."""
    run = told_run(AHEAD, 119, engine)
    # 20 s for 10 s of work before 10 s for 2; the bolt without a date last
    assert run.taken("cut") == [0, 1, 2]


WAYS = """
line: ways
products: {cover: {}, bolt: {}, pair: {}}
sources:
  covers: {every: 1 min, product: cover, due: 1 h}
  bolts: {every: 1 min, product: bolt, due: 1 h}
stations:
  cut: {cycle: {cover: 2 s, bolt: 3 s, pair: 1 s}, dispatch: critical-ratio}
  slow: {cycle: 20 s}
  fast: {cycle: {exponential: 5 s}}
  look: {type: inspection, cycle: 4 s, finds: 50 %, dispatch: critical-ratio}
  join: {type: assembly, cycle: 7 s, needs: {look: 1, rack: 1}, makes: pair}
  test: {type: inspection, cycle: 6 s, false-rejects: 100 %, dispatch: critical-ratio}
buffers: {rack: {capacity: 3}}
flow:
  - covers -> [] -> cut
  - bolts -> [] -> cut
  - cut -> slow: {product: cover}
  - cut -> fast: {product: cover}
  - cut -> rack: {product: bolt}
  - slow -> look
  - fast -> look
  - look -> join: {when: pass}
  - look -> cut: {when: reject, buffer: 4}
  - rack -> join
  - join -> test
  - test -> scrap: {when: pass}
  - test -> sink: {when: reject}
"""


def test_the_work_left_takes_the_shortest_way() -> None:
    haste = compile_plan(load(WAYS)).plan.haste / TICKS_PER_SECOND
    # cover: cut 2, fast 5, look 4, join 7 and test 6; bolt: cut 3, join 7 and test 6
    assert haste[0, :2].tolist() == [24, 16]
    assert haste[3, 0] == 17
    assert haste[5].tolist() == [6, 6, 6]
    assert haste[1].tolist() == [0, 0, 0]


def test_the_work_left_over_the_links_of_a_fleet() -> None:
    """The vehicles' time is no work of the part; a buffer that they empty leads on all the same."""
    driven = WAYS.replace("- slow -> look", "- slow -> look: {by: agv, distance: 5 m}")
    driven = driven.replace("- fast -> look", "- fast -> look: {by: agv, distance: 5 m}")
    driven = driven.replace("- cut -> rack: {product: bolt}", "- cut -> bin: {product: bolt}")
    driven += "  - bin -> rack: {by: truck, distance: 9 m}\n"
    driven = driven.replace("{capacity: 3}}", "{capacity: 3}, bin: {capacity: 4}}")
    fleet = "{vehicles: 1, speed: 1 m/s}"
    driven += f"transport: {{agv: {fleet}, truck: {fleet}}}\n"
    haste = compile_plan(load(driven)).plan.haste
    assert haste.tolist() == compile_plan(load(WAYS)).plan.haste.tolist()


CHANGES = """
line: changes
products: {a: {}, b: {}, c: {}}
sources:
  one: {every: 60 s, product: a}
  two: {every: 60 s, product: b}
  three: {every: 60 s, product: c}
stations:
  press: {cycle: 1 s, setup: {time: 10 s, from: {a: {b: 2 s, c: 7 s}, b: {c: 3 s}}}}
flow: [one -> press, two -> press, three -> press, press -> sink]
"""


@on_both_engines
def test_each_change_has_its_time(engine: str) -> None:
    """Rule C8: from a to b 2 s, from b to c 3 s, and from c back to a the 10 s of all others."""
    run: Run = told_run(CHANGES, 170, engine)
    assert [part.second for part in run.left()] == [61, 64, 68, 131, 134, 138]
