"""Working time: a calendar that sends its machines and people home and calls them back."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

import simpy

if TYPE_CHECKING:
    from twin.engine.plan import Ints
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.plant import Plant


class WorkingTime:
    """One calendar of the line; `at_work` says whether its working time runs."""

    def __init__(
        self, plant: Plant, number: int, slot: int, edges: Ints, machines: Sequence[Machine]
    ) -> None:
        self.plant = plant
        self.slot = slot
        self.edges = [int(tick) for tick in edges]
        self.at_work = True
        self.began = 0
        self.machines = machines
        self.has_people = bool((plant.plan.crew_calendar == number).any())
        loads = plant.plan.base_load
        self.watts = int(loads[loads[:, 0] == number, 1].sum())
        plant.env.process(self.live())

    def live(self) -> Generator[simpy.Event, object, None]:
        """End and begin the working time in turn; some machines begin later (B16, B17, B32)."""
        over = 0
        for tick in self.edges:
            yield self.plant.due(self.slot, tick - self.plant.now)
            self.at_work = not self.at_work
            if self.at_work:
                self.began = tick
            self.plant.watts += self.watts if self.at_work else -self.watts  # B33
            for machine in self.machines:
                if self.at_work:
                    machine.begin_work_time(tick - over)
                else:
                    machine.end_work()
            if self.at_work and self.has_people:
                self.plant.changes.people_came()
            over = tick
            self.plant.stir()
