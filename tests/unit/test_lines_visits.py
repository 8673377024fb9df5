"""How many parts come to a place at most: never fewer than in a run, and not a million more."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import texts

from lines import LineError, load
from lines.checks.size import too_large
from lines.visits import visits_of
from twin.engine import Deadlock, Overfull, compile_plan, run

YEAR_S = 365 * 86_400.0
TEXT = """
line: bounded
arrivals: {{every: {every}}}
stations:
  press: {{cycle: 5 min}}
  reader: {{cycle: {reader}}}
  wash: {{cycle: {reader}}}
flow:
{flow}
"""
CHAIN = "  - source -> [] -> press -> reader -> wash -> sink"


def bound(flow=CHAIN, every="1 s", reader="1 ms", hours=100.0):
    visits = visits_of(load(TEXT.format(flow=flow, every=every, reader=reader)), hours * 3600.0)
    return {name: round(count) for name, count in visits.items()}


@pytest.mark.parametrize("reader", ["1 ms", "0 s"])
def test_a_quick_station_sees_what_the_slow_one_before_it_makes(reader):
    # 360,000 s: a part in 300 s, and one more at the edge
    assert bound(reader=reader) == {"source": 360_001, "press": 1201, "reader": 1201, "wash": 1201}


def test_or_what_the_source_brings():
    few = bound(every="10 min")
    assert few == {"source": 601, "press": 601, "reader": 601, "wash": 601}


def test_what_a_slow_station_takes_away_bounds_those_before_it():
    line = load("""
line: saturated
stations:
  reader: {cycle: 0 s}
  press: {cycle: 5 min}
flow: ["source -> reader -> [4] -> press -> sink"]
""")
    # 1,201 at the press, four between, and one in the reader; the source hands over no more either
    assert visits_of(line, 360_000.0) == {"source": 1206.0, "reader": 1206.0, "press": 1201.0}


def test_ways_that_part_and_meet_again_count_a_part_once():
    sides = [f"  s{n}: {{cycle: 0 s}}\n" for n in range(60)]
    flow = ["  - source -> [] -> s0"]
    for n in range(0, 57, 3):
        flow += [f"  - s{n} -> s{n + k} -> s{n + 3}" for k in (1, 2)]
    flow.append("  - s57 -> sink")
    text = "line: apart\narrivals: {every: 10 s}\nstations:\n"
    text += "".join(sides[:58]) + "flow:\n" + "\n".join(flow)
    visits = visits_of(load(text), 1000.0)
    assert visits["s57"] == 101.0


def test_rework_is_bounded_by_shares_and_by_what_the_stations_can_do():
    flow = CHAIN.replace("-> sink", "") + "\n  - wash -> sink: {share: 75 %}\n"
    back = bound(f"{flow}  - wash -> [4] -> reader: {{share: 25 %}}")
    assert back["press"] == 1201
    assert 1601 <= back["wash"] <= 1750  # 1,201 / 0.75, which the sweeps come near to
    slow = bound(f"{flow}  - wash -> [4] -> press: {{share: 25 %}}")
    assert slow == {"source": 360_001, "press": 1201, "reader": 1201, "wash": 1201}


def test_assemblies_need_parts_and_disassemblies_make_more():
    line = load("""
line: joins
arrivals: {every: 10 s, product: body}
sources: {bolts: {every: 1 s, product: bolt}}
stations:
  join: {type: assembly, cycle: 0 s, needs: {source: 1, bolts: 4}}
  strip: {type: disassembly, cycle: 0 s, makes: {bolt: 3}}
  look: {cycle: 0 s}
flow:
  - source -> [] -> join -> strip -> look -> sink
  - bolts -> [] -> join
""")
    assert visits_of(line, 1000.0) == {
        "source": 101.0,
        "bolts": 1001.0,
        "join": 101.0,
        "strip": 101.0,
        "look": 303.0,
    }


def test_orders_bring_what_is_ordered_and_more_where_parts_are_scrapped():
    text = """
line: to-order
orders: [{{product: part, quantity: 5, every: 100 s}}]
stations: {{press: {{cycle: 10 s{scrap}}}, look: {{cycle: 0 s}}}}
flow: [source -> press -> look -> sink]
"""
    exact = visits_of(load(text.format(scrap="")), 1000.0)
    assert exact["look"] == 55.0
    scrap = ", failures: {jam: {every: 50 s, repair: 1 s, scrap: 50 %}}"
    assert visits_of(load(text.format(scrap=scrap)), 1000.0)["look"] == 101.0


def test_belts_and_vehicles_bound_what_they_carry():
    text = """
line: carried
arrivals: {{every: 1 ms}}
transport: {{agv: {{vehicles: 2, speed: 1 m/s, load: 5 s, capacity: 3}}}}
stations: {{a: {{cycle: 0 s}}, b: {{cycle: 0 s}}}}
flow:
  - source -> a
  - a -> b: {way}
  - b -> sink
"""
    by_fleet = text.format(way="{by: agv, distance: 15 m}").replace(
        "source -> a", "source -> [] -> a"
    )
    assert visits_of(load(by_fleet), 1000.0)["b"] == 6 * (1 + 1000 / 20)
    belt = "{conveyor: {length: 12 m, speed: 0.5 m/s, spacing: 0.5 m}}"
    by_belt = text.format(way=belt).replace(
        "transport: {agv: {vehicles: 2, speed: 1 m/s, load: 5 s, capacity: 3}}\n", ""
    )
    assert visits_of(load(by_belt), 1000.0)["b"] == 1024.0


def test_the_reader_behind_the_press_runs_for_a_year_and_ten_replications():
    line = load(TEXT.format(flow=CHAIN, every="10 min", reader="1 ms"))
    assert too_large(line, 0.0, YEAR_S, 10) is None
    quick = load(TEXT.format(flow=CHAIN, every="1 s", reader="1 ms"))
    told = too_large(quick, 0.0, 20 * YEAR_S, 10_000)
    assert told is not None
    assert "most of them at 'source'" in told


def test_a_file_and_a_call_are_refused_in_the_same_words():
    study = "study: {warmup: 0 h, length: 30 years}\n"
    text = TEXT.format(flow=CHAIN, every="10 min", reader="1 ms")
    with pytest.raises(LineError) as told:
        load(f"{study}{text}")
    assert str(too_large(load(text), 0.0, 30 * YEAR_S, 1)) in str(told.value)


@settings(max_examples=60, deadline=None, database=None, derandomize=True)
@given(texts(), st.integers(0, 3))
def test_no_run_of_a_random_line_passes_the_bound(text, replication):
    """Draws of a short run lie beside their means; half as much again leaves room for that."""
    unit_s = 60 if " min" in text else 1
    line = load(text)
    try:
        ended = run(compile_plan(line), 1, replication, 0, 300 * unit_s * 10**6, "fast", False)
    except (Deadlock, Overfull):
        return
    frame, ledger = ended.frame, ended.ledger
    most = visits_of(line, 300.0 * unit_s)
    for machine, station in enumerate(frame.machine_station):
        name = frame.stations[station]
        cycles = int(ledger.finished[machine].sum())
        assert cycles <= 1.5 * most[name] + 40 or math.isinf(most[name]), name
