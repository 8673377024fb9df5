"""`twin bill`: what a line pays for electricity, by month and by use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options, waiting

if TYPE_CHECKING:
    from lines import LineSource

YEAR_S = 365 * 86_400.0


def bill(
    line: options.LineName,
    retrofit: options.Retrofits = None,
    at: options.At = None,
    tariff: Annotated[
        str | None,
        typer.Option("--tariff", metavar="CLASS", help="class of contract, instead of the file's"),
    ] = None,
    contract: Annotated[
        str | None,
        typer.Option("--contract", metavar="POWER", help="contract, such as '600 kW'"),
    ] = None,
    pack: options.Packs = None,
    length: options.Length = YEAR_S,
    warmup: options.Warmup = None,
    replications: options.Replications = None,
    seed: options.Seed = None,
    engine: options.Engine = options.EngineName.FAST,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Reckon the electricity bill of a line, a year unless told otherwise."""
    from twin.bill import bill_card, bill_object, bills_of
    from twin.compare import part_of
    from twin.scenario import Scenario, scenario_of
    from twin.settings import settings_of
    from twin.study import Conditions, study_scenario

    with console.exit_codes():
        source = _source(line, tariff, contract, pack or ())
        scenario = scenario_of(source, retrofit or (), at)
        settings = settings_of(
            Scenario(source).expected_line(),
            warmup_s=warmup,
            length_s=length,
            replications=replications,
            seed=seed,
        )
        conditions = Conditions(engine.value, None, threads)
        sides = [Scenario(source), scenario] if retrofit else [scenario]
        with waiting.progress(engine.value, language.value, line) as progress:
            studies = [
                study_scenario(side, settings, conditions, part_of(progress, number, len(sides)))
                for number, side in enumerate(sides)
            ]
            bills = bills_of(studies)
    if as_json:
        console.print_json(bill_object(bills))
    else:
        console.print_text(bill_card(bills, language.value, console.width()))


def _source(
    line: str, tariff: str | None, contract: str | None, packs: list[Path] | tuple[()]
) -> LineSource:
    from lines import read
    from lines.packs import load_pack
    from twin.bill import under_contract

    given = tuple(load_pack(path) for path in packs)
    return under_contract(read(line)._replace(packs=given), tariff, contract)
