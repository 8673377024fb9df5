"""What an appraisal rests on: each assumption with its value, its grade and where it comes from."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lines.packs import Fact

# given: an option; retrofit, line: their files; source: as told; rule: how money is reckoned;
# unsaid: nobody says it
Origin = Literal["given", "retrofit", "line", "source", "rule", "unsaid"]
Form = Literal["money", "yearly", "hourly", "share", "years", "months", "parts", "times", "text"]


class Basis(NamedTuple):
    """One thing that is taken for granted; `key` names its words in both languages."""

    key: str
    value: float | str | None
    form: Form
    origin: Origin
    told: str = ""  # the option, the file, the source
    grade: str | None = None
    about: str = ""  # which crew, which value, where there are several


def of_fact(key: str, fact: Fact, form: Form, about: str = "") -> Basis:
    """Return the row of a number of a data pack."""
    source = fact.known.source or ""
    told = source if fact.known.year is None else f"{source} ({fact.known.year})"
    return Basis(key, fact.value, form, "source", told, fact.known.grade, about)
