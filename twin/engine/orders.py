"""Orders in numbers: what is ordered, how often, due when, and in which class it is counted."""

from collections.abc import Sequence
from typing import NamedTuple

from kpi.ledger import TICKS_PER_SECOND
from lines.model import SOURCE, DatedOrder, Line, Order
from lines.words.orders import REPLACE
from twin.engine import plan as p
from twin.engine.streams import Streams
from twin.engine.tabulate import Tabulator


class OrderClass(NamedTuple):
    """Orders that are counted together: what they are called, and what a late day costs."""

    name: str
    due: bool
    late_per_day: float | None


class OrderBook:
    """Numbers the entries of `orders` in the order of the file; a file of orders is one entry."""

    def __init__(
        self, line: Line, sources: Sequence[str], streams: Streams, tabulator: Tabulator
    ) -> None:
        self.product_number = {name: q for q, name in enumerate(line.products)}
        self.streams = streams
        self.tabulator = tabulator
        self.classes: list[OrderClass] = []
        self.rows: list[list[int]] = []
        self.dated: list[list[int]] = []
        for number, order in enumerate(line.orders, start=1):
            self._entry(f"orders.{number}", order)
        if line.dated_orders:
            self._file(line.dated_orders)
        for row in self.rows:
            row[p.A_SOURCE] = sources.index(SOURCE)

    def number(self, slot: int) -> int:
        """Give each entry its slot among what is due; returns the next one."""
        for row in self.rows:
            row[p.A_SLOT] = slot
            slot += 1
        return slot

    def _entry(self, name: str, order: Order) -> None:
        row = [-1] * p.A_COLUMNS
        row[p.A_PRODUCT] = self.product_number[order.product]
        row[p.A_QUANTITY_DIST] = self.tabulator.row(order.quantity, 1.0)
        row[p.A_QUANTITY_STREAM] = self.streams.new(name, "quantity")
        row[p.A_EVERY_STREAM] = self.streams.new(name, "every")
        if order.every is not None:
            row[p.A_EVERY_DIST] = self.tabulator.row(order.every, float(TICKS_PER_SECOND))
        row[p.A_FIRST], row[p.A_DUE] = _ticks(order.first_s), _ticks(order.due_s)
        row[p.A_CLASS] = len(self.classes)
        row[p.A_ROWS] = 0
        row[p.A_REPLACE], row[p.A_ALLOWANCE] = _renewal(order)
        self.classes.append(OrderClass(name, order.due_s is not None, order.late_per_day))
        self.rows.append(row)

    def _file(self, orders: Sequence[DatedOrder]) -> None:
        """The orders of a file, by release and then as they stand."""
        known: dict[OrderClass, int] = {}
        for order in sorted(orders, key=lambda order: _ticks(order.release_s)):
            one = OrderClass(order.product, order.due_s is not None, order.late_per_day)
            self.dated.append(
                [
                    _ticks(order.release_s),
                    self.product_number[order.product],
                    order.quantity,
                    _ticks(order.due_s),
                    known.setdefault(one, len(known)),
                ]
            )
        self.classes = list(known)
        row = [-1] * p.A_COLUMNS
        row[p.A_FIRST_ROW], row[p.A_ROWS] = 0, len(self.dated)
        row[p.A_REPLACE], row[p.A_ALLOWANCE] = _renewal(orders[0])
        self.rows.append(row)


def _renewal(order: Order | DatedOrder) -> tuple[int, int]:
    """How scrapped parts are replaced, and the allowance in millionths."""
    replace, allowance = order.renewal.replace, order.renewal.allowance
    return REPLACE.index(replace), round(allowance * p.MILLION)


def _ticks(seconds: float | None) -> int:
    return -1 if seconds is None else round(seconds * TICKS_PER_SECOND)
