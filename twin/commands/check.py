"""`twin check`: every problem of a line file at once, and nothing is run."""

from __future__ import annotations

from pathlib import Path
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
    """Name every problem of a line file; of a data pack or a retrofit, if that is given alone."""
    from lines import LineError

    problems = problems_of(line, retrofit or (), at, pack or ())
    notes = [] if problems else _notes(line)
    if as_json:
        found = {"problems": problems, **({"notes": notes} if notes else {})}
        console.print_json({key: [problem_object(one) for one in found[key]] for key in found})
    elif problems:
        console.tell(str(LineError(problems)))
    else:
        console.print_text(say("no problems", language.value, line=line))
        for note in notes:
            console.print_text(say("note of a line", language.value, note=note))
    if problems:
        raise typer.Exit(console.WRONG_INPUT)


def problems_of(
    line: str, retrofits: Sequence[str], at: str | None, packs: Sequence[str] = ()
) -> list[Problem]:
    """Collect what is wrong with a line, or, if nothing is, with its retrofits."""
    from lines import LineError, build
    from twin.scenario import scenario_of

    try:
        if not retrofits and not packs and _is_of_another_kind(line):
            return []
        source = options.source_of(line, packs)
        build(source)
        if retrofits:
            scenario_of(source, retrofits, at).expected_line()
    except LineError as error:
        return error.problems
    return []


def _notes(line: str) -> list[Problem]:
    """Collect what the writer of a sound line should know; of another kind of file nothing."""
    from lines import read
    from lines.load import notes_of

    source = read(line)
    return notes_of(source) if source.root.child("stations") is not None else []


def _is_of_another_kind(file: str) -> bool:
    """Read the file of a data pack or a retrofit; False where it is neither.

    Raises LineError with every problem of it.
    """
    from lines import load_retrofit
    from lines.packs import load_pack
    from lines.source import read_file

    path = Path(file)
    if not path.is_file():
        return False
    root = read_file(path).root
    for word, load in (("pack", load_pack), ("retrofit", load_retrofit)):
        if root.child(word) is not None and root.child("stations") is None:
            load(path)
            return True
    return False


def problem_object(problem: Problem) -> dict[str, object]:
    """Return one problem for `--json`."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
    }
