"""A line retrofit by retrofit: each step sees what those before it left."""

import pytest

from lines import LineError, build, load_retrofit, read
from lines.retrofit import apply, steps

LINE = """
line: two
stations:
  a: {cycle: 10 s}
  look: {type: inspection, cycle: 5 s, finds: 80 %}
flow:
  - source -> a -> look
  - look -> sink: {when: pass}
  - look -> scrap: {when: reject}
"""
LINE = LINE.replace("a: {cycle: 10 s}", "a: {cycle: 10 s, quality: {defects: {burr: 2 %}}}")
FASTER = """retrofit: faster
title: Faster
field: controller
for: {stations: [a]}
set: {cycle: {uniform: [6 s, 8 s]}}
"""
CAMERA = """retrofit: camera
title: Camera
field: machine-vision
for: {type: inspection}
set: {finds: {uniform: [90 %, 100 %]}}
"""
# Names the crew of the next retrofit, without which it makes no line.
TENDED = """retrofit: tended
title: Tended
field: controller
for: {stations: [a]}
set: {crew: {skill: tend}}
"""
PEOPLE = """retrofit: people
title: People
field: controller
add: {crews: {tenders: {count: 1, skills: [tend]}}}
"""


def test_every_step_begins_where_the_one_before_ended() -> None:
    source, retrofits = read(LINE), [load_retrofit(FASTER), load_retrofit(CAMERA)]
    first, second = steps(source, retrofits)
    assert [[one.name for one in step.retrofits] for step in (first, second)] == [
        ["faster"],
        ["camera"],
    ]
    assert first.before == build(source)
    assert first.after == second.before
    assert second.after == apply(source, retrofits)
    assert first.after.stations["look"].finds == first.before.stations["look"].finds
    assert second.after.stations["look"].finds["burr"] == pytest.approx(0.95)


def test_a_place_named_for_a_later_retrofit_is_no_problem_of_an_earlier_one() -> None:
    retrofits = [load_retrofit(FASTER), load_retrofit(CAMERA)]
    found = steps(read(LINE), retrofits, at="camera:look")
    assert [step.retrofits[0].name for step in found] == ["faster", "camera"]


def test_retrofits_that_only_work_together_are_one_step() -> None:
    retrofits = [load_retrofit(TENDED), load_retrofit(PEOPLE)]
    (step,) = steps(read(LINE), retrofits)
    assert [one.name for one in step.retrofits] == ["tended", "people"]
    assert step.after.stations["a"].crew == "tend"


def test_no_retrofit_is_no_step_and_a_line_that_is_none_is_told() -> None:
    assert steps(read(LINE), []) == ()
    with pytest.raises(LineError, match="tend"):
        steps(read(LINE), [load_retrofit(TENDED)])


def test_room_grows_step_by_step_and_never_shrinks() -> None:
    source = read(LINE.replace("a -> look", "a -> [4] -> look"))
    small, large = (
        load_retrofit(
            f"retrofit: room-{room}\nfield: controller\nfor: {{has: in.buffer}}\n"
            f"set: {{in.buffer: {{at-least: {room}}}}}\n"
        )
        for room in (10, 40)
    )
    found = [[line.flow[1].capacity for line in step[1:]] for step in steps(source, [small, large])]
    assert found == [[4, 10], [10, 40]]
    with pytest.raises(LineError, match="nothing to enlarge"):
        steps(source, [large, small])
