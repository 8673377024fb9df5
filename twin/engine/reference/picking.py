"""Picking: which of all parts that wait a machine takes, where its station dispatches so (C18)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twin.engine import plan as p

if TYPE_CHECKING:
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.places import Part, Place
    from twin.engine.reference.plant import Plant

Rank = tuple[float, int, int]

ANY = -1


@dataclass
class Need:
    """What an assembly takes at one moment: parts of one link, or of one product over all (C9)."""

    plant: Plant
    link: int
    product: int
    count: int

    def is_there(self, places: list[Place]) -> bool:
        """Whether as many parts as are needed can be taken now."""
        if self.link >= 0:
            return self.plant.places[self.link].parts_at_hand() >= self.count
        return sum(len(place.waiting_of(self.product)) for place in places) >= self.count

    def take(self, machine: Machine, places: list[Place]) -> Part:
        """Take the next of these parts."""
        if self.link >= 0:
            return self.plant.places[self.link].take()
        part = pick_waiting(machine, places, self.product)
        assert part is not None
        return part


def pick(machine: Machine, places: list[Place]) -> Part:
    """Take the part that goes before all others that wait; an endless door comes last (C18)."""
    part = pick_waiting(machine, places)
    if part is None:
        return next(place for place in places if place.parts_at_hand()).take()
    return part


def pick_waiting(machine: Machine, places: list[Place], product: int = ANY) -> Part | None:
    """Take the part, of a product, that goes before all others; None where none waits (C9, C18)."""
    each = [(place, best_of(machine, place, product)) for place in places]
    best = [(place, part) for place, part in each if part is not None]
    if not best:
        return None
    # of equals on several links `min` keeps the one that stands first in the file
    place, part = min(best, key=lambda one: rank_of(machine, one[1])[:2])
    return place.take_out(part)


def best_of(machine: Machine, place: Place, product: int) -> Part | None:
    """The part of one place that a machine would take first, or None where none waits there."""
    waiting = place.waiting_of(product)
    return min(waiting, key=lambda part: rank_of(machine, part), default=None)


def rank_of(machine: Machine, part: Part) -> Rank:
    """What decides: urgency, then the longest waiting, then the number (C18)."""
    return urgency(machine, part), part.since, part.number


def urgency(machine: Machine, part: Part) -> float:
    """By the dispatch of the machine's station; the smallest goes first.

    Where the station does not pick all are equal, so that the longest waiting goes first.
    """
    how = int(machine.words[p.S_PICK])
    if how == p.PICK_NONE:
        return 0.0
    haste = float(machine.plant.plan.haste[machine.station, part.product])
    if how == p.PICK_BY_SETUP:
        return 0.0 if part.product == machine.last_product else 1.0
    if how in (p.PICK_BY_WORK, p.PICK_BY_PRIORITY):
        return haste
    if part.due < 0:
        return math.inf
    if how == p.PICK_BY_DATE:
        return float(part.due)
    return float(part.due - machine.plant.now) / haste
