"""`twin judge`: all that can be said of a line and its retrofits, as one result and its reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from twin.commands import console, investing, options, waiting
from twin.commands.assess import Answers
from twin.commands.bill import bill
from twin.commands.form import form
from twin.commands.invest import invest
from twin.commands.merged import with_options_of
from twin.commands.safety import safety
from twin.wording import say

if TYPE_CHECKING:
    from twin.judge import Judgement, Question
    from twin.wording import Language

Folder = Annotated[
    Path | None,
    typer.Option("--out", metavar="FOLDER", help="write result, reports and form to this folder"),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="CHAPTER", help="leave a chapter out, such as 'package'"),
]


@with_options_of(invest, bill, safety, form)
def judge(
    line: options.LineName,
    retrofit: Annotated[list[str], options.RETROFIT],
    answers: Answers = None,
    promise: options.Promise = None,
    max_runs: options.MaxRuns = None,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    audit: options.AuditOrNot = None,
    without: Without = None,
    out: Folder = None,
    as_json: options.AsJson = False,
    **said: Any,
) -> None:
    """Judge a retrofit in every way, and write one result with its reports."""
    from twin.judge import judge as judge_line
    from twin.judge import refuse_folder
    from twin.package import runs_told

    said |= {"line": line, "retrofit": retrofit, "answers": answers, "promise": promise}
    said |= {"without": without, "max_runs": max_runs}
    with console.exit_codes():
        if out is not None:
            refuse_folder(out)
        question = _question(said)
        with waiting.progress(question.said.engine, language.value, line) as progress:
            found = judge_line(
                question,
                threads=threads,
                audit=out is not None if audit is None else audit,
                progress=progress,
                announce=lambda budget: console.tell(runs_told(budget, language.value)),
            )
        written = _write(found, out, language.value)
    _show(found, language.value, as_json)
    if written:
        console.tell(f"\n{written}")


def _question(said: dict[str, Any]) -> Question:
    """Return the question that the options ask; SettingError where an amount cannot be read."""
    from twin.judge import Question, Said

    said["grant"], said["pack"] = investing.granted(said["grant"], said["pack"])
    source = options.source_of(said["line"], said["pack"])
    _, wishes = investing.settled(source, said["retrofit"], said["at"], said)
    return Question(
        line=said["line"],
        retrofits=tuple(said["retrofit"]),
        packs=tuple(said["pack"] or ()),
        answers=said["answers"],
        said=Said(
            at=said["at"],
            engine=said["engine"].value,
            warmup_s=said["warmup"],
            length_s=said["length"],
            replications=said["replications"],
            seed=said["seed"],
            promise_s=said["promise"],
            tariff=said["tariff"],
            contract=said["contract"],
            wishes=investing.stated(wishes),
            origins=said["origins"],
            workers=said["workers"],
            record=said["record"],
            strength_years=said["strength"],
            indicators=tuple(said["kpi"] or ()),
            weights=tuple(said["weight"] or ()),
            without=tuple(said["without"] or ()),
            max_runs=said["max_runs"],
        ),
    )


def _write(found: Judgement, out: Path | None, language: Language) -> str:
    """Write all files, and return what is said of them; nothing where none are wanted."""
    if out is None:
        return ""
    from twin.judge import write_all
    from twin.judge.files import has_openpyxl
    from twin.judge.words import told

    key = "written" if out.exists() else "written new"
    with waiting.status(say("writing", language)):
        names = write_all(found, out)
    words = told(key, language, folder=out, files=", ".join(names))
    if "form" in found.found and not has_openpyxl():
        words = f"{words}\n{told('no workbook', language)}"
    return words


def _show(found: Judgement, language: Language, as_json: bool) -> None:
    """Print a judgement, for a program or for a reader."""
    from twin.judge import judgement_card, judgement_object

    if as_json:
        console.print_json(judgement_object(found))
    else:
        console.print_text(judgement_card(found, language, console.width()))
