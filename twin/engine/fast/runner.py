"""Running the fast engine: an empty floor, the warm-up, the booked time, the books."""

from kpi.ledger import NO_TIME, Ledger
from lines.states import BLOCKED
from twin.engine import plan as p
from twin.engine.fast import world as k
from twin.engine.fast.closing import close_books
from twin.engine.fast.furnish import World, new_world, trace_rows
from twin.engine.fast.guard import is_stuck
from twin.engine.fast.loop import run_until
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
        world = new_world(plan, seed, replication, end, rows)
        _booked(plan, world, begin, end)
        written = int(world.w[k.ROWS])
        if written <= rows:
            books = Ledger(*(table.copy() for table in world.books))
            return books, trace_rows(world, written) if traced else None
        # the trace did not fit; the same run again, with room for all of it
        rows = written


def _booked(plan: Plan, world: World, begin: int, end: int) -> None:
    w, g, f, x, books = world
    if begin > 0:
        _go(plan, world, begin)
        close_books(w, g, f, x, begin)
        w[w[k.B_SPAN] : w[k.AT_PART]] = 0
    books.lead_extremes[:] = books.tardy_extremes[:] = NO_TIME
    books.inside[0] = w[k.WIP]
    _go(plan, world, end)
    close_books(w, g, f, x, end)
    books.inside[1] = w[k.WIP]
    books.span[0] = end - begin


def _go(plan: Plan, world: World, limit: int) -> None:
    """Run up to a tick, or say why that cannot be."""
    w, g, f, x, _ = world
    status = int(run_until(w, g, f, x, limit))
    if status == k.RUNNING:
        return
    tick, who = int(w[k.NOW]), int(w[k.WHO])
    if status == k.OVERFULL:
        raise Stopped(Stopped.OVERFULL, tick, [who])
    if status == k.CLOCK:
        raise Stopped(Stopped.CLOCK, tick, [])
    machines = range(plan.machine.shape[0])
    blocked = [m for m in machines if w[k.mach(w, m) + k.W_STATE] == BLOCKED]
    if status == k.STANDSTILL:
        raise Stopped(Stopped.STANDSTILL, tick, blocked or list(machines))
    stuck = [m for m in blocked if is_stuck(w, g, m)]
    raise Stopped(Stopped.RING, tick, stuck, {m: _claims(w, m, plan) for m in blocked})


def _claims(w: Ints, m: int, plan: Plan) -> list[int]:
    """The places that a blocked machine waits for, and those to which fleets empty them."""
    first, count = (int(w[k.mach(w, m) + c]) for c in (k.W_FIRST_CLAIM, k.W_OFFERS))
    places = [int(w[k.claim(w, y) + k.Y_PLACE]) for y in range(first, first + count)]
    for place in places:
        ends = plan.haul[plan.haul[:, p.O_FROM] == place, p.O_TO]
        places += [int(end) for end in dict.fromkeys(ends) if end >= 0 and end not in places]
    return places


def warm_up(plan: Plan) -> None:
    """Compile the engine, or fetch its compiled form from disk, by a run of no length."""
    run(plan, 0, 0, 0, 1)
