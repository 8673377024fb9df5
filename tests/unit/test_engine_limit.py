"""The limit of the plant's power: stations that give way wait rather than start (rule C17)."""

import pytest
from told_run import on_both_engines, told_run

from lines import load
from lines.errors import LineError


def plant(peak: str, priority: str = "dryer", more: str = "", press: str = "4 kW") -> str:
    """A press of 10 s and a dryer of 6 s at 5 kW, both with parts at all times; 1 kW idle each."""
    return f"""
line: plant
energy: {{limit: {{peak: {peak}, priority: [{priority}]}}{more}}}
arrivals: {{every: 20 s}}
stations:
  dryer: {{cycle: 6 s, power: {{busy: 5 kW, idle: 1 kW}}}}
  press: {{cycle: 10 s, power: {{busy: {press}, idle: 1 kW}}}}
sources: {{yard: {{every: 5 s}}}}
flow: ["yard -> [] -> dryer -> sink", "source -> [] -> press -> sink"]
"""


@on_both_engines
def test_a_station_that_gives_way_starts_when_the_load_has_fallen(engine: str) -> None:
    """C17: the dryer alone draws 6 kW with the press idle, with the press busy 9.

    Parts for the dryer come at 5, 10, ...; the press works from 20 to 30 and from 40 to 50.
    """
    run = told_run(plant("8 kW"), 62, engine)
    press = [(20, "busy"), (30, "starved"), (40, "busy"), (50, "starved"), (60, "busy")]
    assert run.spells("press")[1:] == press
    # the part of 17 to 23 is under way when the press begins, and is not stopped
    dryer = [(5, "busy"), (23, "starved"), (30, "busy"), (42, "starved"), (50, "busy")]
    assert run.spells("dryer")[1:] == dryer
    # nobody waits where both fit
    assert told_run(plant("9 kW"), 62, engine).spells("dryer") == [(0, "starved"), (5, "busy")]


@on_both_engines
def test_a_start_up_to_the_limit_itself_is_allowed(engine: str) -> None:
    """C17: 5 + 4 kW reach a limit of 9 kW, and go beyond one of 8,999 W."""
    assert len(told_run(plant("9 kW"), 62, engine).spells("dryer")) == 2
    assert len(told_run(plant("8999 W"), 62, engine).spells("dryer")) > 2


@on_both_engines
def test_a_base_load_that_ends_lets_a_station_start(engine: str) -> None:
    """C17, B33: 3 kW of light until 33 s keep the dryer from starting."""
    more = ", base: {light: 3 kW, calendar: short}"
    text = plant("8 kW", more=more, press="1.1 kW")
    text += 'calendars: {short: [{days: daily, from: "00:00:00", to: "00:00:33"}]}\n'
    with pytest.raises(LineError, match="'dryer' could never start: with all else idle"):
        load(text)
    text = text.replace("peak: 8 kW", "peak: 9 kW").replace("busy: 1.1 kW", "busy: 3 kW")
    run = told_run(text, 35, engine)
    # 3 kW of light, 1 and 5 kW; with the press at 3 kW 11 kW, from 33 s on 8
    assert run.spells("press") == [(0, "starved"), (20, "busy"), (30, "starved")]
    assert run.spells("dryer") == [(0, "starved"), (5, "busy"), (23, "starved"), (30, "busy")]
    late = text.replace('to: "00:00:33"', 'to: "00:00:27"')
    assert told_run(late, 35, engine).spells("dryer")[2:] == [(23, "starved"), (27, "busy")]


KILNS = """
line: kilns
energy: {limit: {peak: 9 kW, priority: [PRIORITY]}}
stations:
  one: {cycle: 4 s, power: {busy: 5 kW, idle: 1 kW}}
  two: {cycle: 4 s, power: {busy: 5 kW, idle: 1 kW}}
  press: {cycle: 10 s, power: {busy: 2 kW, idle: 1 kW}}
arrivals: {every: 100 s}
sources: {yard: {every: 3 s}, dock: {every: 3 s}}
flow: ["yard -> [] -> one -> sink", "dock -> [] -> two -> sink", "source -> [] -> press -> sink"]
"""


@on_both_engines
@pytest.mark.parametrize(("first", "last"), [("one", "two"), ("two", "one")])
def test_the_station_named_first_gives_way_first(engine: str, first: str, last: str) -> None:
    """C17: 5 + 1 + 1 kW with one kiln at work, 11 with both: the one named last has every turn."""
    run = told_run(KILNS.replace("PRIORITY", f"{first}, {last}"), 12, engine)
    assert run.spells(last) == [(0, "starved"), (3, "busy")]
    assert run.spells(first) == [(0, "starved")]


@on_both_engines
def test_the_moment_between_two_parts_of_others_is_no_room(engine: str) -> None:
    """C17: the press begins a part as it ends one, at 11, 21, ...; the kilns are asked after it."""
    text = KILNS.replace("PRIORITY", "one, two").replace("every: 100 s", "every: 1 s")
    text = text.replace("peak: 9 kW", "peak: 11 kW").replace("busy: 2 kW", "busy: 9 kW")
    run = told_run(text, 60, engine)
    assert run.spells("press") == [(0, "starved"), (1, "busy")]
    assert run.spells("one") == run.spells("two") == [(0, "starved")]


SETTING_UP = """
line: set-up
energy: {limit: {peak: 10 kW, priority: [dryer]}}
products: {a: {}, b: {}}
stations:
  dryer: {cycle: 2 s, power: {busy: 5 kW, idle: 0 kW}}
  press: {cycle: 10 s, SETUP power: {busy: 8 kW, idle: 0 kW, setup: 1 kW}}
arrivals: {every: 20 s, mix: {a: 50 %, b: 50 %}}
sources: {yard: {every: 6 s, product: a}}
flow: ["yard -> [] -> dryer -> sink", "source -> [] -> press -> sink"]
"""


@on_both_engines
def test_a_machine_in_set_up_counts_as_at_work(engine: str) -> None:
    """C17: 1 and 5 kW would fit during the set-up, and 13 would not when the cycle follows."""
    text = SETTING_UP.replace("SETUP", "setup: {time: 8 s},")
    run = told_run(text, 300, engine)
    press, dryer = run.spells("press"), run.spells("dryer")
    begun = [at for at, state in press if state == "setup"]
    assert begun  # the mix changes the product now and then
    for at in begun:
        # a part under way ends, and none begins before set-up and cycle are over
        assert not [start for start, state in dryer if state == "busy" and at <= start < at + 18]
    held = [start for start, state in dryer if state == "busy" and start - 18 in begun]
    assert held == [at + 18 for at in begun if at + 18 < 300]


@on_both_engines
def test_a_machine_that_waits_for_people_counts_as_at_work(engine: str) -> None:
    """C17: the press has its part at 20, and somebody for it from 30 on."""
    text = SETTING_UP.replace("SETUP", "crew: {skill: press},")
    text += "crews: {team: {count: 1, skills: [press], calendar: late}}\n"
    text += 'calendars: {late: [{days: daily, from: "00:00:30", to: "23:59:00"}]}\n'
    run = told_run(text, 44, engine)
    assert run.spells("press")[:3] == [(0, "starved"), (20, "waiting-crew"), (30, "busy")]
    # the part of 24 waits until the first part of the press ends at 40, but another is there
    starts = [at for at, state in run.spells("dryer") if state == "busy"]
    assert starts == [6, 12, 18]


@on_both_engines
def test_a_machine_asleep_is_not_woken_for_a_cycle_it_may_not_start(engine: str) -> None:
    """C17: on standby from 2 s on; the part of 22 waits asleep until the press ends at 30."""
    text = plant("8 kW").replace(
        "idle: 1 kW}}\n  press", "idle: 1 kW}, standby: {after: 2 s, wake: 3 s}}\n  press"
    )
    text = text.replace("yard: {every: 5 s}", "yard: {every: 22 s}")
    run = told_run(text, 40, engine)
    expected = [(0, "starved"), (2, "standby"), (30, "waking"), (33, "busy"), (39, "starved")]
    assert run.spells("dryer") == expected


@on_both_engines
def test_a_part_is_handed_over_without_a_buffer_once_there_is_room_under_the_limit(
    engine: str,
) -> None:
    """C17, C7: the dryer stands free, but the cut part waits in the saw until the press ends."""
    text = plant("8 kW").replace("yard -> [] -> dryer", "yard -> saw -> dryer")
    text = text.replace("  press:", "  saw: {cycle: 1 s}\n  press:")
    text = text.replace("yard: {every: 5 s}", "yard: {every: 20 s}")
    run = told_run(text, 40, engine)
    assert run.spells("saw") == [(0, "starved"), (20, "busy"), (21, "blocked"), (30, "starved")]
    assert run.spells("dryer") == [(0, "starved"), (30, "busy"), (36, "starved")]
