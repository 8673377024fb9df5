"""What a case asks of the books, and when an estimate meets the known answer.

Every metric is a ratio of two sums over the replications, taken from the ledger alone; the KPIs
of the house are not used, so that they can be held against it.
"""

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

from kpi import Books
from kpi.ledger import AT_SCRAP, AT_SINK, DEFECTIVE, TASK_REPAIR, TICKS_PER_SECOND, lead_bin_edges
from lines.states import BLOCKED, BUSY, DOWN, REPAIR, SETUP, STANDBY, STARVED

SHARES = {
    "busy": (BUSY,),
    "blocked": (BLOCKED,),
    "starved": (STARVED,),
    "down": (DOWN, REPAIR),
}
SIGMAS = 3.5


class Sums(NamedTuple):
    """One replication's numerator and denominator of a metric."""

    numerator: float
    denominator: float


class Estimated(NamedTuple):
    """A metric over all replications: a ratio of sums and its standard error."""

    value: float
    error: float


class Named(NamedTuple):
    """How the buffers and sources of a case are called in the line."""

    places: dict[str, str]
    sources: dict[str, str]


def estimated(rows: Sequence[Sums]) -> Estimated:
    """A ratio of sums with the standard error of its linearised residuals."""
    count = len(rows)
    whole = sum(row.denominator for row in rows)
    ratio = sum(row.numerator for row in rows) / whole
    residuals = [(row.numerator - ratio * row.denominator) * count / whole for row in rows]
    squares = sum(residual * residual for residual in residuals)
    return Estimated(ratio, math.sqrt(squares / (count * (count - 1))))


def allowed(expected: float, tolerance: dict[str, float], error: float) -> float:
    """How far the estimate of a metric may lie from its known answer."""
    return max(tolerance["abs"], tolerance["rel"] * abs(expected), SIGMAS * error)


def span_s(books: Books) -> float:
    """Seconds that the books were open."""
    return float(books.ledger.span[0]) / TICKS_PER_SECOND


def made(books: Books) -> float:
    """Parts that reached the sink."""
    return float(books.ledger.fates[AT_SINK].sum())


def machines_of(books: Books, station: str) -> list[int]:
    """Rows of the machines of a station."""
    wanted = books.frame.stations.index(station)
    return [row for row, of in enumerate(books.frame.machine_station) if of == wanted]


def state_seconds(books: Books, states: Sequence[int], station: str | None = None) -> float:
    """Machine-seconds in any of these states, at one station or on the whole line."""
    table = books.ledger.state_ticks
    rows = machines_of(books, station) if station else range(len(table))
    return float(sum(int(table[row, state]) for row in rows for state in states)) / 1e6


def share(books: Books, station: str, states: Sequence[int]) -> Sums:
    """The share of a station's machine time spent in these states."""
    everything = len(machines_of(books, station)) * span_s(books)
    return Sums(state_seconds(books, states, station), everything)


def content(books: Books, place: str) -> Sums:
    """Mean number of parts in a place; '' is a link without any room."""
    if not place:
        return Sums(0.0, span_s(books))
    area = float(books.ledger.place_area[books.frame.places.index(place)])
    return Sums(area / TICKS_PER_SECOND, span_s(books))


def wip(books: Books) -> Sums:
    """Mean number of parts in machines and buffers."""
    return Sums(float(books.ledger.wip_area[0]) / TICKS_PER_SECOND, span_s(books))


def sojourn(books: Books, product: int | None = None) -> Sums:
    """Mean lead time of the parts that reached the sink, in seconds."""
    pick = slice(None) if product is None else product
    ticks = float(books.ledger.lead_ticks[pick].sum())
    return Sums(ticks / TICKS_PER_SECOND, float(books.ledger.fates[AT_SINK, pick].sum()))


def at_machine(books: Books, column: str, station: str) -> Sums:
    """Parts scrapped at a station, or failures of it, per second."""
    rows = machines_of(books, station)
    if column == "failures":
        counts = books.ledger.failures
        total = sum(
            int(counts[row]) for row, mode in enumerate(books.frame.modes) if mode[0] in rows
        )
    else:
        total = sum(int(books.ledger.scrapped_at[row]) for row in rows)
    return Sums(float(total), span_s(books))


def at_source(books: Books, column: str, source: str, over: str | None) -> Sums:
    """Parts that entered or were lost at a source, per second or per arrival."""
    row = books.frame.sources.index(source)
    total = float(getattr(books.ledger, column)[row].sum())
    if over is None:
        return Sums(total, span_s(books))
    return Sums(total, float(getattr(books.ledger, over)[row].sum()))


def lead_times(books: Books) -> list[tuple[float, float, int]]:
    """Bins of the lead times that occurred: first and last second, parts."""
    counts = books.ledger.lead_bins.sum(axis=0)
    found = []
    for index in counts.nonzero()[0].tolist():
        low, high = lead_bin_edges(index)
        found.append((low / TICKS_PER_SECOND, high / TICKS_PER_SECOND, int(counts[index])))
    return found


def quantile(books: Books, chance: float) -> Sums:
    """The lead time that this share of the parts does not exceed, in seconds."""
    bins = lead_times(books)
    left = chance * sum(count for _, _, count in bins)
    for low, high, count in bins:
        if left <= count:
            return Sums(low + (high - low) * left / count, 1.0)
        left -= count
    raise AssertionError("a quantile beyond all parts")


def tardiness(books: Books, promise: float) -> Sums:
    """Mean time by which a part is later than promised, 0 for parts in time, in seconds."""
    late = sum(
        max((low + high) / 2 - promise, 0.0) * count for low, high, count in lead_times(books)
    )
    return Sums(late, made(books))


def wait(books: Books) -> Sums:
    """Mean time in the queue, by Little's law on the parts that are not being worked on."""
    area = float(books.ledger.wip_area[0]) / 1e6 - state_seconds(books, (BUSY,))
    return Sums(area, float(books.ledger.entered.sum()))


def energy_kj(books: Books) -> float:
    """Energy in kJ; a neutral kW through one time unit."""
    return float(books.ledger.load_curve.sum()) / TICKS_PER_SECOND / 1000


def idle_energy(books: Books) -> Sums:
    """The share of the energy drawn by starved machines."""
    power, ticks = books.frame.power_w, books.ledger.state_ticks
    idle = float((power[:, STARVED] * ticks[:, STARVED]).sum())
    return Sums(idle / 1e9, energy_kj(books))


def at_station(books: Books, place: str, station: str) -> Sums:
    """Mean number of parts in the place before a station and at work in it."""
    busy_s = state_seconds(books, (BUSY,), station)
    waiting = content(books, place)
    return Sums(waiting.numerator + busy_s, waiting.denominator)


def backorders(books: Books) -> Sums:
    """Mean number of demands that have come and wait for a part."""
    return content(books, "demand->ship")


Measure = Callable[[Books, Named, str], Sums]

# The first word of a metric's name says what is measured, the rest where.
MEASURES: dict[str, Measure] = {
    "throughput": lambda books, _, __: Sums(made(books), span_s(books)),
    "wip": lambda books, _, __: wip(books),
    "mean_number_in_system": lambda books, _, __: wip(books),
    "mean_content": lambda books, named, where: content(books, named.places[where]),
    "mean_number": lambda b, named, where: at_station(b, named.places[where], where),
    "cycle_time": lambda b, _, __: Sums(float(b.ledger.wip_area[0]) / 1e6, made(b)),
    "mean_stock": lambda books, named, where: content(books, named.places[where]),
    "mean_in_stage2_process": lambda b, named, _: at_station(b, named.places["M2"], "M2"),
    "mean_on_hand_inventory": lambda books, _, __: content(books, "store"),
    "mean_backorders": lambda books, _, __: backorders(books),
    "mean_backorder_wait": lambda books, _, __: Sums(backorders(books).numerator, made(books)),
    "scrap_rate": lambda books, _, where: at_machine(books, "scrapped", where),
    "failure_scrap_rate": lambda books, _, where: at_machine(books, "scrapped", where),
    "failure_rate": lambda books, _, where: at_machine(books, "failures", where),
    "accepted_rate": lambda b, named, where: at_source(b, "entered", named.sources[where], None),
    "loss_prob": lambda b, named, where: at_source(b, "lost", named.sources[where], "arrived"),
    "sojourn_q": lambda books, _, where: quantile(books, float(where)),
    "P_sojourn_le": lambda books, _, __: Sums(float(books.ledger.kept.sum()), made(books)),
    "mean_wait": lambda books, _, __: wait(books),
    # Poisson arrivals find the one machine starved as often as it is starved (PASTA).
    "P_no_wait": lambda books, _, __: share(books, books.frame.stations[0], (STARVED,)),
    "mean_power": lambda books, _, __: Sums(energy_kj(books), span_s(books)),
    "energy_per_part": lambda books, _, __: Sums(energy_kj(books), made(books)),
    "energy_per_good_part": lambda books, _, __: Sums(energy_kj(books), made(books)),
    "idle_energy_share": lambda books, _, __: idle_energy(books),
    "P_machine_idle_off": lambda books, _, __: share(books, "M1", (STARVED, STANDBY)),
    "setup_fraction": lambda books, _, __: share(books, "M1", (SETUP,)),
    "busy_fraction": lambda books, _, __: share(books, "M1", (BUSY,)),
    "setups_per_part": lambda b, _, __: Sums(
        float(b.ledger.setups.sum()), float(b.ledger.finished.sum())
    ),
    "machines_down": lambda b, _, __: Sums(state_seconds(b, (DOWN, REPAIR)), span_s(b)),
    "machines_waiting_for_repairman": lambda b, _, __: Sums(state_seconds(b, (DOWN,)), span_s(b)),
    "repairmen_busy_mean": lambda b, _, __: Sums(
        float(b.ledger.crew_ticks[:, TASK_REPAIR].sum()) / 1e6, span_s(b)
    ),
    "machine_utilisation": lambda b, _, __: Sums(
        state_seconds(b, (BUSY,)), span_s(b) * len(b.frame.machines)
    ),
    "fill_rate": lambda b, _, __: at_source(b, "entered", "demand", "arrived"),
}


def begun(books: Books) -> float:
    """Parts that left the line in either way."""
    return float(books.ledger.fates.sum())


def with_defect(books: Books, fate: int) -> float:
    """Parts that left in this way with a defect."""
    marks = books.ledger.fates[fate]
    return float(sum(marks[:, mark].sum() for mark in range(marks.shape[1]) if mark & DEFECTIVE))


def wasted_steps(books: Books) -> Sums:
    """Processing steps spent on parts that were scrapped, per part begun (three steps a part)."""
    early = at_machine(books, "scrapped", "I1").numerator
    late = at_machine(books, "scrapped", "I3").numerator
    return Sums(early + 3 * late, begun(books))


def per_start(books: Books, station: str) -> Sums:
    """Parts scrapped at an inspection, per part begun."""
    return Sums(at_machine(books, "scrapped", station).numerator, begun(books))


def rolled(books: Books) -> float:
    """Rolled throughput yield of one replication."""
    return made(books) / begun(books)


MEASURES |= {
    "rolled_throughput_yield": lambda b, _, __: Sums(made(b), begun(b)),
    "starts_per_1000_good": lambda b, _, __: Sums(1000 * begun(b), made(b)),
    "total_dpu": lambda b, _, __: Sums(-math.log(rolled(b)), 1.0),
    "normalised_yield": lambda b, _, __: Sums(rolled(b) ** (1 / len(b.frame.stations)), 1.0),
    "scrap_after_1_per_start": lambda b, _, __: per_start(b, "I1"),
    "scrap_after_3_per_start": lambda b, _, __: per_start(b, "I3"),
    "shipped_per_start": lambda b, _, __: Sums(made(b), begun(b)),
    "starts_per_shipped": lambda b, _, __: Sums(begun(b), made(b)),
    "escape_fraction_of_shipped": lambda b, _, __: Sums(with_defect(b, AT_SINK), made(b)),
    "processing_steps_wasted_per_start": lambda b, _, __: wasted_steps(b),
    "escape_fraction_of_output": lambda b, _, __: Sums(with_defect(b, AT_SINK), made(b)),
    "conforming_throughput": lambda b, _, __: Sums(made(b) - with_defect(b, AT_SINK), span_s(b)),
    "false_scrap_rate": lambda b, _, __: Sums(
        float(b.ledger.fates[AT_SCRAP].sum()) - with_defect(b, AT_SCRAP), span_s(b)
    ),
}


def measured(metric: str, books: Books, named: Named, promise_s: float | None) -> Sums:
    """One replication's sums of a metric; KeyError for a metric the books do not hold."""
    word, _, where = metric.partition(".")
    if word in SHARES:
        return share(books, where, SHARES[word])
    if word == "mean_sojourn":
        return sojourn(books, books.frame.products.index(where) if where else None)
    if word == "mean_tardiness_first_promise":
        if promise_s is None:
            raise KeyError(metric)
        return tardiness(books, promise_s)
    return MEASURES[word](books, named, where)
