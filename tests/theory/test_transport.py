"""Transport held to queueing theory: a fleet without ways is a station with a server a vehicle.

Source: Erlang C (M/M/c), mean wait in the queue Wq = C(c, a) / (c mu - lambda).
"""

import math

import pytest

from kpi import Books
from lines import load
from twin.engine import simulate

pytestmark = pytest.mark.theory
LINE = """
line: fleet-as-station
transport: {{agv: {{vehicles: {vehicles}, speed: 1 m/s, load: {{exponential: 10 s}}}}}}
arrivals: {{every: {{exponential: {every} s}}}}
buffers: {{yard: {{}}}}
stations:
  gate: {{cycle: 10 ms}}
flow:
  - source -> [] -> gate -> yard
  - yard -> sink: {{by: agv, distance: 0 m}}
"""


def erlang_c(servers: int, load_: float) -> float:
    """The chance that an arriving part has to wait."""
    terms = [load_**k / math.factorial(k) for k in range(servers)]
    last = load_**servers / math.factorial(servers) * servers / (servers - load_)
    return last / (sum(terms) + last)


@pytest.mark.parametrize(("vehicles", "every"), [(1, 15.0), (2, 6.5), (3, 4.0)])
def test_parts_wait_as_in_a_queue_with_so_many_servers(vehicles: int, every: float) -> None:
    """C15: any free vehicle is called for the longest-waiting part."""
    line = load(LINE.format(vehicles=vehicles, every=every))
    busy = 10.0 / every
    expected = erlang_c(vehicles, busy) / (vehicles / 10.0 - 1.0 / every)
    waits, shares = [], []
    for replication in range(8):
        run = simulate(line, 1, replication, 20_000, 400_000)
        books = Books(run.ledger, run.frame, line)
        waits.append(run.ledger.transport_wait.sum() / run.ledger.carried.sum() / 1e6)
        shares.append(1 - run.ledger.vehicle_ticks[:, 0].sum() / books.span_ticks / vehicles)
    mean = sum(waits) / len(waits)
    error = math.sqrt(sum((one - mean) ** 2 for one in waits) / (len(waits) - 1) / len(waits))
    assert abs(mean - expected) < 3.5 * error
    assert sum(shares) / len(shares) == pytest.approx(busy / vehicles, rel=0.01)
