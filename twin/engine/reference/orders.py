"""Make to order: orders that are released, followed through the line, and completed (B24, B25)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import simpy

from kpi.ledger import AT_SINK
from twin.engine import plan as p
from twin.engine import trace as t

if TYPE_CHECKING:
    from twin.engine.plan import Ints
    from twin.engine.reference.places import Part
    from twin.engine.reference.plant import Plant

Story = Generator[simpy.Event, None, None]


FOR_EVER = 1 << 40


@dataclass(eq=False)
class Order:
    """One order on its way: what is wanted by which tick, and where its parts are.

    `left` parts are still to reach the sink, `inside` are in the line or at its doors.
    """

    number: int
    kind: int
    entry: Ints
    product: int
    left: int
    released: int
    due: int
    inside: int = 0

    def missing(self) -> int:
        """How many parts have to come anew, as others have been scrapped."""
        return max(self.left - self.inside, 0)


class Orders:
    """All orders of the line: who releases them, and which are open."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.numbers = 0
        self.open: dict[int, Order] = {}
        self.to_come = [0] * plant.plan.cycle.shape[1]
        for row in plant.plan.order:
            if row[p.A_ROWS] > 0:
                for dated in self._rows(row):
                    self.to_come[int(dated[p.D_PRODUCT])] += 1
            else:
                again = row[p.A_EVERY_DIST] >= 0
                self.to_come[int(row[p.A_PRODUCT])] += FOR_EVER if again else 1
        self.entries = [plant.env.process(self._entry(row)) for row in plant.plan.order]

    def _rows(self, row: Ints) -> Ints:
        """The orders of a file."""
        return self.plant.plan.dated[row[p.A_FIRST_ROW] :][: row[p.A_ROWS]]

    def none_is_to_come(self) -> bool:
        """Whether the line works to order, has completed all it had, and no other will come."""
        return bool(self.entries) and not self.open and not self.is_one_to_come()

    def is_one_to_come(self) -> bool:
        """Whether some order is still to be released."""
        return any(entry.is_alive for entry in self.entries)

    # --- release (B24) --------------------------------------------------------------------------

    def _entry(self, row: Ints) -> Story:
        return self._dated(row) if row[p.A_ROWS] > 0 else self._recurring(row)

    def _recurring(self, row: Ints) -> Story:
        """Release order after order; without a time between them only the first."""
        chance, first = self.plant.chance, int(row[p.A_FIRST])
        again = row[p.A_EVERY_DIST] >= 0
        while True:
            if first < 0:
                first = chance.ticks(row[p.A_EVERY_STREAM], row[p.A_EVERY_DIST])
            yield self.plant.due(int(row[p.A_SLOT]), first)
            parts = chance.parts(row[p.A_QUANTITY_STREAM], row[p.A_QUANTITY_DIST], 0)
            self._release(row, int(row[p.A_CLASS]), int(row[p.A_PRODUCT]), parts, row[p.A_DUE])
            if not again:
                return
            first = -1

    def _dated(self, row: Ints) -> Story:
        """Release the orders of a file, each at its time."""
        for dated in self._rows(row):
            release, product, parts, due, kind = (int(value) for value in dated)
            yield self.plant.due(int(row[p.A_SLOT]), release - self.plant.now)
            self._release(row, kind, product, parts, due)

    def _release(self, row: Ints, kind: int, product: int, parts: int, due: int) -> None:
        now = self.plant.now
        wanted = now + int(due) if due >= 0 else -1
        order = Order(self.numbers, kind, row, product, parts, now, wanted)
        self.numbers += 1
        self.to_come[product] -= 1
        for other in list(self.open.values()):
            if other.product == product and other.entry[p.A_REPLACE] == p.WITH_NEXT_ORDER:
                self.plant.guard.allow(other.missing())
                self._bring(other, other.missing())
        self.open[order.number] = order
        self.plant.say(t.ORDER, kind, order.number, parts, wanted)
        allowance = parts * int(row[p.A_ALLOWANCE])
        released = parts + -(-allowance // p.MILLION)  # rounded up
        self.plant.guard.allow(released)
        self._bring(order, released)
        if parts == 0:
            self._complete(order)
        self.plant.stir()

    def _bring(self, order: Order, parts: int) -> None:
        """Parts of an order arrive at the doors of the source."""
        source = int(order.entry[p.A_SOURCE])
        order.inside += parts
        for _ in range(parts):
            part = self.plant.new_part(source, order.product)
            part.order, part.due = order, order.due
            self.plant.sources[source].stand(part)

    # --- completion (B25) -----------------------------------------------------------------------

    def part_left(self, order: Order, part: Part, fate: int) -> None:
        """A part has reached the sink, or scrap: then others may be released."""
        order.inside -= 1
        if fate == AT_SINK and order.left == 0:
            self.plant.say(t.SURPLUS, order.kind, order.number, part.number)
        elif fate == AT_SINK:
            order.left -= 1
            if order.left == 0:
                self._complete(order)
        if order.missing() > 0:
            self._replace(order)

    def _replace(self, order: Order) -> None:
        """Release what is missing, now or later, as the orders say; or end short."""
        how = order.entry[p.A_REPLACE]
        if how == p.AT_ONCE:
            self._bring(order, order.missing())
        elif order.inside == 0 and how == p.NEVER:
            self.plant.say(t.SHORT, order.kind, order.number, order.left)
            order.left = 0
            self._complete(order)
        elif order.inside == 0 and not (how == p.WITH_NEXT_ORDER and self.to_come[order.product]):
            self._bring(order, order.missing())

    def _complete(self, order: Order) -> None:
        del self.open[order.number]
        lead = self.plant.now - order.released
        self.plant.say(t.COMPLETE, order.kind, order.number, lead, order.due)
