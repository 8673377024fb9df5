"""Sources with arrivals: a process that brings parts to the doors of the line."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

import simpy

from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.reference.cards import Cards
from twin.engine.reference.places import Door, Part

if TYPE_CHECKING:
    from twin.engine.reference.plant import Plant


class Source:
    """Where parts come from; a saturated source needs no process of its own."""

    def __init__(self, plant: Plant, number: int) -> None:
        self.plant = plant
        self.number = number
        self.row = plant.plan.source[number]
        self.routes = plant.plan.source_route[number]
        self.doors = [door for door in plant.doors if door.source == number]
        self.cards = Cards(int(self.row[p.U_LIMIT]), self.look_at_doors)
        self.lost = bool(self.row[p.U_LOST])
        self.slot = int(self.row[p.U_SLOT])
        first, size = int(self.row[p.U_FIRST_MIX]), int(self.row[p.U_MIXES])
        self.mix = slice(first, first + size)

    def live(self) -> Generator[simpy.Event, None, None]:
        """Bring batch after batch (B13)."""
        chance = self.plant.chance
        while True:
            yield self.plant.due(
                self.slot, chance.ticks(self.row[p.U_EVERY_STREAM], self.row[p.U_EVERY_DIST])
            )
            batch = chance.parts(self.row[p.U_BATCH_STREAM], self.row[p.U_BATCH_DIST], 0)
            self.plant.guard.allow(batch)
            for _ in range(batch):
                part = self.plant.arrive(self.number, self.mix)
                self.stand(part)
            self.plant.stir()

    def stand(self, part: Part) -> None:
        """Let a part that has come stand at a door (B13)."""
        door = self._door(part)
        door.waiting.append(part)
        self.plant.changes.at_place(door.place)
        if self.lost:
            self.plant.changes.losing[self] = None

    def look_at_doors(self) -> None:
        """There may be a card for a part that stands at one of the doors (C13)."""
        for door in self.doors:
            self.plant.changes.at_place(door.place)

    def product(self, mix: slice) -> int:
        """The product of the next part, by the shares in these rows."""
        plan = self.plant.plan
        products, below = plan.mix_product[mix], plan.mix_below[mix]
        if len(products) > 1:
            u = self.plant.chance.uniform(self.row[p.U_MIX_STREAM])
            for product, top in zip(products[:-1], below, strict=False):
                if u < top:
                    return int(product)
        return int(products[-1])

    def _door(self, part: Part) -> Door:
        first, count, how = (int(value) for value in self.routes[part.product])
        exits = [int(x) for x in self.plant.plan.route_exit[first : first + count]]
        doors = [self.plant.doors[x] for x in exits]
        if how == p.BY_SHARE:
            u = self.plant.chance.uniform(self.row[p.U_SHARE_STREAM])
            below = self.plant.plan.route_below[first : first + count]
            return next(
                (door for door, top in zip(doors[:-1], below, strict=False) if u < top), doors[-1]
            )
        return min(doors, key=lambda door: len(door.waiting) + len(door.place.parts))

    def turn_away(self) -> None:
        """Lose the parts that still stand at the doors (C6)."""
        for door in self.doors:
            if not door.endless:
                for part in door.waiting:
                    self.plant.say(t.LOST, self.number, part.number, part.product)
                    self.plant.count_parts(-1)
                door.waiting.clear()
