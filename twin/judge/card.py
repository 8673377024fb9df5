"""A judgement and an audit for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.judge.summary import summary
from twin.judge.words import told
from twin.outline import Part, printed
from twin.scorecard import comparison_card

if TYPE_CHECKING:
    from twin.judge.audit import Audited, Difference
    from twin.judge.study import Judgement
    from twin.wording import Language

MOST_SHOWN = 20


def judgement_card(judgement: Judgement, language: Language, width: int | None) -> str:
    """Return the comparison, and the judgement in short below it."""
    return "\n\n".join(
        [
            comparison_card(judgement.comparison, language, width),
            printed([summary(judgement, language)], width),
        ]
    )


def audit_card(audited: Audited, language: Language, width: int | None) -> str:
    """Return whether every figure is the same, and those that are not."""
    count, differing = f"{audited.count:,}", f"{len(audited.differences):,}"
    said = [told("again" if audited.same else "other", language, count=count, differing=differing)]
    said += [_difference(one, language) for one in audited.differences[:MOST_SHOWN]]
    if len(audited.differences) > MOST_SHOWN:
        more = f"{len(audited.differences) - MOST_SHOWN:,}"
        said.append(told("more", language, count=more))
    if audited.otherwise:
        nothing = told("nothing", language)
        was, now = (
            ", ".join(f"{name} {pair[i] or nothing}" for name, pair in audited.otherwise.items())
            for i in (0, 1)
        )
        said.append(told("made otherwise", language, told=was, found=now))
    return printed([Part(said=tuple(said))], width)


def _difference(one: Difference, language: Language) -> str:
    nothing = told("nothing", language)
    was, now = (nothing if value is None else value for value in (one.told, one.found))
    return told("difference", language, path=one.path, told=was, found=now)
