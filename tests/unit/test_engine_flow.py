"""Handing parts on: blocking, rooms, who goes first (rules C1, C2, C3, C7)."""

from told_run import on_both_engines, told_run

from lines import load
from twin.engine import simulate
from twin.engine import trace as t


@on_both_engines
def test_a_finished_part_blocks_its_machine_until_there_is_room(engine: str) -> None:
    """C2."""
    run = told_run(
        """
line: blocking
stations:
  cut: {cycle: 1 s}
  drill: {cycle: 3 s}
flow: ["source -> cut -> [1] -> drill -> sink"]
""",
        8,
        engine,
    )
    assert run.spells("cut") == [
        (0, "busy"),
        (3, "blocked"),
        (4, "busy"),
        (5, "blocked"),
        (7, "busy"),
    ]
    assert run.spells("drill") == [(0, "starved"), (1, "busy")]
    assert [part.second for part in run.left()] == [4, 7]
    # lead time of a saturated source begins when the machine takes the part
    assert [part.lead_s for part in run.left()] == [4, 6]
    # the bare link in front of cut is a place without room
    assert run.ledger.place_area.tolist() == [0, (8 - 2) * 1_000_000]


@on_both_engines
def test_without_a_buffer_the_part_stays_until_the_next_machine_takes_it(engine: str) -> None:
    """C7."""
    run = told_run(
        """
line: bare
stations:
  cut: {cycle: 2 s}
  drill: {cycle: 3 s}
flow: [source -> cut -> drill -> sink]
""",
        9,
        engine,
    )
    assert run.spells("cut") == [
        (0, "busy"),
        (4, "blocked"),
        (5, "busy"),
        (7, "blocked"),
        (8, "busy"),
    ]
    assert run.spells("drill") == [(0, "starved"), (2, "busy")]
    assert run.seconds(t.PUT) == []


RACK = """
line: rack
buffers: {{rack: {{capacity: 1}}}}
stations:
{stations}
flow:
  - source -> cut
  - source -> weld
  - cut -> rack
  - weld -> rack
  - rack -> drill
  - drill -> sink
"""


@on_both_engines
def test_the_machine_blocked_longest_hands_over_first(engine: str) -> None:
    """C2."""
    stations = "  weld: {cycle: 3 s}\n  cut: {cycle: 2 s}\n  drill: {cycle: 10 s}"
    run = told_run(RACK.format(stations=stations), 33, engine)
    # parts 0 and 1 are taken by weld and cut at 0; cut is blocked from 4, weld from 6
    assert run.spells("cut")[:4] == [(0, "busy"), (4, "blocked"), (12, "busy"), (14, "blocked")]
    assert run.spells("weld")[:3] == [(0, "busy"), (6, "blocked"), (22, "busy")]
    assert [second for second, _ in run.put("rack")] == [2, 3, 12, 22, 32]


@on_both_engines
def test_of_machines_blocked_equally_long_the_first_in_canonical_order_goes(engine: str) -> None:
    """C2, of equals."""
    stations = "  weld: {cycle: 2 s}\n  cut: {cycle: 2 s}\n  drill: {cycle: 10 s}"
    run = told_run(RACK.format(stations=stations), 13, engine)
    # both finish at 2 and at 4; the flow does not order them, so the place in the file does
    assert run.spells("weld") == [(0, "busy"), (4, "blocked"), (12, "busy")]
    assert run.spells("cut") == [(0, "busy"), (4, "blocked")]


@on_both_engines
def test_a_station_behind_is_canonically_later_wherever_it_stands_in_the_file(engine: str) -> None:
    text = """
line: order
sources: {yard: {}}
buffers: {rack: {capacity: 1}}
stations:
  late: {cycle: 2 s}
  early: {cycle: 2 s}
  drill: {cycle: 10 s}
flow:
  - source -> early
  - yard -> late
  - early -> late: {share: 0 %}
  - early -> rack: {share: 100 %}
  - late -> rack
  - rack -> drill
  - drill -> sink
"""
    run = told_run(text, 13, engine)
    assert run.spells("early") == [(0, "busy"), (4, "blocked"), (12, "busy")]
    assert run.spells("late") == [(0, "busy"), (4, "blocked")]


WAYS = """
line: ways
stations:
  cut: {{cycle: 1 s{choose}}}
  a: {{cycle: 100 s}}
  b: {{cycle: 100 s}}
flow:
  - source -> cut
  - cut -> a: {{buffer: 3{a}}}
  - cut -> b: {{buffer: 3{b}}}
  - a -> sink
  - b -> sink
"""


@on_both_engines
def test_parts_leave_to_the_least_full_by_default(engine: str) -> None:
    """C2 and B4: the choice is made at the moment of leaving."""
    run = told_run(WAYS.format(choose="", a="", b=""), 20, engine)
    # a takes the part of 1 and b that of 3 at once; of equals the first link
    assert [second for second, _ in run.put("cut->a")] == [1, 2, 5, 7]
    assert [second for second, _ in run.put("cut->b")] == [3, 4, 6, 8]
    assert run.spells("cut")[1] == (9, "blocked")


@on_both_engines
def test_parts_leave_in_turn_where_the_choice_is_cyclic(engine: str) -> None:
    """C2."""
    run = told_run(WAYS.format(choose=", choose: cyclic", a="", b=""), 20, engine)
    assert [second for second, _ in run.put("cut->a")] == [1, 3, 5, 7]
    assert [second for second, _ in run.put("cut->b")] == [2, 4, 6, 8]


@on_both_engines
def test_parts_leave_over_the_first_link_with_room(engine: str) -> None:
    run = told_run(WAYS.format(choose=", choose: first", a="", b=""), 20, engine)
    assert [second for second, _ in run.put("cut->a")] == [1, 2, 3, 4]
    assert [second for second, _ in run.put("cut->b")] == [5, 6, 7, 8]


@on_both_engines
def test_a_part_waits_for_the_link_its_share_chose_though_another_has_room(engine: str) -> None:
    """B4, by share."""
    run = told_run(WAYS.format(choose="", a=", share: 100 %", b=", share: 0 %"), 20, engine)
    assert [second for second, _ in run.put("cut->a")] == [1, 2, 3, 4]
    assert run.put("cut->b") == []
    assert run.spells("cut")[1] == (5, "blocked")


@on_both_engines
def test_the_station_first_in_the_file_takes_then_the_lower_machine(engine: str) -> None:
    """C1."""
    text = """
line: takers
arrivals: {every: 10 s, batch: 4}
stations:
  weld: {cycle: 5 s, machines: 2}
  cut: {cycle: 5 s}
buffers: {rack: {}}
flow:
  - source -> rack
  - rack -> cut
  - rack -> weld
  - cut -> sink
  - weld -> sink
"""
    run = told_run(text, 16, engine)
    assert run.taken("weld.1") == [0]
    assert run.taken("weld.2") == [1]
    assert run.taken("cut") == [2]
    assert run.spells("weld.1") == [(0, "starved"), (10, "busy")]


LINKS = """
line: links
arrivals: {{every: 2 s}}
sources: {{yard: {{every: 3 s}}}}
stations:
  cut: {{cycle: 4 s{dispatch}}}
flow:
  - yard -> [] -> cut
  - source -> [] -> cut
  - cut -> sink
"""


@on_both_engines
def test_the_longest_waiting_part_of_all_links_is_taken(engine: str) -> None:
    """C1, of several links."""
    run = told_run(LINKS.format(dispatch=""), 19, engine)
    # arrivals: 0 at 2 (source), 1 at 3 (yard), 2 at 4, then at 6 source's 3 and yard's 4
    assert run.taken("cut") == [0, 1, 2, 4]


@on_both_engines
def test_links_in_the_order_of_the_file_where_it_dispatches_so(engine: str) -> None:
    """C1, by the order of the links."""
    run = told_run(LINKS.format(dispatch=", dispatch: first"), 19, engine)
    assert run.taken("cut")[:3] == [0, 1, 4]


@on_both_engines
def test_parts_in_the_line_go_before_those_at_the_door(engine: str) -> None:
    # rule T3: what can leave (C2) is looked for before what can enter (C3)
    text = """
line: doors
arrivals: {every: 1 s}
sources: {yard: {}}
stations:
  cut: {cycle: 3 s}
  drill: {cycle: 5 s}
buffers: {rack: {capacity: 1}}
flow:
  - source -> rack
  - yard -> cut
  - cut -> rack
  - rack -> drill
  - drill -> sink
"""
    run = told_run(text, 12, engine)
    # yard's part is number 0; the rack is full of the source's parts when cut finishes at 3
    assert run.spells("cut") == [
        (0, "busy"),
        (3, "blocked"),
        (6, "busy"),
        (9, "blocked"),
        (11, "busy"),
    ]
    assert run.put("rack")[:4] == [(1, 1), (2, 2), (6, 0), (11, run.put("rack")[3][1])]


@on_both_engines
def test_a_bare_link_takes_from_the_machine_before_the_door(engine: str) -> None:
    """C7."""
    text = """
line: bare-door
sources: {yard: {}, dock: {}}
buffers: {hatch: {capacity: 0}}
stations:
  drill: {cycle: 5 s}
  cut: {cycle: 2 s}
flow:
  - dock -> hatch
  - yard -> cut
  - cut -> hatch
  - hatch -> drill
  - drill -> sink
"""
    run = told_run(text, 12, engine)
    # at 0 only the door has a part; at 5 and 10 cut has one too
    assert run.spells("cut") == [
        (0, "busy"),
        (2, "blocked"),
        (5, "busy"),
        (7, "blocked"),
        (10, "busy"),
    ]
    assert run.ledger.entered.sum(axis=1).tolist() == [3, 1]


MANY = """
line: many
calendars: {{day: [{{days: daily, from: "08:00", to: "16:00"}}]}}
sources: {{yard: {{every: 9000 days}}}}
stations:
  a: {{machines: 9, calendar: day, cycle: {{uniform: [1 h, 40 h]}}}}
  b: {{cycle: {{uniform: [10 h, 20 h]}}}}
{stations}
flow:
  - source -> a -> [3] -> b -> sink
{flow}
"""


def test_who_was_blocked_longest_is_known_among_many_machines_after_many_years() -> None:
    """C2: 20,000 idle machines beside the line change nothing of it, in 20 years."""
    made = []
    for parks in (1, 20):
        names = [f"park-{n}" for n in range(parks)]
        stations = "".join(f"  {name}: {{machines: 1000, cycle: 1 day}}\n" for name in names)
        flow = "".join(f"  - yard -> {name} -> sink\n" for name in names)
        line = load(MANY.format(stations=stations, flow=flow))
        ledger = simulate(line, length_s=20 * 365 * 86_400.0).ledger
        made.append((ledger.lead_ticks.tolist(), ledger.state_ticks[:10].tolist()))
    assert made[0] == made[1]
