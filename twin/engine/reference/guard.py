"""The guard: names a line that is stuck, and a loop that takes no time (C10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lines.states import BLOCKED
from twin.engine.stuck import MOVES, MOVES_A_PART, Stopped

if TYPE_CHECKING:
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.places import Place
    from twin.engine.reference.plant import Plant


class Guard:
    """Counts what is under way and what moves, and looks for rings of blocked machines."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.under_way = 0  # machines and vehicles of which something is due
        self.alarms_set = 0
        self._moves = self._allowed = 0
        self._by_part = MOVES_A_PART + plant.plan.station.shape[0]
        self._tick = -1

    # --- a loop without time --------------------------------------------------------------------

    def begin_tick(self) -> None:
        """So many moves are allowed at one tick; more of them are a loop without time (C10)."""
        if self._tick != self.plant.now:
            self._tick, self._moves = self.plant.now, 0
            self._allowed = MOVES + self._by_part * (len(self.plant.machines) + self.plant.here)

    def allow(self, parts: int) -> None:
        """Parts have come at this tick, which may move as well."""
        self.begin_tick()
        self._allowed += self._by_part * parts

    def count_move(self) -> None:
        """A machine has taken a part, or a vehicle has been called."""
        self._moves += 1

    def look_at_moves(self) -> None:
        """Stop where more has moved than is allowed at one tick."""
        if self._moves > self._allowed:
            raise Stopped(Stopped.CLOCK, self.plant.now, [])

    # --- being stuck ----------------------------------------------------------------------------

    def look_out(self, changed: Iterable[Machine]) -> None:
        """Name a deadlock (C10).

        A ring that was not stuck before has a machine in it that has changed, or one that offers
        a part over a place that has; nobody else begins a search.
        """
        if any(self._is_stuck(machine) for machine in changed):
            stuck = [m.number for m in self.plant.machines if self._is_stuck(m)]
            waits = {
                m.number: [q.number for place in m.offered for q in self._behind(place)]
                for m in self.plant.machines
                if m.offered
            }
            raise Stopped(Stopped.RING, self.plant.now, stuck, waits)
        watched, orders = self.plant.watched, self.plant.orders
        if not (self._anything_due() or watched or orders.none_is_to_come()):
            raise Stopped(Stopped.STANDSTILL, self.plant.now, self._waiting())

    def _is_stuck(self, machine: Machine) -> bool:
        """Whether a blocked machine waits only for machines that wait for it."""
        if machine.state != BLOCKED or machine.ride or not machine.in_loop:
            return False
        seen, ahead = {machine.number}, [machine]
        while ahead:
            places = [q for place in ahead.pop().offered for q in self._behind(place)]
            if any(q.promised or any(haul.can_move() for haul in q.hauls) for q in places):
                return False  # a vehicle comes, or will come
            if any(place.may_have_room() for place in places):
                return False
            for place in places:
                for s in place.consumers:
                    for other in self.plant.stations[s].machines:
                        if other.state != BLOCKED or other.ride:
                            return False
                        if other.number not in seen:
                            seen.add(other.number)
                            ahead.append(other)
        return True

    def _behind(self, place: Place) -> list[Place]:
        """A place and, where fleets empty it, the places to which they lead."""
        places = [place]
        for one in places:
            ends = [self.plant.places[haul.to] for haul in one.hauls if haul.to >= 0]
            places += [end for end in dict.fromkeys(ends) if end not in places]
        return places

    def _anything_due(self) -> bool:
        """Whether something will happen by itself; what is quickly known is asked first."""
        plant = self.plant
        if self.under_way or self.alarms_set or plant.comes_by_clock:
            return True
        if plant.orders.is_one_to_come():
            return True
        clocks = [each.modes for each in plant.machines] + [each.modes for each in plant.vehicles]
        return any(each.is_any_due() for each in clocks)

    def _waiting(self) -> list[int]:
        blocked = [m.number for m in self.plant.machines if m.state == BLOCKED]
        return blocked or [m.number for m in self.plant.machines]
