"""The money of repairs and planned stops, counted stop by stop from books whose answer is plain."""

import numpy as np
import pytest
from blank_books import blank_books, line_of, station_of

from kpi import Books, cost_parts, value_of
from kpi.ledger import AT_SINK, TASK_ATTEND, TASK_REPAIR, TICKS_PER_HOUR
from kpi.maintenance import somebody_repairs, stops_cost
from lines import load
from lines.distributions import constant
from lines.machinery import Failure, Foresight, Maintenance
from lines.model import Crew
from twin.engine import simulate

HOUR = constant(3600.0)
JAM = Failure("jam", HOUR, HOUR, cost=100.0)
CREWS = {"men": Crew(2, 20.0, ("press",))}


def stopped(*stops, failures=(JAM,), maintenance=None, modes=None, **words):
    """Books of ten good parts with so many stops of each mode of one machine."""
    press = station_of("press", failures=failures, maintenance=maintenance)
    books = blank_books(line_of(press, **words))
    if modes is not None:
        frame = books.frame._replace(modes=tuple((0, name) for name in modes))
        books = Books(books.ledger, frame, books.line)
    counted = books.ledger._replace(failures=np.array(stops))
    counted.fates[AT_SINK, 0, 0] = 10
    return Books(counted, books.frame, books.line)


def test_each_repair_costs_what_its_failure_says():
    free = Failure("slip", HOUR, HOUR)
    books = stopped(3, 5, failures=(JAM, free))
    assert stops_cost(books) == 300.0
    assert value_of(cost_parts(books)["maintenance"]) == 30.0


def test_planned_maintenance_has_a_cost_of_its_own():
    planned = Maintenance(HOUR, HOUR, cost=500.0)
    books = stopped(1, 2, maintenance=planned, modes=("jam", "(maintenance)"))
    assert stops_cost(books) == 100.0 + 2 * 500.0


@pytest.mark.parametrize(("cost", "expected"), [(None, 600.0), (30.0, 250.0)])
def test_answers_to_alarms_cost_what_a_repair_does_unless_they_say(cost, expected):
    foreseen = Failure("jam", HOUR, HOUR, cost=100.0, predict=Foresight(0.8, HOUR, HOUR, cost=cost))
    names = ("jam", "jam (foreseen)", "jam (false alarm)")
    assert stops_cost(stopped(1, 3, 2, failures=(foreseen,), modes=names)) == expected


def test_a_line_that_gives_no_cost_has_none():
    books = stopped(3, failures=(Failure("jam", HOUR, HOUR),))
    assert stops_cost(books) is None
    assert "maintenance" not in cost_parts(books)


def test_the_time_of_people_at_repairs_is_taken_out_of_labour():
    manned = Failure("jam", HOUR, HOUR, crew="press", cost=100.0)
    books = stopped(3, failures=(manned,), crews=CREWS)
    books.ledger.crew_ticks[0, TASK_REPAIR] = 4 * TICKS_PER_HOUR
    books.ledger.crew_ticks[0, TASK_ATTEND] = 6 * TICKS_PER_HOUR
    parts = {name: part.numerator for name, part in cost_parts(books).items()}
    assert parts == {"labour": 6 * 20.0, "maintenance": 3 * 100.0 + 4 * 20.0}


def test_nobody_repairs_where_no_stop_takes_a_skill():
    assert not somebody_repairs(stopped(1))
    manned = Maintenance(HOUR, HOUR, crew="press")
    assert somebody_repairs(stopped(1, maintenance=manned))


def test_a_run_pays_for_machines_and_vehicles():
    """A jam after every fifth minute of work, a flat tyre every twenty minutes of the clock."""
    text = """
line: priced-repairs
stations:
  press: {cycle: 1 min, failures: {jam: {every: 5 min, repair: 1 min, cost: 7 KRW}},
          maintenance: {every: 30 min, takes: 1 min, cost: 1000 KRW}}
transport:
  agv: {vehicles: 1, speed: 1 m/s,
        failures: {tyre: {every: 20 min, clock: calendar, repair: 1 min, cost: 50 KRW}}}
arrivals: {every: 2 min}
flow: [source -> press, press -> sink: {by: agv, distance: 5 m}]
"""
    line = load(text)
    run = simulate(line, length_s=3600.0)
    stops = zip(run.frame.modes, run.ledger.failures, strict=True)
    count = {name: int(number) for (_, name), number in stops}
    assert min(count.values()) > 0
    expected = 7 * count["jam"] + 50 * count["tyre"] + 1000 * count["(maintenance)"]
    assert stops_cost(Books(run.ledger, run.frame, line)) == expected
