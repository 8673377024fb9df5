"""People: crews with skills, and the tasks that wait for them."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from twin.engine import trace as t

if TYPE_CHECKING:
    from twin.engine.reference.fleet import Vehicle
    from twin.engine.reference.machine import Machine
    from twin.engine.reference.plant import Plant


@dataclass(eq=False)
class Task:
    """Work at a machine that waits for a crew member; smaller `kind` goes first."""

    machine: Machine | Vehicle
    kind: int
    skill: int
    since: int
    crew: int = -1
    withdrawn: bool = False


# a task behind its turn: kind, since when, rank of the machine, how many were asked before
Turn = tuple[int, int, int, int, Task]


class Crews:
    """All crews of the line, and what they are asked to do."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.free = [int(count) for count in plant.plan.crew_count]
        self.skills = plant.plan.crew_skill
        self.asked = 0
        # the tasks that wait for each skill, the first in turn on top
        self.waiting: list[list[Turn]] = [[] for _ in range(self.skills.shape[1])]

    def ask(self, machine: Machine | Vehicle, kind: int, skill: int) -> Task:
        """Let a task wait for someone with the skill."""
        task = Task(machine, kind, skill, self.plant.now)
        turn = (kind, task.since, machine.rank, self.asked, task)
        heappush(self.waiting[skill], turn)
        self.asked += 1
        return task

    def withdraw(self, task: Task) -> None:
        """Take back a task that nobody has come for."""
        task.withdrawn = True

    def let_go(self, task: Task) -> None:
        """Send the crew member of a task back."""
        self.free[task.crew] += 1
        self.plant.say(t.RELEASE, task.crew, task.machine.number, task.kind)

    def assign(self) -> bool:
        """Send one free member to the first waiting task that one can do (C5)."""
        turns = [turn for queue in self.waiting if (turn := self._first_of(queue)) is not None]
        for *_, task in sorted(turns):
            crew = self._free_crew(task.skill)
            if crew is not None:
                heappop(self.waiting[task.skill])
                self.free[crew] -= 1
                task.crew = crew
                self.plant.say(t.CLAIM, crew, task.machine.number, task.kind)
                task.machine.crew_comes()
                return True
        return False

    @staticmethod
    def _first_of(queue: list[Turn]) -> Turn | None:
        """The task that is first in turn; those withdrawn meanwhile drop out."""
        while queue and queue[0][-1].withdrawn:
            heappop(queue)
        return queue[0] if queue else None

    def _free_crew(self, skill: int) -> int | None:
        for crew, free in enumerate(self.free):
            if free and self.skills[crew, skill] and self._on_duty(crew):
                return crew
        return None

    def is_there(self, skill: int) -> bool:
        """Whether somebody with the skill, or anybody at all if it is -1, is on duty (C11)."""
        able = (crew for crew in range(len(self.free)) if self.skills[crew, skill])
        return skill < 0 or any(self._on_duty(crew) for crew in able)

    def _on_duty(self, crew: int) -> bool:
        calendar = int(self.plant.plan.crew_calendar[crew])
        return calendar < 0 or self.plant.hours[calendar].at_work
