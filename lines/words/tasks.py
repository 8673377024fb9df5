"""People at a machine: which skill a task takes, and the hazard they meet while at it."""

from __future__ import annotations

from typing import NamedTuple

from lines.machinery import Handling
from lines.words.chances import Chance
from lines.words.entry import Entry
from lines.words.forms import Name, Schema, is_name
from lines.words.groups import Group, Made, Word

_SKILL = Word("skill", Name("a skill"), "Skill that the task takes; some crew must have it.")
_HAZARD = Word("hazard", Name("a hazard"), "Hazard of the station that people meet meanwhile.")
_HANDLING = Made(
    Group(
        "handling",
        (
            Word("skill", Name("a skill"), "Skill it takes.", "skill: cast", required=True),
            Word("time", Chance("duration"), "How long it takes.", "time: 6 s", required=True),
        ),
    ),
    Handling,
)
_LOAD = Word("load", _HANDLING, "Putting a part in, before the cycle; then the person is free.")
_UNLOAD = Word("unload", _HANDLING, "Taking a part out, after the cycle.")


class Task(NamedTuple):
    """What a task takes: a skill all through, or people only to load and unload, or nobody."""

    skill: str | None
    hazard: str | None = None
    load: Handling | None = None
    unload: Handling | None = None


class Crew(NamedTuple):
    """`{skill: trim}` or `none`; at a station also a hazard, or loading and unloading."""

    at_station: bool = False

    @property
    def group(self) -> Group:
        """The words below."""
        return Group("a crew task", self._words())

    def read(self, entry: Entry) -> Task | None:
        """Return the task."""
        if entry.node.value == "none":
            return Task(None)
        if not entry.node.is_mapping:
            such = entry.written if is_name(entry.written) else "repair"
            entry.expect(f"'none', or the skill it takes, such as {{skill: {such}}}")
            return None
        values = self.group.read(entry) or {}
        handling = [word for word in ("load", "unload") if word in entry.node.words]
        if self.at_station and handling:
            return self._handled(entry, handling[0], values)
        if "skill" not in values:
            if not any(entry.findings.within(*entry.route, word) for word in entry.node.words):
                entry.fail_word("'skill' is missing; expected 'none' or, such as, {skill: repair}")
            return None
        return Task(values["skill"], values.get("hazard"))

    def _handled(self, entry: Entry, word: str, values: dict[str, object]) -> Task | None:
        """Return a task of loading or unloading; who attends all through cannot do both."""
        for other in ("skill", "hazard"):
            if other in entry.node.words:
                below = entry.child(entry.node.words[other], other)
                told = f"'{other}' means people who stay all through the cycle; leave it out"
                below.fail_word(f"{told} beside '{word}', which has a skill of its own")
                return None
        load, unload = values.get("load"), values.get("unload")
        return Task(
            None,
            load=load if isinstance(load, Handling) else None,
            unload=unload if isinstance(unload, Handling) else None,
        )

    def _words(self) -> tuple[Word, ...]:
        return (_SKILL, _HAZARD, _LOAD, _UNLOAD) if self.at_station else (_SKILL,)

    def schema(self) -> Schema:
        """Return the mapping or the word `none`."""
        return {"anyOf": [self.group.schema(), {"const": "none"}]}
