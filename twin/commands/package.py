"""`twin package`: what each retrofit of several brings, and where the doubt comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from twin.commands import console, options, waiting
from twin.settings import MOST_DRAWS

FEWEST_DRAWS = 10
Figures = Annotated[
    list[str] | None,
    typer.Option("--kpi", metavar="NAME", help="a figure of `twin kpi`, instead of the main ones"),
]
Draws = Annotated[
    int | None,
    typer.Option(
        "--draws",
        metavar=options.NUMBER,
        parser=options.whole(FEWEST_DRAWS, "--draws 100", MOST_DRAWS),
        help="draws of what is uncertain, for the shares of the variance; default: 40, or as "
        "many as it takes",
    ),
]


def package(
    line: options.LineName,
    retrofit: Annotated[list[str], options.RETROFIT],
    kpi: Figures = None,
    draws: Draws = None,
    max_runs: options.MaxRuns = None,
    at: options.At = None,
    pack: options.Packs = None,
    length: options.Length = None,
    warmup: options.Warmup = None,
    replications: options.Replications = None,
    seed: options.Seed = None,
    engine: options.Engine = options.EngineName.FAST,
    promise: options.Promise = None,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Tell what each retrofit of a package brings: alone, in order, on average over all orders."""
    from twin.package import package_card, package_object, runs_told, take_apart

    run = options.Run(engine.value, warmup, length, replications, seed, threads)
    with (
        console.exit_codes(),
        waiting.progress(engine.value, language.value, line) as progress,
    ):
        found = take_apart(
            options.source_of(line, pack),
            retrofit,
            kpi or (),
            draws=draws,
            max_runs=max_runs,
            announce=lambda budget: console.tell(runs_told(budget, language.value)),
            at=at,
            promise_s=promise,
            progress=progress,
            **run._asdict(),
        )
    if as_json:
        console.print_json(package_object(found))
    else:
        console.print_text(package_card(found, language.value, console.width()))
