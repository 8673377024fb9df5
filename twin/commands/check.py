"""`twin check`: every problem of a line file at once, and nothing is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from twin.commands import console, options
from twin.wording import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lines import Problem


def check(
    line: options.LineName,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    pack: options.Packs = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Name every problem of a line file."""
    from lines import LineError

    problems = problems_of(line, retrofit or (), at, pack or ())
    if as_json:
        console.print_json({"problems": [problem_object(problem) for problem in problems]})
    elif problems:
        console.tell(str(LineError(problems)))
    else:
        console.print_text(say("no problems", language.value, line=line))
    if problems:
        raise typer.Exit(console.WRONG_INPUT)


def problems_of(
    line: str, retrofits: Sequence[str], at: str | None, packs: Sequence[str] = ()
) -> list[Problem]:
    """Collect what is wrong with a line, or, if nothing is, with its retrofits."""
    from lines import LineError, build
    from twin.scenario import scenario_of

    try:
        source = options.source_of(line, packs)
        build(source)
        if retrofits:
            scenario_of(source, retrofits, at).expected_line()
    except LineError as error:
        return error.problems
    return []


def problem_object(problem: Problem) -> dict[str, object]:
    """Return one problem for `--json`."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
    }
