"""Running the fast engine: an empty floor, the warm-up, the booked time, the books."""

import numpy as np

from kpi.ledger import Ledger
from twin.engine.fast import world as k
from twin.engine.fast.loop import close_books, run_until
from twin.engine.plan import Ints, Plan
from twin.engine.stuck import Stopped

FIRST_ROWS = 1 << 16


def run(
    plan: Plan, seed: int, replication: int, begin: int, end: int, *, traced: bool = False
) -> tuple[Ledger, Ints | None]:
    """Run a line from tick 0 to tick `end`, with books from tick `begin`.

    Returns the ledger and, where it was asked for, the (N, 6) trace from tick 0.

    Raises
    ------
    Stopped
        The line is stuck, or more parts wait than can be counted.
    """
    rows = FIRST_ROWS if traced else 0
    while True:
        world = k.new_world(plan, seed, replication, begin, end, rows)
        books = _booked(plan, world, begin, end)
        written = int(world.now[k.ROWS])
        if written <= rows:
            return books, world.rows[:written] if traced else None
        # the trace did not fit; the same run again, with room for all of it
        rows = written


def _booked(plan: Plan, world: k.World, begin: int, end: int) -> Ledger:
    books = k.new_books(plan, end)
    if begin > 0:
        _go(plan, world, books, begin)
        close_books(world, plan, books, begin)
        for table in books:
            table[...] = 0
        world.now[k.POWER_SINCE] = begin
    books.inside[0] = world.now[k.WIP]
    _go(plan, world, books, end)
    close_books(world, plan, books, end)
    books.inside[1] = world.now[k.WIP]
    books.span[0] = end - begin
    return books


def _go(plan: Plan, world: k.World, books: Ledger, limit: int) -> None:
    """Run up to a tick, or say why that cannot be."""
    status = int(run_until(world, plan, books, limit))
    if status == k.RUNNING:
        return
    tick, who = int(world.now[k.NOW]), int(world.now[k.WHO])
    if status == k.OVERFULL:
        raise Stopped(Stopped.OVERFULL, tick, [who])
    blocked = np.flatnonzero(world.mach[:, k.W_STATE] == k.BLOCKED)
    if status == k.RING:
        raise Stopped(Stopped.RING, tick, _reached(plan, world, who), _claims(world, blocked))
    if status == k.STANDSTILL:
        waiting = blocked if blocked.size else np.arange(world.mach.shape[0])
        raise Stopped(Stopped.STANDSTILL, tick, [int(m) for m in waiting])
    raise Stopped(Stopped.CLOCK, tick, [])


def _claims(world: k.World, machines: Ints) -> dict[int, list[int]]:
    """The places that each of these machines waits for."""
    claims = {}
    for m in machines:
        first, count = (int(v) for v in world.mach[m, [k.W_FIRST_CLAIM, k.W_OFFERS]])
        claims[int(m)] = [int(q) for q in world.claim_place[first : first + count]]
    return claims


def _reached(plan: Plan, world: k.World, start: int) -> list[int]:
    """Every machine of the ring, and those that wait behind it."""
    from twin.engine.fast.loop import _is_stuck

    size = world.mach.shape[0]
    blocked = np.flatnonzero(world.mach[:, k.W_STATE] == k.BLOCKED)
    stuck = [int(m) for m in blocked if _is_stuck(world, plan, int(m), size)]
    return stuck or [start]


def warm_up(plan: Plan) -> None:
    """Compile the engine, or fetch its compiled form from disk, by a run of no length."""
    run(plan, 0, 0, 0, 1)
