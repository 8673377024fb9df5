"""Telling: rows of the trace, and the books by state, load and parts inside."""

from kpi.ledger import QUARTER_TICKS
from lines.states import REPAIR, STANDBY, STARVED, WAKING
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.fast import world as k
from twin.engine.kernel import inlined, kernel


@kernel
def _row(now, rows, what, who, part, value, mark):
    """Write a row of the trace, or only count it where the table is full.

    now : (NOW_COLUMNS,) int64   single numbers; the count of rows is written
    rows : (R, 6) int64          the trace; written
    what, who, part, value, mark : int64 [-]
    """
    at = now[k.ROWS]
    now[k.ROWS] = at + 1
    if at < rows.shape[0]:
        rows[at, 0] = now[k.NOW]
        rows[at, 1] = what
        rows[at, 2] = who
        rows[at, 3] = part
        rows[at, 4] = value
        rows[at, 5] = mark


@inlined
def say(w, what, who, part, value, mark):
    """Tell what happened, if anybody listens.

    w : World                                     written
    what, who, part, value, mark : int64 [-]      columns of the trace
    """
    if w.now[k.TRACING]:
        _row(w.now, w.rows, what, who, part, value, mark)


@inlined
def number_of(w, part):
    """The number of a part in memory, or -1 without one.

    w : World           read
    part : int64 [-]    place in memory
    """
    return w.part[part, k.P_NUMBER] if part >= 0 else -1


@kernel
def spread(curve, since, until, watts):
    """Add a constant load to the quarter hours it falls into.

    curve : (W,) int64 [watt tick]   written
    since, until : int64 [tick]
    watts : int64 [W]
    """
    while since < until:
        quarter = since // QUARTER_TICKS
        edge = min((quarter + 1) * QUARTER_TICKS, until)
        curve[quarter] += watts * (edge - since)
        since = edge


@inlined
def book_load(w, book):
    """Bring the load curve up to the present tick.

    w : World       written
    book : Ledger   written
    """
    now = w.now
    if now[k.POWER] != 0:
        spread(book.load_curve, now[k.POWER_SINCE], now[k.NOW], now[k.POWER])
    now[k.POWER_SINCE] = now[k.NOW]


@inlined
def become(w, plan, book, m, state, mode):
    """Change the state of a machine, book the time in the old one, and say so.

    w : World, plan : Plan, book : Ledger
    m : int64 [-]        machine
    state : int64 [-]    new state
    mode : int64 [-]     failure mode in down and repair, else -1
    """
    mach = w.mach
    now = w.now[k.NOW]
    old = mach[m, k.W_STATE]
    spent = now - mach[m, k.W_SINCE]
    if spent > 0:
        book.state_ticks[m, old] += spent
        if old == REPAIR:
            book.repair_ticks[mach[m, k.W_MODE]] += spent
        mach[m, k.W_SINCE] = now
    s = plan.machine[m, p.M_STATION]
    if old == STARVED:
        w.stat[s, k.T_FREE] -= 1
    elif old == STANDBY:
        w.stat[s, k.T_STANDBY] -= 1
    elif old == WAKING:
        w.stat[s, k.T_WAKING] -= 1
    if state == STARVED:
        w.stat[s, k.T_FREE] += 1
    elif state == STANDBY:
        w.stat[s, k.T_STANDBY] += 1
    elif state == WAKING:
        w.stat[s, k.T_WAKING] += 1
    mach[m, k.W_STATE] = state
    w.now[k.POWER] += plan.power_w[m, state] - plan.power_w[m, old]
    say(w, t.STATE, m, number_of(w, mach[m, k.W_PART]), state, mode)


@inlined
def book_inside(w, book, step):
    """Book the parts inside up to now, and change their number.

    w : World, book : Ledger
    step : int64 [part]
    """
    now = w.now
    book.wip_area[0] += now[k.WIP] * (now[k.NOW] - now[k.WIP_SINCE])
    now[k.WIP_SINCE] = now[k.NOW]
    now[k.WIP] += step
