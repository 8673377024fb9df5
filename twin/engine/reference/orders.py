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
    from twin.engine.reference.plant import Plant

Story = Generator[simpy.Event, None, None]


@dataclass(eq=False)
class Order:
    """One order on its way: what is wanted, by which tick, how many parts are still to come."""

    number: int
    kind: int
    source: int
    product: int
    left: int
    released: int
    due: int


class Orders:
    """All orders of the line: who releases them, and which are open."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.numbers = 0
        self.open = 0
        self.entries = [plant.env.process(self._entry(row)) for row in plant.plan.order]

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
        for dated in self.plant.plan.dated[row[p.A_FIRST_ROW] :][: row[p.A_ROWS]]:
            release, product, parts, due, kind = (int(value) for value in dated)
            yield self.plant.due(int(row[p.A_SLOT]), release - self.plant.now)
            self._release(row, kind, product, parts, due)

    def _release(self, row: Ints, kind: int, product: int, parts: int, due: int) -> None:
        now = self.plant.now
        wanted = now + int(due) if due >= 0 else -1
        source = int(row[p.A_SOURCE])
        order = Order(self.numbers, kind, source, product, parts, now, wanted)
        self.numbers += 1
        self.open += 1
        self.plant.say(t.ORDER, kind, order.number, parts, wanted)
        self.plant.guard.allow(parts)
        for _ in range(parts):
            self._bring(order)
        if parts == 0:
            self._complete(order)
        self.plant.stir()

    def _bring(self, order: Order) -> None:
        """A part of an order arrives at the doors of the source."""
        part = self.plant.new_part(order.source, order.product)
        part.order, part.due = order, order.due
        self.plant.sources[order.source].stand(part)

    # --- completion (B25) -----------------------------------------------------------------------

    def part_left(self, order: Order, fate: int) -> None:
        """A part has reached the sink, or scrap: then another one is released."""
        if fate != AT_SINK:
            self._bring(order)
            return
        order.left -= 1
        if order.left == 0:
            self._complete(order)

    def _complete(self, order: Order) -> None:
        self.open -= 1
        lead = self.plant.now - order.released
        self.plant.say(t.COMPLETE, order.kind, order.number, lead, order.due)
