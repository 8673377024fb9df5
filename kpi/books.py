"""The ledger in the plant's words: the sums that more than one family of figures needs.

`Books` holds one run's ledger with the names along its axes and the line it came from. What only
one family needs stands in that family; families read from here and never from each other.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kpi.bill import MonthBill, bill_of
from kpi.ledger import (
    AT_SCRAP,
    AT_SINK,
    DEFECTIVE,
    JOULES_PER_KWH,
    MARKS,
    NO_TIME,
    QUARTER_TICKS,
    TICKS_PER_HOUR,
    TICKS_PER_SECOND,
    Floats,
    Frame,
    Ints,
    Ledger,
    lead_bin_edges,
)
from lines.loads import LEAKS, loads_of
from lines.states import BUSY, STATES, WAKING, power_in

if TYPE_CHECKING:
    from lines.model import Line

HOURS_PER_YEAR = 8760.0
HOURS_PER_MONTH = HOURS_PER_YEAR / 12.0
TICKS_PER_DAY = 24 * TICKS_PER_HOUR


@dataclass(frozen=True, slots=True)
class Ratio:
    """Two sums whose quotient is the figure, kept apart so that replications add up rightly.

    Over replications the figure is the sum of the numerators over the sum of the denominators
    (ISO 22400-2: aggregate as ratio of sums), never the mean of the quotients.
    """

    numerator: float
    denominator: float

    @property
    def value(self) -> float | None:
        """The quotient, or None where there is nothing to divide by."""
        if self.denominator == 0:
            return None
        return self.numerator / self.denominator


Figure = Ratio | float | None


def value_of(figure: Figure) -> float | None:
    """One number for one run: a ratio's quotient, a plain number as it is, None as None."""
    return figure.value if isinstance(figure, Ratio) else figure


def quantile_s(count: Ints, share: float, extremes: Ints) -> float | None:
    """The time [s] that `share` of the counted in bins do not exceed, straight within a bin.

    count : (LEAD_BINS,) int64, None comes back where it is all 0. A bin spans under 0.8 % of its
    time, which bounds the error.
    extremes : (n, 2) int64 [tick]  the least and the largest time of each part of what is counted,
    or `NO_TIME`: no quantile lies outside of them.
    """
    below = np.cumsum(count)
    if below[-1] == 0:
        return None
    rank = share * float(below[-1])
    index = int(np.searchsorted(below, rank, side="left"))
    low, high = lead_bin_edges(index)
    known = extremes[extremes[:, 0] != NO_TIME]
    if known.size:
        low, high = max(low, int(known[:, 0].min())), min(high, int(known[:, 1].max()))
    inside = (rank - float(below[index] - count[index])) / float(count[index])
    return (low + inside * (high - low)) / TICKS_PER_SECOND


@dataclass(frozen=True)
class Books:
    """One run's ledger, the names of its axes, its line, and the lead time promised, if any."""

    ledger: Ledger
    frame: Frame
    line: "Line"
    promise_s: float | None = None

    # --- time ---------------------------------------------------------------------------------

    @property
    def span_ticks(self) -> int:
        """Length of the time booked [tick]."""
        return int(self.ledger.span[0])

    @property
    def span_s(self) -> float:
        """Length of the time booked [s]."""
        return self.span_ticks / TICKS_PER_SECOND

    @property
    def span_h(self) -> float:
        """Length of the time booked [h]."""
        return self.span_ticks / TICKS_PER_HOUR

    def _mean_levels(self, curve: Ints) -> Floats:
        """Mean level of a curve of the ledger in each quarter hour that is wholly in the books.

        curve : (W,) int64 [unit tick] by quarter hour of the clock, from tick 0 on; or (0,)
        """
        first = -(-self.frame.begin // QUARTER_TICKS)
        last = self.frame.end // QUARTER_TICKS
        mean: Floats = curve[first:last] / QUARTER_TICKS
        return mean

    def machines_of(self, station: str) -> list[int]:
        """The machines of a station, as rows of the ledger."""
        index = self.frame.stations.index(station)
        return [m for m, s in enumerate(self.frame.machine_station) if s == index]

    @cached_property
    def state_h(self) -> Floats:
        """(M, 11) float64 [h] time by machine and state."""
        return self.ledger.state_ticks / TICKS_PER_HOUR

    # --- parts --------------------------------------------------------------------------------

    @cached_property
    def losing(self) -> list[int]:
        """Sources that lose parts which find no room, as rows of the ledger."""
        sources = self.line.sources
        return [u for u, name in enumerate(self.frame.sources) if sources[name].can_lose]

    @cached_property
    def good_by_product(self) -> Ints:
        """(P,) int64 parts at the sink that carry no defect."""
        sound = [mark for mark in range(MARKS) if not mark & DEFECTIVE]
        good: Ints = self.ledger.fates[AT_SINK][:, sound].sum(axis=1)
        return good

    @cached_property
    def left_by_product(self) -> Ints:
        """(P,) int64 parts that left, at the sink or to scrap."""
        left: Ints = self.ledger.fates.sum(axis=(0, 2))
        return left

    @property
    def good(self) -> int:
        """Parts at the sink that carry no defect."""
        return int(self.good_by_product.sum())

    @property
    def at_sink(self) -> int:
        """Parts at the sink, escapes among them."""
        return int(self.ledger.fates[AT_SINK].sum())

    @property
    def scrapped(self) -> int:
        """Parts scrapped, sound ones wrongly scrapped among them."""
        return int(self.ledger.fates[AT_SCRAP].sum())

    @property
    def left(self) -> int:
        """Parts that left, at the sink or to scrap."""
        return self.at_sink + self.scrapped

    def left_with(self, mark: int) -> int:
        """Parts that left, at the sink or to scrap, carrying this mark."""
        marked = [m for m in range(MARKS) if m & mark]
        return int(self.ledger.fates[:, :, marked].sum())

    # --- orders -------------------------------------------------------------------------------

    @property
    def to_order(self) -> bool:
        """Whether the line works to order."""
        return bool(self.frame.orders)

    @cached_property
    def dated(self) -> list[int]:
        """Classes of the orders that are wanted by some time."""
        return [kind for kind, due in enumerate(self.frame.orders_due) if due]

    @cached_property
    def late_cost(self) -> float | None:
        """What overdue orders cost over the time booked; None where no order has a price for it."""
        prices = self.frame.orders_late_per_day
        if all(price is None for price in prices):
            return None
        days = self.ledger.overdue_area / TICKS_PER_DAY
        return sum(
            float(own) * price for own, price in zip(days, prices, strict=True) if price is not None
        )

    @cached_property
    def open_orders(self) -> Floats:
        """(n,) float64 [orders] open, on average, in each quarter hour wholly in the books.

        It has no quarter hour where the line does not work to order.
        """
        return self._mean_levels(self.ledger.backlog_curve)

    # --- people -------------------------------------------------------------------------------

    @cached_property
    def crew_h(self) -> Floats:
        """(C,) float64 [h] people's time at tasks, by crew."""
        hours: Floats = self.ledger.crew_ticks.sum(axis=1) / TICKS_PER_HOUR
        return hours

    # --- energy -------------------------------------------------------------------------------

    @property
    def has_power(self) -> bool:
        """Whether the line says what stations or vehicles draw, or the plant beside them."""
        stations = self.line.stations.values()
        if loads_of(self.line) or self.line.energy.air is not None:
            return True
        if any(fleet.power_w for fleet in self.line.fleets.values()):
            return True
        return any(station.power_w or station.energy_per_part_j for station in stations)

    @cached_property
    def state_kwh(self) -> Floats:
        """(M, 11) float64 [kWh] energy by machine and state.

        That of finished cycles is busy's, that of waking up is waking's.
        """
        joules = self.ledger.state_ticks.astype(np.float64) * self.frame.power_w / TICKS_PER_SECOND
        joules[:, BUSY] += self.ledger.finished.sum(axis=1) * self.frame.part_energy_j
        if self.ledger.woken_j.size:
            joules[:, WAKING] += self.ledger.woken_j
        return joules / JOULES_PER_KWH

    @property
    def kwh(self) -> float:
        """Energy of machines, vehicles and the plant beside them over the time booked [kWh]."""
        return float(self.state_kwh.sum() + self.vehicle_kwh.sum()) + self.plant_kwh

    @cached_property
    def bill(self) -> tuple[MonthBill, ...]:
        """The bills of the months in the books; none where the line names no tariff by class."""
        return bill_of(self.ledger.load_curve, self.frame, self.line)

    @cached_property
    def energy_cost(self) -> float | None:
        """What electricity costs over the time booked, value added tax aside; None if unpriced."""
        price = self.line.energy.price_per_kwh
        if not self.has_power or (price is None and not self.bill):
            return None
        return sum(month.cost for month in self.bill) if price is None else self.kwh * price

    @property
    def has_gas(self) -> bool:
        """Whether some station of the line says what gas it uses, be it none."""
        return any(one.gas_nm3_per_h for one in self.line.stations.values())

    @cached_property
    def gas_state_nm3(self) -> Floats:
        """(M, 11) float64 [Nm3] gas by machine and state: time in the state x its use."""
        used = [
            [power_in(self.line.stations[name].gas_nm3_per_h, state) for state in STATES]
            for name in self.frame.stations
        ]
        rows = np.array(used, np.float64)[list(self.frame.machine_station)]
        nm3: Floats = self.state_h * rows
        return nm3

    @property
    def gas_nm3(self) -> float:
        """Gas over the time booked [Nm3]."""
        return float(self.gas_state_nm3.sum())

    @property
    def gas_cost(self) -> float | None:
        """What gas costs over the time booked; None where none is used or it has no price."""
        price = self.line.energy.gas.price_per_nm3
        return None if price is None or not self.has_gas else self.gas_nm3 * price

    @cached_property
    def vehicle_kwh(self) -> Floats:
        """(V,) float64 [kWh] energy by vehicle."""
        # watts times ticks of some decades are more than an int64 holds
        ticks = self.ledger.vehicle_ticks.astype(np.float64)
        joules = (ticks * self.frame.vehicle_w).sum(axis=1) / TICKS_PER_SECOND
        kwh: Floats = joules / JOULES_PER_KWH
        return kwh

    @cached_property
    def load_kwh(self) -> dict[str, float]:
        """Energy [kWh] of each load of the plant, `LEAKS` of compressed air among them."""
        frame = self.frame
        if frame.load_w is None:
            return {}
        kwh: dict[str, float] = {}
        for name, watts, ticks in zip(frame.loads, frame.load_w, frame.load_ticks, strict=True):
            drawn = float(watts) * ticks / TICKS_PER_SECOND / JOULES_PER_KWH
            kwh[name] = kwh.get(name, 0.0) + drawn
        return kwh

    @cached_property
    def air_state_kwh(self) -> Floats:
        """(M, 11) float64 [kWh] of the compressors for the air that machines use, by state."""
        if self.frame.air_w is None:
            return np.zeros(self.ledger.state_ticks.shape)
        joules = self.ledger.state_ticks.astype(np.float64) * self.frame.air_w / TICKS_PER_SECOND
        return joules / JOULES_PER_KWH

    @property
    def base_kwh(self) -> float:
        """Energy of the base loads [kWh], conveyors among them, which draw whatever they carry."""
        return sum(kwh for name, kwh in self.load_kwh.items() if name != LEAKS)

    @property
    def air_kwh(self) -> float:
        """Energy of compressed air, used and leaked [kWh]."""
        return float(self.air_state_kwh.sum()) + self.load_kwh.get(LEAKS, 0.0)

    @property
    def plant_kwh(self) -> float:
        """Energy of the plant beside its machines: base loads and compressed air [kWh]."""
        return self.base_kwh + self.air_kwh

    @cached_property
    def quarter_kw(self) -> Floats:
        """(n,) float64 [kW] mean power of each quarter hour of the clock wholly in the books."""
        return self._mean_levels(self.ledger.load_curve) / 1000.0
