"""`twin demo`: the main job from end to end, on a bundled line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from twin.commands import options
from twin.commands.compare import compare

LINE = "die-casting"
RETROFITS = ("ai-vision", "standby-switching")
# Short enough for the second engine to run a replication of each side while somebody waits.
WARMUP_S = 8 * 3600.0
LENGTH_S = 86_400.0
REPLICATIONS = 30
REPORT = Path("twin-demo/report.html")


def demo(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="write the HTML report to this file")
    ] = REPORT,
    threads: options.Threads = None,
    language: options.Language = options.LanguageName.ENGLISH,
    as_json: options.AsJson = False,
) -> None:
    """Judge AI vision and standby on a die-casting line."""
    compare(
        LINE,
        list(RETROFITS),
        warmup=WARMUP_S,
        length=LENGTH_S,
        replications=REPLICATIONS,
        threads=threads,
        language=language,
        out=out,
        as_json=as_json,
    )
