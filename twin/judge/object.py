"""A judgement as a result file: question, files, every figure, and what made them.

The file holds all that is needed to ask the same question again (`twin audit`), and beside each key
figure its formula and source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.judge.chapters import chapters
from twin.judge.inputs import inputs_object
from twin.judge.question import said_object
from twin.outcome import comparison_object
from twin.report.versions import versions

if TYPE_CHECKING:
    from twin.judge.study import Judgement
    from twin.outcome import Plain

FORMAT = "linetwin-result/1"
# What every chapter says of its runs stands once, in the comparison.
SAID_ONCE = ("line", "retrofits", "applied", "engine", "study", "comparison", "digest")


def judgement_object(judgement: Judgement) -> Plain:
    """Return everything a judgement says, and everything it was made from."""
    return {
        "format": FORMAT,
        "made_with": versions(),
        "asked": said_object(judgement.question.said),
        "files": inputs_object(judgement.inputs),
        "figures": figures_object(judgement),
        "not_told": dict(judgement.silent),
        "formulas": formulas_object(judgement),
    }


def figures_object(judgement: Judgement) -> Plain:
    """Return every figure, chapter by chapter; the comparison comes first."""
    found: Plain = {"comparison": comparison_object(judgement.comparison)}
    for name, chapter in chapters().items():
        if name in judgement.found:
            plain = chapter.plain(judgement.found[name])
            found[name] = {word: one for word, one in plain.items() if word not in SAID_ONCE}
    return found


def formulas_object(judgement: Judgement) -> Plain:
    """Return formula, unit and source of each key figure."""
    from kpi import REGISTRY

    line = judgement.comparison.before.line
    return {
        name: {"unit": kpi.unit_in(line.currency), "formula": kpi.formula, "source": kpi.source}
        for name, kpi in REGISTRY.items()
    }
