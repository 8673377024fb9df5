"""Machine interference: N machines share r people; exact by birth and death (rules C5, B10, B19).

Source: Palm, the repairman's problem; Gross and Harris, Fundamentals of Queueing Theory,
finite-source queues M/M/r//N.
"""

import pytest

from lines import load
from lines.states import BUSY, DOWN, WAITING_CREW
from twin.engine import simulate

pytestmark = pytest.mark.theory
RUN_S, SERVICE_S = 10.0, 4.0
BY_HAND = """
line: interference
crews: {{team: {{count: {people}, skills: [hand]}}}}
stations:
  press:
    machines: {machines}
    cycle: {{exponential: 10 s}}
    crew: {{unload: {{skill: hand, time: {{exponential: 4 s}}}}}}
flow: [source -> press -> sink]
"""
BY_REPAIR = """
line: repairmen
crews: {{team: {{count: {people}, skills: [hand]}}}}
stations:
  press:
    machines: {machines}
    cycle: 1 s
    failures: {{stop: {{every: {{exponential: 10 s}}, repair: {{exponential: 4 s}},
                       crew: {{skill: hand}}}}}}
flow: [source -> press -> sink]
"""


def shares(machines: int, people: int) -> tuple[float, float, float]:
    """Mean shares of the machines that run, are served, and wait for people."""
    weight = [1.0]
    for n in range(machines):
        up, down = (machines - n) / RUN_S, min(n + 1, people) / SERVICE_S
        weight.append(weight[-1] * up / down)
    total = sum(weight)
    chance = [w / total for w in weight]
    running = sum(c * (machines - n) for n, c in enumerate(chance)) / machines
    served = sum(c * min(n, people) for n, c in enumerate(chance)) / machines
    return running, served, 1.0 - running - served


@pytest.mark.parametrize(("machines", "people"), [(1, 1), (3, 1), (5, 2), (8, 3)])
def test_machines_wait_for_people_who_unload_them(machines: int, people: int) -> None:
    """B19 and C5: the machines of the formula wait for service in one queue."""
    text = BY_HAND.format(machines=machines, people=people)
    run = simulate(load(text), length_s=2_000_000.0, warmup_s=10_000.0)
    running, served, waiting = shares(machines, people)
    share = run.ledger.state_ticks.sum(axis=0) / run.ledger.state_ticks.sum()
    assert share[BUSY] == pytest.approx(running + served, abs=0.004)
    assert share[WAITING_CREW] == pytest.approx(waiting, abs=0.004)
    made = run.ledger.fates[0].sum() / 2_000_000.0
    assert made == pytest.approx(machines * running / RUN_S, rel=0.006)


@pytest.mark.parametrize(("machines", "people"), [(1, 1), (3, 1), (5, 2), (8, 3)])
def test_broken_machines_wait_for_repairmen(machines: int, people: int) -> None:
    """B10 and C5."""
    text = BY_REPAIR.format(machines=machines, people=people)
    run = simulate(load(text), length_s=2_000_000.0, warmup_s=10_000.0)
    running, _, waiting = shares(machines, people)
    share = run.ledger.state_ticks.sum(axis=0) / run.ledger.state_ticks.sum()
    assert share[BUSY] == pytest.approx(running, abs=0.004)
    assert share[DOWN] == pytest.approx(waiting, abs=0.004)
