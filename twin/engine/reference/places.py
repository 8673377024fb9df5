"""Parts, and where they wait: buffers, links without room, and the doors of sources."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.engine import plan as p
from twin.engine import trace as t

if TYPE_CHECKING:
    from twin.engine.reference.cards import Cards
    from twin.engine.reference.haul import Haul
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.orders import Order
    from twin.engine.reference.plant import Plant


UNBOUNDED = 1 << 60


@dataclass(eq=False)
class Part:
    """One part on its way; `since` is the tick from which it waits where it is.

    `due` is the tick by which it is wanted, -1 where nobody said.
    """

    number: int
    product: int
    entry: int
    since: int
    defects: int = 0
    marks: int = 0
    due: int = -1
    machine: int = -1  # out of which a vehicle has taken it
    order: Order | None = None
    card: Cards | None = None
    been: int = 0  # stations in loops that have taken it, by bits of their numbers


class Door:
    """Where the parts of a source stand until the line has room for them."""

    def __init__(self, plant: Plant, number: int) -> None:
        source, place, *mix, endless = (int(value) for value in plant.plan.door[number])
        self.plant = plant
        self.number = number
        self.source = source
        self.place = plant.places[place]
        self.mix = slice(mix[0], sum(mix))
        self.endless = bool(endless)
        self.waiting: deque[Part] = deque()

    def has_part(self) -> bool:
        """Whether a part may come in; a saturated source always has one."""
        return self.is_open() and (self.endless or bool(self.waiting))

    def is_open(self) -> bool:
        """Whether there is a card for another part of this source (C13)."""
        return self.plant.sources[self.source].cards.is_there_one()

    def may_enter(self) -> bool:
        """Whether a part stands here that the buffer behind has room for (C3)."""
        return self.place.capacity != 0 and self.has_part() and self.place.has_room()

    def since(self) -> int:
        """How long the first part has waited; one of a saturated source comes just now."""
        return self.plant.now if self.endless else self.waiting[0].since

    def fetch(self) -> Part:
        """Let the first part into the line."""
        if self.endless:
            part = self.plant.arrive(self.source, self.mix)
            part.entry = -1
        else:
            part = self.waiting.popleft()
        part.card = self.plant.sources[self.source].cards.take()
        self.plant.changes.at_place(self.place)
        self.plant.say(t.ENTER, self.source, part.number, part.product)
        return part


class Place:
    """A link or a named buffer: room for some parts, for any number, or for none."""

    def __init__(self, plant: Plant, number: int) -> None:
        self.plant = plant
        self.number = number
        self.capacity = int(plant.plan.place[number, p.Q_CAPACITY])
        self.parts: deque[Part] = deque()
        self.doors: list[Door] = []
        self.consumers: list[int] = []
        self.reserved = 0  # rooms kept for parts on their way
        self.promised = 0  # parts here for which a vehicle is on its way
        self.hauls: list[Haul] = []
        self.brought_by: list[Haul] = []
        self.feeders: list[int] = []
        # machines with a finished part: its only way leads here, one of its ways does, or it is
        # offered over this link now; ordered by when they came, so that runs are the same
        self.before: dict[Machine, None] = {}
        self.choosers: dict[Machine, None] = {}
        self.offering: dict[Machine, None] = {}

    def has_room(self) -> bool:
        """Whether one more part finds room here."""
        return self.capacity == p.UNLIMITED or self.content() < self.capacity

    def rooms(self) -> int:
        """How many more parts find room here at this instant."""
        return UNBOUNDED if self.capacity == p.UNLIMITED else self.capacity - self.content()

    def gathers(self) -> bool:
        """Whether what is behind this link takes by its own rule, and shows no room (C7)."""
        stations = [self.plant.stations[s] for s in self.consumers]
        return all(s.words[p.S_TYPE] in (p.ASSEMBLY, p.BATCH) or s.gives_way for s in stations)

    def content(self) -> int:
        """Parts that wait here or have a room kept for them."""
        return len(self.parts) + self.reserved

    def may_have_room(self) -> bool:
        """Whether room may come by itself, though every machine behind is blocked (C10)."""
        return False

    def put(self, part: Part) -> None:
        """Lay a part down, behind those before it; of parts of one tick by number (C1)."""
        part.since = self.plant.now
        at = len(self.parts)
        while at and (self.parts[at - 1].since, self.parts[at - 1].number) > (
            part.since,
            part.number,
        ):
            at -= 1
        self.parts.insert(at, part)
        self.plant.changes.at_place(self)
        self.plant.say(t.PUT, self.number, part.number, part.product)

    @staticmethod
    def _goes_before(part: Part, other: Part) -> bool:
        return part.since == other.since and part.number < other.number

    def givers(self) -> list[Machine]:
        """Machines that offer a part over this link, the one blocked longest first (C7)."""
        offering = [machine for machine in self.offering if machine.offers(self)]
        return sorted(offering, key=lambda m: (m.done_since, m.rank))

    def parts_at_hand(self) -> int:
        """How many parts a machine behind could take now; a saturated source counts as many."""
        if self.capacity != 0:
            return len(self.parts)
        open_doors = [door for door in self.doors if door.is_open()]
        waiting = sum(1 << 40 if door.endless else len(door.waiting) for door in open_doors)
        return len(self.givers()) + waiting

    def first_ready(self) -> int | None:
        """Since when the part that would be taken next could have been taken (C12)."""
        return self.first_since()

    def first_since(self) -> int | None:
        """How long the part that would be taken next has waited, or None without a part."""
        if self.capacity != 0:
            return self.parts[0].since if self.parts else None
        givers = self.givers()
        if givers:
            return givers[0].done_since
        return next((door.since() for door in self.doors if door.has_part()), None)

    def waiting(self) -> list[Part]:
        """Every part that could be taken from here but those behind an endless door (C18)."""
        if self.capacity != 0:
            return list(self.parts)[: self.parts_at_hand()]
        offered = [giver.part for giver in self.givers() if giver.part is not None]
        open_doors = [door for door in self.doors if door.is_open()]
        at_doors = [part for door in open_doors for part in door.waiting]
        return offered + at_doors

    def waiting_of(self, product: int) -> list[Part]:
        """The same of one product, or of any where it is -1 (C9)."""
        return [part for part in self.waiting() if product in (part.product, -1)]

    def take_out(self, part: Part) -> Part:
        """Take one of the waiting parts, wherever it stands (C18)."""
        giver = next((m for m in self.givers() if m.part is part), None)
        if self.capacity == 0 and giver is not None:
            return giver.hand_over()
        door = next((door for door in self.doors if part in door.waiting), None)
        if self.capacity == 0 and door is not None:
            door.waiting.remove(part)
            door.waiting.appendleft(part)
            return door.fetch()
        self.parts.remove(part)
        self.plant.changes.at_place(self)
        self.plant.say(t.TAKE, self.number, part.number, part.product)
        return part

    def take(self) -> Part:
        """Take the next part out of the buffer, or out of the hands of who offers it (C7)."""
        if self.capacity != 0:
            part = self.parts.popleft()
            self.plant.changes.at_place(self)
            self.plant.say(t.TAKE, self.number, part.number, part.product)
            return part
        givers = self.givers()
        if givers:
            return givers[0].hand_over()
        return next(door for door in self.doors if door.has_part()).fetch()
