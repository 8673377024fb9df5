"""What a machine does with its finished part: choose a way out, offer it, hand it over (C2, C7)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from typing import TYPE_CHECKING

from kpi.ledger import AT_SCRAP, AT_SINK, DEFECTIVE, MARKS, REWORKED
from lines.states import BLOCKED
from twin.engine import plan as p
from twin.engine.reference.haul import Haul, Ride
from twin.engine.reference.phase import Phase
from twin.engine.reference.places import Part, Place

if TYPE_CHECKING:
    from twin.engine.plan import Ints
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.plant import Plant


class Leaving(ABC):
    """The half of a machine that faces what is behind it."""

    plant: Plant
    number: int
    station: int
    row: Ints
    state: int
    phase: Phase
    part: Part | None
    words: Ints

    def __init__(self) -> None:
        self.others: deque[Part] = deque()
        self.turn = 0
        self.exits: list[int] = []
        self.ends: list[Place] = []  # to which they lead, without the ends of the line
        self.offered: list[Place] = []
        self.chosen = False
        self.done_since = 0
        self.ride: Ride | None = None

    @property
    def itself(self) -> Machine:
        """The whole machine."""
        return self.plant.machines[self.number]

    @abstractmethod
    def free(self) -> None:
        """Nothing in the machine and nothing to do."""

    @abstractmethod
    def become(self, state: int, mode: int = -1) -> None:
        """Change the state and say so."""

    @abstractmethod
    def is_stopped(self) -> bool:
        """Whether the machine is being repaired or maintained, or waits for that."""

    @abstractmethod
    def call(self) -> None:
        """Wake the process: its state has been changed from outside."""

    def choose_way(self, part: Part, verdict: int) -> list[int]:
        """The exits that are left to the part; one, where shares decide (B4)."""
        plan = self.plant.plan
        first, count, how = (int(v) for v in plan.route[self.station, verdict, part.product])
        exits = [int(exit_) for exit_ in plan.route_exit[first : first + count]]
        if how == p.BY_SHARE:
            u = self.plant.chance.uniform(self.row[p.M_SHARE_STREAM])
            below = plan.route_below[first : first + count - 1]
            chosen = next((i for i, top in enumerate(below) if u < top), count - 1)
            exits = [exits[chosen]]
        if verdict == p.REJECT and [self.plant.end_of(way) for way in exits] != [p.TO_SCRAP]:
            part.marks |= REWORKED
        return exits

    def is_able_to_give(self) -> bool:
        """Whether a finished part could be handed over, also while the machine is off (B8, B16)."""
        if self.phase is not Phase.DONE or self.part is None:
            return False
        return bool(self.words[p.S_RELEASES]) or not self.is_stopped()

    def offers(self, place: Place) -> bool:
        """Whether a machine behind this link could take the finished part now (C7).

        Of several links, before one is chosen, only those to who gathers parts or comes last.
        """
        if place not in self.offered or not self.is_able_to_give():
            return False
        return len(self.exits) == 1 or self.chosen or place.gathers()

    def may_choose(self, end: int) -> bool:
        """Whether the part, which has a choice, may go to this place (C2)."""
        if len(self.exits) == 1 or self.chosen or self.ride is not None:
            return False
        ends = [self.plant.end_of(exit_) for exit_ in self.exits]
        return end in ends and min(ends) >= 0  # what may leave the line never waits for room

    def leave(self) -> bool:
        """Hand the finished part over if some link has room; else offer it (C2, C7)."""
        if self.ride is not None:
            return False
        rooms = [exit_ for exit_ in self.exits if self.plant.has_room(exit_)]
        self.chosen = False
        if not rooms:
            return self.offer(self.exits)
        chosen = self.plant.stations[self.station].choose(rooms, self.exits)
        if chosen <= p.FIRST_HAUL:
            self.ask_for_transport(self.plant.hauls[p.FIRST_HAUL - chosen])
            return True
        if chosen >= 0 and self.plant.places[chosen].capacity == 0:
            self.chosen = True
            self.plant.changes.at_machine(self.itself)
            return self.offer([chosen])
        part = self.hand_over()
        if chosen < 0:
            self.plant.out(self.number, part, AT_SINK if chosen == p.TO_SINK else AT_SCRAP)
        else:
            self.plant.places[chosen].put(part)
        return True

    def offer(self, exits: list[int]) -> bool:
        """Offer the part over these links; says whether that is news."""
        places = [self.plant.places[self.plant.end_of(exit_)] for exit_ in exits]
        news = places != self.offered
        if news:
            self.withdraw_offer()
            self.offered = places
            for place in places:
                place.offering[self.itself] = None
        return news

    def withdraw_offer(self) -> None:
        """Offer the part over no link."""
        for place in self.offered:
            place.offering.pop(self.itself, None)
        self.offered = []
        self.plant.changes.at_machine(self.itself)

    def ask_for_transport(self, haul: Haul) -> None:
        """Keep the room for the part, which waits for a vehicle now (C2)."""
        haul.reserve()
        self.ride = Ride(haul, self.plant.now)
        self.plant.fleets[haul.fleet].rides[self.itself] = self.ride
        self.withdraw_offer()

    def has_room_in(self, place: Place) -> bool:
        """Whether a room of a place is kept for the part, which waits for a vehicle to it."""
        return self.ride is not None and self.ride.haul.to == place.number

    def give_away(self) -> Part:
        """A vehicle has loaded the part (B26)."""
        self.ride = None
        return self.hand_over()

    def next_in_turn(self) -> None:
        """Of several parts that leave one by one the next has its turn (C12)."""
        self.part = self.others.popleft()
        self.turn += 1
        self.stand_before(self.way_out(self.part, p.PASS))

    def stand_before(self, exits: list[int]) -> None:
        """The part whose turn it is may go out here; who looks at these places has to know."""
        self.exits = exits
        ends = dict.fromkeys(self.plant.end_of(exit_) for exit_ in exits)
        self.ends = [self.plant.places[end] for end in ends if end >= 0]
        for place in self.ends:
            (place.before if len(exits) == 1 else place.choosers)[self.itself] = None
        self.plant.changes.at_machine(self.itself)

    def step_aside(self) -> None:
        """The part goes: its machine stands before no place any more."""
        for place in self.ends:
            place.before.pop(self.itself, None)
            place.choosers.pop(self.itself, None)
            self.plant.changes.at_place(place)
        self.ends = []

    def hand_over(self) -> Part:
        """Give the part away and be free; a machine that stands still stays so (B16, B26)."""
        part = self.part
        assert part is not None
        self.withdraw_offer()
        self.step_aside()
        self.chosen = False
        blocked = self.state == BLOCKED
        if self.others:
            self.next_in_turn()
            if blocked:
                self.become(BLOCKED)
        else:
            self.part = None
            self.phase = Phase.IDLE
            if blocked:
                self.free()
                self.call()
        return part

    def take_apart(self, whole: Part) -> None:
        """Make the parts of a disassembly; the first is the whole itself (B38)."""
        self.turn = 0
        plan = self.plant.plan
        first, size = int(self.words[p.S_FIRST_PIECE]), int(self.words[p.S_PIECES])
        for number, product in enumerate(plan.piece[first : first + size, p.E_PRODUCT]):
            own = int(product) if product >= 0 else whole.product
            if number:
                self.others.append(self.plant.split(self.number, whole, own))
            else:
                made = own
        if size:
            whole.product = made
            whole.been = 0  # C19

    def way_out(self, part: Part, verdict: int) -> list[int]:
        """The exits of the part whose turn it is; a piece may have a way of its own (B4, B38)."""
        if self.words[p.S_PIECES]:
            row = int(self.plant.plan.piece[self.words[p.S_FIRST_PIECE] + self.turn, p.E_EXIT])
            if row >= 0:
                return [int(self.plant.plan.route_exit[row])]
        return self.choose_way(part, verdict)

    def lose_part(self) -> None:
        """What was being worked on goes to scrap (B9)."""
        assert self.part is not None
        parts = [self.part, *self.others]
        self.part = None
        self.others.clear()
        self.phase = Phase.IDLE
        for part in parts:
            self.plant.out(self.number, part, AT_SCRAP)


def marks_of(part: Part) -> int:
    """The marks with which a part leaves the line."""
    return (part.marks | (DEFECTIVE if part.defects else 0)) % MARKS
