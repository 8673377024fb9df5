"""`twin safety`: hours in danger, and injuries to be expected in a year."""

from __future__ import annotations

from typing import Annotated

import typer

from twin.commands import console, options, waiting


def record_text(text: str | None) -> str | None:
    """Refuse what is no record before anything is run."""
    from twin.safety import record_of
    from twin.settings import SettingError

    if text is not None:
        try:
            record_of(text)
        except SettingError as error:
            raise typer.BadParameter(str(error)) from None
    return text


def years(text: str | float) -> float:
    """Read a number of years of more than none."""
    from lines.units import UnitError, measure

    if isinstance(text, float):
        return text
    try:
        found = measure(text, "years")
    except UnitError as error:
        raise typer.BadParameter(f"found '{text}'; {error}.") from None
    if not found > 0:
        raise typer.BadParameter(f"found '{text}'; expected more than 0 years.")
    return found


Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar=options.NUMBER,
        parser=options.whole(1, "--workers 50", 1_000_000),
        help="workers, instead of the file's",
    ),
]
OwnRecord = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="RECORD",
        callback=record_text,
        help="the plant's own: '2 injuries in 5 years'",
    ),
]
Strength = Annotated[
    float | None,
    typer.Option(
        "--strength",
        metavar="YEARS",
        parser=years,
        help="own record that weighs as much as the sector, '5 years'",
    ),
]


def safety(
    line: options.LineName,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    workers: Workers = None,
    record: OwnRecord = None,
    strength: Strength = None,
    pack: options.Packs = None,
    length: options.Length = None,
    warmup: options.Warmup = None,
    replications: options.Replications = None,
    seed: options.Seed = None,
    engine: options.Engine = options.EngineName.FAST,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Tell hours in danger and injuries to be expected a year, before and after a retrofit."""
    from lines.packs import pack_of
    from twin.safety import Asked, reckon, record_of, safety_card, safety_object

    run = options.Run(engine.value, warmup, length, replications, seed, threads)
    with (
        console.exit_codes(),
        waiting.progress(engine.value, language.value, line) as progress,
    ):
        source = options.source_of(line, pack)
        found = reckon(
            source,
            retrofit or (),
            Asked(
                pack_of("safety", source.packs),
                workers,
                None if record is None else record_of(record),
                strength,
            ),
            at=at,
            progress=progress,
            **run._asdict(),
        )
    if as_json:
        console.print_json(safety_object(found))
    else:
        console.print_text(safety_card(found, language.value, console.width()))
