"""`twin bill`: what a line pays for electricity, by month and by use."""

from __future__ import annotations

from typing import Annotated

import typer

from twin.commands import console, options, waiting

YEAR_S = 365 * 86_400.0


def power(text: str | None) -> str | None:
    """Refuse what is no power before it gets into the line."""
    from lines.units import UnitError, measure

    if text is not None:
        try:
            measure(text, "power")
        except UnitError as error:
            raise typer.BadParameter(f"found '{text}'; {error}.") from None
    return text


Tariff = Annotated[
    str | None,
    typer.Option("--tariff", metavar="CLASS", help="class of contract, instead of the file's"),
]
Contract = Annotated[
    str | None,
    typer.Option("--contract", metavar="POWER", callback=power, help="contract, such as '600 kW'"),
]


def bill(
    line: options.LineName,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    tariff: Tariff = None,
    contract: Contract = None,
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
    """Reckon the electricity bill of a line, of a year unless `--length` says otherwise."""
    from twin.bill import bill_card, bill_object, reckon, under_contract

    over = YEAR_S if length is None else length
    run = options.Run(engine.value, warmup, over, replications, seed, threads)
    with (
        console.exit_codes(),
        waiting.progress(engine.value, language.value, line) as progress,
    ):
        bills = reckon(
            under_contract(options.source_of(line, pack), tariff, contract),
            retrofit or (),
            at=at,
            progress=progress,
            **run._asdict(),
        )
    if as_json:
        console.print_json(bill_object(bills))
    else:
        console.print_text(bill_card(bills, language.value, console.width()))
