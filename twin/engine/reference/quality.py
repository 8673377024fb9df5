"""What is wrong with a finished part, and what an inspection sees of it (B2, B3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpi.ledger import EVER_DEFECTIVE
from twin.engine import plan as p
from twin.engine import trace as t
from twin.engine.reference.places import Part

if TYPE_CHECKING:
    from twin.engine.reference.machine import Machine


def give_defects(machine: Machine, part: Part) -> int:
    """Draw each kind of defect that this station can make (B2)."""
    plan, made, own = machine.plant.plan, 0, 0
    first = int(machine.words[p.S_FIRST_DEFECT])
    for i in range(int(machine.words[p.S_DEFECTS])):
        bit = 1 << int(plan.defect_kind[first + i])
        own |= bit
        u = machine.plant.chance.uniform(int(machine.row[p.M_DEFECT_STREAM]) + i)
        worn = plan.chance[machine.station, 2] * machine.since_reset
        if u < plan.defect_chance[first + i] + worn:
            made |= bit
    machine.since_reset += 1
    part.defects = part.defects & ~own | made
    if made:
        part.marks |= EVER_DEFECTIVE
    return made


def freshness(machine: Machine) -> float:
    """What is left of the sensitivity of an inspection that tires (B37)."""
    loss = float(machine.plant.plan.tiring[machine.station])
    if loss == 0.0:
        return 1.0
    began = machine.plant.hours[int(machine.row[p.M_CALENDAR])].began
    return max(1.0 - loss * float(machine.plant.now - began), 0.0)


def inspect(machine: Machine, part: Part) -> int:
    """The verdict of an inspection; other stations pass everything (B3)."""
    if machine.words[p.S_TYPE] != p.INSPECTION or not machine.inspects:
        return p.PASS
    plan, chance = machine.plant.plan, machine.plant.chance
    found = False
    fresh = freshness(machine)
    for kind in range(int(plan.sizes[p.Z_DEFECTS])):
        sensitivity = plan.finds[machine.station, kind]
        if part.defects >> kind & 1 and sensitivity > 0.0:
            u = chance.uniform(int(machine.row[p.M_FIND_STREAM]) + kind)
            found = found or u < sensitivity * fresh
    if not found and plan.chance[machine.station, 0] > 0.0:
        found = chance.uniform(machine.row[p.M_FALSE_STREAM]) < plan.chance[machine.station, 0]
    verdict = p.REJECT if found else p.PASS
    machine.plant.say(t.VERDICT, machine.number, part.number, verdict, int(part.defects != 0))
    return verdict
