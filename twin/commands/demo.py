"""`twin demo`: the main job from end to end, on a bundled line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from twin.commands import console, options, waiting
from twin.wording import say

if TYPE_CHECKING:
    from twin.judge import Question

LINE = "die-casting"
RETROFITS = ("ai-vision", "standby-switching")
# Short enough for the second engine to run a replication of each side while somebody waits.
WARMUP_S = 8 * 3600.0
LENGTH_S = 86_400.0
REPLICATIONS = 30
TARIFF, CONTRACT = "industrial-b/high-a/2", "400 kW"
GRANT = "ai-track-2025"
FOLDER = Path("twin-demo")


def question() -> Question:
    """Return what the demonstration asks."""
    from twin.judge import Question, Said

    said = Said(
        warmup_s=WARMUP_S,
        length_s=LENGTH_S,
        replications=REPLICATIONS,
        tariff=TARIFF,
        contract=CONTRACT,
        wishes={"grant": GRANT},
    )
    return Question(LINE, RETROFITS, said=said)


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="FOLDER", help="write result and reports here, anew")
    ] = FOLDER,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Judge AI vision and standby on a die-casting line."""
    from twin.judge import judge, judgement_card, judgement_object, refuse_folder, write_all
    from twin.judge.words import told
    from twin.package import runs_told

    with console.exit_codes():
        refuse_folder(out, anew=True)
        with waiting.progress("fast", language.value, LINE) as progress:
            found = judge(
                question(),
                threads=threads,
                audit=True,
                progress=progress,
                announce=lambda budget: console.tell(runs_told(budget, language.value)),
            )
        key = "written" if out.exists() else "written new"
        with waiting.status(say("writing", language.value)):
            names = write_all(found, out, anew=True)
    if as_json:
        console.print_json(judgement_object(found))
    else:
        console.print_text(judgement_card(found, language.value, console.width()))
    console.tell(f"\n{told(key, language.value, folder=out, files=', '.join(names))}")
