"""`twin audit`: a result file asked again, every figure compared, its report written anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options, paper, waiting

if TYPE_CHECKING:
    from twin.judge import Audited
    from twin.wording import Language

DIFFERENT = 1
Result = Annotated[
    Path, typer.Argument(metavar="RESULT", help="a result file that `twin judge` wrote")
]
OtherEngine = Annotated[
    options.EngineName | None,
    typer.Option(
        "--engine",
        metavar="fast|reference",
        parser=options.one_of(options.EngineName),
        help="the engine to ask, instead of the file's",
    ),
]


def audit(
    result: Result,
    engine: OtherEngine = None,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    both: options.AuditOrNot = None,
    out: options.Out = None,
    as_json: options.AsJson = False,
) -> None:
    """Ask the question of a result file again and compare every figure; exit code 1 if one differs.

    Files, settings and seed are all in the result, so nothing else is needed.
    """
    from twin.judge import audit as ask_again
    from twin.judge import read_result

    with console.exit_codes():
        told = read_result(result)
        asked = told.said.engine if engine is None else engine.value
        with waiting.progress(asked, language.value, result.name) as progress:
            audited = ask_again(
                told,
                engine=None if engine is None else engine.value,
                threads=threads,
                both=out is not None if both is None else both,
                languages=() if out is None else (language.value,),
                progress=progress,
            )
        if out is not None:
            _write(audited, out, language.value)
    _show(audited, language.value, as_json)
    paper.tell_report(out, language.value)
    if not audited.same:
        raise typer.Exit(DIFFERENT)


def _write(audited: Audited, out: Path, language: Language) -> None:
    """Write the report of what was run again; wrong input where it cannot be written."""
    from twin.report.frame import write_page

    try:
        write_page(audited.reports[language], out)
    except OSError as error:
        console.tell(f"{out}: the report cannot be written: {error.strerror or error}")
        raise typer.Exit(console.WRONG_INPUT) from None


def _show(audited: Audited, language: Language, as_json: bool) -> None:
    """Print an audit, for a program or for a reader."""
    from twin.judge import audit_card

    if as_json:
        console.print_json(
            {
                "same": audited.same,
                "figures": audited.count,
                "differences": [one._asdict() for one in audited.differences],
                "made_otherwise": {
                    name: {"file": was, "now": now}
                    for name, (was, now) in audited.otherwise.items()
                },
            }
        )
    else:
        console.print_text(audit_card(audited, language, console.width()))
