"""The books, counted again from a trace in plain NumPy.

A third way to the same figures: it shares no code with either engine's bookkeeping. The reference
engine's ledger is this; a test holds the fast engine's own ledger to it.
"""

from typing import Any

import numpy as np

from kpi.ledger import (
    LEAD_BINS,
    LEAD_SUB_BITS,
    MARKS,
    NO_TIME,
    QUARTER_TICKS,
    TASKS,
    TICKS_PER_SECOND,
    Ints,
    Ledger,
)
from lines.states import (
    MAINTENANCE,
    REPAIR,
    STANDBY,
    STARVED,
    STATES,
    VEHICLE_STATES,
    WAKING,
)
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.hours import edges_of


def ledger_of(trace: t.Trace, plan: p.Plan, begin: int, end: int) -> Ledger:
    """The ledger of the time from tick `begin` to tick `end`, recounted from the trace."""
    machines, products = plan.machine.shape[0], plan.cycle.shape[1]
    booked = (trace.tick >= begin) & (trace.tick < end)
    spells = _state_spells(trace, t.STATE, machines, begin, end)
    trips = _state_spells(trace, t.VEHICLE, plan.vehicle.shape[0], begin, end)
    inside = _inside(trace, begin, end)
    out = _rows(trace, t.OUT, booked)
    arrivals = [
        _counts(_rows(trace, what, booked), plan.source.shape[0], products)
        for what in (t.ARRIVE, t.LOST, t.ENTER)
    ]
    finish = _rows(trace, t.FINISH, booked)
    repair_ticks = np.zeros(plan.mode.shape[0], np.int64)
    for own, states in ((spells, (REPAIR, MAINTENANCE)), (trips, (REPAIR,))):
        repairs = np.isin(own["state"], states)
        np.add.at(repair_ticks, own["mark"][repairs], own["ticks"][repairs])
    state_ticks = np.zeros((machines, len(STATES)), np.int64)
    np.add.at(state_ticks, (spells["machine"], spells["state"]), spells["ticks"])
    scrapped_rows = out["mark"] // MARKS % 2 == 1
    wakings = _wakings(trace, plan, begin, end)
    fates, scrapped, lead, bins, extremes, kept = _leavers(out, plan, products)
    return Ledger(
        span=np.array([end - begin]),
        state_ticks=state_ticks,
        finished=_counts(finish, machines, products),
        defects=_defects(finish, plan),
        verdicts=_verdicts(_rows(trace, t.VERDICT, booked), machines),
        setups=_bincount(_rows(trace, t.SET_UP, booked)["who"], machines),
        failures=_bincount(_rows(trace, t.FAIL, booked)["who"], plan.mode.shape[0]),
        repair_ticks=repair_ticks,
        arrived=arrivals[0],
        lost=arrivals[1],
        entered=arrivals[2],
        fates=fates,
        scrapped_at=scrapped,
        joined=_bincount(_rows(trace, t.JOIN, booked)["value"], products),
        split=_bincount(_rows(trace, t.SPLIT, booked)["value"], products),
        expired=_bincount(-1 - out["who"][(out["who"] < 0) & scrapped_rows], plan.place.shape[0]),
        lead_ticks=lead,
        lead_bins=bins,
        lead_extremes=extremes,
        kept=kept,
        place_area=_place_area(trace, plan.place.shape[0], begin, end),
        wip_area=inside[0],
        inside=inside[1],
        load_curve=_load_curve(spells, trips, finish, wakings, plan, begin, end),
        crew_ticks=_crew_ticks(trace, plan.crew_count.size, begin, end),
        woken_j=_woken(wakings, plan),
        **_transport(trace, trips, booked, plan.vehicle.shape[0]),
        **_orders(trace, plan.order_due.size, begin, end),
    )


Columns = dict[str, Ints]


def _rows(trace: t.Trace, what: int, booked: Any) -> Columns:
    """Columns of the booked rows of one kind of event."""
    chosen = booked & (trace.what == what)
    return {name: getattr(trace, name)[chosen] for name in t.COLUMNS}


def _bincount(values: Ints, size: int) -> Ints:
    return np.bincount(values, minlength=size).astype(np.int64)[:size]


def _counts(rows: Columns, size: int, products: int) -> Ints:
    """Rows counted by who and by product."""
    flat = _bincount(rows["who"] * products + rows["value"], size * products)
    return flat.reshape(size, products)


def _state_spells(trace: t.Trace, what: int, machines: int, begin: int, end: int) -> Columns:
    """Every spell of a machine, or a vehicle, in a state, cut to the booked time.

    Every machine begins starved at tick 0, every vehicle idle; both are the first state.
    """
    rows = trace.what == what
    order = np.argsort(trace.who[rows], kind="stable")
    machine = np.concatenate([trace.who[rows][order], np.arange(machines)])
    tick = np.concatenate([trace.tick[rows][order], np.zeros(machines, np.int64)])
    state = np.concatenate([trace.value[rows][order], np.full(machines, STARVED)])
    mark = np.concatenate([trace.mark[rows][order], np.full(machines, -1)])
    # the added first spells belong before the machine's own rows
    first = np.concatenate([np.ones(order.size, np.int64), np.zeros(machines, np.int64)])
    order = np.lexsort((first, machine))
    machine, tick, state, mark = machine[order], tick[order], state[order], mark[order]
    until = np.append(tick[1:], end)[: tick.size]
    last = np.append(machine[1:] != machine[:-1], True)[: tick.size]
    until[last] = end
    low, high = np.clip(tick, begin, end), np.clip(until, begin, end)
    return {
        "machine": machine,
        "state": state,
        "mark": mark,
        "from": low,
        "until": high,
        "ticks": high - low,
    }


def _area(tick: Ints, step: Ints, begin: int, end: int) -> int:
    """Integral of a count that starts at 0 and moves by `step` at `tick`, over the booked time."""
    left = end - np.clip(tick, begin, end)
    return int(np.sum(step * left))


def _place_area(trace: t.Trace, places: int, begin: int, end: int) -> Ints:
    area = np.zeros(places, np.int64)
    for q in range(places):
        put = (trace.what == t.PUT) & (trace.who == q)
        take = (trace.what == t.TAKE) & (trace.who == q)
        steps = put.astype(np.int64) - take
        moved = put | take
        area[q] = _area(trace.tick[moved], steps[moved], begin, end)
    return area


def _inside(trace: t.Trace, begin: int, end: int) -> tuple[Ints, Ints]:
    """Area of parts in the line, and their number at both ends of the books."""
    come = np.isin(trace.what, (t.ENTER, t.SPLIT)).astype(np.int64)
    step = come - np.isin(trace.what, (t.OUT, t.JOIN))
    moved = step != 0
    tick, step = trace.tick[moved], step[moved].astype(np.int64)
    inside = [int(step[tick < begin].sum()), int(step[tick < end].sum())]
    return np.array([_area(tick, step, begin, end)]), np.array(inside)


def _defects(finish: Columns, plan: p.Plan) -> Ints:
    kinds = int(plan.sizes[p.Z_DEFECTS])
    machines = plan.machine.shape[0]
    columns = [
        _bincount(finish["who"][(finish["mark"] >> kind) & 1 == 1], machines)
        for kind in range(kinds)
    ]
    return np.array(columns, np.int64).reshape(kinds, machines).T.copy()


def _verdicts(rows: Columns, machines: int) -> Ints:
    flat = _bincount(rows["who"] * 4 + rows["mark"] * 2 + rows["value"], machines * 4)
    return flat.reshape(machines, 4)


def _leavers(out: Columns, plan: p.Plan, products: int) -> tuple[Ints, ...]:
    """Fates, scrap by machine, lead times and promises kept of the parts that left."""
    marks, fate, product = out["mark"] % MARKS, out["mark"] // MARKS % 2, out["mark"] // MARKS // 2
    fates = _bincount((fate * products + product) * MARKS + marks, 2 * products * MARKS)
    scrapped = _bincount(out["who"][(fate == 1) & (out["who"] >= 0)], plan.machine.shape[0])
    sunk = fate == 0
    product, ticks = product[sunk], out["value"][sunk]
    lead = np.zeros(products, np.int64)
    np.add.at(lead, product, ticks)
    bins = np.zeros((products, LEAD_BINS), np.int64)
    np.add.at(bins, (product, _bins(ticks)), 1)
    promise = int(plan.sizes[p.Z_PROMISE])
    kept = _bincount(product[(ticks <= promise) & (promise >= 0)], products)
    extremes = _extremes(product, ticks, products)
    return fates.reshape(2, products, MARKS), scrapped, lead, bins, extremes, kept


def _extremes(who: Ints, ticks: Ints, size: int) -> Ints:
    """The least and the largest time of each, or `NO_TIME`."""
    least = np.full(size, np.iinfo(np.int64).max)
    largest = np.full(size, NO_TIME, np.int64)
    np.minimum.at(least, who, ticks)
    np.maximum.at(largest, who, ticks)
    return np.stack([np.where(largest < 0, NO_TIME, least), largest], axis=1)


def _crew_ticks(trace: t.Trace, crews: int, begin: int, end: int) -> Ints:
    ticks = np.zeros((crews, len(TASKS)), np.int64)
    for what, sign in ((t.CLAIM, 1), (t.RELEASE, -1)):
        rows = trace.what == what
        left = end - np.clip(trace.tick[rows], begin, end)
        np.add.at(ticks, (trace.who[rows], trace.value[rows]), sign * left)
    return ticks


def _transport(trace: t.Trace, trips: Columns, booked: Any, vehicles: int) -> dict[str, Ints]:
    """Time of vehicles by state, their trips, the parts they began to load, and those's waiting."""
    ticks = np.zeros((vehicles, len(VEHICLE_STATES)), np.int64)
    np.add.at(ticks, (trips["machine"], trips["state"]), trips["ticks"])
    loads = _rows(trace, t.LOAD, booked)
    waits = np.zeros(vehicles, np.int64)
    np.add.at(waits, loads["who"], loads["value"])
    return {
        "vehicle_ticks": ticks,
        "trips": _bincount(_rows(trace, t.CALL, booked)["who"], vehicles),
        "carried": _bincount(loads["who"], vehicles),
        "transport_wait": waits,
    }


def _orders(trace: t.Trace, classes: int, begin: int, end: int) -> dict[str, Ints]:
    """The books of orders: what came and was completed, how long that took, how late it was."""
    booked = (trace.tick >= begin) & (trace.tick < end)
    done = _rows(trace, t.COMPLETE, booked)
    kind, due = done["who"], done["mark"]
    tardy = np.where(due >= 0, np.maximum(done["tick"] - due, 0), 0)
    lead_ticks, tardy_ticks = np.zeros(classes, np.int64), np.zeros(classes, np.int64)
    np.add.at(lead_ticks, kind, done["value"])
    np.add.at(tardy_ticks, kind, tardy)
    bins = np.zeros((classes, LEAD_BINS), np.int64)
    np.add.at(bins, (kind[due >= 0], _bins(tardy[due >= 0])), 1)
    curve, overdue = _open_orders(trace, classes, begin, end)
    short = np.zeros(classes, np.int64)
    missing = _rows(trace, t.SHORT, booked)
    np.add.at(short, missing["who"], missing["value"])
    return {
        "orders_released": _bincount(_rows(trace, t.ORDER, booked)["who"], classes),
        "orders_completed": _bincount(kind, classes),
        "orders_on_time": _bincount(kind[tardy == 0], classes),
        "order_lead_ticks": lead_ticks,
        "tardy_ticks": tardy_ticks,
        "tardy_bins": bins,
        "tardy_extremes": _extremes(kind[due >= 0], tardy[due >= 0], classes),
        "backlog_curve": curve,
        "overdue_area": overdue,
        "short_parts": short,
        "surplus_parts": _bincount(_rows(trace, t.SURPLUS, booked)["who"], classes),
    }


def _open_orders(trace: t.Trace, classes: int, begin: int, end: int) -> tuple[Ints, Ints]:
    """Open orders by quarter hour, and how long those of each class were past their due time."""
    always = np.ones(trace.tick.size, bool)
    came, done = _rows(trace, t.ORDER, always), _rows(trace, t.COMPLETE, always)
    until = np.full(came["tick"].size, end)  # orders are numbered as they come
    until[done["part"]] = done["tick"]
    due = np.where(came["mark"] >= 0, came["mark"], end)
    since, due, until = (np.clip(tick, begin, end) for tick in (came["tick"], due, until))
    overdue = np.zeros(classes, np.int64)
    np.add.at(overdue, came["who"], np.maximum(until - due, 0))
    if not classes:
        return np.zeros(0, np.int64), overdue
    one = np.ones(since.size, np.int64)
    return _curve(np.append(since, until), np.append(one, -one), end), overdue


def _bins(ticks: Ints) -> Ints:
    """The bin of each time."""
    length = np.array([int(value).bit_length() for value in ticks], np.int64)
    octave = np.maximum(length - 1 - LEAD_SUB_BITS, 0)
    return (octave << LEAD_SUB_BITS) + (ticks >> octave)


def _wakings(trace: t.Trace, plan: p.Plan, begin: int, end: int) -> Columns:
    """When which machine began to wake or to warm up, and the energy [J] that took."""
    rows = np.flatnonzero(trace.what == t.STATE)
    rows = rows[np.argsort(trace.who[rows], kind="stable")]
    who, state, tick = trace.who[rows], trace.value[rows], trace.tick[rows]
    before = np.append(STARVED, state[:-1])
    before[np.append(True, who[1:] != who[:-1])] = STARVED
    chosen = (state == WAKING) & (tick >= begin) & (tick < end)
    words = plan.station[plan.machine[who[chosen], p.M_STATION]]
    slept = before[chosen] == STANDBY
    joules = np.where(slept, words[:, p.S_WAKE_ENERGY], words[:, p.S_WARM_ENERGY])
    return {"who": who[chosen], "tick": tick[chosen], "joules": np.maximum(joules, 0)}


def _woken(wakings: Columns, plan: p.Plan) -> Ints:
    """Energy of waking by machine; an empty table where no station has any."""
    joules = np.zeros(plan.machine.shape[0], np.int64)
    np.add.at(joules, wakings["who"], wakings["joules"])
    return joules if p.has_waking_energy(plan) else joules[:0]


def _lit(plan: p.Plan, begin: int, end: int) -> Ints:
    """(N, 3) spells in which a load of the plant draws: from, until, watts."""
    edges = edges_of(plan, end)
    spells = [np.empty((0, 3), np.int64)]
    for calendar, watts in plan.base_load.tolist():
        turns = np.append(0, edges[calendar]) if calendar >= 0 else np.zeros(1, np.int64)
        turns = np.clip(np.append(turns, [end] * (turns.size % 2)), begin, end)
        spell = turns.reshape(-1, 2).astype(np.int64)
        spells.append(np.column_stack([spell, np.full(len(spell), watts, np.int64)]))
    return np.concatenate(spells)


def _curve(tick: Ints, step: Ints, end: int) -> Ints:
    """Integral, in each quarter hour to the end, of a level that moves by `step` at `tick`."""
    quarters = -(-end // QUARTER_TICKS)
    order = np.argsort(tick, kind="stable")
    tick, step = tick[order], step[order]
    # up to an edge it is level x edge - sum(step x tick); sums that wrap round cancel exactly
    level = np.append(0, np.cumsum(step))
    moment = np.append(0, np.cumsum(step * tick))
    edges = np.minimum(np.arange(quarters + 1) * QUARTER_TICKS, end)
    at = np.searchsorted(tick, edges, side="right")
    curve: Ints = np.diff(level[at] * edges - moment[at])
    return curve


def _load_curve(
    spells: Columns,
    trips: Columns,
    finish: Columns,
    wakings: Columns,
    plan: p.Plan,
    begin: int,
    end: int,
) -> Ints:
    """Watt-ticks in each quarter hour of the clock, from tick 0 to the end."""
    drawn = plan.power_w + plan.air_w
    lit = _lit(plan, begin, end)
    since = np.concatenate([spells["from"], trips["from"], lit[:, 0]])
    until = np.concatenate([spells["until"], trips["until"], lit[:, 1]])
    watts = np.concatenate(
        [
            drawn[spells["machine"], spells["state"]],
            plan.vehicle_w[trips["machine"], trips["state"]],
            lit[:, 2],
        ]
    )
    curve = _curve(np.append(since, until), np.append(watts, -watts), end)
    energy = plan.part_energy_j[finish["who"]] * TICKS_PER_SECOND
    np.add.at(curve, finish["tick"] // QUARTER_TICKS, energy)
    np.add.at(curve, wakings["tick"] // QUARTER_TICKS, wakings["joules"] * TICKS_PER_SECOND)
    return curve
