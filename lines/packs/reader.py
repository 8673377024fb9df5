"""The file of a data pack, read into what it says; every problem of it told at its place."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from lines.errors import LineError, listed
from lines.kinds import refuse_other
from lines.library import PACKS
from lines.model import Title
from lines.packs import (
    appraisal,
    days,
    effects,
    emissions,
    grants,
    kpi_form,
    level,
    safety,
    tariff,
    wages,
)
from lines.packs.facts import PackFindings, without_known
from lines.sections import Currency, Titles
from lines.source import found, read_file
from lines.words.entry import Entry
from lines.words.forms import Date, Name
from lines.words.groups import Group, Word

Make = Callable[[Entry, Mapping[str, Any]], Any]


class Kind(NamedTuple):
    """A kind of data pack: its own words, and what is made of them."""

    called: str
    words: tuple[Word, ...]
    make: Make


KINDS: dict[str, Kind] = {
    "tariff": Kind("a tariff", tariff.WORDS, tariff.table_of),
    "holidays": Kind("holidays", days.WORDS, lambda _, values: values.get("days")),
    "grants": Kind("grants", grants.WORDS, grants.programmes_of),
    "wages": Kind("wages", wages.WORDS, lambda _, values: values.get("wages")),
    "appraisal": Kind("appraisal", appraisal.WORDS, appraisal.appraisal_of),
    "level": Kind("a level scheme", level.WORDS, level.table_of),
    "emissions": Kind("emission factors", emissions.WORDS, emissions.factors_of),
    "effects": Kind("effects", effects.WORDS, effects.table_of),
    "kpi-form": Kind("a KPI form", kpi_form.WORDS, kpi_form.form_of),
    "safety": Kind("safety statistics", safety.WORDS, safety.table_of),
}
_VALID = Group(
    "'valid'",
    (
        Word("from", Date(), "First day.", "from: 2026-04-16", required=True),
        Word("until", Date(), "Last day.", "until: 2026-12-31"),
    ),
)
HEAD = (
    Word("pack", Name("the pack"), "Name of the pack.", "pack: my-tariff", required=True),
    Word("kind", Name("a kind"), "What it holds.", "kind: tariff", required=True),
    Word("title", Titles(), "What people call it.", required=True),
    Word("currency", Currency(), "Currency of its amounts; KRW."),
    Word("valid", _VALID, "The days it holds for.", required=True),
)


@dataclass(frozen=True, slots=True)
class Pack:
    """A dated set of numbers that a line is judged by; `content` is what its kind makes of it."""

    name: str
    kind: str
    title: Title
    currency: str
    since: datetime.date
    until: datetime.date | None
    content: Any
    path: Path

    def holds_on(self, day: datetime.date) -> bool:
        """Say whether the numbers hold on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def load_pack(named: str | Path) -> Pack:
    """Return a data pack by its path or bundled name; LineError with every problem found."""
    path = found(named, PACKS, "data pack")
    source = read_file(path)
    refuse_other(source.root, "pack")
    findings = PackFindings()
    told = source.root.child("currency")
    entry = Entry(source.root, (), findings, told.written if told is not None else "KRW")
    pack = _pack_of(entry._replace(node=without_known(entry, findings)), path)
    if findings.problems or pack is None:
        raise LineError(findings.problems)
    return pack


def _pack_of(entry: Entry, path: Path) -> Pack | None:
    kind = _kind_of(entry)
    if kind is None:
        return None
    values = Group("a data pack", (*HEAD, *kind.words)).read(entry)
    if values is None:
        return None
    content = kind.make(entry, values)
    if content is None or any(word.required and word.name not in values for word in HEAD):
        return None
    valid = values["valid"]
    return Pack(
        name=values["pack"],
        kind=values["kind"],
        title=values["title"],
        currency=values.get("currency", "KRW"),
        since=valid.get("from", datetime.date.min),
        until=valid.get("until"),
        content=content,
        path=path,
    )


def _kind_of(entry: Entry) -> Kind | None:
    """The kind that the file says it is; nothing can be read of another one."""
    word = entry.node.child("kind")
    if word is None:
        entry.fail(f"'kind' is missing; a data pack is one of {listed(KINDS)}")
        return None
    if word.written not in KINDS:
        entry.child(word, "kind").expect(f"a kind of data pack: {listed(KINDS)}")
    return KINDS.get(word.written)
