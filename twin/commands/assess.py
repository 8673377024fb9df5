"""`twin assess`: answers scored, and beside them what the line and its retrofits show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from twin.commands import console, options, paper, waiting
from twin.commands.starter import write_new

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twin.level.study import Evidence
    from twin.wording import Language


Line = Annotated[
    str | None,
    typer.Argument(metavar="LINE", help="a line file, or the name of a bundled line"),
]
Answers = Annotated[
    Path | None,
    typer.Option("--answers", metavar="FILE", help="levels by item; all unknown without it"),
]
New = Annotated[
    Path | None,
    typer.Option("--new", metavar="FILE", help="write the questions, every item unknown"),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="write all of it as an HTML page to this file",
        callback=options.HTML,
    ),
]


def assess(
    line: Line = None,
    answers: Answers = None,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    new: New = None,
    pack: options.Packs = None,
    length: options.Length = None,
    warmup: options.Warmup = None,
    replications: options.Replications = None,
    seed: options.Seed = None,
    engine: options.Engine = options.EngineName.FAST,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    out: Out = None,
    as_json: options.AsJson = False,
) -> None:
    """Score a level assessment beside what a line and its retrofits show."""
    run_options = {
        "--length": length,
        "--warmup": warmup,
        "--replications": replications,
        "--seed": seed,
        "--threads": threads,
        "--at": at,
    }
    _refuse_alone(line, new, {"--answers": answers, "--retrofit": retrofit, "--out": out})
    _refuse_idle(retrofit, run_options)
    if new is not None:
        _write_questions(new, pack or (), language.value, as_json)
        return
    with console.exit_codes():
        found = _found(
            Asked(line or "", answers, tuple(retrofit or ()), at, tuple(pack or ())),
            options.Run(engine.value, warmup, length, replications, seed, threads),
            language.value,
        )
        if out is not None:
            _write_page(found, out, language.value)
    _show(found, language.value, as_json)
    paper.tell_report(out, language.value)


class Asked(NamedTuple):
    """What is assessed: a line, its answers, its retrofits, and data packs of the user's own."""

    line: str
    answers: Path | None
    retrofits: tuple[str, ...]
    at: str | None
    packs: tuple[str, ...]


def _found(asked: Asked, run: options.Run, language: Language) -> Evidence:
    """Return the assessment; what is wrong with a file is told before anything is run."""
    from twin.level.study import evidence
    from twin.scenario import scenario_of

    source = options.source_of(asked.line, asked.packs)  # a tariff of one's own is for the line
    packs = source.packs
    scenario = scenario_of(source, asked.retrofits, asked.at)
    found = evidence(scenario, asked.answers, packs)
    if not asked.retrofits:
        return found
    from twin.compare import compare

    with waiting.progress(run.engine, language, asked.line) as progress:
        comparison = compare(
            scenario.file(),
            scenario.retrofits,
            at=asked.at,
            progress=progress,
            **run._asdict(),
        )
    return evidence(scenario, asked.answers, packs, comparison)


def _show(found: Evidence, language: Language, as_json: bool) -> None:
    """Print an assessment, for a program or for a reader."""
    from twin.level.card import assessment_card
    from twin.level.object import assessment_object

    if as_json:
        console.print_json(assessment_object(found))
    else:
        console.print_text(assessment_card(found, language, console.width()))


def _write_questions(target: Path, packs: Sequence[str], language: Language, as_json: bool) -> None:
    """Write the questions of the scheme with every item unknown, and say what comes next."""
    from lines.assessment import blank_text
    from lines.packs import pack_of
    from twin.level.words import tell

    with console.exit_codes():
        scheme = pack_of("level", options.loaded(packs))
        text = blank_text(scheme, target.stem, language)
    write_new(target, text, "choose another FILE")
    if as_json:
        console.print_json({"assessment": target.stem, "pack": scheme.name, "file": str(target)})
    else:
        console.print_text(tell("starter", language, path=target))


def _write_page(found: Evidence, target: Path, language: Language) -> None:
    """Write the page; wrong input where it cannot be written."""
    from twin.level.page import write_evidence

    try:
        write_evidence(found, target, language)
    except OSError as error:
        console.tell(f"{target}: the page cannot be written: {error.strerror or error}")
        raise typer.Exit(console.WRONG_INPUT) from None


def _refuse_alone(line: str | None, new: Path | None, beside: Mapping[str, object]) -> None:
    """Refuse what does not belong together: a line to assess, and new questions to write."""
    if (line is None) == (new is None):
        raise typer.BadParameter(
            "expected a LINE to assess, or --new FILE to write the questions, one of them",
            param_hint="LINE",
        )
    for option, value in beside.items():
        if new is not None and value:
            raise typer.BadParameter(
                "found it beside --new FILE; expected it beside a LINE", param_hint=option
            )


def _refuse_idle(retrofits: Sequence[str] | None, run_options: Mapping[str, object]) -> None:
    """Refuse words about a run where nothing is run."""
    for option, value in run_options.items():
        if not retrofits and value is not None:
            raise typer.BadParameter(
                "found it without a retrofit, and nothing is run; expected --retrofit beside it",
                param_hint=option,
            )
