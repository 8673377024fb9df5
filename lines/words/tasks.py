"""People at a machine: which skill a task takes, and the hazard they meet while at it."""

from __future__ import annotations

from typing import NamedTuple

from lines.words.entry import Entry
from lines.words.forms import Name, Schema
from lines.words.groups import Group, Word

_SKILL = Word("skill", Name("a skill"), "Skill that the task takes; some crew must have it.")
_HAZARD = Word("hazard", Name("a hazard"), "Hazard of the station that people meet meanwhile.")
LATER = ("load", "unload", "time", "calendar")


class Task(NamedTuple):
    """What a task takes: a skill, or nobody; perhaps a hazard."""

    skill: str | None
    hazard: str | None = None


class Crew(NamedTuple):
    """`{skill: trim}` or `none`; with `hazard` where the task has no hazard word of its own."""

    with_hazard: bool = False

    def read(self, entry: Entry) -> Task | None:
        """Return the task."""
        if entry.node.value == "none":
            return Task(None)
        if not entry.node.is_mapping:
            entry.expect("'none', or the skill it takes, such as {skill: repair}")
            return None
        values = Group("a crew task", self._words()).read(entry) or {}
        if "skill" not in values:
            if not any(entry.findings.within(*entry.route, word) for word in entry.node.words):
                entry.fail_word("'skill' is missing; expected 'none' or, such as, {skill: repair}")
            return None
        return Task(values["skill"], values.get("hazard"))

    def _words(self) -> tuple[Word, ...]:
        later = tuple(Word(word, None, "") for word in LATER)
        return (_SKILL, _HAZARD, *later) if self.with_hazard else (_SKILL, *later)

    def schema(self) -> Schema:
        """Return the mapping or the word `none`."""
        return {"anyOf": [Group("a crew task", self._words()).schema(), {"const": "none"}]}
