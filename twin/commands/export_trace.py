"""`twin export-trace`: everything that happened in one replication, as a table for other tools."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from twin.commands import console, options, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY_S = 86_400.0
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FILE",
        help="write to this .csv file, not to standard output",
        callback=options.file_of(".csv"),
    ),
]


def export_trace(
    line: options.LineName,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    pack: options.Packs = None,
    length: Annotated[
        float,
        typer.Option(
            "--length",
            metavar=options.DURATION,
            parser=options.seconds,
            help="time traced after the warm-up",
        ),
    ] = DAY_S,
    warmup: options.Warmup = None,
    replication: Annotated[
        int,
        typer.Option(
            "--replication",
            metavar=options.NUMBER,
            parser=options.whole(0, "--replication 0"),
            help="which replication of the study",
        ),
    ] = 0,
    seed: options.Seed = None,
    engine: options.Engine = options.EngineName.FAST,
    language: options.Language = options.LanguageName.ENGLISH,
    out: Out = None,
) -> None:
    """Write all that happened in one replication as CSV."""
    from twin.replay import traced
    from twin.scenario import scenario_of
    from twin.settings import settings_of
    from twin.tracefile import write_trace

    with console.exit_codes():
        scenario = scenario_of(options.source_of(line, pack), retrofit or (), at)
        settings = settings_of(
            scenario.expected_line(), warmup_s=warmup, length_s=length, seed=seed
        )
        with waiting.progress(engine.value, language.value, line):
            trace, frame = traced(scenario, settings, replication, engine.value)
    with _opened(out) as file:
        write_trace(trace, frame, file)


@contextmanager
def _opened(out: Path | None) -> Iterator[TextIO]:
    """Open the file to write to; standard output where none is named."""
    from twin.whole import writing

    if out is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    try:
        with writing(out) as file:
            yield file
    except OSError as error:
        console.tell(f"{out}: the trace cannot be written: {error.strerror or error}")
        raise typer.Exit(console.WRONG_INPUT) from None
