"""Retrofits of dispatch, wear and foresight: a scheduler, a coating, sensors, a camera."""

import pytest

from lines.distributions import Distribution, constant
from lines.errors import LineError
from lines.machinery import Drift, Foresight, Tiring
from lines.model import Line
from lines.retrofit import apply, load_retrofit
from lines.source import read_text

LINE = """\
line: worn
products: {housing: {}, cover: {priority: 1}}
arrivals: {every: 1 min, mix: {housing: 50 %, cover: 50 %}}
calendars:
  day: [{days: mon-fri, from: "08:00", to: "17:00"}]
crews: {hands: {count: 1, skills: [repair]}}
stations:
  cast:
    cycle: {housing: 40 s, cover: 30 s}
    setup: {time: 5 min, from: {housing: {cover: 8 min}}}
    failures: {bearing: {every: {exponential: 90 h}, repair: 4 h, crew: {skill: repair}}}
    drift: {per: 1000 parts, adds: 2 %, reset: setup}
  look:
    {type: inspection, cycle: 20 s, calendar: day, false-rejects: 1 %,
     tires: {per: 1 h, loses: 3 %}, finds: 80 %}
  paint: {cycle: 30 s, quality: {defects: {burr: 1 %}}}
flow:
  - source -> [] -> cast -> paint -> look -> sink
  - look -> scrap: {when: reject}
"""


def put(body: str) -> Line:
    retrofit = load_retrofit(f"retrofit: idea\nfield: controller\n{body}\n")
    return apply(read_text(LINE, "worn.yaml"), [retrofit])


def test_sensors_foresee_a_failure() -> None:
    body = """for: {stations: [cast]}
set:
  failures.bearing.predict:
    recall: {beta-pert: [60 %, 80 %, 90 %], source: trial, grade: C}
    lead: {uniform: [2 h, 9 h]}
    takes: 1 h
    false-alarms: {every: {exponential: 30 days}}
    crew: {skill: repair}
"""
    (bearing,) = put(body).stations["cast"].failures
    assert bearing.predict == Foresight(
        bearing.predict.recall if bearing.predict else 0.0,
        Distribution("uniform", (7200.0, 32_400.0)),
        constant(3600.0),
        Distribution("exponential", (30 * 86_400.0,)),
        "repair",
    )
    assert 0.6 < bearing.predict.recall < 0.9


def test_what_drifts_and_tires_can_be_changed_or_taken_away() -> None:
    cast = put("for: {stations: [cast]}\nset: {drift.adds: 1 %}").stations["cast"]
    assert cast.slowing == Drift(0.01 / 1000, "setup")
    assert put("for: {stations: [cast]}\nset: {drift: none}").stations["cast"].slowing is None
    look = put("for: {stations: [look]}\nset: {tires.loses: 6 %}").stations["look"]
    assert look.tires == Tiring(0.06 / 3600)
    assert put("for: {stations: [look]}\nset: {tires: none}").stations["look"].tires is None


def test_a_scheduler_dispatches_by_set_up_or_date() -> None:
    cast = put("for: {stations: [cast]}\nset: {dispatch: setup-saving}").stations["cast"]
    assert cast.dispatch == "setup-saving"
    dated = put("for: {stations: [cast]}\nset: {dispatch: edd, arrivals.due: 2 h}")
    assert dated.sources["source"].due_s == 7200.0
    with pytest.raises(LineError, match="nobody says when parts are due"):
        put("for: {stations: [cast]}\nset: {dispatch: edd}")


def test_one_change_of_many_has_another_time() -> None:
    body = "set: {setup.from.housing.cover: {exponential: 2 min}}"
    setup = put(f"for: {{stations: [cast]}}\n{body}").stations["cast"].setup
    assert setup is not None
    assert setup.changes == {"housing": {"cover": Distribution("exponential", (120.0,))}}
