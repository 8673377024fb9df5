"""People: crews with skills, and the tasks that wait for them."""

from __future__ import annotations

from dataclasses import dataclass
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


class Crews:
    """All crews of the line, and what they are asked to do."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant
        self.free = [int(count) for count in plant.plan.crew_count]
        self.skills = plant.plan.crew_skill
        self.waiting: list[Task] = []

    def ask(self, machine: Machine | Vehicle, kind: int, skill: int) -> Task:
        """Let a task wait for someone with the skill."""
        task = Task(machine, kind, skill, self.plant.now)
        self.waiting.append(task)
        return task

    def withdraw(self, task: Task) -> None:
        """Take back a task that nobody has come for."""
        self.waiting.remove(task)

    def let_go(self, task: Task) -> None:
        """Send the crew member of a task back."""
        self.free[task.crew] += 1
        self.plant.say(t.RELEASE, task.crew, task.machine.number, task.kind)

    def assign(self) -> bool:
        """Send one free member to the first waiting task that one can do (C5)."""
        for task in sorted(self.waiting, key=lambda w: (w.kind, w.since, w.machine.rank)):
            crew = self._free_crew(task.skill)
            if crew is not None:
                self.waiting.remove(task)
                self.free[crew] -= 1
                task.crew = crew
                self.plant.say(t.CLAIM, crew, task.machine.number, task.kind)
                task.machine.crew_comes()
                return True
        return False

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
