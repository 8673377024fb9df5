"""Links that fleets serve, and the transport that machines ask for over them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kpi.ledger import AT_SCRAP, AT_SINK
from twin.engine import plan as p

if TYPE_CHECKING:
    from twin.engine.reference.fleet import Vehicle
    from twin.engine.reference.places import Part
    from twin.engine.reference.plant import Plant


class Haul:
    """A link that a fleet serves, from a station or a named buffer to a place or an end."""

    def __init__(self, plant: Plant, number: int) -> None:
        row = plant.plan.haul[number]
        self.plant = plant
        self.number = number
        self.fleet = int(row[p.O_FLEET])
        self.origin = plant.places[row[p.O_FROM]] if row[p.O_FROM] >= 0 else None
        self.to = int(row[p.O_TO])
        self.pick, self.drop = int(row[p.O_PICK]), int(row[p.O_DROP])
        if self.origin is not None:
            self.origin.hauls.append(self)
        if self.to >= 0:
            plant.places[self.to].brought_by.append(self)

    def reserve(self) -> None:
        """Keep a room for a part that will come; it counts as taken."""
        if self.to >= 0:
            self.plant.places[self.to].reserved += 1

    def can_move(self) -> bool:
        """Whether a part out of the buffer would find room."""
        return self.plant.has_room(self.to)

    def can_fetch(self) -> bool:
        """Whether a part waits in the buffer for which no vehicle is on its way, and has room."""
        origin = self.origin
        waits = origin is not None and origin.parts_at_hand() > origin.promised
        return waits and self.plant.has_room(self.to)

    def lay_down(self, part: Part) -> None:
        """What was carried has arrived."""
        if self.to >= 0:
            self.plant.places[self.to].reserved -= 1
            self.plant.places[self.to].put(part)
        else:
            fate = AT_SINK if self.to == p.TO_SINK else AT_SCRAP
            self.plant.out(part.machine, part, fate)


@dataclass(eq=False)
class Ride:
    """Transport that a machine has asked for, and the vehicle that comes for it."""

    haul: Haul
    asked: int
    vehicle: Vehicle | None = None
