"""P: how much the line makes, how well it uses its machines, how long a part takes.

The factors of OEE follow ISO 22400-2. They are taken over all machines of the line, so a line is
diluted by the machines that wait for its bottleneck; `oee_of_station` gives the same figure for
one station, which is how the shop floor usually asks for it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kpi.books import Books, Ratio, quantile_s
from kpi.ledger import TICKS_PER_SECOND, Floats
from kpi.registry import kpi
from lines.states import BUSY, MAINTENANCE, OFF

if TYPE_CHECKING:
    from lines.machinery import Station

ISO = "ISO 22400-2"
LEAD_SOURCE = "핵심성과지표 (제조리드타임); the clock starts at arrival"
QUANTILE_FORMULA = "the lead time that {share} of the parts at the sink do not exceed"


@kpi(
    "throughput_per_hour",
    family="P",
    unit="parts/h",
    better="higher",
    formula="parts that reached the sink (escapes among them) / hours booked",
    source="핵심성과지표 (시간당 생산량)",
    title_en="Throughput per hour",
    title_ko="시간당 생산량",
)
def throughput_per_hour(books: Books) -> Ratio:
    """Parts that reach the sink in an hour, whether or not they hide a defect."""
    return Ratio(books.at_sink, books.span_h)


# --- OEE and its factors ------------------------------------------------------------------------


def planned_busy_h(books: Books) -> Floats:
    """(M,) float64 [h] planned busy time PBT of each machine: all but off and maintenance."""
    hours = books.state_h
    working: Floats = hours.sum(axis=1) - hours[:, OFF] - hours[:, MAINTENANCE]
    return working


def planned_cycles_h(books: Books) -> Floats:
    """(M,) float64 [h] PRU x PQ of each machine: finished cycles at the line's mean cycle time.

    A part of a batch has its share of a full batch's cycle.
    """
    frame, stations = books.frame, books.line.stations
    mean_s = np.array(
        [
            [
                (_by_hand_s(stations[name]) + stations[name].cycle[product].mean())
                / stations[name].batch.size
                for product in frame.products
            ]
            for name in frame.stations
        ]
    )
    by_machine = mean_s[list(frame.machine_station)] * books.ledger.finished
    hours: Floats = by_machine.sum(axis=1) / 3600.0
    return hours


def _by_hand_s(station: "Station") -> float:
    """Mean time [s] of loading and unloading a part by hand."""
    return sum(one.time.mean() for one in (station.load, station.unload) if one is not None)


@kpi(
    "oee",
    family="P",
    unit="share",
    better="higher",
    formula=(
        "availability × effectiveness × quality ratio = (PRU·PQ / PBT) × (GQ / PQ), "
        "over all machines of the line"
    ),
    source=ISO,
    title_en="Overall equipment effectiveness (all machines)",
    title_ko="설비종합효율(OEE, 전체 설비)",
)
def oee(books: Books) -> Ratio:
    """Share of the planned time of all machines that earned good parts at the planned pace."""
    quality = quality_ratio(books).value or 0.0
    return Ratio(float(planned_cycles_h(books).sum()) * quality, float(planned_busy_h(books).sum()))


@kpi(
    "availability",
    family="P",
    unit="share",
    better="higher",
    formula=(
        "APT / PBT: time at work on parts / planned busy time "
        "(all but off and planned maintenance), summed over all machines"
    ),
    source=ISO,
    title_en="Availability (ISO 22400-2)",
    title_ko="시간가동률(ISO 22400-2)",
)
def availability(books: Books) -> Ratio:
    """Share of the planned time in which machines work on parts; waiting counts against it."""
    return Ratio(float(books.state_h[:, BUSY].sum()), float(planned_busy_h(books).sum()))


@kpi(
    "effectiveness",
    family="P",
    unit="share",
    better="higher",
    formula=(
        "PRU·PQ / APT: finished cycles × mean cycle time of the line's file / time at work, "
        "summed over all machines"
    ),
    source=ISO,
    title_en="Effectiveness",
    title_ko="성능가동률",
)
def effectiveness(books: Books) -> Ratio:
    """How the pace at work compares with the planned pace."""
    return Ratio(float(planned_cycles_h(books).sum()), float(books.state_h[:, BUSY].sum()))


@kpi(
    "quality_ratio",
    family="P",
    unit="share",
    better="higher",
    formula="GQ / PQ: parts at the sink without a defect / (parts at the sink + scrapped)",
    source=ISO,
    title_en="Quality ratio",
    title_ko="양품률",
)
def quality_ratio(books: Books) -> Ratio:
    """Share of the parts that left which are truly good."""
    return Ratio(books.good, books.left)


@dataclass(frozen=True, slots=True)
class StationOee:
    """One station's OEE and its three factors."""

    oee: Ratio
    availability: Ratio
    effectiveness: Ratio
    quality_ratio: Ratio


def oee_of_station(books: Books, station: str) -> StationOee:
    """OEE of one station's machines, at the bottleneck the figure a plant steers by.

    Its quality ratio is the share of its finished cycles that gave the part no defect (kinds are
    drawn independently: the product over kinds of one minus the share of cycles with that kind).
    """
    machines = books.machines_of(station)
    planned = float(planned_busy_h(books)[machines].sum())
    earned = float(planned_cycles_h(books)[machines].sum())
    busy = float(books.state_h[machines, BUSY].sum())
    cycles = int(books.ledger.finished[machines].sum())
    made = books.ledger.defects[machines].sum(axis=0)
    sound = float(np.prod(1.0 - made / cycles)) if cycles else 0.0
    return StationOee(
        oee=Ratio(earned * sound, planned),
        availability=Ratio(busy, planned),
        effectiveness=Ratio(earned, busy),
        quality_ratio=Ratio(cycles * sound, cycles),
    )


# --- lead time ----------------------------------------------------------------------------------


@kpi(
    "lead_time_mean_s",
    family="P",
    unit="s",
    better="lower",
    formula="time from arrival (saturated source: from the first machine) to the sink, mean",
    source=LEAD_SOURCE,
    title_en="Lead time, mean",
    title_ko="제조리드타임(평균)",
)
def lead_time_mean_s(books: Books) -> Ratio:
    """Mean time that a part at the sink spent from its arrival on."""
    seconds = float(books.ledger.lead_ticks.sum()) / TICKS_PER_SECOND
    return Ratio(seconds, books.at_sink)


@kpi(
    "lead_time_p50_s",
    family="P",
    unit="s",
    better="lower",
    formula=QUANTILE_FORMULA.format(share="50 %"),
    source=LEAD_SOURCE,
    title_en="Lead time, median",
    title_ko="제조리드타임(중앙값)",
)
def lead_time_p50_s(books: Books) -> float | None:
    """Lead time that half of the parts do not exceed."""
    return lead_time_quantile_s(books, 0.50)


@kpi(
    "lead_time_p90_s",
    family="P",
    unit="s",
    better="lower",
    formula=QUANTILE_FORMULA.format(share="90 %"),
    source=LEAD_SOURCE,
    title_en="Lead time, 90th percentile",
    title_ko="제조리드타임(90 % 분위)",
)
def lead_time_p90_s(books: Books) -> float | None:
    """Lead time that nine parts in ten do not exceed."""
    return lead_time_quantile_s(books, 0.90)


@kpi(
    "lead_time_p99_s",
    family="P",
    unit="s",
    better="lower",
    formula=QUANTILE_FORMULA.format(share="99 %"),
    source=LEAD_SOURCE,
    title_en="Lead time, 99th percentile",
    title_ko="제조리드타임(99 % 분위)",
)
def lead_time_p99_s(books: Books) -> float | None:
    """Lead time that all but one part in a hundred do not exceed."""
    return lead_time_quantile_s(books, 0.99)


def lead_time_quantile_s(books: Books, share: float) -> float | None:
    """Lead time that `share` of the parts do not exceed; None without parts."""
    return quantile_s(books.ledger.lead_bins.sum(axis=0), share, books.ledger.lead_extremes)
