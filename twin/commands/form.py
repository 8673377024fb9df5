"""`twin form`: the official KPI table of a project, from a line before and after its retrofits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options, waiting

if TYPE_CHECKING:
    from twin.form import Form
    from twin.wording import Language


Kpis = Annotated[
    list[str] | None,
    typer.Option(
        "--kpi",
        metavar="NAME",
        help="an indicator of the form; several in order; default: key ones it can fill",
    ),
]
Weights = Annotated[
    list[str] | None,
    typer.Option("--weight", metavar="NAME=PERCENT", help="weight of a row; together 100, or none"),
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="write it to a new .csv or .xlsx file")
]


def form(
    line: options.LineName,
    retrofit: Annotated[list[str], options.RETROFIT],
    at: options.At = None,
    kpi: Kpis = None,
    weight: Weights = None,
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
    """Fill the KPI form of a project from a line before and after its retrofits."""
    from twin.compare import compare
    from twin.form import form_of, form_pack, refuse_target, wishes_of, write_form

    with console.exit_codes():
        if out is not None:
            refuse_target(out)
        source = options.source_of(line, pack)
        blank = form_pack(source.packs)
        wishes = wishes_of(blank.content, kpi or (), weight or ())
        with waiting.progress(engine.value, language.value, line) as progress:
            comparison = compare(
                source,
                retrofit,
                at=at,
                engine=engine.value,
                warmup_s=warmup,
                length_s=length,
                replications=replications,
                seed=seed,
                threads=threads,
                progress=progress,
            )
        filled = form_of(comparison, blank, wishes)
        if out is not None:
            write_form(filled, out, language.value)
    _show(filled, out, language.value, as_json)


def _show(form: Form, out: Path | None, language: Language, as_json: bool) -> None:
    """Print the form, or say where it lies and what it leaves open."""
    from twin.form import form_card, form_object
    from twin.form.grounds import doubts_of
    from twin.form.words import told

    if as_json:
        console.print_json(form_object(form))
    elif out is None:
        console.print_text(form_card(form, language, console.width()))
    if out is not None:
        for doubt in doubts_of(form, language):
            console.tell(doubt)
        console.tell(told("written", language, path=out))
        if not form.is_weighed:
            console.tell(told("no weights", language))
