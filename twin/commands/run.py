"""`twin run`: one line, its figures with their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twin.commands import console, options, paper, waiting
from twin.wording import Language, say

if TYPE_CHECKING:
    from twin.study import StudyResult


def run(
    line: options.LineName,
    retrofit: options.Retrofits = None,
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
    audit: options.Audit = False,
    out: options.Out = None,
    as_json: options.AsJson = False,
) -> None:
    """Run a line and print its figures."""
    from twin.outcome import study_object
    from twin.scorecard import study_card
    from twin.study import run_study

    with console.exit_codes():
        with waiting.progress(engine.value, language.value, line) as progress:
            study = run_study(
                options.source_of(line, pack),
                retrofit or (),
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
        if audit:
            study = _audited(study, language.value)
        paper.write_report(study, out, language.value)
    if as_json:
        console.print_json(study_object(study))
    else:
        console.print_text(study_card(study, language.value, console.width()))
    paper.tell_report(out, language.value)


def _audited(study: StudyResult, language: Language) -> StudyResult:
    """Run replication 0 again on the SimPy engine and say so while it runs."""
    from twin.study import audited

    with waiting.status(say("auditing", language)):
        return audited(study)
