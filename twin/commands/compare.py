"""`twin compare`: one line before and after its retrofits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from twin.commands import console, options, paper, waiting
from twin.wording import Language, say

if TYPE_CHECKING:
    from twin.compare import Comparison


def compare(
    line: options.LineName,
    retrofit: Annotated[list[str], options.RETROFIT],
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
    audit: options.AuditOrNot = None,
    out: options.Out = None,
    as_json: options.AsJson = False,
) -> None:
    """Run a line before and after its retrofits."""
    from twin.compare import audited_sides
    from twin.compare import compare as compare_line

    with console.exit_codes():
        with waiting.progress(engine.value, language.value, line) as progress:
            comparison = compare_line(
                options.source_of(line, pack),
                retrofit,
                at=at,
                engine=engine.value,
                warmup_s=warmup,
                length_s=length,
                replications=replications,
                seed=seed,
                promise_s=promise,
                threads=threads,
                progress=progress,
            )
        if out is not None if audit is None else audit:
            with waiting.status(say("auditing", language.value)):
                comparison = audited_sides(comparison)
        paper.write_report(comparison, out, language.value)
    _show(comparison, language.value, as_json)
    paper.tell_report(out, language.value)


def _show(comparison: Comparison, language: Language, as_json: bool) -> None:
    """Print a comparison, for a program or for a reader."""
    from twin.outcome import comparison_object
    from twin.scorecard import comparison_card

    if as_json:
        console.print_json(comparison_object(comparison))
    else:
        console.print_text(comparison_card(comparison, language, console.width()))
