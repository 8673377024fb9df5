"""The HTML report of a command, where one is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from twin.commands.console import WRONG_INPUT, tell
from twin.commands.waiting import status
from twin.wording import say

if TYPE_CHECKING:
    from pathlib import Path

    from twin.compare import Comparison
    from twin.study import StudyResult
    from twin.wording import Language


def write_report(made: StudyResult | Comparison, out: Path | None, language: Language) -> None:
    """Write the report, if one is wanted; wrong input where it cannot be written."""
    if out is None:
        return
    from twin.report import write

    try:
        with status(say("writing", language)):
            write(made, out, language)
    except OSError as error:
        why = f"{error.strerror or error}; choose another place with --out"
        tell(f"{out}: the report cannot be written: {why}")
        raise typer.Exit(WRONG_INPUT) from None


def tell_report(out: Path | None, language: Language) -> None:
    """Say where the report lies, if one was wanted."""
    if out is not None:
        tell(f"\n{say('report', language, path=out)}")
