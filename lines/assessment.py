"""The file of an assessment: a level or `unknown` for each item of a scheme, as people answered.

What is read here is what somebody wrote; no level comes from a model.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from lines.errors import LineError, Problem, hint, likely
from lines.kinds import refuse_other
from lines.packs import LevelTable, NoSuchPack, Pack, pack_of
from lines.parse import scalar
from lines.source import read_file
from lines.words.entry import Entry, Findings
from lines.words.forms import NAME_RULE, Date, Name, Schema, Text, is_name
from lines.words.groups import Group, Word

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered of an item: its level, None where nobody knows; and why."""

    level: int | None = None
    note: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """Answers by item, of a scheme; an item without an answer is unknown."""

    name: str
    pack: Pack
    answers: dict[str, Answer]
    date: datetime.date | None = None

    @property
    def table(self) -> LevelTable:
        """The scheme that the answers are of."""
        table: LevelTable = self.pack.content
        return table


class LevelForm(NamedTuple):
    """A whole level from 0 to the highest, or `unknown`."""

    top: int

    def read(self, entry: Entry) -> Answer | None:
        """Return the answer without any words beside it."""
        value = entry.node.value
        if value == UNKNOWN:
            return Answer()
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= self.top:
            return Answer(value)
        told = hint(entry.written, [UNKNOWN]) if isinstance(value, str) else ""
        entry.expect(f"a level from 0 to {self.top}, or '{UNKNOWN}'", told)
        return None

    def schema(self) -> Schema:
        """Return the levels and the word."""
        return {"enum": [*range(self.top + 1), UNKNOWN]}


class AnswerForm(NamedTuple):
    """A level alone, or with a note and what shows it beside it."""

    level: LevelForm

    @property
    def group(self) -> Group:
        """The words of an answer."""
        return Group(
            "an answer",
            (
                Word("level", self.level, "The level.", "level: 2", required=True),
                Word("note", Text("a note"), "What is to be said of it.", "note: since May"),
                Word("evidence", Text("evidence"), "What shows it.", "evidence: work orders"),
            ),
        )

    def read(self, entry: Entry) -> Answer | None:
        """Return the answer."""
        if not entry.node.is_mapping:
            return self.level.read(entry)
        values = self.group.read(entry) or {}
        if "level" not in values:
            return None
        return Answer(values["level"].level, values.get("note"), values.get("evidence"))

    def schema(self) -> Schema:
        """Return a level, or the words with it."""
        return {"anyOf": [self.level.schema(), self.group.schema()]}


class Answers(NamedTuple):
    """Answers by the number of the item; a number that the scheme has not is told."""

    pack: Pack

    def read(self, entry: Entry) -> dict[str, Answer] | None:
        """Return the answers in the order of the file."""
        numbers = list(self.pack.content.items)
        form = AnswerForm(LevelForm(self.pack.content.top))
        if not entry.node.words:
            entry.expect(f"items with a level under each, such as {{{numbers[0]}: 2}}")
            return None
        answers = {}
        for number, below in entry.words():
            if number not in numbers:
                meant = likely(number, numbers)
                reach = f"; '{self.pack.name}' has {numbers[0]} to {numbers[-1]}"
                told = f"; did you mean '{meant}'?" if meant else reach
                below.fail_word(f"no such item{told}")
            answer = form.read(below)
            if answer is not None:
                answers[number] = answer
        return answers

    def schema(self) -> Schema:
        """Return every item with its answer."""
        form = AnswerForm(LevelForm(self.pack.content.top)).schema()
        return {"type": "object", "properties": dict.fromkeys(self.pack.content.items, form)}


def _words(pack: Pack) -> Group:
    return Group(
        "an assessment",
        (
            Word("assessment", Name("the assessment"), "Its name.", "assessment: my-plant", True),
            Word("pack", Name("a data pack"), "The scheme.", f"pack: {pack.name}", True),
            Word("date", Date(), "Day of the answers.", "date: 2026-03-02"),
            Word("items", Answers(pack), "Answers by item.", "items: {1.1.1: 2}", True),
        ),
    )


def load_assessment(path: Path, packs: Sequence[Pack] = ()) -> Questionnaire:
    """Return the answers of a file; LineError with every problem found.

    `packs` are data packs that are asked before the bundled ones.
    """
    root = read_file(path).root
    refuse_other(root, "assessment")
    entry = Entry(root, (), Findings())
    read = _read(entry, packs)
    if read is None or entry.findings.problems:
        raise LineError(entry.findings.problems)
    return read


def _read(entry: Entry, packs: Sequence[Pack]) -> Questionnaire | None:
    named = entry.node.child("pack")
    try:
        pack = pack_of("level", packs, named.written if named is not None else None)
    except NoSuchPack as error:
        (entry if named is None else entry.child(named, "pack")).fail(str(error))
        return None
    values = _words(pack).read(entry)
    if values is None or not {"assessment", "items"} <= values.keys():
        return None
    return Questionnaire(values["assessment"], pack, values["items"], values.get("date"))


def blank_text(pack: Pack, name: str, language: str) -> str:
    """Return a file to fill in: every item unknown, with what the levels mean, in a language.

    Raises LineError where an assessment cannot be called so.
    """
    if not is_name(name):
        told = f"found the name '{name[:70]}' for an assessment; expected {NAME_RULE}"
        raise LineError([Problem("--new", 0, 0, "", f"{told}, such as my-plant.yaml")])
    table: LevelTable = pack.content
    return "\n".join([*_head(pack, name, language), "items:", *_blank_items(table, language), ""])


_HEAD: Mapping[str, tuple[str, ...]] = {
    "en": (
        "# Put a level from 0 to {top} behind each item, or leave 'unknown'. Words may be added:",
        "#   2.4.3: {{level: 2, note: since May, evidence: inspection sheets of the year}}",
        "# Answer what can be shown today, not what is planned.",
    ),
    "ko": (
        "# 항목마다 0~{top} 수준을 적고, 모르면 unknown으로 두십시오. 설명을 덧붙일 수 있습니다:",
        "#   2.4.3: {{level: 2, note: 5월부터, evidence: 올해 검사 기록지}}",
        "# 계획이 아니라 오늘 보여 줄 수 있는 것을 적으십시오.",
    ),
}


def _head(pack: Pack, name: str, language: str) -> Iterator[str]:
    """The comment at the top, the words before the items, and what the levels mean."""
    table: LevelTable = pack.content
    yield f"# {pack.title.in_language(language)}"
    yield f"# {table.notice.in_language(language)}"
    yield "#"
    yield from (line.format(top=table.top) for line in _HEAD[language])
    for anchors in table.kinds.values():
        yield "#"
        yield f"# {anchors.title.in_language(language)}"
        for level, says in enumerate(anchors.levels):
            yield f"#   {level}: {says.in_language(language)}"
    yield f"assessment: {name}" if scalar(name) == name else f'assessment: "{name}"'
    yield f"pack: {pack.name}"


def _blank_items(table: LevelTable, language: str) -> Iterator[str]:
    for number, area in table.areas.items():
        yield f"  # {number} {area.title.in_language(language)}"
        for item_number, item in area.items.items():
            title, kind = item.title.in_language(language), table.kinds[item.kind]
            told = f"{title} ({item.points.value:g}; {kind.title.in_language(language)})"
            yield f"  {item_number}: {UNKNOWN} # {told}"
