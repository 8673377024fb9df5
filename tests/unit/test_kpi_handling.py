"""What maintenance and hands mean for the figures: planned pace with loading, danger in care."""

import pytest

from kpi import Books, value_of
from kpi.productivity import availability, effectiveness
from kpi.safety import exposures
from lines import load
from twin.engine import simulate


def books_of(text: str, length_s: float) -> Books:
    line = load(text)
    run = simulate(line, length_s=length_s)
    return Books(run.ledger, run.frame, line)


def test_loading_and_unloading_belong_to_the_planned_pace():
    """A part of 6 + 10 + 4 s: a machine at work all hour earns all of it."""
    books = books_of(
        """
line: by-hand
crews: {hands: {count: 1, skills: [load]}}
stations:
  press: {cycle: 10 s, crew: {load: {skill: load, time: 6 s}, unload: {skill: load, time: 4 s}}}
flow: [source -> press -> sink]
""",
        3600.0,
    )
    assert value_of(availability(books)) == 1.0
    # the part that would be finished at the last tick is still in the machine
    assert value_of(effectiveness(books)) == pytest.approx(179 * 20 / 3600)


def test_who_maintains_is_exposed_as_long_as_it_takes():
    """Due every hour, half an hour long: at 1:00 and, counted from 1:30, at 2:30."""
    books = books_of(
        """
line: cared-for
arrivals: {every: 1 day}
crews: {fitters: {count: 1, skills: [repair]}}
stations:
  press:
    cycle: 10 s
    maintenance: {every: 1 h, takes: 30 min, crew: {skill: repair}, hazard: crush}
    hazards: {crush: {rate: 40 per million h}}
flow: [source -> press -> sink]
""",
        4 * 3600.0,
    )
    (only,) = exposures(books)
    assert (only.station, only.hazard, only.task) == ("press", "crush", "maintenance")
    assert only.hours == pytest.approx(1.0)
